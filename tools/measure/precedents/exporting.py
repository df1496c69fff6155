"""Exports: how many rows are written in a second, and how much memory grows while they are.

Measured is all from the query to the bytes of a file, as `tratin export` writes it. The store is asked of
every row, but holds no articles; answering of some would take it a few microseconds more.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from index.store import open_store
from search.model import Lines
from tools.collecting import collect_seldom
from tools.commands.export import holding_of
from tools.measure.cleaning.memory import resident
from tools.measure.figures import Figure
from web.addresses.params import Params, to_query
from web.export.formats import FORMATS
from web.export.making import Asked, every_article, every_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from search.settings import Settings
    from web.export.making import Holding

ROWS = 50_000


def measure_exporting(settings: Settings, phrase: str) -> Iterator[Figure]:
    """Rows a second of each format, of all lines of a phrase and of all articles; the growth of memory."""
    grown = 0.0
    with open_store(settings, write=False) as store:
        holding = holding_of(settings, store)
        collect_seldom()
        for what, made, rows in _exports(holding, phrase):
            sum(map(len, made("csv")))  # tables of places are read, names remembered
            for ending in FORMATS:
                rate, growth = _timed(made(ending), rows)
                yield Figure(f"export of {what}, {ending}", rate, "rows/s")
                grown = max(grown, growth)
    yield Figure("export, growth of memory", round(grown, 1), "MB")


def _exports(holding: Holding, phrase: str) -> Iterator[tuple[str, Callable[[str], Iterator[bytes]], int]]:
    """What is exported, what makes it in a format, and its rows."""

    def lines(ending: str) -> Iterator[bytes]:
        return every_line(holding, Asked(Params(q=phrase), (), ending, ROWS), Lines())

    def articles(ending: str) -> Iterator[bytes]:
        return every_article(holding, Asked(Params(), (), ending, ROWS))

    total = holding.reader.precedents().lines(to_query(Params(q=phrase), ()), Lines(size=0)).total
    yield "lines", lines, min(ROWS, total)
    yield "articles", articles, min(ROWS, holding.reader.stats().articles)


def _timed(pieces: Iterable[bytes], rows: int) -> tuple[float, float]:
    """Rows a second, and MB by which memory grew."""
    started, before, most = time.perf_counter(), resident(), 0.0
    for piece in pieces:
        assert piece
        most = max(most, resident())
    return round(rows / (time.perf_counter() - started)), most - before
