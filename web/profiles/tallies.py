"""What pages about a document, place, topic or source share: largest counts, first and last article."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from search.model import UNKNOWN, Filter, Map, Query, Sort, Trust
from search.places import level
from web.view import facet_json, hit_json

if TYPE_CHECKING:
    from collections.abc import Sequence

    from search.engine import Reader
    from search.model import Facet, Result
    from web.addresses.params import Params

Json = dict[str, Any]

SHOWN = 10
"""Places, topics and others that are listed beside all years."""

NEWEST = 8
"""Newest articles on the page of a place, topic or source."""

DATED = Filter("trust", tuple(trust.value for trust in (Trust.STATED, Trust.FEED, Trust.URL)))
"""Articles whose day is known, not inferred."""


def largest(facet: Facet, most: int = SHOWN) -> Facet:
    """Years all, in their order; of the rest the largest: provinces of places, the lower ones of topics."""
    if facet.name == "year":
        return replace(facet, values=tuple(sorted(facet.values, key=lambda one: one.value)))
    top = (one for one in facet.values if facet.name != "place" or level(one.value) in (None, "province"))
    tops = (one for one in top if facet.name != "topic" or "/" in one.value or one.value == UNKNOWN)
    return replace(facet, values=tuple(tops)[:most])


def dated(reader: Reader, query: Query, sort: Sort, lang: str) -> Json | None:
    """The first article in an order of time whose day is known."""
    asked = replace(query, filters=(*query.filters, DATED), facets=(), fold=False, sort=sort, page=1, size=1)
    hits = reader.search(asked).hits
    return hit_json(hits[0], lang) if hits else None


def scope_query(facet: str, value: str, map_: Map, facets: Sequence[str]) -> Query:
    """The newest articles that have a value, with some facets counted; those of places at their top."""
    return Query(
        filters=(Filter(facet, (value,)),),
        facets=tuple(facets),
        fold=True,
        map=map_,
        sort=Sort.NEWEST,
        size=NEWEST,
    )


def scope_json(reader: Reader, query: Query, result: Result, params: Params) -> Json:
    """What is told of the articles of any scope: how many, first, last, newest, by year and so on."""
    facets = {
        facet.name: facet_json(largest(facet), params.lang, query.map)["values"] for facet in result.facets
    }
    return {
        "total": result.total,
        "groups": result.groups,
        "map": query.map.value,
        "first": dated(reader, query, Sort.OLDEST, params.lang),
        "last": dated(reader, query, Sort.NEWEST, params.lang),
        "years": facets.get("year", []),
        "places": facets.get("place", []),
        "topics": facets.get("topic", []),
        "sources": facets.get("source", []),
        "trust": facets.get("trust", []),
        "newest": [hit_json(hit, params.lang) for hit in result.hits],
        "generation": result.generation,
    }
