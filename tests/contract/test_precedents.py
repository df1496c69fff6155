"""How something was worded before: every engine tells what the oracle does, and all counts agree."""

import os
import random
import re
from dataclasses import replace
from datetime import date
from itertools import pairwise, product

import pytest
from engines import ENGINES, build, engine_at, language_of
from making import document
from oracle.company import value_of
from trees import tree, words
from worded import some_asked, some_worded

from search.model import (
    UNKNOWN,
    Accents,
    Alike,
    Evidence,
    GroupBy,
    GroupOrder,
    LineOrder,
    Lines,
    Measure,
    Or,
    Period,
    Phrase,
    Query,
    Span,
    Statement,
    Unit,
)

OTHERS = [name for name in ENGINES if name != "oracle"]
CORPORA, QUERIES = (10, 60) if os.environ.get("TRATIN_PROOF") else (2, 8)
ALL = 1 << 20
ALIKE = [Alike(numbers, names) for numbers in (False, True) for names in (False, True)]
APART = (GroupBy.SOURCE, GroupBy.YEAR, GroupBy.SPEAKER, GroupBy.OFFICE)
"""Groups that exclude each other, whatever the map: a line has one."""


def seed_of(number=0):
    """The seed of a trial, which is printed."""
    seed = int(os.environ.get("TRATIN_SEED") or random.SystemRandom().randrange(10**6)) + number
    print(f"TRATIN_SEED={seed}")
    return seed


@pytest.fixture(params=[(name, number) for name in OTHERS for number in range(CORPORA)], ids=str)
def trial(request, tmp_path):
    """Chance, the reader of an engine, and the oracle over the same articles."""
    name, number = request.param
    chance = random.Random(seed_of(number))
    documents = some_worded(chance, chance.choice([3, 30, 60, 90]))
    reader = build(engine_at(name, tmp_path / name), documents)
    oracle = build(engine_at("oracle", tmp_path / "oracle"), documents)
    oracle.language = language_of(reader)
    return chance, reader, oracle


def test_engines_tell_the_same(trial):
    """Lines, wordings, company, time, groups and first uses are those of the oracle."""
    chance, reader, oracle = trial
    check_all(chance, reader.precedents(), oracle.precedents())


@pytest.mark.parametrize("name", OTHERS)
def test_engines_tell_the_same_after_changes(name, tmp_path):
    """Articles that were replaced or deleted have no lines, and stand beside nothing."""
    chance = random.Random(seed_of())
    writers = [ENGINES[each]()[1](tmp_path / each) for each in (name, "oracle")]
    for each in some_worded(chance, 60):
        deleted = chance.random() < 0.2
        again = replace(each, id=f"{chance.randrange(60):04d}")
        for writer in writers:
            writer.put(each)
            writer.put(again)
            if deleted:
                writer.delete(each.id)
    assert len({writer.commit().articles for writer in writers}) == 1
    reader, oracle = (ENGINES[each]()[0](tmp_path / each) for each in (name, "oracle"))
    oracle.language = language_of(reader)
    check_all(chance, reader.precedents(), oracle.precedents())


def check_all(chance, told, wanted):
    """Some queries, each asked in every way."""
    for _ in range(QUERIES):
        query = some_asked(chance)
        check_lines(chance, told, wanted, query)
        check_variants(told, wanted, query)
        check_company(chance, told, wanted, query)
        check_groups(chance, told, wanted, query)
        check_first_use(told, wanted, query)
        asked = [query, *(some_asked(chance) for _ in range(chance.randint(0, 2)))]
        period = chance.choice(list(Period))
        got, right = told.timeline(asked, period), wanted.timeline(asked, period)
        assert got.series == right.series, repr(asked)
        assert got.periods == right.periods, repr(asked)
        assert replace(got.archive, query=query, notes=()) == replace(right.archive, query=query, notes=()), (
            repr(asked)
        )


