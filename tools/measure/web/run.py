"""The figures of `tratin bench web`."""

from __future__ import annotations

from pathlib import Path
from statistics import quantiles
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from index.processes import cores
from search.engine import open_reader
from search.errors import InputError
from tools.measure.figures import Figure
from tools.measure.query import titles_in
from tools.measure.web.addresses import batches, pages, typing
from tools.measure.web.home import home_of
from tools.measure.web.load import Plan, loaded
from tools.measure.web.painting import paint_figures
from tools.measure.web.server import serving
from tools.synth import write_articles

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from search.engine import Reader
    from search.settings import Settings
    from tools.measure.web.addresses import Asked
    from tools.measure.web.load import Ran

PAGES_A_SECOND, SUGGESTIONS_A_SECOND = 60, 200
"""Of the open loops."""

CLOSED = 16
"""Connections of the closed loops."""

FASTEST = 260, 1300
"""Pages and suggestions a second for which addresses are drawn: more than a closed loop can use up."""

WARM = 200
"""Answers before those that count, of loops of ten seconds and more."""

PAINTED = 7
"""Pages that are drawn by the browser, then."""


class Load(NamedTuple):
    """What is measured on: articles of a file or of our own making; `seconds` are those of each loop."""

    data: Path | None
    articles: int
    seed: int
    seconds: float
    keep: Path | None = None

    @property
    def warm(self) -> int:
        """Answers before those that count."""
        return round(WARM * min(1.0, self.seconds / 10))

    @property
    def painted(self) -> int:
        """Pages for the browser."""
        return max(1, round(PAINTED * min(1.0, self.seconds / 10)))


class _Loop(NamedTuple):
    """A loop by name, what it asks for, and its rate where it is open."""

    name: str
    asked: Sequence[Asked]
    rate: float | None


def measure_web(load: Load, tell: Callable[[str], None] = lambda _: None) -> list[Figure]:
    """All figures; `tell` hears what is being done. The home stays in `keep`, where a later run finds it."""
    with TemporaryDirectory(prefix="tratin-web-") as scratch:
        folder = Path(scratch)
        data = load.data or write_articles(folder / "articles.jsonl", load.articles, load.seed)
        tell("the index")
        settings = home_of(load.keep or folder / "home", data, load.articles)
        reader = open_reader(settings)
        count = reader.stats().articles
        if count != load.articles:
            raise InputError(
                f"{settings.home} holds {count:,} articles, not {load.articles:,}; give another --keep",
                vietnamese="Thư mục của --keep có số bài khác.",
            )
        tell("what is asked for")
        loops, painted = _drawn(load, reader, titles_in(data, load.articles))
        return [Figure("articles", count, "articles"), *_served(load, settings, loops, painted, tell)]


def _drawn(load: Load, reader: Reader, titles: Sequence[str]) -> tuple[list[_Loop], list[str]]:
    """The loops, no page in two of them; and pages for the browser."""
    most = [load.warm + round(load.seconds * rate * 1.3) for rate in (PAGES_A_SECOND, FASTEST[0] / 1.3)]
    drawn = pages(reader, titles, sum(most) + 10 * load.painted, load.seed)
    opened, closed, rest = batches(drawn, *most, 10 * load.painted)
    heard = [
        load.warm + round(load.seconds * rate * 1.3) for rate in (SUGGESTIONS_A_SECOND, FASTEST[1] / 1.3)
    ]
    typed_open, typed_closed = batches(typing(titles, sum(heard), load.seed), *heard)
    loops = [
        _Loop("page, open loop", opened, PAGES_A_SECOND),
        _Loop("page, closed loop", closed, None),
        _Loop("suggestion, open loop", typed_open, SUGGESTIONS_A_SECOND),
        _Loop("suggestion, closed loop", typed_closed, None),
    ]
    full = [each.path for each in rest if (each.total or 0) > 10]
    return loops, full[: load.painted]


def _served(
    load: Load,
    settings: Settings,
    loops: Sequence[_Loop],
    painted: Sequence[str],
    tell: Callable[[str], None],
) -> Iterator[Figure]:
    with serving(settings) as site:
        errors, wrong = 0, list[str]()
        for loop in loops:
            tell(loop.name)
            before = site.processor_seconds()
            ran = loaded(_plan(loop, site.port, load))
            yield from _loop_figures(loop, ran, site.processor_seconds() - before)
            errors += ran.errors
            wrong += ran.wrong
        for path in wrong[:5]:
            tell(f"wrong answer: {path}")
        yield Figure("errors", errors, "answers")
        yield Figure("wrong answers", len(wrong), "answers")
        tell("in a browser")
        yield from paint_figures(site.url, painted)


def _plan(loop: _Loop, port: int, load: Load) -> Plan:
    plan = Plan(
        port, [(each.path, each.total) for each in loop.asked], load.warm, load.seconds, load.seed, loop.rate
    )
    return plan if loop.rate else msgspec.structs.replace(plan, connections=CLOSED)


def _loop_figures(loop: _Loop, ran: Ran, processor_seconds: float) -> Iterator[Figure]:
    cuts = quantiles(ran.times, n=100, method="inclusive")
    yield Figure(f"{loop.name}, p50", round(cuts[49], 1), "ms")
    yield Figure(f"{loop.name}, p95", round(cuts[94], 1), "ms")
    yield Figure(f"{loop.name}, p99", round(cuts[98], 1), "ms")
    if not loop.rate:
        yield Figure(loop.name, round(len(ran.times) / ran.seconds, 1), "a second")
    yield Figure(f"{loop.name}, answers", len(ran.times), "answers")
    asked = len(ran.times) + ran.warm
    yield Figure(f"{loop.name}, work of the site", round(1000 * processor_seconds / asked, 2), "ms an answer")
    yield Figure(f"{loop.name}, bytes", round(ran.answer_bytes / 1000, 1), "KB an answer")
    share = ran.processor_seconds / ran.seconds / cores()
    yield Figure(f"{loop.name}, the load's share", round(share, 3), "of the cores")
