"""Takes an article out of the archive: a tombstone at once, then the index, and its bytes if wanted."""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING, NamedTuple

from index.forgetting import forget
from index.knowing import knowing_of
from index.store import open_store, withdrawals_beside
from search.engine import open_reader
from search.errors import EngineError, InputError, StoreLocked
from tools import pinning

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from index.store import Store, Withdrawal
    from search.model import Copy
    from search.settings import Settings

    Progress = Callable[[int], None]

PATIENCE = 60.0
"""Seconds for which another writer is given to take the article out of the index."""

_MOST_COPIES = 1000
_ID = re.compile(r"[0-9a-f]{16}")


class Target(NamedTuple):
    """An article that is to be withdrawn, as the store knows it; `before` is its tombstone if it has one."""

    article_id: str
    title: str
    source: str
    url: str | None
    versions: int
    sha256: tuple[str, ...]
    before: Withdrawal | None


class Reasons(NamedTuple):
    """Why: for the operators, and what readers are told, empty for nothing."""

    own: str
    public: str


class Done(NamedTuple):
    """What came of it.

    `is_out`: the index holds it no more; `pins`: pages kept for the cleaner that were removed with it;
    `doubtful`: raw files that were set aside once and cannot be read to their end.
    """

    tombstone: Withdrawal
    is_out: bool = True
    pins: int = 0
    doubtful: tuple[Path, ...] = ()


def target_of(settings: Settings, name: str) -> Target:
    """The article of an id, or of an address.

    Raises:
        InputError: there is none.
    """
    with open_store(settings, write=False) as store:
        article_id = name if _ID.fullmatch(name) else store.find(name) or name
        held, before = store.withdrawals.held(article_id), store.withdrawals.of(article_id)
        if held is None and before is None:
            raise InputError(f"there is no article {name}", vietnamese=f"Không có bài {name} trong kho.")
        title = store.withdrawals.document_title(article_id)
    if held is None:
        assert before is not None
        return Target(article_id, "", "", before.url, 0, (), before)
    return Target(article_id, title, held.source, held.url, len(held.sha256), held.sha256, before)


def copies_of(settings: Settings, article_id: str) -> Sequence[Copy]:
    """The near-duplicates of an article that the index knows: other articles, which stay."""
    try:
        found = open_reader(settings).copies(article_id, _MOST_COPIES).articles
    except EngineError:
        return ()
    return [copy for copy in found if copy.id != article_id]


def take_out(settings: Settings, target: Target, reasons: Reasons, progress: Progress) -> Done:
    """Withdraw an article. Where another process is writing, that one takes it out of the index."""
    tombstone = _entomb(settings, target, reasons)
    try:
        with open_store(settings, write=True, create=False) as store:
            forget(settings, store, knowing_of(settings, store).made_from, progress)
    except StoreLocked:
        return Done(tombstone, is_out=_wait(settings, target.article_id))
    return Done(tombstone)


def _entomb(settings: Settings, target: Target, reasons: Reasons) -> Withdrawal:
    """The tombstone, beside whoever is writing: from now on pages, API and captures say that it is gone."""
    if target.before and not (reasons.own or reasons.public):
        return target.before
    with withdrawals_beside(settings) as withdrawals:
        own = reasons.own or (target.before.reason if target.before else "")
        return withdrawals.put(target.article_id, target.title, own, reasons.public)


def erase(settings: Settings, target: Target, reasons: Reasons, progress: Progress) -> Done:
    """Withdraw an article and remove its bytes.

    Raises:
        StoreLocked: another process is writing; the article is withdrawn all the same.
    """
    _entomb(settings, target, reasons)
    with open_store(settings, write=True, create=False) as store:
        pins = pinning.remove(settings.home / "pins", target.sha256)
        doubtful = store.erasing.erase(target.article_id)
        forget(settings, store, knowing_of(settings, store).made_from, progress)
        tombstone = store.withdrawals.of(target.article_id)
    assert tombstone is not None
    return Done(tombstone, pins=len(pins), doubtful=doubtful)


def undo(settings: Settings, article_id: str, progress: Progress) -> Withdrawal:
    """Take an article back into store and index; answers the tombstone that was removed."""
    with open_store(settings, write=True, create=False) as store:
        found = store.withdrawals.undo(article_id)
        forget(settings, store, knowing_of(settings, store).made_from, progress)
    return found


def finish_erasing(settings: Settings, store: Store, progress: Progress) -> bool:
    """Let the index forget what was erased, where that was cut off; whether there was anything to do."""
    if not store.erasing.is_in_index():
        return False
    forget(settings, store, knowing_of(settings, store).made_from, progress)
    return True


def _wait(settings: Settings, article_id: str) -> bool:
    """Whether the index holds an article no more, before patience ends."""
    until = time.monotonic() + PATIENCE
    reader = open_reader(settings)
    while True:
        try:
            if reader.get(article_id) is None:
                return True
        except EngineError:
            return True
        if time.monotonic() > until:
            return False
        time.sleep(0.5)
