"""The store: articles for ever, byte for byte, with what was made of them."""

from __future__ import annotations

import logging
from contextlib import contextmanager
from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, update

from index.pages import RawPage, article_id
from index.store import reading, warc
from index.store.adding import decide, with_plain_names, write_rows
from index.store.database import is_missing, no_store, open_database, where
from index.store.documents import columns_of
from index.store.failures import as_store_error
from index.store.lock import writer_lock
from index.store.tables import documents
from index.store.values import Refreshed
from search.errors import StoreError
from search.files import sync_folder
from search.model import VIETNAM

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from sqlalchemy import Connection, Engine

    from index.store.adding import Fresh
    from index.store.reading import Stored
    from index.store.values import Added, Prepare, Progress, Stamp
    from search.model import Capture, Document
    from search.settings import Settings

_log = logging.getLogger(__name__)

REFRESH_BATCH = 64
"""Pages of one commit of a refresh: what a crash makes it do again."""


@contextmanager
def open_store(settings: Settings, *, write: bool, create: bool = True) -> Iterator[Store]:
    """The store of a home folder. Any number of readers, one writer; neither waits for the other.

    A writer upgrades an older schema and clears up after a crashed writer; it makes a missing store unless
    `create` is false. Raw files that no row knows are moved aside with a warning to the log.

    Raises:
        StoreLocked: another process is writing.
        StoreError: there is no store, it is damaged or of another schema, or the disk refuses.
    """
    create = create and write
    if not create and is_missing(settings.store_url):
        raise _missing(settings)
    if not write:
        with _opened(settings, write=False) as store:
            yield store
        return
    with as_store_error(f"Cannot write to the store in {settings.home}"):
        _make_folders(settings.raw_dir)
    with writer_lock(settings.home), _opened(settings, write=True, create=create) as store:
        store._settle()  # noqa: SLF001 - the other half of this module
        yield store


def _missing(settings: Settings) -> StoreError:
    """No database: nothing was begun here, or it was lost, which its raw pages tell."""
    if not any(settings.raw_dir.glob(warc.PATTERN)):
        return no_store(settings.home)
    return StoreError(
        f"The database of the store in {settings.home} is lost, its raw pages are there: restore tratin.db "
        "from a copy, or run `tratin init` to begin an empty store, which keeps the pages in raw/unfinished",
        vietnamese="Kho mất cơ sở dữ liệu tratin.db nhưng còn trang gốc; hãy khôi phục tratin.db từ bản sao.",
    )


@contextmanager
def _opened(settings: Settings, *, write: bool, create: bool = False) -> Iterator[Store]:
    engine = open_database(settings.store_url, write=write, create=create)
    try:
        yield Store(engine, settings.raw_dir, write=write)
    finally:
        engine.dispose()


def _make_folders(folder: Path) -> None:
    missing = [path for path in (folder, *folder.parents) if not path.exists()]
    for path in reversed(missing):
        path.mkdir(exist_ok=True)
        sync_folder(path.parent)


