"""Pages into the store: cleaned, enriched, signed."""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import TYPE_CHECKING

from index.clean.cleaner import clean
from index.clean.knowledge import NOTHING
from index.copies import SIGNER
from index.copies.naming import signed
from index.enrich.enriching import enrich
from index.imports import FileSkip
from index.knowing import Knowing
from index.store import batches
from search.model import Skipped, SkipReason

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from index.clean.knowledge import Known
    from index.pages import RawPage
    from index.store import Added, Prepare, Signed, Store
    from search.model import Document
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
