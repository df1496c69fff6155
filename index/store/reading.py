"""Questions to the database. Every function takes a connection and gives values."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import and_, func, select

from index.store.documents import decode
from index.store.tables import IS_HERE, articles, captures, documents, remade, withdrawn
from index.store.values import Current, Stamp, batches
from index.store.warc import Place
from search.archive import Kept
from search.errors import StoreError
from search.model import Capture

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from sqlalchemy import Connection, Row

    from search.model import Document

ROWS_AT_ONCE = 200

_CURRENT = articles.join(
    documents,
    and_(
        documents.c.article_id == articles.c.id,
        documents.c.version == articles.c.current_version,
        IS_HERE,
    ),
)
_SAME_VERSION = and_(
    documents.c.article_id == captures.c.article_id, documents.c.version == captures.c.version
)
_ALL = articles.join(captures, captures.c.article_id == articles.c.id)
_RAW = articles.join(captures, and_(captures.c.article_id == articles.c.id, IS_HERE))


class Version(NamedTuple):
    """A version of an article: the hash of its bytes, when it was fetched, why it was skipped if it was."""

    identity: str
    version: int
    sha256: str
    fetched: datetime
    skip_reason: str | None
    skip_detail: str | None


class Stored(NamedTuple):
    """A stored page: its row (all of `captures`, `identity` and `source`) and the place of its bytes."""

    row: Row[tuple[object, ...]]
    place: Place


def versions(connection: Connection, ids: Sequence[str]) -> dict[str, list[Version]]:
    """All versions of those articles that are known, by id, oldest first."""
    query = (
        select(
            articles.c.id,
            articles.c.identity,
            captures.c.version,
            captures.c.sha256,
            captures.c.fetched,
            documents.c.skip_reason,
            documents.c.skip_detail,
        )
        .select_from(_ALL.join(documents, _SAME_VERSION))
        .where(articles.c.id.in_(ids))
        .order_by(captures.c.version)
    )
    found: dict[str, list[Version]] = {}
    for row in connection.execute(query):
        found.setdefault(row[0], []).append(Version(*row[1:]))
    return found


def last_place(connection: Connection) -> Place | None:
    """The last record that the database knows, or None in an empty store."""
    columns = captures.c.warc_file, captures.c.warc_offset, captures.c.warc_length
    query = select(*columns).order_by(columns[0].desc(), columns[1].desc()).limit(1)
    row = connection.execute(query).first()
    return Place(*row) if row else None


def current_documents(connection: Connection) -> Iterator[Document]:
    """The documents of all articles whose current version has one, by id; the answer is streamed."""
    query = (
        select(articles.c.id, documents.c.document)
        .select_from(_CURRENT)
        .where(documents.c.document.is_not(None))
        .order_by(articles.c.id)
        .execution_options(yield_per=ROWS_AT_ONCE)
    )
    for article_id, data in connection.execute(query):
        yield decode(article_id, data)


def current_versions(connection: Connection) -> Iterator[tuple[str, int]]:
    """The id and current version of every article that has a document, by id."""
    query = (
        select(articles.c.id, articles.c.current_version)
        .select_from(_CURRENT)
        .where(documents.c.document.is_not(None))
        .order_by(articles.c.id)
        .execution_options(yield_per=ROWS_AT_ONCE * 10)
    )
    yield from ((row[0], row[1]) for row in connection.execute(query))


def gone_at(connection: Connection, article_id: str) -> datetime | None:
    """When an article was found to be taken down by its portal."""
    found: datetime | None = connection.scalar(select(articles.c.gone).where(articles.c.id == article_id))
    return found


def first_since(connection: Connection, moment: datetime) -> datetime | None:
    """When the first current version that has a document was added after a moment."""
    query = (
        select(func.min(captures.c.added))
        .select_from(_CURRENT.join(captures, _SAME_VERSION))
        .where(captures.c.added > moment, documents.c.skip_reason.is_(None))
    )
    found: datetime | None = connection.scalar(query)
    return found


def documents_of(connection: Connection, ids: Sequence[str]) -> Iterator[Document]:
    """The current documents of some articles, by id."""
    for some in batches(ids, ROWS_AT_ONCE):
        query = (
            select(articles.c.id, documents.c.document)
            .select_from(_CURRENT)
            .where(documents.c.document.is_not(None), articles.c.id.in_(some))
            .order_by(articles.c.id)
        )
        for article_id, data in connection.execute(query):
            yield decode(article_id, data)


def current_document(connection: Connection, article_id: str) -> Document | None:
    """The document of the current version of one article, if it has one."""
    query = select(documents.c.document).select_from(_CURRENT).where(articles.c.id == article_id)
    data = connection.scalar(query)
    return None if data is None else decode(article_id, data)


def kept(connection: Connection, article_id: str, version: int) -> Kept | None:
    """The document of one version, current or not; None where there is none, or none that can be read."""
    query = (
        select(documents.c.document, documents.c.cleaner)
        .select_from(articles.join(documents, and_(documents.c.article_id == articles.c.id, IS_HERE)))
        .where(articles.c.id == article_id, documents.c.version == version)
    )
    row = connection.execute(query).first()
    if row is None or row.document is None:
        return None
    try:
        return Kept(decode(article_id, row.document), row.cleaner)
    except StoreError:  # only the current version is made anew by each new program
        return None


def captures_of(connection: Connection, article_id: str) -> tuple[Capture, ...]:
    """All versions of an article, oldest first."""
    names = ("article_id", "version", "name", "media_type", "size", "sha256", "added", "url")
    columns = [
        *(captures.c[name] for name in names),
        articles.c.source,
        captures.c.fetched,
        captures.c.warc_file,
    ]
    query = (
        select(*columns)
        .select_from(_RAW)
        .where(captures.c.article_id == article_id)
        .order_by(captures.c.version)
    )
    return tuple(Capture(*row) for row in connection.execute(query))


def fetched(connection: Connection, ids: Sequence[str]) -> dict[tuple[str, int], datetime]:
    """When the versions of some articles were fetched, by id and version."""
    query = (
        select(captures.c.article_id, captures.c.version, captures.c.fetched)
        .select_from(_RAW)
        .where(articles.c.id.in_(ids))
    )
    return {(row[0], row[1]): row[2] for row in connection.execute(query)}


def stored(connection: Connection, article_id: str, version: int) -> Stored | None:
    """One stored page, or None."""
    query = (
        select(captures, articles.c.identity, articles.c.source)
        .select_from(_RAW)
        .where(captures.c.article_id == article_id, captures.c.version == version)
    )
    row = connection.execute(query).first()
    return _stored(row) if row else None


def _stored(row: Row[tuple[object, ...]]) -> Stored:
    return Stored(row, Place(row.warc_file, row.warc_offset, row.warc_length))


def stored_many(connection: Connection, keys: Sequence[tuple[str, int]]) -> dict[tuple[str, int], Stored]:
    """Some stored pages by article id and version."""
    query = (
        select(captures, articles.c.identity, articles.c.source)
        .select_from(_RAW)
        .where(captures.c.article_id.in_({article_id for article_id, _ in keys}))
    )
    wanted = set(keys)
    found = {(row.article_id, row.version): _stored(row) for row in connection.execute(query)}
    return {key: stored for key, stored in found.items() if key in wanted}


def identity_of(connection: Connection, article_id: str) -> str | None:
    """The identity of an article, or of the tombstone of one; None where there is neither."""
    for table, key in ((articles, articles.c.id), (withdrawn, withdrawn.c.article_id)):
        identity: str | None = connection.scalar(select(table.c.identity).where(key == article_id))
        if identity is not None:
            return identity
    return None


def article_at(connection: Connection, url: str) -> str | None:
    """The id of the article that was fetched last from an address."""
    query = (
        select(captures.c.article_id)
        .select_from(_RAW)
        .where(captures.c.url == url)
        .order_by(captures.c.fetched.desc(), captures.c.article_id)
        .limit(1)
    )
    found: str | None = connection.scalar(query)
    return found


def current_after(connection: Connection, last_id: str) -> list[Current]:
    """The next current versions after an id, by id, without their documents."""
    query = (
        select(
            articles.c.id,
            captures.c.version,
            captures.c.media_type,
            captures.c.url,
            articles.c.source,
            captures.c.fetched,
            documents.c.cleaner,
            documents.c.enricher,
        )
        .select_from(_CURRENT.join(captures, _SAME_VERSION))
        .where(articles.c.id > last_id)
        .order_by(articles.c.id)
        .limit(ROWS_AT_ONCE * 10)
    )
    return [Current(*row[:-2], Stamp(*row[-2:])) for row in connection.execute(query)]


def remade_ids(connection: Connection) -> frozenset[str]:
    """The articles whose document became another since the index was built."""
    return frozenset(row[0] for row in connection.execute(select(remade.c.article_id)))


def counts(connection: Connection) -> dict[str, int]:
    """What the store holds; see `Store.counts`."""
    versions, raw, on_disk = connection.execute(
        select(
            func.count(),
            func.coalesce(func.sum(captures.c.size), 0),
            func.coalesce(func.sum(captures.c.warc_length), 0),
        )
    ).one()
    query = (
        select(documents.c.skip_reason, func.count())
        .select_from(_CURRENT)
        .group_by(documents.c.skip_reason)
        .order_by(documents.c.skip_reason)
    )
    reasons: dict[str | None, int] = {row[0]: row[1] for row in connection.execute(query)}
    made = reasons.pop(None, 0)
    skipped = {f"skipped/{reason}": number for reason, number in reasons.items()}
    return {
        "articles": made + sum(reasons.values()),
        "documents": made,
        "skipped": sum(reasons.values()),
        **skipped,
        "withdrawn": connection.scalar(select(func.count()).select_from(withdrawn)) or 0,
        "versions": versions,
        "raw_bytes": int(raw),
        "warc_bytes": int(on_disk),
    }
