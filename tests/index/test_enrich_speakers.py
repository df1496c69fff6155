"""Who says what: own short texts, one promise each, and what holds of any text."""

from __future__ import annotations

import random

import pytest
from making import article

from index.enrich import speakers
from index.enrich.speakers import find_statements
from tools.measure.enrich.speakers import short_passages

AN = "Đồng chí Nguyễn Văn An, Bí thư Huyện ủy,"


def said_in(found):
    """The words given in all statements of an article's text."""
    page, statements = found
    return [page.text[span.start : span.end] for one in statements for span in one.said]


def read(**parts):
    """An article of these blocks, and its statements."""
    page = article(**parts)
    return page, find_statements(page)


@pytest.mark.parametrize("case", short_passages(), ids=lambda case: case.id)
def test_speakers_of_short_texts(case):
    """Each text tells who speaks, with name and office as they are written, and nobody else."""
    wanted = sorted((label["name"], label["office"]) for label in case.labels)
    assert sorted((one.speaker, one.office) for one in find_statements(case.article)) == wanted


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (f"{AN} cho biết rằng xã đã xong.", ["xã đã xong"]),
        (f"{AN} nhấn mạnh: “Phải làm ngay việc này”.", ["Phải làm ngay việc này"]),
        (f"“Phải làm ngay việc này”, {AN[0].lower() + AN[1:]} nói.", ["Phải làm ngay việc này"]),
        ("“Phải làm ngay việc này”, ông An nói trước lúc xin phép ra về.", ["Phải làm ngay việc này"]),
        ("“Huyện ủy đã yêu cầu xã dừng lại”, ông An nói.", ["Huyện ủy đã yêu cầu xã dừng lại"]),
        ("Theo ông An, xã đã làm xong đường.", ["xã đã làm xong đường"]),
        ("Xã sẽ làm xong con đường này, ông An khẳng định.", ["Xã sẽ làm xong con đường này"]),
        (f"{AN} nói:\n“Phải làm ngay việc này”.", ["Phải làm ngay việc này"]),
    ],
)
def test_words_given(text, said):
    """The words given begin behind the verb or the colon, and are without quotation marks."""
    assert said_in(read(body=text.split("\n"))) == said


def test_a_quotation_goes_over_blocks():
    """A quotation that is closed in a later block is his in each of them."""
    found = read(body=[f"{AN} nói: “Việc đầu tiên phải làm.", "Việc thứ hai cũng phải làm”."])
    assert said_in(found) == ["Việc đầu tiên phải làm.", "Việc thứ hai cũng phải làm"]


def test_one_statement_a_person():
    """What one person says in several places is one statement, its stretches in order."""
    page, statements = read(body=[f"{AN} cho biết xã đã xong việc. Ông An cũng đề nghị huyện hỗ trợ thêm."])
    assert [one.speaker for one in statements] == ["Nguyễn Văn An"]
    assert said_in((page, statements)) == ["xã đã xong việc", "huyện hỗ trợ thêm"]


def test_only_running_text_speaks():
    """Titles, captions, bylines and what surrounds an article give nobody words."""
    line = f"{AN} cho biết xã đã xong việc."
    for kind in ("title", "caption", "byline", "related", "chrome", "heading", "table"):
        assert not read(**{kind: line})[1]
    for kind in ("lead", "body", "list", "quote"):
        assert read(**{kind: line})[1]


def test_captions_tell_offices():
    """An office that only a caption tells is known: `ông An` of the text is its holder."""
    page = {"caption": "Bí thư Huyện ủy Nguyễn Văn An phát biểu.", "body": "Ông An cho biết xã đã xong việc."}
    assert [(one.speaker, one.office) for one in read(**page)[1]] == [("Nguyễn Văn An", "Bí thư Huyện ủy")]


def test_evidence_stands_in_the_text():
    """The evidence is the stretch from who speaks to the verb, as it is written there."""
    page, (one,) = read(body=f"Hôm qua, {AN} cho biết xã đã xong việc.")
    assert one.evidence.quote == f"{AN} cho biết"
    assert page.text[one.evidence.span.start : one.evidence.span.end] == one.evidence.quote


@pytest.mark.parametrize("seed", range(20))
def test_any_text_is_read(seed):
    """Whatever stands where, stretches lie in order in the text, and none is empty."""
    chance = random.Random(seed)
    words = (
        'Đồng chí ông Bà Nguyễn Văn An , - – ( ) : ; “ ” " . … Theo theo của và Bí thư Huyện ủy TP. xã '
        "cho biết nói "
        "nhấn mạnh: yêu cầu PGS.TS phát biểu còn đồng thời là chia sẻ N.V.A H'Hen này 2/9 ủy viên,"
    ).split(" ")
    body = [" ".join(chance.choices(words, k=chance.randint(0, 40))) for _ in range(8)]
    page, statements = read(lead=body[0], body=body[1:])
    for one in statements:
        assert one.speaker or one.office
        assert one.said
        ends = [(span.start, span.end) for span in one.said]
        assert all(0 <= start < end <= len(page.text) for start, end in ends)
        assert ends == sorted(ends)


def test_of_a_text_longer_than_any_article_the_beginning_is_read(monkeypatch):
    """Whom the rest names says nothing: the work would grow with the square of the length."""
    body = [f"{AN} cho biết rằng xã đã xong.", "Bà Trần Thị Bình, Chủ tịch UBND xã, cho biết đường đã mở."]
    page, statements = read(body=body)
    assert len(statements) == 2
    monkeypatch.setattr(speakers, "LONGEST", page.text.index("đã mở"))
    assert find_statements(page) == statements[:1]
