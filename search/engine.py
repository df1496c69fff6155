"""What an engine is: few methods, values in, values out. The docstrings are the contract.

`tests/contract/` runs the contract on every engine.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

from search.generations import current, manifest_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from search.model import (
        Alike,
        Collocates,
        Concordance,
        Copies,
        Document,
        FirstUse,
        GroupBy,
        GroupOrder,
        Groups,
        Line,
        Lines,
        MarkedText,
        Measure,
        Period,
        Query,
        Result,
        Similar,
        Stats,
        Suggestion,
        Timeline,
        Unit,
        Variant,
        Variants,
        Word,
    )
    from search.settings import Settings
    from search.suggest.model import Correction, Reading


class Reader(Protocol):
    """Answers queries. Safe to call from several threads. Sees new generations within a second."""

    def look(self) -> None:
        """See now whether there is a new generation, rather than with a question; raises nothing."""
        ...

    def search(self, query: Query) -> Result:
        """Answer a query.

        The total is exact. Hits are sorted as asked, ties newer first, then by id; a page past the end is
        empty. Each facet asked for is counted with all filters but its own: `count` is the value alone,
        `total` the results after choosing it (see `FacetValue`). With `explain` the points of the reasons of
        a hit add up to its score, to rounding. Never raises for the content of a query; raises `EngineError`
        if the index fails.

        All beginnings of words in a query stand for `search.ranking.MOST_BEGUN` words at most; the note
        `prefix-limited` names those that were cut. An engine that has a limit of time may leave out what is
        costly, with the note `partial`: then more may be found than was asked for, never less, the order may
        be that of the first phase, and facets may be missing.
        """
        ...

    def get(self, article_id: str) -> Document | None:
        """The document with this id, or None."""
        ...

    def copies(self, article_id: str, most: int) -> Copies:
        """The near-duplicates of an article whatever a query asks, itself included, and the first `most`.

        None for an article that has none, or that is unknown.
        """
        ...

    def mark(self, document: Document, query: Query) -> tuple[MarkedText, ...]:
        """The document's blocks in order, each with what the query matched in it.

        Words and phrases are marked in any spelling that the query accepts, phrases whole and in their zone
        only, canonical terms in any writing. Blocks that are not searched have no marks.
        """
        ...

    def passages(self, document: Document, query: Query) -> tuple[MarkedText, ...]:
        """Every passage of the document that the query matches, in the order of its text.

        Each mark of a searched block but the title is in one of them. The filters of the query say nothing.
        """
        ...

    def suggest(self, text: str, limit: int) -> tuple[Suggestion, ...]:
        """How what is being typed may go on: documents, phrases and titles, by kind, best first, none twice.

        Marks that were typed are kept, those that were not may be any. A word that a blank follows is whole,
        else the last one may go on. At most `limit`; none for fewer than two letters, nor for a pasted text.
        """
        ...

    def restore(self, words: Sequence[Word], most: int) -> tuple[Reading, ...]:
        """The `most` likeliest readings of words typed without some of their marks, best first."""
        ...

    def did_you_mean(self, words: Sequence[Word]) -> tuple[Correction, ...]:
        """What may be meant by words of which some seem mistyped, the likeliest first; mostly nothing."""
        ...

    def as_typed(self, words: Sequence[Word]) -> tuple[Word, ...]:
        """The words, each that was typed in keys of Telex or VNI as an input method would have made it."""
        ...

    def stats(self) -> Stats:
        """What the index holds."""
        ...

    def precedents(self) -> Precedents:
        """How things were worded before, in the generation that serves now."""
        ...

    def held(self) -> Reader:
        """A reader of the generation that serves now: what it is asked in turn agrees, whatever is published.

        It is for a moment, such as one page; while it lives, that generation stays open. Raises `EngineError`
        where there is none. Where it proves damaged the one before takes over.
        """
        ...


class Precedents(Protocol):
    """Tells how something was worded before, see `search.model.precedents`; all of one generation.

    A query is evaluated as `Reader.search` does, with its filters; its order, page and facets say nothing.
    But a word typed with marks (`quân`) is not one without (`quan`), unless nothing has it as typed.
    Counts are exact and agree: lines, the sums of variants, and of groups that exclude each other; articles
    with lines and silent ones together are the total of the query.
    """

    def lines(self, query: Query, wanted: Lines) -> Concordance:
        """A page of a concordance. A page past the end is empty."""
        ...

    def every_line(self, query: Query, wanted: Lines) -> Iterator[Line]:
        """All lines from the one wanted first on, in its order, whatever its size; memory stays flat."""
        ...

    def every_document(self, query: Query) -> Iterator[Document]:
        """All articles that a query finds, in its order, copies each by itself; memory stays flat."""
        ...

    def variants(self, query: Query, alike: Alike, begin: int, size: int) -> Variants:
        """A page of the wordings of a query, the most frequent first, of equals the one used first."""
        ...

    def every_variant(self, query: Query, alike: Alike) -> Iterator[Variant]:
        """All wordings of a query, in the same order; memory stays flat."""
        ...

    def collocates(
        self, query: Query, unit: Unit, measure: Measure, *, left: int, right: int, most: int
    ) -> Collocates:
        """What stands beside a query within so many syllables, never beyond the sentence."""
        ...

    def runs_beside(
        self, query: Query, measure: Measure, *, before: bool, syllables: int, most: int
    ) -> Collocates:
        """Runs of two to seven syllables right before or behind a query, in its sentence, the foremost first.

        An engine that has a limit of time may rank the most frequent ones only, with the note `partial`.
        """
        ...

    def timeline(self, queries: Sequence[Query], period: Period) -> Timeline:
        """Some queries over time; the archive is all articles under the filters of the first one."""
        ...

    def first_use(self, query: Query, most: int) -> FirstUse:
        """The first lines of a query, `most` of each kind, one an article."""
        ...

    def groups(self, query: Query, by: GroupBy, order: GroupOrder, begin: int, size: int) -> Groups:
        """A page of the groups of a query's lines."""
        ...

    def similar(self, text: str, query: Query, most: int, *, oldest: bool = False) -> Similar:
        """Passages worded like a text, under the filters of a query; copies of an article are told once.

        Any text may be given; what is too long is read in part. Never raises for what it says.
        """
        ...


