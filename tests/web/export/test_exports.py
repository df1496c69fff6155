"""Exports: all rows, in the order seen, with a head and an end; nothing runs, nothing is cut unsaid."""

from __future__ import annotations

import csv
import json
import random
import re
from dataclasses import replace
from datetime import datetime
from io import StringIO
from itertools import islice
from urllib.parse import parse_qs

import pytest
from stand_in import FakeArchive, FakeReader, article_of, document_of

from search.archive import Show, Withdrawn
from search.errors import EngineError
from search.model import VIETNAM, BlockKind, Filter, LineOrder, Lines, Query, Trust
from search.query import parse
from web.export import as_xlsx as as_xlsx_module
from web.export.as_csv import as_csv
from web.export.as_xlsx import as_xlsx
from web.export.heads import words
from web.export.model import Column, Export, Fact, Rows
from web.texts.labels import value_label

QUERY = "q=ket+nap&year=2021&year=2020"


@pytest.mark.parametrize("what", ["bai", "dong"])
def test_tables_hold_the_same_rows(client, reading, what):
    """CSV, XLSX and JSON Lines tell the same cells in the same order, and as many as the head says.

    Only how a date is known is a code for programs.
    """
    files = {
        ending: getattr(reading, ending)(client.get(f"/xuat/{what}.{ending}?{QUERY}").data)
        for ending in ("csv", "xlsx", "jsonl")
    }
    rows = files["csv"].rows
    known = files["csv"].titles.index("Cách biết ngày")
    coded = [
        [*row[:known], value_label("trust", row[known], "vi"), *row[known + 1 :]]
        for row in files["jsonl"].rows
    ]
    assert rows == files["xlsx"].rows == coded
    assert {row[known] for row in files["jsonl"].rows} <= set(Trust)
    assert files["csv"].titles == files["xlsx"].titles
    assert (
        len(rows)
        == files["jsonl"].head["lines" if what == "dong" else "articles"]
        == files["jsonl"].end["rows"]
    )
    assert [row[0] for row in rows] == [str(number) for number in range(1, len(rows) + 1)]
    assert files["csv"].end == f"# Hết: {len(rows)} dòng, đủ cả."
    assert files["xlsx"].end == files["jsonl"].end["told"] == files["xlsx"].head["Hết"]


def test_articles_come_in_the_order_seen(client, reading):
    """As the results, page after page, near-duplicates each by itself."""
    found = reading.jsonl(client.get(f"/xuat/bai.jsonl?{QUERY}&sort=oldest").data)
    seen = client.get(f"/api/v1/search?{QUERY}&sort=oldest&fold=0&size=100").json["hits"]
    assert [row[-5] for row in found.rows] == [hit["id"] for hit in seen]
    assert len(seen) > 10


def test_lines_come_in_the_order_asked_for(client, reading, documents):
    """The parameter `lines` says in which; the head names it."""
    found = reading.csv(client.get(f"/xuat/dong.csv?{QUERY}&lines=right").data)
    query = Query(parse("ket nap")[0], (Filter("year", ("2021", "2020")),))
    lines = list(FakeReader(documents).precedents().every_line(query, Lines(LineOrder.RIGHT)))
    assert [row[2:4] for row in found.rows] == [[line.match, " ".join(line.after.split())] for line in lines]
    assert len({line.after for line in lines}) > 3
    assert found.head["Thứ tự"] == "Theo chữ bên phải"
    assert reading.csv(client.get(f"/xuat/dong.csv?{QUERY}&lines=odd").data).head["Lưu ý"].count("odd") == 1