def plain(answer):
    """An answer without what may differ."""
    bare = replace(answer, took_ms=0.0)
    return replace(bare, generation="") if hasattr(bare, "generation") else bare


def check_lines(chance, told, wanted, query):
    """The concordance in every order, in pages, of a wording and of a group."""
    for order in LineOrder:
        every = Lines(order, size=ALL, seed=chance.randint(1, 999_999))
        got, right = (each.lines(query, every) for each in (told, wanted))
        assert plain(got) == plain(right), repr((query, every))
    alike = chance.choice(ALIKE)
    asked = Lines(chance.choice(list(LineOrder)), chance.randint(0, 5), chance.randint(0, 9))
    by = chance.choice(list(GroupBy))
    for one in (
        asked,
        *(
            asked._replace(wording=each.wording, alike=alike)
            for each in wanted.variants(query, alike, 0, 2).variants
        ),
        *(
            asked._replace(by=by, group=each.value)
            for each in wanted.groups(query, by, GroupOrder.LINES, 0, 2).groups
        ),
        asked._replace(wording="no such"),
        asked._replace(by=by, group="no such"),
    ):
        got, right = told.lines(query, one), wanted.lines(query, one)
        assert (got.lines, got.total, got.articles) == (right.lines, right.total, right.articles), repr(
            (query, one)
        )
        assert list(told.every_line(query, one)) == list(wanted.every_line(query, one)), repr((query, one))


def check_variants(told, wanted, query):
    """All wordings in order."""
    for alike in ALIKE:
        got, right = (each.variants(query, alike, 0, ALL) for each in (told, wanted))
        assert plain(got) == plain(right), repr((query, alike))
        assert tuple(told.every_variant(query, alike)) == right.variants, repr((query, alike))


def check_company(chance, told, wanted, query):
    """What stands beside, by some measure; equal measures may be in any order, for rounding."""
    left, right, syllables = chance.randint(0, 6), chance.randint(0, 6), chance.randint(2, 7)
    measure, before = chance.choice(list(Measure)), chance.random() < 0.5
    for unit in Unit:
        got, of_oracle = (
            each.collocates(query, unit, measure, left=left, right=right, most=ALL) for each in (told, wanted)
        )
        check_collocates(measure, got, of_oracle, (query, unit, measure, left, right))
    got, of_oracle = (
        each.runs_beside(query, measure, before=before, syllables=syllables, most=ALL)
        for each in (told, wanted)
    )
    check_collocates(measure, got, of_oracle, (query, measure, before, syllables))
    most = chance.randint(0, 5)
    foremost = told.runs_beside(query, measure, before=before, syllables=syllables, most=most).collocates
    values = [[value_of(one, measure) for one in each] for each in (foremost, got.collocates[:most])]
    assert values[0] == pytest.approx(values[1], abs=1e-3), repr((query, measure, before, syllables, most))


def check_collocates(measure, got, right, asked):
    """The same words with the same numbers, in order of what was asked for."""
    assert got.measure is measure, repr(asked)
    totals = [(each.total, each.articles, each.kinds, each.notes) for each in (got, right)]
    assert totals[0] == totals[1], repr(asked)
    mine, theirs = ({one.wording: one for one in each.collocates} for each in (got, right))
    assert mine.keys() == theirs.keys(), repr(asked)
    for name, one in mine.items():
        other = theirs[name]
        assert (one.lines, one.articles, one.total) == (other.lines, other.articles, other.total), repr(asked)
        assert one.log_likelihood == pytest.approx(other.log_likelihood, abs=1e-3), repr((asked, one))
        assert one.log_dice == pytest.approx(other.log_dice, abs=1e-3), repr((asked, one))
    values = [value_of(one, measure) for one in got.collocates]
    assert all(one >= following - 1e-6 for one, following in pairwise(values)), repr(asked)
    if measure is Measure.COUNT:
        assert list(mine) == list(theirs), repr(asked)