class Writer(Protocol):
    """Builds one generation, on the one before or from nothing; only one at a time.

    Nothing is visible to readers before `commit` returns.
    """

    def held(self) -> dict[str, int]:
        """The articles that are in it already, by id, with their versions.

        They come from the generation that it builds on, and from a build that was cut off.
        """
        ...

    def groups(self) -> dict[str, str]:
        """The groups of near-duplicates of the articles that it holds, by id; those without one left out."""
        ...

    def put(self, document: Document) -> None:
        """Add a document; a second one with the same id replaces the first."""
        ...

    def delete(self, article_id: str) -> None:
        """Remove a document; an unknown id is fine."""
        ...

    def commit(self) -> Stats:
        """Make everything durable and publish it atomically as the current generation.

        Where nothing was changed the generation before stays.
        """
        ...

    def pause(self) -> None:
        """Stop for now; a later writer goes on from what was finished. Readers keep what they have."""
        ...

    def abandon(self) -> None:
        """Leave no trace; readers keep the generation they have."""
        ...


class Verified(NamedTuple):
    """What was found of one generation; nothing damaged: it is whole."""

    generation: str
    serves: bool
    bytes: int
    damaged: tuple[str, ...]


def open_reader(settings: Settings) -> Reader:
    """The reader of the configured engine; its first question raises `NoIndex` where nothing was built."""
    from search.embedded.reader import EmbeddedReader  # noqa: PLC0415 - the one place that chooses

    return EmbeddedReader(settings.index_dir, settings.number("search_limit_ms"))


def open_writer(
    settings: Settings, made_from: Mapping[str, str] | None = None, *, fresh: bool = False
) -> Writer:
    """A writer of the next generation of the configured engine.

    It builds on the published one, unless `fresh`, or unless another version of the program or of what the
    documents were `made_from` (names and fingerprints) made that. Raises `EngineError` where another process
    is building.
    """
    from search.embedded.writer import EmbeddedWriter  # noqa: PLC0415 - the one place that chooses

    return EmbeddedWriter(
        settings.index_dir,
        settings.number("keep_generations"),
        made_from=made_from,
        fresh=fresh,
        processes=settings.number("build_processes"),
        memory_mb=settings.number("build_memory_mb"),
    )


def stale_parts(settings: Settings, made_from: Mapping[str, str]) -> tuple[str, ...]:
    """What made the published index otherwise than it would be made now: `analyser`, `cleaner`, ...

    Raises `NoIndex` or `DamagedIndex` where there is none to look at.
    """
    from search.embedded.schema import fingerprints  # noqa: PLC0415 - the one place that chooses

    root = settings.index_dir
    theirs = manifest_of(root / current(root)).fingerprints
    ours = fingerprints(made_from)
    return tuple(sorted(name for name in {*ours, *theirs} if ours.get(name) != theirs.get(name)))


def verify(settings: Settings) -> Iterator[Verified]:
    """Read every generation whole, newest first, and say what differs from its manifest."""
    from search.embedded.verifying import verify_all  # noqa: PLC0415 - the one place that chooses

    return verify_all(settings.index_dir)