def test_a_sample_is_taken_along_with_its_seed(client, reading):
    """The order of the page, and the number that gives it again, stand in the head."""
    found = reading.jsonl(client.get("/xuat/dong.jsonl?q=ket+nap&lines=sample&seed=12").data)
    seen = client.get("/api/v1/precedents/lines?q=ket+nap&lines=sample&seed=12&size=100").json["lines"]
    told = [(row[-5], row[-4]) for row in found.rows]
    assert told[:100] == [(line["article"], str(line["span"][0])) for line in seen]
    assert (found.head["order"], found.head["seed"]) == ("Mẫu ngẫu nhiên", 12)
    assert "seed" not in reading.jsonl(client.get("/xuat/dong.jsonl?q=ket+nap&seed=12").data).head


def test_the_head_tells_what_was_asked_and_of_what(client, reading):
    """Query, how it was read, filters, totals, the state of the archive, and where people see the same."""
    head = reading.jsonl(client.get("/xuat/dong.jsonl?q=ket+nap&source=bao-tinh&lang=en").data).head
    assert (head["q"], head["filters"]) == ("ket nap", "Source: bao-tinh")
    assert (head["generation"], head["archive_articles"], head["articles"]) == ("gen-7", 32, 15)
    assert head["read_as"] == "Searching: ket nap"
    assert head["built"].startswith("2026-05-02")
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+07:00", head["exported"])
    assert head["address"].endswith("/tim?q=ket+nap&source=bao-tinh&lang=en")


FORMULAS = (
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "＝1",
    '=HYPERLINK("http://evil")',
    "=cmd|' /C calc'!A0",
)


@pytest.fixture(scope="module")
def hostile(make_app):
    """A site of articles whose titles, texts, authors and sources begin as formulas do."""
    documents = [
        document_of(
            number,
            article_of(
                (BlockKind.TITLE, formula),
                (BlockKind.BODY, f"{formula} thử"),
                (BlockKind.BYLINE, formula),
                source=formula,
            ),
        )
        for number, formula in enumerate(FORMULAS)
    ]
    return make_app(held=documents).test_client()


@pytest.mark.parametrize("what", ["bai", "dong"])
def test_no_cell_is_a_formula(hostile, reading, what):
    """Cells of CSV get an apostrophe; in a workbook they are texts, marked as Excel marks them."""
    found = reading.csv(hostile.get(f"/xuat/{what}.csv?q=thử").data)
    cells = [cell for row in found.rows for cell in row]
    assert len(found.rows) == len(FORMULAS)
    assert not [cell for cell in cells if cell[:1] in "=+-@\t\r＝" and cell]
    assert any(cell.startswith("'=1+1") for cell in cells)
    risky = [
        cell
        for cell in reading.xlsx(hostile.get(f"/xuat/{what}.xlsx?q=thử").data).cells
        if cell[0][:1] == "="
    ]
    assert risky
    assert {kind for _, _, kind in risky} == {"inlineStr"}
    assert {style for _, style, _ in risky} != {None}


def test_csv_is_what_the_module_csv_writes():
    """Commas, quotes, ends of lines, numbers, and cells that come again, as another writer has them."""
    texts = ["", "a,b", 'nói "vâng"', "hai\ndòng", "hai\r\ndòng", "hai\rdòng", '"', ",", "ồ", " x ", "1", "'"]
    rows = [(number, *texts[number % 7 :], texts[number % 12]) for number in range(40)]
    columns = [Column("a", 'Tít, "cột"')]
    written = b"".join(as_csv(Export([Fact("q", "Hỏi", "a, b")], columns, Rows(rows, None, words("vi")))))
    expected = StringIO()
    csv.writer(expected).writerows(
        [["# Hỏi", "a, b"], ['Tít, "cột"'], *rows, [f"# {words('vi').whole.format(rows=40)}"]]
    )
    assert written.decode("utf-8-sig") == expected.getvalue()


def test_a_query_is_no_formula_either(client, reading):
    """What was typed stands in the head."""
    assert reading.csv(client.get("/xuat/bai.csv?q=%3D1%2B1").data).head["Câu hỏi"] == "'=1+1"
    assert reading.xlsx(client.get("/xuat/bai.xlsx?q=%3D1%2B1").data).head["Câu hỏi"] == "=1+1"


