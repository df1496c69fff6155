"""Passages worded like a text: found however they were changed, marked on both sides, told once."""

import random
from dataclasses import replace
from datetime import date

import pytest
from engines import build, engine_at
from making import document

from search.embedded.writer import EmbeddedWriter
from search.model import Filter, Query
from search.query import parse
from search.text import folded
from search.tokenizer import tokenize

ASKED = (
    "Chi bộ đã kết nạp 12 đảng viên mới, hoàn thành chỉ tiêu Nghị quyết đề ra; chất lượng sinh hoạt chi bộ "
    "được nâng lên rõ rệt, hoà thuận và kỷ luật."
)
OTHERWISE = "Huyện tổ chức lễ phát động trồng cây, nhân dân các xã hưởng ứng rất sôi nổi từ sáng sớm hôm nay."
WORDS = (
    "đảng bộ chi kết nạp viên mới nông thôn xây dựng huyện xã tỉnh uỷ hội nghị tổng nhiệm kỳ công tác".split()
)


def filler(chance, count=40):
    """A sentence of words that are frequent."""
    return " ".join(chance.choices(WORDS, k=count)).capitalize() + "."


@pytest.fixture(params=["embedded", "segmented"])
def asked(request, tmp_path):
    """What builds an index of documents, amid forty others, and gives what answers."""

    def made(*documents):
        chance = random.Random(3)
        others = [
            document(f"x{number:02}", when="2019-01-01", body=[filler(chance), OTHERWISE, filler(chance)])
            for number in range(40)
        ]
        return build(
            engine_at(request.param, tmp_path), [*others[:20], *documents, *others[20:]]
        ).precedents()

    return made


def first_of(precedents, text, **given):
    """The first passage."""
    return precedents.similar(text, Query(), 10, **given).passages[0]


def check(similar):
    """Runs are the same words on both sides, none twice, in stretches of the texts that are told."""
    total = [token.fold for token in tokenize(similar.text[: similar.read.end])]
    for passage in similar.passages:
        assert passage.text
        covered = 0
        seen = set()
        for run in passage.runs:
            mine = similar.text[run.pasted.start : run.pasted.end]
            theirs = passage.text[run.found.start : run.found.end]
            folds = [token.fold for token in tokenize(mine)]
            assert folds == [token.fold for token in tokenize(theirs)]
            assert mine.strip() == mine
            places = range(run.pasted.start, run.pasted.end)
            assert seen.isdisjoint(places)
            seen.update(places)
            covered += len(folds)
        assert passage.share == pytest.approx(covered / len(total), abs=1e-3)


@pytest.mark.parametrize(
    "text",
    [
        ASKED,
        ASKED.replace("12", "25"),
        ASKED.replace("Chi bộ", "Đảng bộ xã Hoà Bình"),
        folded(ASKED),
        ASKED.upper(),
        ASKED.replace("hoà thuận", "hòa thuận").replace("kỷ luật", "kỉ luật"),
        "Chất lượng sinh hoạt chi bộ được nâng lên rõ rệt; chi bộ đã kết nạp 12 đảng viên mới.",
        ASKED.replace("chất lượng", "thực chất").replace("rõ rệt", "nhiều").replace("đề ra", "giao"),
        f"{OTHERWISE} {ASKED}",
    ],
)
def test_found_however_it_is_worded(asked, text):
    """A number, a name, words, marks, tone style or the order changed: its article comes first."""
    precedents = asked(document("a1", title="Chi bộ mới", body=["Mở đầu bài viết.", ASKED, "Kết thúc bài."]))
    similar = precedents.similar(text, Query(), 50)
    check(similar)
    assert similar.text[similar.read.start : similar.read.end] == text
    passage = similar.passages[0]
    assert passage.article == "a1"
    assert passage.title == "Chi bộ mới"
    assert passage.share >= 0.5


def test_the_passage_is_a_stretch_of_the_article(asked):
    """It is whole sentences with the sign that ends them, and its runs show what was changed."""
    written = document("a1", body=["Mở đầu.", f"{ASKED} Câu khác hẳn.", "Kết thúc."])
    passage = first_of(asked(written), ASKED.replace("12", "25"))
    assert passage.text == ASKED
    assert written.article.text[passage.span.start : passage.span.end] == ASKED
    marked = [ASKED[run.found.start : run.found.end] for run in passage.runs]
    assert marked[0] == "Chi bộ đã kết nạp"
    assert marked[1].startswith("đảng viên mới, hoàn thành")
    assert len(marked) == 2


