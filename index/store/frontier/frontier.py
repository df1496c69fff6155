"""The frontier: every address that was ever named, when it is visited next, and what came of it before.

A row an address; its `id` is of the identity of the page, so that two writings of it are one row. Rows are
leased in batches by one process. One that dies leaves its leases behind: `release` makes them due again.

What came of a visit is recorded in one transaction with the addresses that it led to: a kill at any moment
leaves the page to be visited again, or visited with all that it named.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
from sqlalchemy import Integer, bindparam, case, cast, exists, func, or_, select, true, update

from index.crawl.model import Kind, Rank
from index.store.connected import Connected
from index.store.frontier.clocks import bring_back
from index.store.frontier.recording import write
from index.store.frontier.renaming import rename, renamed
from index.store.frontier.visits import (
    LEASED,
    WAITING,
    Coming,
    Day,
    Holder,
    HostState,
    Leased,
    Pattern,
    Reason,
    Record,
    Resting,
)
from index.store.tables import crawl_days, crawl_hosts, crawl_patterns, crawl_reasons, urls
from index.store.tasks import forget, recalled, remember
from index.store.values import IDS_AT_ONCE, batches

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

    from sqlalchemy import ColumnElement, Connection, Row

    from index.store.frontier.visits import Entry

_IDENTITIES = "crawl-identities"
_COLUMNS = tuple(urls.c[name] for name in Leased._fields)

_NEAR = 30
"""Seconds by which an address may be due later than its host: what came of it is kept a moment later."""


class Frontier(Connected):
    """See the module; get it from `Store.frontier`. Methods raise `StoreError` if the database fails."""

    def record(self, record: Record) -> int:
        """Write what came of some visits and what they led to; returns how many addresses were new."""
        with self._writing() as connection:
            return write(connection, record)

    def put(self, entries: Iterable[Entry]) -> int:
        """Name addresses; returns how many were new. One that is known stays as it is.

        Where a known one is said to be newer than before, as when a feed names it with a later date, it is
        visited anew at the time that is asked for, if that is sooner; one that was gone too.
        """
        return self.record(Record(entries=tuple(entries)))

    def release(self, now: int) -> int:
        """Make due again what a process leased that is no more; returns how many."""
        with self._writing() as connection:
            freed = update(urls).where(urls.c.state == LEASED).values(state=WAITING, next_visit=now)
            return connection.execute(freed).rowcount

    def bring_back(self, now: int) -> int:
        """Mend times that a clock which ran ahead has written; returns of how many rows."""
        with self._writing() as connection:
            return bring_back(connection, now)

    def lease(
        self, hosts: Mapping[str, int], now: int, portals: Collection[str] | None = None
    ) -> list[Leased]:
        """Take what is due of some hosts, at most so many of each, what matters most first.

        With `portals`, no address of others that share a host with them.
        """
        with self._writing() as connection:
            found = [
                row for host, most in hosts.items() for row in _due(connection, host, most, now, portals)
            ]
            for some in batches((row.id for row in found), IDS_AT_ONCE):
                connection.execute(
                    update(urls).where(urls.c.id.in_(some)).values(state=LEASED, next_visit=None)
                )
        return found

    def give_back(self, ids: Sequence[int], at: int) -> None:
        """Let go of leases without a visit, due again at a time."""
        with self._writing() as connection:
            for some in batches(ids, IDS_AT_ONCE):
                connection.execute(
                    update(urls)
                    .where(urls.c.id.in_(some), urls.c.state == LEASED)
                    .values(state=WAITING, next_visit=at)
                )

    def due_hosts(self, now: int, portals: Collection[str] | None = None) -> list[str]:
        """The hosts that have something due, of some portals, and do not ask for patience, in order."""
        ready = or_(crawl_hosts.c.waits_until.is_(None), crawl_hosts.c.waits_until <= now)
        some = or_(*(_is_due(rank, now, portals) for rank in Rank))
        with self._reading() as connection:
            query = select(crawl_hosts.c.host).where(ready, some).order_by(crawl_hosts.c.host)
            return list(connection.scalars(query))

    def due(self, now: int) -> int:
        """How many addresses are due. Reads the index of all of them: some 0.1 s for a million."""
        with self._reading() as connection:
            query = select(func.count()).select_from(urls).where(urls.c.next_visit <= now)
            return connection.scalar(query) or 0

    def resting(self, now: int, portals: Collection[str] | None = None) -> list[Resting]:
        """The hosts that are left alone, and what of some portals is due once they may be asked, in order."""
        waits = crawl_hosts.c.waits_until
        there = (urls.c.host == crawl_hosts.c.host, urls.c.next_visit <= waits + _NEAR, _of(portals))
        count = select(func.count()).select_from(urls).where(*there).scalar_subquery()
        first = select(func.min(urls.c.next_visit)).where(*there).scalar_subquery()
        query = select(crawl_hosts.c.host, waits, first, count).order_by(crawl_hosts.c.host)
        with self._reading() as connection:
            rows = connection.execute(query.where(waits > now - _NEAR)).all()
        found = [Resting(host, max(until, first), due) for host, until, first, due in rows if due]
        return [each for each in found if each.until > now]

    def next_due(self) -> int | None:
        """When the next address is due, in seconds since 1970; None where nothing ever is."""
        times = [
            select(func.min(urls.c.next_visit))
            .where(urls.c.host == crawl_hosts.c.host, urls.c.rank == rank.value)
            .scalar_subquery()
            for rank in Rank
        ]
        waits = func.coalesce(crawl_hosts.c.waits_until, 0)
        with self._reading() as connection:
            rows = connection.execute(select(waits, *times)).all()
        found = [max(row[0], time) for row in rows for time in row[1:] if time is not None]
        return min(found, default=None)

    def hosts(self) -> dict[str, HostState]:
        """What is kept of every host, by name."""
        with self._reading() as connection:
            rows = connection.execute(select(crawl_hosts).order_by(crawl_hosts.c.host))
            return {row.host: HostState(*row) for row in rows}

    def asked_since(self, moment: int) -> dict[str, int]:
        """When each host was asked last, of those that were since a moment. Reads every row."""
        query = (
            select(urls.c.host, func.max(urls.c.visited))
            .where(urls.c.visited >= moment)
            .group_by(urls.c.host)
        )
        with self._reading() as connection:
            return {row[0]: row[1] for row in connection.execute(query)}

    def owners(self) -> set[tuple[str, str]]:
        """For which portals the addresses of each host are kept: hosts and keys. Reads every row."""
        with self._reading() as connection:
            return {
                (row[0], row[1]) for row in connection.execute(select(urls.c.host, urls.c.portal).distinct())
            }

    def adopt(self, host: str, portal: str, owner: Callable[[str], str | None]) -> int:
        """Give the addresses of a host that are kept for one portal to others; returns how many.

        `owner` names the portal of an address, or none if that is to stay as it is. By which rules addresses
        have their ids is forgotten then: those that were given away have them by the rules of another portal.
        """
        mine = select(urls.c.id, urls.c.url).where(urls.c.host == host, urls.c.portal == portal)
        with self._writing() as connection:
            moved = [
                {"key": row[0], "to": key}
                for row in connection.execute(mine).all()
                if (key := owner(row[1])) is not None
            ]
            if moved:
                connection.execute(
                    update(urls).where(urls.c.id == bindparam("key")).values(portal=bindparam("to")), moved
                )
                forget(connection, _IDENTITIES)
        return len(moved)

    def identities(self) -> dict[str, str]:
        """By which rules the addresses of each portal have their ids, as `keep_identities` told."""
        with self._reading() as connection:
            told = recalled(connection, _IDENTITIES)
        return msgspec.json.decode(told, type=dict[str, str]) if told else {}

    def keep_identities(self, identities: Mapping[str, str]) -> None:
        """Remember by which rules addresses have their ids, in place of what was remembered."""
        with self._writing() as connection:
            remember(connection, _IDENTITIES, msgspec.json.encode(identities).decode())

    def rename(
        self, portal: str, hosts: Collection[str], known: Callable[[str], tuple[int, str] | None]
    ) -> int:
        """Give addresses of a portal the ids that they have now, and join those that are one; how many moved.

        `known` tells of an address its id and where it is fetched, None if it is to stay as it is. What
        nothing moves is not written; nothing may be leased meanwhile.
        """
        with self._reading() as connection:
            moved = renamed(connection, portal, hosts, known)
        if not moved:
            return 0
        with self._writing() as connection:
            return rename(connection, portal, hosts, moved)

    def patterns(self) -> list[Pattern]:
        """The patterns of addresses of all portals."""
        with self._reading() as connection:
            return [Pattern(*row) for row in connection.execute(select(crawl_patterns))]

    def days(self, since: str) -> list[Day]:
        """What was done since a day (YYYY-MM-DD), by portal and day."""
        query = select(crawl_days).where(crawl_days.c.day >= since)
        with self._reading() as connection:
            return [
                Day(*row) for row in connection.execute(query.order_by(crawl_days.c.portal, crawl_days.c.day))
            ]

    def reasons(self) -> list[Reason]:
        """Why visits came to nothing, by portal, the most frequent first."""
        order = crawl_reasons.c.portal, crawl_reasons.c.times.desc(), crawl_reasons.c.reason
        with self._reading() as connection:
            return [Reason(*row) for row in connection.execute(select(crawl_reasons).order_by(*order))]

    def counts(self) -> dict[str, dict[str, int]]:
        """How many addresses are in each state and of each kind (`kind/list`), by portal. Reads every row."""
        found: dict[str, dict[str, int]] = {}
        query = select(urls.c.portal, urls.c.state, urls.c.kind, func.count()).group_by(
            urls.c.portal, urls.c.state, urls.c.kind
        )
        with self._reading() as connection:
            for portal, state, kind, count in connection.execute(query):
                counts = found.setdefault(portal, {})
                for name in (state, f"kind/{kind}"):
                    counts[name] = counts.get(name, 0) + count
        return found

    def next_visits(self, now: int) -> dict[str, tuple[int, int | None]]:
        """Of each portal how many addresses are due now, and when the next is. Reads every row."""
        due = func.sum(cast(urls.c.next_visit <= now, Integer))
        later = func.min(case((urls.c.next_visit > now, urls.c.next_visit)))
        query = (
            select(urls.c.portal, due, later).where(urls.c.next_visit.is_not(None)).group_by(urls.c.portal)
        )
        with self._reading() as connection:
            return {row[0]: (int(row[1] or 0), row[2]) for row in connection.execute(query)}

    def coming(self, hosts: Sequence[str], most: int) -> list[Coming]:
        """The next visits to some hosts, so many, what is due longest first."""
        found: list[Coming] = []
        with self._reading() as connection:
            for host in hosts:
                for rank in Rank:
                    query = (
                        select(urls.c.url, urls.c.kind, urls.c.next_visit)
                        .where(urls.c.host == host, urls.c.rank == rank.value, urls.c.next_visit.is_not(None))
                        .order_by(urls.c.next_visit)
                        .limit(most)
                    )
                    rows = connection.execute(query)
                    found += (Coming(row.url, Kind(row.kind), row.next_visit) for row in rows)
        return sorted(found, key=lambda each: (each.next_visit, each.url))[:most]

    def known(self, ids: Sequence[int]) -> set[int]:
        """Which of some addresses are known."""
        found: set[int] = set()
        with self._reading() as connection:
            for some in batches(ids, IDS_AT_ONCE):
                found.update(connection.scalars(select(urls.c.id).where(urls.c.id.in_(some))))
        return found

    def holders(self, contents: Sequence[str]) -> list[Holder]:
        """The addresses that hold some words, by the names of these, and held others before."""
        found: list[Holder] = []
        columns = (urls.c[name] for name in Holder._fields)
        query = select(*columns).where(urls.c.former_hash.is_not(None))
        with self._reading() as connection:
            for some in batches(contents, IDS_AT_ONCE):
                rows = connection.execute(query.where(urls.c.content_hash.in_(some)))
                found += (Holder(*row) for row in rows)
        return found

    def find(self, ids: Sequence[int]) -> dict[int, Leased]:
        """Some addresses by their ids, as they are."""
        found: dict[int, Leased] = {}
        with self._reading() as connection:
            for some in batches(ids, IDS_AT_ONCE):
                rows = connection.execute(select(*_COLUMNS).where(urls.c.id.in_(some)))
                found.update((row.id, _leased(row)) for row in rows)
        return found


def _leased(row: Row[Any]) -> Leased:
    found = Leased._make(row)
    return found._replace(kind=Kind(found.kind), rank=Rank(found.rank))


def _is_due(rank: Rank, now: int, portals: Collection[str] | None) -> ColumnElement[bool]:
    return exists().where(
        urls.c.host == crawl_hosts.c.host, urls.c.rank == rank.value, urls.c.next_visit <= now, _of(portals)
    )


def _of(portals: Collection[str] | None) -> ColumnElement[bool]:
    return true() if portals is None else urls.c.portal.in_(portals)


def _due(
    connection: Connection, host: str, most: int, now: int, portals: Collection[str] | None
) -> list[Leased]:
    """What is due of a host: one question a rank, each a walk along the index."""
    found: list[Leased] = []
    for rank in Rank:
        if most > len(found):
            query = (
                select(*_COLUMNS)
                .where(urls.c.host == host, urls.c.rank == rank.value, urls.c.next_visit <= now, _of(portals))
                .order_by(urls.c.next_visit)
                .limit(most - len(found))
            )
            found += map(_leased, connection.execute(query))
    return found
