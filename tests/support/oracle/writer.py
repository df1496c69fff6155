"""Collects documents, and makes a whole new index of them in the end."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from oracle.index import Index, write
from oracle.published import create, publish

if TYPE_CHECKING:
    from pathlib import Path

    from search.model import Document, Stats


class OracleWriter:
    """See `search.engine.Writer`."""

    def __init__(self, root: Path) -> None:
        self._folder = create(root)
        self._documents: dict[str, Document] = {}

    def put(self, document: Document) -> None:
        """Add a document; a second one with the same id replaces the first."""
        self._documents[document.id] = document

    def delete(self, article_id: str) -> None:
        """Remove a document; an unknown id is fine."""
        self._documents.pop(article_id, None)

    def commit(self) -> Stats:
        """Make everything durable and publish it as the current generation."""
        write(self._folder, self._documents.values())
        publish(self._folder)
        return Index(self._folder).stats()

    def abandon(self) -> None:
        """Leave no trace; readers keep the generation they have."""
        shutil.rmtree(self._folder)
