"""What the oracle tells of precedents, where it could be wrong: small texts, and what stands in them."""

import random
from dataclasses import replace
from datetime import date
from math import log, log2

import pytest
from chances import some_documents
from engines import build, engine_at
from making import article, document
from oracle.inversion import invert
from oracle.stretches import Text
from trees import tree, words

from search.model import (
    NAME,
    NUMBER,
    Alike,
    And,
    Cites,
    Evidence,
    Filter,
    GroupBy,
    GroupOrder,
    LineOrder,
    Lines,
    Measure,
    Not,
    Period,
    Phrase,
    Query,
    Span,
    Statement,
    Unit,
    Zone,
)


def precedents(tmp_path, *documents):
    """Those of the oracle over some documents."""
    return build(engine_at("oracle", tmp_path), documents).precedents()


def matches(told, query, **wanted):
    """The matches of all lines."""
    return [line.match for line in told.every_line(query, Lines(**wanted))]


@pytest.mark.parametrize("seed", range(20))
def test_a_text_is_what_was_inverted(seed):
    """Every position holds the key that the inversion has there."""
    for each in some_documents(random.Random(seed), 5):
        keys = {place: key for key, places in invert(each.article).text.items() for place in places}
        assert {place: token.key for place, token in Text(each.article).at.items()} == keys


@pytest.mark.parametrize(
    ("body", "match", "stands"),
    [
        ("chi bộ kết nạp, kết nạp đảng viên", "kết nạp", ["kết nạp, kết nạp"]),
        ("chi bộ kết nạp. Kết nạp đảng viên", "kết nạp", ["kết nạp", "Kết nạp"]),
        ("kết nạp kết nạp", ["phrase", "kết nạp"], ["kết nạp", "kết nạp"]),
        ("kết đảng nạp kết nạp", ["phrase", "kết nạp", [0, 1]], ["kết đảng nạp", "kết nạp"]),
        ("kết kết nạp nạp", ["phrase", "kết nạp", [0, 2]], ["kết kết nạp"]),
        ("kết nạp viên", ["and", ["phrase", "kết nạp"], ["phrase", "nạp viên"]], ["kết nạp viên"]),
        ("kết nạp viên", ["and", ["phrase", "kết nạp"], "viên"], ["kết nạp", "viên"]),
        ("kết nạp viên", ["and", ["phrase", "kết nạp"], "nạp", "viên"], ["kết nạp viên"]),
        ("viên kết xã. Đảng nạp kết", ["near", "kết nạp", 13], ["kết xã. Đảng nạp kết"]),
        ("nạp kết xã nạp", ["in-order", "kết nạp", 2], ["kết xã nạp"]),
        ("kết xã nạp", ["near", "kết nạp", 1], []),
        ("xã Chỉ thị 28 -CT/TW nêu", ["canonical", "document", "28-CT/TW"], ["28 -CT/TW"]),
        ("đảng viên Đảng", ["prefix", "đả"], ["đảng", "Đảng"]),
        ("đảng viên", ["everything"], []),
    ],
)
def test_occurrences(body, match, stands, tmp_path):
    """Phrases stand whole, loose words as far as they follow each other, what overlaps is one."""
    told = precedents(tmp_path, document("a", body=body))
    assert matches(told, Query(tree(match))) == stands


def test_exclusions_mark_nothing(tmp_path):
    """A word that is not wanted is no line; a zone holds its phrase only."""
    made = document("a", title="xã kết nạp", body="kết nạp chi bộ")
    told = precedents(tmp_path, made)
    assert matches(told, Query(And((*words("chi"), Not(words("viên")[0]))))) == ["chi"]
    assert told.lines(Query(Phrase(words("kết nạp"), zone=Zone.TITLE)), Lines()).lines[0].before == "xã "
    cited = precedents(tmp_path, document("a", body="Chỉ thị 28-CT/TW và 05-NQ/TU"))
    assert matches(cited, Query(Cites("*/TW"))) == ["28-CT/TW"]


