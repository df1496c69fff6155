"""References: as newspapers write them, and in files that no title can break out of."""

from __future__ import annotations

import random
import re
from dataclasses import replace
from datetime import date

import pytest

from search.archive import Show
from search.bylines import names_in
from search.model import Article, Block, BlockKind, Published, Trust
from web.cite import Work, bibtex, press, ris, work_of

WORK = Work(
    id="f4aa9014861b325c",
    title="Kết nạp đảng viên ở xã Thử",
    authors=("Lê Thử", "Trần Mẫu"),
    outlet="Báo Thử",
    published=Published(Trust.STATED, date(2021, 11, 9), None, 2021, 2021, 2021, 1.0),
    seen=date(2026, 3, 5),
    archive="Tra Tin",
    address="https://bao.example/bai-1.html",
)

GUESSED = WORK._replace(published=Published(Trust.INFERRED, None, None, 2023, 2022, 2023, 0.7))
UNKNOWN = WORK._replace(published=Published())


def test_a_reference_as_newspapers_write_it():
    """Author, title, outlet, date, address, day of the fetch, and where the copy is."""
    assert press(WORK) == (
        "Lê Thử, Trần Mẫu, “Kết nạp đảng viên ở xã Thử”, Báo Thử, 09/11/2021, "
        "https://bao.example/bai-1.html, truy cập ngày 05/03/2026, bản lưu Tra Tin, mã bài f4aa9014861b325c."
    )
    assert "9 November 2021" in press(WORK, "en")
    assert "accessed 5 March 2026" in press(WORK, "en")


def test_what_is_unknown_is_left_out_and_what_is_guessed_is_marked():
    """No author, no address: nothing stands there; a date always does, with how it is known."""
    bare = UNKNOWN._replace(authors=(), address=None, outlet="")
    assert press(bare) == (
        "“Kết nạp đảng viên ở xã Thử”, không rõ ngày, nạp ngày 05/03/2026, bản lưu Tra Tin, "
        "mã bài f4aa9014861b325c."
    )
    assert ", khoảng 2023, ước đoán, " in press(GUESSED)


def ris_fields(text):
    """The fields of a RIS record."""
    assert text.endswith("ER  - \r\n")
    lines = text.split("\r\n")[:-1]
    assert all(re.fullmatch(r"[A-Z][A-Z0-9]  - [^\r\n]*", line) for line in lines), lines
    return [tuple(line.split("  - ", 1)) for line in lines]


def test_ris():
    """One field a line, CR LF, a known date whole."""
    fields = ris_fields(ris(WORK))
    assert fields[0] == ("TY", "NEWS")
    assert [value for tag, value in fields if tag == "AU"] == ["Lê Thử", "Trần Mẫu"]
    assert dict(fields) | {"PY": "2021", "DA": "2021/11/09", "UR": WORK.address, "AN": WORK.id} == dict(
        fields
    )


@pytest.mark.parametrize(
    ("published", "told"),
    [
        (Published(Trust.URL, None, None, 2020, month=6), {"PY": "2020", "DA": "2020/06/"}),
        (Published(Trust.STATED, None, None, 2019), {"PY": "2019", "DA": "2019//"}),
        (Published(Trust.INFERRED, None, None, 2023), {"DA": "///khoảng 2023"}),
        (Published(Trust.INFERRED, date(2021, 3, 1)), {"DA": "///khoảng 2021"}),
        (Published(Trust.INFERRED, None, None, None, 2021, 2022, 0.4), {"DA": "///khoảng 2021–2022"}),
        (Published(), {}),
    ],
)
def test_only_what_is_stated_is_a_date_in_ris(published, told):
    """An inferred year is never in the field that programs sort by, and a note says that it is inferred."""
    fields = dict(ris_fields(ris(WORK._replace(published=published))))
    assert {tag: fields[tag] for tag in ("PY", "DA") if tag in fields} == told
    assert ("N1" in fields) == ("PY" not in told)


def bibtex_fields(text):
    """The fields of one entry as BibTeX reads them: a value ends with its brace, whatever is escaped."""
    head, at, fields = re.match(r"@article\{([\w-]+),\n", text), 0, {}
    assert head
    at = head.end()
    while found := re.compile(r"  (\w+) = \{").match(text, at):
        at, depth = found.end(), 1
        begin = at
        while depth:
            depth += {"{": 1, "}": -1}.get(text[at], 0)
            at += 1
        fields[found[1]] = text[begin : at - 1]
        assert text[at : at + 2] == ",\n"
        at += 2
    assert text[at:] == "}\n"
    return fields


def test_bibtex():
    """Names and title are kept as they are written; the date stands in the fields of both dialects."""
    fields = bibtex_fields(bibtex(WORK))
    assert fields["author"] == "{Lê Thử} and {Trần Mẫu}"
    assert fields["title"] == "{Kết nạp đảng viên ở xã Thử}"
    assert (fields["date"], fields["year"], fields["month"]) == ("2021-11-09", "2021", "11")
    assert fields["url"] == WORK.address
    guessed = bibtex_fields(bibtex(GUESSED))
    assert guessed["year"] == "khoảng 2023"
    assert "date" not in guessed
    assert "ước đoán" in guessed["note"]
    assert "year" not in bibtex_fields(bibtex(UNKNOWN))


