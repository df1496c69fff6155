"""Blocks of sorted occurrences into the postings of one field, a range of terms at a time.

A *run* is a term in a block. The runs of a term, block by block, are its entries in the order of the
articles; so writing is copying runs in the order of their terms' names. Nothing is sorted again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from search.embedded.container import fit
from search.embedded.fields import FieldWriter
from search.embedded.postings import is_column

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from search.embedded.blocks import Block
    from search.embedded.container import Array, ArrayWriter

    Naming = Callable[[list[int]], list[bytes]]

AT_ONCE = 1 << 17
"""Occurrences, or bytes of columns, that are copied together: what they need stays near the processor."""


class _Runs(NamedTuple):
    """All runs, by the names of their terms and by block, and of each where it lies in the joined blocks."""

    first: Array
    """Of each term its first run, one more than there are terms."""
    entries: Array
    df: Array
    places: Array
    cf: Array


class _Joined(NamedTuple):
    """The entries and occurrences of all blocks, one block after the other."""

    docs: Array
    freqs: Array
    positions: Array | None


def gather(
    writer: ArrayWriter, name: str, size: int, blocks: list[Block], naming: Naming, *, positions: bool
) -> None:
    """Write a field of `size` articles; `naming` tells what terms are called. Blocks are given up."""
    names, runs = _ordered(blocks, naming)
    joined = _join(blocks, size, positions=positions)
    df = _summed(runs.df, runs.first)
    cf = None if joined.positions is None else _summed(runs.cf, runs.first)
    field = FieldWriter(writer, name, size, names, df, cf)
    columns = np.asarray(is_column(df, size))
    lists = np.flatnonzero(~columns)
    for part in _parts(lists, df if cf is None else cf):
        field.append_lists(*_entries(runs, joined, part)[1:])
    columns = np.flatnonzero(columns)
    for part in _parts(columns, np.full(len(df), size) if cf is None else cf + size):
        field.append_columns(*_rows(runs, joined, part, size))
    field.finish()


def _ordered(blocks: Sequence[Block], naming: Naming) -> tuple[list[bytes], _Runs]:
    """The names of all terms in order, and the runs."""
    terms = _concatenated([block.terms for block in blocks], np.uint32)
    df = _concatenated([block.df for block in blocks], np.uint32)
    cf = _concatenated([block.cf for block in blocks], np.uint32)
    packed = terms.astype(np.uint64) << np.uint64(32)
    packed += np.arange(len(terms), dtype=np.uint64)
    packed.sort()
    by_term = (packed & np.uint64(0xFFFFFFFF)).view(np.int64)
    packed >>= np.uint64(32)
    first = np.flatnonzero(np.diff(packed, prepend=~packed[:1]))
    counts = np.diff(first, append=len(packed))
    names = naming(packed[first].tolist())
    order = np.array(sorted(range(len(names)), key=names.__getitem__), np.int64)
    at = by_term.take(_stretches(first.take(order), counts.take(order)))
    bounds = np.concatenate([[0], np.cumsum(counts.take(order))])
    runs = _Runs(bounds, _before(df).take(at), df.take(at), _before(cf).take(at), cf.take(at))
    return [names[number] for number in order.tolist()], runs


def _join(blocks: list[Block], size: int, *, positions: bool) -> _Joined:
    """All blocks as one; each is given up when it was copied."""
    docs = np.empty(sum(len(block.docs) for block in blocks), fit(max(size - 1, 0)))
    at = 0
    for block in blocks:
        part = docs[at : at + len(block.docs)]
        np.add(block.docs, block.base, out=part, dtype=docs.dtype, casting="unsafe")
        at += len(part)
    freqs = _concatenated([block.freqs for block in blocks], np.uint8)
    places = [block.positions for block in blocks if block.positions is not None]
    blocks.clear()
    return _Joined(docs, freqs, _concatenated(places, np.uint16) if positions else None)


def _parts(terms: Array, weights: Array) -> Iterator[Array]:
    """Terms in stretches that weigh no more than `AT_ONCE` together, or single ones."""
    sums = np.cumsum(weights.take(terms))
    first, done = 0, 0
    while first < len(terms):
        last = max(int(np.searchsorted(sums, done + AT_ONCE, side="right")), first + 1)
        yield terms[first:last]
        first, done = last, int(sums[last - 1])


def _entries(runs: _Runs, joined: _Joined, terms: Array) -> tuple[Array, Array, Array, Array | None]:
    """Of some terms, ascending: the entries of each, and the articles, frequencies and positions of all."""
    counts = runs.first.take(terms + 1) - runs.first.take(terms)
    at = _stretches(runs.first.take(terms), counts)
    df = runs.df.take(at)
    entries = _stretches(runs.entries.take(at), df)
    positions = None
    if joined.positions is not None:
        positions = joined.positions.take(_stretches(runs.places.take(at), runs.cf.take(at)))
    totals = _summed(df, _before(counts, whole=True))
    return totals, joined.docs.take(entries), joined.freqs.take(entries), positions


def _rows(runs: _Runs, joined: _Joined, terms: Array, size: int) -> tuple[Array, Array | None]:
    """Some terms as columns, one after the other."""
    df, docs, freqs, positions = _entries(runs, joined, terms)
    rows = np.zeros(len(terms) * size, fit(int(freqs.max(initial=0))))
    at = np.repeat(np.arange(len(terms)) * size, df)
    at += docs
    rows[at] = freqs
    return rows, positions


def _stretches(begins: Array, counts: Array) -> Array:
    """The numbers `begin, begin + 1, ...` of each stretch, one stretch after the other."""
    shifts = begins - _before(counts)
    at = np.repeat(shifts, counts)
    at += np.arange(len(at))
    return at


def _before(counts: Array, *, whole: bool = False) -> Array:
    """The sum of all counts before each, with that of all of them if `whole`."""
    sums = np.zeros(len(counts) + 1, np.int64)
    np.cumsum(counts, out=sums[1:])
    return sums if whole else sums[:-1]


def _summed(counts: Array, first: Array) -> Array:
    """The sums of stretches of counts, `first` where they begin and one more."""
    sums = _before(counts, whole=True)
    return np.diff(sums.take(first))


def _concatenated(parts: Sequence[Array], dtype: type[np.unsignedinteger]) -> Array:
    """Arrays as one, of this type at least."""
    return np.concatenate([np.zeros(0, dtype), *parts])
