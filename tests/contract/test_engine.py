"""The contract of `search.engine`, run on every engine."""

import random
import time
from dataclasses import replace

import pytest
from asking import ask, ids
from engines import build
from making import document

from search.errors import NoIndex
from search.facets import moment, related
from search.model import FACETS, UNKNOWN, Filter, Map, Query, Sort
from search.query import parse
from search.ranking import FRESH, HALF_LIFE

PLACES = [("p:1",), ("p:1", "d:1"), ("p:1", "d:2", "c:1"), ("p:2",), None]
TOPICS = ["a/x", "a/y", "b/z"]
WORDS = ["đảng", "đang", "đáng", "dang", "bộ", "bố", "bo", "viên", "vien", "xã", "kết", "nạp", "mới"]


def some_documents(seed, count=60):
    """Random documents over a few words, places, years and topics."""
    chance = random.Random(seed)
    for number in range(count):
        year = chance.choice([2019, 2020, 2021, None])
        yield document(
            f"{number:04d}",
            when=f"{year}-0{chance.randint(1, 9)}-11" if year else "",
            place=chance.choice(PLACES),
            topics=chance.sample(TOPICS, chance.randint(0, 2)),
            title=" ".join(chance.choices(WORDS, k=4)),
            body=" ".join(chance.choices(WORDS, k=30)),
        )


class TestGenerations:
    def test_without_an_index(self, engine):
        """A reader of an empty folder opens, says that there is no index, and works once there is one."""
        open_reader, open_writer = engine
        reader = open_reader()
        with pytest.raises(NoIndex):
            ask(reader)
        writer = open_writer()
        writer.put(document("a", title="một"))
        writer.commit()
        assert ids(ask(reader)) == ["a"]

    def test_an_empty_index(self, engine):
        """An index of nothing answers everything with nothing."""
        reader = build(engine, [])
        assert ask(reader, "kết nạp", facets=FACETS).total == 0
        assert reader.get("a") is None
        assert reader.stats().articles == 0

    def test_new_generations_are_noticed(self, engine):
        """A reader shows a new generation within a second, and nothing of it before the commit."""
        _, open_writer = engine
        reader = build(engine, [document("a", title="một")])
        writer = open_writer()
        writer.put(document("b", title="hai"))
        time.sleep(0.6)
        assert ids(ask(reader)) == ["a"]
        stats = writer.commit()
        time.sleep(0.6)
        assert ids(ask(reader)) == ["b"]
        assert reader.stats().generation == stats.generation

    def test_a_held_reader_agrees_with_itself(self, engine):
        """What it is asked is answered from one generation, whatever is published meanwhile."""
        _, open_writer = engine
        reader = build(engine, [document("a", title="một")])
        held = reader.held()
        writer = open_writer()
        writer.put(document("b", title="hai"))
        published = writer.commit()
        time.sleep(0.6)
        assert ids(ask(reader)) == ["b"]
        assert ids(ask(held)) == ids(ask(held.held())) == ["a"]
        assert (held.get("a").id, held.get("b")) == ("a", None)
        assert held.stats().generation != published.generation
        assert ids(ask(reader.held())) == ["b"]

    def test_abandoned_builds_leave_no_trace(self, engine):
        """An abandoned build changes nothing for readers."""
        _, open_writer = engine
        reader = build(engine, [document("a", title="một")])
        writer = open_writer()
        writer.put(document("b", title="hai"))
        writer.abandon()
        time.sleep(0.6)
        assert ids(ask(reader)) == ["a"]

    def test_put_twice_and_delete(self, engine):
        """The second document with an id replaces the first, and a deleted one is gone."""
        _, open_writer = engine
        writer = open_writer()
        writer.put(document("a", title="cũ"))
        writer.put(document("b", title="khác"))
        writer.put(document("a", title="mới"))
        writer.delete("b")
        writer.delete("never there")
        assert writer.commit().articles == 1
        reader = engine[0]()
        assert ask(reader, "cũ").total == 0
        assert ids(ask(reader, "mới")) == ["a"]
        assert ask(reader).total == 1


