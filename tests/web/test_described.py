"""How a query was read, told back: a sentence, and notes that can be undone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from search.model import Note
from search.query import Context, parse, render, syntax_of
from web.addresses.params import Params
from web.query.described import is_plain, read_as
from web.query.notes import ACCENTS, note_json, shown_notes
from web.texts.words import NOTES

if TYPE_CHECKING:
    import random

VIETNAMESE = [
    ("", "Tìm tất cả các bài"),
    ("đảng viên mới", "Tìm: đảng viên mới"),
    (
        '"lễ kết nạp" -thanh niên năm:2021..2023',
        "Tìm: cụm “lễ kết nạp”, không có “thanh niên”, năm 2021–2023",
    ),
    ("đảng viên HOẶC đoàn viên", "Tìm: (đảng viên) hoặc (đoàn viên)"),
    ("tiêu đề:kết nạp", "Tìm: trong tiêu đề: kết nạp"),
    ('"a b"~>5', "Tìm: “a … b” cách nhau nhiều nhất 5 âm tiết, theo thứ tự"),
    ('"a * b ** c"', "Tìm: cụm “a … b … c” (… là 1–3, 0–8 âm tiết)"),
    ('"* a b *"', "Tìm: cụm “a b”"),
    ("-(a b) -kết*", "Tìm: không có cùng lúc các từ “a b”, không có từ bắt đầu bằng “kết”"),
    ('-(a HOẶC b) -(a "b c")', "Tìm: không có ((a) hoặc (b)), không có cùng lúc (a, cụm “b c”)"),
    ("-năm:2021 -tiêu đề:x", "Tìm: không phải năm 2021, không có trong tiêu đề: x"),
    ("năm:..2015", "Tìm: đến năm 2015"),
    ("năm:2019,2021,2022", "Tìm: năm 2019, 2021–2022"),
    ("ngày:1/5/2021..", "Tìm: từ ngày 01/05/2021"),
    ("tháng:11/2021", "Tìm: tháng 11/2021"),
    ("năm:abc", "Tìm: abc"),
    ("28 ct tw khóa XII", "Tìm: văn bản 28-CT/TW (khóa XII)"),
    ("-sapô:(một hai)", "Tìm: không có trong sapô: một hai"),
    ("văn bản:28-CT/TW chi bộ", "Tìm: văn bản 28-CT/TW, chi bộ"),
]


@pytest.mark.parametrize(("query", "sentence"), VIETNAMESE)
def test_the_sentence(query, sentence):
    """A query is told by what it means."""
    assert read_as(query, "vi", Context())[0] == sentence


@pytest.mark.parametrize("query", [query for query, _ in VIETNAMESE if query])
def test_the_sentence_in_english(query):
    """The twin begins in English and holds no Vietnamese of ours."""
    sentence = read_as(query, "en", Context())[0]
    assert sentence.startswith("Searching: ")
    for word in ("cụm “", "không có", "trong tiêu đề", "văn bản", "âm tiết", "ngày", "năm 2"):
        assert word not in sentence


@pytest.mark.parametrize(
    ("query", "plain"),
    [
        ("đảng viên", True),
        ('"đảng viên" mới', True),
        ("28-CT/TW", True),
        ("kết*", False),
        ('"a * b"', False),
        ('"a b"~5', False),
        ("a -b", False),
        ("a | b", False),
        ("năm:2021", False),
    ],
)
def test_words_need_no_sentence(query, plain):
    """Only what is more than words and simple phrases is told."""
    assert is_plain(syntax_of(query)[0]) is plain


def test_any_query_is_told(chance: random.Random):
    """Whatever was typed is told in both languages, the same for its canonical writing."""
    pieces = (
        'đảng viên kết* 28-CT/TW chỉ thị 28 9/11/2021 | HOẶC -( ) " * ** ~5 ~>3 năm:2021 năm: nơi:Xyz '
        "chủ đề:cán bộ tiêu đề: tác giả:( ngày:..2021 tháng:1/2021..x NOT văn bản:28 { } {0} %s"
    ).split(" ")
    for _ in range(300):
        query = " ".join(chance.choices(pieces, k=chance.randint(1, 12)))
        for lang in ("vi", "en"):
            told, syntax = read_as(query, lang, Context())
            assert told
            assert read_as(render(syntax), lang, Context()) == (told, syntax), query


def test_every_note_that_undoes_something_can_be_followed():
    """A note with another query leads to it, one of accents to another `accent`; others lead nowhere."""
    params = Params(q="ket nap", page=3)
    notes = [note_json(Note(code, ("a", "2021-11-09")), "vi") for code in NOTES]
    shown = shown_notes(notes, params, lambda asked: f"{asked.q}|{asked.accent.value}|{asked.page}")
    assert {code: note.href for code, note in zip(NOTES, shown, strict=True) if note.href} == {
        code: f"ket nap|{accent.value}|1" for code, accent in ACCENTS.items()
    }
    other = note_json(Note("abbreviation", ("HĐND",), '"HĐND"'), "vi")
    assert (other["instead"], other["accent"]) == ('"HĐND"', None)
    assert shown_notes([other], params, lambda asked: asked.q)[0].href == '"HĐND"'


def test_what_a_note_offers_is_not_read_so():
    """The query that an abbreviation, a document or a day offers instead does not give that note again."""
    for query, code in (
        ("HĐND xã", "abbreviation"),
        ("28-CT/TW xã", "document-read"),
        ("9/11/2021", "date-read"),
    ):
        (note,) = parse(query)[1]
        assert note.code == code
        assert code not in {again.code for again in parse(note.instead)[1]}


def test_documents_and_days_in_notes_are_written_for_people():
    """Not keys and ISO days."""
    day, document = (parse(query)[1][0] for query in ("9/11/2021", "28-CT/TW khóa XII"))
    assert note_json(day, "vi")["text"].endswith("ngày 09/11/2021.")
    assert note_json(document, "vi")["text"].endswith("văn bản 28-CT/TW (khóa XII).")
    assert note_json(day, "vi")["words"] == ["9/11/2021", "2021-11-09"]


def test_the_page_and_the_api_tell_it(client):
    """The sentence stands on the page where it says more than the words, always in the API."""
    page = client.get("/tim?q=kết+nạp+-hòa+giải").text
    assert "không có “hòa giải”" in page
    assert "read-as" not in client.get("/tim?q=kết+nạp").text
    found = client.get("/api/v1/search?q=kết+nạp+-hòa+giải&lang=en").get_json()
    assert found["read_as"] == {
        "text": "Searching: kết nạp, without “hòa giải”",
        "query": 'kết nạp -"hòa giải"',
    }
    assert client.get("/api/v1/search").get_json()["read_as"]["query"] == ""
