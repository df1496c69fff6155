"""The processes that read pages, new ones where one was killed, and the few pages that wait for them."""

from __future__ import annotations

import logging
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from typing import TYPE_CHECKING

from index.crawl.answered import broken
from index.crawl.harvesting import Given, read_some
from index.processes import make_pool, submit

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Future

    from index.crawl.harvesting import Read
    from index.crawl.settling import Visited
    from search.settings import Settings

_log = logging.getLogger(__name__)

READ_AT_ONCE = 16
"""Pages that a process is given at a time."""

UNREAD = 64
"""Pages for each process that may wait to be read before no more are fetched: a kill repeats them."""

UNREAD_BYTES = 128_000_000
"""And their bytes in all."""


class Readers:
    """Their number is that of pages that wait or are being read.

    Used by one thread; `give` is called from others, with visits and what was read on their pages.
    """

    def __init__(self, settings: Settings, jobs: int, give: Callable[[list[Visited]], None]) -> None:
        self._make_pool = partial(make_pool, settings, jobs)
        self._most = UNREAD * jobs
        self._pool = self._make_pool()
        self._give = give
        self._reading = 0
        self._bytes = 0
        self._unread: list[tuple[Visited, Given]] = []

    @property
    def is_full(self) -> bool:
        """Whether reading does not keep up."""
        return len(self) >= self._most or self._bytes >= UNREAD_BYTES

    def __len__(self) -> int:
        return self._reading + len(self._unread)

    def put(self, visited: Visited) -> None:
        """Have the page of a visit read."""
        assert visited.page is not None
        self._bytes += len(visited.fetched.payload)
        self._unread.append((visited, Given(visited.page, visited.leased.kind, visited.leased.depth)))

    def begin(self, *, at_once: bool) -> None:
        """Give what waits to the processes; unless `at_once`, some more may come while they are busy."""
        while self._unread:
            if len(self._unread) < READ_AT_ONCE and self._reading and not at_once:
                return
            some, self._unread = self._unread[:READ_AT_ONCE], self._unread[READ_AT_ONCE:]
            self._reading += len(some)
            self._submit([given for _, given in some]).add_done_callback(partial(self._was_read, some))

    def took(self, visited: list[Visited]) -> None:
        """Note that visits were taken over which were given back."""
        self._reading -= len(visited)
        self._bytes -= sum(len(each.fetched.payload) for each in visited)

    def close(self) -> None:
        """Let go of the processes."""
        self._pool.shutdown(cancel_futures=True)

    def _submit(self, given: list[Given]) -> Future[list[Read]]:
        """Give pages to a process; to new ones, where one was killed: that ends all that were beside it."""
        try:
            return submit(self._pool, read_some, given)
        except BrokenProcessPool:
            self._pool.shutdown(wait=False)
            self._pool = self._make_pool()
            return submit(self._pool, read_some, given)

    def _was_read(self, some: list[tuple[Visited, Given]], done: Future[list[Read]]) -> None:
        self._give(_read_of(some, done))


def _read_of(given: list[tuple[Visited, Given]], done: Future[list[Read]]) -> list[Visited]:
    """Visits with what was read on their pages; without, where the process that read them was killed."""
    try:
        found = done.result()
    except BrokenProcessPool as error:
        _log.warning("a process that read pages was killed; %d pages are fetched again later", len(given))
        return [each._replace(page=None, fetched=broken(each.fetched, error)) for each, _ in given]
    except Exception as error:  # noqa: BLE001 - some pages must not end the crawl
        _log.exception("reading %d pages failed", len(given))
        return [each._replace(page=None, fetched=broken(each.fetched, error)) for each, _ in given]
    return [each._replace(read=read) for (each, _), read in zip(given, found, strict=True)]
