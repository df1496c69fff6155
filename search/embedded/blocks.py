"""Occurrences sorted a block at a time, and kept small until a segment is written.

An occurrence is one whole number, term << article << value: NumPy sorts such an array several times faster
than anything that keeps three arrays together. A block is sorted as soon as it is full, in memory that is
used again and again; what stays is about four bytes an occurrence.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from search.embedded.container import fitted

if TYPE_CHECKING:
    from search.embedded.container import Array
    from search.embedded.inversion import Occurrences

BLOCK = 1 << 19
"""Occurrences that are sorted together: 4 MB."""

ARTICLE_BITS = 16
"""Of an article's number within its block."""


class Block(NamedTuple):
    """The postings of some articles, by term and article. `base` is the number of the first article.

    `terms`, `df`, `cf`          an entry a term: its number, its articles, its occurrences
    `docs`, `freqs`              an entry an article of a term; articles are counted from `base`
    `positions`                  an entry an occurrence; None where they are not kept
    """

    base: int
    terms: Array
    df: Array
    cf: Array
    docs: Array
    freqs: Array
    positions: Array | None


class Collector:
    """Collects the occurrences of one field, the articles in order.

    `value_bits` are those of a position, or of how often to count; with 0 every occurrence counts once.
    """

    def __init__(self, value_bits: int, *, positions: bool = False) -> None:
        self._value_bits = value_bits
        self._term_bits = 64 - ARTICLE_BITS - value_bits
        self._positions = positions
        self._blocks: list[Block] = []
        self._packed = np.zeros(0, np.uint64)
        self._filled = self._base = 0

    def add(self, found: Occurrences, first: int, last: int) -> None:
        """Add those of the articles `[first, last)`, numbered from 0 in `found`."""
        count = len(found.docs)
        if self._filled + count > len(self._packed) or last - self._base > 1 << ARTICLE_BITS:
            self._sort()
            self._base = first
            if count > len(self._packed):
                self._packed = np.empty(max(BLOCK, count), np.uint64)
        if not self._fits(found, last):
            self._sort()
            self._base = last
            self._blocks += self._sorted_slowly(found, first)
        elif count:
            self._pack(found, first - self._base)

    def blocks(self) -> list[Block]:
        """All blocks; they are given up here."""
        self._sort()
        self._packed = np.zeros(0, np.uint64)
        blocks, self._blocks = self._blocks, []
        return blocks

    def _fits(self, found: Occurrences, last: int) -> bool:
        return (
            last - self._base <= 1 << ARTICLE_BITS
            and int(found.terms.max(initial=0)) < 1 << self._term_bits
            and (not self._value_bits or int(found.value.max(initial=0)) < 1 << self._value_bits)
        )

    def _pack(self, found: Occurrences, shift: int) -> None:
        packed = self._packed[self._filled : self._filled + len(found.docs)]
        np.left_shift(found.terms, ARTICLE_BITS, out=packed, dtype=np.uint64, casting="unsafe")
        np.add(packed, found.docs, out=packed, dtype=np.uint64, casting="unsafe")
        packed += np.uint64(shift)
        if self._value_bits:
            packed <<= np.uint64(self._value_bits)
            np.add(packed, found.value, out=packed, dtype=np.uint64, casting="unsafe")
        self._filled += len(packed)

    def _sort(self) -> None:
        """Make a block of what was packed."""
        if not self._filled:
            return
        packed = self._packed[: self._filled]
        packed.sort()
        value_bits = np.uint64(self._value_bits)
        values = packed & np.uint64((1 << self._value_bits) - 1) if self._value_bits else None
        packed >>= value_bits
        begins = _changes(packed)
        entries = packed.take(begins)
        docs = (entries & np.uint64((1 << ARTICLE_BITS) - 1)).astype(np.uint16)
        entries >>= np.uint64(ARTICLE_BITS)
        self._blocks.append(self._block(self._base, entries, docs, begins, values, self._filled))
        self._filled = 0

    def _sorted_slowly(self, found: Occurrences, first: int) -> list[Block]:
        """Those of an endless article, or of endlessly many terms: numbers too large to be packed."""
        order = np.lexsort((found.value, found.docs, found.terms))
        docs, terms, values = (each[order] for each in found)
        begins = np.union1d(_changes(terms), _changes(docs))
        return [self._block(first, terms[begins], fitted(docs[begins]), begins, values, len(order))]

    def _block(
        self, base: int, terms: Array, docs: Array, begins: Array, values: Array | None, count: int
    ) -> Block:
        """`terms` and `docs` are those of the entries, `begins` where the occurrences of each begin."""
        first = _changes(terms)
        if values is None or self._positions:
            freqs = np.diff(begins, append=count)
        else:
            freqs = np.add.reduceat(values, begins)
        return Block(
            base,
            terms.take(first).astype(np.uint32),
            np.diff(first, append=len(terms)).astype(np.uint32),
            np.diff(begins.take(first), append=count).astype(np.uint32),
            docs,
            fitted(freqs),
            fitted(values) if self._positions and values is not None else None,
        )


def _changes(numbers: Array) -> Array:
    """Where another number begins."""
    changed = np.ones(len(numbers), bool)
    np.not_equal(numbers[1:], numbers[:-1], out=changed[1:])
    return np.flatnonzero(changed)
