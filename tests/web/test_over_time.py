"""Phrases over time and passages worded alike, on pages, as files and in the API."""

from __future__ import annotations

import csv
import re
from dataclasses import replace
from html import unescape
from io import StringIO
from xml.dom import minidom

import pytest

from search.archive import Show
from search.model import Published, Trust
from web.over_time.asked import Shown
from web.over_time.axes import labels, period_label, rounded, share_label
from web.over_time.picture import picture_of


@pytest.fixture(scope="module")
def held(documents):
    """Articles of which one has an inferred year."""
    guessed = Published(Trust.INFERRED, None, None, 2021, 2021, 2021, 0.6)
    return [replace(documents[0], published=guessed), *documents[1:]]


@pytest.fixture(scope="module")
def client(real_site, held):
    """A client of a site over the real engine."""
    return real_site(held)


def test_periods_add_up(client):
    """Counts of the periods and the undated are all articles of the phrase, as a search finds them."""
    for period in ("year", "month"):
        asked = {"q": "ket nap", "q2": "dang", "period": period}
        found = client.get("/api/v1/precedents/timeline", query_string=asked).json
        for one in (*found["series"], found["archive"]):
            assert sum(one["counts"]) + one["undated"] == one["articles"]
        total = client.get("/api/v1/search?q=ket+nap").json["total"]
        assert found["series"][0]["articles"] == total > 0
        assert [one["q"] for one in found["series"]] == ["ket nap", "dang"]


@pytest.mark.parametrize("period", ["year", "month"])
def test_a_number_leads_to_its_lines(client, period):
    """Each number of a phrase leads to the lines of its period, in as many articles."""
    asked = {"q": "ket nap", "q2": '"dang vien"', "period": period, "size": "7", "source": "mau"}
    found = client.get("/api/v1/precedents/timeline", query_string=asked).json
    page = client.get("/theo-thoi-gian", query_string=asked).text
    told = [unescape(href) for href in re.findall(r'<td class="count"><a href="(/ngu-canh\?[^"]+)"', page)]
    counts = list(zip(*(one["counts"] for one in found["series"]), strict=True))
    counts.append([one["undated"] for one in found["series"]])
    wanted = [count for row in counts for count in row if count]
    assert [client.get(f"/api/v1/precedents/lines{href[8:]}").json["articles"] for href in told] == wanted
    assert all("source=mau" in href and "size=7" in href for href in told)


def test_filters_hold_for_all(client):
    """The archive behind the phrases is that of the filters."""
    found = client.get("/api/v1/precedents/timeline?q=ket+nap&year=2021").json
    assert found["periods"] == ["2021"]
    assert found["archive"]["articles"] == client.get("/api/v1/search?year=2021").json["total"]


def test_inferred_dates_are_marked(client):
    """A period that has some is hatched, its marker hollow, and the table tells how many."""
    page = client.get("/theo-thoi-gian?q=ket+nap").text
    assert 'class="hatch"' in page
    assert "is-hollow" in page
    assert "1 ước đoán" in page
    assert "is-hollow" not in client.get("/theo-thoi-gian?q=ket+nap&trust=stated").text


def test_phrases_of_the_address(client):
    """None twice, none empty, in order, at most six; the page has fields for six and keeps the filters."""
    page = client.get("/theo-thoi-gian?q=a&q2=&q3=b&q4=a&q5=c&year=2021&period=month").text
    for name, value in (("q", "a"), ("q2", "b"), ("q3", "c"), ("q4", "")):
        assert f'name="{name}" type="text" value="{value}"' in page
    assert '<input type="hidden" name="year" value="2021">' in page
    assert '<input type="hidden" name="period" value="month">' in page


