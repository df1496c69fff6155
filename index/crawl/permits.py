"""The robots.txt of every host that is crawled: asked for once, kept in the store, asked for anew in time."""

from __future__ import annotations

import threading
from collections import defaultdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from index.crawl.entering import host_of
from index.crawl.fetch.robots import HOLDS, Robots

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from index.crawl.fetch.fetching import Fetcher
    from index.portals.model import CrawlRules
    from index.store.frontier.visits import HostState, Leased


class Permits:
    """What hosts allow. Thread-safe; several threads that ask for one host make one request."""

    def __init__(
        self, fetcher: Fetcher, known: Mapping[str, HostState], delay: Callable[[str], float]
    ) -> None:
        """`delay` tells the seconds between two requests to a host."""
        self._fetcher = fetcher
        self._delay = delay
        self._robots = {host: robots for host, state in known.items() if (robots := _kept(state))}
        self._locks: defaultdict[str, threading.Lock] = defaultdict(threading.Lock)
        self._fresh: dict[str, Robots] = {}
        self._guard = threading.Lock()

    def of(self, leased: Leased, rules: CrawlRules) -> Robots:
        """The robots.txt of the host of an address, fetched if it is not known any more."""
        with self._guard:
            lock = self._locks[leased.host]
        with lock:
            robots = self._robots.get(leased.host)
            if robots is None or robots.until <= datetime.now(UTC):
                robots = self._fetcher.robots(leased.url, rules, delay=self._delay_at)
                with self._guard:
                    self._robots[leased.host] = self._fresh[leased.host] = robots
            return robots

    def known(self, host: str) -> Robots | None:
        """What is known of a host without asking it."""
        return self._robots.get(host)

    def _delay_at(self, url: str) -> float:
        return self._delay(host_of(url))

    def fresh(self) -> dict[str, Robots]:
        """What was fetched since the last call, by host."""
        with self._guard:
            found, self._fresh = self._fresh, {}
        return found


def with_robots(state: HostState, robots: Robots) -> HostState:
    """The state of a host with what its robots.txt says."""
    until = int(robots.until.timestamp())
    return state._replace(robots=robots.body, robots_status=robots.status, robots_until=until)


def asked_at(state: HostState) -> int | None:
    """When the robots.txt of a host was asked for, if it was answered; in seconds since 1970."""
    robots = _kept(state)
    return None if robots is None or robots.waits else int((robots.until - HOLDS).timestamp())


def _kept(state: HostState) -> Robots | None:
    if state.robots_until is None:
        return None
    until = datetime.fromtimestamp(state.robots_until, UTC)
    return Robots(state.robots_status or 0, state.robots or b"", until)
