"""Counts the values of a facet: each alone, and with what is chosen already."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from search.facets import related
from search.model import UNKNOWN, Facet, FacetValue

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from search.embedded.columns import FacetColumn

    Mask = NDArray[np.bool_]


def count_facet(name: str, column: FacetColumn, matching: Mask, selected: Sequence[str]) -> Facet:
    """All values that occur, and the selected ones even at 0; highest count first, unknown last.

    `matching` are the documents under all filters but this facet's own.
    """
    counts = column.count(matching)
    found = {column.names[number]: int(counts[number]) for number in np.flatnonzero(counts)}
    for value in selected:
        found.setdefault(value, 0)
    totals = _totals(name, column, matching, selected, found) if selected else found
    ordered = sorted(found.items(), key=lambda item: (item[0] == UNKNOWN, -item[1], item[0]))
    values = (FacetValue(value, count, value in selected, totals[value]) for value, count in ordered)
    return Facet(name, tuple(values))


def _totals(
    name: str, column: FacetColumn, matching: Mask, selected: Sequence[str], found: dict[str, int]
) -> dict[str, int]:
    """How many documents have a value or one of those chosen beside it."""
    kept: dict[tuple[str, ...], tuple[int, NDArray[np.int64]]] = {}
    totals = {}
    for value in found:
        beside = tuple(other for other in selected if not related(name, value, other))
        if beside not in kept:
            chosen = column.mask(beside, len(matching))
            kept[beside] = int(np.count_nonzero(matching & chosen)), column.count(matching & ~chosen)
        have, more = kept[beside]
        number = column.numbers.get(value)
        totals[value] = have + (int(more[number]) if number is not None else 0)
    return totals
