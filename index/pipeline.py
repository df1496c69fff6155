"""The write side put together: pages into the store, and the store into an index generation."""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from index.clean import clean
from index.clean.knowledge import NOTHING
from index.copies.naming import group_names, sign_documents, signed
from index.copies.signing import SIGNER
from index.enrich import enrich
from index.imports import FileSkip
from index.knowing import Knowing
from index.store import batches
from search.model import Skipped, SkipReason

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from datetime import datetime

    from index.clean.knowledge import Known
    from index.pages import RawPage
    from index.store import Added, Prepare, Signed, Store
    from search.engine import Writer
    from search.model import Document, Stats
    from search.topics import Taxonomy

_log = logging.getLogger(__name__)

BATCH = 128
"""Pages that share one fsync and one commit; a crash loses at most what was not yet reported of them."""


def prepare(
    page: RawPage,
    article_id: str,
    version: int,
    added: datetime,
    known: Known = NOTHING,
    taxonomy: Taxonomy | None = None,
) -> Document | Skipped:
    """Clean and enrich one page. A page on which our own code fails is skipped and told, not lost."""
    try:
        article = clean(page, known)
        if isinstance(article, Skipped):
            return article
        return enrich(article, article_id=article_id, version=version, added=added, taxonomy=taxonomy)
    except Exception as error:  # noqa: BLE001 - one odd page must not stop an import; its bytes are kept
        _log.exception("%s: cleaning failed", page.name)
        return Skipped(SkipReason.FAILED, f"{type(error).__name__}: {error}")


def preparing(knowing: Knowing) -> Prepare:
    """`prepare` with all that is known of each page."""

    def with_knowledge(page: RawPage, article_id: str, version: int, added: datetime) -> Document | Skipped:
        return prepare(page, article_id, version, added, knowing.known_of(page), knowing.taxonomy)

    return with_knowledge


def add_pages(
    store: Store, pages: Iterable[RawPage | FileSkip], knowing: Knowing | None = None
) -> Iterator[Added | FileSkip]:
    """Store pages in batches. What is yielded is durable; file skips are passed through in order.

    The `detail` of a page that was added tells of a legacy encoding, converted or doubtful.
    """
    encodings: dict[tuple[str, int], str] = {}
    signatures: dict[str, Signed] = {}
    knowing = knowing or Knowing(store)
    told = preparing(knowing)

    def noting(page: RawPage, article_id: str, version: int, added: datetime) -> Document | Skipped:
        made = told(page, article_id, version, added)
        if isinstance(made, Skipped):
            return made
        signatures[article_id] = signed(made)
        if "encoding" in made.article.reasons:
            encodings[article_id, version] = made.article.reasons["encoding"]
        return made

    for batch in batches(pages, BATCH):
        fresh = [page for page in batch if not isinstance(page, FileSkip)]
        added = iter(store.add(fresh, noting, knowing.stamp_of))
        store.signatures.keep(SIGNER, list(signatures.values()))
        signatures.clear()
        for page in batch:
            yield page if isinstance(page, FileSkip) else _told(next(added), encodings)


def _told(added: Added, encodings: dict[tuple[str, int], str]) -> Added:
    encoding = encodings.pop((added.article_id, added.version), "")
    return replace(added, detail=added.detail or encoding)


def build_index(store: Store, writer: Writer, progress: Callable[[int], None]) -> Stats:
    """Bring the next generation up to the store and publish it.

    What the writer holds already is not read again, unless its group of near-duplicates is another now.
    Interrupted, it leaves what was finished for the next writer; on a failure it leaves no trace.
    """
    remade = store.remade()
    try:
        work = _work(store, writer, remade)
        for done, document in enumerate(_documents(store, work), start=1):
            writer.put(document)
            progress(done)
        for article_id in work.gone:
            writer.delete(article_id)
        stats = writer.commit()
    except KeyboardInterrupt:
        writer.pause()
        raise
    except BaseException:
        writer.abandon()
        raise
    store.indexed(remade)
    if work.is_grouped:
        store.signatures.end()
    return stats


class _Work(NamedTuple):
    """What is put (None: all documents) and deleted, and the groups of articles that have copies."""

    put: list[str] | None
    gone: list[str]
    groups: Mapping[str, str]
    is_grouped: bool


def _work(store: Store, writer: Writer, remade: frozenset[str]) -> _Work:
    """What the writer lacks or has otherwise, and what it has too much.

    Where nothing came, changed or went, the groups cannot have changed, and are not looked for.
    """
    held, current = writer.held(), dict(store.versions())
    fresh = {each for each, version in current.items() if held.get(each) != version or each in remade}
    gone = [each for each in held if each not in current]
    if not (fresh or gone or store.signatures.begun()):
        return _Work([], [], {}, is_grouped=False)
    sign_documents(store)
    store.signatures.begin()
    groups, before = group_names(store), writer.groups()
    moved = {each for each in {*groups, *before} if groups.get(each) != before.get(each)}
    put = sorted(fresh | (moved & current.keys())) if held else None
    return _Work(put, gone, groups, is_grouped=True)


def _documents(store: Store, work: _Work) -> Iterator[Document]:
    """The documents that are put, with their groups."""
    documents = store.documents() if work.put is None else store.documents_of(work.put)
    return (replace(document, group=work.groups.get(document.id, "")) for document in documents)
