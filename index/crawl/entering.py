"""The portals that are crawled, and their addresses as the frontier takes them."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from index.clean.pagetypes import is_home
from index.crawl.beginnings import beginnings
from index.crawl.find.identity import url_id, written_as
from index.crawl.find.scope import OUTSIDE, scope_of
from index.crawl.find.traps import PatternRow, Traps
from index.crawl.model import Found, Kind, Rank
from index.portals.model import CrawlRules
from index.store.frontier.visits import Entry, Pattern
from index.store.telling import write_witnesses
from search.model import VIETNAM, Witness

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence
    from datetime import date

    from index.crawl.settling import Visited
    from index.portals import Portal, Portals

_NO_RULES = CrawlRules()


class Entering:
    """Which addresses are crawled, for which portal, and as what."""

    def __init__(self, portals: Portals, today: date | None = None, only: Collection[str] = ()) -> None:
        """With `only`, no other portals are crawled than those of these keys."""
        self._portals = portals
        self._only = frozenset(only)
        self._today = today
        self._scopes = {portal.key: scope_of(portal) for portal in portals.all}
        self._by_key = {portal.key: portal for portal in portals.all}
        self._by_host: dict[str, list[Portal]] = {}
        for portal in portals.all:
            for host in dict.fromkeys(host for host, _ in portal.hosts):
                self._by_host.setdefault(host, []).append(portal)
        self._traps: dict[str, Traps] = {}
        self._touched: set[str] = set()

    def is_crawled(self, portal: Portal) -> bool:
        """Whether a portal is enabled and its time is now."""
        rules, today = portal.crawl, self._today or datetime.now(VIETNAM).date()
        is_early = rules.since is not None and today < rules.since
        is_late = rules.until is not None and today > rules.until
        is_chosen = not self._only or portal.key in self._only
        return is_chosen and rules.enabled and not is_early and not is_late

    def on(self, host: str) -> list[Portal]:
        """The portals on a host that are crawled now."""
        return [portal for portal in self._by_host.get(host, ()) if self.is_crawled(portal)]

    def is_known(self, key: str) -> bool:
        """Whether there is a file of a portal."""
        return key in self._by_key

    def owner(self, url: str) -> str | None:
        """The key of the portal of an address."""
        portal = self._portals.portal_for(url, "")
        return portal.key if portal else None

    def first_on(self, host: str) -> str:
        """The key of a portal on a host, one that is crawled if there is one; empty for no portal's."""
        portals = self.on(host) or self._by_host.get(host, [])
        return portals[0].key if portals else ""

    def name(self, key: str) -> str:
        """The name of a portal: the source of its articles."""
        return self._by_key[key].name if key in self._by_key else key

    def crawled(self) -> list[Portal]:
        """The portals that are crawled now."""
        return [portal for portal in self._portals.all if self.is_crawled(portal)]

    def rules(self, portal: str) -> CrawlRules:
        """The rules of a portal, by its key."""
        return self._by_key[portal].crawl if portal in self._by_key else _NO_RULES

    def load(self, patterns: Iterable[Pattern]) -> None:
        """Remember how many addresses of each pattern were taken before."""
        rows: dict[str, list[PatternRow]] = {}
        for each in patterns:
            rows.setdefault(each.portal, []).append(PatternRow(*each[1:]))
        self._traps = {portal: Traps(found) for portal, found in rows.items()}

    def patterns(self) -> list[Pattern]:
        """The patterns that were counted since the last call."""
        touched, self._touched = self._touched, set()
        return [Pattern(portal, *row) for portal in sorted(touched) for row in self._traps[portal].changed()]

    def starts(self, now: int) -> Iterator[Entry]:
        """Where the crawl of each portal begins; not what its file rules out (`beginnings.ruled_out`)."""
        for portal in self.crawled():
            for _, url, kind in beginnings(portal):
                yield from self._spelled(portal.key, Found(url, kind, 0, Rank.SOURCE), now, None)

    def sitemaps(self, portal: str, urls: Iterable[str], now: int) -> Iterator[Entry]:
        """The sitemaps that a robots.txt names."""
        for url in urls:
            yield from self._spelled(portal, Found(url, Kind.SITEMAP, 0, Rank.SOURCE), now, None)

    def named(self, visited: Visited, now: int) -> Iterator[Entry]:
        """The addresses of its portal that a visit led to."""
        leased = visited.leased
        for found in visited.read.found if visited.read else ():  # these are spelled, and of the portal
            yield _entry(leased.portal, found, now, leased.id)
        if visited.has_moved:
            # A step further each time: else a chain of redirects would have no end.
            moved = Found(visited.fetched.url, leased.kind, leased.depth + 1, leased.rank)
            yield from self._spelled(leased.portal, moved, now, leased.id)

    def is_taken(self, entry: Entry) -> bool:
        """Whether an address that is not known yet is taken, or is one of too many of its pattern."""
        self._touched.add(entry.portal)
        return not self._traps_of(entry.portal).take(entry.url, entry.kind, entry.depth)

    def was_visited(self, portal: str, url: str, articles: int) -> None:
        """Note how many new articles the first visit to an address gave or named."""
        self._touched.add(portal)
        self._traps_of(portal).visited(url, articles)

    def refusal(self, portal: str, url: str) -> str:
        """Why an address is not one of a portal; empty if it is."""
        scope = self._scopes.get(portal)
        address = scope.canonical(url) if scope else None
        return scope.refusal(address) if scope and address else OUTSIDE

    def canonical(self, portal: str, url: str) -> str:
        """The address under which a page of a portal is known."""
        scope = self._scopes.get(portal)
        return (scope.canonical(url) if scope else None) or url

    def is_front(self, key: str, url: str) -> bool:
        """Whether an address is the home page of a portal, or a page at which its file says news appears.

        Without letter case, as many servers look at paths.
        """
        portal, address = self._by_key.get(key), self.canonical(key, url)
        if portal is None:
            return is_home(address)
        named = (*portal.crawl.start, *(each.url for each in portal.lists))
        if address.lower() in {self.canonical(key, each).lower() for each in named}:
            return True
        return any(map(is_home, self._scopes[key].within(address)))

    def _traps_of(self, portal: str) -> Traps:
        return self._traps.setdefault(portal, Traps())

    def _spelled(self, portal: str, found: Found, now: int, found_on: int | None) -> Iterator[Entry]:
        """The row of an address as it is known; none for one outside."""
        scope = self._scopes.get(portal)
        url = scope.canonical(found.url) if scope else None
        if scope and url is not None and not scope.refusal(url):
            written = written_as(found.url, url)
            yield _entry(portal, replace(found, url=url, address=written), now, found_on)


def _entry(portal: str, found: Found, now: int, found_on: int | None) -> Entry:
    return Entry(
        id=url_id(found.url),
        url=found.address or found.url,
        portal=portal,
        host=host_of(found.url),
        kind=found.kind,
        rank=found.rank,
        next_visit=now,
        depth=found.depth,
        found_on=found_on,
        witnesses=_said(found),
    )


def host_of(url: str) -> str:
    """The host of a canonical address, with its port if that is not the usual one."""
    return urlsplit(url).netloc


def _said(found: Found) -> str | None:
    """What was said of an article before it was read, as the store writes it."""
    said: Sequence[tuple[str, str]] = (("published", found.published), ("title", found.title))
    witnesses = tuple(Witness(field, value, found.origin) for field, value in said if value)
    return write_witnesses(witnesses) if witnesses else None
