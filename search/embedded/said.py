"""Who said what in the articles of a segment: stretches of positions, and whose words they are.

said.doc                 the article of each stretch; stretches go by article and position, none overlap
said.first, said.last    its first and last position, counted as in the postings
said.speaker             the name of who said it, by its number in `speakers`
said.office              his office, by its number in `offices`
said.speakers, .offices  the names in order, the empty one first: one of both may be unknown
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from search.embedded.container import Strings, add_strings, fitted, open_strings
from search.zones import searched

if TYPE_CHECKING:
    from collections.abc import Sequence

    from search.embedded.container import Array, Arrays, ArrayWriter
    from search.model import Document
    from search.tokenizer_batch import Cut

NAMES = "speaker", "office"
"""What is known of who said something; each has a table `said.speakers`, `said.offices`."""

_ARTICLE = np.int64(32)
"""Bits below the article's number in a key: those of a position."""


class Spoken(NamedTuple):
    """Spoken of some articles, parallel arrays; names are numbers in `names`, a table for each of `NAMES`."""

    docs: Array
    first: Array
    last: Array
    who: tuple[Array, ...]
    names: tuple[tuple[bytes, ...], ...]


_NO = np.zeros(0, np.int64)
SILENCE = Spoken(_NO, _NO, _NO, tuple(_NO for _ in NAMES), tuple((b"",) for _ in NAMES))
"""Articles in which nobody says anything."""


def spoken_of(documents: Sequence[Document], cut: Cut, positions: Array) -> Spoken:
    """What the statements of documents say, in positions; `cut` is of their searched blocks, in order."""
    speakers, offices = {"": 0}, {"": 0}
    rows: list[tuple[int, int, int, int, int]] = []
    block_at = 0
    for doc, document in enumerate(documents):
        blocks = list(searched(document.article))
        owners = sorted(
            (
                span,
                speakers.setdefault(one.speaker, len(speakers)),
                offices.setdefault(one.office, len(offices)),
            )
            for one in document.statements
            for span in one.said
        )
        reach = max((span.end for span, _, _ in owners), default=0)
        for at, block in enumerate(blocks, block_at):
            if block.start >= reach:
                continue
            shift = int(cut.offsets[at]) - block.start
            rows += (
                (doc, max(span.start, block.start) + shift, min(span.end, block.end) + shift, speaker, office)
                for span, speaker, office in owners
                if span.start < block.end and block.start < span.end
            )
        block_at += len(blocks)
    docs, begins, ends, *who = np.array(rows, np.int64).reshape(-1, 5).T
    first, last = cut.ends.searchsorted(begins, "right"), cut.starts.searchsorted(ends) - 1
    filled = first <= last
    names = tuple(tuple(name.encode("utf-8", "replace") for name in known) for known in (speakers, offices))
    found = Spoken(docs[filled], first[filled], last[filled], tuple(each[filled] for each in who), names)
    return _apart(found._replace(first=positions[found.first], last=positions[found.last]))


def _apart(found: Spoken) -> Spoken:
    """Each begins behind the ones before it in its article; what is left without a position goes."""
    if not len(found.docs):
        return found
    before = np.maximum.accumulate((found.docs << _ARTICLE) + found.last + 1)
    floor = np.concatenate([[0], before[:-1]]) - (found.docs << _ARTICLE)
    first = np.maximum(found.first, floor)
    kept = first <= found.last
    return Spoken(
        found.docs[kept],
        first[kept],
        found.last[kept],
        tuple(each[kept] for each in found.who),
        found.names,
    )


def write_said(writer: ArrayWriter, parts: Sequence[Spoken], bases: Sequence[int]) -> None:
    """Write the stretches of some runs of articles; `bases` are the numbers of their first articles."""
    moved = [part.docs.astype(np.int64) + base for part, base in zip(parts, bases, strict=True)]
    writer.add("said.doc", fitted(np.concatenate([_NO, *moved])))
    writer.add("said.first", fitted(np.concatenate([_NO, *(part.first for part in parts)])))
    writer.add("said.last", fitted(np.concatenate([_NO, *(part.last for part in parts)])))
    for which, name in enumerate(NAMES):
        used = [_used(part.names[which], part.who[which]) for part in parts]
        table = sorted({b""}.union(*used))
        numbers = {each: number for number, each in enumerate(table)}
        columns = [_renumbered(part.names[which], part.who[which], numbers) for part in parts]
        writer.add(f"said.{name}", fitted(np.concatenate([_NO, *columns])))
        add_strings(writer, f"said.{name}s", table)


def _used(names: Sequence[bytes], numbers: Array) -> set[bytes]:
    return {names[number] for number in np.unique(numbers).tolist()}


def _renumbered(names: Sequence[bytes], numbers: Array, table: dict[bytes, int]) -> Array:
    return np.array([table.get(name, 0) for name in names], np.int64).take(numbers)


def merge_said(writer: ArrayWriter, parts: Sequence[tuple[Said, Array, int]]) -> None:
    """Write the stretches of several segments as one: which articles of each live, and their base."""
    write_said(writer, [each.living(alive) for each, alive, _ in parts], [base for _, _, base in parts])


class Said:
    """The stretches of an open segment; their `speaker` and `office` are numbers of `speakers`, `offices`."""

    def __init__(self, arrays: Arrays) -> None:
        self.docs = arrays["said.doc"]
        self.first = arrays["said.first"]
        self.last = arrays["said.last"]
        self.speaker = arrays["said.speaker"]
        self.office = arrays["said.office"]
        self.speakers: Strings = open_strings(arrays, "said.speakers")
        self.offices: Strings = open_strings(arrays, "said.offices")

    @cached_property
    def _keys(self) -> Array:
        """Article and first position of each stretch in one number, ascending."""
        keys: Array = (self.docs.astype(np.int64) << _ARTICLE) + self.first
        return keys

    def find(self, docs: Array, positions: Array) -> Array:
        """For each position of an article the number of the stretch that holds it, or -1."""
        if not len(self.docs):
            return np.full(len(docs), -1, np.int64)
        keys = (docs.astype(np.int64) << _ARTICLE) + positions
        found: Array = self._keys.searchsorted(keys, "right") - 1
        held = (self.docs.take(found) == docs) & (self.last.take(found) >= positions) & (found >= 0)
        found[~held] = -1
        return found

    def living(self, alive: Array) -> Spoken:
        """The stretches of living articles, these numbered from 0."""
        kept = alive.take(self.docs)
        docs = (np.cumsum(alive) - 1).take(self.docs[kept])
        who = (self.speaker[kept], self.office[kept])
        names = (tuple(self.speakers.all()), tuple(self.offices.all()))
        return Spoken(docs, self.first[kept], self.last[kept], who, names)