class TestDocuments:
    def test_get_returns_what_was_put(self, engine):
        """A document comes back whole."""
        given = document(
            "a", when="2021-11-09 11:11", place=("p:1",), refs=["28-CT/TW"], title="Một", body="hai"
        )
        assert build(engine, [given]).get("a") == given

    def test_marks_are_in_the_blocks(self, engine):
        """Marking gives every block with the matched words in their own spelling."""
        reader = build(engine, [document("a", title="Lễ Kết nạp", body="Chi bộ kết nạp đảng viên.")])
        match, _ = parse("ket nap")
        marked = reader.mark(reader.get("a"), Query(match=match))
        assert [[m.text[s.start : s.end] for s in m.marks] for m in marked] == [["Kết nạp"], ["kết nạp"]]

    @pytest.mark.parametrize(
        ("query", "title", "lead", "body", "byline"),
        [
            ("kết nạp", ["Kết nạp"], ["Kết nạp"], ["kết nạp"], []),
            ("nạp kết", ["Kết nạp"], ["Kết nạp"], ["kết nạp", "Kết", "nạp"], []),
            ('"kết nạp"', ["Kết nạp"], ["Kết nạp"], ["kết nạp"], []),
            ('"kết * viên"', ["Kết nạp đảng viên"], [], ["kết nạp đảng viên"], []),
            ('"viên nạp"~2', ["nạp", "viên"], [], ["nạp", "viên"], []),
            ('tiêu đề:"kết nạp"', ["Kết nạp"], [], [], []),
            ('sapô:"kết nạp" xã', [], ["Kết nạp"], ["xã"], []),
            ("tác giả:Hà", [], [], [], ["Hà"]),
            ("28-CT/TW -huyện", [], [], ["28 -CT/TW"], []),
            ("chỉ thị 28", [], [], ["28 -CT/TW"], []),
        ],
    )
    def test_what_is_marked(self, engine, query, title, lead, body, byline):
        """Marks follow the query; a hit counts them, and its passages have all but those of the title."""
        text = "Chi bộ kết nạp đảng viên ở xã. Kết luận: không nạp tiền. Số 28 -CT/TW."
        held = {"title": "Kết nạp đảng viên", "lead": "Kết nạp.", "body": text}
        reader = build(engine, [document("a", chrome="Kết nạp", byline="Hà", **held)])
        match, _ = parse(query)
        asked = Query(match=match)
        marked = {
            block.kind.value: stretches(found)
            for block, found in zip(
                reader.get("a").article.blocks, reader.mark(reader.get("a"), asked), strict=True
            )
        }
        assert marked == {"chrome": [], "title": title, "lead": lead, "body": body, "byline": byline}
        (hit,) = reader.search(asked).hits
        assert stretches(hit.title) == title
        assert hit.matches == sum(map(len, marked.values()))
        passages = reader.passages(reader.get("a"), asked)
        assert [each for one in passages for each in stretches(one)] == [*lead, *body, *byline]


def stretches(marked):
    """What is marked."""
    return [marked.text[span.start : span.end] for span in marked.marks]


class TestOrder:
    def test_sorting_by_date(self, engine):
        """Newest and oldest first put unknown dates last and break ties by id."""
        reader = build(
            engine,
            [
                document("d", title="x"),
                document("c", year=2021, title="x"),
                document("b", when="2021-05-01", title="x"),
                document("a", when="2021-05-01", title="x"),
                document("e", when="2019-05-01 08:00", title="x"),
            ],
        )
        assert ids(ask(reader, sort=Sort.NEWEST)) == ["a", "b", "c", "e", "d"]
        assert ids(ask(reader, sort=Sort.OLDEST)) == ["e", "c", "a", "b", "d"]

    def test_freshness_multiplies_scores(self, engine):
        """In the order fresh every score is that of relevance times what its age gives."""
        reader = build(engine, some_documents(3))
        asked = "dang vien"
        plain = {hit.id: hit.score for hit in ask(reader, asked, size=100).hits}
        fresh = ask(reader, asked, size=100, sort=Sort.FRESH).hits
        known = {id_: moment(reader.get(id_)) for id_ in plain}
        every = [each.id for each in ask(reader, size=100).hits]
        newest = max(at for each in every if (at := moment(reader.get(each))) is not None)
        for hit in fresh:
            at = known[hit.id]
            factor = 1 if at is None else 1 + FRESH * 0.5 ** ((newest - at) / 1440 / HALF_LIFE)
            assert hit.score == pytest.approx(plain[hit.id] * factor, abs=1e-4)
        assert {hit.id for hit in fresh} == set(plain)
        assert [hit.score for hit in fresh] == sorted((hit.score for hit in fresh), reverse=True)

    def test_equal_scores_go_newer_first(self, engine):
        """Articles that match equally well come newer first, then by id."""
        docs = [
            document(id_, when=when, title="kết nạp")
            for id_, when in (("b", "2020-01-01"), ("a", "2020-01-01"), ("c", "2021-01-01"))
        ]
        assert ids(ask(build(engine, docs), "kết nạp")) == ["c", "a", "b"]

    @pytest.mark.parametrize("sort", list(Sort))
    def test_pages_neither_repeat_nor_lose(self, engine, sort):
        """The pages of a result put together are the result, in one order."""
        reader = build(engine, some_documents(1))
        whole = ids(ask(reader, "dang", size=100, sort=sort))
        pages = [
            id_ for page in range(1, 30) for id_ in ids(ask(reader, "dang", size=7, page=page, sort=sort))
        ]
        assert pages == whole
        assert len(whole) == ask(reader, "dang").total

    @pytest.mark.parametrize("sort", list(Sort))
    def test_a_page_of_none_counts(self, engine, sort):
        """A size of 0 gives the total, and no hit."""
        reader = build(engine, some_documents(1))
        for fold in (True, False):
            result = ask(reader, "dang", size=0, sort=sort, fold=fold)
            assert result.total == ask(reader, "dang").total > 0
            assert result.hits == ()


