"""Precedents that are cut as they are answered, as `reader` cuts hits and articles."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from web.showing.cutting import FEW, cut_document, cut_line, cut_passage, cut_variant

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from search.archive import Shows
    from search.engine import Precedents
    from search.model import (
        Alike,
        Collocates,
        Concordance,
        Document,
        FirstUse,
        GroupBy,
        GroupOrder,
        Groups,
        Line,
        Lines,
        Measure,
        Period,
        Query,
        Similar,
        Timeline,
        Unit,
        Variant,
        Variants,
    )


class ShownPrecedents:
    """A `search.engine.Precedents` that answers only what may be shown of each article.

    `get` finds an article by its id.
    """

    def __init__(self, precedents: Precedents, shows: Shows, get: Callable[[str], Document | None]) -> None:
        self._precedents = precedents
        self._shows = shows
        self._get = get

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
            cut_document(one, self._shows(one.article.source, one.article.url))
            for one in self._precedents.every_document(query)
        )

    def variants(self, query: Query, alike: Alike, begin: int, size: int) -> Variants:
        """A page of the wordings of a query: few words are counted, of whatever article."""
        found = self._precedents.variants(query, alike, begin, size)
        return replace(found, variants=tuple(map(self._cut_variant, found.variants)))

    def every_variant(self, query: Query, alike: Alike) -> Iterator[Variant]:
        """All wordings of a query."""
        return map(self._cut_variant, self._precedents.every_variant(query, alike))

    def _cut_variant(self, variant: Variant) -> Variant:
        if len(variant.wording.split()) <= FEW or (document := self._get(variant.first_article)) is None:
            return variant
        return cut_variant(variant, self._shows(document.article.source, document.article.url))

    def collocates(
        self, query: Query, unit: Unit, measure: Measure, *, left: int, right: int, most: int
    ) -> Collocates:
        """What stands beside a query."""
        return self._precedents.collocates(query, unit, measure, left=left, right=right, most=most)

    def runs_beside(
        self, query: Query, measure: Measure, *, before: bool, syllables: int, most: int
    ) -> Collocates:
        """Runs of syllables that stand right before or behind a query."""
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

    def groups(self, query: Query, by: GroupBy, order: GroupOrder, begin: int, size: int) -> Groups:
        """A page of the groups of a query's lines."""
        return self._precedents.groups(query, by, order, begin, size)

    def similar(self, text: str, query: Query, most: int, *, oldest: bool = False) -> Similar:
        """Passages worded like a text."""
        found = self._precedents.similar(text, query, most, oldest=oldest)
        passages = (cut_passage(one, self._shows(one.source, one.url)) for one in found.passages)
        return replace(found, passages=tuple(passages))
