"""A chunk: articles inverted in memory, which become one segment.

Occurrences are sorted as whole numbers, term << article << position: NumPy sorts such an array several times
faster than anything that keeps three arrays together.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from search.embedded.fields import FieldData
from search.embedded.tokens import Keys, TermNumbers
from search.pairs import known_pairs
from search.zones import HEAD, PAIRS, TERMS, TEXT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from search.embedded.container import Array
    from search.embedded.inversion import Batch, Occurrences

_FIELDS = (TEXT, HEAD, PAIRS, TERMS)


class _Parts(NamedTuple):
    """Occurrences of one field, batch by batch, articles numbered within the chunk."""

    docs: list[Array]
    terms: list[Array]
    value: list[Array]


class Chunk:
    """Collects batches. `size` articles and about `tokens` occurrences are in it."""

    def __init__(self) -> None:
        self.keys = Keys()
        self.terms = TermNumbers()
        self.size = 0
        self.tokens = 0
        self._parts = {name: _Parts([], [], []) for name in _FIELDS}
        self.text_lengths: list[Array] = []
        self.head_lengths: list[Array] = []
        self.neighbours: list[Array] = []

    def add(self, batch: Batch) -> None:
        """Add the next articles."""
        for name, found in zip(_FIELDS, (batch.text, batch.head, batch.pairs, batch.terms), strict=True):
            self._add(name, found)
        self.text_lengths.append(batch.text_lengths)
        self.head_lengths.append(batch.head_lengths)
        self.neighbours.append(batch.neighbours)
        self.size += len(batch.text_lengths)

    def _add(self, name: str, found: Occurrences) -> None:
        parts = self._parts[name]
        parts.docs.append((found.docs + self.size).astype(np.uint32))
        parts.terms.append(found.terms if name == PAIRS else found.terms.astype(np.uint32))
        parts.value.append(found.value.astype(np.uint32 if name == TEXT else np.uint8))
        self.tokens += len(found.docs)

    def field(self, name: str) -> FieldData:
        """The postings of a field; what it was made of is given up."""
        docs, terms, value = (_joined(part) for part in self._parts.pop(name))
        if name == PAIRS:
            return self._pairs(docs, terms)
        names = list(map(str.encode, self.keys.keys if name != TERMS else self.terms))
        terms, names = _ranked(terms, names)
        if name == TEXT:
            return _with_positions(names, terms, docs, value)
        return _counted(names, terms, docs, value if name == HEAD else None)

    def _pairs(self, docs: Array, codes: Array) -> FieldData:
        """Pairs are sorted by their codes first and put in the order of their names after: they are many."""
        doc_bits = _bits(docs)
        packed = codes.astype(np.uint64) << np.uint64(doc_bits) | docs
        packed.sort()
        begins = np.flatnonzero(np.diff(packed, prepend=~packed[:1]))
        freqs = np.diff(begins, append=len(packed))
        packed = packed[begins]
        docs = (packed & np.uint64((1 << doc_bits) - 1)).astype(np.uint32)
        packed >>= np.uint64(doc_bits)
        first = np.flatnonzero(np.diff(packed, prepend=~packed[:1]))
        df = np.diff(first, append=len(packed))
        names = [known_pairs().name_of(code).encode() for code in packed[first].tolist()]
        order = np.array(sorted(range(len(names)), key=names.__getitem__), np.int64)
        df = df[order]
        at = np.repeat(first[order] - np.cumsum(df) + df, df) + np.arange(len(docs))
        return FieldData([names[number] for number in order.tolist()], df, None, docs[at], freqs[at], None)


def _joined(parts: list[Array]) -> Array:
    return np.concatenate(parts) if parts else np.zeros(0, np.uint32)


def _ranked(terms: Array, names: Sequence[bytes]) -> tuple[Array, list[bytes]]:
    """Terms by their rank among those that occur, and these in order."""
    used = np.flatnonzero(np.bincount(terms, minlength=len(names)))
    order = sorted(used.tolist(), key=names.__getitem__)
    rank = np.zeros(len(names), np.int64)
    rank[order] = np.arange(len(order))
    return rank.take(terms), [names[number] for number in order]


def _with_positions(names: list[bytes], terms: Array, docs: Array, positions: Array) -> FieldData:
    doc_bits, position_bits = _bits(docs), _bits(positions)
    if _bits(terms) + doc_bits + position_bits > 64:  # an endless article; the same, slowly
        order = np.lexsort((positions, docs, terms))
        terms, docs, positions = terms[order], docs[order], positions[order]
    else:
        packed = terms.astype(np.uint64) << np.uint64(doc_bits + position_bits)
        packed |= docs.astype(np.uint64) << np.uint64(position_bits)
        packed |= positions
        packed.sort()
        positions = (packed & np.uint64((1 << position_bits) - 1)).astype(np.uint32)
        packed >>= np.uint64(position_bits)
        docs = (packed & np.uint64((1 << doc_bits) - 1)).astype(np.uint32)
        terms = (packed >> np.uint64(doc_bits)).astype(np.uint32)
    begins = _changes(terms, docs)
    freqs = np.diff(begins, append=len(docs))
    df = np.bincount(terms[begins], minlength=len(names))
    cf = np.bincount(terms, minlength=len(names))
    return FieldData(names, df, cf, docs[begins], freqs, positions)


def _counted(names: list[bytes], terms: Array, docs: Array, times: Array | None) -> FieldData:
    """Postings without positions; an occurrence counts once, or as often as `times` says."""
    doc_bits = _bits(docs)
    time_bits = _bits(times) if times is not None else 0
    packed = terms.astype(np.uint64) << np.uint64(doc_bits) | docs
    if times is not None:
        packed = packed << np.uint64(time_bits) | times
    packed.sort()
    entries = packed >> np.uint64(time_bits)
    begins = np.flatnonzero(np.diff(entries, prepend=~entries[:1]))
    if times is None:
        freqs = np.diff(begins, append=len(packed))
    elif len(packed):
        freqs = np.add.reduceat((packed & np.uint64((1 << time_bits) - 1)).astype(np.int64), begins)
    else:
        freqs = np.zeros(0, np.int64)
    kept = entries[begins]
    df = np.bincount((kept >> np.uint64(doc_bits)).astype(np.int64), minlength=len(names))
    docs = (kept & np.uint64((1 << doc_bits) - 1)).astype(np.uint32)
    return FieldData(names, df, None, docs, freqs, None)


def _changes(terms: Array, docs: Array) -> Array:
    """Where another term or another article begins."""
    if not len(terms):
        return np.zeros(0, np.int64)
    changed = np.ones(len(terms), bool)
    changed[1:] = (terms[1:] != terms[:-1]) | (docs[1:] != docs[:-1])
    return np.flatnonzero(changed)


def _bits(numbers: Array) -> int:
    return int(numbers.max()).bit_length() if len(numbers) else 0