@pytest.mark.parametrize("ending", ["csv", "xlsx", "jsonl"])
def test_a_limit_is_told_at_the_end(make_app, reading, ending):
    """A file that reaches the limit says so; one that has just as many rows is whole."""
    client = make_app(export_rows="5").test_client()
    cut = getattr(reading, ending)(client.get(f"/xuat/dong.{ending}?{QUERY}").data)
    assert len(cut.rows) == 5
    assert "BỊ CẮT" in str(cut.end)
    whole = make_app(export_rows="12").test_client().get(f"/xuat/bai.{ending}?{QUERY}").data
    assert "BỊ CẮT" not in str(getattr(reading, ending)(whole).end)
    assert len(getattr(reading, ending)(whole).rows) == 12


class Failing:
    """Precedents that fail after some lines."""

    good = 3

    def __init__(self, reader) -> None:
        self._told = FakeReader.precedents(reader)

    def __getattr__(self, name):
        return getattr(self._told, name)

    def every_line(self, query, wanted):
        """Three lines, then an error."""
        yield from islice(self._told.every_line(query, wanted), self.good)
        raise EngineError("the disk is gone")


class Broken(Failing):
    """Fails before there is a line."""

    good = 0


def failing(documents, kind):
    """A reader whose lines fail."""
    reader = FakeReader(documents)
    reader.precedents = lambda: kind(reader)
    return reader


@pytest.mark.parametrize("ending", ["csv", "xlsx", "jsonl", "ris", "bib", "json"])
def test_what_fails_on_the_way_is_told(make_app, reading, documents, ending):
    """The file ends with a note that it is cut; what cannot begin is an error and no file."""
    client = make_app(reader=failing(documents, Failing)).test_client()
    answer = client.get(f"/xuat/dong.{ending}?q=ket+nap")
    assert answer.status_code == 200
    told = reading.xlsx(answer.data).end if ending == "xlsx" else answer.data[-400:].decode()
    assert "BỊ CẮT: tệp chỉ có 3 dòng đầu" in told
    client = make_app(reader=failing(documents, Broken)).test_client()
    assert client.get(f"/xuat/dong.{ending}?q=ket+nap").status_code == 503


@pytest.mark.parametrize("show", [Show.LINK, Show.SNIPPET])
def test_what_a_source_closes_stays_closed(make_app, show):
    """Of a link no word of the text, of a snippet little; title and address always."""
    client = make_app(shows=lambda source, url: show).test_client()
    for what in ("bai", "dong"):
        for ending in ("csv", "jsonl", "ris", "bib", "json"):
            text = client.get(f"/xuat/{what}.{ending}?q=%22bồi+dưỡng+quần+chúng%22").text
            assert "Chi bộ số 4 kết nạp đảng viên mới" in text
            assert "https://example.vn/bai-4.html" in text
            assert ("ưu tú" in text) == (show is Show.SNIPPET and what == "dong")
            assert "nhà văn hóa thôn" not in text


def test_withdrawn_articles_are_left_out_at_once(make_app, documents, reading):
    """Also before the next build."""
    archive = FakeArchive(documents)
    gone = documents[0].id
    archive.withdrawn = lambda article_id: Withdrawn(documents[0].added) if article_id == gone else None
    client = make_app(archive=archive).test_client()
    rows = reading.jsonl(client.get("/xuat/bai.jsonl?q=ket+nap").data).rows
    assert gone not in {row[-5] for row in rows}
    assert len(rows) == 29