def plain(value):
    """What LaTeX prints for a value."""
    for command, sign in (
        (r"\textbraceleft{}", "\x01"),
        (r"\textbraceright{}", "\x02"),
        (r"\textasciitilde{}", "~"),
        (r"\textasciicircum{}", "^"),
        (r"\textbackslash{}", "\x03"),
    ):
        value = value.replace(command, sign)
    value = re.sub(r"\\([%&#$_])", r"\1", value)
    assert not set(value) & set("{}\\")
    return value.replace("\x01", "{").replace("\x02", "}").replace("\x03", "\\")


def test_no_title_breaks_out(documents, fresh_seed):
    """Braces, signs of LaTeX, line ends and tags of RIS stay words of the title."""
    chance = random.Random(fresh_seed)
    parts = [
        "{",
        "}",
        "\\",
        "%",
        "&",
        "#",
        "$",
        "_",
        "~",
        "^",
        "\r\nER  - \r\n",
        "\n",
        "\u2028",
        "\x00",
        "á",
        " ",
        '"',
        "@a{b,",
    ]
    for _ in range(300):
        title = "".join(chance.choice(parts) for _ in range(12))
        article = Article(
            title, (Block(BlockKind.TITLE, 0, len(title)),), title, "https://b.example/{a}\\b%7d"
        )
        work = work_of(replace(documents[0], article=article), title)
        fields = ris_fields(ris(work))
        assert [tag for tag, _ in fields].count("ER") == 1
        entry = bibtex_fields(bibtex(work))
        if work.title:
            assert dict(fields)["TI"] == work.title
            assert plain(entry["title"][1:-1]) == work.title
            assert plain(entry["journal"]) == work.title
        assert entry["url"] == "https://b.example/%7Ba%7D%5Cb%7d"


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("Nguyễn Thử", ["Nguyễn Thử"]),
        ("Tin, ảnh: Lê Mẫu", ["Lê Mẫu"]),
        ("Bài và ảnh: Lê Mẫu - Trần Thử", ["Lê Mẫu", "Trần Thử"]),
        ("Lê Mẫu, Trần Thử", ["Lê Mẫu", "Trần Thử"]),
        ("Lê Mẫu – Lê Mẫu", ["Lê Mẫu"]),
        ("(Ban Tổ chức Huyện ủy Thử)", ["Ban Tổ chức Huyện ủy Thử"]),
        ("Tác giả: ", []),
        ("Ảnh Lê", ["Ảnh Lê"]),
        ("Nguyễn Tin", ["Nguyễn Tin"]),
        ("Lê Mẫu (Trung tâm Văn hoá, Thông tin và Thể thao xã Thử)", ["Lê Mẫu"]),
        ("Lê Mẫu (tổng hợp), Trần Thử [ảnh]", ["Lê Mẫu", "Trần Thử"]),
        ("Lê Mẫu (Phòng Văn hóa và", ["Lê Mẫu"]),
        ("(Lê Mẫu - Trần Thử)", ["Lê Mẫu", "Trần Thử"]),
        (
            "Lê Mẫu - Trung tâm Văn hóa, Thông tin và Thể thao xã Thử",
            ["Lê Mẫu", "Trung tâm Văn hóa, Thông tin và Thể thao xã Thử"],
        ),
        (
            "Sở Văn hóa, Thể thao và Du lịch, Trần Thử",
            ["Sở Văn hóa, Thể thao và Du lịch", "Trần Thử"],
        ),
        ("Đài Phát thanh - Truyền hình Thử", ["Đài Phát thanh - Truyền hình Thử"]),
        ("Phòng Văn hóa và Lê Mẫu", ["Phòng Văn hóa", "Lê Mẫu"]),
        ("Thông tin, Lê Mẫu", ["Thông tin", "Lê Mẫu"]),
    ],
)
def test_names_of_a_byline(byline, names):
    """Without what they did, each once."""
    assert list(names_in(byline)) == names


def test_downloads(client, documents):
    """Both files are downloads of their own type, the reference also stands on the page and as JSON."""
    one = documents[0]
    found = client.get(f"/bai/{one.id}/trich-dan.ris")
    assert found.mimetype == "application/x-research-info-systems"
    assert found.headers["Content-Disposition"] == f'attachment; filename="tratin-{one.id}.ris"'
    assert ("TI", one.article.title) in ris_fields(found.text)
    entry = client.get(f"/bai/{one.id}/trich-dan.bib")
    assert entry.mimetype == "application/x-bibtex"
    assert bibtex_fields(entry.text)["author"] == "{Người viết thử}"
    told = client.get(f"/api/v1/articles/{one.id}/citation").get_json()
    assert (told["ris"], told["bibtex"]) == (found.text, entry.text)
    assert "truy cập ngày 01/05/2026" in told["text"]
    assert told["text"].replace("&", "&amp;") in client.get(f"/bai/{one.id}").text
    for address in ("/bai/nope/trich-dan.ris", "/bai/nope/trich-dan.bib", "/api/v1/articles/nope/citation"):
        assert client.get(address).status_code == 404


def test_a_closed_source_can_be_cited(make_app, documents):
    """What may be told of an article of which only a link may be shown: title, outlet, date, address."""
    client = make_app(shows=lambda source, url: Show.LINK).test_client()
    told = client.get(f"/api/v1/articles/{documents[0].id}/citation").get_json()["text"]
    assert documents[0].article.title in told
    assert "https://example.vn/bai-0.html" in told
    assert "Người viết thử" not in told