def test_the_table_runs_no_formula(client):
    """A byte order mark, the phrases in the head, no cell that begins as a formula does."""
    answer = client.get("/theo-thoi-gian.csv?q==ket+nap&q2=%2Bdang")
    text = answer.data.decode("utf-8")
    assert text.startswith("\ufeff")
    rows = list(csv.reader(StringIO(text[1:])))
    cells = [cell for row in rows for cell in row]
    assert "'=ket nap" in cells
    assert not [cell for cell in cells if cell[:1] in "=+@" and cell]
    assert "attachment" in answer.headers["Content-Disposition"]


@pytest.mark.parametrize("query", ["q=ket+nap&q2=%3Cscript%3E%26%22", "", "q=ket+nap&lang=en&shown=share"])
def test_the_picture_stands_alone(client, query):
    """It is XML with its own colours, a title, a description, and neither script nor anything fetched."""
    answer = client.get(f"/theo-thoi-gian.svg?{query}")
    assert answer.content_type.startswith("image/svg+xml")
    root = minidom.parseString(answer.data).documentElement
    assert root.tagName == "svg"
    assert root.getElementsByTagName("title")[0].firstChild.data
    assert not root.getElementsByTagName("script")
    assert all(line.getAttribute("stroke") for line in root.getElementsByTagName("path"))


def test_six_lines_differ_in_three_ways():
    """Dash, marker and colour are others for each line."""
    one = {"articles": 3, "counts": [1, 2], "estimated": [0, 0], "shares": [0.1, 0.2], "undated": 0}
    archive = {"counts": [10, 10], "estimated": [0, 0]}
    found = {
        "periods": ["2020", "2021"],
        "archive": archive,
        "series": [{"q": str(n), **one} for n in range(6)],
    }
    lines = picture_of(found, Shown.COUNT, "vi").lines
    assert len({line.dash for line in lines}) == len({line.colour for line in lines}) == 6
    assert len({line.key.points for line in lines}) == 6


def test_a_period_without_articles_has_no_share():
    """There the line is interrupted."""
    one = {"q": "a", "articles": 2, "counts": [1, 0, 1, 1], "shares": [0.5, None, 0.5, 1.0], "undated": 0}
    archive = {"counts": [2, 0, 2, 1], "estimated": [0] * 4}
    found = {
        "periods": ["2018", "2019", "2020", "2021"],
        "archive": archive,
        "series": [{**one, "estimated": [0] * 4}],
    }
    (line,) = picture_of(found, Shown.SHARE, "vi").lines
    assert (len(line.paths), len(line.markers)) == (1, 3)


@pytest.mark.parametrize(
    ("most", "whole", "axis"),
    [
        (0, True, [0, 1]),
        (3, True, [0, 1, 2, 3]),
        (7, True, [0, 2, 4, 6, 8]),
        (0.3, False, [0, 0.1, 0.2, 0.3]),
        (14_000, True, [0, 5000, 10_000, 15_000]),
    ],
)
def test_axes_have_round_numbers(most, whole, axis):
    """Steps of one, two or five, no more than five of them."""
    assert rounded(most, whole=whole) == pytest.approx(axis)


def test_periods_are_written_where_there_is_room():
    """Round years of twenty; months of a year each, of many years the years."""
    years = [str(year) for year in range(2001, 2026)]
    assert [text for _, text in labels(years, "vi")] == ["2005", "2010", "2015", "2020", "2025"]
    months = [f"{year}-{month:02}" for year in years for month in range(1, 13)]
    assert labels(months, "vi")[0] == (48, "2005")
    assert labels(months[:3], "vi") == [(0, "1/2001"), (1, "2/2001"), (2, "3/2001")]
    assert period_label("2001-02", "en") == "2001-02"
    assert [share_label(share, "vi") for share in (0.125, 0.0002, 1, 0)] == ["12,5%", "0,02%", "100%", "0%"]


# ---------------------------------------------------------------- passages worded alike


@pytest.fixture(scope="module")
def sentence(documents):
    """A sentence of an article."""
    text = documents[1].article.text
    return " ".join(text.split())[:160]


