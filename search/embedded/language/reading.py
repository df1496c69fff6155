"""The text of some articles in its own order again, from the postings of a segment.

An occurrence is one number: article, position and term, from the highest bits to the lowest. Sorted, they are
the text; where article and position grow by one, two words stand side by side.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from search.embedded.positions import Stretches
from search.embedded.postings import is_column

if TYPE_CHECKING:
    from collections.abc import Iterator

    from search.embedded.container import Array
    from search.embedded.positions import Runs
    from search.embedded.postings import Field

ALL, MOST = 4_000, 25_000
"""So many articles are all read; of those beyond, one in six, and never more than the second number."""

MOST_TOKENS = 12_000_000
"""Of all articles read; about 400 MB at the peak of what is done with them."""

_POSITION_BITS, _TERM_BITS = 13, 32
_FARTHEST = (1 << _POSITION_BITS) - 2
"""Positions that are read of an article: an endless page teaches no more than a long one."""

_ENTRIES_AT_ONCE = 1 << 21


class Read(NamedTuple):
    """Occurrences in the order of the text: the term of each, its article counted among those read.

    `beside[i]`: whether occurrence i + 1 is the next syllable of the same sentence; one shorter than `terms`.
    """

    terms: Array
    rows: Array
    beside: Array


def sample(lengths: Array) -> Array:
    """The articles to be read, evenly spaced; `lengths` are those of all, in tokens."""
    size = len(lengths)
    count = size if size <= ALL else min(MOST, ALL + (size - ALL) // 6)
    while True:
        articles = np.arange(count) * size // max(1, count)
        if (
            count <= 1
            or int(np.minimum(lengths.take(articles).astype(np.int64), _FARTHEST).sum()) <= MOST_TOKENS
        ):
            return articles
        count = count * 9 // 10


def read(field: Field, articles: Array) -> Read:
    """The text of some articles (ascending, fewer than 2^15)."""
    rows = np.full(field.size, -1, np.int64)
    rows[articles] = np.arange(len(articles))
    found = np.concatenate([np.zeros(0, np.int64), *_lists(field, rows), *_columns(field, articles)])
    found.sort()
    terms = (found & ((1 << _TERM_BITS) - 1)).astype(np.int32)
    found >>= _TERM_BITS
    beside = found[1:] - found[:-1] == 1
    return Read(terms, (found >> _POSITION_BITS).astype(np.int16), beside)


def _lists(field: Field, rows: Array) -> Iterator[Array]:
    """The occurrences of all lists, some terms at a time."""
    df = field.df.astype(np.int64)
    numbers = np.flatnonzero(~np.asarray(is_column(df, field.size)))
    ends = np.cumsum(df[numbers])
    begin = 0
    while begin < len(numbers):
        before = int(ends[begin - 1]) if begin else 0
        end = max(begin + 1, int(np.searchsorted(ends, before + _ENTRIES_AT_ONCE, side="right")))
        terms = numbers[begin:end]
        first, last = before, int(ends[end - 1])
        found = rows.take(field.docs[first:last])
        kept = np.flatnonzero(found >= 0)
        owners = np.repeat(terms, df[terms]).take(kept)
        yield _occurrences(field.lists, (first, last), kept, found.take(kept), owners)
        begin = end


def _columns(field: Field, articles: Array) -> Iterator[Array]:
    """The occurrences of all columns, one by one."""
    for number in np.flatnonzero(np.asarray(is_column(field.df.astype(np.int64), field.size))).tolist():
        term = field.term(number)
        held = np.flatnonzero(term.freqs.take(articles))
        stretch = term.first, term.first + len(term.freqs)
        owners = np.full(len(held), number)
        yield _occurrences(field.columns, stretch, articles.take(held), held, owners)


def _occurrences(runs: Runs, stretch: tuple[int, int], entries: Array, rows: Array, terms: Array) -> Array:
    """Packed occurrences of some entries of a stretch."""
    assert runs.positions is not None
    begins = runs.begins(*stretch, entries)
    counts = runs.freqs.stretch(*stretch).take(entries).astype(np.int64)
    owners, positions = Stretches(runs.positions, begins, counts).all()
    near = np.flatnonzero(positions <= _FARTHEST)
    owners, positions = owners.take(near), positions.take(near).astype(np.int64)
    packed = rows.take(owners) << _POSITION_BITS
    packed += positions
    packed <<= _TERM_BITS
    packed += terms.take(owners)
    return packed
