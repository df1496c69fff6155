"""Queries with more than is read, looked for or waited for: what is left out is told, on every engine."""

import random
from functools import cache

import pytest
from asking import ask, find, found, ids
from engines import ENGINES, build, engine_at
from making import document
from odd_articles import ODD
from trees import tree

from search.model import COUNTED, Accents, Query, Sort
from search.query import parse

SYLLABLES = [left + right for left in "bcdghklmnpqrstvx" for right in ("a", "an", "ang", "am", "anh")]
"""Eighty syllables, five with each of sixteen letters."""

CROWDED = [
    document(
        f"{at:02d}",
        when=f"2020-01-{at + 1:02d}",
        body=" ".join(f"{syllable}{number}" for syllable in SYLLABLES for number in range(at + 1))
        + " chi bộ kết nạp đảng viên",
    )
    for at in range(12)
] + [document("rare", body="bazz")]
"""Sixty words begin with each `ba`, `ca`, ..., the first of them frequent; and one word stands alone."""


@pytest.fixture(scope="module", params=list(ENGINES))
def crowded(request, tmp_path_factory):
    """One engine after the other over articles with many words that begin alike."""
    return build(engine_at(request.param, tmp_path_factory.mktemp("index")), CROWDED)


@pytest.fixture(scope="module")
def wanted_of(tmp_path_factory):
    """What the oracle answers over the same articles, asked once for all engines."""
    oracle = build(engine_at("oracle", tmp_path_factory.mktemp("index")), CROWDED)
    return cache(lambda text: ask(oracle, text, size=100))


def cut(result):
    """The beginnings that a result tells to be cut; None without such a note."""
    return next((note.words for note in result.notes if note.code == "prefix-limited"), None)


class TestBeginnings:
    """All beginnings of words in a query share 256 words."""

    @pytest.mark.parametrize(
        ("text", "wanted"),
        [
            ("ba*", None),
            ("ba* ca*", None),
            ("ba* OR ca* OR da* OR ga* OR ha*", ("ba*", "ca*", "da*", "ga*", "ha*")),
            ("BA* ba* Ba*", None),
            ("ket* HOẶC ba* HOẶC ca* HOẶC da* HOẶC ga* HOẶC ha*", ("ba*", "ca*", "da*", "ga*", "ha*")),
            ('"ba* ca*" OR "da* ga*"~9 OR ha*', ("ba*", "ca*", "da*", "ga*", "ha*")),
            ("kết -ba* -ca* -da* -ga* -ha*", ("ba*", "ca*", "da*", "ga*", "ha*")),
        ],
    )
    def test_what_was_cut_is_told(self, crowded, text, wanted):
        """Words are shared out over the whole query, quotes and exclusions too; what is cut is named."""
        assert cut(ask(crowded, text)) == wanted

    def test_the_most_frequent_words_are_kept(self, crowded):
        """A rare word is found by its beginning alone, and no more beside many other beginnings."""
        others = [["prefix", letter] for letter in "cdghklmnpqrstvx"]
        assert "rare" in ids(find(crowded, ["prefix", "ba"], size=100))
        result = find(crowded, ["or", ["prefix", "ba"], *others], size=100)
        assert (set(ids(result)), len(cut(result))) == ({f"{at:02d}" for at in range(12)}, 16)

    @pytest.mark.parametrize("crowded", [name for name in ENGINES if name != "oracle"], indirect=True)
    def test_it_is_as_the_oracle_says(self, crowded, wanted_of):
        """The same words are kept, whatever is asked beside them: totals, scores and notes agree."""
        chance = random.Random(5)
        for _ in range(40):
            letters = chance.sample("bcdghklmnpqrstvx", chance.randint(1, 16))
            text = " OR ".join(f"{letter}{chance.choice(['a', 'an', 'am'])}*" for letter in letters)
            got, wanted = ask(crowded, text, size=100), wanted_of(text)
            assert (ids(got), got.notes) == (ids(wanted), wanted.notes), text
            assert [hit.score for hit in got.hits] == pytest.approx(
                [hit.score for hit in wanted.hits], abs=1e-5
            )

    def test_few_words_are_looked_up(self, tmp_path):
        """However many beginnings a query has, no more than 256 words of the index are opened for them."""
        reader = build(engine_at("embedded", tmp_path), CROWDED)
        ask(reader, "kết")
        for text in (
            " ".join(f"{syllable}*" for syllable in SYLLABLES),
            '"' + " ".join(f"{syllable}*" for syllable in SYLLABLES) + '"~100',
            " OR ".join(f'"{syllable}* kết"' for syllable in SYLLABLES),
        ):
            opened = opened_by(reader, text)
            assert 100 < len(opened) <= 256 + 1, text