class Store:
    """An open store; get one from `open_store`. Reading is safe from several threads, writing from one.

    It is a `search.archive.Archive`. Every method raises `StoreError` if the disk or the database fails.
    """

    def __init__(self, engine: Engine, raw_dir: Path, *, write: bool) -> None:
        self._engine = engine
        self._raw_dir = raw_dir
        self._write = write
        self._is_settled = False

    # ---------------------------------------------------------------- writing

    def add(self, pages: Sequence[RawPage], prepare: Prepare, stamp: Stamp) -> tuple[Added, ...]:
        """Store a batch of up to some hundred pages; when this returns, all of it is on the disk.

        Answers one `Added` a page, in order. Bytes that equal the current version of the same identity, or
        any version of it if the page has an address, change nothing; other bytes become its next version. A
        page that `prepare` skips is stored too, so that a better cleaner can still use it. A batch is stored
        as a whole or not at all; one that was not reported may be given again without harm.
        """
        self._check_writer()
        now = datetime.now(VIETNAM)
        pages = [with_plain_names(page) for page in pages]
        with self._reading() as connection:
            known = reading.versions(connection, [article_id(page.identity) for page in pages])
        decided = list(decide(pages, known, prepare, now))
        fresh = [one for _, one in decided if one]
        if fresh:
            self._keep(fresh, stamp, now)
        return tuple(added for added, _ in decided)

    def _keep(self, fresh: Sequence[Fresh], stamp: Stamp, now: datetime) -> None:
        """Bytes first, rows second: a row never points to bytes that are not on the disk."""
        self._settle()
        self._is_settled = False
        with as_store_error(f"Cannot store this batch in {self._raw_dir}"):
            places = warc.append(self._raw_dir, [(one.page, one.article_id) for one in fresh])
        with self._writing() as connection:
            write_rows(connection, fresh, places, stamp, now)
        self._is_settled = True

    def _settle(self) -> None:
        """Cut off what a crashed process, or a batch that failed in this one, left in the raw files."""
        if self._is_settled:
            return
        with self._reading() as connection:
            last = reading.last_place(connection)
        with as_store_error(f"Cannot write to {self._raw_dir}"):
            aside = warc.settle(self._raw_dir, last)
        self._is_settled = True
        if aside:
            _log.warning(
                "the database knows nothing of these raw pages, which were moved to %s: %s. "
                "If it was lost or is an older one, restore it from a copy and put them back",
                aside[0].parent,
                ", ".join(path.name for path in aside),
                extra={
                    "vietnamese": "Cơ sở dữ liệu không biết một số trang gốc; đã chuyển vào raw/unfinished."
                },
            )

    def stale(self, stamp: Stamp) -> int:
        """How many articles have a current version that was not made under this stamp."""
        with self._reading() as connection:
            return reading.stale_count(connection, stamp)

    def refresh(self, prepare: Prepare, stamp: Stamp, progress: Progress | None = None) -> Refreshed:
        """Make the current version of every stale article anew from its raw bytes.

        Can be interrupted at any moment and called again: each article is either as it was or made anew.
        An article whose raw bytes are damaged keeps its document and is reported.
        """
        self._check_writer()
        total, last_id, result = self.stale(stamp), "", Refreshed()
        done = 0
        while batch := self._stale_batch(stamp, last_id):
            result = self._refresh(batch, prepare, stamp, result)
            done, last_id = done + len(batch), batch[-1].row.article_id
            if progress:
                progress(done, total)
        return result

    def _stale_batch(self, stamp: Stamp, last_id: str) -> list[Stored]:
        with self._reading() as connection:
            return reading.stale_after(connection, stamp, last_id, REFRESH_BATCH)

    def _refresh(
        self, batch: Sequence[Stored], prepare: Prepare, stamp: Stamp, before: Refreshed
    ) -> Refreshed:
        rows: list[dict[str, Any]] = []
        damaged = list(before.damaged)
        for stored in batch:
            row = stored.row
            try:
                page = self._page(stored)
            except StoreError:
                damaged.append(row.article_id)
                continue
            made = columns_of(prepare(page, row.article_id, row.version, row.added))
            rows.append({"b_id": row.article_id, "b_version": row.version, **asdict(stamp), **made._asdict()})
        if rows:
            self._replace_documents(rows)
        skipped = sum(row["skip_reason"] is not None for row in rows)
        return Refreshed(before.documents + len(rows) - skipped, before.skipped + skipped, tuple(damaged))

    def _replace_documents(self, rows: list[dict[str, Any]]) -> None:
        statement = update(documents).where(
            documents.c.article_id == bindparam("b_id"), documents.c.version == bindparam("b_version")
        )
        with self._writing() as connection:
            connection.execute(statement, rows)

    # ---------------------------------------------------------------- reading

    def documents(self) -> Iterator[Document]:
        """The current version of every article that has one, ordered by id.

        A snapshot: what is added meanwhile does not appear. Streamed, so memory does not grow with the store.
        """
        with self._reading() as connection:
            yield from reading.current_documents(connection)

    def versions(self) -> Iterator[tuple[str, int]]:
        """The id and current version of every article that has a document, ordered by id."""
        with self._reading() as connection:
            yield from reading.current_versions(connection)

    def documents_of(self, ids: Sequence[str]) -> Iterator[Document]:
        """The current documents of some articles, some hundred at a time, ordered by id in each."""
        with self._reading() as connection:
            yield from reading.documents_of(connection, ids)

    def document(self, article_id: str) -> Document | None:
        """The current version of one article, or None if it is unknown or was skipped."""
        with self._reading() as connection:
            return reading.current_document(connection, article_id)

    def captures(self, article_id: str) -> tuple[Capture, ...]:
        """All versions of an article, oldest first; empty for an unknown id."""
        with self._reading() as connection:
            return reading.captures_of(connection, article_id)

    def raw(self, article_id: str, version: int) -> bytes | None:
        """The bytes of one version exactly as they came in, or None. Raises `StoreError` if damaged."""
        page = self.page(article_id, version)
        return None if page is None else page.payload

    def page(self, article_id: str, version: int) -> RawPage | None:
        """One version as it came in, with its names and address, or None. Raises `StoreError` if damaged."""
        with self._reading() as connection:
            stored = reading.stored(connection, article_id, version)
        return None if stored is None else self._page(stored)

    def _page(self, stored: Stored) -> RawPage:
        row = stored.row
        return RawPage(
            identity=row.identity,
            source=row.source,
            name=row.name,
            media_type=row.media_type,
            payload=warc.read(self._raw_dir, stored.place, row.size, row.sha256),
            url=row.url,
            fetched=row.fetched,
        )

    def counts(self) -> Mapping[str, int]:
        """What the store holds, for `tratin status`.

        `articles` = `documents` + `skipped` (by reason: `skipped/too-short`), counting current versions;
        `versions` counts all; `raw_bytes` as they came in, `warc_bytes` as they lie on disk.
        """
        with self._reading() as connection:
            return reading.counts(connection)

    # ---------------------------------------------------------------- the connection

    def _check_writer(self) -> None:
        if not self._write:
            raise StoreError("This store was opened for reading only")

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with (
            as_store_error(f"Cannot read the database {where(self._engine)}"),
            self._engine.connect() as connection,
        ):
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with (
            as_store_error(f"Cannot write to the database {where(self._engine)}"),
            self._engine.begin() as connection,
        ):
            yield connection
