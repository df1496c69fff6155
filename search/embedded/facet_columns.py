"""A facet of a segment: for each article one number, that of the *set* of values that it has.

Articles share few sets: one year each, some thousand places with all that lies above them, a few hundred
combinations of topics. So a facet of several values, a tree too, costs one small number an article; values
are counted by counting sets, once, and then adding up the members of each set. Nothing is ever counted twice.

    <facet>.set       of each article, its set
    <facet>.first     where each set's values begin in
    <facet>.members   values by number
    <facet>.names     the values, in order
    <facet>.above     pairs (value, the value right above it or -1): a place may have stood in two provinces
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from search.embedded.container import add_strings, fitted, open_strings

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from search.embedded.container import Array, Arrays, ArrayWriter


@dataclass(frozen=True, slots=True)
class FacetColumn:
    """An open facet; `above` has a row a pair."""

    sets: Array
    first: Array
    members: Array
    owners: Array
    """Of each of `members`, the set that it belongs to."""
    names: tuple[str, ...]
    numbers: Mapping[str, int]
    above: Array

    def has(self, wanted: Iterable[str]) -> Array:
        """Of each set, whether it has any of these values."""
        chosen = [self.numbers[name] for name in wanted if name in self.numbers]
        result = np.zeros(len(self.first) - 1, bool)
        result[self.owners[np.isin(self.members, chosen)]] = True
        return result

    def count(self, docs: Array) -> Array:
        """How many of some articles have each set."""
        return np.bincount(self.sets.take(docs), minlength=len(self.first) - 1)

    def fold(self, by_set: Array) -> Array:
        """Counts of sets as counts of values."""
        if len(self.members) == len(by_set) == len(self.names):  # one value a set, in order
            return by_set.take(self.owners)
        weights = by_set.take(self.owners)
        return np.bincount(self.members, weights, minlength=len(self.names)).astype(np.int64)


def open_facet(arrays: Arrays, name: str) -> FacetColumn:
    """The facet that `FacetBuilder.write` wrote."""
    names = tuple(open_strings(arrays, f"{name}.names").texts())
    first = arrays[f"{name}.first"]
    members = arrays[f"{name}.members"].astype(np.int64)
    sizes = np.diff(first.astype(np.int64)).astype(np.int64)
    owners = np.repeat(np.arange(len(first) - 1), sizes)
    numbers = {value: number for number, value in enumerate(names)}
    above = arrays[f"{name}.above"].astype(np.int64).reshape(-1, 2) - 1
    return FacetColumn(arrays[f"{name}.set"], first, members, owners, names, numbers, above)


class FacetBuilder:
    """Collects sets of values; used for new articles one by one, and for merging set by set."""

    def __init__(self) -> None:
        self._sets: dict[tuple[str, ...], int] = {}
        self._docs: list[int] = []
        self._parts: list[Array] = []
        self._above: set[tuple[str, str | None]] = set()
        self._paths: set[tuple[tuple[str, ...], ...]] = set()

    def add(self, values: tuple[str, ...]) -> None:
        """The set of the next article."""
        self._docs.append(self._sets.setdefault(values, len(self._sets)))

    def learn(self, paths: tuple[tuple[str, ...], ...]) -> None:
        """What stands above what in the tree."""
        if paths not in self._paths:
            self._paths.add(paths)
            for path in paths:
                self._above.update(zip(path, (None, *path[:-1]), strict=True))

    def merge(self, column: FacetColumn, kept: Array) -> None:
        """The sets of the next articles: those of another segment that are `kept`."""
        bounds = column.first.tolist()
        members = column.members.tolist()
        used = np.bincount(column.sets[kept], minlength=len(bounds) - 1)
        numbers = np.zeros(len(bounds) - 1, np.int64)
        for number in np.flatnonzero(used).tolist():
            values = tuple(column.names[at] for at in members[bounds[number] : bounds[number + 1]])
            numbers[number] = self._sets.setdefault(values, len(self._sets))
        self._parts.append(fitted(numbers[column.sets[kept]]))
        names = column.names
        self._above.update((names[v], names[a] if a >= 0 else None) for v, a in column.above.tolist())

    def write(self, writer: ArrayWriter, name: str) -> None:
        """Write the facet. Values that no article has any more are left out."""
        order = sorted(self._sets)
        rank = np.zeros(len(order), np.int64)
        rank[[self._sets[values] for values in order]] = np.arange(len(order))
        values = sorted({value for each in order for value in each})
        numbers = {value: number for number, value in enumerate(values)}
        sets = np.concatenate([*self._parts, np.array(self._docs, np.int64)]).astype(np.int64)
        writer.add(f"{name}.set", fitted(rank.take(sets)))
        writer.add(f"{name}.first", fitted(np.cumsum([0, *map(len, order)])))
        writer.add(f"{name}.members", fitted([numbers[value] for each in order for value in each]))
        add_strings(writer, f"{name}.names", [value.encode() for value in values])
        writer.add(f"{name}.above", fitted(self._pairs(numbers)))

    def _pairs(self, numbers: Mapping[str, int]) -> Sequence[int]:
        """Pairs of numbers plus one, so that nothing above is 0."""
        found = sorted(
            (numbers[value] + 1, numbers[above] + 1 if above is not None else 0)
            for value, above in self._above
            if value in numbers and (above is None or above in numbers)
        )
        return [number for pair in found for number in pair]
