"""Of a facet of many values those that are told: the largest of each level of its tree. Arrays all through.

A value hangs on the nearest one above it that the facet has too: so a tree has no holes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from search.facets import TREES, uppers
from search.model import UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from search.embedded.container import Array
    from search.model import Most

CUT = (*TREES, "source")
"""Columns of which not all values are told where a query asks for the `most`."""

_NO_VALUES: Mapping[str, int] = {}


class Told(NamedTuple):
    """Values that are told, with their counts; what stands right `below` some; how many there are in all."""

    counts: dict[str, int]
    below: Mapping[str, int] = _NO_VALUES
    size: int = 0


class _Hung(NamedTuple):
    """The values that occur, ascending, and the one above each, or -1."""

    values: Array
    above: Array


class Tree:
    """The values of a column by number, which is their order by name too, and what stands above what."""

    def __init__(self, name: str, names: Sequence[str], numbers: Mapping[str, int]) -> None:
        self._name = name
        self._names, self._numbers = names, numbers
        self._above = np.array([next(self._path(value), -1) for value in names], np.int64)
        self._unknown = numbers.get(UNKNOWN, -1)

    def _path(self, value: str) -> Iterator[int]:
        """The values above one that the column has, the nearest first."""
        return (self._numbers[upper] for upper in uppers(self._name, value) if upper in self._numbers)

    def told(self, counts: Array, selected: Sequence[str], most: Most) -> Told:
        """The largest values by their counts, and the selected ones."""
        if not all(value in self._numbers for value in selected):
            return self._with(selected).told(self._laid(counts, selected), selected, most)
        chosen = [self._numbers[value] for value in selected]
        held = counts > 0
        held[chosen] = True
        hung = self._hung(held)
        numbers = hung.values
        if len(numbers) > most.top:
            opened = {at for value in selected for at in self._path(value) if held[at]}
            numbers = _largest(hung, self._keys(counts), opened.union(chosen), most)
        below = np.bincount(hung.above + 1, minlength=len(counts) + 1)[1:]
        inner = numbers[below.take(numbers) > 0]
        return Told(self._by_name(numbers, counts), self._by_name(inner, below), len(hung.values))

    def _with(self, more: Sequence[str]) -> Tree:
        """The same with values that no article has."""
        names = sorted({*self._names, *more})
        return Tree(self._name, names, {value: at for at, value in enumerate(names)})

    def _laid(self, counts: Array, more: Sequence[str]) -> Array:
        """Counts of the values of `_with`."""
        found = dict(zip(self._names, counts.tolist(), strict=True))
        return np.array([found.get(value, 0) for value in sorted({*self._names, *more})], np.int64)

    def _by_name(self, numbers: Array, counts: Array) -> dict[str, int]:
        names = map(self._names.__getitem__, numbers.tolist())
        return dict(zip(names, counts.take(numbers).tolist(), strict=True))

    def _keys(self, counts: Array) -> Array:
        """What orders values: the largest first, then by name, unknown last."""
        keys: Array = np.arange(len(counts)) - counts * len(counts)
        if self._unknown >= 0:
            keys[self._unknown] = len(counts)
        return keys

    def _hung(self, held: Array) -> _Hung:
        values = np.flatnonzero(held)
        uppers = self._above.take(values)
        missing = _holes(uppers, held)
        while len(missing):
            uppers[missing] = self._above.take(uppers.take(missing))
            missing = missing[_holes(uppers.take(missing), held)]
        return _Hung(values, uppers)


def _holes(uppers: Array, held: Array) -> Array:
    return np.flatnonzero((uppers >= 0) & ~held.take(uppers))


def _largest(hung: _Hung, keys: Array, opened: set[int], most: Most) -> Array:
    """The values that are told; `opened` are the selected ones and all above them."""
    is_told, is_open = np.zeros((2, len(keys)), bool)
    is_open[list(opened)] = is_told[list(opened)] = True
    for upper, count in ((-1, most.top), *((each, most.opened) for each in opened)):
        is_told[_first(hung.values[hung.above == upper], keys, count)] = True
    inside = np.flatnonzero((is_told & ~is_open).take(hung.above) & (hung.above >= 0))
    is_told[_first_of_each(hung.values.take(inside), hung.above.take(inside), keys, most.below)] = True
    return np.flatnonzero(is_told)


def _first(values: Array, keys: Array, count: int) -> Array:
    """The first values in their order."""
    if len(values) <= count:
        return values
    return values[np.argpartition(keys.take(values), count)[:count]]


def _first_of_each(values: Array, owners: Array, keys: Array, count: int) -> Array:
    """The first values of each owner."""
    order = np.lexsort((keys.take(values), owners))
    owners = owners.take(order)
    places = np.arange(len(owners)) - owners.searchsorted(owners)
    return values[order[places < count]]
