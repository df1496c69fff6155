"""Brings times back that a clock which ran ahead has written: else nothing is visited until they come.

A visit in the future shows by how much the clock was wrong, so its next one is moved by as much. Other times
are capped at the longest that they can be from now.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import case, or_, update

from index.crawl.revisiting import DAY, MONTH
from index.store.tables import crawl_hosts, crawl_reasons, urls

if TYPE_CHECKING:
    from sqlalchemy import Connection, Update

LONGEST_WAIT = DAY
"""Seconds for which a host is left alone, its robots.txt is kept, and a new address waits for it, at most."""


def bring_back(connection: Connection, now: int) -> int:
    """Mend the times of addresses, hosts and reasons; returns of how many. Reads every row."""
    rows = connection.execute(_addresses(now)).rowcount
    for column, most in (
        (crawl_hosts.c.waits_until, now + LONGEST_WAIT),
        (crawl_hosts.c.robots_until, now + LONGEST_WAIT),
        (crawl_hosts.c.last_success, now),
        (crawl_reasons.c.last, now),
    ):
        capped = update(column.table).where(column > most).values({column: most})
        rows += connection.execute(capped).rowcount
    return rows


def _addresses(now: int) -> Update:
    visited, due = urls.c.visited, urls.c.next_visit
    is_ahead, is_late = visited > now, due > now + MONTH
    is_new = visited.is_(None) & (due > now + LONGEST_WAIT)
    at = case(
        (due.is_(None), None),
        (is_ahead & (due - visited < MONTH), now + due - visited),
        (is_new, now + LONGEST_WAIT),
        (is_late, now + MONTH),
        else_=due,
    )
    seen = case((is_ahead, now), else_=visited)
    return update(urls).where(or_(is_ahead, is_late, is_new)).values(next_visit=at, visited=seen)
