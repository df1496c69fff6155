"""Requests of an exploration: few of them, as slow as a crawl, none that robots.txt forbids."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

from index.crawl.answered import WHOLE_HOST
from index.crawl.entering import host_of
from index.crawl.fetch.errands import ANYWHERE, USUAL, Limits, Redirects
from index.crawl.fetch.robots import MOST_BYTES, Robots
from index.crawl.fetch.targets import Unusable, read_target
from index.crawl.fetch.tls import RUNGS
from index.crawl.model import Fetched, Outcome, Request
from index.portals.model import Tls

if TYPE_CHECKING:
    from collections.abc import Callable

    from index.crawl.fetch.fetching import Fetcher
    from index.portals.model import CrawlRules

MOST_REQUESTS = 30
"""Requests of one exploration, redirects and robots.txt counted."""

MOST_SECONDS = 600.0
"""Seconds of pauses that an exploration may take: a long Crawl-delay means fewer requests."""

FEWEST_REQUESTS = 8

MOST_FAILURES = 3
"""Failures of the whole host in a row after which it is left alone."""

ENOUGH, PATIENCE = "enough", "patience"
"""Why an address was not asked for: there were enough requests; the host asks to be left alone."""

_WAITS = "robots-wait"


class _Permit(NamedTuple):
    """The robots.txt of a host, and what came of asking for it."""

    robots: Robots
    fetched: Fetched


class Visitor:
    """Fetches within a budget. `delay` is in seconds; `show` is told each address that is asked for.

    `denied` are the addresses that robots.txt kept us from, in order; `stopped` is why no more are asked for,
    `waits` the seconds for which the host asked for patience.
    """

    def __init__(
        self,
        fetcher: Fetcher,
        rules: CrawlRules,
        delay: float,
        *,
        most: int = MOST_REQUESTS,
        show: Callable[[str], None] = lambda _: None,
    ) -> None:
        self.rules = rules
        self.requests = 0
        self.denied: list[str] = []
        self.stopped = ""
        self.waits: float | None = None
        self._fetcher = fetcher
        self._delay = delay
        self._most = most
        self._show = show
        self._permits: dict[str, _Permit] = {}
        self._failures = 0

    def enter(self, url: str) -> tuple[Fetched, str]:
        """Fetch the first page, from the best rung of TLS down, and say what the rung above failed with.

        Redirects are followed to other hosts too, unless these forbid it.
        """
        why = ""
        for rung in RUNGS:
            self.rules = replace(self.rules, tls=rung)
            fetched = self._explained(self.get(url))
            if not fetched.reason.startswith("tls-") or rung is RUNGS[-1]:
                break
            why = fetched.reason
            self._permits = {
                host: each for host, each in self._permits.items() if not _is_of_tls(each.fetched)
            }
            self.stopped, self._failures = "", 0
        if fetched.tls in ("", Tls.VERIFIED):
            self.rules = replace(self.rules, tls=Tls.LEGACY)
        return fetched, why

    def get(self, url: str) -> Fetched:
        """Fetch an address; one that may not be asked for has the reason, as `robots` or `enough`."""
        if self.stopped or self.requests >= self._affordable():
            return _not_asked(url, self.stopped or ENOUGH)
        if refused := self._refusal(url):
            return _not_asked(url, refused)
        self._show(url)
        redirects = Redirects(self._refusal, delay=self._pause)
        fetched = self._fetcher.fetch(Request(url), self.rules, delay=self._pause(url), redirects=redirects)
        self._note(fetched)
        return fetched

    def robots(self, url: str) -> Robots:
        """The robots.txt of the host of an address, asked for once."""
        return self._permit(url).robots

    def _permit(self, url: str) -> _Permit:
        host = host_of(url)
        if host not in self._permits:
            self._permits[host] = self._ask_permit(url)
        return self._permits[host]

    def _ask_permit(self, url: str) -> _Permit:
        target = read_target(url)
        if isinstance(target, Unusable):  # it is told of when the address itself is asked for
            return _Permit(Robots(404, b"", datetime.now(UTC)), _not_asked(url, target.reason))
        request = Request(target._replace(path="/robots.txt").url)
        limits = Limits(USUAL.seconds, MOST_BYTES, MOST_BYTES, cut=True)
        self._show(request.url)
        fetched = self._fetcher.fetch(
            request, self.rules, delay=self._delay, redirects=ANYWHERE, limits=limits
        )
        self._count(fetched)
        return _Permit(Robots.of(fetched), fetched)

    def _pause(self, url: str) -> float:
        """Seconds between two requests to the host of an address."""
        return max(self._delay, self.robots(url).delay() or 0.0)

    def _affordable(self) -> int:
        """Requests that may be made, fewer where the pauses are long."""
        longest = max([self._delay, *((each.robots.delay() or 0.0) for each in self._permits.values())])
        return min(self._most, max(FEWEST_REQUESTS, int(MOST_SECONDS / longest))) if longest else self._most

    def _refusal(self, url: str) -> str:
        """Why robots.txt keeps us from an address; asked before each redirect too."""
        refused = self.robots(url).refusal(url)
        if refused and url not in self.denied:
            self.denied.append(url)
        return refused

    def _explained(self, fetched: Fetched) -> Fetched:
        """Where robots.txt could not be had, what that failed with says more than that it could not."""
        if fetched.reason != _WAITS:
            return fetched
        asked = self._permit(fetched.url).fetched
        if not asked.status:
            self.denied.remove(fetched.url)
            return replace(fetched, reason=asked.reason, detail=asked.detail)
        return replace(fetched, detail=f"HTTP {asked.status}")

    def _count(self, fetched: Fetched) -> None:
        self.requests += 1 + len(fetched.redirects)

    def _note(self, fetched: Fetched) -> None:
        """Count, and leave the host alone once it asks for that, or does not answer again and again."""
        self._count(fetched)
        if fetched.outcome is Outcome.WAIT:
            self.stopped, self.waits = PATIENCE, fetched.wait
        is_down = fetched.reason in WHOLE_HOST or fetched.reason in {"no-connection", "connect-timeout"}
        self._failures = self._failures + 1 if is_down else 0
        if self._failures >= MOST_FAILURES:
            self.stopped = fetched.reason


def _is_of_tls(fetched: Fetched) -> bool:
    return fetched.reason.startswith("tls-")


def _not_asked(url: str, reason: str) -> Fetched:
    return Fetched(Outcome.REFUSED, url, datetime.now(UTC), reason)
