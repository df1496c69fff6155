"""Stored documents, in a file of their own: each compressed by itself, read only to draw a hit.

data   the documents, each packed by itself (packing.py), one after the other
at     where each begins, one more than there are

A document is its JSON without the text, a line end, and the text by its letters (letters.py).
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

import msgspec
import numpy as np

from search.embedded.container import Arrays, ArrayWriter, fitted, pack
from search.embedded.letters import letters_of, text_of
from search.embedded.packing import unpack_document
from search.errors import DamagedIndex
from search.model import Document

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from search.embedded.container import Array


def write_stored(path: Path, documents: Sequence[bytes]) -> None:
    """Write compressed documents."""
    writer = ArrayWriter(path)
    data, offsets = pack(documents)
    writer.add("data", data)
    writer.add("at", offsets)
    writer.close({})


def merge_stored(path: Path, parts: Sequence[tuple[StoredDocuments, Array]]) -> None:
    """Write the kept documents of several files, as they are compressed."""
    sizes = [np.diff(stored.offsets.astype(np.int64))[kept] for stored, kept in parts]
    offsets = np.concatenate([[0], np.cumsum(np.concatenate([np.zeros(0, np.int64), *sizes]))])
    writer = ArrayWriter(path)
    data = writer.stream("data", np.uint8, int(offsets[-1]))
    for stored, kept in parts:
        for begin, end in _stretches(stored.offsets, kept):
            for at in range(begin, end, _AT_ONCE):
                data.append(stored.data[at : min(at + _AT_ONCE, end)])
    writer.add("at", fitted(offsets))
    writer.close({})


_AT_ONCE = 1 << 24
"""Bytes copied at a time."""


def _stretches(offsets: Array, kept: Array) -> list[tuple[int, int]]:
    """Runs of kept documents as stretches of the data."""
    padded = np.concatenate([[False], kept, [False]]).astype(np.int8)
    edges = np.diff(padded)
    begins, ends = np.flatnonzero(edges == 1), np.flatnonzero(edges == -1)
    return list(zip(offsets[begins].tolist(), offsets[ends].tolist(), strict=True))


class StoredDocuments:
    """An open file of stored documents."""

    def __init__(self, path: Path) -> None:
        self.arrays = Arrays(path)
        self.data = self.arrays["data"]
        self.offsets = self.arrays["at"]

    def document(self, number: int) -> Document:
        """A document. Raises `DamagedIndex`."""
        begin, end = self.offsets[number : number + 2].tolist()
        try:
            return read_document(unpack_document(self.data[begin:end].tobytes()))
        except (DamagedIndex, msgspec.MsgspecError, ValueError) as error:
            raise DamagedIndex(f"{self.arrays.path.name}: document {number} is damaged ({error})") from error


_TEXT_BEGINS = b"\n"
"""Behind the JSON, in which a line end is written otherwise."""


def write_document(document: Document) -> bytes:
    """A document as it is stored, before it is packed."""
    without_text = replace(document, article=replace(document.article, text=""))
    return msgspec.json.encode(without_text) + _TEXT_BEGINS + letters_of(document.article.text)


def read_document(written: bytes) -> Document:
    """The document again. Raises `ValueError` and msgspec's errors where it is none."""
    end = written.index(_TEXT_BEGINS)
    document = _decoder().decode(written[:end])
    # nobody else has seen it yet; to make both anew would take longer than to read the text
    object.__setattr__(document.article, "text", text_of(written[end + 1 :]))
    return document


@cache
def _decoder() -> msgspec.json.Decoder[Document]:
    return msgspec.json.Decoder(Document)
