"""Facet values by the value above each, for the facets whose values stand in a tree.

A facet may have ten thousand values, of which a page draws some: what is done for each value is done here.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from search import places
from web.labels import parent_value, place_path

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from search.model import Facet, FacetValue, Map, PlacePath

Below = dict[str | None, list["FacetValue"]]
"""Values by the one above them, None for those at the top; each list in the order of the facet."""

_IN_TREES = ("topic", "ref")


def by_parent(facet: Facet, map_: Map) -> Below:
    """The values of a facet by the nearest value above each that the facet has too."""
    if facet.name == "place":
        return _places_by_parent(facet.values, map_)
    if facet.name not in _IN_TREES:
        return {None: list(facet.values)}
    known = frozenset(value.value for value in facet.values)
    below: Below = {}
    for value in facet.values:
        below.setdefault(parent_value(facet.name, value.value, known, map_), []).append(value)
    return below


def _places_by_parent(values: Sequence[FacetValue], map_: Map) -> Below:
    known = {value.value for value in values}
    below: Below = {None: []}
    uppers = _uppers(map_)
    for value in values:
        for unit in uppers.get(value.value, ()):
            if unit in known:
                parent: str | None = unit
                break
        else:
            parent = None
        if parent in below:
            below[parent].append(value)
        else:
            below[parent] = [value]
    return below


@cache
def _uppers(map_: Map) -> Mapping[str, PlacePath]:
    """The units above every unit of the table on a map, the nearest first."""
    return {unit.id: place_path(unit.id, map_)[-2::-1] for unit in places.units()}
