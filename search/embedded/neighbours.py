"""Which keys stand side by side in an article: a Bloom filter for each, of the pairs that have no postings.

A phrase of frequent words has many candidates that hold all its words somewhere and few that hold them in
order; a bit for each pair of neighbours refuses most of the others without a look at positions. An article
of 760 syllables has some 480 such pairs, so four bits of ten are set. One hash function sets one bit: with
so few bits an article more of them would refuse less (Bloom 1970).
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
import xxhash

if TYPE_CHECKING:
    from collections.abc import Sequence

    from search.embedded.container import Array

WORDS = 16
"""Words of 64 bits an article."""

MOST_PAIRS = 16
"""Where the spellings of two words make more pairs, filters are not asked."""

_BITS = WORDS * 64
_SHIFT = np.uint64(64 - _BITS.bit_length() + 1)
_LEFT, _RIGHT = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xD6E8FEB86659FD93)


def hash_of(key: str) -> int:
    """64 bits for a key, the same in every index."""
    return xxhash.xxh3_64_intdigest(key.encode("utf-8", "surrogatepass"))


def _bits_of(left: Array, right: Array) -> Array:
    """The bit that each pair sets, from the hashes of its two keys: the upper bits of their weighted sum."""
    mixed = left * _LEFT
    mixed += right * _RIGHT
    mixed >>= _SHIFT
    return mixed.view(np.int64)


def filters(articles: int, docs: Array, left: Array, right: Array) -> Array:
    """The filters of some articles, `WORDS` uint64 each; of pairs their articles and their keys' hashes."""
    held = np.zeros(articles * _BITS, bool)
    held[docs * _BITS + _bits_of(left, right)] = True
    return np.packbits(held, bitorder="little").view("<u8").reshape(articles, WORDS)


@lru_cache(1 << 12)
def _place_of(left: str, right: str) -> tuple[int, np.uint64]:
    """The word of a filter that holds a pair's bit, and the bit."""
    hashes = np.array([[hash_of(left)], [hash_of(right)]], np.uint64)
    bit = int(_bits_of(hashes[0], hashes[1])[0])
    return bit >> 6, np.uint64(1 << (bit & 63))


class Neighbours:
    """The filters of a segment; `words` has `WORDS` for each article."""

    def __init__(self, words: Array) -> None:
        self.rows = words.reshape(-1, WORDS)
        self._words = words

    def may_hold(self, docs: Array, pairs: Sequence[tuple[str, str]]) -> Array:
        """Which of some articles may have one key right before another, for any of some pairs."""
        first = docs * WORDS
        held = np.zeros(len(docs), bool)
        for word, bit in {_place_of(left, right) for left, right in pairs}:
            here = self._words.take(first + word)
            here &= bit
            held |= here != 0
        return held
