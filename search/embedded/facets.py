"""Counts the values of a facet over all segments: each alone, and with what is chosen already."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from search.embedded.facet_columns import TOP
from search.embedded.largest import CUT, Told, Tree
from search.facets import TREES, column, related
from search.model import UNKNOWN, Facet, FacetValue

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from search.embedded.container import Array
    from search.embedded.segment import Segment
    from search.embedded.selection import Selection
    from search.model import Query


class Names(NamedTuple):
    """The values of a facet over all segments, and of each segment where its values stand among them."""

    names: tuple[str, ...]
    numbers: Mapping[str, int]
    places: tuple[Array, ...]


Counted = tuple[tuple[str, ...], "Array"]
"""Some values, and how many articles have each."""


class FacetCounter:
    """Counts facets over the segments of one snapshot."""

    def __init__(self, segments: Sequence[Segment]) -> None:
        self._segments = segments
        self.names = cache(self._names)
        self.tree = cache(self._tree)

    def _names(self, name: str) -> Names:
        return _joined([segment.values.facets[name].names for segment in self._segments])

    def _tree(self, name: str) -> Tree:
        names, numbers, _ = self.names(name)
        return Tree(name, names, numbers)

    def counts(self, name: str, selections: Sequence[Selection], but: str) -> Counted:
        """How many selected articles have each value, under all filters but one."""
        parts = [selection.filtered.count(name, but) for selection in selections]
        return _summed(self.names(name), parts)

    def below(self, name: str, value: str, selections: Sequence[Selection], but: str) -> Counted:
        """The same for the values right below one in a tree."""
        found = [selection.filtered.below(name, value, but) for selection in selections]
        if len(found) == 1:
            return found[0]
        return _summed(_joined([names for names, _ in found]), [counts for _, counts in found])

    def shown(
        self, name: str, selections: Sequence[Selection], but: str, opened: Sequence[str] | None
    ) -> list[Counted]:
        """What is listed: every value (`opened` is None), or those at the top and below the opened ones."""
        if opened is None or name not in TREES:
            return [self.counts(name, selections, but)]
        below = [self.below(name, value, selections, but) for value in opened]
        return [self.counts(f"{name}{TOP}", selections, but), *below]

    def facet(self, name: str, selections: Sequence[Selection], query: Query) -> Facet:
        """The values that occur, and the selected ones even at 0; highest count first, unknown last."""
        own, selected = column(name, query.map), query.values(name)
        is_cut = query.most is not None and query.opened is None and own in CUT
        if is_cut:
            told = self._largest(name, own, selections, query)
        else:
            listed = self.shown(own, selections, name, query.opened)
            if len(listed) == 1 and not selected:
                return Facet(name, tuple(_ordered(*listed[0])))
            told = Told(self._found(name, own, selections, selected, listed))
        found = told.counts
        totals = self._totals(name, own, selections, selected, found) if selected else found
        ordered = sorted(found.items(), key=lambda item: (item[0] == UNKNOWN, -item[1], item[0]))
        values = (
            FacetValue(value, count, value in selected, totals[value], told.below.get(value, 0))
            for value, count in ordered
        )
        return Facet(name, tuple(values), told.size)

    def _found(
        self,
        name: str,
        own: str,
        selections: Sequence[Selection],
        selected: Sequence[str],
        listed: Iterable[Counted],
    ) -> dict[str, int]:
        """How many articles have each listed value that occurs, and each selected one."""
        found = {
            names[at]: int(counts[at]) for names, counts in listed for at in np.flatnonzero(counts).tolist()
        }
        if not all(value in found for value in selected):
            _, counts = self.counts(own, selections, name)
            for value in selected:
                number = self.names(own).numbers.get(value)
                found.setdefault(value, 0 if number is None else int(counts[number]))
        return found

    def _largest(self, name: str, own: str, selections: Sequence[Selection], query: Query) -> Told:
        """The largest values of a facet, and the selected ones."""
        assert query.most is not None
        _, counts = self.counts(own, selections, name)
        return self.tree(own).told(counts, query.values(name), query.most)

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
            by_set = selection.filtered.by_set(own, name)
            chosen = facet.has(beside)
            have += int(by_set[chosen].sum())
            more[places] += facet.fold(np.where(chosen, 0, by_set))
        return have, more


def _ordered(names: tuple[str, ...], counts: Array) -> list[FacetValue]:
    """The values that occur, highest count first, unknown last; `names` are in order."""
    held = np.flatnonzero(counts)
    held = held[np.argsort(-counts[held], kind="stable")]
    some = [names[at] for at in held.tolist()]
    found = [
        FacetValue(name, count, total=count) for name, count in zip(some, counts[held].tolist(), strict=True)
    ]
    if UNKNOWN in some:
        found.append(found.pop(some.index(UNKNOWN)))
    return found


def _joined(names: Sequence[tuple[str, ...]]) -> Names:
    every = tuple(sorted({value for each in names for value in each}))
    numbers = {value: at for at, value in enumerate(every)}
    return Names(
        every, numbers, tuple(np.array([numbers[value] for value in each], np.int64) for each in names)
    )


def _summed(names: Names, parts: Sequence[Array]) -> Counted:
    if len(parts) == 1:
        return names.names, parts[0]
    total = np.zeros(len(names.names), np.int64)
    for places, part in zip(names.places, parts, strict=True):
        total[places] += part
    return names.names, total