def check_groups(chance, told, wanted, query):
    """The groups, and their pages."""
    for by, order in product(GroupBy, GroupOrder):
        got, right = (each.groups(query, by, order, 0, ALL) for each in (told, wanted))
        assert got == right, repr((query, by, order))
        begin, size = chance.randint(0, 2), chance.randint(0, 3)
        some = told.groups(query, by, order, begin, size).groups
        assert some == got.groups[begin:][:size], repr((query, by, order))


def check_first_use(told, wanted, query):
    """The first uses and what may be earlier, some of them and all."""
    for most in (0, 2, ALL):
        assert told.first_use(query, most) == wanted.first_use(query, most), repr((query, most))


def test_shares_are_those_of_the_timeline(trial):
    """By year the articles of the archive are those of the timeline, the undated ones too."""
    chance, reader, _ = trial
    told = reader.precedents()
    for _ in range(QUERIES):
        query = some_asked(chance)
        groups = told.groups(query, GroupBy.YEAR, GroupOrder.SHARE, 0, ALL).groups
        time = told.timeline([query], Period.YEAR)
        archive = {
            **dict(zip(time.periods, time.archive.counts, strict=True)),
            UNKNOWN: time.archive.undated,
        }
        assert {one.value: one.archive for one in groups} == {one.value: archive[one.value] for one in groups}
        assert all(0 < one.articles <= one.archive for one in groups), repr(query)


def test_counts_agree(trial):
    """Lines, wordings and groups have one sum; articles with lines and silent ones are what is found."""
    chance, reader, _ = trial
    told = reader.precedents()
    for _ in range(QUERIES):
        query = replace(some_asked(chance), fold=False, page=1, size=1000)
        found = reader.search(query)
        lines = told.lines(query, Lines(size=ALL))
        assert lines.articles + lines.silent == found.total, repr(query)
        assert lines.total == len(lines.lines), repr(query)
        assert lines.articles == len({line.article for line in lines.lines}), repr(query)
        assert {line.article for line in lines.lines} <= {hit.id for hit in found.hits}, repr(query)
        assert [each.id for each in told.every_document(query)] == [hit.id for hit in found.hits], repr(query)
        for alike in ALIKE:
            variants = told.variants(query, alike, 0, ALL)
            assert variants.total == sum(one.lines for one in variants.variants) == lines.total, repr(query)
            assert (variants.articles, variants.kinds) == (lines.articles, len(variants.variants)), repr(
                query
            )
            for one in variants.variants[:2]:
                of_it = told.lines(query, Lines(size=ALL, wording=one.wording, alike=alike))
                assert (of_it.total, of_it.articles) == (one.lines, one.articles), repr((query, one))
        for by in APART:
            groups = told.groups(query, by, GroupOrder.LINES, 0, ALL)
            assert sum(one.lines for one in groups.groups) == lines.total, repr(query)
            assert groups.total == lines.total, repr(query)
            assert groups.articles == lines.articles, repr(query)
            if by is GroupBy.SOURCE:
                assert sum(one.articles for one in groups.groups) == lines.articles, repr(query)
        for period in Period:
            (series,) = told.timeline([query], period).series
            assert sum(series.counts) + series.undated == series.articles, repr(query)
            assert lines.articles <= series.articles <= found.total, repr(query)


