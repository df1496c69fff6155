"""The facet values of a document: the same for every engine."""

from __future__ import annotations

from datetime import date
from functools import cache, lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from search import places
from search.bylines import authors_of
from search.model import UNKNOWN, Map
from search.terms_of_office import term_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from search.model import Document, PlacePath

PLACE_COLUMNS = {Map.THEN: "place_then", Map.NOW: "place_now"}
"""The place facet is counted on one of two maps; each has a column."""

COLUMNS = (
    "place_then",
    "place_now",
    "year",
    "month",
    "term",
    "about",
    "topic",
    "trust",
    "source",
    "ref",
    "byline",
)

TREES = ("place_then", "place_now", "topic", "ref")
"""Columns whose values stand in a tree; an article has the values above its own, too."""

_STROKES = {"topic": "/", "ref": "."}
"""What stands between a value and the one above it, in the trees whose values tell that."""


def column(facet: str, map_: Map) -> str:
    """The column that holds a facet's values."""
    return PLACE_COLUMNS[map_] if facet == "place" else facet


def paths(document: Document) -> dict[str, tuple[tuple[str, ...], ...]]:
    """The values of a document in the columns that are trees, each from the top down."""
    location = document.location
    return {
        "place_then": (location.then,) if location else (),
        "place_now": location.now if location else (),
        "topic": tuple((topic.id.partition("/")[0], topic.id) for topic in document.topics),
        "ref": tuple(citation.keys for citation in document.citations),
    }


def values(document: Document) -> dict[str, tuple[str, ...]]:
    """The values of a document in every column; those above them in a tree included, no value twice."""
    location = document.location
    then = location.then if location else (UNKNOWN,)
    now = [unit for path in location.now for unit in path] if location else [UNKNOWN]
    topics = [part for topic in document.topics for part in (topic.id.partition("/")[0], topic.id)]
    year = document.published.year
    found = {
        "place_then": then,
        "place_now": now or [UNKNOWN],
        "year": (str(year) if year else UNKNOWN,),
        "month": (_month(document),),
        "term": (term_of(document) or UNKNOWN,),
        "about": [str(about) for about in document.about_years],
        "topic": topics or [UNKNOWN],
        "trust": (document.published.trust.value,),
        "source": (document.article.source,),
        "byline": authors_of(document.article) or (UNKNOWN,),
        "ref": [key for citation in document.citations for key in citation.keys],
    }
    return {name: tuple(dict.fromkeys(found[name])) for name in COLUMNS}


def _month(document: Document) -> str:
    published = document.published
    if published.day:
        return f"{published.day:%Y-%m}"
    return f"{published.year}-{published.month:02d}" if published.year and published.month else UNKNOWN


def uppers(name: str, value: str) -> Iterator[str]:
    """The values above one in the tree of a column, by the tables, the nearest first; none in a list."""
    upper = _right_above(name, value)
    while upper:
        yield upper
        upper = _right_above(name, upper)


def _right_above(name: str, value: str) -> str | None:
    if name in _STROKES:
        return value.rpartition(_STROKES[name])[0]
    return _units_above(name).get(value) if name in TREES else None


@cache
def _units_above(name: str) -> Mapping[str, str]:
    """The unit right above every unit of the table on the map of a column, but provinces."""
    map_ = next(map_ for map_, own in PLACE_COLUMNS.items() if own == name)
    paths = (place_path(unit.id, map_) for unit in places.units())
    return {lower: upper for path in paths for upper, lower in pairwise(path)}


def place_path(unit_id: str, map_: Map) -> PlacePath:
    """A unit with all above it; on today's map an old district lies in its new province."""
    return places.now(unit_id)[0][0] if map_ is Map.NOW else places.path(unit_id)


def related(facet: str, one: str, other: str) -> bool:
    """Whether one value stands above the other in its facet's tree: choosing one replaces the other."""
    if one == other:
        return False
    if facet == "place":
        return one in _above(other) or other in _above(one)
    if facet == "topic":
        return one.startswith(f"{other}/") or other.startswith(f"{one}/")
    if facet == "ref":
        return one.startswith(f"{other}.") or other.startswith(f"{one}.")
    return False


@lru_cache(1 << 16)  # asked for each of thousands of values
def _above(unit: str) -> frozenset[str]:
    """The units above a place on the map of its time and, for a former district, on today's."""
    paths = [path for path in places.now(unit)[0] if unit in path]
    return frozenset((*places.path(unit), *(each for path in paths for each in path)))


def moment(document: Document) -> int | None:
    """A sort key of the date, in minutes: its time, or the start of its likely year; None if unknown."""
    published = document.published
    if published.day is not None:
        clock = published.clock
        return published.day.toordinal() * 1440 + (clock.hour * 60 + clock.minute if clock else 0)
    if published.year is not None and published.month is not None:
        return date(published.year, published.month, 1).toordinal() * 1440
    if published.year is not None:
        return (published.year - 1) * 525_960  # 365.25 days: before nearly all stated dates of that year
    return None
