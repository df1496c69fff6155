"""What of the machine a crawl needs: room on the disk, a process that crawls, an index that keeps up."""

from __future__ import annotations

import shutil
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from search import generations
from search.errors import EngineError
from search.model import VIETNAM
from tools.crawl_lock import is_crawling

if TYPE_CHECKING:
    from index.store import Store
    from search.settings import Settings

_NEVER = datetime(1970, 1, 2, tzinfo=VIETNAM)


class Machine(NamedTuple):
    """Bytes that are free on the disk of the raw files, and all of it; whether a crawl runs now.

    `crawls` is None where that cannot be told. `unindexed` is when the first article came that the index
    cannot hold, because it was built before; None where it holds all of them.
    """

    free: int
    total: int
    crawls: bool | None
    unindexed: datetime | None


def machine_of(settings: Settings, store: Store) -> Machine:
    """The state of the machine now. Raises `StoreError` if the database fails."""
    disk = shutil.disk_usage(settings.raw_dir if settings.raw_dir.is_dir() else settings.home)
    return Machine(disk.free, disk.total, is_crawling(settings), store.first_since(_built(settings)))


def _built(settings: Settings) -> datetime:
    """When the generation that serves was built, by its manifest; long ago where none does."""
    try:
        name = generations.current(settings.index_dir)
        return generations.manifest_of(settings.index_dir / name).built if name else _NEVER
    except EngineError:
        return _NEVER
