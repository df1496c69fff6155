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

from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from search.embedded.container import add_strings, fit, fitted, open_strings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from search.embedded.container import Array, Arrays, ArrayWriter

TOP = ".top"
"""After the name of a tree: the facet of its topmost values."""


LONGEST_ROW, MOST_IN_ROWS = 16, 1 << 21
"""Bytes of a row, and of all rows: sets with more members, or more sets, are only counted set by set."""


class FacetColumn:
    """An open facet. What is worked out for one question is kept for the next ones.

    `top` is the facet of the topmost values where this one is a tree.
    """

    def __init__(self, arrays: Arrays, name: str, top: FacetColumn | None = None) -> None:
        self.top = top
        self.sets = arrays[f"{name}.set"]
        self._first = arrays[f"{name}.first"].astype(np.int64)
        self._members = arrays[f"{name}.members"].astype(np.int64)
        self.names = tuple(open_strings(arrays, f"{name}.names").texts())
        self.numbers: Mapping[str, int] = {value: number for number, value in enumerate(self.names)}
        self.above = arrays[f"{name}.above"].astype(np.int64).reshape(-1, 2) - 1
        """Pairs of a value and the one right above it, or -1."""
        self._branches: dict[int, Branch] = {}
        plain = np.arange(len(self.names) + 1)
        self._is_plain = np.array_equal(self._first, plain) and np.array_equal(self._members, plain[:-1])

    def __len__(self) -> int:
        """The number of sets."""
        return len(self._first) - 1

    def members(self) -> Iterator[tuple[str, ...]]:
        """The values of each set."""
        members = self._members.tolist()
        for begin, end in pairwise(self._first.tolist()):
            yield tuple(self.names[number] for number in members[begin:end])

    @cached_property
    def _owners(self) -> Array:
        """Of each member, the set that it belongs to."""
        return np.repeat(np.arange(len(self)), np.diff(self._first))

    @cached_property
    def _by_value(self) -> tuple[Array, Array]:
        """The sets in the order of their values, and where those of each value begin."""
        order = np.argsort(self._members, kind="stable")
        return self._owners[order], np.searchsorted(self._members[order], np.arange(len(self.names) + 1))

    @cached_property
    def _at_top(self) -> Array:
        """The numbers that the values of `top` have here."""
        return np.array([self.numbers[name] for name in self.top.names] if self.top else [], np.int64)

    @cached_property
    def _rows(self) -> _Rows | None:
        """The members of each set as a row; without the topmost ones, which have a facet of their own.

        For few articles it is faster to count these than sets. None where rows would be long.
        """
        inner = np.ones(len(self.names), bool)
        inner[self._at_top] = False
        inside = inner[self._members]
        return _rows(self._owners[inside], self._members[inside], len(self), len(self.names))

    def has(self, wanted: Iterable[str]) -> Array:
        """Of each set, whether it has any of these values."""
        result = np.zeros(len(self), bool)
        owners, first = self._by_value
        for name in wanted:
            number = self.numbers.get(name)
            if number is not None:
                result[owners[first[number] : first[number + 1]]] = True
        return result

    @cached_property
    def all_by_set(self) -> Array:
        """How many of all articles, dead ones included, have each set."""
        return np.bincount(self.sets, minlength=len(self))

    @cached_property
    def all(self) -> Array:
        """How many of all articles, dead ones included, have each value."""
        return self.fold(self.all_by_set)

    def count(self, docs: Array) -> Array:
        """How many of some articles have each value."""
        if self._is_plain:
            return self.by_set(docs)
        rows = self._rows
        if rows is None or len(docs) * rows.width * 2 > len(self._members):
            return self.fold(self.by_set(docs))
        counts = np.bincount(rows.take(self.sets.take(docs)), minlength=len(self.names) + 1)[:-1]
        if self.top is not None:
            counts[self._at_top] = self.top.count(docs)
        return counts

    def by_set(self, docs: Array) -> Array:
        """How many of some articles have each set."""
        return np.bincount(self.sets.take(docs), minlength=len(self))

    def fold(self, by_set: Array) -> Array:
        """Counts of sets as counts of values."""
        if self._is_plain or not self.names:
            return by_set[: len(self.names)]
        owners, first = self._by_value  # every value has a member: none of these stretches is empty
        return np.add.reduceat(by_set.take(owners), first[:-1])

    def below(self, value: str) -> Branch:
        """The values right below one; nothing where there is no such value."""
        number = self.numbers.get(value, -2)
        if number not in self._branches:
            children = np.unique(self.above[self.above[:, 1] == number, 0])
            inside = np.flatnonzero(np.isin(self._members, children))
            places = np.searchsorted(children, self._members[inside])
            names = tuple(self.names[child] for child in children.tolist())
            self._branches[number] = Branch(names, self._owners[inside], places, len(self))
        return self._branches[number]