def test_references_are_records(client, reading):
    """A record a line, each under a key of its own, with the words that matched; head and end are notes."""
    records = reading.ris(client.get(f"/xuat/dong.ris?{QUERY}").data)
    lines = reading.csv(client.get(f"/xuat/dong.csv?{QUERY}").data).rows
    assert len(records) == len(lines)
    assert all(("TY", "NEWS") in record for record in records)
    assert ("N1", "Câu hỏi: ket nap") in records[0]
    assert ("N1", f"Hết: {len(lines)} dòng, đủ cả.") in records[-1]
    keys = re.findall(r"@article\{(\S+),", client.get(f"/xuat/dong.bib?{QUERY}").text)
    assert len(set(keys)) == len(keys) == len(lines)
    items = client.get(f"/xuat/dong.json?{QUERY}").json
    assert [item["id"] for item in items] == keys
    assert items[0]["custom"]["head"]["q"] == "ket nap"
    assert items[-1]["custom"]["end"] == {
        "rows": len(lines),
        "cut": None,
        "told": f"Hết: {len(lines)} dòng, đủ cả.",
    }
    assert not any("custom" in item for item in items[1:-1])
    assert [item["title"] for item in items] == [row[4] for row in lines]


def test_references_of_one_and_of_none(client, reading):
    """One item tells head and end; where nothing was found a record that is no article does."""
    (item,) = client.get("/xuat/bai.json?q=giải").json
    assert item["custom"].keys() == {"head", "end"}
    (none,) = client.get("/xuat/bai.json?q=zebra").json
    assert (none["type"], none["custom"]["end"]["rows"]) == ("document", 0)
    (record,) = reading.ris(client.get("/xuat/bai.ris?q=zebra").data)
    assert record[0] == ("TY", "GEN")
    assert client.get("/xuat/bai.bib?q=zebra").text.count("@comment") == 2


def test_comments_of_bibtex_can_be_copied(client):
    """The address in the head is one, and braces of a query end no comment."""
    text = client.get("/xuat/bai.bib", query_string={"q": "kết} nạp {50% &"}).text
    (address,) = re.findall(r"/tim\?q=\S+", text)
    assert parse_qs(address.partition("?")[2])["q"] == ["kết} nạp {50% &"]
    assert text.count("{") == text.count("}")


@pytest.mark.parametrize("ending", ["ris", "bib", "json"])
def test_no_text_breaks_out_of_a_record(client, nasty, ending):
    """A hostile title stays within its field."""
    text = client.get(f"/xuat/bai.{ending}?q=script").text
    assert nasty.split()[0].replace('"', "") in text.replace("\\", "")
    if ending == "bib":
        assert text.count("{") == text.count("}")
    if ending == "json":
        assert json.loads(text)[0]["title"] == nasty


def test_odd_texts_fit_into_a_workbook(make_app, reading):
    """Longer than a cell, with what XML cannot hold, and with what Excel would read as an escape."""
    title = "a_x0041_b \x00\x0b\ufffe𝔘" + "c" * 40_000
    held = [document_of(1, article_of((BlockKind.TITLE, title), (BlockKind.BODY, "thử")))]
    (row,) = reading.xlsx(make_app(held=held).test_client().get("/xuat/bai.xlsx?q=thử").data).rows
    assert row[1].startswith("a_x005F_x0041_b 𝔘ccc")
    assert row[1].endswith("c…")
    assert len(row[1].replace("_x005F_", "_").encode("utf-16-le")) <= 2 * 32_767


def many(rows):
    """An export of texts that cannot be packed, and a list of what was asked for so far."""
    asked = []

    def made():
        for number in range(rows):
            asked.append(number)
            yield number, f"{random.Random(number).getrandbits(8000):x}"

    columns = (Column("number", "Số"), Column("text", "Chữ"))
    return Export([Fact("q", "Câu hỏi", "thử")], columns, Rows(made(), None, words("vi"))), asked


def test_a_workbook_is_sent_while_it_is_made(reading):
    """Its first pieces leave before its last rows are asked for, and none is empty."""
    export, asked = many(500)
    pieces, first = as_xlsx(export), []
    while sum(map(len, first)) < 100_000:
        first.append(next(pieces))
    assert len(asked) < 400
    rest = list(pieces)
    assert all(first + rest)
    found = reading.xlsx(b"".join(first + rest))
    assert [int(row[0]) for row in found.rows] == list(range(500))
    assert found.end == "Hết: 500 dòng, đủ cả."