def test_orders_of_lines(tmp_path):
    """Neighbours go by the alphabet, the end of a sentence first; unknown days and places are last."""
    told = precedents(
        tmp_path,
        document("a", body="Chi bộ. Kết nạp mới", when="2020-01-01"),
        document("b", body="đã kết nạp đủ", when="2021-01-01", place=["p:19"]),
        document("c", body="dạ kết nạp. Xã", place=["p:60"]),
    )
    query = Query(tree(["phrase", "kết nạp"]))
    wanted = {
        LineOrder.NEWEST: "bac",
        LineOrder.OLDEST: "abc",
        LineOrder.LEFT: "acb",
        LineOrder.RIGHT: "cba",
        LineOrder.MATCH: "bac",
        LineOrder.PLACE: "cba",
    }
    got = {order: "".join(line.article for line in told.every_line(query, Lines(order))) for order in wanted}
    assert got == wanted


def test_wordings(tmp_path):
    """Numbers are one, runs of names are one, and the earliest article tells how it is written."""
    told = precedents(
        tmp_path,
        document("b", body="kết nạp 12 đồng chí Lê Văn A. Chi", when="2021-01-01"),
        document("a", body="Kết nạp 3.500 đồng chí Trần B", when="2020-01-01", place=["p:19"]),
        document("c", body="kết nạp 7 đồng chí Hà"),
    )
    query = Query(tree(["in-order", "kết chí", 9]))
    (one,) = told.variants(query, Alike(numbers=True), 0, 9).variants
    assert (one.wording, one.text) == (f"kết nạp {NUMBER} đồng chí", "Kết nạp 3.500 đồng chí")
    assert (one.lines, one.articles, one.undated, one.places) == (3, 3, 1, (("p:19", 1),))
    assert (one.first, one.last, one.first_article) == (date(2020, 1, 1), date(2021, 1, 1), "a")
    assert [each.wording for each in told.variants(query, Alike(), 0, 9).variants] == [
        "kết nạp 3500 đồng chí",
        "kết nạp 12 đồng chí",
        "kết nạp 7 đồng chí",
    ]
    named = Query(tree(["or", ["phrase", "chí lê văn a"], ["phrase", "chí trần b"], ["phrase", "chí hà"]]))
    assert [
        (each.wording, each.lines) for each in told.variants(named, Alike(names=True), 0, 9).variants
    ] == [
        (f"chí {NAME}", 2),
        ("chí hà", 1),
    ]


def test_company(tmp_path):
    """Neighbours are counted in the sentence, and held against the whole archive."""
    told = precedents(
        tmp_path,
        document("a", body="đảng viên kết nạp mới. Đảng viên"),
        document("b", body="mới kết nạp mới", source="khác"),
    )
    query = Query(tree(["phrase", "kết nạp"]))
    syllables = told.collocates(query, Unit.SYLLABLE, Measure.COUNT, left=2, right=2, most=9)
    assert [(one.wording, one.lines, one.articles, one.total) for one in syllables.collocates] == [
        ("mới", 3, 2, 3),
        ("đảng", 1, 1, 2),
        ("viên", 1, 1, 2),
    ]
    new = syllables.collocates[0]  # 11 tokens, 5 of them beside
    cells = 3 * log(3 / (5 * 3 / 11)) + 2 * log(2 / (5 * 8 / 11)) + 6 * log(6 / (6 * 8 / 11))
    assert new.log_likelihood == pytest.approx(2 * cells)
    assert new.log_dice == pytest.approx(14 + log2(6 / 5))
    (pair,) = told.collocates(query, Unit.COMPOUND, Measure.LOG_DICE, left=2, right=2, most=9).collocates
    assert (pair.wording, pair.lines, pair.total) == ("đảng viên", 1, 2)
    (run,) = told.runs_beside(query, Measure.COUNT, before=True, syllables=2, most=9).collocates
    assert (run.wording, run.lines, run.total, run.log_likelihood > 0) == ("đảng viên", 1, 2, True)
    assert not told.runs_beside(query, Measure.COUNT, before=False, syllables=2, most=9).collocates


def test_over_time(tmp_path):
    """Months run without gaps over all that the archive has; what has no month is told apart."""
    told = precedents(
        tmp_path,
        document("a", body="kết nạp", when="2020-11-03"),
        document("b", body="kết", year=2021, month=2),
        document("c", body="kết nạp", year=2021),
        document("d", body="xã", when="2021-03-01"),
    )
    time = told.timeline([Query(tree("kết")), Query(tree("nạp"))], Period.MONTH)
    assert time.periods == ("2020-11", "2020-12", "2021-01", "2021-02", "2021-03")
    assert (time.archive.articles, time.archive.counts, time.archive.undated) == (4, (1, 0, 0, 1, 1), 1)
    assert [(one.counts, one.estimated, one.undated) for one in time.series] == [
        ((1, 0, 0, 1, 0), (0, 0, 0, 1, 0), 1),
        ((1, 0, 0, 0, 0), (0, 0, 0, 0, 0), 1),
    ]


