"""Which keys stand side by side in an article: a Bloom filter for each, of the pairs that have no postings.

A phrase of frequent words has many candidates that hold all its words somewhere and few that hold them in
order; a bit for each pair of neighbours refuses most of the others without a look at positions. An article
of 760 syllables has some 480 such pairs, so nearly half of its bits are set. One hash function sets one bit:
with so few bits an article more of them would refuse less (Bloom 1970).

A segment keeps the filters bit by bit: a row for each bit says which articles have it, eight in a byte. So
the articles that may hold some pairs are the rows of these laid over each other.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
import xxhash

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from search.embedded.container import Array

BITS = 768
"""Of a filter; a multiple of 8."""

MOST_PAIRS = 16
"""Where the spellings of two words make more pairs, filters are not asked."""

_LEFT, _RIGHT = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xD6E8FEB86659FD93)
_HALF = np.uint64(32)

_ARTICLES_AT_ONCE = 1 << 12
_ROWS_AT_ONCE = 16


def hash_of(key: str) -> int:
    """64 bits for a key, the same in every index."""
    return xxhash.xxh3_64_intdigest(key.encode("utf-8", "surrogatepass"))


def _bits_of(left: Array, right: Array) -> Array:
    """The bit that each pair sets in a filter."""
    return mixed(left, right, BITS)


def mixed(left: Array, right: Array, bits: int) -> Array:
    """A number below `bits` for each pair: the upper half of its keys' weighted hashes, scaled."""
    found = left * _LEFT
    found += right * _RIGHT
    found >>= _HALF
    found *= np.uint64(bits)
    found >>= _HALF
    return found.view(np.int64)


def filters(articles: int, docs: Array, left: Array, right: Array) -> Array:
    """The filters of some articles, `BITS` / 8 bytes each; of pairs their articles and their keys' hashes."""
    held = np.zeros(articles * BITS, bool)
    held[docs * BITS + _bits_of(left, right)] = True
    return np.packbits(held, bitorder="little").reshape(articles, BITS // 8)


def rows_of(parts: Sequence[Array]) -> Array:
    """The filters of all articles of a segment, bit by bit: `BITS` rows."""
    whole = np.concatenate([np.zeros((0, BITS // 8), np.uint8), *parts])
    rows = np.zeros((BITS, -(-len(whole) // 8)), np.uint8)
    for first in range(0, len(whole), _ARTICLES_AT_ONCE):
        some = np.unpackbits(whole[first : first + _ARTICLES_AT_ONCE], axis=1, bitorder="little")
        packed = np.packbits(some.T, axis=1, bitorder="little")
        rows[:, first // 8 : first // 8 + packed.shape[1]] = packed
    return rows


def merged_rows(segments: Sequence[tuple[Neighbours, Array]]) -> Iterator[Array]:
    """The rows of several segments as one, some at a time; with each which of its articles are alive."""
    for first in range(0, BITS, _ROWS_AT_ONCE):
        last = first + _ROWS_AT_ONCE
        parts = [_living(each.rows[first:last], alive) for each, alive in segments]
        yield np.packbits(np.concatenate(parts, axis=1), axis=1, bitorder="little")


def _living(rows: Array, alive: Array) -> Array:
    """Some rows, a byte for each article that is alive."""
    found = np.unpackbits(rows, axis=1, count=len(alive), bitorder="little")
    return found if alive.all() else found[:, alive]


@lru_cache(1 << 12)
def _bit_of(left: str, right: str) -> int:
    hashes = np.array([[hash_of(left)], [hash_of(right)]], np.uint64)
    return int(_bits_of(hashes[0], hashes[1])[0])


class Neighbours:
    """The filters of a segment, a row a bit; `rows` has a byte for eight articles."""

    def __init__(self, rows: Array) -> None:
        self.rows = rows.reshape(BITS, -1)

    def may_hold(self, pairs: Sequence[tuple[str, str]]) -> Array:
        """Which articles may have one key right before another, for any of some pairs: as bits."""
        held: Array = np.bitwise_or.reduce(self.rows[[_bit_of(left, right) for left, right in pairs]])
        return held


def unpacked(bits: Array, size: int) -> Array:
    """Bits as a byte for each article."""
    return np.unpackbits(bits, count=size, bitorder="little").view(bool)


def bits_at(bits: Array, docs: Array) -> Array:
    """The bits of some articles."""
    found = bits.take(docs >> 3)
    found >>= (docs & 7).astype(np.uint8)
    found &= 1
    return found.view(bool)
