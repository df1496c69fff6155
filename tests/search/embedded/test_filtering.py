"""Counts under filters: by the grid, from the whole, and one by one, against counting article by article."""

from collections import Counter

import numpy as np
import pytest

from search.embedded.container import Arrays, ArrayWriter
from search.embedded.filtering import Filtered, chosen
from search.embedded.values import STREAMS, Facts, Values, ValuesBuilder
from search.zones import BOUNDS

SIZE = 4_000
PLACES = [("a",), ("a", "a/x"), ("a", "a/y"), ("b", "b/x"), ("c",), ("b", "b/y"), ("a", "a/x", "b", "b/x")]
YEARS = ["2019", "2020", "2021", "unknown"]
TOPICS = [("t",), ("t", "t/1"), ("t", "t/1", "t/2"), ("u", "u/1"), ("t", "t/2", "u", "u/1"), ("unknown",)]
FILTERS = [
    {},
    {"place": ("a",)},
    {"place": ("a", "c"), "year": ("2020", "2021")},
    {"year": ("2019",), "topic": ("t/1",)},
    {"place": ("a/x",), "year": ("2020",)},
]


def paths(values):
    """The paths of values that are named by what stands above them."""
    return tuple((value.split("/")[0], value) if "/" in value else (value,) for value in values)


@pytest.fixture(scope="module")
def articles():
    """The place, year and topics of each article."""
    chance = np.random.default_rng(1)
    picked = zip(*(chance.integers(0, len(some), SIZE) for some in (PLACES, YEARS, TOPICS)), strict=True)
    return [
        {"place": PLACES[place], "year": (YEARS[year],), "topic": TOPICS[topic]}
        for place, year, topic in picked
    ]


@pytest.fixture(scope="module")
def values(articles, tmp_path_factory):
    """The same as an open segment has it."""
    builder = ValuesBuilder()
    facts = [
        Facts(
            f"{number:05}", 1, number, 0, 0, "",
            (each["place"], (), each["year"], ("m",), ("t",), (), each["topic"], ("stated",), ("s",), ()),
            (paths(each["place"]), (), paths(each["topic"]), ()),
        )
        for number, each in enumerate(articles)
    ]  # fmt: skip
    builder.add(facts)
    path = tmp_path_factory.mktemp("values") / "values.seg"
    writer = ArrayWriter(path)
    builder.write(writer, dict.fromkeys((*STREAMS, *BOUNDS), np.ones(SIZE, np.int64)))
    writer.close({})
    return Values(Arrays(path))


def kept(articles, docs, filters, but=""):
    """The articles under all filters but one, one by one."""
    return [
        doc
        for doc in docs.tolist()
        if all(set(articles[doc][facet]) & set(some) for facet, some in filters.items() if facet != but)
    ]


@pytest.mark.parametrize("filters", FILTERS)
@pytest.mark.parametrize("share", [0.005, 0.3, 0.9])
def test_counts(articles, values, filters, share):
    """Few articles, enough for the grid, and most of all; filters on the grid, below it, beside it."""
    columns = {"place": "place_then", "year": "year", "topic": "topic"}
    docs = np.flatnonzero(np.random.default_rng(2).random(SIZE) < share)
    ready = [chosen(values, facet, columns[facet], some) for facet, some in filters.items()]
    filtered = Filtered(values, docs, ready, "place_then")
    assert filtered.kept().tolist() == kept(articles, docs, filters)
    for facet, column in columns.items():
        truth = Counter(
            value for doc in kept(articles, docs, filters, facet) for value in articles[doc][facet]
        )
        for name in (column, f"{column}.top"):
            if name in values.facets:
                names = values.facets[name].names
                assert filtered.count(name, facet).tolist() == [truth[value] for value in names]
                sets = values.facets[name].fold(filtered.by_set(name, facet))
                assert sets.tolist() == [truth[value] for value in names]
        if facet != "year":
            for top in {value.split("/")[0] for value in truth}:
                names, counts = filtered.below(column, top, facet)
                assert counts.tolist() == [truth[value] for value in names]
