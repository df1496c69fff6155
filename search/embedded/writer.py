"""Builds a generation: a Whoosh index of inversions, and columns for lengths, sorting and facets."""

from __future__ import annotations

import shutil
import zlib
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

import msgspec
from whoosh import index as whoosh_index
from whoosh.filedb.filestore import FileStorage

from search import facets, generations
from search.embedded.columns import ColumnsBuilder
from search.embedded.inversion import invert_batch
from search.embedded.schema import STORED, makers, schema
from search.errors import EngineError
from search.model import Stats

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from search.model import Document


BATCH = 64
"""Documents that are analysed together."""


class EmbeddedWriter:
    """See `search.engine.Writer`."""

    def __init__(self, root: Path, keep: int = 2) -> None:
        self._root = root
        self._keep = keep
        self._folder = generations.create(root)
        with _writing():
            storage = FileStorage(str(self._folder), supports_mmap=True)
            self._writer = whoosh_index.FileIndex.create(storage, schema(), "MAIN").writer(limitmb=256)
        self._columns = ColumnsBuilder()
        self._waiting: list[Document] = []

    def put(self, document: Document) -> None:
        """Add a document; a second one with the same id replaces the first."""
        self._waiting.append(document)
        if len(self._waiting) >= BATCH:
            self._flush()

    def _flush(self) -> None:
        """Analyse and write what waits."""
        waiting, self._waiting = self._waiting, []
        inversions = invert_batch([document.article for document in waiting])
        with _writing():
            for document, inversion in zip(waiting, inversions, strict=True):
                stored = zlib.compress(msgspec.json.encode(document), 6)
                self._writer.add_document(**inversion.fields, **{STORED: stored})
                self._columns.add(
                    document.id, inversion.lengths, facets.values(document), facets.moment(document)
                )

    def delete(self, article_id: str) -> None:
        """Remove a document; an unknown id is fine."""
        self._flush()
        self._columns.remove(article_id)

    def commit(self) -> Stats:
        """Make everything durable and publish it as the current generation."""
        self._flush()
        with _writing():
            self._writer.commit(optimize=True)
            self._columns.save(self._folder)
            manifest = generations.publish(self._folder, self._columns.count, makers())
            generations.sweep(self._root, self._keep)
        return Stats(
            manifest.documents, manifest.generation, manifest.built, manifest.bytes, *self._columns.years()
        )

    def abandon(self) -> None:
        """Leave no trace; readers keep the generation they have."""
        with suppress(Exception):  # on a full disk even this fails; the folder goes in any case
            self._writer.cancel()
        shutil.rmtree(self._folder, ignore_errors=True)


@contextmanager
def _writing() -> Iterator[None]:
    """A disk that is full or fails is told in a sentence."""
    try:
        yield
    except OSError as error:
        raise EngineError(f"cannot write the index: {error.strerror or error}") from error
