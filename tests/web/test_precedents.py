"""How something was worded before, on pages and in the API, over a real index."""

from __future__ import annotations

import html
import re
from dataclasses import replace
from datetime import date
from itertools import pairwise
from urllib.parse import parse_qsl

import pytest

from search.archive import Show
from search.model import Evidence, GroupBy, LineOrder, Measure, Span, Statement, Unit
from web.texts.dates import day_label
from web.texts.words import decimal

PAGES = ("/ngu-canh", "/cach-viet", "/di-kem", "/ai-o-dau", "/lan-dau")
TWINS = ("lines", "variants", "collocates", "groups", "first-use")
QUERIES = ('"ket nap"', "ket nap dang vien", '"kết nạp * đảng viên"', "dang*", "28-CT/TW")


@pytest.fixture(scope="module")
def client(real_site, documents):
    """A client of a site over the real engine."""
    return real_site(documents)


@pytest.fixture(scope="module")
def api(client):
    """A function that asks the API: an address under `precedents/`."""

    def ask(address: str, **parameters):
        answer = client.get(f"/api/v1/precedents/{address}", query_string=parameters)
        assert answer.status_code == 200, answer.text
        return answer.json

    return ask


def text_of(answer) -> str:
    """What a page says, without its marks."""
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", answer.text)).split())


@pytest.mark.parametrize("q", QUERIES)
def test_pages_tell_as_many_lines_as_the_engine(client, api, q):
    """Lines, articles and silent articles on the page are those of the API, and make up the result."""
    found = api("lines", q=q)
    page = client.get("/ngu-canh", query_string={"q": q})
    assert f"{found['total']} dòng, {found['articles']} bài" in text_of(page)
    assert page.text.count('<p class="kwic"') == min(50, found["total"])
    result = client.get("/api/v1/search", query_string={"q": q}).json
    assert found["articles"] + found["silent"] == result["total"]


