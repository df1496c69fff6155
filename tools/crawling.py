"""A crawl of the portals that are enabled, and the index brought up to what it found."""

from __future__ import annotations

import logging
import signal
import time
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, NamedTuple

from index.crawl.crawler import Crawler
from index.store import open_store
from search.errors import InputError, StoreLocked
from tools.building import make_ready, publish
from tools.crawl_lock import only_one
from tools.withdrawing import finish_erasing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import FrameType

    from index.crawl.progress import Progress
    from index.portals import Portals
    from index.store import Store
    from search.settings import Settings

    Show = Callable[[Progress], None]

_log = logging.getLogger(__name__)

ROUND = 10.0
"""Seconds after which others may write to the store, while a crawl goes on."""

BUILD_EVERY = 15.0
"""Seconds between two builds of a crawl that follows: a new article is found within a minute."""

PAUSE = 2.0
"""Seconds until a crawl that follows looks again where nothing is due."""

_PATIENCE = 60.0
"""Seconds for which a crawl waits for another writer."""

_LAST_PATIENCE = 5.0
"""The same once it was told to end: what is under way is kept if the writer ends soon."""

_GLANCE = 1.0
"""Seconds that it waits for whoever looks at whether a crawl runs, and between looks at whether to end."""


class Plan(NamedTuple):
    """How long a crawl goes on, until nothing is due, or so many pages or seconds, or for ever; of what.

    It waits `wait` seconds in all for hosts that are left alone while something is due there.
    `only` are keys of portals, none for all that are enabled.
    """

    follow: bool = False
    pages: int | None = None
    seconds: float | None = None
    wait: float = 0.0
    build: bool = True
    only: tuple[str, ...] = ()


def crawl(settings: Settings, portals: Portals, plan: Plan, jobs: int, show: Show) -> Progress:
    """Crawl, and build the index after it; while it follows, every now and then.

    Ends after Ctrl-C or a SIGTERM once what is under way is kept.

    Raises:
        InputError: no portal is enabled.
        SettingsError: there is no contact.
        StoreLocked: another crawl runs, or another program writes for too long.
    """
    chosen = [portal for portal in portals.all if not plan.only or portal.key in plan.only]
    if not any(portal.crawl.enabled for portal in chosen):
        raise InputError(
            "no portal is enabled: set `enabled = true` in the [crawl] table of its file (docs/crawling.md)",
            vietnamese="Chưa có cổng tin nào được bật: đặt enabled = true trong tệp của cổng tin.",
        )
    with only_one(settings, _GLANCE):
        crawler = Crawler(settings, portals, jobs=jobs, show=show, only=plan.only)
        with _stopped_by_signals(crawler):
            _run(settings, crawler, plan)
    return crawler.progress


def _run(settings: Settings, crawler: Crawler, plan: Plan) -> None:
    """Rounds, with the store closed in between, until there is no more to do."""
    builds, patience = _Builds(settings, crawler), _Patience(settings, crawler, plan)
    try:
        with _opened(settings, crawler) as store:
            crawler.begin(store)
        while not crawler.is_stopped and not _is_over(crawler.progress, plan):
            try:
                more = _round(settings, crawler, plan, builds)
            except StoreLocked as error:
                if not plan.follow and not crawler.is_stopped:
                    raise
                # a long build or copy of another must not end a crawl overnight
                _log.warning("%s", error, extra={"vietnamese": error.vietnamese})
                continue
            if not more and not plan.follow and not patience.waits():
                break
            crawler.pause(0.05 if more else PAUSE)
        with _opened(settings, crawler) as store:
            crawler.end(store)
    finally:
        crawler.close()
    if plan.build:
        builds.build()


def _round(settings: Settings, crawler: Crawler, plan: Plan, builds: _Builds) -> bool:
    """Work for a while, and build what came of it; returns whether there may be more to do now."""
    with _opened(settings, crawler) as store:
        more = crawler.round(store, ROUND, plan.pages)
    if plan.follow:
        builds.now_and_then()
    return more


@contextmanager
def _opened(settings: Settings, crawler: Crawler) -> Iterator[Store]:
    """The store, once another writer has ended; a crawl that is to end waits for none that goes on.

    Raises:
        StoreLocked: it did not end in time.
    """
    with ExitStack() as stack:
        yield _patiently(stack, settings, crawler)


def _patiently(stack: ExitStack, settings: Settings, crawler: Crawler) -> Store:
    begun = time.monotonic()
    while True:
        try:
            return stack.enter_context(open_store(settings, write=True, create=False, wait=_GLANCE))
        except StoreLocked:
            if time.monotonic() - begun >= (_LAST_PATIENCE if crawler.is_stopped else _PATIENCE):
                raise


class _Patience:
    """Waits for hosts that are left alone, for so many seconds in all."""

    def __init__(self, settings: Settings, crawler: Crawler, plan: Plan) -> None:
        self._settings = settings
        self._crawler = crawler
        self._left = min(plan.wait, plan.seconds or plan.wait)

    def waits(self) -> bool:
        """Wait until the first of them may be asked; False where that is too long, or there is none."""
        if not self._left:
            return False
        with _opened(self._settings, self._crawler) as store:
            seconds = self._crawler.rest(store)
        if seconds is None or seconds > self._left:
            return False
        self._left -= seconds
        self._crawler.pause(seconds)
        return True


def _is_over(progress: Progress, plan: Plan) -> bool:
    enough = plan.pages is not None and progress.pages >= plan.pages
    late = plan.seconds is not None and time.monotonic() - progress.begun >= plan.seconds
    return enough or late


class _Builds:
    """Brings the index up to the store, when something came and not too often."""

    def __init__(self, settings: Settings, crawler: Crawler) -> None:
        self._settings = settings
        self._crawler = crawler
        self._progress = crawler.progress
        self._built = (0, 0)
        self._at = float("-inf")

    def now_and_then(self) -> None:
        """Build if something came since the last time, which is a while ago."""
        came = (self._progress.added, self._progress.changed)
        if came != self._built and time.monotonic() - self._at >= BUILD_EVERY:
            self.build()

    def build(self) -> None:
        """Build on the index that there is."""
        self._built = (self._progress.added, self._progress.changed)
        with _opened(self._settings, self._crawler) as store:
            ready = make_ready(self._settings, store)
            if ready.documents:
                publish(self._settings, store, ready)
            else:  # an empty index would replace one that serves
                finish_erasing(self._settings, store, lambda _: None)
        self._at = time.monotonic()


@contextmanager
def _stopped_by_signals(crawler: Crawler) -> Iterator[None]:
    """The first Ctrl-C or SIGTERM ends the crawl in order, the second at once."""

    def stop(number: int, _: FrameType | None) -> None:
        if crawler.is_stopped:
            raise KeyboardInterrupt
        del number
        crawler.stop()

    before = {each: signal.signal(each, stop) for each in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)
