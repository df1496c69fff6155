"""Which stretches of articles may be worded like a text: a signature for every stretch of some 200 words.

Every article is cut into stretches of `LENGTH` slots (see `forward`), a new one every `STRIDE`, so that a
sentence of 32 words is whole in one of them. Two folds side by side set one bit of the stretch's signature.
Signatures are kept bit by bit, as `neighbours` keeps its filters: to ask for a text is to add up the rows of
its pairs. What holds most of them is looked at closely; the bits of strangers are set by chance, one in
three, and a text of twenty words already stands out. Stretches are of one length, so an endless page is
neither lost nor found everywhere. (C. Faloutsos, S. Christodoulakis, "Signature Files", 1984.)

rows     of `AT_ONCE` stretches at a time, for each bit which of them have it, eight in a byte
set      how many stretches have each bit
first    the first stretch of each article, and one more: how many there are
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from search.embedded.container import Arrays, ArrayWriter, fitted
from search.embedded.folds import fold_of_key
from search.embedded.neighbours import hash_of, mixed
from search.embedded.sets import where

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from search.embedded.container import Array
    from search.embedded.forward import Forward
    from search.embedded.postings import Field

BITS = 512
"""Of a signature; some 190 pairs of neighbours stand in a stretch."""

LENGTH, STRIDE = 256, 224
"""Slots of a stretch, and from the beginning of one to that of the next."""

AT_ONCE = 1 << 16
"""Stretches whose rows stand together: what is added up for them stays in the processor's cache."""

MOST_PAIRS, _HIGHEST = 60, 250
"""Pairs that are asked for together, at most; what they weigh together fits a byte."""


class Pairs(NamedTuple):
    """Pairs of folds that are asked for together: the bit of each, none twice."""

    bits: Array


def pairs_of(folds: Sequence[str]) -> Pairs:
    """The pairs of neighbours of some folds in a row; more than `MOST_PAIRS` are not read."""
    hashes = np.array([hash_of(fold) for fold in folds], np.uint64)
    return Pairs(np.unique(_bits(hashes[:-1], hashes[1:])[:MOST_PAIRS]))


def _bits(left: Array, right: Array) -> Array:
    return mixed(left, right, BITS)


class Signatures:
    """The signatures of an open segment."""

    def __init__(self, path: Path) -> None:
        self.arrays = Arrays(path)
        self.first = self.arrays["first"]
        self._rows = self.arrays["rows"]
        self._set = self.arrays["set"]

    def __len__(self) -> int:
        """How many stretches there are."""
        return int(self.first[-1])

    @cached_property
    def docs(self) -> Array:
        """The article of each stretch."""
        return np.repeat(np.arange(len(self.first) - 1, dtype=np.int32), np.diff(self.first))

    def begins(self, stretches: Array) -> Array:
        """Where each stretch begins, in slots of its article."""
        begins: Array = stretches - self.first.take(self.docs.take(stretches)).astype(np.int64)
        begins *= STRIDE
        return begins

    def weights(self, pairs: Pairs) -> Array:
        """What each pair weighs: the rarer its bit the more, all together at most `_HIGHEST`."""
        shares = (self._set.take(pairs.bits) + 1.0) / (len(self) + 2.0)
        rarities = -np.log2(np.minimum(shares, 0.99))
        rarities *= min(_HIGHEST / max(float(rarities.sum()), 1e-9), _HIGHEST / 4)
        found: Array = rarities.astype(np.uint8)
        return found

    def scores(self, pairs: Pairs) -> Array:
        """Of each stretch, what the pairs weigh that it may hold."""
        weights = self.weights(pairs)
        scores = np.zeros(len(self), np.uint8)
        for first, rows in self._blocks():
            part = scores[first : first + AT_ONCE]
            for bit, weight in zip(pairs.bits.tolist(), weights, strict=True):
                held = np.unpackbits(rows[bit], count=len(part), bitorder="little")
                held *= weight
                part += held
        return scores

    def _blocks(self) -> Iterator[tuple[int, Array]]:
        at = 0
        for first in range(0, len(self), AT_ONCE):
            width = _width(min(AT_ONCE, len(self) - first))
            yield first, self._rows[at : at + BITS * width].reshape(BITS, width)
            at += BITS * width


def _width(stretches: int) -> int:
    return -(-stretches // 8)


def highest(scores: Array, most: int) -> Array:
    """The stretches with the highest scores, at most so many; of those that score the same the first."""
    reached = np.cumsum(np.bincount(scores, minlength=256)[::-1])[::-1]
    least = max(1, int(np.count_nonzero(reached > most)))
    found = where(scores >= least)
    if least == 1:
        return found
    others = where(scores == least - 1)[: most - len(found)]
    return np.concatenate([found, others])


# ---------------------------------------------------------------- writing


def write_signatures(path: Path, field: Field, forward: Forward) -> None:
    """Work out and write the signatures of a segment."""
    names = field.terms.texts()
    hashes = np.array([0, *(hash_of(fold_of_key(names[term])) for term in forward.terms.tolist())], np.uint64)
    slots = np.diff(forward.begins) - 1
    counts = np.maximum(-(-(slots - (LENGTH - STRIDE)) // STRIDE), 1)
    first = np.concatenate([[0], np.cumsum(counts)])
    owners = np.repeat(np.arange(len(counts)), counts)
    begins = forward.begins.take(owners) + (np.arange(len(owners)) - first.take(owners)) * STRIDE
    ends = np.minimum(begins + LENGTH, forward.begins.take(owners + 1))
    writer = ArrayWriter(path)
    size = sum(BITS * _width(len(part)) for part in _parts(begins))
    rows = writer.stream("rows", np.uint8, size)
    held = np.zeros(BITS, np.int64)
    for part, last in zip(_parts(begins), _parts(ends), strict=True):
        bits = _signatures(forward, hashes, part, last)
        held += np.count_nonzero(bits, axis=1)
        rows.append(np.packbits(bits, axis=1, bitorder="little").ravel())
    writer.add("set", fitted(held))
    writer.add("first", fitted(first))
    writer.close({})


def _parts(stretches: Array) -> Iterator[Array]:
    for first in range(0, len(stretches), AT_ONCE):
        yield stretches[first : first + AT_ONCE]


def _signatures(forward: Forward, hashes: Array, begins: Array, ends: Array) -> Array:
    """The signatures of some stretches, bit by bit, a byte for each."""
    found = np.zeros((BITS, len(begins)), bool)
    whole = forward.stretch(int(begins[0]), int(ends.max()))
    begins, ends = begins - begins[0], ends - begins[0]
    beside = where((whole[1:] != 0) & (whole[:-1] != 0))
    bits = _bits(hashes.take(whole.take(beside)), hashes.take(whole.take(beside + 1)))
    low, high = beside.searchsorted(begins), beside.searchsorted(ends - 1)
    counts = np.maximum(high - low, 0)
    at = np.arange(int(counts.sum())) + np.repeat(low - np.cumsum(counts) + counts, counts)
    found[bits.take(at), np.repeat(np.arange(len(begins)), counts)] = True
    return found