def test_the_oldest_first_those_without_a_day_last(asked):
    """By day, whichever is the likest; what is hardly alike is none of them."""
    precedents = asked(
        document("new", when="2022-05-01", body=[ASKED]),
        document("none", body=[ASKED]),
        document("year", year=2015, body=[ASKED]),
        document("old", when="2016-05-01", body=[ASKED.replace("12", "9").replace("chất lượng", "nền nếp")]),
        document("hardly", when="2010-05-01", body=["Sinh hoạt chi bộ được nâng lên rõ rệt."]),
    )
    oldest = precedents.similar(ASKED, Query(), 10, oldest=True)
    check(oldest)
    assert [passage.article for passage in oldest.passages][:2] == ["old", "new"]
    assert {passage.article for passage in oldest.passages[2:]} == {"none", "year"}
    assert oldest.passages[0].published.day == date(2016, 5, 1)
    likest = precedents.similar(ASKED, Query(), 10)
    assert "hardly" in {passage.article for passage in likest.passages}
    assert likest.passages[0].share == 1


def test_copies_are_told_once(asked):
    """One passage of a group of near-duplicates, and how many more there are."""
    precedents = asked(*(document(f"c{number}", group="g", body=[ASKED]) for number in range(4)))
    similar = precedents.similar(ASKED, Query(), 10)
    assert [passage.copies for passage in similar.passages if passage.article.startswith("c")] == [3]


def test_filters_are_obeyed(asked):
    """Articles that a query does not find are not told, those under its filters are, and counted so."""
    precedents = asked(
        document("a1", when="2020-05-01", source="mot", group="g", body=[ASKED]),
        document("a2", when="2021-05-01", source="hai", group="g", body=[ASKED]),
    )
    for filters, expected in [
        ((Filter("year", ("2021",)),), ("a2", 0)),
        ((Filter("source", ("mot",)),), ("a1", 0)),
    ]:
        passage = precedents.similar(ASKED, Query(filters=filters), 5).passages[0]
        assert (passage.article, passage.copies) == expected
    query = replace(Query(), match=parse("hưởng ứng")[0])
    found = precedents.similar(ASKED, query, 50).passages
    assert not {"a1", "a2"} & {passage.article for passage in found}


@pytest.mark.parametrize(
    ("body", "quotes"),
    [
        ([ASKED], ""),
        ([f"Theo Chỉ thị số 28-CT/TW, {ASKED}"], "28-CT/TW"),
        ([f"Thực hiện Chỉ thị số 28 - CT/TW của Ban Bí thư. {ASKED} Câu sau."], "28-CT/TW"),
        ([f"{ASKED} Đó là lời của Hướng dẫn 36-HD/VPTW."], "36-HD/VPTW"),
        ([f"Theo Chỉ thị số 28-CT/TW. Câu ở giữa không liên quan. Và câu nữa. {ASKED}"], ""),
    ],
)
def test_a_document_beside_it_is_told(asked, body, quotes):
    """Cited in the passage or the sentence beside it, the words may be those of the document."""
    assert first_of(asked(document("a1", body=body)), ASKED).quotes == quotes


HOSTILE = [
    "",
    " \n\t",
    "a",
    "đảng viên",
    "😀 🎉 👩‍👩‍👧‍👦",
    "!!! ... ???",
    "1 2 3 4 5 6 7 8 9 10 11 12",
    "đảng " * 250_000,
    "\u0301" * 1_000,
    "\ud800 đảng viên mới",
    "x" * 1_000_000,
    "a,b;c\x00d\u200be " * 2_000,
    f"{ASKED}\n\n" * 500,
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.parametrize("oldest", [False, True])
def test_any_text_may_be_given(asked, text, oldest):
    """Nothing raises; what is too long is read in part, and that is told."""
    similar = asked(document("a1", body=[ASKED])).similar(text, Query(), 5, oldest=oldest)
    check(similar)
    assert len(similar.passages) <= 5
    assert similar.read.end <= len(similar.text)
    assert (similar.read.end < len(similar.text)) == (len(text) > 19_000)


def test_of_a_page_what_it_shares_is_told(asked):
    """A sentence amid a page of others is found, in an article that runs on for thousands of words."""
    chance = random.Random(11)
    page = " ".join(
        [*(filler(chance, 30) for _ in range(12)), ASKED, *(filler(chance, 30) for _ in range(8))]
    )
    precedents = asked(document("long", body=[filler(chance, 60) for _ in range(90)] + [ASKED]))
    similar = precedents.similar(page, Query(), 20)
    check(similar)
    (found,) = [passage for passage in similar.passages if passage.article == "long"]
    assert ASKED in found.text


def test_nothing_is_told_of_an_empty_index(tmp_path):
    """An index without articles answers with none."""
    similar = build(engine_at("embedded", tmp_path), []).precedents().similar(ASKED, Query(), 5)
    assert similar.passages == ()
    assert similar.read.end == len(ASKED)


def test_deleted_articles_are_not_told(tmp_path):
    """What was deleted is neither a passage nor a copy."""
    engine = engine_at("embedded", tmp_path)
    build(engine, [document(f"a{number}", group="g", body=[ASKED]) for number in range(9)])
    writer = EmbeddedWriter(tmp_path, fresh=False)
    for number in range(3):
        writer.delete(f"a{number}")
    writer.commit()
    (passage,) = engine[0]().precedents().similar(ASKED, Query(), 5).passages
    assert passage.article not in {"a0", "a1", "a2"}
    assert passage.copies == 5
