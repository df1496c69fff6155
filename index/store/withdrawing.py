"""Articles that were taken out of the archive: the tombstones that keep them out.

The rows and bytes of an article that was withdrawn stay, so that it can be undone, but nothing that reads the
store gives them; see `tables.IS_HERE`. `index.store.erasing` removes them.
"""

from __future__ import annotations

import time
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import and_, delete, insert, or_, select, update

from index.crawl.reasons import WITHDRAWN
from index.store.connected import Connected
from index.store.database import open_database
from index.store.frontier.visits import REFUSED, WAITING
from index.store.tables import articles, captures, documents, urls, withdrawn
from search.errors import InputError
from search.model import VIETNAM

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy import ColumnElement, Connection

    from search.settings import Settings


FEW = 200
"""Tombstones that are read at once: faster than asking for as many articles as exports do."""


class Withdrawal(NamedTuple):
    """A tombstone; `public_reason` is what readers are told, `erased` when its bytes were removed.

    `title` is empty once it was erased, or where the page gave no article.
    """

    article_id: str
    identity: str
    url: str | None
    title: str
    reason: str
    public_reason: str
    withdrawn: datetime
    erased: datetime | None


class Held(NamedTuple):
    """What the store holds of an article, withdrawn or not: `sha256` are those of its pages."""

    article_id: str
    identity: str
    source: str
    url: str | None
    sha256: tuple[str, ...]


class Withdrawals(Connected):
    """The tombstones of a store; get it from `Store.withdrawals`."""

    def of(self, article_id: str) -> Withdrawal | None:
        """The tombstone of an article, or None."""
        with self._reading() as connection:
            row = connection.execute(select(withdrawn).where(withdrawn.c.article_id == article_id)).first()
        return Withdrawal(*row) if row else None

    def all(self) -> tuple[Withdrawal, ...]:
        """All tombstones, the newest first."""
        query = select(withdrawn).order_by(withdrawn.c.withdrawn.desc(), withdrawn.c.article_id)
        with self._reading() as connection:
            return tuple(Withdrawal(*row) for row in connection.execute(query))

    def held(self, article_id: str) -> Held | None:
        """What there is of an article, also where it was withdrawn; None if nothing is."""
        with self._reading() as connection:
            article = connection.execute(select(articles).where(articles.c.id == article_id)).first()
            if article is None:
                return None
            query = select(captures.c.url, captures.c.sha256).where(captures.c.article_id == article_id)
            rows = connection.execute(query.order_by(captures.c.version)).all()
        url = next((row.url for row in reversed(rows) if row.url), None)
        return Held(article_id, article.identity, article.source, url, tuple(row.sha256 for row in rows))

    def put(self, article_id: str, title: str, reason: str, public_reason: str = "") -> Withdrawal:
        """Withdraw an article; when this returns, nothing that reads the store gives it.

        Safe beside another writer: it is one row, and a page that is being added at this moment is not read.
        One that was withdrawn before keeps its time and gets these reasons.

        Raises:
            InputError: there is no such article.
        """
        if before := self.of(article_id):
            with self._writing() as connection:
                changed = update(withdrawn).where(withdrawn.c.article_id == article_id)
                connection.execute(changed.values(reason=reason, public_reason=public_reason))
            return before._replace(reason=reason, public_reason=public_reason)
        held = self.held(article_id)
        if held is None:
            raise InputError(f"there is no article {article_id}", vietnamese="Không có bài này trong kho.")
        made = Withdrawal(
            article_id, held.identity, held.url, title, reason, public_reason, datetime.now(VIETNAM), None
        )
        with self._writing() as connection:
            connection.execute(insert(withdrawn).values(**made._asdict()))
            visit_no_more(connection, article_id)
        return made

    def undo(self, article_id: str) -> Withdrawal:
        """Take an article back, which the next build indexes again; answers the tombstone that was removed.

        Raises:
            InputError: it is not withdrawn, or its bytes were erased.
        """
        found = self.of(article_id)
        if found is None:
            raise InputError(f"{article_id} is not withdrawn", vietnamese="Bài này không bị gỡ.")
        if found.erased:
            raise InputError(
                f"{article_id} was erased: there is nothing to take back",
                vietnamese="Bài này đã bị xóa hẳn, không lấy lại được.",
            )
        with self._writing() as connection:
            connection.execute(delete(withdrawn).where(withdrawn.c.article_id == article_id))
            again = update(urls).where(_is_of(article_id), urls.c.reason == WITHDRAWN)
            connection.execute(again.values(next_visit=int(time.time()), state=WAITING, reason=None))
        return found

    def document_title(self, article_id: str) -> str:
        """The title of the article as it was cleaned last; empty where there is none."""
        from index.store.documents import decode  # noqa: PLC0415 - the shape of a document, for this alone

        with self._reading() as connection:
            query = select(documents.c.document).where(documents.c.article_id == article_id)
            rows = connection.execute(query.order_by(documents.c.version.desc())).all()
        found = next((row.document for row in rows if row.document), None)
        return decode(article_id, found).article.title if found else ""


def among(connection: Connection, ids: Sequence[str]) -> frozenset[str]:
    """Those of some articles that are withdrawn."""
    every = connection.scalars(select(withdrawn.c.article_id).limit(FEW)).all()
    if len(every) < FEW:
        return frozenset(every).intersection(ids)
    found = select(withdrawn.c.article_id).where(withdrawn.c.article_id.in_(ids))
    return frozenset(connection.scalars(found))


def visit_no_more(connection: Connection, article_id: str) -> None:
    """Let the crawler leave the addresses of an article alone, and forget what was said of it there.

    A visit that is under way comes to nothing, because the page is not stored. The caller commits.
    """
    told = update(urls).where(_is_of(article_id))
    connection.execute(told.values(next_visit=None, state=REFUSED, reason=WITHDRAWN, witnesses=None))


def _is_of(article_id: str) -> ColumnElement[bool]:
    own = select(captures.c.url).where(and_(captures.c.article_id == article_id, captures.c.url.is_not(None)))
    return or_(urls.c.article_id == article_id, urls.c.url.in_(own))


@contextmanager
def withdrawals_beside(settings: Settings) -> Iterator[Withdrawals]:
    """The tombstones of a store that another process may be writing: `put` alone is safe so.

    Raises:
        StoreError: there is no store, or it cannot be used.
    """
    engine = open_database(settings.store_url, write=True)
    try:
        yield Withdrawals(engine, write=True)
    finally:
        engine.dispose()
