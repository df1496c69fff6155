"""The five captures that the product starts from, block by block."""

from __future__ import annotations

import tomllib
import unicodedata
from datetime import datetime
from pathlib import Path

import pytest

from index.clean.bylines import byline
from index.clean.cleaner import clean
from index.enrich.enriching import enrich
from index.imports import read_files
from index.pages import RawPage
from search.model import PROSE, VIETNAM, Article, BlockKind, Document

ROOT = Path(__file__).parents[2]
CASES = sorted((ROOT / "tests" / "cases" / "cleaning").glob("0*.toml"))
LEAKS = (
    *(
        "Skip portlet",
        "Portlet Menu",
        "Tin cùng chuyên mục",
        "Các tin khác",
        "QUẢNG CÁO",
        "Loading...",
        "Đầu trang",
    ),
    *("<<", "10  11", "Thư viện ảnh", "Giới thiệu chung", "Hệ thống chính trị", "Liên kết Website"),
)


def read_seed(case: Path) -> bytes:
    """The capture that a case is about."""
    return (ROOT / "seeds" / "articles" / f"{case.stem}.txt").read_bytes()


def clean_bytes(payload: bytes, media_type: str = "text/plain") -> Article:
    """The article of a capture."""
    article = clean(RawPage("i", "seeds", "n", media_type, payload, None, datetime.now(VIETNAM)))
    assert isinstance(article, Article)
    return article


def enrich_article(article: Article) -> Document:
    """All facts of an article."""
    return enrich(article, article_id="0" * 16, version=1, added=datetime(2025, 11, 20, tzinfo=VIETNAM))


@pytest.fixture(params=CASES, ids=lambda case: case.stem[:3])
def case(request):
    """The file of expectations for one seed."""
    return request.param


def test_there_is_a_case_for_every_seed():
    """No seed goes unchecked."""
    seeds = list(read_files([ROOT / "seeds" / "articles"], "seeds", 1 << 20))
    assert sorted(page.name for page in seeds) == [f"{case.stem}.txt" for case in CASES]
    assert len(CASES) == 5


def test_every_block_is_as_expected(case):
    """Kinds, order and texts of all blocks are those of the case."""
    article = clean_bytes(read_seed(case))
    expected = tomllib.loads(case.read_text(encoding="utf-8"))["blocks"]
    found = []
    for block, want in zip(article.blocks, expected, strict=False):
        text = article.of(block)
        found.append(
            {"kind": block.kind.value, "begins": want["begins"] if text.startswith(want["begins"]) else text}
            if "begins" in want
            else {"kind": block.kind.value, "text": text}
        )
    assert found == expected
    assert len(article.blocks) == len(expected)


def test_the_byline_is_worded_for_people(case):
    """Closing names come out on one line, an office in brackets."""
    expected = tomllib.loads(case.read_text(encoding="utf-8"))["byline"]
    assert byline(clean_bytes(read_seed(case))) == expected


def test_nothing_of_the_portal_is_left_in_the_prose(case):
    """Menus, portlet marks, pagers, related lists and advertising are outside lead, body and title."""
    article = clean_bytes(read_seed(case))
    own = "\n".join(
        article.of(block) for block in article.blocks_of(*PROSE, BlockKind.TITLE, BlockKind.CAPTION)
    )
    assert [leak for leak in LEAKS if leak in own] == []


def test_line_ends_and_composition_do_not_matter(case):
    """CRLF, decomposed letters and a byte order mark give the same article."""
    payload = read_seed(case)
    text = payload.decode()
    plain = clean_bytes(payload)
    assert clean_bytes(text.replace("\n", "\r\n").encode()) == plain
    assert clean_bytes(unicodedata.normalize("NFD", text).encode()) == plain
    assert clean_bytes(b"\xef\xbb\xbf" + payload) == plain


@pytest.mark.parametrize("blank", ["  ", "\u00a0 ", " \u00a0", "\t ", "   "], ids=ascii)
def test_doubled_blanks_do_not_matter(case, blank):
    """However often and in whatever way blanks are repeated, the article is the same, in HTML too."""
    text = read_seed(case).decode()
    plain, wide = clean_bytes(text.encode()), clean_bytes(text.replace(" ", blank).encode())
    assert wide == plain
    assert enrich_article(wide) == enrich_article(plain)


def test_doubled_blanks_do_not_matter_in_html(case):
    """A page padded with `&nbsp;` gives the article and the facts of one that is not."""
    lines = read_seed(case).decode().split("\n")
    page = "<html><body><form><div>{}</div></form></body></html>"
    plain = page.format("".join(f"<p>{line}</p>" for line in lines if line.strip()))
    wide = plain.replace(" ", "&nbsp; ")
    articles = [clean_bytes(text.encode(), "text/html") for text in (plain, wide)]
    assert articles[0] == articles[1]
    assert enrich_article(articles[0]) == enrich_article(articles[1])


def test_every_decision_has_its_reason(case):
    """Each field that was found says in which line and why."""
    article = clean_bytes(read_seed(case))
    for kind in (BlockKind.TITLE, BlockKind.DATELINE, BlockKind.BYLINE, BlockKind.LEAD):
        assert (kind.value in article.reasons) == bool(article.blocks_of(kind))
    assert article.reasons["title"].startswith("line ")
