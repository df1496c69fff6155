"""Totals of queries that enough clients asked, in a small SQLite file of the home folder.

A row is a day, a query and how many clients asked it. It is opened for each write, so that it may be moved or
deleted while the site runs, and its journal keeps it readable whenever a process is killed.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing, contextmanager
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from search.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NAME = "queries.db"
"""The file in a home folder."""

_PATIENCE = 1.0
"""Seconds that a process waits for another one that writes."""

_MAKE = """
CREATE TABLE IF NOT EXISTS totals (
    day TEXT NOT NULL, query TEXT NOT NULL, clients INTEGER NOT NULL, PRIMARY KEY (day, query)
) WITHOUT ROWID
"""
_KEEP = """
INSERT INTO totals VALUES (?, ?, ?)
ON CONFLICT DO UPDATE SET clients = max(clients, excluded.clients)
"""
_TELL = """
SELECT query, sum(clients), count(*), min(day), max(day) FROM totals WHERE day >= ?
GROUP BY query ORDER BY sum(clients) DESC, query
"""


class Total(NamedTuple):
    """A query over days: the sum of its clients of each day, how many days, the first and the last."""

    query: str
    clients: int
    days: int
    first: date
    last: date


def keep(path: Path, day: date, query: str, clients: int) -> None:
    """Write how many clients asked a query on a day; a larger number that stands there already stays.

    Raises:
        StoreError: the file cannot be written.
    """
    with _opened(path) as totals, totals:
        totals.execute(_MAKE)
        totals.execute(_KEEP, (day.isoformat(), query, clients))


def totals_of(path: Path, since: date = date.min) -> tuple[Total, ...]:
    """The totals of all days from one on, the largest first; none where there is no file.

    Raises:
        StoreError: the file cannot be read.
    """
    if not path.exists():
        return ()
    with _opened(path) as totals:
        totals.execute(_MAKE)  # of a process that was killed before it had
        rows = totals.execute(_TELL, (since.isoformat(),)).fetchall()
    return tuple(Total(*row[:3], *map(date.fromisoformat, row[3:])) for row in rows)


@contextmanager
def _opened(path: Path) -> Iterator[sqlite3.Connection]:
    try:
        with closing(sqlite3.connect(path, timeout=_PATIENCE)) as opened:
            yield opened
    except (sqlite3.Error, ValueError) as error:
        raise StoreError(f"{path}: {error}", vietnamese=f"Không đọc hoặc ghi được {path}.") from error
