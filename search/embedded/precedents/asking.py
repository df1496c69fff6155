"""Answers of `search.engine.Precedents` from one generation."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING

from search.embedded.alike.similar import similar
from search.embedded.clock import Clock
from search.embedded.matching import Asked, match
from search.embedded.precedents.company import collocates
from search.embedded.precedents.drawing import draw, draw_all, rows
from search.embedded.precedents.groups import groups, of_group
from search.embedded.precedents.occurrences import everywhere
from search.embedded.precedents.ordering import ordered, sort
from search.embedded.precedents.over_time import everything_of, first_use, timeline
from search.embedded.precedents.runs import runs_beside
from search.embedded.precedents.variants import every_variant, of_wording, variants
from search.model import Collocates, Concordance, Groups, Variants

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from search.embedded.container import Array
    from search.embedded.facets import FacetCounter
    from search.embedded.matched import Matched
    from search.embedded.precedents.occurrences import Everywhere
    from search.embedded.snapshot import Snapshot
    from search.model import (
        Alike,
        Document,
        FirstUse,
        GroupBy,
        GroupOrder,
        Line,
        Lines,
        Measure,
        Period,
        Query,
        Similar,
        Timeline,
        Unit,
        Variant,
    )


LOOKING_UP = 0.2
"""The share of the time for matching that may go into totals of runs beyond those that are told."""


class Asking:
    """A snapshot that is asked how things were worded before. `limit_ms` is how long matching may take."""

    def __init__(self, snapshot: Snapshot, counter: FacetCounter, limit_ms: float | None) -> None:
        self._snapshot = snapshot
        self._counter = counter
        self._limit_ms = limit_ms

    def _match(self, query: Query) -> Matched:
        plain = replace(query, fold=False, explain=False, facets=())
        return match(Asked(self._snapshot, self._counter, Clock(self._limit_ms)), plain)

    def _everywhere(self, query: Query) -> Everywhere:
        return everywhere(self._match(query))

    def lines(self, query: Query, wanted: Lines) -> Concordance:
        """A page of a concordance."""
        started = time.perf_counter()
        every = self._everywhere(query)
        found, order = self._ordered(every, wanted)
        page = order[wanted.begin : wanted.begin + wanted.size]
        drawn = draw(found, rows(found).chosen(page)) if len(page) else []
        return Concordance(
            query,
            len(found),
            found.articles,
            every.matched.total - every.articles if found is every else 0,
            tuple(drawn),
            every.matched.told,
            _since(started),
            self._snapshot.manifest.generation,
        )

    def _ordered(self, every: Everywhere, wanted: Lines) -> tuple[Everywhere, Array]:
        """The occurrences that are wanted, and their order."""
        found = every
        if wanted.wording:
            found = of_wording(found, wanted.wording, wanted.alike)
        if wanted.by is not None:
            found = of_group(found, wanted.by, wanted.group)
        order = ordered if found is every else sort
        return found, order(found, wanted.order, wanted.seed)

    def every_line(self, query: Query, wanted: Lines) -> Iterator[Line]:
        """All lines from the one wanted first on."""
        found, order = self._ordered(self._everywhere(query), wanted)
        return draw_all(found, order[wanted.begin :])

    def every_document(self, query: Query) -> Iterator[Document]:
        """All articles that a query finds, in its order."""
        matched = self._match(query)
        segments = self._snapshot.segments
        places = matched.found(0, matched.total).places
        return (segments[place.segment].stored.document(place.number) for place in places)

    def variants(self, query: Query, alike: Alike, begin: int, size: int) -> Variants:
        """A page of the wordings of a query."""
        started = time.perf_counter()
        every = self._everywhere(query)
        kinds, told = variants(every, alike, begin, size)
        return Variants(query, len(every), every.articles, kinds, told, every.matched.told, _since(started))

    def every_variant(self, query: Query, alike: Alike) -> Iterator[Variant]:
        """All wordings of a query, in their order."""
        return every_variant(self._everywhere(query), alike)

    def collocates(
        self, query: Query, unit: Unit, measure: Measure, *, left: int, right: int, most: int
    ) -> Collocates:
        """What stands beside a query."""
        started = time.perf_counter()
        every = self._everywhere(query)
        kinds, told = collocates(every, unit, measure, (left, right), most)
        return Collocates(
            query, measure, len(every), every.articles, kinds, told, every.matched.told, _since(started)
        )

    def runs_beside(
        self, query: Query, measure: Measure, *, before: bool, syllables: int, most: int
    ) -> Collocates:
        """Runs of syllables that stand right before or behind a query."""
        started = time.perf_counter()
        every = self._everywhere(query)
        clock = Clock(self._limit_ms and self._limit_ms * LOOKING_UP)
        kinds, told = runs_beside(every, measure, most, clock, before=before, syllables=syllables)
        every.matched.clock.ran_out |= clock.ran_out
        return Collocates(
            query, measure, len(every), every.articles, kinds, told, every.matched.told, _since(started)
        )

    def timeline(self, queries: Sequence[Query], period: Period) -> Timeline:
        """Some queries over time."""
        matched = [self._match(query) for query in queries]
        return timeline(queries, matched, self._match(everything_of(queries[0])), period)

    def first_use(self, query: Query, most: int) -> FirstUse:
        """The first lines of a query."""
        every = self._everywhere(query)
        return replace(first_use(every, self._match, most), query=query, notes=every.matched.told)

    def groups(self, query: Query, by: GroupBy, order: GroupOrder, begin: int, size: int) -> Groups:
        """A page of the groups of a query's lines."""
        every = self._everywhere(query)
        kinds, told = groups(every, self._match(everything_of(query)), by, order, begin, size)
        return Groups(query, by, len(every), every.articles, kinds, told, every.matched.told)

    def similar(self, text: str, query: Query, most: int, *, oldest: bool) -> Similar:
        """Passages worded like a text."""
        matched = self._match(query)
        return replace(similar(matched, text, most, oldest=oldest), notes=matched.told)


def _since(started: float) -> float:
    return (time.perf_counter() - started) * 1000