def opened_by(reader, text):
    """The words of the text whose postings were opened to answer a query."""
    from search.embedded.snapshot import Snapshot

    opened = set()
    snapshot = reader._serving.snapshot
    assert isinstance(snapshot, Snapshot)
    known = snapshot.terms

    def noted(field, key):
        if field == "text":
            opened.add(key)
        return known(field, key)

    snapshot.terms = noted
    try:
        ask(reader, text)
    finally:
        snapshot.terms = known
    return opened


HARD = {
    "beginnings of one letter": "a* b* c*",
    "only stars": '"* * * *"',
    "brackets": "(" * 10_000,
    "closed brackets": "(" * 1_000 + "kết" + ")" * 1_000,
    "brackets the wrong way round": ")" * 5_000 + "(" * 5_000,
    "nested exclusions": "-(" * 200 + "kết" + ")" * 200,
    "nested alternatives": "(" * 16 + "kết HOẶC nạp" + ") HOẶC đảng" * 16,
    "nothing": "\0" * 10_000,
    "a word among nothing": "\0" * 900 + "kết" + "\0" * 10_000,
    "quotes": '"' * 9_999,
    "a long text": "kết nạp đảng viên " * 6_000,
    "one long word": "k" * 100_000,
    "beginnings": " ".join(f"{syllable}*" for syllable in SYLLABLES) * 2,
    "a phrase of frequent words": '"' + "kết nạp đảng viên " * 32 + '"',
    "one word again and again": '"' + "kết " * 128 + '"~100',
    "near frequent words": '"đảng viên"~100',
    "gaps": '"' + "kết ** nạp * " * 40 + '"',
    "fields": "năm:" * 500,
    "operators": "HOẶC VÀ KHÔNG - | " * 200,
    "surrogates": "\ud800\udfff kết",
    "documents": "28-CT/TW " * 200,
    "years": "năm:1900.." * 100,
    "commas": f"năm:{'2020,' * 300}",
}


class TestHardQueries:
    @pytest.mark.parametrize("text", HARD.values(), ids=HARD)
    def test_any_query_is_answered(self, crowded, text):
        """Whatever is typed has an answer; within its limits it is read once, and found as the tree says."""
        result = ask(crowded, text, facets=COUNTED)
        assert result.total >= len(result.hits)
        assert len(result.facets) == len(COUNTED)

    @pytest.mark.parametrize("text", HARD.values(), ids=HARD)
    def test_what_is_read_is_bounded(self, text):
        """No query becomes a tree of more than its syllables allow."""
        assert len(repr(parse(text)[0])) < 200_000

    def test_a_word_is_read_once(self, tmp_path):
        """However often a word stands in quotes, its places are read once, to find and to count it."""
        from search.embedded.postings import Field

        reader = build(engine_at("embedded", tmp_path), CROWDED)
        read = []
        with pytest.MonkeyPatch.context() as patched:
            known = Field.stretches
            patched.setattr(Field, "stretches", lambda *given: read.append(given[1].number) or known(*given))
            assert ask(reader, HARD["one word again and again"]).total == 0
        assert len(read) == 1


@pytest.fixture(scope="module", params=["embedded", "segmented"])
def readers(request, tmp_path_factory):
    """Over the same index one reader with time, and one without."""
    from search.embedded.reader import EmbeddedReader

    root = tmp_path_factory.mktemp("index")
    return build(engine_at(request.param, root), ODD + CROWDED), EmbeddedReader(root, limit_ms=0)


