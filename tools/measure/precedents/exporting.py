"""Exports: how many rows are written in a second, and how much memory grows while they are.

Each is measured twice, as `tratin export` makes it: from the query on, and from rows on that were read from
the index before, which leaves the writing; in time of the processor, for an export is one thread that waits
for nothing. The store is asked of every row, but holds no articles; answering of some would take it a few
microseconds more. Of three times the fastest counts: what else the machine does only adds.
"""

from __future__ import annotations

import time
from itertools import cycle, islice
from typing import TYPE_CHECKING, Any

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

    from search.model import Document, Line, Query
    from search.settings import Settings
    from web.export.making import Holding

    Make = Callable[[Holding, str], Iterator[bytes]]

ROWS = 50_000

TIMES = 3
"""How often each is made."""

READ = 5_000
"""Rows that are read before, to be written over and over."""


class _Repeating:
    """A reader that has read some rows, and gives them again and again; all else it asks the other one."""

    def __init__(self, holding: Holding, phrase: str) -> None:
        self._reader = holding.reader
        self._asked = holding.reader.precedents()
        self._lines = list(islice(self._asked.every_line(_query(phrase), Lines()), READ))
        self._documents = list(islice(self._asked.every_document(_query("")), READ))
        self.search, self.stats, self.lines = self._reader.search, self._reader.stats, self._asked.lines

    def precedents(self) -> _Repeating:
        """It tells both."""
        return self

    def every_line(self, query: Query, wanted: Lines) -> Iterator[Line]:
        """Lines without end."""
        del query, wanted
        return cycle(self._lines)

    def every_document(self, query: Query) -> Iterator[Document]:
        """Articles without end."""
        del query
        return cycle(self._documents)


def measure_exporting(settings: Settings, phrase: str) -> Iterator[Figure]:
    """Rows a second of each format, of all lines of a phrase and of all articles; the growth of memory."""
    grown = 0.0
    with open_store(settings, write=False) as store:
        holding = holding_of(settings, store)
        repeating: Any = _Repeating(holding, phrase)
        written = holding._replace(reader=repeating)
        collect_seldom()
        for what, make, rows in _exports(holding, phrase):
            sum(map(len, make(holding, "csv")))  # tables of places are read, names remembered
            for ending in FORMATS:
                for source, name in ((written, ""), (holding, ", from the query on")):
                    timed = [_timed(make(source, ending), rows) for _ in range(TIMES)]
                    yield Figure(
                        f"export of {what}, {ending}{name}", max(rate for rate, _ in timed), "rows/s"
                    )
                    grown = max(grown, *(growth for _, growth in timed))
    yield Figure("export, growth of memory", round(grown, 1), "MB")


def _exports(holding: Holding, phrase: str) -> Iterator[tuple[str, Make, int]]:
    """What is exported, what makes it in a format, and how many rows it has."""
    total = holding.reader.precedents().lines(_query(phrase), Lines(size=0)).total
    of_lines, of_articles = min(ROWS, total), min(ROWS, holding.reader.stats().articles)

    def lines(holding: Holding, ending: str) -> Iterator[bytes]:
        return every_line(holding, Asked(Params(q=phrase), (), ending, of_lines), Lines())

    def articles(holding: Holding, ending: str) -> Iterator[bytes]:
        return every_article(holding, Asked(Params(), (), ending, of_articles))

    yield "lines", lines, of_lines
    yield "articles", articles, of_articles


def _timed(pieces: Iterable[bytes], rows: int) -> tuple[float, float]:
    """Rows a second, and MB by which memory grew."""
    started, before, most = time.process_time(), resident(), 0.0
    for piece in pieces:
        assert piece
        most = max(most, resident())
    return round(rows / (time.process_time() - started)), most - before


def _query(text: str) -> Query:
    return to_query(Params(q=text), ())
