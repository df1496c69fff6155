"""Tables of what is counted, taken along: all rows of the page in its order, in each format."""

from __future__ import annotations

import json
import re

import pytest
from stand_in import FakeArchive, article_of, document_of

from search.archive import Withdrawn
from search.model import BlockKind, GroupBy
from web.pages import tables

TABLES = {
    "cach-viet": ("variants", "/cach-viet", "wording"),
    "di-kem": ("collocates", "/di-kem", "text"),
    "ai-o-dau": ("groups", "/ai-o-dau", "value"),
}
"""The twin of each in the API, its page, and the field that names a row."""

ASKED = {
    "cach-viet": ["", "&numbers=1&names=1"],
    "di-kem": ["", "&measure=count&left=2&unit=compound", "&run=2&side=before"],
    "ai-o-dau": [*(f"&by={by.value}" for by in GroupBy), "&rank=share"],
}
EACH = [(what, more) for what, each in ASKED.items() for more in each]
QUERY = "q=kết+nạp&year=2021&year=2020"


def twin(client, what, query):
    """All rows that the API tells, page after page."""
    name, _, _ = TABLES[what]
    found, rows, page = {"pages": 1}, [], 1
    while page <= found.get("pages", 1):
        found = client.get(f"/api/v1/precedents/{name}?{query}&size=100&page={page}").json
        rows += found[name]
        page += 1
    return found, rows


@pytest.mark.parametrize(("what", "more"), EACH)
def test_a_table_holds_all_rows_in_the_order_seen(client, reading, what, more):
    """CSV, XLSX and JSON Lines tell the same, which is what the API tells, and as much as the head says."""
    files = {
        ending: getattr(reading, ending)(client.get(f"/xuat/{what}.{ending}?{QUERY}{more}").data)
        for ending in ("csv", "xlsx", "jsonl")
    }
    whole = [[re.sub(r"\.0\Z", "", cell) for cell in row] for row in files["jsonl"].rows]
    assert files["csv"].rows == files["xlsx"].rows == whole
    assert files["csv"].titles == files["xlsx"].titles
    found, rows = twin(client, what, f"{QUERY}{more}")
    lines = client.get(f"/xuat/{what}.jsonl?{QUERY}{more}").data.decode().splitlines()
    head, *told, end = map(json.loads, lines)
    name = TABLES[what][2]
    assert [each[name] for each in told] == [each[name] for each in rows]
    same = {"lines", "articles", "undated", "total", "log_likelihood", "log_dice", "q", "value", "label"}
    same |= {"archive", "per_thousand"}
    for each, row in zip(told, rows, strict=True):
        assert {key: each[key] for key in same & each.keys()} == {key: row[key] for key in same & row.keys()}
        if "first" in each:
            assert (each["first"] or None, each["last"] or None) == (row["first"], row["last"])
    assert (head["lines"], head["articles"]) == (found["total"], found["articles"])
    kinds = next(head[key] for key in ("wordings", "kinds", "groups") if key in head)
    assert kinds == len(rows) == end["rows"] == found["kinds"]
    assert files["csv"].end == f"# Hết: {len(rows)} dòng, đủ cả."


@pytest.mark.parametrize(("what", "more"), EACH)
def test_its_page_leads_to_the_files_and_back(client, reading, what, more):
    """Beside the table stand CSV and XLSX of it; the head of the file has the address of the page."""
    page = f"{TABLES[what][1]}?{QUERY}{more}&size=1&page=1"
    links = re.findall(r'href="(/xuat/[^"]+)" rel="nofollow" download>(CSV|XLSX)<', client.get(page).text)
    assert [title for _, title in links] == ["CSV", "XLSX"]
    head = reading.csv(client.get(links[0][0].replace("&amp;", "&")).data).head
    back = head["Địa chỉ"].removeprefix("http://localhost")
    seen = [
        re.search(r'<table class="told">.*?</table>', client.get(address).text, re.DOTALL)[0]
        for address in (back, f"{TABLES[what][1]}?{QUERY}{more}")
    ]
    assert seen[0] == seen[1]
    assert head["Đang lọc theo"] == "Năm: 2021 hoặc 2020"