class TestTime:
    """What there is no time for is left out: more is found, never less, and it is told."""

    @pytest.mark.parametrize(
        "given",
        [
            ["phrase", "nạp kết"],
            ["phrase", "kết đảng viên"],
            ["phrase", "viên kết", [0, 3]],
            ["near", "chi viên", 2],
            ["in-order", "viên chi", 5],
            ["and", "chi", ["not", ["phrase", "kết nạp đảng"]]],
            ["not", ["near", "kết viên", 9]],
            ["not", ["and", "chi", ["not", ["phrase", "nạp kết"]]]],
            ["or", ["phrase", "nạp kết"], ["phrase", "đảng viên kết"]],
            ["best", [1.0, ["phrase", "viên đảng nạp"]], [0.5, "xa"]],
        ],
        ids=str,
    )
    def test_more_is_found(self, readers, given):
        """Phrases are found wherever their words are, and leave nothing out."""
        whole, hasty = (find(reader, given, size=100, accents=Accents.EXACT) for reader in readers)
        assert set(ids(whole)) <= set(ids(hasty))
        assert [note.code for note in hasty.notes] == ["partial"]
        assert "partial" not in [note.code for note in whole.notes]

    def test_words_are_enough_for_a_phrase(self, readers):
        """The articles that hold all words, and no others."""
        assert set(ids(find(readers[1], ["phrase", "nạp kết"], size=100))) == found(readers[0], "kết nạp")

    def test_what_is_cheap_is_whole(self, readers):
        """Words, beginnings, documents and facts take no time; nothing is told."""
        for given in ("kết", ["prefix", "kế"], ["canonical", "document", "28-CT/TW"], ["not", "kết"]):
            whole, hasty = (find(reader, given, size=100) for reader in readers)
            assert ids(whole) == ids(hasty)
            assert [hit.score for hit in whole.hits] == [hit.score for hit in hasty.hits]
            assert not hasty.notes

    def test_the_order_is_that_of_the_first_phase(self, readers):
        """Words side by side do not count: the same articles, sorted by their words."""
        whole, hasty = (find(reader, "đảng viên", size=100) for reader in readers)
        assert set(ids(whole)) == set(ids(hasty))
        assert [note.code for note in hasty.notes] == ["partial"]
        assert [hit.score for hit in hasty.hits] == sorted((hit.score for hit in hasty.hits), reverse=True)
        newest = find(readers[1], "đảng viên", size=100, sort=Sort.NEWEST)
        assert not newest.notes

    def test_facets_are_left_out(self, readers):
        """Without time none is counted; everything else is there."""
        whole, hasty = (find(reader, "kết", facets=COUNTED) for reader in readers)
        assert (len(whole.facets), hasty.facets) == (len(COUNTED), ())
        assert (hasty.total, ids(hasty)) == (whole.total, ids(whole))
        assert [note.code for note in hasty.notes] == ["partial"]

    def test_any_query_is_answered(self, readers):
        """No hard query fails without time, nor do marks."""
        for text in HARD.values():
            result = ask(readers[1], text, facets=COUNTED)
            assert result.total >= len(result.hits)
        article = readers[1].get("long")
        assert len(readers[1].mark(article, Query(match=tree(["phrase", "nạp đảng"])))) == 1

    def test_the_clock_stops_in_between(self, readers, monkeypatch):
        """Time that runs out after some parts keeps what those found."""
        from search.embedded import clock

        given = ["and", ["phrase", "chi bộ kết"], ["phrase", "nạp kết"]]
        ticks = iter([0.0, 0.0, *[1.0] * 1000])
        monkeypatch.setattr(clock.time, "perf_counter", lambda: next(ticks, 1.0))
        answered = find(readers[1].__class__(readers[1]._root, limit_ms=500), given, size=100)
        assert set(ids(answered)) == found(readers[0], ["phrase", "chi bộ kết"])
