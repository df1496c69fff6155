"""The crawler: leases addresses, fetches them in threads, has processes read them, and keeps what came of it.

Everything that changes the store happens in the thread that calls `round`. Between two rounds the store may
be closed, so that others can write: what is under way waits in memory.
"""

from __future__ import annotations

import queue
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

from index.crawl.answered import page_of, state_after
from index.crawl.entering import Entering
from index.crawl.fetch.fetching import Fetcher
from index.crawl.fetch.gate import FORGOTTEN, Gate
from index.crawl.fetch.troubles import STOPPED
from index.crawl.keeping import Keeper
from index.crawl.model import Fetched, Outcome
from index.crawl.permits import Permits, asked_at, with_robots
from index.crawl.progress import Progress
from index.crawl.readers import Readers
from index.crawl.renaming import follow_identities
from index.crawl.servers import Servers
from index.crawl.settling import Visited
from index.crawl.visitor import AGAIN, Visitor
from index.knowing import knowing_of
from index.pages import article_id
from index.store.frontier.visits import HostState, Record

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

    from index.crawl.fetch.robots import Robots
    from index.portals import Portals
    from index.portals.model import CrawlRules
    from index.store import Store
    from index.store.frontier.visits import Leased, Resting
    from search.settings import Settings

KEPT_AT_ONCE = 64
"""Visits of one commit: what a crash makes it do again, beside what is being fetched."""

SOON = 0.5
"""Seconds that a visit which is over may wait for others before it is kept."""

GLANCE = 0.05
"""Seconds between two looks at what is due."""

LOOKUPS = 16
"""Names that are looked up at the same time."""

LEASE_EVERY = 0.25
COUNT_EVERY = 5.0


class _Over(NamedTuple):
    """A request that is over."""

    leased: Leased
    fetched: Fetched


class _Place(NamedTuple):
    """The address of a host; empty for none."""

    host: str
    address: str


