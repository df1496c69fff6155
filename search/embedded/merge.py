"""Segments into one, array by array: dead articles are dropped, everything else is moved, nothing is analysed.

Articles keep their order, one segment after the other. The dictionaries are united first; then the postings are
moved a range of terms at a time, so that memory does not grow with the segments.
"""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from search.embedded.container import ArrayWriter
from search.embedded.facet_columns import FacetBuilder
from search.embedded.fields import FieldWriter
from search.embedded.postings import is_column
from search.embedded.segment import DOC, FIELDS, SEG, file_name, segment_info
from search.embedded.stored import merge_stored
from search.embedded.values import STREAMS, Rows, write_values
from search.facets import COLUMNS
from search.zones import HEAD, TEXT

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from search.embedded.container import Array
    from search.embedded.postings import Field
    from search.embedded.segment import Raw
    from search.embedded.stored import StoredDocuments

OCCURRENCES_AT_ONCE = 1 << 22
"""Occurrences that are moved together: some 100 MB at the most."""


class Part(NamedTuple):
    """A segment to be merged: which of its articles are alive, and the new number of the first of these."""

    raw: Raw
    alive: Array
    base: int

    @property
    def is_whole(self) -> bool:
        """Whether all articles are alive."""
        return bool(self.alive.all())

    def renumbered(self) -> Array:
        """The new number of each article; that of a dead one means nothing."""
        return np.cumsum(self.alive) - 1 + self.base


def merge(folder: Path, name: str, segments: Sequence[tuple[Raw, Array | None]]) -> int:
    """Write the living articles of some segments as one; returns their number."""
    alive = [np.ones(raw.size, bool) if mask is None else mask for raw, mask in segments]
    counts = [int(np.count_nonzero(mask)) for mask in alive]
    bases = accumulate(counts, initial=0)
    parts = [Part(raw, mask, base) for (raw, _), mask, base in zip(segments, alive, bases, strict=False)]
    size = sum(counts)
    writer = ArrayWriter(folder / file_name(name, SEG))
    for field in FIELDS:
        _merge_field(writer, field, size, parts)
    lengths = {
        stream: _gathered([(p.raw.values.lengths[stream], p.alive) for p in parts]) for stream in STREAMS
    }
    _merge_values(writer, parts, lengths)
    writer.close(segment_info(size, lengths[TEXT], lengths[HEAD]))
    stored: list[tuple[StoredDocuments, Array]] = [
        (part.raw.stored, part.alive) for part in parts if part.raw.stored is not None
    ]
    if len(stored) == len(parts):
        merge_stored(folder / file_name(name, DOC), stored)
    return size


def _gathered(columns: Sequence[tuple[Array, Array]]) -> Array:
    return np.concatenate(
        [np.zeros(0, np.int64), *(values[alive].astype(np.int64) for values, alive in columns)]
    )


def _merge_values(writer: ArrayWriter, parts: Sequence[Part], lengths: dict[str, Array]) -> None:
    values = [(part.raw.values, part.alive) for part in parts]
    names = [[name.decode() for name in each.group_names.all()] for each, _ in values]
    groups = sorted({name for each in names for name in each} | {""})
    numbers = {name: number for number, name in enumerate(groups)}
    renumbered = [np.array([numbers[name] for name in each], np.int64) for each in names]
    rows = Rows(
        [each.ids[doc] for each, alive in values for doc in np.flatnonzero(alive).tolist()],
        _gathered([(each.versions, alive) for each, alive in values]),
        _gathered([(each.moments, alive) for each, alive in values]),
        _gathered([(each.first_days, alive) for each, alive in values]),
        _gathered([(each.last_days, alive) for each, alive in values]),
        _gathered([(new.take(v.groups), a) for (v, a), new in zip(values, renumbered, strict=True)]),
    )
    write_values(writer, rows, groups, lengths)
    for name in COLUMNS:
        builder = FacetBuilder()
        for each, alive in values:
            builder.merge(each.facets[name], alive)
        builder.write(writer, name)


# ---------------------------------------------------------------- postings


