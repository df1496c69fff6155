"""The facts expected of the seed articles, and the share of each kind that is found."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from index.clean.bylines import byline
from index.imports import read_files
from index.pages import RawPage
from index.pipeline import prepare
from search.errors import DataError
from search.model import PROSE, VIETNAM, Document
from search.places import path_label
from tools.measure.figures import Figure

if TYPE_CHECKING:
    from collections.abc import Mapping

ROOT = Path(__file__).parents[2]
FACTS = ROOT / "tests" / "cases" / "facts"
SEEDS = ROOT / "seeds" / "articles"

CHROME = (
    "Skip portlet",
    "Portlet Menu",
    "Tin cùng chuyên mục",
    "Các tin khác",
    "QUẢNG CÁO",
    "Loading...",
    "Đầu trang",
    "1  2  3",
)
"""What no running text may hold."""


def measure_seeds() -> list[Figure]:
    """One figure a kind of fact: the share found, 0..1. Raises `DataError` outside a checkout."""
    golds = [tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(FACTS.glob("*.toml"))]
    if not golds:
        raise DataError(f"{FACTS} holds no expected facts; this needs a checkout of the project")
    found: dict[str, list[bool]] = defaultdict(list)
    for gold in golds:
        document = _document(SEEDS / gold["file"])
        for name, right in _compare(document, gold).items():
            found[name].append(right)
    return [Figure(name, sum(rights) / len(rights), "share") for name, rights in found.items()]


def _document(path: Path) -> Document:
    (page,) = read_files([path], "mau", 1_000_000)
    assert isinstance(page, RawPage)
    document = prepare(page, "0" * 16, 1, datetime.now(VIETNAM))
    if not isinstance(document, Document):
        raise DataError(f"{path.name} was skipped: {document.reason} {document.detail}")
    return document


def _compare(document: Document, gold: Mapping[str, Any]) -> dict[str, bool]:
    """Which kinds of fact are as expected."""
    article, location = document.article, document.location
    published = {name: getattr(document.published, name) for name in gold["published"]}
    cited = [(citation.number, citation.issued) for citation in document.citations]
    prose = [article.of(block) for block in article.blocks_of(*PROSE)]
    return {
        "title": article.title.startswith(gold["title_begins"]),
        "date": published == gold["published"],
        "place then": (path_label(location.then) if location else "") == gold["place_then"],
        "place now": [path_label(path) for path in (location.now if location else ())] == gold["place_now"],
        "byline": byline(article) == gold["byline"],
        "topic": bool(document.topics) and document.topics[0].id == gold["topic"],
        "citations": cited == [(each["number"], each["issued"]) for each in gold.get("citations", ())],
        "no chrome in the text": not any(sign in text for text in prose for sign in CHROME),
    }
