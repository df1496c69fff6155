"""Signatures of the current documents, by which their copies are found; see `index.copies`.

Pages are signed after they were added, and what has no signature of today's when an index is built: documents
that were made anew and are others now, or that an older program signed. An article has one, of the version
that it names; where that is not the current one it does not count.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import and_, delete, func, insert, or_, select

from index.store.connected import Connected
from index.store.tables import IS_HERE, articles, documents, signatures
from index.store.tasks import forget, recalled, remember

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sqlalchemy import Connection

_AT_ONCE = 2000
_GROUPING = "grouping"


class Signed(NamedTuple):
    """The signature of a version of an article as bytes; empty for one that can have no copies."""

    article_id: str
    version: int
    signature: bytes


class SignatureRows(Connected):
    """The signatures of a store; get it from `Store.signatures`."""

    def lacking(self, signer: str) -> list[str]:
        """The articles with a document but without a signature of it by this signer, by id."""
        query = (
            select(articles.c.id)
            .select_from(_CURRENT.outerjoin(signatures, signatures.c.article_id == articles.c.id))
            .where(documents.c.document.is_not(None))
            .where(
                or_(
                    signatures.c.version.is_(None),
                    signatures.c.version != articles.c.current_version,
                    signatures.c.signer != signer,
                )
            )
            .order_by(articles.c.id)
        )
        with self._reading() as connection:
            return [row[0] for row in connection.execute(query)]

    def keep(self, signer: str, signed: Sequence[Signed]) -> None:
        """Keep signatures instead of those that were there; when this returns, they are on the disk."""
        rows = [{**one._asdict(), "signer": signer} for one in signed]
        if not rows:
            return
        with self._writing() as connection:
            forget_signatures(connection, [one.article_id for one in signed])
            connection.execute(insert(signatures), rows)

    def of(self, signer: str, ids: Sequence[str]) -> dict[str, bytes]:
        """The signatures of the current versions of some articles, of those that have one, by id."""
        query = (
            select(articles.c.id, signatures.c.signature)
            .select_from(articles.join(signatures, _OF_CURRENT))
            .where(signatures.c.signer == signer, articles.c.id.in_(ids))
        )
        with self._reading() as connection:
            return {row[0]: row[1] for row in connection.execute(query)}

    def count(self) -> int:
        """How many signatures there are, about: no fewer than `all` gives."""
        with self._reading() as connection:
            return connection.scalar(select(func.count()).select_from(signatures)) or 0

    def all(self, signer: str) -> Iterator[tuple[str, bytes]]:
        """The signatures of all current documents that can have copies, by id."""
        last_id = ""
        while rows := self._after(last_id, signer):
            yield from ((row[0], row[1]) for row in rows if row[1])
            last_id = rows[-1][0]

    def _after(self, last_id: str, signer: str) -> Sequence[tuple[str, bytes]]:
        query = (
            select(articles.c.id, signatures.c.signature)
            .select_from(_CURRENT.join(signatures, _OF_CURRENT))
            .where(documents.c.document.is_not(None), signatures.c.signer == signer, articles.c.id > last_id)
            .order_by(articles.c.id)
            .limit(_AT_ONCE)
        )
        with self._reading() as connection:
            return [(row[0], row[1]) for row in connection.execute(query)]

    def begin(self) -> None:
        """Note, on the disk, that an index is given groups."""
        with self._writing() as connection:
            remember(connection, _GROUPING)

    def begun(self) -> bool:
        """Whether giving groups was cut off: some articles of the index may have those of then."""
        with self._reading() as connection:
            return recalled(connection, _GROUPING) is not None

    def end(self) -> None:
        """Note that the index that serves has the groups of all articles."""
        with self._writing() as connection:
            forget(connection, _GROUPING)


_CURRENT = articles.join(
    documents,
    and_(
        documents.c.article_id == articles.c.id,
        documents.c.version == articles.c.current_version,
        IS_HERE,
    ),
)
_OF_CURRENT = and_(
    signatures.c.article_id == articles.c.id, signatures.c.version == articles.c.current_version
)


def forget_signatures(connection: Connection, ids: Iterable[str]) -> None:
    """Forget the signatures of some articles; the caller commits."""
    connection.execute(delete(signatures).where(signatures.c.article_id.in_(list(ids))))
