"""Gives addresses the identity that they have now; of several that have become one page, one row is left.

The rules of a portal's file say which addresses are one page, and they may change after a crawl. Rows have
the id of then, so they are given the one of now: one that is named again is found, and no page is visited
under two of its addresses.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import and_, bindparam, delete, select, update

from index.crawl.reasons import WITHDRAWN
from index.store.frontier.visits import GONE, REFUSED
from index.store.tables import insert, urls
from index.store.values import IDS_AT_ONCE, batches

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

    from sqlalchemy import ColumnElement, Connection

    _Row = Mapping[str, Any]


class Renamed(NamedTuple):
    """An address that is known by another id than it was, and where it is fetched now."""

    id: int
    to: int
    url: str


def renamed(
    connection: Connection,
    portal: str,
    hosts: Collection[str],
    known: Callable[[str], tuple[int, str] | None],
) -> list[Renamed]:
    """The addresses of a portal whose id is another one now; `known` tells id and address, None to stay."""
    found = []
    for row in connection.execute(select(urls.c.id, urls.c.url).where(_of(portal, hosts))):
        now = known(row.url)
        if now is not None and now[0] != row.id:
            found.append(Renamed(row.id, *now))
    return found


def rename(connection: Connection, portal: str, hosts: Collection[str], moved: Sequence[Renamed]) -> int:
    """Write what `renamed` found, in the transaction of a connection; returns how many rows were moved."""
    _lead_on(connection, portal, hosts, moved)
    waiting = {each.id: each for each in moved}
    while ready := [each for each in waiting.values() if each.to not in waiting]:
        groups: dict[int, list[Renamed]] = {}
        for each in ready:
            del waiting[each.id]
            groups.setdefault(each.to, []).append(each)
        for some in batches(groups, IDS_AT_ONCE):
            _move(connection, {to: groups[to] for to in some})
    return len(moved) - len(waiting)  # what is left would take the ids of each other


def _of(portal: str, hosts: Collection[str]) -> ColumnElement[bool]:
    return and_(urls.c.host.in_(hosts), urls.c.portal == portal)


def _lead_on(connection: Connection, portal: str, hosts: Collection[str], moved: Sequence[Renamed]) -> None:
    """Have what was found on these addresses say so by their new ids."""
    to = {each.id: each.to for each in moved}
    query = select(urls.c.id, urls.c.found_on).where(_of(portal, hosts), urls.c.found_on.is_not(None))
    led = [
        {"key": row.id, "to": to[row.found_on]}
        for row in connection.execute(query).all()
        if row.found_on in to
    ]
    if led:
        told = update(urls).where(urls.c.id == bindparam("key")).values(found_on=bindparam("to"))
        connection.execute(told, led)


def _move(connection: Connection, groups: Mapping[int, Sequence[Renamed]]) -> None:
    """Write one row for each id, of all that have it now."""
    ids = [*groups, *(each.id for group in groups.values() for each in group)]
    rows = _rows(connection, ids)
    made = [
        one_of([rows[key] for key in (to, *(each.id for each in group)) if key in rows], to, _urls(group))
        for to, group in groups.items()
    ]
    for some in batches(ids, IDS_AT_ONCE):
        connection.execute(delete(urls).where(urls.c.id.in_(some)))
    connection.execute(insert(connection, urls), made)


def _rows(connection: Connection, ids: Sequence[int]) -> dict[int, _Row]:
    found: dict[int, _Row] = {}
    for some in batches(ids, IDS_AT_ONCE):
        query = select(urls).where(urls.c.id.in_(some))
        found.update({row["id"]: dict(row) for row in connection.execute(query).mappings()})
    return found


def _urls(group: Iterable[Renamed]) -> dict[int, str]:
    return {each.id: each.url for each in group}


def one_of(rows: Sequence[_Row], to: int, urls_now: Mapping[int, str]) -> dict[str, Any]:
    """The row of a page that several addresses are; `urls_now` tells where those that move are fetched now.

    The best of them says where and when it is visited next and how the last visit went. The article stays,
    with the names of its words and of those before, wherever it stood. What the last answer said to ask with
    holds for that address alone.
    """
    best = max(rows, key=lambda row: _worth(row, to))
    article = best if best["article_id"] else next((row for row in rows if row["article_id"]), best)
    address = urls_now.get(best["id"], best["url"])
    is_same = best["url"] == address
    return {
        **best,
        "id": to,
        "url": address,
        "depth": min(row["depth"] for row in rows),
        "etag": best["etag"] if is_same else None,
        "last_modified": best["last_modified"] if is_same else None,
        "article_id": article["article_id"],
        "content_hash": article["content_hash"],
        "former_hash": article["former_hash"],
        "found_on": _first([best, *rows], "found_on"),
        "witnesses": _first([best, *rows], "witnesses") if best["reason"] != WITHDRAWN else None,
    }


def _worth(row: _Row, to: int) -> tuple[bool, bool, bool, bool, int, bool]:
    """Withdrawn above all; then open, an article, a visit that went well, the newest, its own already."""
    is_open = row["state"] not in {GONE, REFUSED}
    went_well = row["visited"] is not None and row["reason"] is None
    is_article = row["article_id"] is not None
    return row["reason"] == WITHDRAWN, is_open, is_article, went_well, row["visited"] or 0, row["id"] == to


def _first(rows: Iterable[_Row], name: str) -> Any:
    return next((row[name] for row in rows if row[name] is not None), None)
