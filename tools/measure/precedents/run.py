"""`tratin bench precedents`: how long it takes to tell how something was worded before.

One process asks the index itself, as pages do, without the drawing of a page. Each question is asked of a
memory that was emptied before: what is measured is the work, not that the same was asked a moment ago.
"""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from statistics import quantiles
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

from search import generations
from search.embedded.facets import FacetCounter
from search.embedded.precedents.asking import Asking
from search.embedded.reader import EmbeddedReader
from search.embedded.remembering import Memory
from search.embedded.snapshot import Snapshot
from search.model import Alike, GroupBy, GroupOrder, LineOrder, Lines, Measure, Period, Unit
from tools.measure.figures import Figure
from tools.measure.precedents.choosing import gapped, often, phrases
from tools.measure.precedents.exporting import measure_exporting
from tools.measure.precedents.similar_speed import similar_figures
from tools.measure.web.home import home_of
from web.addresses.params import Params, to_query

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from search.model import Query
    from tools.measure.precedents.choosing import Asked

ROUNDS = 25
"""Times that each question is asked, after one that is not counted."""

OFTEN, OFTEN_GAPPED = 1.0, 0.5
"""Places for each article: 100,000 and 50,000 among 100,000 articles."""

YEARS = 20
"""Of the timeline, up to the last year of the articles."""


class Subject(NamedTuple):
    """The articles to measure on, and where the home stays, if it does."""

    data: Path
    articles: int
    seed: int
    keep: Path | None


class _Opened:
    """An index that is open; what it remembers can be emptied."""

    def __init__(self, root: Path) -> None:
        self._snapshot = Snapshot(root / generations.current(root))
        self._counter = FacetCounter(self._snapshot.segments)
        self.articles = self._snapshot.stats.articles

    def asking(self) -> Asking:
        """One that remembers nothing of earlier questions."""
        self._snapshot.memory = Memory()
        return Asking(self._snapshot, self._counter, None)


def measure_precedents(subject: Subject, tell: Callable[[str], None]) -> list[Figure]:
    """All figures. The home stays in `keep`, where a later run finds it; `tell` is told what is asked."""
    with TemporaryDirectory(prefix="tratin-precedents-") as scratch:
        settings = home_of(subject.keep or Path(scratch), subject.data, subject.articles)
        opened = _Opened(settings.index_dir)
        everywhere, patterns = _asked(opened, subject)
        tell("; ".join(f"{asked.text}: {asked.lines:,}" for asked in (everywhere[0], patterns[0])))
        return [
            Figure("articles", opened.articles, "articles"),
            Figure("occurrences of the phrase", everywhere[0].lines, "lines"),
            Figure("matches of the pattern", patterns[0].lines, "lines"),
            *_of_phrase(opened, _query(everywhere[0].text)),
            *_of_pattern(opened, _query(patterns[0].text)),
            *_over_time(opened, everywhere[:3]),
            *similar_figures(EmbeddedReader(settings.index_dir), subject.seed),
            *measure_exporting(settings, everywhere[0].text),
        ]


def _asked(opened: _Opened, subject: Subject) -> tuple[list[Asked], list[Asked]]:
    """Phrases, and patterns with a gap, that stand there often enough."""

    def lines(text: str) -> int:
        return opened.asking().lines(_query(text), Lines(size=0)).total

    everywhere = often(phrases(subject.data, subject.articles), round(OFTEN * opened.articles), lines)
    patterns = often(gapped(subject.data, subject.articles), round(OFTEN_GAPPED * opened.articles), lines)
    return everywhere, patterns


def _of_phrase(opened: _Opened, query: Query) -> Iterator[Figure]:
    for order in LineOrder:
        wanted = Lines(order)
        yield from _timed(f"lines, {order.value}", lambda: opened.asking().lines(query, wanted))  # noqa: B023
    deep = Lines(begin=opened.articles // 2)
    yield from _timed("lines, a page in the middle", lambda: opened.asking().lines(query, deep))
    unit, measure = Unit.SYLLABLE, Measure.LOG_DICE
    yield from _timed(
        "collocates", lambda: opened.asking().collocates(query, unit, measure, left=4, right=4, most=50)
    )
    yield from _timed(
        "runs behind",
        lambda: opened.asking().runs_beside(query, Measure.COUNT, before=False, syllables=3, most=50),
    )
    for by in (GroupBy.PROVINCE, GroupBy.SPEAKER):
        asked = partial(_groups, opened, query, by)
        yield from _timed(f"groups, {by.value}", asked)
    yield from _timed("first use", lambda: opened.asking().first_use(query, 5))


def _groups(opened: _Opened, query: Query, by: GroupBy) -> object:
    return opened.asking().groups(query, by, GroupOrder.SHARE, 0, 50)


def _of_pattern(opened: _Opened, query: Query) -> Iterator[Figure]:
    for name, alike in (("variants", Alike()), ("variants, numbers and names alike", Alike(True, True))):  # noqa: FBT003
        yield from _timed(name, lambda: opened.asking().variants(query, alike, 0, 50))  # noqa: B023


def _over_time(opened: _Opened, three: list[Asked]) -> Iterator[Figure]:
    """Three phrases by month over the last years that the articles have."""
    queries = [_query(each.text) for each in three]
    last = opened.asking().timeline(queries, Period.YEAR).periods[-1]
    within = [replace(query, since=date(int(last) - YEARS + 1, 1, 1)) for query in queries]
    yield Figure(
        "months of the timeline", len(opened.asking().timeline(within, Period.MONTH).periods), "months"
    )
    yield from _timed("timeline", lambda: opened.asking().timeline(within, Period.MONTH))


def _timed(name: str, ask: Callable[[], object]) -> Iterator[Figure]:
    times = []
    for _ in range(ROUNDS + 1):
        started = time.perf_counter()
        ask()
        times.append((time.perf_counter() - started) * 1000)
    cuts = quantiles(times[1:], n=100, method="inclusive")
    yield Figure(f"{name}, p50", round(cuts[49], 1), "ms")
    yield Figure(f"{name}, p95", round(cuts[94], 1), "ms")


def _query(text: str) -> Query:
    return to_query(Params(q=text), ())
