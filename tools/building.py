"""The index brought up to the store, and what comes before: for the command, and while a crawl follows."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

from index.copies import SIGNER
from index.copies.naming import sign_documents
from index.indexing import build_index
from index.knowing import knowing_of
from search.engine import open_writer
from tools.withdrawing import finish_erasing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager

    from index.knowing import Knowing
    from index.store import Store
    from search.model import Stats
    from search.settings import Settings

    Stage = Callable[[str, int | None], AbstractContextManager[Callable[[int], None]]]
    """Begins a part of the work: its name and how much it is; gives what is called with how much is done."""


class Ready(NamedTuple):
    """A store whose documents are as they would be made now: their number, and how many were made anew."""

    knowing: Knowing
    documents: int
    refreshed: int


@contextmanager
def silent(label: str, total: int | None = None) -> Iterator[Callable[[int], None]]:
    """A stage that nobody looks at."""
    del label, total
    yield lambda _: None


def make_ready(settings: Settings, store: Store, stage: Stage = silent) -> Ready:
    """Make stale documents anew, and sign those that are unsigned."""
    knowing = knowing_of(settings, store)
    stale = store.stale(knowing.stamp_of)
    if stale:
        with stage("Làm sạch lại", stale) as progress:
            from index.pipeline import preparing  # noqa: PLC0415 - mostly nothing is stale

            store.refresh(preparing(knowing), knowing.stamp_of, lambda done, _: progress(done))
    if unsigned := len(store.signatures.lacking(SIGNER)):
        with stage("Ghi dấu bài để tìm bài trùng", unsigned) as progress:
            sign_documents(store, progress)
    return Ready(knowing, store.counts()["documents"], stale)


def publish(
    settings: Settings, store: Store, ready: Ready, stage: Stage = silent, *, full: bool = False
) -> Stats:
    """Build on the index there is, or from nothing if `full`; an erasure that was cut off is finished."""
    with stage("Lập chỉ mục", ready.documents) as progress:
        finish_erasing(settings, store, progress)
        return build_index(store, open_writer(settings, ready.knowing.made_from, fresh=full), progress)
