"""Numbers for the words of a whole batch at once: each is hashed where it stands, and looked up by its hash.

A word is a stretch of code points c0 c1 ... and its hash the sum of c[i] * BASE**i, modulo 2**64. With the
running sum over the whole text at hand that is one difference for each word. The base is odd, so it has an
inverse, by whose powers a stretch is moved to the beginning. Two of a million words share a hash with a
chance of about 1 in 10**7; long words, of which one could make such pairs on purpose, are looked up as they
are written.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

    from search.embedded.container import Array

BASE = 0x9E3779B97F4A7C15
"""Odd; its bits are those of the golden ratio."""

LONGEST = 48
"""Code points of a word that is looked up by its hash."""

_MASK = (1 << 64) - 1
_FIRST_SIZE = 1 << 12


class _Powers:
    """The powers of the base and of its inverse, as many as the longest text so far needed."""

    def __init__(self) -> None:
        self.up = self.down = np.ones(1, np.uint64)

    def need(self, size: int) -> None:
        """Have so many powers."""
        if len(self.up) < size:
            size = 1 << size.bit_length()
            self.up = _powers(BASE, size)
            self.down = _powers(pow(BASE, -1, 1 << 64), size)


def _powers(base: int, size: int) -> Array:
    powers = np.full(size, np.uint64(base))
    powers[0] = 1
    return np.multiply.accumulate(powers)


_POWERS = _Powers()


class Numbering:
    """Numbers of words; `learn` gives that of a new one."""

    def __init__(self, learn: Callable[[str], int]) -> None:
        self._learn = learn
        self._long: dict[str, int] = {}
        self._count = 0
        self._make(_FIRST_SIZE)

    def _make(self, size: int) -> None:
        self._hashes = np.zeros(size, np.uint64)
        self._numbers = np.zeros(size, np.int64)

    def numbers(self, text: str, codes: Array, starts: Array, ends: Array) -> Array:
        """The numbers of the words `text[starts:ends]`; `codes` are the text's code points (uint32)."""
        hashes = _hashes(codes, starts, ends)
        found, known = self._look_up(hashes)
        long = ends - starts > LONGEST
        unknown = np.flatnonzero(~(known | long))
        if len(unknown):
            fresh, first = np.unique(hashes[unknown], return_index=True)
            for value, at in zip(fresh.tolist(), unknown[first].tolist(), strict=True):
                self._add(value, self._learn(text[starts[at] : ends[at]]))
            found[unknown] = self._look_up(hashes[unknown])[0]
        for at in np.flatnonzero(long).tolist():
            word = text[starts[at] : ends[at]]
            if word not in self._long:
                self._long[word] = self._learn(word)
            found[at] = self._long[word]
        return found

    def _slots(self, hashes: Array) -> Array:
        """Where to look first: the middle bits of the hash times an odd number."""
        spread = hashes * np.uint64(0xD6E8FEB86659FD93)
        spread >>= np.uint64(32)
        spread &= np.uint64(len(self._hashes) - 1)
        return spread.view(np.int64)

    def _look_up(self, hashes: Array) -> tuple[Array, Array]:
        """Numbers, and which hashes have one."""
        slots = self._slots(hashes)
        there = self._hashes.take(slots)
        known: Array = there == hashes
        pending = np.flatnonzero(~known & (there != 0))
        while len(pending):
            slots[pending] = (slots[pending] + 1) & (len(self._hashes) - 1)
            there = self._hashes.take(slots[pending])
            held = there == hashes[pending]
            known[pending[held]] = True
            pending = pending[~held & (there != 0)]
        return self._numbers.take(slots), known

    def _add(self, value: int, number: int) -> None:
        if self._count * 4 >= len(self._hashes):
            self._grow()
        mask = len(self._hashes) - 1
        slot = (value * 0xD6E8FEB86659FD93 & _MASK) >> 32 & mask
        while self._hashes[slot]:
            slot = slot + 1 & mask
        self._hashes[slot], self._numbers[slot] = value, number
        self._count += 1

    def _grow(self) -> None:
        held = self._hashes != 0
        hashes, numbers = self._hashes[held].tolist(), self._numbers[held].tolist()
        self._make(len(self._hashes) * 4)
        self._count = 0
        for value, number in zip(hashes, numbers, strict=True):
            self._add(value, number)


def _hashes(codes: Array, starts: Array, ends: Array) -> Array:
    """The hashes of some stretches; none is 0, which is an empty place."""
    _POWERS.need(len(codes) + 1)
    sums = np.zeros(len(codes) + 1, np.uint64)
    np.multiply(codes, _POWERS.up[: len(codes)], out=sums[1:], dtype=np.uint64)
    np.cumsum(sums, out=sums)
    hashes: Array = sums.take(ends)
    hashes -= sums.take(starts)
    hashes *= _POWERS.down.take(starts)
    hashes[hashes == 0] = 1
    return hashes
