"""What an engine is: few methods, values in, values out. The docstrings are the contract.

`tests/contract/` runs the contract on every engine.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from search.model import Document, MarkedText, Query, Result, Stats
    from search.settings import Settings


class Reader(Protocol):
    """Answers queries. Safe to call from several threads. Sees new generations within a second."""

    def search(self, query: Query) -> Result:
        """Answer a query.

        The total is exact. Hits are sorted as asked, ties newer first, then by id; a page past the end is
        empty. Each facet asked for is counted with all filters but its own: `count` is the value alone,
        `total` the results after choosing it (see `FacetValue`). Never raises for the content of a query;
        raises `EngineError` if the index fails.
        """
        ...

    def get(self, article_id: str) -> Document | None:
        """The document with this id, or None."""
        ...

    def mark(self, document: Document, query: Query) -> tuple[MarkedText, ...]:
        """The document's blocks in order, each with what the query matched in it."""
        ...

    def stats(self) -> Stats:
        """What the index holds."""
        ...


class Writer(Protocol):
    """Builds one generation. Nothing is visible to readers before `commit` returns."""

    def put(self, document: Document) -> None:
        """Add a document; a second one with the same id replaces the first."""
        ...

    def delete(self, article_id: str) -> None:
        """Remove a document; an unknown id is fine."""
        ...

    def commit(self) -> Stats:
        """Make everything durable and publish it atomically as the current generation."""
        ...

    def abandon(self) -> None:
        """Leave no trace; readers keep the generation they have."""
        ...


def open_reader(settings: Settings) -> Reader:
    """The reader of the configured engine; its first question raises `NoIndex` where nothing was built."""
    from search.embedded.reader import EmbeddedReader  # noqa: PLC0415 - the one place that chooses

    return EmbeddedReader(settings.index_dir)


def open_writer(settings: Settings) -> Writer:
    """A writer of a new, empty generation of the configured engine."""
    from search.embedded.writer import EmbeddedWriter  # noqa: PLC0415 - the one place that chooses

    return EmbeddedWriter(settings.index_dir, settings.number("keep_generations"))
