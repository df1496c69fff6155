"""A segment: articles that were inverted together. Its files never change once they are written.

MAIN_<name>.seg    postings and values (see `postings`, `values`)
MAIN_<name>.doc    stored documents
MAIN_<name>.fold   folds (see `folds`)
MAIN_<name>.lang   words, pairs, phrases and titles (see `language`)
MAIN_<name>.ord    every article as it runs on (see `forward`)
MAIN_<name>.sig    signatures of its stretches (see `signatures`)
MAIN_<name>.live   which articles are alive; only where some are not, and of one generation only
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from search.embedded.container import Arrays, ArrayWriter, fitted
from search.embedded.folds import open_folds, write_folds
from search.embedded.forward import Forward, write_forward
from search.embedded.language.part import Part
from search.embedded.language.writing import write_language
from search.embedded.neighbours import Neighbours, rows_of
from search.embedded.postings import Field
from search.embedded.said import Said, write_said
from search.embedded.signatures import Signatures, write_signatures
from search.embedded.stored import StoredDocuments, write_stored
from search.embedded.values import Values, ValuesBuilder
from search.errors import DamagedIndex
from search.zones import BOUNDS, HEAD, PAIRS, TERMS, TEXT, TEXT_END

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from search.embedded.chunk import Chunk
    from search.embedded.container import Array

INDEX_NAME = "MAIN"
FIELDS = (TEXT, HEAD, PAIRS, TERMS)
SEG, DOC, FOLD, LANG, ORD, SIG, LIVE = ".seg", ".doc", ".fold", ".lang", ".ord", ".sig", ".live"
FOREVER = (SEG, DOC, FOLD, LANG, ORD, SIG)
"""The files that generations share."""


def file_name(segment: str, ending: str) -> str:
    """The name of a file of a segment."""
    return f"{INDEX_NAME}_{segment}{ending}"


class Raw(NamedTuple):
    """Postings and values of a segment without what is needed to search it: enough to merge it."""

    arrays: Arrays
    size: int
    fields: dict[str, Field]
    values: Values
    neighbours: Neighbours
    capitals: Array
    markless: Array
    """The articles that are written without marks, ascending."""
    said: Said
    stored: StoredDocuments | None

    def damage(self) -> Iterator[str]:
        """The files that differ from their checksums."""
        for arrays in (self.arrays, *([self.stored.arrays] if self.stored else [])):
            for name in arrays.damage():
                yield f"{arrays.path.name}: {name}"


def open_raw(folder: Path, name: str) -> Raw:
    """Open postings and values. Raises `DamagedIndex`."""
    arrays = Arrays(folder / file_name(name, SEG))
    try:
        size = int(arrays.info["articles"])
        fields = {field: Field(arrays, field, size) for field in FIELDS}
        stored = folder / file_name(name, DOC)
        return Raw(
            arrays,
            size,
            fields,
            Values(arrays),
            Neighbours(arrays["neighbours"]),
            arrays["capitals"],
            arrays["markless"].astype(np.int64),
            Said(arrays),
            StoredDocuments(stored) if stored.exists() else None,
        )
    except (KeyError, TypeError, ValueError, IndexError, MemoryError) as error:
        raise DamagedIndex(f"{name}: its arrays make no sense ({error!r})") from error


class Segment:
    """An open segment as one generation sees it. Nothing in it ever changes."""

    def __init__(self, folder: Path, name: str, *, has_dead: bool) -> None:
        self.name = name
        raw = open_raw(folder, name)
        if raw.stored is None:
            raise DamagedIndex(f"{name}: its documents are missing")
        self.raw = raw
        self.size = raw.size
        self.fields = raw.fields
        self.values = raw.values
        self.neighbours = raw.neighbours
        self.markless = raw.markless
        self.said = raw.said
        self.stored = raw.stored
        self.folds = open_folds(folder / file_name(name, FOLD))
        self.language = Part(folder / file_name(name, LANG))
        self.forward = Forward(folder / file_name(name, ORD), raw.values.bounds[TEXT_END], raw.capitals)
        self.signatures = Signatures(folder / file_name(name, SIG))
        self._live = Arrays(folder / file_name(name, LIVE)) if has_dead else None
        self.alive: Array | None = self._live["alive"].view(bool) if self._live else None
        """Whether each article is alive; None where all are."""
        self.tokens = raw.arrays.info["tokens"]
        """Of each stream: its tokens in all articles, and the articles where it is not empty."""

    def is_markless(self, number: int) -> bool:
        """Whether an article is written without marks."""
        at = int(self.markless.searchsorted(number))
        return at < len(self.markless) and int(self.markless[at]) == number

    @property
    def living(self) -> int:
        """Articles that are alive."""
        return self.size if self.alive is None else int(np.count_nonzero(self.alive))

    def damage(self) -> Iterator[str]:
        """Read every array whole; yield those that differ from their checksum."""
        yield from self.raw.damage()
        others = [
            self.folds.arrays,
            self.language.arrays,
            self.forward.arrays,
            self.signatures.arrays,
            *([self._live] if self._live else []),
        ]
        for arrays in others:
            for name in arrays.damage():
                yield f"{arrays.path.name}: {name}"


def write_chunk(
    folder: Path, name: str, chunk: Chunk, values: ValuesBuilder, stored: Sequence[bytes] | None
) -> None:
    """Write a chunk as a segment that can be merged; the functions below make it searchable."""
    writer = ArrayWriter(folder / file_name(name, SEG))
    text_lengths = _joined(chunk.text_lengths)
    head_lengths = _joined(chunk.head_lengths)
    for field in FIELDS:
        chunk.write(writer, field)
    writer.add("neighbours", rows_of(chunk.neighbours).ravel())
    writer.add("capitals", np.concatenate([np.zeros(0, np.uint8), *chunk.capitals]))
    writer.add("markless", fitted(np.concatenate([np.zeros(0, np.int64), *chunk.markless])))
    write_said(writer, chunk.said, chunk.bases)
    bounds = np.concatenate([np.zeros((0, len(BOUNDS)), np.int64), *chunk.bounds])
    lengths = {TEXT: text_lengths, HEAD: head_lengths, **dict(zip(BOUNDS, bounds.T, strict=True))}
    values.write(writer, lengths)
    writer.close(segment_info(chunk.size, text_lengths, head_lengths))
    if stored is not None:
        write_stored(folder / file_name(name, DOC), stored)


def segment_info(size: int, text_lengths: Array, head_lengths: Array) -> dict[str, object]:
    """What the directory of a segment says beside its arrays."""
    lengths = {TEXT: text_lengths, HEAD: head_lengths}
    return {
        "articles": size,
        "tokens": {
            stream: [int(each.sum()), int(np.count_nonzero(each))] for stream, each in lengths.items()
        },
    }


def _joined(parts: Sequence[Array]) -> Array:
    return np.concatenate(parts) if parts else np.zeros(0, np.int64)


def write_folds_of(folder: Path, name: str) -> None:
    """Work out and write the folds of a segment."""
    raw = open_raw(folder, name)
    write_folds(folder / file_name(name, FOLD), raw.fields[TEXT])


def write_language_of(folder: Path, name: str) -> None:
    """Work out and write what is known of the language of a segment."""
    raw = open_raw(folder, name)
    titles = [title.decode() for title in raw.values.titles.all()]
    lengths = raw.values.lengths[TEXT]
    write_language(folder / file_name(name, LANG), raw.fields[TEXT], titles, raw.stored, lengths)


def write_forward_of(folder: Path, name: str) -> None:
    """Write the articles of a segment as they run on."""
    raw = open_raw(folder, name)
    write_forward(folder / file_name(name, ORD), raw.fields[TEXT], raw.values.bounds[TEXT_END])


def write_signatures_of(folder: Path, name: str) -> None:
    """Work out and write the signatures of a segment; its forward file is there."""
    raw = open_raw(folder, name)
    forward = Forward(folder / file_name(name, ORD), raw.values.bounds[TEXT_END], raw.capitals)
    write_signatures(folder / file_name(name, SIG), raw.fields[TEXT], forward)


def write_live(folder: Path, name: str, alive: Array) -> None:
    """Write which articles of a segment are alive."""
    writer = ArrayWriter(folder / file_name(name, LIVE))
    writer.add("alive", alive.astype(np.uint8))
    writer.close({"alive": int(np.count_nonzero(alive))})
