"""Segments into one, array by array: dead articles are dropped, the rest is moved, nothing is analysed.

Articles keep their order, one segment after the other. The dictionaries are united first; then lists are
moved a range of terms at a time and columns one by one, so that memory does not grow with the segments.
"""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from search.embedded.container import ArrayWriter, fitted
from search.embedded.facet_columns import FacetBuilder
from search.embedded.fields import FieldWriter
from search.embedded.forward import kept_bits
from search.embedded.neighbours import BITS, merged_rows
from search.embedded.positions import Stretches
from search.embedded.postings import is_column
from search.embedded.said import merge_said
from search.embedded.segment import DOC, FIELDS, SEG, file_name, segment_info
from search.embedded.stored import merge_stored
from search.embedded.values import STREAMS, Rows, write_values
from search.facets import COLUMNS, TREES
from search.zones import BOUNDS, HEAD, TEXT, TEXT_END

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from search.embedded.container import Array
    from search.embedded.postings import Field, Term
    from search.embedded.segment import Raw
    from search.embedded.stored import StoredDocuments

OCCURRENCES_AT_ONCE = 1 << 20
"""Occurrences that are moved together: some 25 MB at the most; more at a time is no faster."""


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
    lengths |= {bound: _gathered([(p.raw.values.bounds[bound], p.alive) for p in parts]) for bound in BOUNDS}
    neighbours = writer.stream("neighbours", np.uint8, BITS * -(-size // 8))
    for rows in merged_rows([(part.raw.neighbours, part.alive) for part in parts]):
        neighbours.append(rows.ravel())
    _merge_capitals(writer, parts)
    writer.add("markless", fitted(np.flatnonzero(_gathered([(_markless(p), p.alive) for p in parts]))))
    merge_said(writer, [(part.raw.said, part.alive, part.base) for part in parts])
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


def _markless(part: Part) -> Array:
    """Of each article, whether it is written without marks."""
    held = np.zeros(part.raw.size, bool)
    held[part.raw.markless] = True
    return held


def _merge_capitals(writer: ArrayWriter, parts: Sequence[Part]) -> None:
    """The bits of living articles, which begin with a byte of their own each."""
    found = [kept_bits(part.raw.capitals, part.raw.values.bounds[TEXT_END], part.alive) for part in parts]
    capitals = writer.stream("capitals", np.uint8, sum(map(len, found)))
    for each in found:
        capitals.append(each)


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
        [each.titles[doc] for each, alive in values for doc in np.flatnonzero(alive).tolist()],
    )
    write_values(writer, rows, groups, lengths)
    for name in COLUMNS:
        builder = FacetBuilder()
        for each, alive in values:
            builder.merge(each.facets[name], alive)
        builder.write(writer, name, is_tree=name in TREES)


# ---------------------------------------------------------------- postings


class _Source(NamedTuple):
    """A field of one segment on its way: the new number of each of its terms, and how much of it is alive."""

    field: Field
    alive: Array | None
    base: int
    renumbered: Array
    targets: Array
    df: Array
    cf: Array | None


def _merge_field(writer: ArrayWriter, name: str, size: int, parts: Sequence[Part]) -> None:
    names, targets = _united([part.raw.fields[name] for part in parts])
    sources = [_source(part, name, target) for part, target in zip(parts, targets, strict=True)]
    df = _summed(sources, [source.df for source in sources], len(names))
    cf = _summed(sources, [source.cf for source in sources], len(names)) if name == TEXT else None
    kept = df > 0
    if not kept.all():
        names = [each for each, is_kept in zip(names, kept.tolist(), strict=True) if is_kept]
        df, cf = df[kept], cf[kept] if cf is not None else None
        place = np.where(kept, np.cumsum(kept) - 1, -1)
        sources = [source._replace(targets=place[source.targets]) for source in sources]
    field = FieldWriter(writer, name, size, names, df, cf)
    columns = np.asarray(is_column(df, size))
    for first, last in _ranges(np.where(columns, 0, df if cf is None else cf)):
        field.append_lists(*_lists(sources, columns, first, last, np.where(columns, 0, df)[first:last]))
    for column in np.flatnonzero(columns).tolist():
        field.append_columns(*_column(sources, column, size))
    field.finish()


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
    alive = None if part.is_whole else part.alive
    df, cf = field.df.astype(np.int64), None if field.cf is None else field.cf.astype(np.int64)
    if alive is not None:
        df, cf = _living(field, alive)
    return _Source(field, alive, part.base, part.renumbered(), targets, df, cf)


def _living(field: Field, alive: Array) -> tuple[Array, Array]:
    """Of each term, the living articles that hold it, and how often they do together."""
    df, cf = np.zeros(len(field.df), np.int64), np.zeros(len(field.df), np.int64)
    columns = np.asarray(is_column(field.df.astype(np.int64), field.size))
    for first, last in _ranges(np.where(columns, 0, field.df)):
        numbers = np.flatnonzero(~columns[first:last]) + first
        docs, freqs, owners = _entries(field, numbers)
        held = alive.take(docs)
        df[numbers] = np.bincount(owners, held, len(numbers))
        cf[numbers] = np.bincount(owners, held * freqs, len(numbers))
    for number in np.flatnonzero(columns).tolist():
        freqs = field.exact(field.term(number))[alive]
        df[number], cf[number] = np.count_nonzero(freqs), freqs.sum(dtype=np.int64)
    return df, cf


def _summed(sources: Sequence[_Source], counts: Sequence[Array | None], size: int) -> Array:
    total = np.zeros(size, np.int64)
    for source, each in zip(sources, counts, strict=True):
        assert each is not None
        total[source.targets] += each
    return total


def _ranges(weights: Array) -> Iterator[tuple[int, int]]:
    """Ranges of terms whose weights together stay below `OCCURRENCES_AT_ONCE`, or single terms."""
    sums = np.cumsum(weights)
    first, done = 0, 0
    while first < len(weights):
        last = int(np.searchsorted(sums, done + OCCURRENCES_AT_ONCE, side="right"))
        last = max(last, first + 1)
        yield first, last
        first, done = last, int(sums[last - 1])


def _entries(field: Field, numbers: Array) -> tuple[Array, Array, Array]:
    """The entries of some terms that are lists: articles, exact frequencies, and whose each is."""
    df = field.df.take(numbers).astype(np.int64)
    ends = np.cumsum(df)
    owners = np.repeat(np.arange(len(numbers)), df)
    at = np.arange(len(owners)) + np.repeat(field.first.take(numbers).astype(np.int64) - ends + df, df)
    freqs = field.lists.freqs
    if not len(freqs.at):
        return field.docs.take(at), freqs.low.take(at), owners
    first, last = (int(at[0]), int(at[-1]) + 1) if len(at) else (0, 0)
    return field.docs.take(at), freqs.stretch(first, last).take(at - first), owners


class _Piece(NamedTuple):
    """Living entries of one source, by term and article; terms are counted within their range."""

    terms: Array
    docs: Array
    freqs: Array
    positions: Array | None


def _lists(
    sources: Sequence[_Source], columns: Array, first: int, last: int, df: Array
) -> tuple[Array, Array, Array | None]:
    """The entries of a range of new terms that are lists: by term, and by source and article in each."""
    pieces = [piece for source in sources for piece in _pieces(source, columns, first, last)]
    total = int(df.sum())
    next_entry = np.cumsum(df) - df
    docs, freqs = np.zeros(total, np.int64), np.zeros(total, np.int64)
    places = []
    for piece in pieces:
        at = _targets(piece.terms, next_entry)
        docs[at], freqs[at] = piece.docs, piece.freqs
        places.append(at)
    if not sources or sources[0].field.lists.positions is None:
        return docs, freqs, None
    begins = np.cumsum(freqs) - freqs
    positions = np.zeros(int(freqs.sum()), np.int64)
    for piece, at in zip(pieces, places, strict=True):
        assert piece.positions is not None
        shift = begins[at] - np.cumsum(piece.freqs) + piece.freqs
        positions[np.repeat(shift, piece.freqs) + np.arange(len(piece.positions))] = piece.positions
    return docs, freqs, positions


def _pieces(source: _Source, columns: Array, first: int, last: int) -> Iterator[_Piece]:
    """What a source has of a range of new lists: its own lists together, each of its columns by itself."""
    inside = np.flatnonzero((source.targets >= first) & (source.targets < last))
    inside = inside[~columns[source.targets[inside]]]
    own_columns = np.asarray(is_column(source.field.df.take(inside).astype(np.int64), source.field.size))
    lists = inside[~own_columns]
    if len(lists):
        docs, freqs, owners = _entries(source.field, lists)
        freqs = freqs.astype(np.int64)
        positions = _positions_of_lists(source.field, lists)
        yield _living_piece(source, source.targets[lists][owners] - first, docs, freqs, positions)
    for number in inside[own_columns].tolist():
        term = source.field.term(number)
        docs, freqs = source.field.entries(term)
        positions = source.field.all_positions(term) if source.field.cf is not None else None
        terms = np.full(len(docs), source.targets[number] - first)
        yield _living_piece(source, terms, docs, freqs.astype(np.int64), positions)


def _positions_of_lists(field: Field, numbers: Array) -> Array | None:
    """The positions of some lists."""
    if field.cf is None or field.lists.positions is None:
        return None
    counts = field.cf.take(numbers).astype(np.int64)
    df = field.df.take(numbers).astype(np.int64)
    first = field.first.take(numbers).astype(np.int64)
    after = field.first.take(numbers[:-1]).astype(np.int64) + df[:-1]
    if (after == first[1:]).all():  # neighbours: one stretch
        begin = field.lists.start(int(first[0]))
        return field.lists.positions.stretch(begin, begin + int(counts.sum()))
    return Stretches(field.lists.positions, field.lists.begins_at(first), counts).all()[1]


def _living_piece(
    source: _Source, terms: Array, docs: Array, freqs: Array, positions: Array | None
) -> _Piece:
    if source.alive is None:
        return _Piece(terms, docs.astype(np.int64) + source.base, freqs, positions)
    held = source.alive.take(docs)
    if positions is not None:
        positions = positions[np.repeat(held, freqs)]
    return _Piece(terms[held], source.renumbered.take(docs[held]), freqs[held], positions)


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


def _column(sources: Sequence[_Source], number: int, size: int) -> tuple[Array, Array | None]:
    """A new column: the columns and lists of the sources, one after the other."""
    row = np.zeros(size, np.uint8)
    positions = []
    for source in sources:
        at = int(np.searchsorted(source.targets, number)) if source.alive is None else -1
        if at < 0:
            found = np.flatnonzero(source.targets == number)
            at = int(found[0]) if len(found) else len(source.targets)
        if at == len(source.targets) or source.targets[at] != number:
            continue
        term = source.field.term(at)
        freqs = source.field.exact(term)
        if freqs.dtype.itemsize > row.dtype.itemsize:
            row = row.astype(freqs.dtype)
        _lay(row, source, term, freqs)
        if source.field.cf is not None:
            positions.append(_living_positions(source, term, freqs))
    return row, np.concatenate(positions) if positions else None


def _lay(row: Array, source: _Source, term: Term, freqs: Array) -> None:
    """Put a source's frequencies where its articles are now."""
    if term.docs is not None:
        held = slice(None) if source.alive is None else source.alive.take(term.docs)
        row[source.renumbered.take(term.docs[held])] = freqs[held]
    elif source.alive is None:
        row[source.base : source.base + len(freqs)] = freqs
    else:
        living = freqs[source.alive]
        row[source.base : source.base + len(living)] = living


def _living_positions(source: _Source, term: Term, freqs: Array) -> Array:
    positions = source.field.all_positions(term)
    if source.alive is None:
        return positions
    held = source.alive if term.docs is None else source.alive.take(term.docs)
    living: Array = positions[np.repeat(held, freqs)]
    return living
