"""The pages of a place, a topic and a source, and of the archive: true to the search they lead to."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import quote

import pytest
from many import many_documents

from search.archive import Show
from search.model import UNKNOWN
from web.profiles.holdings import calendar
from web.texts.words import percent


@pytest.fixture(scope="module")
def held():
    """Articles of all of the country."""
    return many_documents(700, seed=11)


@pytest.fixture(scope="module")
def site(real_site, held):
    """The site over the real engine."""
    return real_site(held)


def told(site, path: str, **asked) -> dict:
    """What a JSON page tells."""
    answer = site.get(f"/api/v1/{path}", query_string=asked)
    assert answer.status_code == 200
    return answer.get_json()


def total(site, **asked) -> int:
    """How many articles a search finds."""
    return told(site, "search", size=1, **asked)["total"]


def links_of(html: str) -> set[str]:
    """All addresses of ours on a page."""
    return {unescape(link) for link in re.findall(r'href="(/[^"]*)"', html)}


@pytest.mark.parametrize(
    ("path", "scope"),
    [
        ("places/P:68", {"place": "P:68", "map": "now"}),
        ("places/p:60", {"place": "p:60"}),
        ("topics/to-chuc", {"topic": "to-chuc"}),
        ("topics/to-chuc/can-bo", {"topic": "to-chuc/can-bo"}),
        (f"sources/{quote('Báo thử số 3')}", {"source": "Báo thử số 3"}),
    ],
)
def test_the_figures_are_those_of_the_search(site, path, scope):
    """Total, years, topics, places, sources and ways to know a date: as many as the search finds."""
    found = told(site, path)
    assert found["total"] == total(site, **scope) > 0
    assert sum(year["count"] for year in found["years"]) == found["total"]
    for key, facet in (
        ("years", "year"),
        ("topics", "topic"),
        ("sources", "source"),
        ("trust", "trust"),
        ("places", "place"),
    ):
        if facet == "place" and "place" in scope:
            continue  # there it counts what lies around
        for one in found.get(key, [])[:6]:
            assert one["count"] == total(site, **{**scope, facet: one["value"]}), (key, one)
    newest = told(site, "search", sort="newest", size=8, **scope)["hits"]
    assert [hit["id"] for hit in found["newest"]] == [hit["id"] for hit in newest]
    days = [found[name]["published"]["date"] for name in ("first", "last")]
    assert days == sorted(days)
    assert all(hit["published"]["trust"] == "stated" for hit in (found["first"], found["last"]))


def test_a_place_tells_what_it_was_and_is(site):
    """A province of today is made of those that were merged, which lie in it; each names the other."""
    new, old = told(site, "places/P:68"), told(site, "places/p:60")
    assert new["exists"]
    assert {one["label"] for one in new["before"]} == {"tỉnh Bình Thuận", "tỉnh Đắk Nông", "tỉnh Lâm Đồng"}
    assert (new["map"], new["other_map"]["map"]) == ("now", "then")
    assert new["other_map"]["total"] == total(site, place="P:68")
    assert not old["exists"]
    assert [(one["id"], one["label"]) for one in old["after"]] == [("P:68", "tỉnh Lâm Đồng")]
    assert old["until"] == "2025-07-01"
    assert old["other_map"]["total"] == total(site, place="p:60", map="now")
    assert [one["label"] for one in told(site, "places/d:173")["after"]] == ["tỉnh Thái Nguyên"]
    html = site.get("/noi/p:60").text
    for part in ("tỉnh Bình Thuận", "không còn từ 01/07/2025", "/noi/P:68", "Nay thuộc"):
        assert part in html


def test_a_place_that_kept_its_name_is_told_from_the_one_before(site):
    """The page says what it was merged with, and which of the two it is about."""
    assert told(site, "places/p:19")["after"][0]["joined"] == ["tỉnh Bắc Kạn"]
    assert told(site, "places/p:60")["after"][0]["joined"] is None
    html = site.get("/noi/p:19").text
    assert "không còn từ" not in html
    for part in (
        "trước 01/07/2025</span></h1>",
        "Hợp nhất với tỉnh Bắc Kạn thành một nơi vẫn mang tên này.",
        "Trang này nói về nơi có trước 01/07/2025.",
    ):
        assert part in html


def test_a_place_tells_the_places_in_it_and_above(site):
    """Those right below with as many articles as choosing them finds, and all above as a path."""
    for unit, asked in (("P:01", {"map": "now"}), ("p:01", {})):
        found = told(site, f"places/{unit}")
        assert found["below"]
        assert found["below_total"] >= len(found["below"])
        for one in found["below"][:8]:
            assert one["count"] == total(site, place=one["value"], **asked) > 0
    above = told(site, "places/d:173")["above"]
    assert [(one["value"], one["count"]) for one in above] == [("p:19", total(site, place="p:19"))]


def test_a_place_that_was_renamed_tells_its_forms(site):
    """Each form with its years, and one that was divided tells the parts."""
    assert [form["since"] for form in told(site, "places/P:75")["forms"]] == ["2025-07-01", "2026-04-30"]
    html = site.get("/noi/P:75").text
    assert "từ 30/04/2026" in html
    assert "đến trước 30/04/2026" in html


def test_a_topic_tells_how_it_is_found(site):
    """Its subtopics or those beside it with their numbers, and the phrases that speak for it."""
    upper, lower = told(site, "topics/to-chuc"), told(site, "topics/to-chuc/can-bo")
    assert {one["value"] for one in upper["below"]} >= {"to-chuc/can-bo", "to-chuc/phat-trien-dang-vien"}
    assert upper["signs"] == []
    for one in (*upper["below"], *lower["beside"]):
        assert one["count"] == total(site, topic=one["value"])
    (signs,) = lower["signs"]
    assert "công tác cán bộ" in signs["strong"]
    assert signs["phrases"] > len(signs["strong"])
    assert not [phrase for phrase in signs["medium"] if "*" in phrase]
    assert "công tác cán bộ" in site.get("/chu-de/to-chuc/can-bo").text


def test_a_source_tells_what_it_lets_be_shown(make_app, held):
    """The rule of the source, and the share of its articles that state their date."""
    for show in Show:
        client = make_app(held=held, shows=lambda source, url, show=show: show).test_client()
        found = told(client, f"sources/{quote('Báo thử số 3')}")
        assert found["show"] == show.value
        stated = [one for one in held if one.article.source == "Báo thử số 3" and one.published.day]
        assert found["stated"] == len(stated)
        assert found["stated_share"] == len(stated) / found["total"]


def test_about_tells_what_is_there_and_what_is_missing(site, held):
    """Articles, sources with their first and last day, months, trust, and what is not known."""
    found = told(site, "about")
    assert found["total"] == found["stats"]["articles"] == len(held)
    assert found["sources_total"] == len({one.article.source for one in held})
    for one in found["sources"]:
        days = sorted(
            doc.published.day for doc in held if doc.article.source == one["value"] and doc.published.day
        )
        assert one["count"] == sum(doc.article.source == one["value"] for doc in held)
        assert (one["first"]["date"], one["last"]["date"]) == (days[0].isoformat(), days[-1].isoformat())
    assert found["without"]["place"] == sum(doc.location is None for doc in held)
    assert found["without"]["topic"] == sum(not doc.topics for doc in held)
    assert found["without"]["year"] == sum(doc.published.year is None for doc in held)
    assert {one["value"]: one["count"] for one in found["trust"]}["stated"] == sum(
        doc.published.day is not None for doc in held
    )
    months = {cell["value"]: cell["count"] for row in found["calendar"] for cell in row["months"]}
    for doc in held:
        if doc.published.day:
            assert months[f"{doc.published.day:%Y-%m}"] > 0
    assert sum(months.values()) == sum(doc.published.day is not None for doc in held)
    assert sum(row["undated"] for row in found["calendar"]) == sum(
        doc.published.year is not None and doc.published.day is None for doc in held
    )


def test_gaps_are_told_from_few_and_from_outside():
    """Between the first and the last month with articles an empty month is a gap; few are told apart."""
    months = {"2020-11": 10, "2020-12": 10, "2021-01": 1, "2021-03": 12, UNKNOWN: 7}
    found = calendar({"2020": 21, "2021": 13, "2018": 0, UNKNOWN: 7}, months)
    kinds = {cell["value"]: cell["kind"] for row in found.rows for cell in row["months"]}
    assert found.usual == 10
    assert [row["year"] for row in found.rows] == [2018, 2019, 2020, 2021]
    assert kinds["2020-10"] == kinds["2021-04"] == kinds["2018-05"] == "outside"
    assert (kinds["2020-11"], kinds["2021-01"], kinds["2021-02"], kinds["2021-03"]) == (
        "usual",
        "thin",
        "empty",
        "usual",
    )
    assert [row["undated"] for row in found.rows] == [0, 0, 1, 0]
    assert calendar({}, {}).rows == calendar({UNKNOWN: 3}, {UNKNOWN: 3}).rows == ()


def test_about_is_true_of_an_empty_archive(make_app, empty_reader):
    """Nothing is there, and the page says so without an error."""
    client = make_app(reader=empty_reader).test_client()
    assert client.get("/gioi-thieu").status_code == 200
    assert told(client, "about")["total"] == 0


def test_shares_are_never_rounded_to_none_or_all():
    """One of ten thousand is not none, and all but one is not all."""
    assert percent(1, 8, "vi") == "12,5%"
    assert percent(1, 8, "en") == "12.5%"
    assert percent(1, 10_000, "vi") == "0,1%"
    assert percent(9_999, 10_000, "vi") == "99,9%"
    assert [percent(part, whole, "vi") for part, whole in ((0, 5), (5, 5), (0, 0))] == ["0%", "100%", "0%"]


@pytest.mark.parametrize("path", ["/noi/P:68", "/chu-de/to-chuc/can-bo", f"/nguon/{quote('Báo thử số 3')}"])
def test_a_page_has_a_search_of_its_own(site, path):
    """A second box searches within it; its twin is named."""
    html = site.get(path).text
    form = re.search(r'<form class="find within".*?</form>', html, re.DOTALL)[0]
    hidden = re.findall(r'type="hidden" name="([^"]+)" value="([^"]+)"', form)
    found = site.get("/api/v1/search", query_string=[*hidden, ("q", "nông thôn")]).get_json()
    assert 0 < found["total"] <= told(site, "search", **dict(hidden))["total"]
    (twin,) = [link for link in links_of(html) if link.startswith("/api/v1/") and link != "/api/v1/docs"]
    assert site.get(twin).status_code == 200


def test_pages_are_linked_from_results_articles_and_the_foot(site, held):
    """Values of facets, facts of an article and its source link to their page, every page to About."""
    results = links_of(site.get("/tim").text)
    for start in ("/noi/", "/chu-de/", "/nguon/", "/van-ban/"):
        assert [link for link in results if link.startswith(start)], start
    assert "/gioi-thieu" in results
    one = next(doc for doc in held if doc.location and doc.topics)
    article = links_of(site.get(f"/bai/{one.id}").text)
    assert f"/noi/{one.location.then[-1]}" in article
    assert f"/chu-de/{one.topics[0].id}" in article
    assert f"/nguon/{quote(one.article.source)}" in article


@pytest.mark.parametrize(
    ("chosen", "start"), [("topic=xx", "/chu-de/"), ("source=xx", "/nguon/"), ("ref=99-XX/XX", "/van-ban/")]
)
def test_a_value_that_nothing_has_leads_to_no_page(site, chosen, start):
    """A topic, source or document that was only typed into the address has no page, and no link to one."""
    page = site.get(f"/tim?{chosen}").text
    assert f'{start}{chosen.partition("=")[2]}"' not in page
    assert 'href="/chu-de/to-chuc"' in site.get("/tim?topic=to-chuc&q=zebra").text


@pytest.mark.parametrize(
    "path",
    [
        "/noi/x:1",
        "/noi/unknown",
        "/noi/P:99",
        "/chu-de/nothing",
        "/chu-de/to-chuc/",
        "/nguon/ai",
        "/nguon/%00",
    ],
)
def test_what_is_not_there_is_no_page(site, path):
    """Neither as a page nor as JSON."""
    assert site.get(path).status_code == 404
    twin = path.replace("/noi/", "/places/").replace("/chu-de/", "/topics/").replace("/nguon/", "/sources/")
    assert site.get(f"/api/v1{twin}").status_code == 404