@pytest.mark.parametrize("order", LineOrder)
def test_pages_of_lines_are_whole(api, order):
    """Page after page by `next`: each line once, the last page too."""
    whole = api("lines", q="ket nap", lines=order.value, size=100)
    size = max(1, whole["total"] // 4)
    held, found = [], api("lines", q="ket nap", lines=order.value, size=size)
    held += found["lines"]
    while found["next"]:
        found = api("lines", q="ket nap", lines=order.value, size=size, next=found["next"])
        held += found["lines"]
    keys = [(line["article"], *line["span"]) for line in held]
    assert len(keys) == len(set(keys)) == whole["total"] > 4
    assert keys[:100] == [(line["article"], *line["span"]) for line in whole["lines"]]


def test_a_sample_is_named_by_its_seed(client, api):
    """The page and the API have the same lines for a seed; another one is a click away, and files keep it."""
    address = "/ngu-canh?q=ket+nap&lines=sample&seed=7&size=9"
    page = client.get(address).text
    found = api("lines", q="ket nap", lines="sample", seed="7", size=9)
    places = re.findall(r"/bai/(\w+)\?[^\"]*passage=(\d+)", page)
    assert places == [(line["article"], f"{line['span'][0]}") for line in found["lines"]]
    assert "Mẫu số 7:" in page
    (another,) = re.findall(r'<a href="([^"]*)" rel="nofollow">Lấy mẫu khác</a>', page)
    asked = {"q": "ket nap", "lines": "sample", "seed": "8", "size": "9"}
    assert dict(parse_qsl(html.unescape(another).partition("?")[2])) == asked
    other = re.findall(r"/bai/(\w+)\?[^\"]*passage=(\d+)", client.get(html.unescape(another)).text)
    assert len(other) == len(places) == 9
    assert other != places
    assert "lines=sample" in re.search(r'href="(/xuat\?[^"]*seed=7[^"]*)"', page)[1]
    assert api("lines", q="ket nap", lines="sample")["seed"] == 1
    assert api("lines", q="ket nap", seed="7")["seed"] is None


@pytest.mark.parametrize("seed", ["0", "1000000", "-3", "x", "٣", "9" * 400])
def test_a_seed_that_is_none_is_told(api, seed):
    """The first sample stands for it, and a note says so."""
    found = api("lines", q="ket nap", lines="sample", seed=seed)
    assert found["seed"] == 1
    assert [note["code"] for note in found["notes"] if note["code"] == "bad-value"] == ["bad-value"]
    whole = api("lines", q="ket nap", lines="sample")
    assert [line["span"] for line in found["lines"]] == [line["span"] for line in whole["lines"]]


@pytest.mark.parametrize("alike", [{}, {"numbers": "1"}, {"numbers": "1", "names": "1"}])
@pytest.mark.parametrize("q", QUERIES)
def test_each_wording_leads_to_its_lines(client, api, q, alike):
    """The lines behind a wording are as many as told, and those of all wordings are all lines."""
    found = api("variants", q=q, size=100, **alike)
    assert found["pages"] == (1 if found["kinds"] else 0)
    assert sum(each["lines"] for each in found["variants"]) == found["total"] == api("lines", q=q)["total"]
    for each in found["variants"][:8]:
        page = text_of(client.get(each["href"]))
        assert f"{each['lines']} dòng, {each['articles']} bài" in page
        assert f"Chỉ cách viết: {each['wording']}" in page


@pytest.mark.parametrize("by", GroupBy)
def test_each_group_leads_to_its_lines(client, api, by):
    """The lines behind a group are as many as told, those of what is not known too."""
    found = api("groups", q="ket nap", by=by.value, size=100)
    assert found["groups"]
    for each in found["groups"]:
        assert f"{each['lines']} dòng, {each['articles']} bài" in text_of(client.get(each["href"]))
    page = text_of(client.get("/ai-o-dau", query_string={"q": "ket nap", "by": by.value}))
    assert f"{found['kinds']} nhóm" in page
    assert all(each["label"] in page for each in found["groups"][:50])


@pytest.mark.parametrize("map_", ["then", "now"])
@pytest.mark.parametrize(("by", "facet"), [("province", "place"), ("source", "source"), ("year", "year")])
def test_shares_are_of_what_the_archive_has(client, api, by, facet, map_):
    """Beside each group stand all articles that its filter finds, under the filters of the search."""
    asked = {"trust": "stated", "map": map_}
    found = api("groups", q="ket nap", by=by, rank="share", size=100, **asked)
    for each in found["groups"]:
        if by == "province" and each["value"] == "unknown":
            continue  # a filter finds those of which nothing is known at all
        there = client.get("/api/v1/search", query_string={facet: each["value"], "fold": "0", **asked}).json
        assert each["archive"] == there["total"] >= each["articles"], each
        assert each["per_thousand"] == round(1000 * each["articles"] / there["total"], 3)
    ranks = [(each["few"], -each["per_thousand"]) for each in found["groups"]]
    assert ranks == sorted(ranks)
    assert len(ranks) > 1


def test_the_page_tells_shares_and_few_articles(client, api):
    """Of each group how many articles it has, how many of 1,000 have a line, and whether these are few."""
    few = set()
    for by in ("source", "byline", "year"):
        found = api("groups", q="ket nap", by=by, rank="share")
        page = text_of(client.get("/ai-o-dau", query_string={"q": "ket nap", "by": by, "rank": "share"}))
        for each in found["groups"]:
            share = decimal(each["per_thousand"], "vi")
            told = f"{each['archive']} bài của nhóm {share} trên 1.000 bài{' (ít bài)' * each['few']} "
            assert told in page
            few.add(each["few"])
    assert few == {True, False}


def test_orders_of_groups_lead_to_each_other(client):
    """What groups are made by keeps the order, and the order keeps what they are made by."""
    page = client.get("/ai-o-dau?q=ket+nap&by=source&rank=share").text
    found = [
        dict(parse_qsl(html.unescape(query)))
        for query in re.findall(r'<a href="/ai-o-dau\?([^"]*)" rel="nofollow"', page)
    ]
    assert {"q": "ket nap", "by": "source"} in found
    assert {"q": "ket nap", "by": "year", "rank": "share"} in found


def test_one_is_one_in_english(client):
    """Of a number of one things are told in the singular, in headings, tables and lists of values."""
    told = {True: set(), False: set()}
    for path in ("/cach-viet", "/di-kem", "/ai-o-dau", "/tim"):
        page = text_of(client.get(path, query_string={"q": '"kết * * viên"', "by": "year", "lang": "en"}))
        for count, word in re.findall(r"(?<![\w,.])([\d,]+) (lines?|articles?)\b", page):
            told[count == "1"].add(word)
    assert told == {True: {"line", "article"}, False: {"lines", "articles"}}


@pytest.mark.parametrize("q", ['"kết nạp"', "nạp", '"kết nạp" -xã'])
@pytest.mark.parametrize("how", [{"run": 2}, {"run": 3, "side": "before"}, {"left": 0, "right": 2}])
def test_what_stands_beside_is_found_by_its_click(client, api, q, how):
    """The query behind a collocate finds all articles that have it there."""
    found = api("collocates", q=q, **how)
    assert found["collocates"]
    for each in found["collocates"][:6]:
        result = client.get("/api/v1/search", query_string={"q": each["q"]}).json
        assert result["total"] >= each["articles"], each["q"]
        assert client.get(each["href"]).status_code == 200


def test_company_is_ranked_by_one_measure_everywhere(client, api):
    """Pages and API rank by logDice where none is asked for; others are a click away, and forms keep them."""
    found = api("collocates", q="kết nạp")
    assert found["measure"] == "log-dice"
    assert found["collocates"] == api("collocates", q="kết nạp", measure="log-dice")["collocates"]
    page = client.get("/di-kem?q=kết+nạp&left=2").text
    nav = page[page.index('<nav class="sorts"') :].partition("</nav>")[0]
    links = re.findall(r'<a href="([^"]*)" rel="nofollow"( aria-current="true")?>([^<]*)</a>', nav)
    assert [(title, bool(here)) for _, here, title in links] == [
        ("logDice", True),
        ("log-likelihood", False),
        ("số lần", False),
    ]
    count = html.unescape(links[2][0])
    assert dict(parse_qsl(count.partition("?")[2])) == {"q": "kết nạp", "left": "2", "measure": "count"}
    assert '<input type="hidden" name="measure" value="count">' in client.get(count).text


@pytest.mark.parametrize("measure", Measure)
@pytest.mark.parametrize("unit", Unit)
def test_company_is_ranked_as_asked(client, api, measure, unit):
    """The foremost come first by each measure, and the page shows them in that order."""
    found = api("collocates", q="kết nạp", measure=measure.value, unit=unit.value)
    field = {Measure.COUNT: "lines", Measure.LOG_LIKELIHOOD: "log_likelihood", Measure.LOG_DICE: "log_dice"}
    ranks = [each[field[measure]] for each in found["collocates"]]
    assert ranks == sorted(ranks, reverse=True)
    page = client.get(
        "/di-kem", query_string={"q": "kết nạp", "measure": measure.value, "unit": unit.value}
    ).text
    rows = re.findall(r'<th scope="row" lang="vi"><a [^>]*>([^<]*)</a>', page)
    assert [html.unescape(row) for row in rows] == [each["text"] for each in found["collocates"]]


def test_a_line_leads_to_its_place(client, api):
    """The article of a line opens at the words of the line, which have a place of their own there."""
    for line in api("lines", q='"ket nap"')["lines"][:10]:
        page = client.get(line["href"].partition("#")[0]).text
        assert line["href"].endswith("#cho-nay")
        assert page.count('id="cho-nay"') == 1


def test_lines_of_an_article_stand_together(client, api):
    """Grouped, lines that follow each other stand under one title."""
    found = api("lines", q="đảng")["lines"]
    heads = 1 + sum(one["article"] != other["article"] for one, other in pairwise(found))
    page = client.get("/ngu-canh?q=đảng&grouped=1").text
    assert page.count('class="meta of-run"') == heads < len(found)
    assert page.count('<p class="kwic"') == len(found)


def test_the_first_use_is_the_earliest_day(client, api):
    """The first line is of the earliest day of all lines that have one; the page tells its trust."""
    found = api("first-use", q="ket nap")
    lines = api("lines", q="ket nap", lines="oldest", size=100)["lines"]
    known = [line["published"]["date"][:10] for line in lines if line["published"]["date"]]
    assert found["first"][0]["published"]["date"][:10] == min(known)
    page = text_of(client.get("/lan-dau?q=ket+nap"))
    assert "(bài ghi rõ ngày)" in page
    assert f"bắt đầu từ {day_label(date.fromisoformat(found['archive']), 'vi')}" in page


def test_loose_words_are_offered_as_a_phrase(client):
    """Several loose words may be asked for as one phrase, on each page; a phrase or a single word not."""
    for path in PAGES:
        assert "kết nạp đảng viên" in client.get(path, query_string={"q": "kết nạp đảng viên"}).text
        told = "Tìm đúng cả cụm"
        assert told in text_of(client.get(path, query_string={"q": "kết nạp đảng viên"}))
        assert told not in text_of(client.get(path, query_string={"q": '"kết nạp"'}))
        assert told not in text_of(client.get(path, query_string={"q": "nạp"}))


def test_a_phrase_is_offered_only_where_it_stands(client, api):
    """The offer tells in how many articles the phrase stands; one that stands nowhere is none."""
    whole = client.get("/ngu-canh", query_string={"q": "kết nạp đảng viên", "wording": "nạp"}).text
    articles = api("lines", q='"kết nạp đảng viên"')["articles"]
    link = '<a href="/ngu-canh?q=%22k%E1%BA%BFt+n%E1%BA%A1p+%C4%91%E1%BA%A3ng+vi%C3%AAn%22"'
    assert link in whole
    assert f'<span class="count">{articles} bài</span>' in whole
    for path in PAGES:
        page = text_of(client.get(path, query_string={"q": "viên đảng nạp kết"}))
        assert "Tìm đúng cả cụm" not in page
        assert "không bài nào có đúng cả cụm" in page


def test_results_lead_to_precedents(client):
    """A page of results leads there where a query was typed, and only there."""
    assert "/ngu-canh?q=ket+nap" in client.get("/tim?q=ket+nap").text
    assert "/ngu-canh" not in client.get("/tim?year=2021").text


def test_pages_lead_to_each_other(client):
    """Each page has the links to all others under the same search, and to the export of its lines."""
    for path in PAGES:
        page = client.get(f"{path}?q=ket+nap&year=2021").text
        for other in PAGES:
            assert f'href="{other}?q=ket+nap&amp;year=2021"' in page
        assert 'href="/xuat?q=ket+nap&amp;year=2021"' in page


def test_of_a_closed_source_nothing_is_read(real_site, documents):
    """Of an article that may only be linked to, a line has its title, date and place, and no words."""
    closed = real_site(documents, shows=lambda _source, _url: Show.LINK)
    found = closed.get("/api/v1/precedents/lines?q=quần+chúng").json
    assert found["total"] > 0
    assert {line["before"] + line["match"] + line["after"] for line in found["lines"]} == {""}
    for path in ("/ngu-canh", "/lan-dau"):
        page = closed.get(f"{path}?q=quần+chúng").text
        assert "bồi dưỡng" not in page
        assert "Chi bộ số" in page
    assert "passage=" not in found["lines"][0]["href"]


def test_who_says_it_is_shown_with_what_tells_it(real_site, documents):
    """A speaker is a group of the lines of his words; each shows who he is and what tells it."""
    first = documents[0]
    text = first.article.text
    begin = text.index("Trong năm qua")
    said = Span(begin, text.index("\n", begin) - begin)
    proof = Evidence("Đồng chí Lò Thị Sáng, Bí thư chi bộ, cho biết", "says")
    told = Statement("Lò Thị Sáng", "Bí thư chi bộ", (said,), proof)
    site = real_site([replace(first, statements=(told,)), *documents[1:]])
    groups = site.get("/api/v1/precedents/groups?q=đảng&by=speaker").json["groups"]
    (speaker,) = [each for each in groups if each["label"] == "Lò Thị Sáng"]
    assert {each["value"] for each in groups} == {"Lò Thị Sáng", "unknown"}
    page = text_of(site.get(speaker["href"]))
    assert f"{speaker['lines']} dòng, 1 bài" in page
    assert page.count(f"Lò Thị Sáng, Bí thư chi bộ – {proof.quote}") == speaker["lines"] > 0
    assert text_of(site.get("/ai-o-dau?q=đảng&by=speaker")).count("Không rõ") == 1


HOSTILE = (
    {"q": "<script>alert(1)</script>", "wording": "<b>", "by": "province", "group": '"><img src=x>'},
    {"q": '"' * 50 + "(((", "page": "999999999999", "size": "-7", "lines": "sideways"},
    {"q": "ket nap", "left": "99999999999999", "right": "٣", "run": "-1", "side": "above", "unit": "m"},
    {"q": "ket nap", "left": "0", "right": "0", "measure": "none", "run": "1"},
    {"q": "\x00\ud7ff", "numbers": "maybe", "by": "x" * 9000, "group": "\u202e", "grouped": "yes"},
    {"q": "ket nap", "by": "province", "page": "1000000", "size": "100"},
    {"q": "-ket"},
    {"place": "nowhere", "q": "ket nap"},
    {},
)


@pytest.mark.parametrize("given", HOSTILE, ids=range(len(HOSTILE)))
def test_any_input_gives_a_page(client, given):
    """Pages and API answer whatever they are asked, and nothing of it gets out as marks."""
    for path in (*PAGES, *(f"/api/v1/precedents/{twin}" for twin in TWINS)):
        answer = client.get(path, query_string=given)
        assert answer.status_code == 200, path
        if path in PAGES:
            assert "<script>alert" not in answer.text
            assert "<img src=x>" not in answer.text
            assert '<meta name="robots" content="noindex, nofollow">' in answer.text


def test_what_is_not_understood_is_told(client):
    """A value of no use is left out, with a note."""
    assert "Không hiểu unit = “m”" in text_of(client.get("/di-kem?q=ket+nap&unit=m"))
    assert "Không hiểu lines = “up”" in text_of(client.get("/ngu-canh?q=ket+nap&lines=up"))


def test_a_next_of_other_lines_is_refused(client, api):
    """A `next` goes on with the same lines only: not with another order or group of them."""
    given = api("lines", q="ket nap", size=2)["next"]
    refused = client.get(
        "/api/v1/precedents/lines", query_string={"q": "ket nap", "size": 2, "next": given, "lines": "left"}
    )
    assert refused.status_code == 400


@pytest.mark.parametrize(
    ("q", "wanted"),
    [
        ('"kết nạp"', "“kết nạp”"),
        (" “kết nạp” ", "“kết nạp”"),
        ('"kết nạp', "“kết nạp”"),
        ("ket nap", "“ket nap”"),
        ('"kết nạp" "đảng viên"', '“"kết nạp" "đảng viên"”'),
        ('-"kết nạp" đảng', '“-"kết nạp" đảng”'),
        ('"" đảng', '“"" đảng”'),
    ],
)
@pytest.mark.parametrize("page", ["/tim", *PAGES])
def test_a_phrase_stands_in_one_pair_of_quotes(client, page, q, wanted):
    """A heading puts a query in quotes; one that is a phrase has its own already."""
    heading = re.search(r"<h1.*?</h1>", client.get(page, query_string={"q": q}).text, re.DOTALL)[0]
    assert html.unescape(heading).count(wanted) == 1
    assert not re.search('["“]“|”["”]', html.unescape(heading).replace(wanted, ""))


def strip_links(client, address):
    """Where the strip leads, by path."""
    strip = re.search(r'<nav class="strip".*?</nav>', client.get(address).text, re.DOTALL)[0]
    return {
        link.partition("?")[0]: dict(parse_qsl(link.partition("?")[2]))
        for link in map(html.unescape, re.findall('href="([^"]*)"', strip))
    }


def test_links_of_the_strip_keep_the_rows_of_a_page(client):
    """Whatever number was asked for goes along, from page to page; where none was, none is named."""
    for page in (*PAGES, "/theo-thoi-gian", "/doan-giong"):
        links = strip_links(client, f"{page}?q=ket+nap&size=10")
        assert {path: found.get("size") for path, found in links.items() if path in PAGES} == dict.fromkeys(
            PAGES, "10"
        )
        assert "size" not in links["/tim"]
        assert all("size" not in found for found in strip_links(client, f"{page}?q=ket+nap").values())
    rows = strip_links(client, "/di-kem?q=ket+nap&size=50")
    assert ("size" in rows["/ngu-canh"], rows["/tim"]["size"]) == (False, "50")
