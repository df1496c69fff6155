"""What the archive says of one administrative unit: what it was and became, what happened there.

A unit of before July 2025 is counted on the map of the articles' time, one of today on today's map, which
counts what it was made of, too; the number on the other map is told beside it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from search import places
from search.facets import place_path
from search.model import Filter, Map, Query
from web.facets.placenames import map_of, years_label
from web.facets.trees import parent_of
from web.profiles.tallies import scope_json, scope_query
from web.texts.labels import value_label
from web.view import path_json

if TYPE_CHECKING:
    from collections.abc import Sequence

    from search.engine import Reader
    from search.model import Facet, FacetValue, PlacePath
    from search.topics import Taxonomy
    from web.addresses.params import Params

Json = dict[str, Any]

COUNTED = ("year", "topic", "source", "place")

MOST_BELOW = 24
"""Units right below it that are listed, those with the most articles."""


def about_place(reader: Reader, taxonomy: Taxonomy, unit_id: str, params: Params) -> Json | None:
    """The page of a unit, as plain data; None for an id that is not in the table."""
    if places.unit(unit_id) is None:
        return None
    map_ = map_of(unit_id)
    above = place_path(unit_id, map_)
    uppers = (topic.id for topic in taxonomy.topics.values() if topic.parent is None)
    query = replace(scope_query("place", unit_id, map_, COUNTED), opened=(*above, *uppers))
    result = reader.search(query)
    found = next((facet for facet in result.facets if facet.name == "place"), None)
    below = _below(found, unit_id, map_)
    return {
        **identity_json(unit_id, params.lang),
        **scope_json(reader, query, result, params),
        "other_map": _other(reader, unit_id, map_),
        "above": [
            _counted(each, _count(found, each), params.lang, map_) for each in above if each != unit_id
        ],
        "below": [_counted(each.value, each.count, params.lang, map_) for each in below[:MOST_BELOW]],
        "below_total": len(below),
    }


def identity_json(unit_id: str, lang: str) -> Json:
    """What a unit is called, was called, was made of, and is today."""
    unit = places.unit(unit_id)
    assert unit is not None
    level = places.level(unit_id)
    paths, partial = places.now(unit_id)
    gone = bool(unit.valid_to)
    return {
        "id": unit_id,
        "level": level.value if level else None,
        "kind": unit.kind,
        "name": unit.name,
        "label": places.short_label(unit_id),
        "place": path_json(places.path(unit_id)),
        "exists": not gone,
        "since": unit.valid_from or None,
        "until": unit.valid_to or None,
        "forms": [
            {
                "label": places.label(unit_id, form.since or _just_before(form.until)),
                "since": form.since or None,
                "until": form.until or None,
                "years": years_label(_year(form.since), _year(form.until), lang),
            }
            for form in unit.forms
        ],
        "before": [
            {"id": each, "label": places.label(each), "partial": len(places.successors(each)) > 1}
            for each in places.predecessors(unit_id)
        ],
        "after": [
            {
                "id": path[-1],
                "label": places.path_label(path),
                "partial": partial,
                "joined": _joined(unit_id, path[-1]),
            }
            for path in dict.fromkeys(map(_today, paths))
            if gone and path
        ],
    }


def _joined(unit_id: str, heir: str) -> list[str] | None:
    """The others that a unit was merged with, where that is of its own kind and name; else None."""
    before, after = places.unit(unit_id), places.unit(heir)
    if before is None or after is None or (before.kind, before.name) != (after.kind, after.name):
        return None
    return [places.short_label(each) for each in places.predecessors(heir) if each != unit_id]


def _today(path: PlacePath) -> PlacePath:
    """The part of a path that is there today: an old district has no successor, only a province above it."""
    return tuple(unit for unit in path if places.regime(unit) is places.Regime.NEW)


def _just_before(day: str) -> str:
    """A day on which a form of unknown beginning was so: as ISO text, smaller than that of its end."""
    return "0001-01-01" if day else ""


def _year(day: str) -> int | None:
    return int(day[:4]) if day else None


def _below(facet: Facet | None, unit_id: str, map_: Map) -> Sequence[FacetValue]:
    """The values right below a unit, the largest first."""
    if facet is None:
        return ()
    known = frozenset(value.value for value in facet.values)
    return [
        value
        for value in facet.values
        if value.count and parent_of("place", value.value, known, map_) == unit_id
    ]


def _count(facet: Facet | None, unit_id: str) -> int:
    return next((one.count for one in (facet.values if facet else ()) if one.value == unit_id), 0)


def _counted(unit_id: str, count: int, lang: str, map_: Map) -> Json:
    return {
        "value": unit_id,
        "label": value_label("place", unit_id, lang, map_, short=True),
        "count": count,
    }


def _other(reader: Reader, unit_id: str, map_: Map) -> Json:
    """How many articles the unit has on the other map."""
    other = Map.THEN if map_ is Map.NOW else Map.NOW
    total = reader.search(Query(filters=(Filter("place", (unit_id,)),), map=other, size=0)).total
    return {"map": other.value, "total": total}
