"""Documents that were made anew and wait to be published; until then nobody sees them.

They lie in a table of their own beside `documents`. Publishing moves them in batches, each in one
transaction; a task says that it is under way, so that whoever comes after a crash finishes it instead of
asking again.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import and_, bindparam, delete, insert, select, tuple_, update

from index.store.connected import Connected
from index.store.documents import columns_of, decode
from index.store.signatures import forget_signatures
from index.store.tables import IS_HERE, articles, captures, cleanings, documents, remade
from index.store.tasks import forget, recalled, remember
from index.store.values import IDS_AT_ONCE, Current, Stamp, batches

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sqlalchemy import Connection

    from index.store.values import Loaded, Prepare, StampOf
    from search.model import Document

MadeRow = dict[str, Any]
"""The columns of a document, made anew: its key, its stamp, and what was made."""

PUBLISHED_AT_ONCE = 64
"""Documents of one transaction: what readers may wait for, and what a crash makes it do again."""

_ROWS_AT_ONCE = 2000
_PUBLISHING = "publishing"
_COLUMNS = tuple(cleanings.c.keys())


class Change(NamedTuple):
    """What was published of a version and what would be; None where there is no article."""

    article_id: str
    source: str
    before: Document | None
    after: Document | None
    skip_before: str | None
    skip_after: str | None


class Staging(Connected):
    """The documents that wait; get it from `Store.staging`."""

    def add(self, rows: Sequence[MadeRow]) -> None:
        """Keep documents that were made anew; when this returns, they are on the disk."""
        with self._writing() as connection:
            _remove(connection, [_key(row) for row in rows])
            connection.execute(insert(cleanings), list(rows))

    def waiting(self) -> Iterator[Current]:
        """All that waits, by id, under the stamps of what waits; versions that are not current left out."""
        last_id = ""
        while rows := self._waiting_after(last_id):
            yield from rows
            last_id = rows[-1].article_id

    def _waiting_after(self, last_id: str) -> list[Current]:
        names = (articles.c.id, captures.c.version, captures.c.media_type, captures.c.url)
        query = (
            select(*names, articles.c.source, captures.c.fetched, cleanings.c.cleaner, cleanings.c.enricher)
            .select_from(_WAITING)
            .where(articles.c.id > last_id)
            .order_by(articles.c.id)
            .limit(_ROWS_AT_ONCE)
        )
        with self._reading() as connection:
            return [Current(*row[:-2], Stamp(*row[-2:])) for row in connection.execute(query)]

    def keep_only(self, wanted: Iterable[tuple[str, int]]) -> None:
        """Forget what waits except these versions."""
        keep = set(wanted)
        with self._reading() as connection:
            columns = cleanings.c.article_id, cleanings.c.version
            all_keys = [(row[0], row[1]) for row in connection.execute(select(*columns))]
        for some in batches((key for key in all_keys if key not in keep), IDS_AT_ONCE):
            with self._writing() as connection:
                _remove(connection, some)

    def changes(self, keys: Sequence[tuple[str, int]]) -> Iterator[Change]:
        """What publishing these would change; those that would stay as they are are told too."""
        for some in batches(keys, PUBLISHED_AT_ONCE):
            with self._reading() as connection:
                rows = connection.execute(_COMPARED.where(_are(cleanings, some))).all()
            for row in rows:
                before = decode(row.id, row.before) if row.before else None
                same = row.before == row.after
                after = before if same else decode(row.id, row.after) if row.after else None
                yield Change(row.id, row.source, before, after, row.skip_before, row.skip_after)

    def begin(self, task: str) -> None:
        """Note, on the disk, that publishing has been decided and what is published."""
        with self._writing() as connection:
            remember(connection, _PUBLISHING, task)

    def begun(self) -> str | None:
        """What a publishing that was cut off was to publish, or None."""
        with self._reading() as connection:
            return recalled(connection, _PUBLISHING)

    def end(self) -> None:
        """Note that all was published."""
        with self._writing() as connection:
            forget(connection, _PUBLISHING)

    def publish(self, keys: Sequence[tuple[str, int]]) -> None:
        """Let these take the place of the documents that are there: all of them at a stroke."""
        with self._writing() as connection:
            query = select(cleanings).where(_are(cleanings, keys))
            rows = [dict(row._mapping) for row in connection.execute(query)]  # noqa: SLF001 - its public name
            if rows:
                replace_documents(connection, rows)
            _remove(connection, keys)


_WAITING = cleanings.join(
    articles,
    and_(
        articles.c.id == cleanings.c.article_id,
        articles.c.current_version == cleanings.c.version,
        IS_HERE,
    ),
).join(
    captures,
    and_(captures.c.article_id == cleanings.c.article_id, captures.c.version == cleanings.c.version),
)

_COMPARED = (
    select(
        articles.c.id,
        articles.c.source,
        documents.c.document.label("before"),
        cleanings.c.document.label("after"),
        documents.c.skip_reason.label("skip_before"),
        cleanings.c.skip_reason.label("skip_after"),
    )
    .select_from(
        _WAITING.join(
            documents,
            and_(
                documents.c.article_id == cleanings.c.article_id, documents.c.version == cleanings.c.version
            ),
        )
    )
    .order_by(articles.c.id)
)


def made_row(loaded: Loaded, prepare: Prepare, stamp_of: StampOf) -> MadeRow:
    """Make the document of a page, as columns."""
    assert loaded.page is not None
    made = columns_of(prepare(loaded.page, loaded.article_id, loaded.version, loaded.added))
    key = {"article_id": loaded.article_id, "version": loaded.version}
    return {**key, **asdict(stamp_of(loaded.page)), **made._asdict()}


def replace_documents(connection: Connection, rows: Sequence[MadeRow]) -> None:
    """Put documents that were made anew in the place of those that are there; the caller commits.

    Those that become others are noted: an index that holds their version must take them all the same, and
    they are signed anew.
    """
    _note(connection, rows)
    statement = update(documents).where(
        documents.c.article_id == bindparam("b_article_id"), documents.c.version == bindparam("b_version")
    )
    keys = {"article_id": "b_article_id", "version": "b_version"}
    connection.execute(statement, [{keys.get(name, name): row[name] for name in _COLUMNS} for row in rows])


def forget_remade(connection: Connection, ids: Sequence[str]) -> None:
    """Forget that these became others; the caller commits."""
    connection.execute(delete(remade).where(remade.c.article_id.in_(ids)))


def _note(connection: Connection, rows: Sequence[MadeRow]) -> None:
    keys = [_key(row) for row in rows]
    query = select(documents.c.article_id, documents.c.document).where(_are(documents, keys))
    before = {row[0]: row[1] for row in connection.execute(query)}
    found = {row["article_id"] for row in rows if before.get(row["article_id"]) != row["document"]}
    forget_signatures(connection, found)
    noted = select(remade.c.article_id).where(remade.c.article_id.in_(found))
    if new := found - {row[0] for row in connection.execute(noted)}:
        connection.execute(insert(remade), [{"article_id": each} for each in sorted(new)])


def _key(row: MadeRow) -> tuple[str, int]:
    return row["article_id"], row["version"]


def _are(table: Any, keys: Sequence[tuple[str, int]]) -> Any:
    return tuple_(table.c.article_id, table.c.version).in_(list(keys))


def _remove(connection: Connection, keys: Sequence[tuple[str, int]]) -> None:
    if keys:
        connection.execute(delete(cleanings).where(_are(cleanings, keys)))
