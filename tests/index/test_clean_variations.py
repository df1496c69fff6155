"""Layouts that the seeds do not have: `tests/cases/cleaning/variations.toml`."""

from __future__ import annotations

import tomllib
from datetime import datetime
from pathlib import Path

import pytest

from index.clean.bylines import byline
from index.clean.cleaner import clean
from index.pages import RawPage
from search.model import VIETNAM, Article

TABLE = tomllib.loads(
    (Path(__file__).parents[1] / "cases" / "cleaning" / "variations.toml").read_text(encoding="utf-8")
)


def read_case(case):
    """The page of a case, and its blocks as (kind, text)."""
    lines, blocks = [], []
    repeat = case.get("repeat", {"chrome": [], "times": 0})
    marked = [f"chrome: {entry}" for entry in repeat["chrome"]] * repeat["times"] + case["page"].strip(
        "\n"
    ).split("\n")
    for mark in marked:
        kinds, _, line = mark.partition(": ")
        line = line.format_map(TABLE["paragraphs"])
        lines.append(line.replace("¦", ""))
        if not line.strip():
            continue
        if kinds.endswith("+"):
            kind, text = blocks.pop()
            blocks.append((kind, f"{text}\n{line}"))
        else:
            blocks += zip(kinds.split("¦"), map(str.strip, line.split("¦")), strict=True)
    return "\n".join(lines), blocks


def clean_text(text: str):
    """What cleaning makes of a capture."""
    return clean(RawPage("i", "s", "n", "text/plain", text.encode(), None, datetime.now(VIETNAM)))


@pytest.mark.parametrize("case", TABLE["cases"], ids=lambda case: case["name"])
def test_every_line_gets_its_kind(case):
    """The blocks of a page are those that its case marks."""
    page, expected = read_case(case)
    article = clean_text(page)
    assert isinstance(article, Article), article
    assert [(block.kind.value, article.of(block)) for block in article.blocks] == expected


@pytest.mark.parametrize(
    ("closing", "worded"),
    [
        ("Lê Vân", "Lê Vân"),
        ("Lê Vân\nXã Suối Trong", "Lê Vân (Xã Suối Trong)"),
        ("Đoàn Hạ\nHuyện đoàn Sông Mới", "Đoàn Hạ (Huyện đoàn Sông Mới)"),
        ("Tác giả: Lê Vân", "Lê Vân"),
        ("Bài, ảnh: Lê Vân - Thu Cúc", "Lê Vân - Thu Cúc"),
        ("(Lê Vân)", "Lê Vân"),
        ("LÊ VÂN", "LÊ VÂN"),
        ("L.V", "L.V"),
        ("Hội nghị thành công.", ""),
        ("Mọi người ra về", ""),
        ("Theo Báo Sông Mới", ""),
    ],
)
def test_closing_names_are_worded_for_people(closing, worded):
    """Labels and brackets go, an office stands in brackets, and a sentence is nobody's name."""
    paragraphs = TABLE["paragraphs"]
    article = clean_text(
        f"Một tiêu đề của bài\n\n{paragraphs['lead']}\n\n{paragraphs['three']}\n\n{closing}\n"
    )
    assert byline(article) == worded
