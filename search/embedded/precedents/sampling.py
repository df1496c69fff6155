"""A random order of occurrences that a seed tells for ever: whoever asks again gets the same lines.

An occurrence has a key of the id of its article and its place there, whatever else the archive holds, so that
lines keep their order where articles come and go. Keys are mixed as SplitMix64 mixes (Steele, Lea and Flood
2014, “Fast Splittable Pseudorandom Number Generators”).
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from zlib import crc32

import numpy as np

if TYPE_CHECKING:
    from search.embedded.container import Array
    from search.embedded.precedents.occurrences import Everywhere, Occurrences

_GAMMA = 0x9E3779B97F4A7C15
_FIRST, _SECOND = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)
_BITS = (1 << 64) - 1


def by_chance(everywhere: Everywhere, seed: int) -> Array:
    """A number for each occurrence, by which they are in the order of a seed."""
    keys = np.concatenate([_keys(everywhere, part) for part in everywhere.parts])
    mixed: Array = keys + np.uint64(seed * _GAMMA & _BITS)
    mixed = (mixed ^ (mixed >> np.uint64(30))) * _FIRST
    mixed = (mixed ^ (mixed >> np.uint64(27))) * _SECOND
    mixed ^= mixed >> np.uint64(31)
    return mixed


def _keys(everywhere: Everywhere, part: Occurrences) -> Array:
    """The sum (CRC-32) of each article's id, and the place behind it."""
    distinct, owners = np.unique(part.docs, return_inverse=True)
    ids = everywhere.segment(part).values.ids
    sums = np.array([crc32(ids[doc]) for doc in distinct.tolist()], np.uint64)
    found: Array = (sums.take(owners) << np.uint64(32)) | part.firsts.astype(np.uint64)
    return found
