"""Filters, days, facets that are trees, and near-duplicates that are folded, on every engine."""

from dataclasses import replace
from datetime import date

import pytest
from asking import find, ids, listed
from engines import build
from making import document

from search.model import UNKNOWN, Copies, Copy, Filter, Map, Sort


class TestDays:
    DOCUMENTS = (
        document("a", when="2020-12-31 23:59", title="x"),
        document("b", when="2021-01-01", title="x"),
        document("c", when="2021-11-09 08:00", title="x"),
        document("d", year=2021, title="x"),
        document("e", year=2020, title="x"),
        document("f", title="x"),
    )

    @pytest.mark.parametrize(
        ("since", "until", "wanted"),
        [
            (None, None, "abcdef"),
            ("2021-01-01", None, "bcd"),
            (None, "2020-12-31", "ae"),
            (None, "2020-12-30", ""),
            ("2021-01-01", "2021-12-31", "bcd"),
            ("2021-01-02", "2021-12-31", "c"),
            ("2021-01-01", "2021-12-30", "bc"),
            ("2021-11-09", "2021-11-09", "c"),
            ("2020-01-01", "2021-12-31", "abcde"),
            ("2021-11-10", "2021-11-08", ""),
            ("0001-01-01", "9999-12-31", "abcde"),
        ],
    )
    def test_what_was_surely_published_then(self, engine, since, until, wanted):
        """Stated days count as such, a likely year only as a whole, and what is unknown never."""
        reader = build(engine, self.DOCUMENTS)
        days = {name: date.fromisoformat(day) for name, day in (("since", since), ("until", until)) if day}
        result = find(reader, "x", facets=("year", "trust"), **days)
        assert "".join(sorted(ids(result))) == wanted
        assert result.total == len(wanted)
        assert sum(listed(result.facets[0]).values()) == len(wanted)

    def test_they_go_with_filters(self, engine):
        """Days and filters hold together, and a facet leaves out its own filter but not the days."""
        reader = build(engine, self.DOCUMENTS)
        chosen = (Filter("year", ("2020",)),)
        result = find(reader, "x", since=date(2020, 6, 1), filters=chosen, facets=("year", "trust"))
        assert ids(result) == ["a"]
        assert [listed(facet) for facet in result.facets] == [{"2021": 3, "2020": 1}, {"stated": 1}]

    def test_they_say_nothing_of_words(self, engine):
        """Accents are ignored only where the whole index has nothing, whatever the days."""
        reader = build(engine, [document("a", when="2020-01-01", body="đảng"), document("b", body="đang")])
        result = find(reader, "đang", since=date(2020, 1, 1))
        assert (result.total, result.notes) == (0, ())


class TestMonthsAndYears:
    DOCUMENTS = (
        document("a", when="2021-11-09", about=(2019, 2020), title="x"),
        document("b", when="2021-11-30 10:00", about=(2020,), title="x"),
        document("c", when="2020-02-01", title="x"),
        document("d", year=2021, about=(2025,), title="x"),
    )

    def test_months(self, engine):
        """Months are counted and chosen; articles without a day are unknown."""
        reader = build(engine, self.DOCUMENTS)
        result = find(reader, "x", facets=("month",))
        assert listed(result.facets[0]) == {"2021-11": 2, "2020-02": 1, UNKNOWN: 1}
        for month, wanted in (("2021-11", "ba"), ("2020-02", "c"), (UNKNOWN, "d"), ("2021-12", "")):
            assert "".join(ids(find(reader, "x", filters=(Filter("month", (month,)),)))) == wanted

    def test_what_years_it_is_about(self, engine):
        """An article is about several years, or about none."""
        reader = build(engine, self.DOCUMENTS)
        result = find(reader, "x", facets=("about",), filters=(Filter("about", ("2020",)),))
        assert ids(result) == ["b", "a"]
        assert [(one.value, one.count, one.total) for one in result.facets[0].values] == [
            ("2020", 2, 2),
            ("2019", 1, 2),
            ("2025", 1, 3),
        ]

    def test_none_and_several(self, engine):
        """Where one article has two values and another none, each is counted where it belongs."""
        about = {"a": (), "b": (2020,), "c": (2021, 2018)}
        reader = build(engine, [document(id_, about=years, source=id_) for id_, years in about.items()])
        for id_, years in about.items():
            result = find(reader, ["everything"], facets=("about",), filters=(Filter("source", (id_,)),))
            assert listed(result.facets[0]) == {str(year): 1 for year in years}


