"""Only one crawl of a home folder at a time; others ask whether one runs."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

from search.errors import StoreLocked

if TYPE_CHECKING:
    from collections.abc import Iterator

    from search.settings import Settings

LOCK_NAME = "crawl.lock"


def is_crawling(settings: Settings) -> bool | None:
    """Whether a crawl of a home folder runs now; None where this user may not know."""
    path = settings.home / LOCK_NAME
    if not path.exists():
        return False
    lock = FileLock(path, timeout=0)
    try:
        lock.acquire()
    except Timeout:
        return True
    except OSError:
        return None
    lock.release()
    return False


@contextmanager
def only_one(settings: Settings, patience: float) -> Iterator[None]:
    """Let no other crawl of a home folder run meanwhile.

    Raises:
        StoreLocked: one runs, and goes on for so many seconds.
    """
    lock = FileLock(settings.home / LOCK_NAME, timeout=patience)
    try:
        lock.acquire()
    except Timeout as error:
        raise StoreLocked(
            f"another crawl runs on {settings.home}; try again when that has ended",
            vietnamese="Một lượt thu thập khác đang chạy.",
        ) from error
    try:
        yield
    finally:
        lock.release()