class TestFacets:
    @pytest.mark.parametrize("seed", range(5))
    def test_a_count_is_what_one_gets_by_choosing(self, engine, seed):
        """Every count of every facet equals the total after choosing that value."""
        reader = build(engine, some_documents(seed))
        chance = random.Random(seed)
        filters = tuple(
            Filter(facet, tuple(chance.sample(values, 1)))
            for facet, values in (
                ("year", ["2020", UNKNOWN]),
                ("topic", ["a", "b/z"]),
                ("place", ["p:1", "d:2"]),
            )
            if chance.random() < 0.5
        )
        for map_ in Map:
            result = ask(
                reader, chance.choice(["", "dang", "đảng bộ"]), filters=filters, facets=FACETS, map=map_
            )
            for facet in result.facets:
                others = tuple(f for f in filters if f.facet != facet.name)
                for value in facet.values:
                    chosen = replace(result.query, filters=(*others, Filter(facet.name, (value.value,))))
                    assert reader.search(chosen).total == value.count, (seed, facet.name, value)

    @pytest.mark.parametrize("seed", range(5))
    def test_a_total_is_what_one_gets_by_choosing_more(self, engine, seed):
        """With values chosen, a total takes them in, but for those above or below in the tree."""
        reader = build(engine, some_documents(seed))
        chance = random.Random(seed)
        chosen = {"year": ["2019"], "topic": chance.sample(["a", "a/x", "b/z"], 2), "trust": ["stated"]}
        filters = tuple(Filter(facet, tuple(values)) for facet, values in chosen.items())
        result = ask(reader, "dang", filters=filters, facets=FACETS)
        for facet in result.facets:
            others = tuple(f for f in filters if f.facet != facet.name)
            for value in facet.values:
                kept = [v for v in result.query.values(facet.name) if not related(facet.name, value.value, v)]
                wanted = tuple(dict.fromkeys([*kept, value.value]))
                asked = replace(result.query, filters=(*others, Filter(facet.name, wanted)))
                assert reader.search(asked).total == value.total, (seed, facet.name, value)

    def test_selected_values_never_vanish(self, engine):
        """A selected value is listed even when nothing has it."""
        reader = build(engine, [document("a", when="2020-01-01", title="x")])
        result = ask(reader, facets=("year",), filters=(Filter("year", ("1999",)),))
        assert [(v.value, v.count, v.selected) for v in result.facets[0].values] == [
            ("2020", 1, False),
            ("1999", 0, True),
        ]

    def test_values_of_one_facet_widen(self, engine):
        """Values of one facet are joined by or, facets by and."""
        docs = [
            document(f"{y}{t[0]}", when=f"{y}-01-01", topics=[t], title="x")
            for y in (2019, 2020, 2021)
            for t in TOPICS
        ]
        docs = list({d.id: d for d in docs}.values())
        reader = build(engine, docs)
        both = ask(reader, filters=(Filter("year", ("2019", "2020")), Filter("topic", ("b",))), size=100)
        assert sorted(ids(both)) == ["2019b", "2020b"]

    def test_unknown_can_be_chosen(self, engine):
        """Articles without a place, a year or a topic are found under unknown."""
        reader = build(
            engine,
            [
                document("a", title="x"),
                document("b", when="2020-01-01", place=("p:1",), topics=["a/x"], title="x"),
            ],
        )
        for facet in ("place", "year", "topic", "trust"):
            assert ids(ask(reader, filters=(Filter(facet, (UNKNOWN,)),))) == ["a"]

    def test_maps_count_apart(self, engine):
        """The map of the time and today's map each give their own places."""
        doc = document("a", place=("p:60",), now=[("P:68",)], title="x")
        reader = build(engine, [doc])
        for map_, unit in ((Map.THEN, "p:60"), (Map.NOW, "P:68")):
            result = ask(reader, facets=("place",), map=map_)
            assert [v.value for v in result.facets[0].values] == [unit]


class TestRobustness:
    @pytest.mark.parametrize("seed", range(3))
    def test_random_queries_raise_nothing(self, engine, seed):
        """Any text gives a result whose hits and marks are legal."""
        reader = build(engine, some_documents(seed, 20))
        chance = random.Random(seed)
        letters = ' "-“”đĐảẠ̉nN28/.,()*~:\n\0\ud800漢😀' + "".join(WORDS)
        for _ in range(150):
            text = "".join(chance.choices(letters, k=chance.randint(0, 40)))
            for hit in ask(reader, text, facets=FACETS).hits:
                for marked in (hit.title, *hit.snippets):
                    last = 0
                    for span in marked.marks:
                        assert last <= span.start < span.end <= len(marked.text), (seed, text)
                        last = span.end

    def test_unknown_filter_values(self, engine):
        """A filter on a value that no article has gives nothing."""
        reader = build(engine, some_documents(0, 5))
        assert ask(reader, filters=(Filter("place", ("no such",)),)).total == 0