class TestOpenedTrees:
    DOCUMENTS = (
        document("a", place=("p:1", "d:1", "c:1"), now=[("P:1", "C:1")], topics=["to/a", "to/b"], title="x"),
        document("b", place=("p:1", "d:2"), now=[("P:1", "d:2"), ("P:2", "d:2")], topics=["to/a"], title="x"),
        document("c", place=("p:2",), now=[("P:2",)], topics=["ki/n"], title="x"),
        document("d", title="x"),
    )

    @pytest.mark.parametrize(
        ("opened", "wanted"),
        [
            (None, "p:1 p:2 d:1 d:2 c:1"),
            ((), "p:1 p:2"),
            (("p:1",), "p:1 p:2 d:1 d:2"),
            (("p:1", "d:1"), "p:1 p:2 d:1 d:2 c:1"),
            (("d:1",), "p:1 p:2 c:1"),
            (("p:2", "no such"), "p:1 p:2"),
        ],
    )
    def test_places_below_what_is_opened(self, engine, opened, wanted):
        """Only the top is counted, and what lies directly below the values that are opened."""
        result = find(build(engine, self.DOCUMENTS), "x", facets=("place",), opened=opened)
        assert set(listed(result.facets[0])) == {*wanted.split(), UNKNOWN}

    def test_counts_are_the_same(self, engine):
        """A value has the count and the total that it has in the whole tree."""
        reader = build(engine, self.DOCUMENTS)
        for map_ in Map:
            chosen = (Filter("place", ("p:1",)), Filter("topic", ("to",)))
            result = find(reader, "x", facets=("place", "topic"), filters=chosen, map=map_)
            opened = replace(result.query, opened=("to", "p:1", "P:1"))
            for some, every in zip(reader.search(opened).facets, result.facets, strict=True):
                assert set(some.values) <= set(every.values)

    def test_todays_map_and_topics(self, engine):
        """Today's map and the topics are trees as well."""
        reader = build(engine, self.DOCUMENTS)
        asked = {"facets": ("place", "topic", "trust"), "map": Map.NOW}
        closed = [listed(facet) for facet in find(reader, "x", opened=(), **asked).facets]
        assert closed == [{"P:1": 2, "P:2": 2, UNKNOWN: 1}, {"to": 2, "ki": 1, UNKNOWN: 1}, {UNKNOWN: 4}]
        opened = [listed(facet) for facet in find(reader, "x", opened=("P:2", "to"), **asked).facets]
        assert opened == [
            {"P:1": 2, "P:2": 2, "d:2": 1, UNKNOWN: 1},
            {"to": 2, "to/a": 2, "to/b": 1, "ki": 1, UNKNOWN: 1},
            {UNKNOWN: 4},
        ]

    def test_selected_values_never_vanish(self, engine):
        """A selected value is listed wherever it stands."""
        reader = build(engine, self.DOCUMENTS)
        chosen = (Filter("place", ("c:1", "c:9")), Filter("topic", ("ki/n",)))
        place, topic = find(reader, "x", facets=("place", "topic"), filters=chosen, opened=()).facets
        assert [(one.value, one.count, one.selected) for one in place.values] == [
            ("p:2", 1, False),
            ("c:1", 0, True),
            ("c:9", 0, True),
        ]
        assert [(one.value, one.count, one.selected) for one in topic.values] == [
            ("to", 1, False),
            ("ki/n", 0, True),
        ]


