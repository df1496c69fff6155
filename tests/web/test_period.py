"""Days from and to: how people write them, what an address holds, and what is then found."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from html import unescape
from typing import TYPE_CHECKING

import pytest
from msgspec import structs
from werkzeug.datastructures import MultiDict

from search.model import Map, Published, Trust
from web.addresses import links
from web.addresses.params import Defaults, Params, filters_of, read, to_query, write
from web.addresses.period import first_day, iso_of, last_day, typed_label
from web.addresses.runs import runs
from web.query.loosening import loosenings
from web.results import chips

if TYPE_CHECKING:
    import random


@pytest.mark.parametrize(
    ("iso", "written"),
    [
        ("2021", ("2021", "năm 2021", " 2021 ")),
        ("2021-07", ("2021-07", "2021-7", "7/2021", "07/2021", "7-2021", "7.2021", "tháng 7/2021")),
        ("2021-07", ("tháng 7 năm 2021", "Tháng  07 năm 2021", "tháng 7 2021", "tháng 7, 2021")),
        ("2021-07", ("thang 7 2021", "thang 7/2021", "7 năm 2021")),
        ("2021-07-15", ("2021-07-15", "15/7/2021", "15/07/2021", "15-07-2021", "15.7.2021", "15/7/21")),
        ("2021-07-15", ("ngày 15/7/2021", "15 tháng 7 năm 2021", "ngày 15 tháng 7 năm 2021")),
        ("2021-01-02", ("2/1/2021",)),
        ("2024-02-29", ("29/2/2024",)),
    ],
)
def test_dates_as_people_write_them(iso, written):
    """However it is written, the address holds the same; the day comes before the month."""
    assert {iso_of(text) for text in written} == {iso}


NO_DATES = (
    *("", "hôm qua", "2021x", "12021", "1899", "2100", "13/2021", "0/2021", "-2021", "2021..2022"),
    *("31/2/2021", "29/2/2023", "1/2/2021 3/4/2021", "15/7/2021 và", "7/15/2021", "2021 2022", "7 2021"),
    *(" " * 99 + "x", "1" * 999, "năm " * 9 + "x"),
)


@pytest.mark.parametrize("typed", NO_DATES)
def test_what_is_no_date(typed):
    """A day that is none, or several of them, is not guessed."""
    assert iso_of(typed) is None


def test_what_stands_in_a_field_is_read_again(chance: random.Random):
    """Any year, month or day is written into its field so that sending it asks for the same."""
    for _ in range(500):
        day = date.fromordinal(chance.randint(date(1900, 1, 1).toordinal(), date(2099, 12, 31).toordinal()))
        iso = day.isoformat()[: chance.choice((4, 7, 10))]
        assert iso_of(iso) == iso_of(typed_label(iso)) == iso
        first, last = first_day(iso), last_day(iso)
        assert first <= day <= last
        assert first.isoformat().startswith(iso)
        assert last.isoformat().startswith(iso)


def asked(**given: str):
    """What an address asks for, and its notes."""
    return read(MultiDict(given), Defaults())


def test_an_address_is_put_right():
    """What was typed becomes ISO 8601, and the engine is asked for the days between."""
    params, notes = asked(**{"from": "7/2021", "to": "15-8-2021"})
    assert (params.since, params.until, notes) == ("2021-07", "2021-08-15", ())
    assert write(params, Defaults()) == [("from", "2021-07"), ("to", "2021-08-15")]
    query = to_query(params)
    assert (query.since, query.until) == (date(2021, 7, 1), date(2021, 8, 15))


def test_days_the_wrong_way_round_are_swapped(client):
    """The later day first is told and mended; a month inside its year is no mistake."""
    params, notes = asked(**{"from": "2022", "to": "3/2021"})
    assert (params.since, params.until) == ("2021-03", "2022")
    assert [note.code for note in notes] == ["swapped"]
    for since, until in (("2021-07", "2021"), ("2021", "2021-07"), ("2021", "2021")):
        params, notes = asked(**{"from": since, "to": until})
        assert (params.since, params.until, notes) == (since, until, ())
    html = client.get("/tim?from=2022&to=15/3/2021").text
    assert "Ngày đầu sau ngày cuối nên đã đổi chỗ: từ 15/03/2021 đến 2022." in html


def test_what_is_no_date_is_told(client):
    """A field that cannot be read is named as it is labelled, and leaves nothing out."""
    everything = client.get("/api/v1/search").get_json()["total"]
    found = client.get("/api/v1/search?from=hôm+qua").get_json()
    assert found["total"] == everything
    assert [(note["code"], note["words"]) for note in found["notes"]] == [("bad-value", ["from", "hôm qua"])]
    assert found["notes"][0]["text"].startswith("Không hiểu “hôm qua” ở ô “Từ ngày” nên đã bỏ qua:")
    told = client.get("/api/v1/search?to=5/9&lang=en").get_json()["notes"][0]["text"]
    assert told.startswith("“5/9” in the field “To the day” was left out: type the year too")


def test_only_what_was_surely_published_then_is_found(client, documents):
    """Both days count; an article of an inferred year is found if the whole year is asked for."""

    def found(**given: str) -> set[str]:
        answer = client.get("/api/v1/search", query_string={**given, "size": "100"}).get_json()
        assert answer["total"] == len(answer["hits"])
        return {hit["id"] for hit in answer["hits"]}

    dated = {doc.id: doc.published.day for doc in documents if doc.published.day}
    guessed = documents[31].id
    day = documents[7].published.day
    assert found(**{"from": day.isoformat(), "to": day.isoformat()}) == {
        name for name, other in dated.items() if other == day
    }
    assert found(**{"from": "2021"}) - {guessed} == {
        name for name, each in dated.items() if each.year >= 2021
    }
    assert guessed in found(**{"from": "2023", "to": "2023"})
    assert guessed not in found(**{"from": "2/2023"})


def test_the_answer_says_what_days_were_asked(client):
    """The API tells the first and the last day, or null."""
    query = client.get("/api/v1/search?from=2/2020").get_json()["query"]
    assert (query["from"], query["to"]) == ("2020-02-01", None)


def test_pinned_articles_obey_the_days(documents, monkeypatch, make_app):
    """An article pinned to a query does not stand above results of days on which it was not published."""
    one = documents[7]
    monkeypatch.setattr("search.pins.Pins.articles", lambda *_: (one.id,))
    client = make_app().test_client()
    year = one.published.day.year

    def pinned(asked: str) -> list[str]:
        return [hit["id"] for hit in client.get(f"/api/v1/search?q=ket+nap{asked}").get_json()["pinned"]]

    assert pinned("") == pinned(f"&from={year}") == pinned(f"&to={year}") == [one.id]
    assert pinned(f"&from={year + 1}") == pinned(f"&to={year - 1}") == []


def chips_of(html: str) -> list[tuple[str, str]]:
    """The chips of a page: their words, and where they lead."""
    block = re.search(r'<ul class="chips".*?</ul>', html, re.DOTALL)
    found = re.findall(r'<a href="([^"]*)"[^>]*>(.*?)</a>', block[0]) if block else []
    return [(" ".join(re.sub(r"<[^>]*>", "", text).split()), unescape(href)) for href, text in found]


def test_each_bound_is_a_chip(client):
    """The days and the years told of stand among the chips; each drops itself alone."""
    html = client.get("/tim?q=ket+nap&from=15/7/2020&to=2022&about=2020").text
    assert chips_of(html) == [
        ("Bỏ lọc Viết về năm: 2020 ×", "/tim?q=ket+nap&from=2020-07-15&to=2022"),
        ("Bỏ lọc Ngày đăng: từ 15/07/2020 ×", "/tim?q=ket+nap&about=2020&to=2022"),
        ("Bỏ lọc Ngày đăng: đến 2022 ×", "/tim?q=ket+nap&about=2020&from=2020-07-15"),
    ]
    assert "from 15 July 2020" in client.get("/tim?from=15/7/2020&lang=en").text
    cleared = links.cleared(asked(**{"from": "2020", "to": "2021", "about": "2020", "q": "a"})[0])
    assert cleared == Params(q="a")


def test_years_in_a_row_are_one_chip():
    """Three or more of them are dropped together; two, and those that stand alone, each by itself."""
    years = ("2021", "2015", "2012", "2013", "2014", "2018", "2019", "unknown")
    assert runs("year", years) == [
        ("2021",),
        ("2012", "2013", "2014", "2015"),
        ("2018",),
        ("2019",),
        ("unknown",),
    ]
    assert runs("month", ("2021-01", "2020-12", "2020-11")) == [("2020-11", "2020-12", "2021-01")]
    assert runs("source", ("2019", "2020", "2021")) == [("2019",), ("2020",), ("2021",)]
    params = Params(filters=filters_of({"year": years, "topic": ("to-chuc",)}))
    shown = {chip.text: chip.href for chip in chips(params, lambda to: ",".join(to.values("year")))}
    assert shown["2012–2015"] == "2021,2018,2019,unknown"
    months = Params(filters=filters_of({"month": ("2020-11", "2020-12", "2021-01")}))
    assert chips(months, lambda to: str(to.filters))[0].text == "11/2020–1/2021"


def test_an_empty_result_offers_to_drop_the_days(client):
    """Among the ways out stands one without the days, with what it finds; years in a row are told as one."""
    html = client.get("/tim?q=ket+nap&from=2019&to=3/2019&year=2021&year=2022&year=2023").text
    assert "Bỏ lọc Ngày đăng: từ 2019 đến 3/2019</a>" in html
    params = Params(since="2019", filters=filters_of({"year": ("2021", "2022", "2023")}))
    told = {way.text: way.params for way in loosenings(params)}
    assert told["Bỏ lọc Ngày đăng: từ 2019"] == structs.replace(params, since="")
    assert told["Bỏ lọc Năm: 2021–2023"] == structs.replace(params, filters=())
    assert told["Bỏ hết bộ lọc"] == Params()


def test_other_years_are_asked_for_whole():
    """Whoever changes the years drops the months chosen inside them; other filters stay."""
    params = Params(
        filters=filters_of({"year": ("2021",), "month": ("2021-07",), "topic": ("to-chuc",)}), since="2020"
    )
    for changed in (
        links.toggle(params, "year", "2020"),
        links.toggle(params, "year", "2021"),
        links.without_facet(params, "year"),
    ):
        assert changed.values("month") == ()
        assert changed.values("topic") == ("to-chuc",)
        assert changed.since == "2020"
    assert links.on_map(params, Map.NOW).values("month") == ("2021-07",)


def test_an_article_leads_to_others_about_its_years(make_app, documents):
    """Each year that it is about is a link to all articles about it, and they are found."""
    held = [replace(documents[0], about_years=(2019, 2020)), replace(documents[1], about_years=(2020,))]
    held.append(replace(documents[2], published=Published(Trust.INFERRED, None, None, 2020)))
    client = make_app(held=held).test_client()
    html = client.get(f"/bai/{held[0].id}").text
    assert '<a href="/tim?about=2019">2019</a>, <a href="/tim?about=2020">2020</a>' in html
    assert client.get("/api/v1/search?about=2020").get_json()["total"] == 2
    assert client.get("/api/v1/search?about=2019").get_json()["total"] == 1
