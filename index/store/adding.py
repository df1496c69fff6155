"""Decides what becomes of a batch of pages, and writes the rows of those that are new or changed."""

from __future__ import annotations

import hashlib
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING

from sqlalchemy import insert, update

from index.pages import RawPage, article_id
from index.store.documents import columns_of, plain
from index.store.reading import Version
from index.store.tables import articles, captures, documents
from index.store.telling import write_headers, write_witnesses
from index.store.values import Added, Outcome
from search.errors import StoreError
from search.model import SkipReason

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence
    from datetime import datetime

    from sqlalchemy import Connection

    from index.store.documents import Made
    from index.store.values import Prepare, Stamp, StampOf
    from index.store.warc import Place


@dataclass(frozen=True, slots=True)
class Fresh:
    """A page that will be stored, with its version, the hash of its bytes, and what was made of it."""

    page: RawPage
    article_id: str
    version: int
    sha256: str
    made: Made


def with_plain_names(page: RawPage) -> RawPage:
    """The page, its names and addresses such that any database takes them."""
    return replace(
        page,
        identity=plain(page.identity),
        source=plain(page.source),
        name=plain(page.name),
        url=None if page.url is None else plain(page.url),
    )


def decide(
    pages: Sequence[RawPage],
    known: Mapping[str, Sequence[Version]],
    prepare: Prepare,
    now: datetime,
    withdrawn: Collection[str] = (),
) -> Iterator[tuple[Added, Fresh | None]]:
    """What becomes of each page, in order; `known` holds the versions by id, oldest first.

    A page may repeat an earlier one of the batch. One whose article is among those `withdrawn` is skipped.

    Raises:
        StoreError: two identities share an id.
    """
    versions = {page_id: list(found) for page_id, found in known.items()}
    for page in pages:
        page_id = article_id(page.identity)
        if page_id in withdrawn:
            yield Added(Outcome.SKIPPED, page_id, 0, page.name, SkipReason.WITHDRAWN), None
            continue
        before = versions.setdefault(page_id, [])
        _check_identity(page, page_id, before)
        sha256 = hashlib.sha256(page.payload).hexdigest()
        if same := _same(page, sha256, before):
            yield _added(Outcome.UNCHANGED, page, page_id, same), None
            continue
        outcome = Outcome.CHANGED if before else Outcome.ADDED
        version = before[-1].version + 1 if before else 1
        made = columns_of(prepare(page, page_id, version, now))
        before.append(
            Version(page.identity, version, sha256, page.fetched, made.skip_reason, made.skip_detail)
        )
        yield _added(outcome, page, page_id, before[-1]), Fresh(page, page_id, version, sha256, made)


def _same(page: RawPage, sha256: str, before: Sequence[Version]) -> Version | None:
    """The version that already says what this page says.

    One input may hold many captures of an address, so all its versions count: else adding the input again
    would run through its history again. A file is what it is now, and so is a page that a server sent after
    the current version: an edit that was undone is a change.
    """
    was_sent = page.exchange is not None  # only then its time is that of the page, not of the import
    is_now = not page.url or (was_sent and bool(before) and page.fetched > before[-1].fetched)
    candidates = before[-1:] if is_now else before
    return next((one for one in reversed(candidates) if one.sha256 == sha256), None)


def _check_identity(page: RawPage, page_id: str, before: Sequence[Version]) -> None:
    if before and before[0].identity != page.identity:
        raise StoreError(
            f"{page.identity!r} and {before[0].identity!r} share the id {page_id}: not added",
            vietnamese="Hai trang khác nhau có cùng mã bài; trang sau không được nạp.",
        )


def _added(outcome: Outcome, page: RawPage, page_id: str, state: Version) -> Added:
    if not state.skip_reason:
        return Added(outcome, page_id, state.version, page.name)
    reason, detail = SkipReason(state.skip_reason), state.skip_detail or ""
    return Added(Outcome.SKIPPED, page_id, state.version, page.name, reason, detail)


def write_rows(
    connection: Connection, fresh: Sequence[Fresh], places: Sequence[Place], stamp_of: StampOf, now: datetime
) -> None:
    """Insert the rows of stored pages; the caller commits."""
    first = [_article_row(one, now) for one in fresh if one.version == 1]
    later = {one.article_id: one.version for one in fresh if one.version > 1}
    if first:
        connection.execute(insert(articles), first)
    for page_id, version in later.items():
        connection.execute(update(articles).where(articles.c.id == page_id).values(current_version=version))
    connection.execute(
        insert(captures), [_capture_row(one, place, now) for one, place in zip(fresh, places, strict=True)]
    )
    connection.execute(insert(documents), [_document_row(one, stamp_of(one.page)) for one in fresh])


def _article_row(one: Fresh, now: datetime) -> dict[str, object]:
    return {
        "id": one.article_id,
        "identity": one.page.identity,
        "source": one.page.source,
        "current_version": one.version,
        "first_added": now,
    }


def _capture_row(one: Fresh, place: Place, now: datetime) -> dict[str, object]:
    return {
        "article_id": one.article_id,
        "version": one.version,
        "name": one.page.name,
        "media_type": one.page.media_type,
        "url": one.page.url,
        "fetched": one.page.fetched,
        "added": now,
        "size": len(one.page.payload),
        "sha256": one.sha256,
        "warc_file": place.file,
        "warc_offset": place.offset,
        "warc_length": place.length,
        "headers": write_headers(one.page.headers),
        "witnesses": write_witnesses(one.page.witnesses),
    }


def _document_row(one: Fresh, stamp: Stamp) -> dict[str, object]:
    return {"article_id": one.article_id, "version": one.version, **asdict(stamp), **one.made._asdict()}
