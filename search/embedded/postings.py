"""Postings of one field of a segment: dictionary, lists and columns of frequencies, positions.

A frequent term (more than one article in seven) is a *column*: a byte for every article, its frequency there.
That is smaller than a list, is intersected by comparing bytes, and gives the frequency in any article with
one look. Any other term is a *list*: article numbers, ascending, and frequencies. Lists stand in `docs` and
`freqs` in the order of the dictionary, columns in `columns` likewise. Positions follow the same two orders;
`starts` and `within` hold running sums of frequencies, from which those of any entry are found.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from search.embedded.container import Strings, open_strings
from search.embedded.positions import Runs, Stretches
from search.embedded.sets import find, where

if TYPE_CHECKING:
    from search.embedded.container import Array, Arrays

COLUMN_SHARE = 7
"""A term that more than one article in so many holds is a column. At a fifth a column is the smaller one;
more columns are faster."""

_SPARSE = 32
"""A list so many times longer than the articles asked for is searched, else gone through as a whole."""


def is_column(df: Array | int, size: int) -> Array | bool:
    """Whether terms in `df` of `size` articles are columns."""
    return df * COLUMN_SHARE > size


class Term(NamedTuple):
    """A term of a field in a segment; `first` is its first entry in `docs` and `freqs`, or in `columns`.

    Of a term that is narrowed to some articles `whole` is the one in all of them, whose places are read.
    """

    number: int
    df: int
    first: int
    docs: Array | None
    freqs: Array
    whole: Term | None = None

    @property
    def is_column(self) -> bool:
        """Whether `freqs` has an entry for every article of the segment, else one for each in `docs`."""
        return self.docs is None


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
        self.lists = Runs(arrays, f"{name}.freqs")
        self.columns = Runs(arrays, f"{name}.columns")

    def prefixed(self, prefix: bytes) -> range:
        """The numbers of the terms that begin so."""
        return range(self.terms.lower(prefix), self.terms.lower(prefix + b"\xff"))

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
        if term.whole is not None:
            assert term.docs is not None
            docs, freqs = self.entries(term.whole)
            return freqs.take(docs.searchsorted(term.docs))
        return self._runs(term).freqs.stretch(term.first, term.first + len(term.freqs))

    def entries(self, term: Term) -> tuple[Array, Array]:
        """The articles that hold a term, ascending, and how often each does, exactly."""
        freqs = self.exact(term)
        if term.docs is not None:
            return term.docs.astype(np.int64), freqs
        docs = np.flatnonzero(freqs)
        return docs, freqs[docs]

    def stretches(self, term: Term, docs: Array) -> Stretches:
        """Where the positions of a term in some articles (ascending) stand, article by article."""
        if term.whole is not None:
            return self._some_stretches(term, docs)
        runs = self._runs(term)
        assert runs.positions is not None
        last = term.first + len(term.freqs)
        freqs = runs.freqs.stretch(term.first, last)
        if term.docs is None:
            return Stretches(
                runs.positions, runs.begins(term.first, last, docs), freqs.take(docs).astype(np.int64)
            )
        entries, at = self._entries_of(term.docs, docs)
        if not len(at):
            begins, counts = np.zeros((2, len(docs)), np.int64)
            return Stretches(runs.positions, begins, counts)
        found_begins, found_counts = runs.begins(term.first, last, entries), freqs.take(entries)
        if len(at) == len(docs):
            return Stretches(runs.positions, found_begins, found_counts.astype(np.int64))
        begins, counts = np.zeros((2, len(docs)), np.int64)
        begins[at], counts[at] = found_begins, found_counts
        return Stretches(runs.positions, begins, counts)

    def _some_stretches(self, term: Term, docs: Array) -> Stretches:
        """The same of a term that is narrowed: nothing in the articles that it is not in."""
        assert term.whole is not None
        assert term.docs is not None
        at = where(find(term.docs, docs)[1])
        found = self.stretches(term.whole, docs.take(at))
        begins, counts = np.zeros((2, len(docs)), np.int64)
        begins[at], counts[at] = found.begins, found.counts
        return Stretches(found.positions, begins, counts)

    def _entries_of(self, held: Array, docs: Array) -> tuple[Array, Array]:
        """Where those of some articles that a list holds stand in it, and among `docs`; all ascending."""
        if len(docs) * _SPARSE < len(held):
            entries, found = find(held, docs)
            at = where(found)
            return entries.take(at), at
        wanted = np.zeros(self.size, bool)
        wanted[docs] = True
        entries = where(wanted.take(held))
        if len(entries) == len(docs):
            return entries, np.arange(len(docs))
        return entries, docs.searchsorted(held.take(entries).astype(docs.dtype))

    def all_positions(self, term: Term) -> Array:
        """All positions of a term, article by article."""
        runs = self._runs(term)
        assert runs.positions is not None
        assert self.cf is not None
        begin = runs.start(term.first)
        return runs.positions.stretch(begin, begin + int(self.cf[term.number]))

    def _runs(self, term: Term) -> Runs:
        return self.columns if term.docs is None else self.lists


def narrowed(term: Term, docs: Array) -> Term | None:
    """A term in some articles alone, ascending; None where it is in none of them."""
    if term.docs is None:
        freqs = term.freqs.take(docs)
    else:
        at, held = find(term.docs, docs)
        freqs = np.where(held, term.freqs.take(at), 0)
    there = where(freqs != 0)
    if not len(there):
        return None
    return Term(term.number, len(there), term.first, docs.take(there), freqs.take(there), term)
