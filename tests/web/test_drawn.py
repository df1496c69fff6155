"""A page asks the engine for the facet values that it draws; they are drawn as if it had asked for all."""

import random
from dataclasses import replace

import msgspec
import pytest
from engines import build, engine_at
from making import document
from trial import seed

from search import places
from search.model import FACETS, UNKNOWN, Filter, Map, Query
from search.topics import shipped
from web.addresses.params import Params, filters_of
from web.facets.views import Ways, drawn, facet_view

ARTICLES, ASKED = 900, 120

WAYS = Ways(page=lambda facet, value: f"{facet}/{value}", all=lambda facet, under: f"{facet}?{under}")


@pytest.fixture(scope="module", params=["embedded", "segmented"])
def reader(request, tmp_path_factory):
    """An index of articles from communes all over the country, of many topics, documents and sources."""
    chance = random.Random(seed())
    units = [unit.id for unit in places.units() if unit.id[0] in "cdC"]
    near = chance.sample(units, 150)
    topics = [topic.id for topic in shipped().topics.values()]
    return build(
        engine_at(request.param, tmp_path_factory.mktemp("index")),
        [some(f"{number:04d}", chance, units, near, topics) for number in range(ARTICLES)],
    )


def some(name, chance, units, near, topics):
    """An article that has a place mostly, of few communes more often."""
    unit = chance.choice(near if chance.random() < 0.6 else units)
    return document(
        name,
        when=f"{chance.randint(1995, 2024)}-05-0{chance.randint(1, 9)}",
        place=places.path(unit) if chance.random() < 0.9 else None,
        now=list(places.now(unit)[0]),
        topics=chance.sample(topics, chance.randint(0, 2)),
        refs=[f"{chance.randint(1, 60)}-CT/TW{chance.choice(['', '.XI', '.XII', '.XIII'])}"],
        source=f"nguồn {int(30 * chance.random() ** 2)}",
        body="kết nạp",
    )


def test_what_is_drawn_of_a_facet(reader):
    """Lists, trees, links, numbers and what is left out are the same, whatever is chosen, on both maps."""
    chance = random.Random(seed())
    known = {map_: reader.search(Query(facets=FACETS, map=map_)).facets for map_ in Map}
    sizes = {facet.name: len(facet.values) for facet in known[Map.THEN]}
    assert all(sizes[name] > 20 for name in ("place", "topic", "ref", "source"))
    for _ in range(ASKED):
        map_ = chance.choice(list(Map))
        filters = filters_of(dict(any_filter(chance, known[map_]) for _ in range(chance.choice((0, 1, 2)))))
        whole = reader.search(Query(filters=filters, facets=FACETS, map=map_))
        some = reader.search(Query(filters=filters, facets=FACETS, map=map_, most=drawn(map_)))
        params = Params(filters=filters, map=map_)
        for one, other in zip(some.facets, whole.facets, strict=True):
            assert len(one.values) <= len(other.values)
            mine, theirs = (unscaled(facet_view(facet, params, repr, WAYS)) for facet in (one, other))
            assert mine == theirs, (filters, map_)


def unscaled(view):
    """A view without the lengths of its bars: they are drawn for years only, of which all are told."""
    if view.name == "year":
        return view
    return replace(view, shown=without_bars(view.shown), more=without_bars(view.more))


def without_bars(choices):
    """Choices without the lengths of their bars."""
    return tuple(
        msgspec.structs.replace(one, share=0, children=without_bars(one.children)) for one in choices
    )


def any_filter(chance, facets):
    """One to three values of a facet, some that no article has."""
    facet = chance.choice([each for each in facets if each.values])
    values = [value.value for value in facet.values]
    strange = {"place": ["c:00001", "d:001", "P:01", "x"], "ref": ["9-CT/TW.XX"], "topic": ["x/y"]}
    own = [*chance.sample(values, min(len(values), chance.choice((1, 1, 2, 3)))), UNKNOWN]
    return facet.name, tuple(
        dict.fromkeys(
            [*own[: chance.randint(1, 4)], *strange.get(facet.name, ())[: chance.choice((0, 0, 1))]]
        )
    )


def test_a_large_facet_is_not_handed_over_whole(reader):
    """Of hundreds of places some are told, and how many there are."""
    (facet,) = reader.search(Query(facets=("place",), most=drawn(Map.THEN))).facets
    (whole,) = reader.search(Query(facets=("place",))).facets
    assert len(facet.values) < len(whole.values) / 4
    assert facet.size == len(whole.values)
    chosen = whole.values[-1].value if whole.values[-1].value != UNKNOWN else whole.values[-2].value
    asked = Query(filters=(Filter("place", (chosen,)),), facets=("place",), most=drawn(Map.THEN))
    (facet,) = reader.search(asked).facets
    assert [value.value for value in facet.values if value.selected] == [chosen]