class _Source(NamedTuple):
    """A field of one segment on its way: where its terms go, and how much of each is alive."""

    field: Field
    alive: Array
    is_whole: bool
    renumbered: Array
    targets: Array
    df: Array
    cf: Array | None


def _merge_field(writer: ArrayWriter, name: str, size: int, parts: Sequence[Part]) -> None:
    names, targets = _united([part.raw.fields[name] for part in parts])
    sources = [_source(part, name, target) for part, target in zip(parts, targets, strict=True)]
    df = np.zeros(len(names), np.int64)
    cf = np.zeros(len(names), np.int64) if name == TEXT else None
    for source in sources:
        df[source.targets] += source.df
        if cf is not None:
            cf[source.targets] += source.cf
    kept = df > 0
    place = np.cumsum(kept) - 1
    names = [each for each, is_kept in zip(names, kept.tolist(), strict=True) if is_kept]
    df, cf = df[kept], cf[kept] if cf is not None else None
    sources = [source._replace(targets=place[source.targets]) for source in sources]
    field = FieldWriter(writer, name, size, names, df, cf)
    for first, last in _ranges(df if cf is None else cf):
        field.append(
            df[first:last], *_moved(sources, first, last, df[first:last], has_positions=cf is not None)
        )
    field.finish()
    if parts and parts[0].raw.fields[name].complete is not None:
        complete = np.ones(len(names), np.uint8)
        for source in sources:
            alive = source.df > 0
            complete[source.targets[alive]] &= source.field.complete[alive]
        writer.add(f"{name}.complete", complete)


def _united(fields: Sequence[Field]) -> tuple[list[bytes], list[Array]]:
    """All terms in order, and for each field where each of its terms is among them."""
    numbers: dict[bytes, int] = {}
    found = []
    for field in fields:
        terms = field.terms.all()
        found.append(np.fromiter((numbers.setdefault(t, len(numbers)) for t in terms), np.int64, len(terms)))
    names = sorted(numbers)
    rank = np.zeros(len(names), np.int64)
    rank[[numbers[name] for name in names]] = np.arange(len(names))
    return names, [rank.take(each) for each in found]


def _source(part: Part, name: str, targets: Array) -> _Source:
    field = part.raw.fields[name]
    whole = part.is_whole
    df = field.df.astype(np.int64)
    cf = None
    if name == TEXT or not whole:
        counts = [_counts(field, first, last, part.alive, name) for first, last in _term_ranges(field)]
        df = np.concatenate([np.zeros(0, np.int64), *(each for each, _ in counts)])
        cf = np.concatenate([np.zeros(0, np.int64), *(each for _, each in counts)])
    return _Source(field, part.alive, whole, part.renumbered(), targets, df, cf if name == TEXT else None)


def _term_ranges(field: Field) -> Iterator[tuple[int, int]]:
    """Ranges of a field's own terms with so many entries that they can be held together."""
    return _ranges(field.df.astype(np.int64))


def _counts(field: Field, first: int, last: int, alive: Array, name: str) -> tuple[Array, Array]:
    """Of each term, the living articles that hold it and how often they do together."""
    docs, freqs, df = _entries(field, first, last)
    owners = np.repeat(np.arange(last - first), df)
    living = alive.take(docs)
    new_df = np.bincount(owners, living, last - first).astype(np.int64)
    if name != TEXT:
        return new_df, new_df
    return new_df, np.bincount(owners, living * freqs.astype(np.int64), last - first).astype(np.int64)


def _ranges(weights: Array) -> Iterator[tuple[int, int]]:
    """Ranges of terms whose weights together stay below `OCCURRENCES_AT_ONCE`, or single terms."""
    sums = np.cumsum(weights)
    first, done = 0, 0
    while first < len(weights):
        last = int(np.searchsorted(sums, done + OCCURRENCES_AT_ONCE, side="right"))
        last = max(last, first + 1)
        yield first, last
        first, done = last, int(sums[last - 1])