class Crawler:
    """A crawl of all portals that are enabled; call `begin`, then `round` as often as wanted, then `end`."""

    def __init__(
        self,
        settings: Settings,
        portals: Portals,
        *,
        jobs: int,
        show: Callable[[Progress], None] = lambda _: None,
        fetcher: Fetcher | None = None,
        only: Collection[str] = (),
    ) -> None:
        """With `only`, no other portals are crawled than those of these keys."""
        self.progress = Progress()
        self._settings = settings
        self._show = show
        self._stop = threading.Event()
        self._fetcher = fetcher or Fetcher.of(settings, Gate(self._stop))
        self._servers = Servers(settings.number("crawl_delay_ms") / 1000)
        self._entering = Entering(portals, only=only)
        self._threads = ThreadPoolExecutor(settings.number("crawl_threads"), "fetch")
        self._most = settings.number("crawl_threads")
        self._lookups = ThreadPoolExecutor(LOOKUPS, "look-up")
        self._sought: set[str] = set()
        self._over: queue.SimpleQueue[_Over | _Place | list[Visited]] = queue.SimpleQueue()
        self._readers = Readers(settings, jobs, self._over.put)
        self._running = 0
        self._begun = 0
        self._unkept: list[Visited] = []
        self._returned: list[int] = []
        self._since = 0.0
        self._leased_at = 0.0
        self._counted_at = 0.0
        self._waiting = 0
        self._states: dict[str, HostState] = {}
        self._keys: frozenset[str] | None = None

    # ---------------------------------------------------------------- from outside

    def begin(self, store: Store) -> None:
        """Take up what a crawl left that died, or whose clock was wrong, and name where portals begin."""
        now = _now()
        store.frontier.release(now)
        store.frontier.bring_back(now)
        self._adopt(store)
        follow_identities(store.frontier, self._entering.crawled())
        self._states = store.frontier.hosts()
        self._entering.load(store.frontier.patterns())
        store.frontier.put(self._entering.starts(now))
        self._permits = Permits(self._fetcher, self._states, self._delay)
        self._visitor = Visitor(self._fetcher, self._permits, self._entering, self._delay, self._stop)
        often = self._settings.number("crawl_often_s")
        self._keeper = Keeper(knowing_of(self._settings, store), self._entering, self.progress, often)
        self._asked = self._asked_before(store, now)
        for host, state in self._states.items():
            self._fetcher.preset(host, state.tls or "")
            self._remind(host, "")

    def _asked_before(self, store: Store, now: int) -> dict[str, int]:
        """When the crawl before asked each host last, as far as that can matter still."""
        found = store.frontier.asked_since(now - int(FORGOTTEN))
        robots = {host: asked_at(state) or 0 for host, state in self._states.items()}
        return {host: max(at, found.get(host, 0)) for host, at in robots.items()}

    def _remind(self, host: str, address: str) -> None:
        """Have the pause of a host, and of its address once that is known, go on after the crawl before."""
        if at := self._asked.get(host):
            ago = max(0.0, _now() - at - 1)  # times are kept in whole seconds
            self._fetcher.was_asked(host, address, ago)
            self._servers.was_asked(host, time.monotonic() - ago)

    def _adopt(self, store: Store) -> None:
        """Follow what changed in portal files: what was kept for a portal without a file is another's now."""
        entering, frontier = self._entering, store.frontier
        owners = frontier.owners()
        lost = [each for each in owners if not entering.is_known(each[1]) and entering.first_on(each[0])]
        if sum(frontier.adopt(host, key, entering.owner) for host, key in lost):
            owners = frontier.owners()
        states = (each for each in frontier.hosts().values() if not entering.is_known(each.portal))
        if hosts := [each._replace(portal=key) for each in states if (key := entering.first_on(each.host))]:
            frontier.record(Record(hosts=hosts))
        keys = frozenset(portal.key for portal in entering.crawled())
        is_shared = any(key not in keys and entering.on(host) for host, key in owners)
        self._keys = keys if is_shared else None

    @property
    def is_stopped(self) -> bool:
        """Whether no more requests are begun."""
        return self._stop.is_set()

    def pause(self, seconds: float) -> None:
        """Wait, but not once all is to stop."""
        self._stop.wait(seconds)

    def round(self, store: Store, seconds: float, pages: int | None = None) -> bool:
        """Work for so long, or up to so many pages in all; returns whether there may be more to do now.

        No more than `pages` visits are begun, those of the rounds before counted.
        """
        end = time.monotonic() + seconds
        while time.monotonic() < end and not self._stop.is_set():
            if pages is not None and self.progress.pages >= pages:
                break
            self._lease(store)
            self._send(pages)
            self._gather(store)
            self._show(self.progress)
            if self._is_idle(store):
                return False
        self._keep(store)
        return True

    def stop(self) -> None:
        """Begin no more requests; may be called from anywhere, a signal handler too."""
        self._stop.set()

    def end(self, store: Store) -> None:
        """Keep all that is under way, and give the rest back."""
        self._stop.set()
        while self._running or len(self._readers):
            self._readers.begin(at_once=True)
            self._take(store, self._over.get())
        self._keep(store)
        waiting = self._servers.drop_all()
        store.frontier.give_back([*self._returned, *(each.id for each in waiting)], _now())
        self.progress.resting = self._resting(store)

    def rest(self, store: Store) -> float | None:
        """Seconds until a host that is left alone may be asked for what is due there; None for no host."""
        if self._is_due(store):  # it may be asked since a moment ago
            return 0.0
        until = min((each.until for each in self._resting(store)), default=None)
        return None if until is None else max(until - time.time(), 0.0)

    def _resting(self, store: Store) -> tuple[Resting, ...]:
        found = store.frontier.resting(_now(), self._keys)
        return tuple(each for each in found if self._is_wanted(each.host))

    def close(self) -> None:
        """Let go of threads, processes and connections."""
        self._stop.set()
        self._lookups.shutdown(wait=True, cancel_futures=True)
        self._threads.shutdown(wait=True, cancel_futures=True)
        self._readers.close()
        self._fetcher.close()

    # ---------------------------------------------------------------- what is next

    def _lease(self, store: Store) -> None:
        """Have addresses of every host that is due wait for their turn."""
        now = time.monotonic()
        if now - self._leased_at < LEASE_EVERY:
            return
        self._leased_at = now
        wanted = self._servers.wants(
            host
            for host in store.frontier.due_hosts(_now(), self._keys)
            if self._is_wanted(host) and self._is_placed(host)
        )
        if wanted:
            self._states = store.frontier.hosts() if wanted.keys() - self._states.keys() else self._states
            for host in wanted:
                self._servers.slow_down(host, self._delay(host))
            self._servers.put(self._permitted(store.frontier.lease(wanted, _now(), self._keys)))
        if now - self._counted_at > COUNT_EVERY:
            self._counted_at = now
            self._waiting = store.frontier.due(_now())

    def _is_wanted(self, host: str) -> bool:
        return bool(self._entering.on(host))

    def _is_placed(self, host: str) -> bool:
        """Whether it is known which hosts it takes turns with; else many would have threads wait in vain."""
        if not self._servers.is_placed(host) and host not in self._sought:
            self._sought.add(host)
            self._lookups.submit(self._look_up, host, self._entering.rules(self._entering.first_on(host)))
        return self._servers.is_placed(host)

    def _permitted(self, leased: Iterable[Leased]) -> Iterator[Leased]:
        """What the portal's file still allows; it may rule out today what it did not when that was named."""
        for each in leased:
            if reason := self._entering.refusal(each.portal, each.url):
                self._finish([Visited(each, Fetched(Outcome.REFUSED, each.url, _utc(), reason))])
            else:
                yield each

    def _delay(self, host: str) -> float:
        """Seconds between requests, by the portal's file or the settings, or as robots.txt asks."""
        robots = self._permits.known(host)
        asked = (robots.delay() or 0.0) if robots else 0.0
        usual = self._settings.number("crawl_delay_ms")
        own = [portal.crawl.delay_ms for portal in self._entering.on(host)] or [usual]
        return max(asked, *((usual if each is None else each) / 1000 for each in own))

    def _send(self, pages: int | None) -> None:
        """Begin as many visits as may be."""
        while (
            (pages is None or self._begun < pages)
            and self._has_room()
            and (leased := self._servers.take(time.monotonic()))
        ):
            self._running += 1
            self._begun += 1
            self._threads.submit(self._visit, leased)
        progress = self.progress
        progress.running, progress.hosts = self._running, self._servers.hosts()
        progress.waiting = self._waiting + len(self._servers)

    def _has_room(self) -> bool:
        """Whether one more may be fetched: a thread is free, and reading keeps up."""
        return self._running < self._most and not self._readers.is_full

    # ---------------------------------------------------------------- in a thread

    def _look_up(self, host: str, rules: CrawlRules) -> None:
        address = ""
        try:
            address = self._fetcher.place(host, rules)
        finally:
            self._over.put(_Place(host, address))

    def _visit(self, leased: Leased) -> None:
        self._over.put(_Over(leased, self._visitor.visit(leased)))

    # ---------------------------------------------------------------- what is over

    def _gather(self, store: Store) -> None:
        """Take what is over, have it read, and keep what is ready."""
        try:
            self._take(store, self._over.get(timeout=GLANCE))
            while True:
                self._take(store, self._over.get_nowait())
        except queue.Empty:
            pass
        self._readers.begin(at_once=self._stop.is_set())
        old = self._unkept and time.monotonic() - self._since > SOON
        if len(self._unkept) >= KEPT_AT_ONCE or old:
            self._keep(store)

    def _take(self, store: Store, over: _Over | _Place | list[Visited]) -> None:
        if isinstance(over, _Place):
            self._servers.place(*over)
            self._remind(*over)
            self._leased_at = 0.0
            return
        if isinstance(over, list):
            self._readers.took(over)
            self._finish(over)
            return
        leased, fetched = over
        self._running -= 1
        if fetched.reason == AGAIN:
            self._servers.slow_down(leased.host, self._delay(leased.host))
            self._servers.put_first(leased)
        self._servers.done(leased, fetched.address, time.monotonic())
        if fetched.reason in {AGAIN, STOPPED}:
            self._begun -= 1
        if fetched.reason == AGAIN:
            return
        if fetched.reason == STOPPED:
            self._returned.append(leased.id)
            return
        page = page_of(leased, fetched, self._entering)
        if page and leased.article_id and article_id(page.identity) != leased.article_id:
            identity = store.identity(leased.article_id)  # by which rules it was found first
            page = replace(page, identity=identity or page.identity)
        visited = Visited(leased, fetched, page)
        if page is None:
            self._finish([visited])
        else:
            self._readers.put(visited)

    def _finish(self, visited: list[Visited]) -> None:
        if not self._unkept:
            self._since = time.monotonic()
        self._unkept += visited

    def _keep(self, store: Store) -> None:
        visited, self._unkept = self._unkept, []
        fresh = self._permits.fresh()
        if not visited and not fresh:
            return
        now = _now()
        hosts = self._hosts_after(visited, fresh)
        sitemaps = [
            entry
            for host, robots in fresh.items()
            for portal in self._entering.on(host)
            for entry in self._entering.sitemaps(portal.key, robots.sitemaps(), now)
        ]
        self._keeper.keep(store, visited, list(hosts.values()), sitemaps, now)
        for host, state in hosts.items():
            until = state.waits_until or 0
            if until > now and (waiting := self._servers.drop(host)):
                store.frontier.give_back([each.id for each in waiting], until)

    def _hosts_after(self, visited: list[Visited], fresh: Mapping[str, Robots]) -> dict[str, HostState]:
        """The states of hosts that changed: robots.txt, TLS, patience asked for, success."""
        after = {host: with_robots(self._state(host), robots) for host, robots in fresh.items()}
        for each in visited:
            host = each.leased.host
            after[host] = state_after(after.get(host) or self._state(host), each.fetched)
        self._states |= after
        return after

    def _state(self, host: str) -> HostState:
        return self._states.get(host) or HostState(host, self._entering.first_on(host))

    def _is_idle(self, store: Store) -> bool:
        """Whether nothing is under way and nothing is due; what was just kept may have named more."""
        if self._running or len(self._readers) or self._unkept or len(self._servers):
            return False
        self._leased_at = 0.0
        return not self._is_due(store)

    def _is_due(self, store: Store) -> bool:
        return any(map(self._is_wanted, store.frontier.due_hosts(_now(), self._keys)))


def _now() -> int:
    return int(time.time())


def _utc() -> datetime:
    return datetime.now(UTC)