def test_a_workbook_is_cut_before_it_is_too_large(reading, monkeypatch):
    """A sheet of more than two gigabytes would be one that Excel mends: it ends before, and says so."""
    monkeypatch.setattr(as_xlsx_module, "MOST_BYTES", 200_000)
    export, asked = many(500)
    found = reading.xlsx(b"".join(as_xlsx(export)))
    assert 0 < len(found.rows) == len(asked) - 1 < 200
    assert found.end == found.head["Hết"]
    assert found.end.startswith(f"BỊ CẮT: tệp chỉ có {len(found.rows)} dòng đầu")


def test_references_tell_when_a_page_was_fetched(make_app, documents):
    """Each as the store knows it; of what it does not know, the day on which the article was added."""
    archive, unknown = FakeArchive(documents), documents[0].id
    moment = datetime(2026, 4, 3, 23, 30, tzinfo=VIETNAM)
    archive.fetched = lambda ids: {(each, 1): moment for each in ids if each != unknown}
    client = make_app(archive=archive).test_client()
    added = documents[0].added
    for what in ("bai", "dong"):
        items = client.get(f"/xuat/{what}.json?q=ket+nap").json
        days = {item["archive_location"]: tuple(item["accessed"]["date-parts"][0]) for item in items}
        assert days.pop(unknown) == (added.year, added.month, added.day)
        assert set(days.values()) == {(2026, 4, 3)}


def test_there_are_no_other_formats(client):
    """An ending that is none is no page; names of downloads are plain."""
    assert client.get("/xuat/bai.doc").status_code == client.get("/xuat/khac.csv").status_code == 404
    named = client.get("/xuat/bai.csv?q=Kết nạp “Đảng”\r\n/..").headers["Content-Disposition"]
    assert named == 'attachment; filename="tratin-bai-ket-nap-dang.csv"'


def test_a_page_offers_all_of_it(client):
    """Results lead to it; it has a link for each format, which keeps the search and the order of lines."""
    results = client.get(f"/tim?{QUERY}").text
    assert f'href="/xuat?{QUERY.replace("&", "&amp;")}"' in results
    page = client.get(f"/xuat?{QUERY}&lines=left").text
    for ending in ("csv", "xlsx", "jsonl", "ris", "bib", "json"):
        assert f"/xuat/bai.{ending}?" in page
        assert f"/xuat/dong.{ending}?lines=left" in page
    assert "noindex" in page


def test_exports_cost_much(make_app):
    """A client that exports without pause is asked to wait."""
    client = make_app(limit_per_minute="200", export_rows="1").test_client()
    answers = [client.get("/xuat/bai.csv?q=ket").status_code for _ in range(3)]
    assert answers == [200, 429, 429]


def test_variants_can_be_exported_alone(client, reading):
    """A wording narrows the lines to its own, and the head says so."""
    found = reading.csv(client.get(f"/xuat/dong.csv?{QUERY}&wording=kết+nạp").data)
    assert found.head["Chỉ cách viết"] == "kết nạp"
    assert {row[2].lower() for row in found.rows} == {"kết nạp"}


def test_dates_say_no_more_than_is_known(client, reading, documents):
    """The column of what is stated is empty for an inferred date; the others tell it, marked."""
    found = reading.jsonl(client.get("/xuat/bai.jsonl?trust=inferred").data)
    (row,) = found.rows
    assert row[4:8] == ["", "khoảng 2023, ước đoán", "inferred", "2023"]
    for lang, known in (("vi", "Ước đoán"), ("en", "Inferred")):
        (sheet,) = reading.csv(client.get(f"/xuat/bai.csv?trust=inferred&lang={lang}").data).rows
        assert sheet[6] == known
    assert replace(documents[31].published).year == 2023
