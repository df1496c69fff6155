"""Long articles, many words, empty ones and odd letters, on every engine."""

import random
from dataclasses import replace
from functools import cache

import pytest
from asking import ask, find, found, ids, listed
from engines import ENGINES, build, engine_at
from making import article, document
from odd_articles import ODD
from trees import tree

from search.model import COUNTED, UNKNOWN, Article, Block, BlockKind, Filter, Query, Sort

TREES = [
    "lặp",
    "lời",
    "ngắn",
    "dài",
    "𠀀𠀁",
    "từ29999",
    "a" * 5_000,
    ["and", "đảng", "viên"],
    ["and", "kết", "nạp", ["not", "chi"]],
    ["phrase", "kết nạp đảng viên"],
    ["phrase", "kết nạp đảng viên", [0, 0], [0, 1], [0, 0]],
    ["phrase", "lặp lặp lặp"],
    ["phrase", "lời đảng"],
    ["phrase", "lời lời", [5, 70_000]],
    ["near", "chi viên", 5],
    ["near", "xa chi", 12],
    ["near", "lời đảng", 70_002],
    ["in-order", "lời lời lời nạp", 4],
    ["in-order", "xa viên", 84_005],
    ["prefix", "từ1"],
    ["prefix", "l"],
    ["prefix", "a"],
    ["canonical", "document", "28-CT/TW"],
    ["not", ["prefix", "l"]],
    ["everything"],
]


@pytest.fixture(scope="module", params=list(ENGINES))
def reader(request, tmp_path_factory):
    """One engine after the other over the hard articles."""
    return build(engine_at(request.param, tmp_path_factory.mktemp("index")), ODD)


@pytest.fixture(scope="module")
def scores(tmp_path_factory):
    """What the oracle says of the same articles, asked once for all engines: a score for each id."""
    oracle = build(engine_at("oracle", tmp_path_factory.mktemp("index")), ODD)
    said = cache(lambda number: scores_of(oracle, TREES[number]))
    return lambda given: said(TREES.index(given))


def scores_of(reader, given):
    """A score for the id of each article that matches a tree."""
    return {hit.id: hit.score for hit in find(reader, given, size=100).hits}


@pytest.mark.parametrize("reader", [name for name in ENGINES if name != "oracle"], indirect=True)
@pytest.mark.parametrize("given", TREES, ids=lambda given: str(given)[:40])
def test_it_is_as_the_oracle_says(reader, scores, given):
    """Hard articles match and score as the formula says."""
    assert scores_of(reader, given) == pytest.approx(scores(given), abs=1e-5)


class TestLongArticles:
    def test_positions_run_on(self, reader):
        """Phrases and nearness hold beyond 65,536 positions."""
        assert found(reader, ["phrase", "chi bộ kết nạp đảng viên"]) == {"far"}
        assert found(reader, ["phrase", "kết nạp lời đảng viên"]) == {"long"}
        assert found(reader, ["phrase", "viên kết"]) == set()
        assert found(reader, ["near", "viên chi", 5]) == {"far"}
        assert found(reader, ["near", "viên chi", 4]) == set()
        assert found(reader, ["in-order", "xôi chi", 10]) == set()
        assert found(reader, ["in-order", "xôi chi", 11]) == {"far"}

    def test_occurrences_count_up_to_a_limit(self, reader):
        """What stands 300 times in an article counts as 255 times in one of the same length."""
        scores = {hit.id: hit.score for hit in find(reader, "lặp").hits}
        assert set(scores) == {"300", "255", "70000", "once"}
        assert scores["300"] == pytest.approx(scores["255"], abs=1e-5)
        assert scores["300"] > scores["once"]
        assert scores["300"] > scores["70000"] > 0

    def test_marks_and_snippets(self, reader):
        """A long article is marked to its end, and shown by its best passage."""
        (hit,) = find(reader, ["phrase", "bộ kết nạp đảng viên"]).hits
        assert hit.snippets[0].text.endswith("Chi bộ kết nạp đảng viên.")
        (body,) = reader.mark(reader.get("far"), Query(match=tree(["phrase", "nạp đảng"])))
        assert [body.text[span.start : span.end] for span in body.marks] == ["nạp đảng"]

    def test_many_words(self, reader):
        """Each of thirty thousand words is found, and prefixes gather theirs."""
        for number in (0, 1, 255, 256, 4_095, 16_384, 29_999):
            assert found(reader, f"từ{number}") == {"many"}
        assert found(reader, ["prefix", "từ2999"]) == {"many"}
        assert found(reader, ["phrase", "từ14999 từ15000"]) == {"many"}
        assert found(reader, "từ30000") == set()


