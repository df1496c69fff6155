"""Writes what came of visits, and the addresses that they led to."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import Integer, bindparam, case, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite

from index.crawl.model import Rank
from index.crawl.revisiting import HOUR, WEEK, is_newer
from index.store.tables import articles, crawl_days, crawl_hosts, crawl_patterns, crawl_reasons, urls
from index.store.telling import read_witnesses
from index.store.visits import DONE, GONE, WAITING, Visit

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from sqlalchemy import Connection, Table, Update

    from index.store.visits import Entry, Record

_IDS_AT_ONCE = 400


def write(connection: Connection, record: Record) -> int:
    """Write all of a record in the transaction of a connection; returns how many addresses were new."""
    if record.visits:
        connection.execute(_VISITED, [_visit_row(each) for each in record.visits])
    added = _put(connection, record.entries)
    _replace(connection, crawl_hosts, ("host",), record.hosts)
    _replace(connection, crawl_patterns, ("portal", "pattern"), record.patterns)
    _add(connection, crawl_days, ("portal", "day"), record.days)
    _add(connection, crawl_reasons, ("portal", "reason"), record.reasons)
    for statement, are_gone in ((_TAKEN_DOWN, True), (_BACK, False)):
        rows = [{"key": each.article_id, "at": each.at} for each in record.gone if bool(each.at) == are_gone]
        if rows:
            connection.execute(statement, rows)
    return added


_TAKEN_DOWN = (
    update(articles)
    .where(articles.c.id == bindparam("key"), articles.c.gone.is_(None))  # the first time is kept
    .values(gone=bindparam("at"))
)
_BACK = (
    update(articles)
    .where(articles.c.id == bindparam("key"), articles.c.gone.is_not(None))
    .values(gone=bindparam("at"))
)


_VISITED = (
    update(urls)
    .where(urls.c.id == bindparam("key"))
    .values({name: bindparam(name) for name in Visit._fields if name != "id"})
)


def _visit_row(visit: Visit) -> dict[str, object]:
    row = visit._asdict()
    row["key"] = row.pop("id")
    return row


def _put(connection: Connection, entries: Sequence[Entry]) -> int:
    """Add those that are new; those said to be newer than before are visited sooner."""
    unique: dict[int, Entry] = {}
    for entry in entries:
        unique.setdefault(entry.id, entry)
    known = _known(connection, list(unique))
    fresh = [entry for entry in unique.values() if entry.id not in known]
    _name_hosts(connection, fresh)
    if fresh:
        rows = [{**entry._asdict(), "state": WAITING, "fails": 0, "stable": 0} for entry in fresh]
        connection.execute(_ignoring(connection, urls), rows)
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
_NAMED = update(urls).where(urls.c.id == bindparam("key"))

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
    for first in range(0, len(ids), _IDS_AT_ONCE):
        some = ids[first : first + _IDS_AT_ONCE]
        rows = connection.execute(select(*columns).where(urls.c.id.in_(some)))
        found.update((row[0], _Row(*row[1:])) for row in rows)
    return found


def _name_hosts(connection: Connection, entries: Iterable[Entry]) -> None:
    rows = [
        {"host": host, "portal": portal, "fails": 0}
        for host, portal in {entry.host: entry.portal for entry in entries}.items()
    ]
    if rows:
        connection.execute(_ignoring(connection, crawl_hosts), rows)


def _ignoring(connection: Connection, table: Table) -> sqlite.Insert | postgresql.Insert:
    """An insert that leaves rows alone which are there."""
    return _insert(connection, table).on_conflict_do_nothing()


def _insert(connection: Connection, table: Table) -> sqlite.Insert | postgresql.Insert:
    return postgresql.insert(table) if connection.dialect.name == "postgresql" else sqlite.insert(table)


_ADDED = frozenset(("pages", "added", "changed", "failed", "bytes", "times"))


def _replace(connection: Connection, table: Table, key: Sequence[str], rows: Sequence[NamedTuple]) -> None:
    """Write rows over those of the same key."""
    _write_over(connection, table, key, rows, frozenset())


def _add(connection: Connection, table: Table, key: Sequence[str], rows: Sequence[NamedTuple]) -> None:
    """Add the counts of rows to those of the same key; what is no count is replaced."""
    _write_over(connection, table, key, rows, _ADDED)


def _write_over(
    connection: Connection,
    table: Table,
    key: Sequence[str],
    rows: Sequence[NamedTuple],
    sums: Collection[str],
) -> None:
    """All rows in one statement: a crawl of thousands of hosts writes hundreds of them at a time."""
    if not rows:
        return
    given = _insert(connection, table)
    values = {
        name: table.c[name] + given.excluded[name] if name in sums else given.excluded[name]
        for name in rows[0]._fields
        if name not in key
    }
    over = given.on_conflict_do_update(index_elements=list(key), set_=values)
    connection.execute(over, [row._asdict() for row in rows])
