"""How something was worded before, as far as each source lets it be shown.

full     all of it
snippet  a line with what stands right beside it; of a passage its beginning
link     where it stands: title, date, place, source and the link to the original, without a word of the text
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from search.archive import Show
from search.model import MarkedText
from web.showing import SNIPPET, cut_document
from web.view import LONGEST_WORD, shortened

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from search.archive import Shows
    from search.engine import Precedents
    from search.model import (
        Alike,
        Collocates,
        Concordance,
        Document,
        FirstUse,
        GroupBy,
        Groups,
        Line,
        Lines,
        Measure,
        Passage,
        Period,
        Query,
        Similar,
        Timeline,
        Unit,
        Variants,
    )

BESIDE = 100
"""Characters on either side of an occurrence that are shown where only a snippet may be."""


def cut_line(line: Line, show: Show) -> Line:
    """As much of a line as may be shown."""
    if show is Show.FULL:
        return line
    if show is Show.LINK:
        return replace(line, before="", match="", after="", statement=None)
    return replace(
        line,
        before=_end_of(line.before),
        match=shortened(MarkedText(line.match), SNIPPET).text,
        after=shortened(MarkedText(line.after), BESIDE).text,
    )


def cut_passage(passage: Passage, show: Show) -> Passage:
    """As much of a passage as may be shown; runs beyond what is shown are left out."""
    if show is Show.FULL:
        return passage
    if show is Show.LINK:
        return replace(passage, text="", runs=(), quotes="")
    text = shortened(MarkedText(passage.text), SNIPPET).text
    return replace(passage, text=text, runs=tuple(run for run in passage.runs if run.found.end <= len(text)))


def _end_of(text: str) -> str:
    """The last words of a text."""
    if len(text) <= BESIDE:
        return text
    end = text[-BESIDE:]
    blank = end.find(" ", 0, LONGEST_WORD)
    return f"…{end[blank + 1 :]}"


class ShownPrecedents:
    """A `search.engine.Precedents` that answers only what may be shown of each article."""

    def __init__(self, precedents: Precedents, shows: Shows) -> None:
        self._precedents = precedents
        self._shows = shows

    def _cut(self, line: Line) -> Line:
        return cut_line(line, self._shows(line.source, line.url))

    def lines(self, query: Query, wanted: Lines) -> Concordance:
        """A page of a concordance."""
        found = self._precedents.lines(query, wanted)
        return replace(found, lines=tuple(map(self._cut, found.lines)))

    def every_line(self, query: Query, wanted: Lines) -> Iterator[Line]:
        """All lines from the one wanted first on."""
        return map(self._cut, self._precedents.every_line(query, wanted))

    def every_document(self, query: Query) -> Iterator[Document]:
        """All articles that a query finds."""
        return (
            cut_document(found, self._shows(found.article.source, found.article.url))
            for found in self._precedents.every_document(query)
        )

    def variants(self, query: Query, alike: Alike, begin: int, size: int) -> Variants:
        """A page of the wordings of a query: they are words of many articles, and few."""
        return self._precedents.variants(query, alike, begin, size)

    def collocates(
        self, query: Query, unit: Unit, measure: Measure, *, left: int, right: int, most: int
    ) -> Collocates:
        """What stands beside a query."""
        return self._precedents.collocates(query, unit, measure, left=left, right=right, most=most)

    def runs_beside(
        self, query: Query, measure: Measure, *, before: bool, syllables: int, most: int
    ) -> Collocates:
        """Runs that stand right before or behind a query."""
        return self._precedents.runs_beside(query, measure, before=before, syllables=syllables, most=most)

    def timeline(self, queries: Sequence[Query], period: Period) -> Timeline:
        """Some queries over time."""
        return self._precedents.timeline(queries, period)

    def first_use(self, query: Query, most: int) -> FirstUse:
        """The first lines of a query."""
        found = self._precedents.first_use(query, most)
        return replace(
            found, first=tuple(map(self._cut, found.first)), earlier=tuple(map(self._cut, found.earlier))
        )

    def groups(self, query: Query, by: GroupBy, begin: int, size: int) -> Groups:
        """A page of the groups of a query's lines."""
        return self._precedents.groups(query, by, begin, size)

    def similar(self, text: str, query: Query, most: int, *, oldest: bool = False) -> Similar:
        """Passages worded like a text."""
        found = self._precedents.similar(text, query, most, oldest=oldest)
        return replace(
            found,
            passages=tuple(
                cut_passage(passage, self._shows(passage.source, passage.url)) for passage in found.passages
            ),
        )
