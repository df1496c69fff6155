"""Pages into the store: cleaned, enriched, signed."""

from __future__ import annotations

import logging
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from index.clean.cleaner import clean
from index.clean.knowledge import NOTHING
from index.copies import SIGNER
from index.copies.naming import signed
from index.copies.replacing import is_other
from index.enrich.dates import is_usable
from index.enrich.enriching import enrich
from index.imports import FileSkip
from index.knowing import Knowing
from index.pages import RECORD
from index.pages import article_id as article_id_of
from index.patience import TooSlow, too_slow, within
from index.records import DATE_FIELD
from index.store import Doubt, batches
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
        return enrich(
            article,
            article_id=article_id,
            version=version,
            added=added,
            fetched=None if page.media_type == RECORD else page.fetched,  # a line may be years old
            taxonomy=taxonomy,
        )
    except Exception as error:  # noqa: BLE001 - one odd page must not stop an import; its bytes are kept
        _log.exception("%s: cleaning failed", page.name)
        return Skipped(SkipReason.FAILED, f"{type(error).__name__}: {error}")


def preparing(knowing: Knowing) -> Prepare:
    """`prepare` with all that is known of each page, and a limit of time."""

    def with_knowledge(page: RawPage, article_id: str, version: int, added: datetime) -> Document | Skipped:
        known = knowing.known_of(page)
        work = partial(prepare, page, article_id, version, added, known, knowing.taxonomy)
        try:
            return within(knowing.seconds, work)
        except TooSlow:
            return too_slow(knowing.seconds)

    return with_knowledge


def add_pages(
    store: Store, pages: Iterable[RawPage | FileSkip], knowing: Knowing | None = None
) -> Iterator[Added | FileSkip]:
    """Store pages in batches. What is yielded is durable; file skips are passed through in order.

    The `detail` of a page that was added tells of a legacy encoding, converted or doubtful.
    """
    knowing = knowing or Knowing(store)
    noting = _Noting(preparing(knowing))
    for batch in batches(pages, BATCH):
        fresh = [page for page in batch if not isinstance(page, FileSkip)]
        noting.begin(store.signatures.of(SIGNER, [article_id_of(page.identity) for page in fresh]))
        added = iter(store.add(fresh, noting, knowing.stamp_of))
        store.signatures.keep(SIGNER, list(noting.signatures.values()))
        for page in batch:
            yield page if isinstance(page, FileSkip) else noting.told(next(added))


class _Noting:
    """Prepares pages, and notes of each batch what is to be kept and told beside the documents."""

    def __init__(self, prepare: Prepare) -> None:
        self._prepare = prepare
        self.begin({})

    def begin(self, before: dict[str, bytes]) -> None:
        """A new batch, with the signatures of its articles as they are stored."""
        self._before = before
        self.signatures: dict[str, Signed] = {}
        self._encodings: dict[tuple[str, int], str] = {}
        self._doubts: dict[tuple[str, int], tuple[Doubt, ...]] = {}

    def __call__(self, page: RawPage, article_id: str, version: int, added: datetime) -> Document | Skipped:
        made = self._prepare(page, article_id, version, added)
        if isinstance(made, Skipped):
            return made
        new = self.signatures[article_id] = signed(made)
        self._doubts[article_id, version] = tuple(_doubts(made, self._before.get(article_id, b""), new))
        self._before[article_id] = new.signature
        if "encoding" in made.article.reasons:
            self._encodings[article_id, version] = made.article.reasons["encoding"]
        return made

    def told(self, added: Added) -> Added:
        """What became of a page, with what a person should know of it."""
        key = added.article_id, added.version
        encoding = self._encodings.pop(key, "")
        return replace(added, detail=added.detail or encoding, doubts=self._doubts.pop(key, ()))


def _doubts(made: Document, before: bytes, new: Signed) -> Iterator[Doubt]:
    """What a person should look at: another text than before, a date of a record that gives no day."""
    if is_other(before, new.signature):
        yield Doubt.OTHER_TEXT
    dates = (one.value for one in made.article.witnesses if one.origin == DATE_FIELD)
    if not all(is_usable(value, made.added.date()) for value in dates):
        yield Doubt.DATE