def test_the_head_tells_what_was_counted(client, reading):
    """What counts as the same, what was looked at, what it is ranked and grouped by, on which map."""
    head = reading.jsonl(client.get("/xuat/cach-viet.jsonl?q=kết+nạp&numbers=1&names=1&lang=en").data).head
    assert (head["alike"], head["order"]) == ("all numbers; all names", "Most lines")
    head = reading.jsonl(client.get("/xuat/di-kem.jsonl?q=kết+nạp&right=2&measure=log-dice").data).head
    assert (head["looked"], head["order"]) == ("âm tiết, trái 5, phải 2", "xếp theo logDice")
    head = reading.jsonl(client.get("/xuat/di-kem.jsonl?q=kết+nạp&run=4&measure=count&lang=en").data).head
    assert (head["looked"], head["order"]) == ("runs of 4 syllables right behind", "rank by count")
    head = reading.jsonl(client.get("/xuat/ai-o-dau.jsonl?q=kết+nạp&by=district&map=now").data).head
    assert (head["by"], head["map"]) == ("Huyện", "hiện nay")
    assert reading.csv(client.get("/xuat/ai-o-dau.csv?q=kết+nạp&by=odd").data).head["Lưu ý"].count("odd") == 1


@pytest.fixture(scope="module")
def hostile(make_app):
    """A site of articles whose texts, authors and sources begin as formulas do."""
    documents = [
        document_of(
            number,
            article_of(
                (BlockKind.TITLE, "thử"),
                (BlockKind.BODY, f"chỉ thử {formula} thôi"),
                (BlockKind.BYLINE, formula),
                source=formula,
            ),
        )
        for number, formula in enumerate(("=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("http://evil")'))
    ]
    return make_app(held=documents).test_client()


@pytest.mark.parametrize("what", ["cach-viet", "di-kem", "ai-o-dau"])
def test_no_cell_is_a_formula(hostile, reading, what):
    """Texts of CSV get an apostrophe; in a workbook they are texts, marked as Excel marks them."""
    query = "q=%22thử+*+thôi%22&by=source"
    found = reading.csv(hostile.get(f"/xuat/{what}.csv?{query}").data)
    cells = [cell for row in found.rows for cell in row]
    assert cells
    numbers = re.compile(r"-?[0-9.]+")
    assert not [cell for cell in cells if cell[:1] in "=+-@" and cell and not numbers.fullmatch(cell)]
    for text, style, kind in reading.xlsx(hostile.get(f"/xuat/{what}.xlsx?{query}").data).cells:
        if text[:1] in tuple("=+-@") and kind:
            assert (kind, style is None) == ("inlineStr", False)
    if what == "ai-o-dau":
        assert any(cell.startswith("'=1+1") for cell in cells)


def test_of_runs_only_the_foremost(client, reading, monkeypatch):
    """Each is looked up, so a file holds so many of them, and tells that there are more."""
    monkeypatch.setattr(tables, "MOST_RUNS", 3)
    found = reading.jsonl(client.get("/xuat/di-kem.jsonl?q=kết+nạp&run=2").data)
    shown = client.get("/api/v1/precedents/collocates?q=kết+nạp&run=2").json["collocates"]
    assert [row[1] for row in found.rows] == [each["text"] for each in shown][:3]
    assert (found.end["cut"], len(shown) > 3) == ("limit", True)
    assert reading.jsonl(client.get("/xuat/di-kem.jsonl?q=kết+nạp").data).end["cut"] is None


@pytest.mark.parametrize("what", TABLES)
def test_of_more_rows_than_allowed_the_first(make_app, reading, what):
    """A file tells that there are more."""
    client = make_app(export_rows="2").test_client()
    found = reading.jsonl(client.get(f"/xuat/{what}.jsonl?q=đả*+ch*&by=district").data)
    assert (len(found.rows), found.end["cut"]) == (2, "limit")


def test_other_formats_are_none(client):
    """References are of articles, not of counts."""
    for what in TABLES:
        assert client.get(f"/xuat/{what}.ris?q=x").status_code == 404
        assert client.get(f"/xuat/{what}.doc?q=x").status_code == 404


def test_of_a_withdrawn_article_few_words_are_told(make_app, reading):
    """Counts stay until the next build; nothing leads to the article, and what it alone says is not told."""
    documents = [
        document_of(number, article_of((BlockKind.BODY, f"thử {' '.join(map(str, range(size)))} thôi")))
        for number, size in enumerate((2, 12))
    ]
    archive = FakeArchive(documents)
    archive.withdrawn = lambda article_id: Withdrawn(documents[0].added)
    client = make_app(held=documents, archive=archive).test_client()
    rows = reading.jsonl(client.get("/xuat/cach-viet.jsonl?q=%22thử+thôi%22~20").data).rows
    told = [(row[1], row[2], *row[-3:]) for row in rows]
    assert sorted(told) == [("", "1", "", "", ""), ("thử 0 1 thôi", "1", "thử 0 1 thôi", "", "")]
