"""The store: articles for ever, byte for byte, with what was made of them."""

from __future__ import annotations

import logging
from contextlib import contextmanager, suppress
from datetime import datetime
from typing import TYPE_CHECKING

from index.pages import RawPage, article_id
from index.store import alarms, checking, database, reading, staging, warc, withdrawing
from index.store.adding import decide, with_plain_names, write_rows
from index.store.connected import Connected
from index.store.database import is_missing, no_store, open_database
from index.store.erasing import Erasing
from index.store.failures import as_store_error, is_full
from index.store.frontier.frontier import Frontier
from index.store.hosts import Hosts
from index.store.lock import writer_lock
from index.store.signatures import SignatureRows
from index.store.staging import Staging, made_row
from index.store.telling import read_headers, read_witnesses
from index.store.values import IDS_AT_ONCE, Loaded, Refreshed, batches
from index.store.withdrawing import Withdrawals
from search.archive import Withdrawn
from search.errors import StoreError
from search.files import sync_folder
from search.model import VIETNAM

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from sqlalchemy import Engine

    from index.store.adding import Fresh
    from index.store.alarms import Alarm, Newest
    from index.store.checking import RawFile
    from index.store.reading import Stored
    from index.store.staging import MadeRow
    from index.store.values import Added, Current, Prepare, Progress, StampOf
    from search.archive import Kept
    from search.model import Capture, Document
    from search.settings import Settings

_log = logging.getLogger(__name__)

REFRESH_BATCH = 64
"""Pages of one commit of a refresh: what a crash makes it do again."""


