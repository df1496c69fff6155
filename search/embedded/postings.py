"""Postings of one field of a segment: dictionary, lists and columns of frequencies, positions.

A frequent term (more than one article in eight) is a *column*: a byte for every article, its frequency there.
That is smaller than a list, is intersected by comparing bytes, and gives the frequency in any article with
one look. Any other term is a *list*: article numbers, ascending, and frequencies. Lists stand in `docs` and
`freqs` in the order of the dictionary, columns in `columns` likewise. Positions follow the same two orders;
`starts` holds a running sum of frequencies at every 64th entry, from which those of any entry are found.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from search.embedded.container import Strings, open_strings
from search.embedded.narrow import Narrow, open_narrow

if TYPE_CHECKING:
    from search.embedded.container import Array, Arrays

COLUMN_SHARE = 8
"""A term that more than one article in so many holds is a column. At a fifth a column is the smaller one;
an eighth was measured to be faster."""

BLOCK = 64
"""Entries between two running sums."""


def is_column(df: Array | int, size: int) -> Array | bool:
    """Whether terms in `df` of `size` articles are columns."""
    return df * COLUMN_SHARE > size


class Term(NamedTuple):
    """A term of a field in a segment; `first` is its first entry in `docs` and `freqs`, or in `columns`."""

    number: int
    df: int
    first: int
    docs: Array | None
    freqs: Array

    @property
    def is_column(self) -> bool:
        """Whether `freqs` has an entry for every article of the segment, else one for each in `docs`."""
        return self.docs is None


class Runs(NamedTuple):
    """Frequencies of lists or of columns with the positions behind them."""

    freqs: Narrow
    positions: Narrow | None
    starts: Array | None

    def begins(self, first: int, last: int, entries: Array) -> Array:
        """Where the positions of `entries` (ascending, counted from `first`) begin.

        `[first, last)` is the term's stretch. Few entries are found from the nearest running sum; for many,
        or where a frequency is too large for its byte, all of the stretch is summed.
        """
        if len(entries) * 24 < last - first and not len(self.freqs.at):
            return self.begins_at(entries + first)
        freqs = self.freqs.stretch(first, last)
        begins = np.cumsum(freqs, dtype=np.int64)
        begins -= freqs
        return begins.take(entries) + self.start(first)

    def begins_at(self, entries: Array) -> Array:
        """Where the positions of some entries begin, each found from the running sum before it."""
        assert self.starts is not None
        if len(self.freqs.at):
            return np.array([self.start(entry) for entry in entries.tolist()], np.int64)
        blocks = entries // BLOCK
        lanes = np.arange(BLOCK)
        at = np.minimum(blocks[:, None] * BLOCK + lanes, len(self.freqs.low) - 1)
        before = np.where(lanes < (entries % BLOCK)[:, None], self.freqs.low.take(at), 0)
        begins: Array = self.starts.take(blocks).astype(np.int64) + before.sum(axis=1, dtype=np.int64)
        return begins

    def start(self, entry: int) -> int:
        """Where the positions of one entry begin."""
        assert self.starts is not None
        block = entry // BLOCK
        before = self.freqs.stretch(block * BLOCK, entry)
        return int(self.starts[block]) + int(before.sum(dtype=np.int64))


class Field:
    """The postings of one field. `size` is the number of articles of the segment, dead ones included."""

    def __init__(self, arrays: Arrays, name: str, size: int) -> None:
        self.name = name
        self.size = size
        self.terms: Strings = open_strings(arrays, f"{name}.terms")
        self.df = arrays[f"{name}.df"]
        self.cf = arrays.get(f"{name}.cf")
        """How often each term stands in all articles together; only where there are positions."""
        self.first = arrays[f"{name}.first"]
        self.docs = arrays[f"{name}.docs"]
        self.lists = _runs(arrays, name, "freqs")
        self.columns = _runs(arrays, name, "columns")
        self.complete = arrays.get(f"{name}.complete")
        """Of the pairs: whether every place where the two stand side by side is there."""

    def find(self, key: bytes) -> int:
        """The number of a term, or -1."""
        at = self.lower(key)
        return at if at < len(self.terms) and self.terms[at] == key else -1

    def lower(self, key: bytes) -> int:
        """The number of the first term that is not before `key`."""
        low, high = 0, len(self.terms)
        terms = self.terms
        while low < high:
            middle = (low + high) // 2
            if terms[middle] < key:
                low = middle + 1
            else:
                high = middle
        return low

    def prefixed(self, prefix: bytes) -> range:
        """The numbers of the terms that begin so."""
        return range(self.lower(prefix), self.lower(prefix + b"\xff"))

    def term(self, number: int) -> Term:
        """A term with its entries; frequencies above 255 read as 255 here, see `exact`."""
        df = int(self.df[number])
        first = int(self.first[number])
        if is_column(df, self.size):
            at = first * self.size
            return Term(number, df, at, None, self.columns.freqs.low[at : at + self.size])
        return Term(
            number, df, first, self.docs[first : first + df], self.lists.freqs.low[first : first + df]
        )

    def exact(self, term: Term) -> Array:
        """The exact frequencies of a term, one for each of its entries."""
        return self._runs(term).freqs.stretch(term.first, term.first + len(term.freqs))

    def entries(self, term: Term) -> tuple[Array, Array]:
        """The articles that hold a term, ascending, and how often each does, exactly."""
        freqs = self.exact(term)
        if term.docs is not None:
            return term.docs.astype(np.int64), freqs
        docs = np.flatnonzero(freqs)
        return docs, freqs[docs]

    def positions(self, term: Term, docs: Array) -> tuple[Array, Array]:
        """Where a term stands in some articles (ascending): how often in each, 0 included; all positions."""
        runs = self._runs(term)
        assert runs.positions is not None
        if term.docs is None:
            entries, held = docs, None
        else:
            entries = term.docs.searchsorted(docs.astype(term.docs.dtype))
            held = term.docs.take(np.minimum(entries, term.df - 1)) == docs
            entries = entries[held]
        last = term.first + len(term.freqs)
        counts = runs.freqs.stretch(term.first, last).take(entries).astype(np.int64)
        begins = runs.begins(term.first, last, entries.astype(np.int64))
        found = spread(runs.positions, begins, counts)
        if held is None:
            return counts, found
        all_counts = np.zeros(len(docs), np.int64)
        all_counts[held] = counts
        return all_counts, found

    def all_positions(self, term: Term) -> Array:
        """All positions of a term, article by article."""
        runs = self._runs(term)
        assert runs.positions is not None
        assert self.cf is not None
        begin = runs.start(term.first)
        return runs.positions.stretch(begin, begin + int(self.cf[term.number]))

    def _runs(self, term: Term) -> Runs:
        return self.columns if term.docs is None else self.lists


def _runs(arrays: Arrays, field: str, name: str) -> Runs:
    freqs = open_narrow(arrays, f"{field}.{name}")
    positions = f"{field}.{name}.positions"
    if positions not in arrays:
        return Runs(freqs, None, None)
    return Runs(freqs, open_narrow(arrays, positions), arrays[f"{field}.{name}.starts"])


def spread(positions: Narrow, begins: Array, counts: Array) -> Array:
    """The stretches of positions that begin at `begins` and are `counts` long, one after the other."""
    total = int(counts.sum())
    if not total:
        return np.zeros(0, np.int64)
    ends = np.cumsum(counts)
    at = np.arange(total)
    at += np.repeat(begins - ends + counts, counts)
    found = positions.low.take(at).astype(np.int64)
    if len(positions.at):
        where = positions.at.searchsorted(at.astype(positions.at.dtype))
        where = np.minimum(where, len(positions.at) - 1)
        large = positions.at.take(where) == at
        found[large] = positions.over.take(where[large])
    return found
