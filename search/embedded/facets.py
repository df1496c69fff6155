"""Counts the values of a facet over all segments: each alone, and with what is chosen already."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from search.facets import column, related
from search.model import UNKNOWN, Facet, FacetValue

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from search.embedded.container import Array
    from search.embedded.facet_columns import FacetColumn
    from search.embedded.segment import Segment
    from search.embedded.selection import Selection
    from search.model import Query


class Names(NamedTuple):
    """The values of a facet over all segments.

    `places` says of each segment where its values stand among `names`; `tops` are those at the top of the
    tree, `below` those right under a value.
    """

    names: tuple[str, ...]
    numbers: Mapping[str, int]
    places: tuple[Array, ...]
    tops: Array
    below: Mapping[int, Array]


class FacetCounter:
    """Counts facets over the segments of one snapshot."""

    def __init__(self, segments: Sequence[Segment]) -> None:
        self._segments = segments
        self.names = cache(self._names)

    def _names(self, name: str) -> Names:
        columns = [segment.values.facets[name] for segment in self._segments]
        names = tuple(sorted({value for each in columns for value in each.names}))
        numbers = {value: number for number, value in enumerate(names)}
        places = tuple(np.array([numbers[value] for value in each.names], np.int64) for each in columns)
        tops, below = _tree(columns, places)
        return Names(names, numbers, places, tops, below)

    def counts(self, name: str, selections: Sequence[Selection], but: str) -> Array:
        """How many selected articles have each value, under all filters but one; by number of the value."""
        names = self.names(name)
        if len(selections) == 1:
            facet = selections[0].values.facets[name]
            return facet.fold(facet.count(selections[0].kept(but)))
        total = np.zeros(len(names.names), np.int64)
        for selection, places in zip(selections, names.places, strict=True):
            facet = selection.values.facets[name]
            total[places] += facet.fold(facet.count(selection.kept(but)))
        return total

    def shown(self, name: str, opened: Sequence[str] | None) -> Array | None:
        """The values that are listed: all (None), or those at the top and below the opened ones."""
        names = self.names(name)
        if opened is None or not names.below:
            return None
        open_ = [names.numbers[value] for value in opened if value in names.numbers]
        parts = [names.below[number] for number in open_ if number in names.below]
        return np.unique(np.concatenate([names.tops, *parts]))

    def facet(self, name: str, selections: Sequence[Selection], query: Query) -> Facet:
        """The values that occur, and the selected ones even at 0; highest count first, unknown last."""
        own = column(name, query.map)
        names = self.names(own).names
        counts = self.counts(own, selections, name)
        shown = self.shown(own, query.opened)
        listed = np.flatnonzero(counts) if shown is None else shown[counts[shown] > 0]
        found = {names[number]: int(counts[number]) for number in listed.tolist()}
        selected = query.values(name)
        for value in selected:
            number = self.names(own).numbers.get(value)
            found.setdefault(value, 0 if number is None else int(counts[number]))
        totals = self._totals(name, own, selections, selected, found) if selected else found
        ordered = sorted(found.items(), key=lambda item: (item[0] == UNKNOWN, -item[1], item[0]))
        values = (FacetValue(value, count, value in selected, totals[value]) for value, count in ordered)
        return Facet(name, tuple(values))

    def _totals(
        self,
        name: str,
        own: str,
        selections: Sequence[Selection],
        selected: Sequence[str],
        found: Iterable[str],
    ) -> dict[str, int]:
        """How many articles have a value or one of those chosen beside it."""
        numbers = self.names(own).numbers
        kept: dict[tuple[str, ...], tuple[int, Array]] = {}
        totals = {}
        for value in found:
            beside = tuple(other for other in selected if not related(name, value, other))
            if beside not in kept:
                kept[beside] = self._beside(own, selections, name, beside)
            have, more = kept[beside]
            number = numbers.get(value)
            totals[value] = have + (int(more[number]) if number is not None else 0)
        return totals

    def _beside(
        self, own: str, selections: Sequence[Selection], name: str, beside: Sequence[str]
    ) -> tuple[int, Array]:
        """How many articles have one of some values, and of the others how many have each value."""
        names = self.names(own)
        have, more = 0, np.zeros(len(names.names), np.int64)
        for selection, places in zip(selections, names.places, strict=True):
            facet = selection.values.facets[own]
            by_set = facet.count(selection.kept(name))
            chosen = facet.has(beside)
            have += int(by_set[chosen].sum())
            more[places] += facet.fold(np.where(chosen, 0, by_set))
        return have, more


def _tree(columns: Sequence[FacetColumn], places: Sequence[Array]) -> tuple[Array, dict[int, Array]]:
    """The values at the top, and those below each value."""
    tops: set[int] = set()
    below: dict[int, set[int]] = {}
    for facet, at in zip(columns, places, strict=True):
        for value, above in facet.above.tolist():
            if above < 0:
                tops.add(int(at[value]))
            else:
                below.setdefault(int(at[above]), set()).add(int(at[value]))
        everything = set(at.tolist())
        tops |= everything - {int(at[value]) for value, _ in facet.above.tolist()}
    return np.array(sorted(tops), np.int64), {key: np.array(sorted(each)) for key, each in below.items()}
