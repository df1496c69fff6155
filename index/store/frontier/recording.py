"""Writes what came of visits, all of it in one transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import bindparam, update

from index.store.frontier.naming import name
from index.store.frontier.visits import Visit
from index.store.tables import (
    IS_OPEN_TO_VISITS,
    articles,
    crawl_days,
    crawl_hosts,
    crawl_patterns,
    crawl_reasons,
    insert,
    urls,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from typing import NamedTuple

    from sqlalchemy import Connection, Table

    from index.store.frontier.visits import Record


def write(connection: Connection, record: Record) -> int:
    """Write all of a record in the transaction of a connection; returns how many addresses were new."""
    if record.visits:
        connection.execute(_VISITED, [_visit_row(each) for each in record.visits])
    added = name(connection, record.entries)
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
    .where(urls.c.id == bindparam("key"), IS_OPEN_TO_VISITS)
    .values({name: bindparam(name) for name in Visit._fields if name != "id"})
)


def _visit_row(visit: Visit) -> dict[str, object]:
    row = visit._asdict()
    row["key"] = row.pop("id")
    return row


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
    given = insert(connection, table)
    values = {
        name: table.c[name] + given.excluded[name] if name in sums else given.excluded[name]
        for name in rows[0]._fields
        if name not in key
    }
    over = given.on_conflict_do_update(index_elements=list(key), set_=values)
    connection.execute(over, [row._asdict() for row in rows])