def _entries(field: Field, first: int, last: int) -> tuple[Array, Array, Array]:
    """The entries of a range of terms, in order: articles, exact frequencies, and how many each term has."""
    df = field.df[first:last].astype(np.int64)
    columns = np.flatnonzero(np.asarray(is_column(df, field.size)))
    docs, freqs = [], []
    at = 0
    for column in [*columns.tolist(), last - first]:
        stretch = field.stretch_of_lists(first + at, first + column)
        docs.append(stretch[0])
        freqs.append(stretch[1])
        if column < last - first:
            column_docs, column_freqs = field.entries(field.term(first + column))
            docs.append(column_docs)
            freqs.append(column_freqs)
        at = column + 1
    return np.concatenate(docs), np.concatenate(freqs), df


def _positions(field: Field, first: int, last: int) -> Array:
    """The positions of a range of terms, in order."""
    columns = np.flatnonzero(np.asarray(is_column(field.df[first:last].astype(np.int64), field.size)))
    parts, at = [], 0
    for column in [*columns.tolist(), last - first]:
        parts.append(field.positions_of_lists(first + at, first + column))
        if column < last - first:
            parts.append(field.all_positions(field.term(first + column)))
        at = column + 1
    return np.concatenate(parts)


def _moved(
    sources: Sequence[_Source], first: int, last: int, df: Array, *, has_positions: bool
) -> tuple[Array, Array, Array | None]:
    """The entries of a range of new terms, those of all sources put in order: by term, then by article."""
    pieces = [_piece(source, first, last, has_positions=has_positions) for source in sources]
    pieces = [piece for piece in pieces if len(piece.docs)]
    if len(pieces) == 1:
        return pieces[0].docs, pieces[0].freqs, pieces[0].positions
    total = int(df.sum())
    next_entry = np.cumsum(df) - df
    docs = np.zeros(total, np.int64)
    freqs = np.zeros(total, np.int64)
    at = []
    for piece in pieces:
        at.append(_targets(piece.terms, next_entry))
        docs[at[-1]] = piece.docs
        freqs[at[-1]] = piece.freqs
    if not has_positions:
        return docs, freqs, None
    begins = np.cumsum(freqs) - freqs
    positions = np.zeros(int(freqs.sum()), np.int64)
    for piece, where in zip(pieces, at, strict=True):
        assert piece.positions is not None
        ends = np.cumsum(piece.freqs, dtype=np.int64)
        shift = begins[where] - ends + piece.freqs
        positions[np.repeat(shift, piece.freqs) + np.arange(len(piece.positions))] = piece.positions
    return docs, freqs, positions


class _Piece(NamedTuple):
    """Living entries of one source: their term (counted within the range), article, frequency, positions."""

    terms: Array
    docs: Array
    freqs: Array
    positions: Array | None


def _piece(source: _Source, first: int, last: int, *, has_positions: bool) -> _Piece:
    begin, end = np.searchsorted(source.targets, (first, last)).tolist()
    if source.is_whole is False:  # terms without a living article share a place with the one before
        alive = source.df > 0
        inside = np.flatnonzero(alive & (source.targets >= first) & (source.targets < last))
        begin, end = (int(inside[0]), int(inside[-1]) + 1) if len(inside) else (0, 0)
    docs, freqs, df = _entries(source.field, begin, end)
    freqs = freqs.astype(np.int64)
    terms = np.repeat(source.targets[begin:end] - first, df)
    positions = _positions(source.field, begin, end) if has_positions and end > begin else None
    if positions is None and has_positions:
        positions = np.zeros(0, np.int64)
    if not source.is_whole:
        living = source.alive.take(docs)
        if positions is not None:
            positions = positions[np.repeat(living, freqs)]
        terms, docs, freqs = terms[living], docs[living], freqs[living]
    return _Piece(terms, source.renumbered.take(docs), freqs, positions)


def _targets(terms: Array, next_entry: Array) -> Array:
    """Where entries of ascending terms go, and count them as placed."""
    if not len(terms):
        return np.zeros(0, np.int64)
    begins = np.flatnonzero(np.diff(terms, prepend=-1))
    counts = np.diff(begins, append=len(terms))
    which = terms[begins]
    at: Array = np.repeat(next_entry[which] - begins, counts) + np.arange(len(terms))
    next_entry[which] += counts
    return at
