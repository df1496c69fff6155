"""A query that is a date: where to find what was published then, and how the date is named."""

from __future__ import annotations

import pytest
from making import document

DAYS = {"one": "2020-09-05", "two": "2020-09-05", "three": "2020-09-30", "four": "2021-12-31"}


@pytest.fixture(scope="module")
def site(real_site):
    """A client of a site with articles of a few days; one names a day in words."""
    named = document("named", title="Bài", body="Hội nghị ngày 31 tháng 12 năm 2025 bàn việc xã.")
    said = [document(name, when=day, title="Tin", body="Chi bộ họp.") for name, day in DAYS.items()]
    return real_site([named, *said])


@pytest.fixture(scope="module")
def ask(site):
    """A function that gives the answer to a search."""
    return lambda q, **more: site.get("/api/v1/search", query_string={"q": q, **more}).get_json()


@pytest.mark.parametrize(
    ("typed", "when", "q", "count"),
    [
        *((day, "2020-09-05", "ngày:5/9/2020", 2) for day in ("5/9/2020", "05-09-2020", "5.9.2020")),
        ("ngày 5 tháng 9 năm 2020", "2020-09-05", "ngày:5/9/2020", 2),
        *((month, "2020-09", "tháng:9/2020", 3) for month in ("9/2020", "tháng 9 2020", "tháng 9/2020")),
        *((month, "2020-09", "tháng:9/2020", 3) for month in ("tháng 9 năm 2020", "thang 9 2020")),
        *((year, "2020", "năm:2020", 3) for year in ("2020", "năm 2020")),
    ],
)
def test_what_was_published_then_is_offered(ask, typed, when, q, count):
    """A day, a month or a year leads to what was published then: as many articles as it tells."""
    on = ask(typed)["published_on"]
    assert (on["when"], on["q"], on["count"]) == (when, q, count)
    assert ask(q)["total"] == count


@pytest.mark.parametrize(
    "typed", ["6/9/2020", "31/2/2020", "", "họp", "họp 5/9/2020", "ngày:5/9/2020", "5/9"]
)
def test_no_other_query_offers_a_date(ask, typed):
    """Nothing is offered that finds nothing, nor where more than a date was typed."""
    assert ask(typed)["published_on"] is None


def test_counts_are_under_the_filters_and_only_on_the_first_page(ask):
    """What a filter leaves out is not counted; who turns the page has seen the offer."""
    assert ask("9/2020", **{"from": "6/9/2020"})["published_on"]["count"] == 1
    assert ask("9/2020", page="2")["published_on"] is None


def test_the_page_offers_it(site):
    """The offer is a link with its number, also where nothing names the day; in both languages."""
    page = site.get("/tim", query_string={"q": "5/9/2020"}).text
    link = '<a href="/tim?q=ng%C3%A0y%3A5%2F9%2F2020" rel="nofollow">Bài đăng ngày 05/09/2020</a>'
    assert f'{link} <span class="count">2 bài</span>' in page
    page = site.get("/tim", query_string={"q": "tháng 9 2020", "lang": "en"}).text
    assert ">Articles published in 9/2020</a>" in page


def test_a_day_is_named_as_it_was_typed(site, ask):
    """Where nothing is found, a day is told as typed; its own count is that of the day in any writing."""
    page = site.get("/tim", query_string={"q": "5/9/2020"}).text
    assert "Không có bài nào có “5/9/2020”." in page
    assert "5 9 2020" not in page
    counts = ask("zebra 31/12/2025")["word_counts"]
    assert counts == [{"text": "zebra", "count": 0}, {"text": "31/12/2025", "count": 1}]