def test_shared_runs_are_marked_on_both_sides(client, sentence):
    """The ranges of each run hold the same words; the page marks both, with share, date and links."""
    found = client.post("/api/v1/precedents/similar", data={"text": sentence}).json
    assert found["passages"]
    for one in found["passages"]:
        for run in one["runs"]:
            (begin, size), (there, length) = run["pasted"], run["found"]
            pasted = found["text"][begin : begin + size].lower().split()
            assert pasted == one["text"][there : there + length].lower().split()
    page = client.get("/doan-giong", query_string={"text": sentence}).text
    assert page.count("<mark>") >= 2
    assert 'href="/so-sanh?a_text=' in page


@pytest.mark.parametrize("times", [1, 30])
def test_more_passages_can_be_seen(client, sentence, times):
    """Where a page is full it offers more, also of a text that no address holds; else all are told."""
    text = " ".join([sentence] * times)
    every = client.post("/api/v1/precedents/similar?size=50", data={"text": text}).json["passages"]
    assert len(every) > 1
    pages = [
        client.post(f"/doan-giong?size={size}", data={"text": text}, follow_redirects=True).text
        for size in (len(every) - 1, 50)
    ]
    (more,) = re.findall(r'(?:href|action)="(/doan-giong[^"]*size=50[^"]*)"', pages[0])
    method = client.get if times == 1 else client.post
    seen = method(unescape(more), **({} if times == 1 else {"data": {"text": text}})).text
    assert seen.count('class="both-sides"') == pages[1].count('class="both-sides"') == len(every)
    assert "Xem tới" not in pages[1]
    assert f"{len(every) - 1} đoạn giống đầu tiên" in pages[0]


def test_short_texts_move_into_the_address(client, sentence):
    """A long one is answered as it was sent, and too much is refused."""
    sent = client.post("/doan-giong?year=2021", data={"text": sentence, "first": "oldest"})
    assert sent.status_code == 303
    assert "year=2021" in sent.location
    assert "first=oldest" in sent.location
    long = client.post("/doan-giong", data={"text": f"{sentence} " * 20})
    assert long.status_code == 200
    assert "đoạn giống" in long.text
    assert client.post("/doan-giong", data={"text": "a" * 400_000}).status_code == 413


def test_the_oldest_first(client, sentence):
    """Days never fall where the oldest come first."""
    asked = {"text": sentence, "first": "oldest"}
    passages = client.get("/api/v1/precedents/similar", query_string=asked).json["passages"]
    days = [one["published"]["date"][:10] for one in passages if one["published"]["date"]]
    assert days == sorted(days)


def test_a_closed_source_shows_no_words(real_site, held, sentence):
    """Where only a link may be shown neither side tells what is shared."""
    client = real_site(held, shows=lambda *_: Show.LINK)
    found = client.get("/api/v1/precedents/similar", query_string={"text": sentence}).json
    assert found["passages"]
    assert not [one for one in found["passages"] if one["text"] or one["runs"]]
    assert client.get("/doan-giong", query_string={"text": sentence}).status_code == 200


@pytest.mark.parametrize("text", ["", "   ", "\x00", "😀" * 50, "<b>&amp;", "a" * 30_000])
def test_any_text_gives_a_page(client, text):
    """Nothing fails for what is pasted."""
    assert client.post("/doan-giong", data={"text": text}).status_code in (200, 303)
    assert (
        client.get("/theo-thoi-gian", query_string={"q": text[:3000], "q6": text[:3000]}).status_code == 200
    )


def test_a_long_table_is_folded(client):
    """Some years are told at once; months of many, which would fill twenty screens, open by a click."""
    for period, is_open in (("year", True), ("month", False)):
        page = client.get(f"/theo-thoi-gian?period={period}").text
        count = page.count('<th scope="row">') - 2
        assert (count <= 40) == is_open
        assert f"<summary>{count} kỳ</summary>" in page
        assert ('<details class="more" open>' in page) == is_open