def test_first_uses(tmp_path):
    """The earliest day that is known, what may be earlier, and where the archive begins."""
    told = precedents(
        tmp_path,
        document("a", body="kết nạp, rồi kết", when="2021-05-03", place=["p:19", "d:172"]),
        document("b", body="kết", year=2021),
        document("c", body="kết"),
        document("d", body="kết", year=2022),
        document("e", body="xã", when="2020-03-01", place=["p:19"]),
        document("f", body="xã", when="2019-03-01"),
    )
    found = told.first_use(Query(tree("kết")), 9)
    assert [(line.article, line.number, line.of) for line in found.first] == [("a", 1, 2)]
    assert [line.article for line in found.earlier] == ["b", "c"]
    assert (found.archive, found.archive_place, found.place) == (date(2019, 3, 1), date(2020, 3, 1), "p:19")
    assert found.undated == 3


def test_groups(tmp_path):
    """Lines are with the province of their article, with who says them, or with nobody."""
    one = article(body="Ông A nói: kết nạp. Xã kết nạp")
    said = Statement("A", "", (Span(0, 18),), Evidence("Ông A nói", "lời nói", Span(0, 9)))
    made = document("a", when="2020-01-01", place=["p:19"])
    told = precedents(
        tmp_path,
        replace(made, article=one, statements=(said,)),
        document("b", body="kết nạp"),
    )
    query = Query(tree(["phrase", "kết nạp"]))
    got = {
        by: [
            (group.value, group.lines, group.articles)
            for group in told.groups(query, by, GroupOrder.LINES, 0, 9).groups
        ]
        for by in (GroupBy.PROVINCE, GroupBy.SPEAKER, GroupBy.OFFICE)
    }
    assert got == {
        GroupBy.PROVINCE: [("p:19", 2, 1), ("unknown", 1, 1)],
        GroupBy.SPEAKER: [("unknown", 2, 2), ("A", 1, 1)],
        GroupBy.OFFICE: [("unknown", 3, 2)],
    }
    assert matches(told, query, by=GroupBy.SPEAKER, group="A") == ["kết nạp"]


def test_shares(tmp_path):
    """Of all articles of the group under the filters; by share those of few articles come last."""
    said = Statement("A", "Bí thư", (Span(0, 8),), Evidence("kết nạp", "lời nói", Span(0, 7)))
    made = [
        *(
            document(f"a{number}", body="kết nạp" if number < 2 else "xã", source="a", year=2020)
            for number in range(40)
        ),
        *(
            document(f"b{number}", body="kết nạp" if number < 2 else "xã", source="b", year=2021)
            for number in range(20)
        ),
        *(document(f"c{number}", body="kết nạp", source="c") for number in range(3)),
        replace(document("d", source="c"), article=article(body="kết xã", source="c"), statements=(said,)),
        replace(document("e", source="c"), article=article(body="kết nạp", source="c"), statements=(said,)),
    ]
    told = precedents(tmp_path, *made)

    def groups(by, order, *filters):
        found = told.groups(Query(tree(["phrase", "kết nạp"]), filters), by, order, 0, 9).groups
        return [(one.value, one.articles, one.archive, one.is_few) for one in found]

    a, b, c = ("a", 2, 40, False), ("b", 2, 20, False), ("c", 4, 5, True)
    assert groups(GroupBy.SOURCE, GroupOrder.LINES) == [c, a, b]
    assert groups(GroupBy.SOURCE, GroupOrder.SHARE) == [b, a, c]
    years = [("2021", 2, 20, False), ("2020", 2, 40, False), ("unknown", 4, 5, True)]
    assert groups(GroupBy.YEAR, GroupOrder.SHARE) == years
    assert groups(GroupBy.YEAR, GroupOrder.SHARE, Filter("source", ("a", "c"))) == [years[1], years[2]]
    assert groups(GroupBy.SPEAKER, GroupOrder.SHARE) == [("unknown", 7, 65, False), ("A", 1, 2, True)]
