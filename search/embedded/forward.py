"""Articles as they run on: of every place of a text, which term stands there.

Postings tell where a term stands; this tells what stands at a place, and so what stands beside it. Each
article has a *slot* for each of its positions and one empty one behind; the end of a sentence is as many
empty slots as positions are left out there, so that a slot is found by adding.

words       of each slot, the rank of its term plus one, the most frequent first; 0 where no token stands
terms       of each rank, the number of the term in the field of the text
alphabet    of each rank, its place in the order of a Vietnamese dictionary

Beside the postings stand `capitals`: a bit a position, whether the token there begins with a capital; the
bits of an article begin with a byte.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from search.alphabet import alphabetical
from search.embedded.container import Arrays, ArrayWriter, fitted
from search.embedded.narrow import NarrowStream, open_narrow
from search.embedded.postings import is_column
from search.embedded.sets import find

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from search.embedded.container import Array
    from search.embedded.postings import Field

SLOTS_AT_ONCE = 1 << 25
"""Slots that are filled together: 128 MB. More articles are gone through again from the beginning."""

OCCURRENCES_AT_ONCE = 1 << 22

_CLIPPED = 0xFFFF
"""What stands in `words` for a rank that is larger, see `narrow`."""


class Forward:
    """The articles of an open segment as they run on."""

    def __init__(self, path: Path, ends: Array, capitals: Array) -> None:
        self.arrays = Arrays(path)
        self.terms = self.arrays["terms"]
        self.alphabet = self.arrays["alphabet"]
        self._words = open_narrow(self.arrays, "words")
        self._ends = ends
        self._capitals = capitals

    @cached_property
    def begins(self) -> Array:
        """The first slot of each article, and one more: the number of slots."""
        return _begins(self._ends)

    @cached_property
    def _bytes(self) -> Array:
        """Where the bits of each article begin, in bytes."""
        return _first_bytes(self._ends)

    @cached_property
    def ranks(self) -> Array:
        """Of each term of the text, its rank."""
        ranks = np.empty(len(self.terms), np.int64)
        ranks[self.terms] = np.arange(len(self.terms))
        return ranks

    def slots(self, docs: Array, positions: Array) -> Array:
        """The slots of some positions in some articles."""
        slots: Array = self.begins.take(docs)
        slots += positions
        return slots

    def at(self, slots: Array) -> Array:
        """What stands in some slots: rank plus one, or 0."""
        found = self._words.low.take(slots).astype(np.int32)
        if len(self._words.at):
            clipped = np.flatnonzero(found == _CLIPPED)
            where, large = find(self._words.at, slots.take(clipped))
            found[clipped[large]] = self._words.over.take(where[large])
        return found

    def tokens_before(self, docs: Array, owners: Array, positions: Array) -> Array:
        """How many tokens stand before some positions, each in the text of `docs[owner]`."""
        spans = list(zip(self.begins.take(docs).tolist(), self.begins.take(docs + 1).tolist(), strict=True))
        filled = np.concatenate([self._words.low[begin:end] for begin, end in spans]) != 0
        counted = np.concatenate([[0], np.cumsum(filled, dtype=np.int32)])
        bases = np.cumsum([0, *(end - begin for begin, end in spans)]).take(owners)
        before: Array = counted.take(bases + positions) - counted.take(bases)
        return before

    def stretch(self, first: int, last: int) -> Array:
        """What stands in the slots `[first, last)`."""
        return self._words.stretch(first, last)

    def capital(self, docs: Array, positions: Array) -> Array:
        """Whether the tokens at some positions begin with a capital."""
        held = self._capitals.take(self._bytes.take(docs) + (positions >> 3))
        found: Array = (held >> (positions & 7).astype(np.uint8) & 1).view(bool)
        return found


def _begins(ends: Array) -> Array:
    return np.concatenate([[0], np.cumsum(ends.astype(np.int64) + 1)])


def _first_bytes(ends: Array) -> Array:
    return np.concatenate([[0], np.cumsum(ends.astype(np.int64) + 7 >> 3)])


# ---------------------------------------------------------------- capitals


def capital_bits(docs: Array, positions: Array, ends: Array, capitals: Array) -> Array:
    """A bit for each position of some articles, in whole bytes an article, as bytes."""
    first = _first_bytes(ends)
    bits = np.zeros(int(first[-1]) * 8, bool)
    bits[(first.take(docs) * 8 + positions)[capitals]] = True
    return np.packbits(bits, bitorder="little")


def kept_bits(bits: Array, ends: Array, kept: Array) -> Array:
    """The bits of the articles that are kept."""
    return bits if kept.all() else bits[np.repeat(kept, np.diff(_first_bytes(ends)))]


# ---------------------------------------------------------------- writing


def write_forward(path: Path, field: Field, ends: Array) -> None:
    """Write the articles of a segment as they run on, from its postings."""
    assert field.cf is not None
    terms = np.argsort(-field.cf.astype(np.int64), kind="stable")
    ranks = np.zeros(len(terms), np.int64)
    ranks[terms] = np.arange(len(terms))
    begins = _begins(ends)
    writer = ArrayWriter(path)
    words = NarrowStream(writer, "words", np.uint16, int(begins[-1]))
    for first, last in _parts(begins):
        words.append(_filled(field, ranks, begins, first, last))
    words.finish()
    writer.add("terms", fitted(terms))
    writer.add("alphabet", fitted(_alphabet(field)[terms]))
    writer.close({})


def _parts(begins: Array) -> Iterator[tuple[int, int]]:
    """Ranges of articles that have so many slots together, or single ones."""
    first = 0
    while first < len(begins) - 1:
        last = int(begins.searchsorted(begins[first] + SLOTS_AT_ONCE, side="right")) - 1
        last = max(last, first + 1)
        yield first, last
        first = last


def _filled(field: Field, ranks: Array, begins: Array, first: int, last: int) -> Array:
    """The slots of some articles."""
    slots = np.zeros(int(begins[last] - begins[first]), np.uint32)
    base = begins[first]
    for numbers, docs, positions in _occurrences(field):
        inside = slice(None) if first == 0 and last == len(begins) - 1 else (docs >= first) & (docs < last)
        at = begins.take(docs[inside])
        at += positions[inside]
        at -= base
        slots[at] = ranks.take(numbers[inside]) + 1
    return slots


def _occurrences(field: Field) -> Iterator[tuple[Array, Array, Array]]:
    """All occurrences of a field: term, article and position; lists some at a time, columns one by one."""
    assert field.cf is not None
    assert field.lists.positions is not None
    columns = np.asarray(is_column(field.df.astype(np.int64), field.size))
    lists = np.flatnonzero(~columns)
    df, cf = field.df.take(lists).astype(np.int64), field.cf.take(lists).astype(np.int64)
    entries, places = np.concatenate([[0], np.cumsum(df)]), np.concatenate([[0], np.cumsum(cf)])
    first = 0
    while first < len(lists):
        last = int(places.searchsorted(places[first] + OCCURRENCES_AT_ONCE, side="right")) - 1
        last = max(last, first + 1)
        begin, end = int(entries[first]), int(entries[last])
        freqs = field.lists.freqs.stretch(begin, end)
        docs = np.repeat(field.docs[begin:end].astype(np.int64), freqs)
        numbers = np.repeat(lists[first:last], cf[first:last])
        yield numbers, docs, field.lists.positions.stretch(int(places[first]), int(places[last]))
        first = last
    for number in np.flatnonzero(columns).tolist():
        term = field.term(number)
        docs, freqs = field.entries(term)
        positions = field.all_positions(term)
        yield np.full(len(positions), number), np.repeat(docs, freqs), positions


def _alphabet(field: Field) -> Array:
    """Of each term, its place in the order of a dictionary."""
    names = field.terms.texts()
    order = sorted(range(len(names)), key=lambda number: (alphabetical(names[number]), names[number]))
    places = np.zeros(len(names), np.int64)
    places[order] = np.arange(len(names))
    return places