class TestShortArticles:
    def test_empty_ones_are_there(self, reader):
        """An article without a word is found by everything and by exclusions, and counted."""
        assert {"empty", "blank"} < found(reader, ["everything"])
        assert {"empty", "blank"} < found(reader, ["not", "chi"])
        assert reader.get("empty") == document("empty")
        result = find(reader, ["everything"], facets=("year",), filters=(Filter("place", (UNKNOWN,)),))
        assert (result.total, listed(result.facets[0])) == (len(ODD), {UNKNOWN: len(ODD)})

    def test_only_empty_ones(self, engine):
        """An index of articles without words answers."""
        reader = build(engine, [document("a"), document("b", body="…")])
        assert find(reader, "chi", facets=COUNTED).total == 0
        assert ids(find(reader, ["not", ["prefix", "c"]], fold=True)) == ["a", "b"]

    def test_only_a_title(self, reader):
        """A title alone is a text; its words are found as words and phrases."""
        assert found(reader, ["phrase", "có nhan đề"]) == {"title"}
        (hit,) = find(reader, "nhan").hits
        assert [hit.title.text[span.start : span.end] for span in hit.title.marks] == ["nhan"]


class TestOddLetters:
    def test_letters_beyond_the_basic_plane(self, reader):
        """Offsets are code points: letters beyond U+FFFF are found, and marked where they stand."""
        (hit,) = find(reader, ["phrase", "漢字 𠀀𠀁"]).hits
        assert hit.id == "odd"
        assert [hit.title.text[span.start : span.end] for span in hit.title.marks] == ["漢字 𠀀𠀁"]
        assert found(reader, ["prefix", "𠀀"]) == {"odd"}
        assert found(reader, ["phrase", "kết nạp đảng"]) == {"far", "odd"}


class TestPages:
    @pytest.mark.parametrize("page", [2, 100, 2**31, 2**63, 10**30])
    @pytest.mark.parametrize("fold", [False, True])
    def test_past_the_end(self, reader, page, fold):
        """A page past the end is empty, and all else is as on the first."""
        result = find(reader, "lặp", page=page, fold=fold, facets=("year",))
        assert (result.total, result.groups, result.hits) == (4, 4, ())
        assert listed(result.facets[0]) == {UNKNOWN: 4}

    @pytest.mark.parametrize("sort", list(Sort))
    def test_deep_ones(self, engine, sort):
        """A deep page is the same stretch of the whole."""
        chance = random.Random(4)
        documents = [
            document(f"{at:03d}", when=f"2021-01-{chance.randint(1, 28):02d}", body="chi " + "x " * (at % 9))
            for at in range(300)
        ]
        reader = build(engine, documents)
        whole = ids(find(reader, "chi", size=1000, sort=sort))
        for page, size in ((30, 10), (299, 1), (300, 1), (43, 7), (2, 250)):
            got = ids(find(reader, "chi", page=page, size=size, sort=sort))
            assert got == whole[(page - 1) * size : page * size]
            assert got


