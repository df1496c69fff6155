"""Facet values by the value above each, for the facets whose values stand in a tree."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from search.facets import TREES, column, uppers

if TYPE_CHECKING:
    from collections.abc import Collection

    from search.model import Facet, FacetValue, Map

Below = dict[str | None, list["FacetValue"]]
"""Values by the one above them, None for those at the top."""


def by_parent(facet: Facet, map_: Map) -> Below:
    """The values of a facet by the nearest value above each that the facet has too."""
    if column(facet.name, map_) not in TREES:
        return {None: list(facet.values)}
    known = frozenset([value.value for value in facet.values])
    below: Below = {}
    for value in facet.values:
        below.setdefault(parent_of(facet.name, value.value, known, map_), []).append(value)
    return below


def parent_of(facet: str, value: str, known: Collection[str], map_: Map) -> str | None:
    """The nearest value above this one among the known ones; None at the top of a facet."""
    return next((upper for upper in _uppers(column(facet, map_), value) if upper in known), None)


@lru_cache(1 << 15)  # the same values stand on every page
def _uppers(name: str, value: str) -> tuple[str, ...]:
    return tuple(uppers(name, value))