def test_pages_make_up_the_whole(trial):
    """Pages put together are all lines in order, none twice; every line after each other is the same."""
    chance, reader, _ = trial
    told = reader.precedents()
    for _ in range(QUERIES // 4):
        query, size, order = some_asked(chance), chance.randint(1, 40), chance.choice(list(LineOrder))
        whole = told.lines(query, Lines(order, size=ALL))
        pages = [
            told.lines(query, Lines(order, begin, size)).lines for begin in range(0, whole.total + size, size)
        ]
        assert tuple(line for page in pages for line in page) == whole.lines, repr(query)
        assert tuple(told.every_line(query, Lines(order))) == whole.lines, repr(query)
        assert len({(line.article, line.number) for line in whole.lines}) == whole.total, repr(query)


def test_lines_are_as_they_are_written(trial):
    """A line is its stretch of the stored text, in its block, with what stands beside it there."""
    chance, reader, _ = trial
    told = reader.precedents()
    for _ in range(QUERIES // 2):
        query = some_asked(chance)
        for line in told.every_line(query, Lines()):
            article = reader.get(line.article).article
            span, text = line.span, article.text
            assert line.match == text[span.start : span.end], repr(query)
            assert text[: span.start].endswith(line.before), repr(query)
            assert text[span.end :].startswith(line.after), repr(query)
            (block,) = [each for each in article.blocks if each.start <= span.start < each.end]
            assert block.kind is line.kind, repr(query)
            begin = span.start - len(line.before)
            assert begin == block.start or (begin > block.start and 200 < len(line.before) <= 300), repr(
                query
            )


@pytest.mark.parametrize("text", ["đảng viên", "kết nạp", "chi bộ", "đồng chí mới", "viên"])
def test_a_scan_of_the_stored_text(trial, text):
    """A phrase has as many lines as a search for it in what is stored, block by block, finds."""
    _, reader, _ = trial
    told = reader.precedents()
    query = Query(Phrase(words(text)), accents=Accents.EXACT)
    pattern = re.compile(rf"(?i)(?<!\w){'(?:[ ]|, |; | - )'.join(text.split())}(?!\w)")
    kinds = {"title", "lead", "body", "caption", "byline", "quote", "table"}
    stored = list(told.every_document(Query(size=0)))
    scanned = sorted(
        (each.id, block.start + match.start())
        for each in stored
        for block in each.article.blocks
        if block.kind.value in kinds
        for match in pattern.finditer(each.article.of(block))
    )
    lines = told.every_line(query, Lines())
    assert sorted((line.article, line.span.start) for line in lines) == scanned
    assert told.lines(query, Lines(size=0)).total == len(scanned)


@pytest.mark.parametrize("name", list(ENGINES))
def test_nothing_stands_in_nothing(name, tmp_path):
    """An archive without articles, and a query that finds none, tell nothing, and fail at nothing."""
    query = Query(Phrase(words("kết nạp")))
    for documents in ([], [document("a", body="xã")]):
        told = build(engine_at(name, tmp_path / str(len(documents))), documents).precedents()
        assert told.lines(query, Lines()).total == 0
        assert not list(told.every_line(query, Lines()))
        assert told.variants(query, Alike(), 0, 9).kinds == 0
        for measure in Measure:
            assert not told.collocates(query, Unit.COMPOUND, measure, left=5, right=5, most=9).collocates
            assert not told.runs_beside(query, measure, before=True, syllables=3, most=9).collocates
        assert told.timeline([query], Period.YEAR).series[0].articles == 0
        assert told.groups(query, GroupBy.PROVINCE, GroupOrder.LINES, 0, 9).kinds == 0
        assert told.first_use(query, 9).first == ()


@pytest.mark.parametrize("name", list(ENGINES))
def test_a_word_that_stands_in_none_of_the_articles(name, tmp_path):
    """Of two words either will do; the one in articles that the filter leaves out marks nothing elsewhere."""
    documents = [
        document("a", "2021-05-04", body="kết nạp đảng viên"),
        document("b", "2019-05-04", body="xã mới"),
    ]
    told = build(engine_at(name, tmp_path), documents).precedents()
    either = Or((Phrase(words("kết nạp")), *words("mới")))
    assert told.lines(Query(either), Lines()).total == 2
    lines = told.lines(Query(either, since=date(2020, 1, 1)), Lines())
    assert [(line.article, line.match) for line in lines.lines] == [("a", "kết nạp")]
    assert told.lines(Query(*words("mới"), since=date(2020, 1, 1)), Lines()).total == 0


@pytest.mark.parametrize("name", list(ENGINES))
def test_a_word_with_marks_is_none_without(name, tmp_path):
    """`quân` is not `quan` in an article with marks; in one without it may be."""
    documents = [
        document("a", body="quân đội ra quân", year=2020),
        document("b", body="cơ quan báo chí", year=2021),
        document("c", body="cơ quan và quân đội", year=2021),
        document("d", body="dong bao", year=2022),
    ]
    reader = build(engine_at(name, tmp_path), documents)
    told, army = reader.precedents(), Query(tree("quân"))
    lines = told.lines(army, Lines(LineOrder.OLDEST))
    assert [(line.article, line.match) for line in lines.lines] == [
        ("a", "quân"),
        ("a", "quân"),
        ("c", "quân"),
    ]
    assert (lines.articles, lines.silent, reader.search(army).total) == (2, 0, 2)
    assert [one.wording for one in told.variants(army, Alike(), 0, 9).variants] == ["quân"]
    assert told.timeline([army], Period.YEAR).series[0].counts == (1, 1, 0)
    assert told.lines(replace(army, accents=Accents.LOOSE), Lines()).total == 5
    assert told.lines(Query(tree(["phrase", "đồng bào"])), Lines()).total == 1
    other_reading = Query(tree(["best", [1.0, "chí"], [0.8, "quân"]]))
    assert told.timeline([other_reading], Period.YEAR).series[0].counts == (1, 2, 0)
    assert told.lines(other_reading, Lines()).total == 4
    left_out = Query(tree(["and", "cơ", ["not", "quân"]]))
    assert (told.lines(left_out, Lines()).articles, reader.search(left_out).total) == (1, 1)


@pytest.mark.parametrize("name", list(ENGINES))
def test_what_stands_beside_few_lines_is_behind(name, tmp_path):
    """A word that only one line has is tied closer by logDice, and comes behind one that three have."""
    bodies = ["kết nạp đảng viên"] * 3 + ["kết nạp đảngviên", *["đảng bộ và đảng ủy"] * 10]
    documents = [document(f"{number}", body=body) for number, body in enumerate(bodies)]
    told = build(engine_at(name, tmp_path), documents).precedents()
    query = Query(tree(["phrase", "kết nạp"]))
    found = told.collocates(query, Unit.SYLLABLE, Measure.LOG_DICE, left=0, right=1, most=9).collocates
    assert [(one.wording, one.lines) for one in found] == [("đảng", 3), ("đảngviên", 1)]
    assert found[0].log_dice < found[1].log_dice


@pytest.mark.parametrize("name", list(ENGINES))
def test_a_name_is_one_group_in_any_letters(name, tmp_path):
    """An office in capitals or not, with its tone here or there: one group, named as it mostly is."""
    body = "kết nạp"
    documents = []
    for number, office in enumerate(
        ["Ủy ban Kiểm tra", "Uỷ ban kiểm tra", "Ủy ban Kiểm tra", "ỦY BAN MẶT TRẬN"]
    ):
        each = document(f"{number}", body=body)
        start = each.article.text.index(body)
        said = Statement("", office, (Span(start, len(body)),), Evidence("", "lời nói", None))
        documents.append(replace(each, statements=(said,)))
    told, query = build(engine_at(name, tmp_path), documents).precedents(), Query(tree("kết"))
    groups = told.groups(query, GroupBy.OFFICE, GroupOrder.LINES, 0, 9).groups
    assert [(one.value, one.lines) for one in groups] == [("Ủy ban Kiểm tra", 3), ("ỦY BAN MẶT TRẬN", 1)]
    lines = told.lines(query, Lines(by=GroupBy.OFFICE, group="ủy ban kiểm tra"))
    assert (lines.total, lines.articles) == (3, 3)