class TestReplacing:
    def test_what_was_replaced_or_deleted_is_gone(self, engine):
        """Nothing of a replaced or deleted article is found, counted, folded or marked."""
        _, open_writer = engine
        old = [
            document(
                f"{at:02d}",
                when="2020-01-01",
                group="old",
                refs=["1-CT/TW"],
                body="chi bộ cũ Chỉ thị 1-CT/TW",
            )
            for at in range(40)
        ]
        new = [
            document(
                f"{at:02d}",
                when="2021-01-01",
                group="new",
                refs=["2-CT/TW"],
                body="chi mới bộ Chỉ thị 2-CT/TW",
            )
            for at in range(20)
        ]
        writer = open_writer()
        for each in (*old, *new):
            writer.put(each)
        for at in range(10, 40):
            writer.delete(f"{at:02d}")
        writer.put(new[10])
        assert writer.commit().articles == 11
        reader = engine[0]()
        for given in ("chi", ["prefix", "m"], ["everything"], ["near", "chi bộ", 2], ["not", "cũ"]):
            result = find(reader, given, fold=True, facets=COUNTED)
            assert (result.total, result.groups) == (11, 1), given
            assert [hit.copies for hit in result.hits] == [10]
            counts = {facet.name: listed(facet) for facet in result.facets}
            assert counts["year"] == {"2021": 11}
            assert counts["month"] == {"2021-01": 11}
            assert counts["ref"] == {"2-CT/TW": 11}
        gone = (
            "cũ",
            ["phrase", "chi bộ"],
            ["canonical", "document", "1-CT/TW"],
            ["not", "mới"],
            ["prefix", "cũ"],
        )
        for given in gone:
            assert find(reader, given).total == 0, given
        assert reader.get("00") == new[0]
        assert reader.get("39") is None

    def test_an_article_put_again_and_again(self, engine):
        """Of many versions of an article the last is kept, also where it was deleted in between."""
        _, open_writer = engine
        writer = open_writer()
        for number in range(100):
            writer.put(document("a", body=f"lần {number}"))
            if number % 7 == 0:
                writer.delete("a")
        assert writer.commit().articles == 1
        reader = engine[0]()
        assert find(reader, ["phrase", "lần 99"]).total == 1
        assert ask(reader, "lần").total == 1
        assert find(reader, ["prefix", "9"]).total == 1
        assert find(reader, "98").total == 0


class TestZones:
    def test_what_is_searched(self, engine):
        """The article's own words are searched; menus, links to others and pagers are not."""
        text = " ".join(kind.value for kind in BlockKind)
        blocks = tuple(
            Block(kind, at, at + len(kind.value)) for kind in BlockKind for at in [text.index(kind.value)]
        )
        reader = build(engine, [replace(document("a"), article=Article(text, blocks, "mau"))])
        searched = {kind.value for kind in BlockKind if find(reader, kind.value).total}
        assert searched == set("title lead body heading list table quote caption byline source".split())

    def test_the_order_of_blocks(self, engine):
        """Between two blocks lie ten syllables, in the order title, lead, body, captions, byline."""
        parts = {"byline": "năm", "caption": "bốn", "body": "ba", "lead": "hai", "title": "một"}
        reader = build(engine, [replace(document("a"), article=article(**parts))])
        assert find(reader, ["in-order", "một hai ba bốn năm", 44]).total == 1
        assert find(reader, ["in-order", "một hai ba bốn năm", 43]).total == 0
        assert find(reader, ["phrase", "ba bốn", [10, 10]]).total == 1

    def test_the_head_only_ranks(self, engine):
        """A word counts more in the title than in the lead, and there more than in the body."""
        filler = "x " * 20
        reader = build(
            engine,
            [
                document("body", title="x y z", lead="x y z", body=f"{filler} chi"),
                document("lead", title="x y z", lead="x chi z", body=f"{filler} y"),
                document("title", title="x chi z", lead="x y z", body=f"{filler} y"),
            ],
        )
        assert ids(find(reader, "chi")) == ["title", "lead", "body"]
        assert len({round(hit.score, 3) for hit in find(reader, ["phrase", "chi"]).hits}) == 1