class TestFolding:
    DOCUMENTS = (
        document("a", when="2021-01-01", group="g", source="s", body="chi bộ chi bộ"),
        document("b", when="2021-01-03", group="g", source="t", body="chi bộ x x"),
        document("c", when="2021-01-07", group="g", source="t", body="đảng viên"),
        document("d", when="2021-01-04", group="h", source="t", body="chi x x x x x"),
        document("e", when="2021-01-05", source="s", body="chi x x x x x x"),
        document("f", when="2021-01-06", source="s", body="chi x x x x x x x x x"),
    )

    def test_one_hit_a_group(self, engine):
        """The best of each group is shown, with the number of further ones that match."""
        result = find(build(engine, self.DOCUMENTS), "chi", fold=True)
        assert [(hit.id, hit.copies) for hit in result.hits] == [("a", 1), ("d", 0), ("e", 0), ("f", 0)]
        assert (result.total, result.groups) == (5, 4)

    def test_without_folding(self, engine):
        """Without folding every article is shown, and contents are counted all the same."""
        result = find(build(engine, self.DOCUMENTS), "chi")
        assert ids(result) == ["a", "b", "d", "e", "f"]
        assert {hit.copies for hit in result.hits} == {0}
        assert (result.total, result.groups) == (5, 4)

    def test_filters_come_first(self, engine):
        """What is filtered out is neither shown nor a copy."""
        reader = build(engine, self.DOCUMENTS)
        result = find(reader, ["everything"], fold=True, filters=(Filter("source", ("t",)),))
        assert [(hit.id, hit.copies) for hit in result.hits] == [("c", 1), ("d", 0)]
        assert (result.total, result.groups) == (3, 2)
        late = find(reader, "chi", fold=True, since=date(2021, 1, 2))
        assert [(hit.id, hit.copies) for hit in late.hits] == [("b", 0), ("d", 0), ("e", 0), ("f", 0)]

    def test_the_best_is_the_first_in_the_order_asked(self, engine):
        """By date a group stands where its newest or oldest article does."""
        reader = build(engine, self.DOCUMENTS)
        newest = find(reader, ["everything"], fold=True, sort=Sort.NEWEST)
        assert [(hit.id, hit.copies) for hit in newest.hits] == [("c", 2), ("f", 0), ("e", 0), ("d", 0)]
        oldest = find(reader, ["everything"], fold=True, sort=Sort.OLDEST)
        assert [(hit.id, hit.copies) for hit in oldest.hits] == [("a", 2), ("d", 0), ("e", 0), ("f", 0)]

    def test_facets_count_articles(self, engine):
        """Folding changes no count of a facet."""
        reader = build(engine, self.DOCUMENTS)
        facets = [find(reader, "chi", fold=fold, facets=("source", "year")).facets for fold in (True, False)]
        assert facets[0] == facets[1]

    @pytest.mark.parametrize("sort", list(Sort))
    def test_pages_run_over_groups(self, engine, sort):
        """The pages of a folded result put together are the groups, each once."""
        documents = [
            document(
                f"{at:03d}",
                when=f"2021-01-{at % 28 + 1:02d}",
                group=f"g{at % 7}" * (at % 3 > 0),
                body="chi bộ " * (at % 5),
            )
            for at in range(60)
        ]
        reader = build(engine, documents)
        whole = find(reader, "chi", fold=True, sort=sort, size=100)
        pages = [find(reader, "chi", fold=True, sort=sort, size=4, page=page) for page in range(1, 12)]
        assert [hit for page in pages for hit in page.hits] == list(whole.hits)
        assert len(whole.hits) == whole.groups < whole.total
        assert sum(1 + hit.copies for hit in whole.hits) == whole.total


class TestCopies:
    DOCUMENTS = (
        document("a", when="2021-01-03 08:00", group="g", source="s", title="Một", url="https://a.example/1"),
        document("b", when="2021-01-02", group="g", source="t", title="Hai"),
        document("c", group="g", source="t", title="Ba"),
        document("d", year=2020, group="g", source="u", title="Bốn"),
        document("e", when="2021-01-03 07:59", group="g", source="t", title="Năm"),
        document("f", when="2020-01-01", group="h", source="s", title="Sáu"),
        document("g", when="2020-01-01", source="s", title="Bảy"),
        document("h", when="2020-01-01", source="s", title="Tám"),
    )

    def test_the_oldest_comes_first(self, engine):
        """A group is listed whole from any of its articles: known days first, unknown dates last."""
        reader = build(engine, self.DOCUMENTS)
        for id_ in "abcde":
            copies = reader.copies(id_, 10)
            assert ([copy.id for copy in copies.articles], copies.total) == (list("beadc"), 5)

    def test_what_is_told_of_a_copy(self, engine):
        """Title, source, address and date are those of the article."""
        a = self.DOCUMENTS[0]
        wanted = Copy("a", "Một", "s", "https://a.example/1", a.published)
        assert build(engine, self.DOCUMENTS).copies("c", 10).articles[2] == wanted

    def test_the_first_of_many(self, engine):
        """No more are told than are asked for, and how many there are."""
        copies = build(engine, self.DOCUMENTS).copies("c", 2)
        assert ([copy.id for copy in copies.articles], copies.total) == (["b", "e"], 5)

    def test_without_copies(self, engine):
        """An article without a group has none, nor has an unknown one; one may be alone in its group."""
        reader = build(engine, self.DOCUMENTS)
        assert reader.copies("g", 10) == reader.copies("no such", 10) == Copies()
        assert [copy.id for copy in reader.copies("f", 10).articles] == ["f"]

    def test_what_is_gone_is_no_copy(self, engine):
        """A deleted article is listed no more, and one that was replaced as it is now."""
        _, open_writer = engine
        writer = open_writer()
        for each in (*self.DOCUMENTS, replace(self.DOCUMENTS[0], group="")):
            writer.put(each)
        writer.delete("b")
        writer.commit()
        reader = engine[0]()
        assert [copy.id for copy in reader.copies("c", 10).articles] == ["e", "d", "c"]
        assert reader.copies("a", 10) == Copies()
