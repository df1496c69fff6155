"""The site over the real engine and the five sample articles."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path
from urllib.parse import parse_qsl

import pytest
from werkzeug.datastructures import MultiDict

from index.clean.cleaner import clean
from index.enrich.enriching import enrich
from index.imports import read_files
from index.pages import RawPage, article_id
from search.model import VIETNAM, Article
from web.articles.reading import reading_of
from web.texts.reasons import placed_reasons, reason

SEEDS = Path(__file__).parents[2] / "seeds" / "articles"

FURNITURE = (
    "Skip portlet",
    "Portlet Menu",
    "Tin cùng chuyên mục",
    "Các tin khác",
    "QUẢNG CÁO",
    "Loading...",
    "Đầu trang",
)


@pytest.fixture(scope="module")
def seeds():
    """The sample articles, cleaned and enriched."""
    added = datetime(2026, 5, 1, tzinfo=VIETNAM)
    pages = [page for page in read_files([SEEDS], "mau", 1 << 20) if isinstance(page, RawPage)]
    cleaned = [(page, clean(page)) for page in pages]
    return [
        enrich(article, article_id=article_id(page.identity), version=1, added=added)
        for page, article in cleaned
        if isinstance(article, Article)
    ]


@pytest.fixture(scope="module")
def seed_client(seeds, real_site):
    """A client of a site over an index of the sample articles."""
    return real_site(seeds)


@pytest.mark.parametrize(
    "query", ["ket nap dang vien", "kết nạp đảng viên", "KẾT NẠP", "ke\u0302\u0301t na\u0323p"]
)
def test_all_spellings_find_the_samples(seed_client, query):
    """However the words are typed, all five articles are found, with whole words marked as written."""
    html = seed_client.get("/tim", query_string={"q": query}).text
    assert '<span class="total">5 bài</span>' in html
    assert re.search(r"<mark>[Kk]ết nạp[^<]*</mark>", html)


def test_every_count_is_what_one_gets(seed_client):
    """On either map the count of each value is the number of results after choosing it."""
    for asked in ("", "q=ket+nap&map=now", "year=2021"):
        for facet in seed_client.get(f"/api/v1/search?{asked}").get_json()["facets"]:
            others = [pair for pair in parse_qsl(asked) if pair[0] != facet["name"]]
            for value in facet["values"]:
                chosen = MultiDict([*others, (facet["name"], value["value"])])
                found = seed_client.get("/api/v1/search", query_string=chosen).get_json()
                assert found["total"] == value["count"]
                assert value["label"] != value["value"] or facet["name"] in {"year", "source", "ref"}


def test_article_pages_hold_no_furniture(seed_client, seeds):
    """What surrounds an article on its portal is on no article page, and on no results page."""
    pages = [f"/bai/{document.id}" for document in seeds] + ["/", "/tim", "/tim?q=tin"]
    for page in pages:
        html = seed_client.get(page).text
        assert [words for words in FURNITURE if words in html] == [], page


def test_a_merged_province_says_what_it_is_today(seed_client):
    """A place is told as it was, and as it is today where that changed."""
    html = seed_client.get("/tim").text
    assert "tỉnh Bình Thuận" in html
    assert "nay thuộc tỉnh Lâm Đồng" in html


def test_every_reason_is_told_in_vietnamese(seeds):
    """No reason that is found for the samples is left in English on a Vietnamese page."""
    found = [
        *(item.why for document in seeds for item in document.published.evidence),
        *(item.why for document in seeds if document.location for item in document.location.evidence),
        *(item.why for document in seeds for topic in document.topics for item in topic.evidence),
        *(item.why for document in seeds for citation in document.citations for item in citation.evidence),
    ]
    assert len(found) > 20
    assert {why for why in found if reason(why, "vi").split(":")[0] == why.split(":")[0]} == set()
    assert all(reason(why, "en") == why for why in found)


def test_a_reason_is_shown_once(seeds):
    """The same words for the same reason are shown once, and never more than six."""
    same = [{"quote": "năm 2023", "why": "names the year", "span": None}] * 9
    many = [{"quote": f"năm {year}", "why": "something new", "span": None} for year in range(2000, 2020)]
    reading = reading_of(seeds[0], ())
    assert placed_reasons(same, reading, "vi") == [("năm 2023", "nêu tên năm", "")]
    assert len(placed_reasons(many, reading, "en")) == 6
    assert reason("something new", "vi") == "something new"
