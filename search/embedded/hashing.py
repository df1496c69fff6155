"""Numbers for the words of a whole batch at once: each is hashed where it stands, and looked up by its hash.

A text is an array of its UTF-8 bytes or of its code points, and a word a stretch of it. Every eight bytes of
a word are a whole number; the hash is the sum of these, each times an odd number of its own, modulo 2**64.
Words of up to eight bytes never share a hash, and two of a million longer ones with a chance of about 1 in
10**7; long words, of which one could make such pairs on purpose, are looked up as they are written.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

    from search.embedded.container import Array

LONGEST = 48
"""Bytes, or code points, of a word that is looked up by its hash."""

_WINDOW = 8
_SPREAD = 0xD6E8FEB86659FD93
_MASK = (1 << 64) - 1
_FIRST_SIZE = 1 << 12


def _odd_numbers(seed: int, count: int) -> list[np.uint64]:
    """Odd numbers without a pattern: steps of the golden ratio, mixed as SplitMix64 does."""
    found = []
    for at in range(1, count + 1):
        mixed = seed + at * 0x9E3779B97F4A7C15 & _MASK
        mixed = (mixed ^ mixed >> 30) * 0xBF58476D1CE4E5B9 & _MASK
        mixed = (mixed ^ mixed >> 27) * 0x94D049BB133111EB & _MASK
        found.append(np.uint64((mixed ^ mixed >> 31) | 1))
    return found


_FACTORS = {size: _odd_numbers(size, LONGEST * size // _WINDOW + 1) for size in (1, 2, 4)}
"""One for each eight bytes of a word, by the bytes of a character: a word may be written in each of these."""

_LOW_BYTES = np.array([(1 << 8 * size) - 1 for size in range(_WINDOW + 1)], np.uint64)
"""Ones over the first bytes of a window."""


class Numbering:
    """Numbers of words; `learn` gives that of a new one, and the same if it is asked again."""

    def __init__(self, learn: Callable[[str], int]) -> None:
        self._learn = learn
        self._long: dict[str, int] = {}
        self._count = 0
        self._make(_FIRST_SIZE)

    def _make(self, size: int) -> None:
        self._hashes = np.zeros(size, np.uint64)
        self._numbers = np.zeros(size, np.int64)
        self._shift = 64 - (size - 1).bit_length()

    def numbers(self, text: Array, starts: Array, ends: Array) -> Array:
        """The numbers of the words `text[starts:ends]`, of UTF-8 (uint8) or code points (uint32)."""
        lengths = ends - starts
        hashes = _hashes(text, starts, lengths)
        found, known = self._look_up(hashes)
        long = np.flatnonzero(lengths > LONGEST)
        known[long] = True
        unknown = np.flatnonzero(~known)
        if len(unknown):
            fresh, first = np.unique(hashes[unknown], return_index=True)
            words = [_word(text[starts[at] : ends[at]]) for at in unknown[first].tolist()]
            self._add(fresh, np.array([self._learn(word) for word in words], np.int64))
            found[unknown] = self._look_up(hashes[unknown])[0]
        for at in long.tolist():
            word = _word(text[starts[at] : ends[at]])
            if word not in self._long:
                self._long[word] = self._learn(word)
            found[at] = self._long[word]
        return found

    def _slots(self, hashes: Array) -> Array:
        """Where to look first: the topmost bits of the hash times an odd number."""
        spread = hashes * np.uint64(_SPREAD)
        spread >>= np.uint64(self._shift)
        return spread.view(np.int64)

    def _look_up(self, hashes: Array) -> tuple[Array, Array]:
        """Numbers, and which hashes have one."""
        slots = self._slots(hashes)
        there = self._hashes.take(slots)
        known: Array = there == hashes
        pending = np.flatnonzero(~known)
        pending = pending[there[pending] != 0]
        while len(pending):
            slots[pending] = (slots[pending] + 1) & (len(self._hashes) - 1)
            there = self._hashes.take(slots[pending])
            held = there == hashes[pending]
            known[pending[held]] = True
            pending = pending[~held & (there != 0)]
        return self._numbers.take(slots), known

    def _add(self, hashes: Array, numbers: Array) -> None:
        """Take in hashes that are new, each once."""
        while (self._count + len(hashes)) * 4 > len(self._hashes):
            self._grow()
        self._count += len(hashes)
        slots = self._slots(hashes)
        while len(hashes):
            free = self._hashes[slots] == 0
            self._hashes[slots[free]] = hashes[free]  # where several want a place, one has it now
            held = self._hashes[slots] == hashes
            self._numbers[slots[held]] = numbers[held]
            hashes, numbers, slots = hashes[~held], numbers[~held], slots[~held]
            slots = (slots + 1) & (len(self._hashes) - 1)

    def _grow(self) -> None:
        held = self._hashes != 0
        hashes, numbers = self._hashes[held], self._numbers[held]
        self._make(len(self._hashes) * 4)
        self._count = 0
        self._add(hashes, numbers)


def _word(characters: Array) -> str:
    """A word as text."""
    order = "le" if sys.byteorder == "little" else "be"
    encoding = "utf-8" if characters.itemsize == 1 else f"utf-32-{order}"
    return characters.tobytes().decode(encoding, "surrogatepass")


def _hashes(text: Array, starts: Array, lengths: Array) -> Array:
    """The hashes of some words; none is 0, which is an empty place."""
    if text.itemsize == 4 and text.max(initial=0) < 1 << 16:
        text = text.astype(np.uint16)
    width = _WINDOW // text.itemsize
    factors = _FACTORS[text.itemsize]
    low_bytes = _LOW_BYTES[:: text.itemsize]
    windows = _windows(text)
    hashes = windows.take(starts)
    hashes &= low_bytes.take(lengths, mode="clip")
    hashes *= factors[0]
    longer = np.flatnonzero(lengths > width)
    for at, factor in enumerate(factors[1:], 1):
        if not len(longer):
            break
        part = windows.take(starts.take(longer) + at * width, mode="clip")
        rest = lengths.take(longer) - at * width
        part &= low_bytes.take(rest, mode="clip")
        hashes[longer] += part * factor
        longer = longer[rest > width]
    hashes[hashes == 0] = 1
    return hashes


def _windows(text: Array) -> Array:
    """From each character on, eight bytes as a number; the last ones are filled up with zeros."""
    padded = np.zeros(len(text) + _WINDOW // text.itemsize - 1, text.dtype)
    padded[: len(text)] = text
    overlapping = np.ndarray((len(text),), np.dtype("<u8"), padded.data, strides=(text.itemsize,))
    return overlapping.astype(np.uint64)