class _Rows(NamedTuple):
    """The members of each set in whole words of 64 bits, filled up with one value more than there are."""

    words: Array
    members: np.dtype[np.unsignedinteger]
    width: int
    """Members a row."""

    def take(self, sets: Array) -> Array:
        """The members of some sets, one row after the other."""
        found = self.words.take(sets, axis=0)
        return found.ravel().view(self.members)


def _rows(owners: Array, members: Array, sets: int, names: int) -> _Rows | None:
    """Members, in the order of their owners, as a row for each set; None where rows would be long."""
    dtype = np.dtype(fit(names))
    begins = np.searchsorted(owners, np.arange(sets + 1))
    longest = int(np.diff(begins).max(initial=0)) * dtype.itemsize
    words = max(1, -(-longest // 8))
    if longest > LONGEST_ROW or words * 8 * sets > MOST_IN_ROWS:
        return None
    width = words * 8 // dtype.itemsize
    rows = np.full((sets, width), names, dtype)
    rows[owners, np.arange(len(owners)) - begins[owners]] = members
    packed = rows.view(np.uint64)
    return _Rows(packed.ravel() if words == 1 else packed, dtype, width)


class Branch:
    """Values below another one, `names`; of each set of a facet that has some of them, which."""

    def __init__(self, names: tuple[str, ...], owners: Array, places: Array, sets: int) -> None:
        self.names = names
        self._owners, self._places = owners, places
        self._only = np.full(sets, len(names), fit(len(names)))
        """Of each set, its one value of these, or one more than there are: where no set has several."""
        self._only[owners] = places
        self._has_several = len(np.unique(owners)) < len(owners)

    def fold(self, by_set: Array) -> Array:
        """Counts of sets as counts of values."""
        counts = np.bincount(self._places, by_set.take(self._owners), len(self.names))
        return counts.astype(np.int64)

    def count(self, facet: FacetColumn, docs: Array) -> Array:
        """How many of some articles have each value."""
        if self._has_several:
            return self.fold(facet.by_set(docs))
        found = self._only.take(facet.sets.take(docs))
        return np.bincount(found, minlength=len(self.names) + 1)[:-1]


class _Sets(dict[tuple[str, ...], int]):
    """Numbers of sets, in the order in which they were met."""

    def __missing__(self, values: tuple[str, ...]) -> int:
        number = self[values] = len(self)
        return number


class FacetBuilder:
    """Collects sets of values; used for new articles, and for merging set by set."""

    def __init__(self) -> None:
        self._sets = _Sets()
        self._docs: list[int] = []
        self._parts: list[Array] = []
        self._above: set[tuple[str, str | None]] = set()
        self._paths: set[tuple[tuple[str, ...], ...]] = set()

    def add(self, sets: Iterable[tuple[str, ...]]) -> None:
        """The sets of the next articles."""
        self._docs.extend(map(self._sets.__getitem__, sets))

    def learn(self, some: Iterable[tuple[tuple[str, ...], ...]]) -> None:
        """What stands above what in the tree: the paths of the next articles."""
        for paths in set(some) - self._paths:
            self._paths.add(paths)
            for path in paths:
                self._above.update(zip(path, (None, *path[:-1]), strict=True))

    def merge(self, column: FacetColumn, kept: Array) -> None:
        """The sets of the next articles: those of another segment that are `kept`."""
        used = np.bincount(column.sets[kept], minlength=len(column))
        numbers = np.zeros(len(column), np.int64)
        for number, values in enumerate(column.members()):
            if used[number]:
                numbers[number] = self._sets[values]
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
