"""Writes addresses that were named: those that are new, and those said to be newer than before."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import Integer, bindparam, case, or_, select, update

from index.crawl.model import Rank
from index.crawl.revisiting import HOUR, WEEK, is_newer
from index.store.frontier.visits import DONE, GONE, WAITING
from index.store.tables import IS_OPEN_TO_VISITS, crawl_hosts, insert, urls
from index.store.telling import read_witnesses
from index.store.values import IDS_AT_ONCE, batches

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy import Connection, Update

    from index.store.frontier.visits import Entry


def name(connection: Connection, entries: Sequence[Entry]) -> int:
    """Add those that are new; those said to be newer than before are visited sooner."""
    unique: dict[int, Entry] = {}
    for entry in entries:
        before = unique.setdefault(entry.id, entry)
        if before is not entry:
            best = entry if entry.witnesses and not before.witnesses else before  # not a mere link
            unique[entry.id] = best._replace(depth=min(before.depth, entry.depth))
    known = _known(connection, list(unique))
    fresh = [entry for entry in unique.values() if entry.id not in known]
    _name_hosts(connection, fresh)
    if fresh:
        rows = [{**entry._asdict(), "state": WAITING, "fails": 0, "stable": 0} for entry in fresh]
        connection.execute(insert(connection, urls).on_conflict_do_nothing(), rows)
    told = [(each, known[each.id]) for each in unique.values() if each.id in known and each.witnesses]
    _tell(connection, _FIRST_TOLD, [(each, each.next_visit) for each, row in told if not row.witnesses])
    _tell(connection, _RENEWED, [(each, _due(each, row)) for each, row in told if _is_newer(each, row)])
    return len(fresh)


def _tell(connection: Connection, told: Update, entries: Iterable[tuple[Entry, int]]) -> None:
    rows = [{"key": each.id, "said": each.witnesses, "at": at} for each, at in entries]
    if rows:
        connection.execute(told, rows)


class _Row(NamedTuple):
    """What is known of an address that is named again."""

    witnesses: str | None
    visited: int | None
    stable: int


def _is_newer(entry: Entry, row: _Row) -> bool:
    """Whether an article is dated later; two feeds that call it otherwise would have it fetched for ever."""
    return is_newer(_published(entry.witnesses), _published(row.witnesses))


def _published(witnesses: str | None) -> str:
    return next((told.value for told in read_witnesses(witnesses) if told.field == "published"), "")


_PATIENT = 3
"""Visits that were well after which dates that are always new are believed ever less."""


def _due(entry: Entry, row: _Row) -> int:
    """When to visit what is dated later: some feeds date all of their articles by the clock."""
    if row.visited is None or row.stable <= _PATIENT:
        return entry.next_visit
    return max(entry.next_visit, row.visited + min(HOUR << min(row.stable - _PATIENT, 8), WEEK))


_IS_OPEN = or_(*(urls.c.state == state for state in (DONE, GONE, WAITING)))
_AT = bindparam("at", type_=Integer)
_NAMED = update(urls).where(urls.c.id == bindparam("key"), IS_OPEN_TO_VISITS)

_FIRST_TOLD = _NAMED.values(
    witnesses=bindparam("said"),
    rank=case((urls.c.visited.is_(None) & (urls.c.state == WAITING), Rank.FRESH.value), else_=urls.c.rank),
)
_RENEWED = _NAMED.values(
    witnesses=bindparam("said"),
    state=case((_IS_OPEN, WAITING), else_=urls.c.state),
    rank=case((_IS_OPEN, Rank.FRESH.value), else_=urls.c.rank),
    next_visit=case(
        (_IS_OPEN & (urls.c.next_visit.is_(None) | (urls.c.next_visit > _AT)), _AT),
        else_=urls.c.next_visit,
    ),
)


def _known(connection: Connection, ids: Sequence[int]) -> dict[int, _Row]:
    """Those addresses that are known."""
    found: dict[int, _Row] = {}
    columns = urls.c.id, urls.c.witnesses, urls.c.visited, urls.c.stable
    for some in batches(ids, IDS_AT_ONCE):
        rows = connection.execute(select(*columns).where(urls.c.id.in_(some)))
        found.update((row[0], _Row(*row[1:])) for row in rows)
    return found


def _name_hosts(connection: Connection, entries: Iterable[Entry]) -> None:
    rows = [
        {"host": host, "portal": portal, "fails": 0}
        for host, portal in {entry.host: entry.portal for entry in entries}.items()
    ]
    if rows:
        connection.execute(insert(connection, crawl_hosts).on_conflict_do_nothing(), rows)
