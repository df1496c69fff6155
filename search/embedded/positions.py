"""Where terms stand: the positions behind the entries of lists or columns, found without reading the rest.

The positions of all entries follow each other, as many for each as its frequency says. `starts` holds a
running sum of frequencies at every 256th entry, `within` at every 32nd the sum since then; what lies between
it and an entry is added up from as many bytes.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from search.embedded.narrow import Narrow, open_narrow
from search.embedded.sets import find, only
from search.ranking import MOST_TF

if TYPE_CHECKING:
    from search.embedded.container import Array, Arrays

BLOCK = 256
"""Entries between two running sums; frequencies are filled up with zeros to a whole number of blocks."""

STEP = 32
"""Entries between two sums within a block."""

_SUMMED = 3
"""Summing up to one entry from its block costs as much as summing so many entries of a term in a row."""

_EVEN = np.uint64(0x00FF00FF00FF00FF)
_FOLD = np.uint64(0x0001000100010001)


def _masks() -> Array:
    """For each place within a step, ones over the bytes before it, as four words."""
    lanes = np.arange(STEP)
    masks = np.where(lanes[:, None] > lanes, 0xFF, 0).astype(np.uint8)
    return masks.view(np.uint64)


_BEFORE = _masks()


class Runs:
    """Frequencies of lists or of columns, and the positions behind them."""

    def __init__(self, arrays: Arrays, name: str) -> None:
        self.freqs = open_narrow(arrays, name)
        has_positions = f"{name}.positions" in arrays
        self.positions: Narrow | None = open_narrow(arrays, f"{name}.positions") if has_positions else None
        self._starts = arrays.get(f"{name}.starts")
        self._within = arrays.get(f"{name}.within")

    @cached_property
    def _excess(self) -> Array:
        """What the large frequencies have above 255, summed up."""
        over = self.freqs.over.astype(np.int64) - MOST_TF
        return np.concatenate([np.zeros(1, np.int64), np.cumsum(over)])

    def begins(self, first: int, last: int, entries: Array) -> Array:
        """Where the positions of `entries` (ascending, counted from `first`) begin.

        `[first, last)` is the term's stretch. Few entries are summed up from their blocks, of many the whole
        stretch is.
        """
        if len(entries) * _SUMMED < last - first:
            return self.begins_at(entries + first)
        freqs = self.freqs.stretch(first, last)
        begins = np.cumsum(freqs, dtype=np.int64).take(entries)
        begins -= freqs.take(entries)
        begins += self.start(first)
        return begins

    def begins_at(self, entries: Array) -> Array:
        """Where the positions of some entries begin, each found from the sums before it."""
        assert self._starts is not None
        assert self._within is not None
        steps = entries // STEP
        rows = self.freqs.low.reshape(-1, STEP).view(np.uint64).take(steps, axis=0)
        rows &= _BEFORE.take(entries % STEP, axis=0)
        pairs = rows & _EVEN  # bytes side by side are added as pairs of bytes: 16 bits hold them
        rows >>= np.uint64(8)
        rows &= _EVEN
        pairs += rows
        sums = pairs[:, 0] + pairs[:, 1] + pairs[:, 2] + pairs[:, 3]
        sums *= _FOLD
        sums >>= np.uint64(48)
        blocks = entries // BLOCK
        begins: Array = self._starts.take(blocks).astype(np.int64)
        begins += sums.view(np.int64)
        begins += self._within.take(steps)
        if len(self.freqs.at):
            before = self.freqs.at.searchsorted(entries.astype(self.freqs.at.dtype))
            begins += self._excess[before] - self._excess[self.freqs.at.searchsorted(blocks * BLOCK)]
        return begins

    def start(self, entry: int) -> int:
        """Where the positions of one entry begin."""
        assert self._starts is not None
        block = entry // BLOCK
        before = self.freqs.stretch(block * BLOCK, entry)
        return int(self._starts[block]) + int(before.sum(dtype=np.int64))


class Stretches(NamedTuple):
    """Stretches of positions: where each begins, and how long it is."""

    positions: Narrow
    begins: Array
    counts: Array

    def all(self) -> tuple[Array, Array]:
        """All positions, one stretch after the other, and of each the stretch that it is in."""
        owners, at = _laid_out(self.begins, self.counts)
        return owners, self._at(at)

    def hold(self, owners: Array, wanted: Array) -> Array:
        """Whether a position stands in a stretch, for many pairs: each is laid beside all of its stretch."""
        pairs, at = _laid_out(self.begins.take(owners), self.counts.take(owners))
        held = np.zeros(len(owners), bool)
        held[only(self._at(at) == wanted.take(pairs), pairs)] = True
        return held

    def compared(self, owners: Array) -> int:
        """How many positions `hold` would look at."""
        return int(self.counts.take(owners).sum())

    def _at(self, at: Array) -> Array:
        """The exact positions at some places."""
        found = self.positions.low.take(at).astype(np.int32)
        if len(self.positions.at):
            where, large = find(self.positions.at, at)
            found[large] = self.positions.over.take(where[large])
        return found


def _laid_out(begins: Array, counts: Array) -> tuple[Array, Array]:
    """The numbers of all entries of some stretches, one after the other, and of each its stretch."""
    numbers = np.arange(len(counts))
    owners = np.repeat(numbers, counts)
    if np.array_equal(owners, numbers):  # one entry each: the most frequent case
        return owners, begins
    at = (begins - np.cumsum(counts) + counts).take(owners)
    at += np.arange(len(owners))
    return owners, at
