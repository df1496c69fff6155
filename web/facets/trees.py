"""Facet values by the value above each, for the facets whose values stand in a tree.

A facet may have ten thousand values, of which a page draws some: what is done for each value is done here.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from search import places
from web.texts.labels import parent_value, place_path

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from search.model import Facet, FacetValue, Map

Below = dict[str | None, list["FacetValue"]]
"""Values by the one above them, None for those at the top."""

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
    """By the unit right above each; what hangs on one that the facet lacks is hung on the next one above."""
    right_above = _right_above(map_)
    below: Below = defaultdict(list)
    for value in values:
        below[right_above.get(value.value)].append(value)
    known = {value.value for value in values}
    for unit in [unit for unit in below if unit is not None and unit not in known]:
        upper = right_above.get(unit)
        while upper is not None and upper not in known:
            upper = right_above.get(upper)
        below[upper] += below.pop(unit)
    return dict(below)


@cache
def _right_above(map_: Map) -> Mapping[str, str]:
    """The unit right above every unit of the table on a map but provinces."""
    return {lower: upper for unit in places.units() for upper, lower in pairwise(place_path(unit.id, map_))}
