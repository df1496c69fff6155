"""Runs of words as numbers: hashes of 49 bits, sets of them that answer fast, and where each stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from search.embedded.container import Array

ROW_BITS = 15
"""Bits that a hash leaves free: for the number of an article among those read."""

_MOST_BITS = 24
_ROOM = 16
"""A table has room for so many times as many hashes as are in it, unless that were more than 16 MB."""

_TURNS = 4


def hashed(before: Array, tokens: Array) -> Array:
    """Hashes of runs, each made longer by a token."""
    mixed = before.astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15)
    mixed += (tokens.astype(np.uint64) + np.uint64(1)) * np.uint64(0xD6E8FEB86659FD93)
    mixed ^= mixed >> np.uint64(32)
    mixed *= np.uint64(0xD6E8FEB86659FD93)
    mixed >>= np.uint64(ROW_BITS)
    return mixed


def likely(runs: Array, wanted: Array) -> Array:
    """Which runs may be among those wanted: all that are, and at most about one of sixteen others."""
    bits = _bits(len(wanted))
    table = np.zeros(1 << bits, bool)
    table[_slots(wanted, bits)] = True
    found: Array = table.take(_slots(runs, bits))
    return found


def places(wanted: Array, runs: Array, at: Array) -> Array:
    """A place (of `at`) where each wanted hash is a run, -1 where there is none.

    Of runs that share a slot the last one is there; those it hides are looked for by other bits.
    """
    found = np.full(len(wanted), -1, np.int64)
    missing = np.arange(len(wanted))
    bits = _bits(len(wanted))
    for turn in range(_TURNS):
        near = np.flatnonzero(likely(runs, wanted.take(missing)))
        if not len(near):
            break
        runs, at = runs.take(near), at.take(near)
        table = np.zeros(1 << bits, np.int32)
        table[_slots(runs, bits, turn)] = np.arange(len(runs), dtype=np.int32)
        entry = table.take(_slots(wanted.take(missing), bits, turn))
        right = runs.take(entry) == wanted.take(missing)
        found[missing[right]] = at.take(entry[right])
        missing = missing[~right]
    return found


def _bits(size: int) -> int:
    return min(_MOST_BITS, (_ROOM * size).bit_length() + 1)


def _slots(hashes: Array, bits: int, turn: int = 0) -> Array:
    """Where hashes stand in a table of so many bits; each turn looks at other ones."""
    shifted = hashes >> np.uint64(8 * turn)
    shifted &= np.uint64((1 << bits) - 1)
    return shifted.view(np.int64)