@contextmanager
def open_store(settings: Settings, *, write: bool, create: bool = True, wait: float = 0) -> Iterator[Store]:
    """The store of a home folder. Any number of readers, one writer; neither waits for the other.

    `wait` is how many seconds a writer gives another one to end. A writer upgrades an older schema and clears
    up after a crashed writer; it makes a missing store unless `create` is false. Raw files that no row knows
    are moved aside with a warning to the log.

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
    with writer_lock(settings.home, wait), _opened(settings, write=True, create=create) as store:
        store._settle()  # noqa: SLF001 - the other half of this module
        yield store


def adopt_copy(settings: Settings) -> None:
    """Make a home folder of what `Store.copy_database` copied; before anybody opens it."""
    database.adopt(settings.store_url)


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


class Store(Connected):
    """An open store; get one from `open_store`. Reading is safe from several threads, writing from one.

    It is a `search.archive.Archive`. Every method raises `StoreError` if the disk or the database fails.
    """

    def __init__(self, engine: Engine, raw_dir: Path, *, write: bool) -> None:
        super().__init__(engine, write=write)
        self._raw_dir = raw_dir
        self._is_settled = False

    # ---------------------------------------------------------------- writing

    def add(self, pages: Sequence[RawPage], prepare: Prepare, stamp_of: StampOf) -> tuple[Added, ...]:
        """Store a batch of up to some hundred pages; when this returns, all of it is on the disk.

        Answers one `Added` a page, in order. Bytes that equal the current version of the same identity, or
        any version of it if the page has an address, change nothing; other bytes become its next version. A
        page that `prepare` skips is stored too, so that a better cleaner can still use it; one of an article
        that was withdrawn is not. A batch is stored as a whole or not at all; one that was not reported may
        be given again without harm.
        """
        self._check_writer()
        now = datetime.now(VIETNAM)
        pages = [with_plain_names(page) for page in pages]
        ids = [article_id(page.identity) for page in pages]
        with self._reading() as connection:
            known, gone = reading.versions(connection, ids), withdrawing.among(connection, ids)
        decided = list(decide(pages, known, prepare, now, gone))
        fresh = [one for _, one in decided if one]
        if fresh:
            self._keep(fresh, stamp_of, now)
        return tuple(added for added, _ in decided)

    def _keep(self, fresh: Sequence[Fresh], stamp_of: StampOf, now: datetime) -> None:
        """Bytes first, rows second: a row never points to bytes that are not on the disk."""
        self._settle()
        self._is_settled = False
        with as_store_error(f"Cannot store this batch in {self._raw_dir}"):
            end = warc.end_of(self._raw_dir)
        try:
            with as_store_error(f"Cannot store this batch in {self._raw_dir}"):
                places = warc.append(self._raw_dir, [(one.page, one.article_id) for one in fresh])
            with self._writing() as connection:
                write_rows(connection, fresh, places, stamp_of, now)
        except StoreError as error:
            if is_full(error):
                self._take_back(end)
            raise
        self._is_settled = True

    def _take_back(self, end: warc.End) -> None:
        """Remove the bytes of a batch that found no room, unless the database has it all the same.

        Else the next writer, who finds a raw file that an empty database does not know, would call that lost.
        """
        with suppress(StoreError, OSError):  # then the next writer settles it
            with self._reading() as connection:
                last = reading.last_place(connection)
            if last is None or (last.file, last.offset + last.length) <= (end.name, end.length):
                warc.take_back(self._raw_dir, end)

    def _settle(self) -> None:
        """Cut off what a crashed process, or a batch that failed in this one, left in the raw files."""
        if self._is_settled:
            return
        self.erasing.finish()
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

    def stale(self, stamp_of: StampOf) -> int:
        """How many articles have a current version that was not made under the stamp it would get now."""
        return sum(1 for _ in self._stale(stamp_of))

    def refresh(self, prepare: Prepare, stamp_of: StampOf, progress: Progress | None = None) -> Refreshed:
        """Make the current version of every stale article anew from its raw bytes.

        Can be interrupted at any moment and called again: each article is either as it was or made anew.
        An article whose raw bytes are damaged keeps its document and is reported.
        """
        self._check_writer()
        total, done, result = self.stale(stamp_of), 0, Refreshed()
        for batch in batches(self._stale(stamp_of), REFRESH_BATCH):
            result = self._refresh(batch, prepare, stamp_of, result)
            done += len(batch)
            if progress:
                progress(done, total)
        return result

    def _stale(self, stamp_of: StampOf) -> Iterator[Current]:
        return (one for one in self.current() if one.stamp != stamp_of(one))

    def _refresh(
        self, batch: Sequence[Current], prepare: Prepare, stamp_of: StampOf, before: Refreshed
    ) -> Refreshed:
        rows: list[MadeRow] = []
        damaged = list(before.damaged)
        for loaded in self.pages([(one.article_id, one.version) for one in batch]):
            if loaded.page is None:
                damaged.append(loaded.article_id)
            else:
                rows.append(made_row(loaded, prepare, stamp_of))
        if rows:
            with self._writing() as connection:
                staging.replace_documents(connection, rows)
        skipped = sum(row["skip_reason"] is not None for row in rows)
        return Refreshed(before.documents + len(rows) - skipped, before.skipped + skipped, tuple(damaged))

    def gone(self, article_id: str) -> datetime | None:
        """When an article was found to be taken down by its portal; None if it was not."""
        with self._reading() as connection:
            return reading.gone_at(connection, article_id)

    def first_since(self, moment: datetime) -> datetime | None:
        """When the first current version with a document was stored after a moment; None if none was."""
        with self._reading() as connection:
            return reading.first_since(connection, moment)

    def remade(self) -> frozenset[str]:
        """Articles whose document was made anew, and is another now, since `indexed` was told."""
        with self._reading() as connection:
            return reading.remade_ids(connection)

    def indexed(self, ids: Iterable[str]) -> None:
        """Note that the index holds these articles as they are now."""
        for some in batches(ids, IDS_AT_ONCE):
            with self._writing() as connection:
                staging.forget_remade(connection, some)

    @property
    def staging(self) -> Staging:
        """The place of documents that were made anew and are not published yet."""
        return Staging(self._engine, write=self._write)

    @property
    def hosts(self) -> Hosts:
        """What was learned of hosts."""
        return Hosts(self._engine, write=self._write)

    @property
    def frontier(self) -> Frontier:
        """What the crawler visits, and when."""
        return Frontier(self._engine, write=self._write)

    @property
    def signatures(self) -> SignatureRows:
        """What of the words of each document is kept to find its copies."""
        return SignatureRows(self._engine, write=self._write)

    @property
    def withdrawals(self) -> Withdrawals:
        """The articles that were taken out of the archive."""
        return Withdrawals(self._engine, write=self._write)

    @property
    def erasing(self) -> Erasing:
        """The removal of their bytes."""
        return Erasing(self._engine, self._raw_dir, write=self._write)

    # ---------------------------------------------------------------- reading

    def current(self) -> Iterator[Current]:
        """What is known of the current version of every article without reading it, ordered by id.

        Read some thousand at a time, each of them as it is then: whoever writes meanwhile is not held up.
        """
        last_id = ""
        while rows := self._current_after(last_id):
            yield from rows
            last_id = rows[-1].article_id

    def _current_after(self, last_id: str) -> list[Current]:
        with self._reading() as connection:
            return reading.current_after(connection, last_id)

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
        """All versions of an article, oldest first; empty for an unknown or withdrawn id."""
        with self._reading() as connection:
            return reading.captures_of(connection, article_id)

    def fetched(self, article_ids: Sequence[str]) -> dict[tuple[str, int], datetime]:
        """When the versions of some articles were fetched, by id and version; asked once for many of them."""
        with self._reading() as connection:
            return reading.fetched(connection, article_ids)

    def raw(self, article_id: str, version: int) -> bytes | None:
        """The bytes of one version exactly as they came in, or None. Raises `StoreError` if damaged."""
        page = self.page(article_id, version)
        return None if page is None else page.payload

    def kept(self, article_id: str, version: int) -> Kept | None:
        """What was made of one version, as the cleaner of its time made it; None where nothing is there."""
        with self._reading() as connection:
            return reading.kept(connection, article_id, version)

    def page(self, article_id: str, version: int) -> RawPage | None:
        """One version as it came in, with its names and address, or None. Raises `StoreError` if damaged."""
        stored = self._stored(article_id, version)
        while stored is not None:
            try:
                return self._page(stored)
            except StoreError:
                again = self._stored(article_id, version)
                if again is None or again.place == stored.place:  # else its file was written anew meanwhile
                    raise
                stored = again
        return None

    def withdrawn(self, article_id: str) -> Withdrawn | None:
        """What is told of an article that was withdrawn; None for every other."""
        found = self.withdrawals.of(article_id)
        return Withdrawn(found.withdrawn, found.public_reason) if found else None

    def withdrawn_among(self, article_ids: Sequence[str]) -> frozenset[str]:
        """Those of some articles that were withdrawn; asked once for many of them."""
        with self._reading() as connection:
            return withdrawing.among(connection, article_ids)

    def _stored(self, article_id: str, version: int) -> Stored | None:
        with self._reading() as connection:
            return reading.stored(connection, article_id, version)

    def pages(self, keys: Sequence[tuple[str, int]]) -> Iterator[Loaded]:
        """Some versions (article id, version) as they came in, in order; unknown ones are left out."""
        with self._reading() as connection:
            found = reading.stored_many(connection, keys)
        for key in keys:
            if stored := found.get(key):
                yield Loaded(*key, stored.row.added, self._page_or_none(stored))

    def _page_or_none(self, stored: Stored) -> RawPage | None:
        try:
            return self._page(stored)
        except StoreError:
            return None

    def find(self, url: str) -> str | None:
        """The id of the newest article with this address, or None."""
        with self._reading() as connection:
            return reading.article_at(connection, url)

    def identity(self, article_id: str) -> str | None:
        """The identity by which an article is known, of one that was withdrawn too; None for no article."""
        with self._reading() as connection:
            return reading.identity_of(connection, article_id)

    def alarms(self) -> tuple[Alarm, ...]:
        """Selectors of portals' rules that match nothing on the newest documents of a source any more."""
        with self._reading() as connection:
            return alarms.alarms_of(alarms.newest(connection, made_only=True))

    def newest(self, each: int) -> tuple[Newest, ...]:
        """The newest captures of each source, by source and newest first: what became of them."""
        with self._reading() as connection:
            return alarms.newest(connection, each)

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
            headers=read_headers(row.headers),
            witnesses=read_witnesses(row.witnesses),
        )

    def copy_database(self, target: Path) -> None:
        """Copy the database, as it is at this moment, into a new file. Others read and write meanwhile."""
        with self._reading() as connection:
            database.copy_into(connection, target)

    def raw_files(self) -> tuple[RawFile, ...]:
        """The raw files that the database knows, and how far."""
        with self._reading() as connection:
            return checking.raw_files(connection)

    def check_database(self) -> None:
        """Read the database whole. Raises `StoreError` where it is damaged."""
        with self._reading() as connection:
            database.check(connection)

    def damaged_pages(self) -> tuple[str, ...]:
        """Read every stored page; those that differ from their checksum, as `id version`."""
        with self._reading() as connection:
            return tuple(checking.damaged_pages(connection, self._raw_dir))

    def counts(self) -> Mapping[str, int]:
        """What the store holds, for `tratin status`.

        `articles` = `documents` + `skipped` (by reason: `skipped/too-short`), counting current versions;
        `versions` counts all; `raw_bytes` as they came in, `warc_bytes` as they lie on disk.
        """
        with self._reading() as connection:
            return reading.counts(connection)
