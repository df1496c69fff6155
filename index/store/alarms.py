"""Whether portals' rules still fit: selectors that match nothing on the newest documents of a source."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import and_, func, select

from index.store.tables import IS_HERE, articles, captures, documents

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from sqlalchemy import Connection, Select

NEWEST = 20
"""Articles of a source that are looked at: a portal that was rebuilt shows soon, one odd page does not."""

ENOUGH = 3
"""Documents on which a selector must have failed to be told."""


class Newest(NamedTuple):
    """A capture among the newest of its source: why it was skipped, or which selectors matched nothing."""

    source: str
    article_id: str
    name: str
    url: str | None
    fetched: datetime
    skip_reason: str | None
    skip_detail: str | None
    alarm: str | None


class Alarm(NamedTuple):
    """A selector that matched nothing on the newest documents of a source, so many of them."""

    source: str
    selector: str
    documents: int


def newest(connection: Connection, each: int = NEWEST, *, made_only: bool = False) -> tuple[Newest, ...]:
    """The newest current versions of each source, newest first, by source; or of its articles alone."""
    ranked = _ranked(made_only=made_only).subquery()
    query = (
        select(
            ranked.c.source,
            ranked.c.id,
            captures.c.name,
            captures.c.url,
            captures.c.fetched,
            documents.c.skip_reason,
            documents.c.skip_detail,
            documents.c.alarm,
        )
        .select_from(
            ranked.join(
                captures,
                and_(captures.c.article_id == ranked.c.id, captures.c.version == ranked.c.version),
            ).join(
                documents,
                and_(documents.c.article_id == ranked.c.id, documents.c.version == ranked.c.version),
            )
        )
        .where(ranked.c.place <= each)
        .order_by(ranked.c.source, ranked.c.place)
    )
    return tuple(Newest(*row) for row in connection.execute(query))


def _ranked(*, made_only: bool) -> Select[tuple[str, str, int, int]]:
    """Current versions, with their place in their source. What is no article takes none of the places."""
    place = func.row_number().over(
        partition_by=articles.c.source, order_by=(captures.c.fetched.desc(), articles.c.id)
    )
    is_current = and_(
        captures.c.article_id == articles.c.id, captures.c.version == articles.c.current_version, IS_HERE
    )
    query = select(articles.c.id, articles.c.source, captures.c.version, place.label("place"))
    joined = articles.join(captures, is_current)
    if not made_only:
        return query.select_from(joined)
    is_its_own = and_(
        documents.c.article_id == captures.c.article_id, documents.c.version == captures.c.version
    )
    return query.select_from(joined.join(documents, is_its_own)).where(documents.c.skip_reason.is_(None))


def alarms_of(rows: Iterable[Newest]) -> tuple[Alarm, ...]:
    """The selectors that failed on every one of the newest documents of their source, by source.

    A page that gave no article says nothing of them. Two documents are too few for an alarm.
    """
    failed: dict[str, Counter[str]] = defaultdict(Counter)
    made: Counter[str] = Counter()
    for row in rows:
        if row.skip_reason is None:
            made[row.source] += 1
            failed[row.source].update(set(_selectors(row.alarm)))
    return tuple(
        Alarm(source, selector, number)
        for source, counted in sorted(failed.items())
        for selector, number in sorted(counted.items())
        if number == made[source] >= ENOUGH
    )


def _selectors(alarm: str | None) -> list[str]:
    return [part for part in (alarm or "").split("; ") if part]
