"""One visit in a thread of its own: what robots.txt says, the request, and what its redirects may lead to."""

from __future__ import annotations

import logging
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from index.crawl.entering import host_of
from index.crawl.fetch.errands import Redirects
from index.crawl.fetch.troubles import STOPPED
from index.crawl.model import Fetched, Outcome, Request

if TYPE_CHECKING:
    import threading
    from collections.abc import Callable

    from index.crawl.entering import Entering
    from index.crawl.fetch.fetching import Fetcher
    from index.crawl.permits import Permits
    from index.store.frontier.visits import Leased

_log = logging.getLogger(__name__)

AGAIN = "again"
"""The reason of a visit that read robots.txt, after which its server is to be left alone for a moment."""


class Visitor:
    """Visits addresses. Thread-safe; `delay` tells the seconds between two requests to a host."""

    def __init__(
        self,
        fetcher: Fetcher,
        permits: Permits,
        entering: Entering,
        delay: Callable[[str], float],
        stop: threading.Event,
    ) -> None:
        self._fetcher = fetcher
        self._permits = permits
        self._entering = entering
        self._delay = delay
        self._stop = stop

    def visit(self, leased: Leased) -> Fetched:
        """What came of asking for an address; never raises."""
        try:
            return self._fetch(leased)
        except Exception as error:  # noqa: BLE001 - one address must not end the crawl
            _log.exception("%s: fetching failed", leased.url)
            return _nothing(leased, Outcome.FAILED, "crawler-failed", str(error))

    def _fetch(self, leased: Leased) -> Fetched:
        rules, delay = self._entering.rules(leased.portal), self._delay(leased.host)
        before = self._permits.known(leased.host)
        robots = self._permits.of(leased, rules)
        delay = max(delay, robots.delay() or 0.0)
        if robots.waits and self._stop.is_set():  # nobody was asked
            return _nothing(leased, Outcome.FAILED, STOPPED)
        if refused := robots.refusal(leased.url):
            waits = (robots.until - datetime.now(UTC)).total_seconds() if robots.waits else None
            outcome = Outcome.WAIT if robots.waits else Outcome.REFUSED
            return _nothing(leased, outcome, refused, wait=waits)
        if robots is not before and delay:
            return _nothing(leased, Outcome.FAILED, AGAIN)
        request = Request(leased.url, leased.etag or "", leased.last_modified or "")
        return self._fetcher.fetch(request, rules, delay=delay, redirects=self._redirects(leased))

    def _redirects(self, leased: Leased) -> Redirects:
        """How redirects of an address are followed: those to the same page, by its portal's rules."""
        portal, entering = leased.portal, self._entering
        known = entering.canonical(portal, leased.url)
        return Redirects(
            refusal=lambda url: self._refusal(leased, url),
            is_another=lambda url: entering.canonical(portal, url) != known,
            delay=lambda url: self._delay(host_of(url)),
        )

    def _refusal(self, leased: Leased, url: str) -> str:
        """Why a redirect is not followed."""
        if reason := self._entering.refusal(leased.portal, url):
            return reason
        host = host_of(self._entering.canonical(leased.portal, url))
        robots = self._permits.known(host)
        if robots is None:  # of another host of the portal, which was not asked for anything yet
            there = leased._replace(host=host, url=url)
            robots = self._permits.of(there, self._entering.rules(leased.portal))
        return robots.refusal(url)


def _nothing(
    leased: Leased, outcome: Outcome, reason: str, detail: str = "", wait: float | None = None
) -> Fetched:
    """What came of an address that was not asked for."""
    return Fetched(outcome, leased.url, datetime.now(UTC), reason, detail, wait=wait)
