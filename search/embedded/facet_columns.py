"""A facet of a segment: for each article one number, that of the *set* of values that it has.

Articles share few sets: one year each, some thousand places with all that lies above them, a few hundred
combinations of topics. So a facet of several values, a tree too, costs one small number an article; values
are counted by counting sets, once, and then adding up the members of each set. Nothing is ever counted twice.

    <facet>.set       of each article, its set
    <facet>.first     where each set's values begin in
    <facet>.members   values by number
    <facet>.names     the values, in order
    <facet>.above     pairs (value, the value right above it or -1): a place may have stood in two provinces

A facet that is a tree has a second one, `<facet>.top`, of its topmost values alone: what a page shows first
is counted over some sixty sets instead of some ten thousand.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from search.embedded.container import add_strings, fitted, open_strings

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from search.embedded.container import Array, Arrays, ArrayWriter

TOP = ".top"
"""After the name of a tree: the facet of its topmost values."""


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
    is_plain: bool
    """Whether each set is one value, in order: then counts of sets are counts of values."""
    branches: dict[int, Branch] = field(default_factory=dict)
    """Branches that were asked for, by the value above them."""

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
        if self.is_plain:
            return by_set
        weights = by_set.take(self.owners)
        return np.bincount(self.members, weights, minlength=len(self.names)).astype(np.int64)

    def below(self, value: int) -> Branch:
        """The values right below one."""
        if value not in self.branches:
            children = np.unique(self.above[self.above[:, 1] == value, 0])
            inside = np.flatnonzero(np.isin(self.members, children))
            place = np.searchsorted(children, self.members[inside])
            self.branches[value] = Branch(children, self.owners[inside], place)
        return self.branches[value]


class Branch(NamedTuple):
    """Values below another one; of each set that has one of them, which."""

    values: Array
    owners: Array
    places: Array

    def fold(self, by_set: Array) -> Array:
        """Counts of sets as counts of these values."""
        counts = np.bincount(self.places, by_set.take(self.owners), len(self.values))
        return counts.astype(np.int64)


def open_facet(arrays: Arrays, name: str) -> FacetColumn:
    """The facet that `FacetBuilder.write` wrote."""
    names = tuple(open_strings(arrays, f"{name}.names").texts())
    first = arrays[f"{name}.first"]
    members = arrays[f"{name}.members"].astype(np.int64)
    sizes = np.diff(first.astype(np.int64)).astype(np.int64)
    owners = np.repeat(np.arange(len(first) - 1), sizes)
    numbers = {value: number for number, value in enumerate(names)}
    above = arrays[f"{name}.above"].astype(np.int64).reshape(-1, 2) - 1
    is_plain = len(first) == len(names) + 1 and np.array_equal(members, np.arange(len(names)))
    return FacetColumn(arrays[f"{name}.set"], first, members, owners, names, numbers, above, is_plain)


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

    def write(self, writer: ArrayWriter, name: str, *, is_tree: bool = False) -> None:
        """Write the facet, and that of its topmost values if it is a tree.

        Values that no article has any more are left out.
        """
        sets = np.concatenate([*self._parts, np.array(self._docs, np.int64)]).astype(np.int64)
        _write(writer, name, self._sets, sets, self._above)
        if is_tree:
            nested = {value for value, above in self._above if above is not None}
            nested -= {value for value, above in self._above if above is None}
            tops: dict[tuple[str, ...], int] = {}
            at = [
                tops.setdefault(tuple(value for value in each if value not in nested), len(tops))
                for each in self._sets
            ]
            _write(writer, f"{name}{TOP}", tops, np.array(at, np.int64)[sets], set())


def _write(
    writer: ArrayWriter,
    name: str,
    found: Mapping[tuple[str, ...], int],
    sets: Array,
    tree: set[tuple[str, str | None]],
) -> None:
    order = sorted(found)
    rank = np.zeros(len(order), np.int64)
    rank[[found[values] for values in order]] = np.arange(len(order))
    values = sorted({value for each in order for value in each})
    numbers = {value: number for number, value in enumerate(values)}
    writer.add(f"{name}.set", fitted(rank.take(sets)))
    writer.add(f"{name}.first", fitted(np.cumsum([0, *map(len, order)])))
    writer.add(f"{name}.members", fitted([numbers[value] for each in order for value in each]))
    add_strings(writer, f"{name}.names", [value.encode() for value in values])
    writer.add(f"{name}.above", fitted(_pairs(tree, numbers)))


def _pairs(tree: set[tuple[str, str | None]], numbers: Mapping[str, int]) -> Sequence[int]:
    """Pairs of numbers plus one, so that nothing above is 0."""
    found = sorted(
        (numbers[value] + 1, numbers[above] + 1 if above is not None else 0)
        for value, above in tree
        if value in numbers and (above is None or above in numbers)
    )
    return [number for pair in found for number in pair]
