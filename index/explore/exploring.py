"""A portal explored: the first page, what it names, some lists, feeds, sitemaps and articles."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from index.crawl.entering import host_of
from index.crawl.find.identity import canonical_url
from index.crawl.find.scope import Scope
from index.explore.days import order_in
from index.explore.facts import (
    door_of,
    encodings_of,
    hosts_of,
    logos,
    platform_in,
    sessions_of,
    told_platform,
)
from index.explore.guesses import name_of, place_of
from index.explore.lists import Listing, candidates, headlines, is_other, listed, read_listing
from index.explore.model import Explored
from index.explore.owning import own
from index.explore.permitted import robots_told
from index.explore.samples import choose, known_of, taste, with_left_in
from index.explore.sights import see
from index.explore.sources import find_feeds, find_sitemaps
from index.explore.warning import warnings_of
from index.listing import read_list_page
from index.portals.model import Address

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from index.clean.knowledge import Known
    from index.crawl.model import Fetched
    from index.explore.model import Door, Warned
    from index.explore.samples import Tasted
    from index.explore.sights import Sight
    from index.explore.sources import Feeds, Sitemaps
    from index.explore.visiting import Visitor
    from index.listing import ListedItem
    from index.portals import Portals
    from index.portals.model import ListRules
    from search.topics import Taxonomy

MOST_LOOKED_AT = 6
"""Links of the first page that are looked at as lists."""

MOST_LISTS = 4
"""Lists after which no more are looked for."""

_FEW_LINKS = 3
_BY_RSS = re.compile(r"\brss\b|atom", re.IGNORECASE)


class Explorer:
    """Explores one portal; `known` are the portals that have files already."""

    def __init__(self, visitor: Visitor, known: Portals, taxonomy: Taxonomy) -> None:
        self._visitor = visitor
        self._known = known
        self._taxonomy = taxonomy
        self._sights: list[Sight] = []

    def explore(self, url: str) -> Explored:
        """Explore the portal of an address. Never raises for anything that a server does."""
        fetched, why = self._visitor.enter(url)
        home = self._seen(fetched)
        if home is not None and (inner := self._inner(home)):
            home, self._sights = inner, [inner]
        door = door_of(url, fetched, home, why)
        if home is None or not home.is_html:
            return self._closed(door)
        return self._within(door, home)

    def _closed(self, door: Door) -> Explored:
        """What can be told of a portal whose first page did not come."""
        robots = (
            robots_told(self._visitor.robots(door.url)) if door.status or door.problem == "robots" else None
        )
        explored = Explored(
            door, self._visitor.requests, name_of((), door.host), (door.host,), self._visitor.rules, robots
        )
        return replace(explored, warnings=warnings_of(explored, (), self._visitor, self._known))

    def _within(self, door: Door, home: Sight) -> Explored:
        platform = platform_in(home)
        hosts = hosts_of(door, home)
        rules = replace(self._visitor.rules, platform=platform)
        scope = Scope([Address(host) for host in hosts], rules)
        listings = self._lists(home, scope)
        robots = self._visitor.robots(home.url)
        feeds = find_feeds(self._visitor, self._named_feeds(scope), scope, home.url, platform)
        sitemaps = find_sitemaps(self._visitor, robots.sitemaps(), scope, home.url, platform)
        name = name_of((home.title, *logos(home)), door.host)
        order = order_in(_dates(listings, feeds.items))
        tasted = self._tasted(
            home, scope, listings, (feeds, sitemaps), known_of(name, day_first=order.day_first)
        )
        told = order_in([*_dates(listings, feeds.items), *(line for each in tasted for line in each.written)])
        explored = Explored(
            door,
            self._visitor.requests,
            name,
            hosts,
            rules,
            robots_told(robots),
            platform or told_platform(self._sights),
            encodings_of(self._sights),
            feeds.told,
            sitemaps.told,
            tuple(listing.told for listing in listings),
            place_of(urlsplit(home.url).hostname or "", name),
            told,
            with_left_in(tasted),
            sessions_of(self._sights),
        )
        found: tuple[Warned, ...] = warnings_of(
            explored, self._sights, self._visitor, self._known, feeds.elsewhere
        )
        return replace(explored, warnings=found)

    # --- Pages ---

    def _seen(self, fetched: Fetched) -> Sight | None:
        sight = see(fetched)
        if sight is not None:
            self._sights.append(sight)
        return sight

    def _inner(self, home: Sight) -> Sight | None:
        """What a frame or a refresh leads to, where the first page is hardly more than that."""
        if len(home.linked.links) > _FEW_LINKS or not home.linked.frames:
            return None
        inner = home.linked.frames[0]
        if host_of(canonical_url(inner) or inner) != host_of(canonical_url(home.url) or home.url):
            return None
        return self._seen(self._visitor.get(inner))

    def _lists(self, home: Sight, scope: Scope) -> list[Listing]:
        """Lists that links of the first page lead to; the first page itself is not counted."""
        found: list[Listing] = []
        rules: list[ListRules] = []
        for link in candidates(home, scope)[:MOST_LOOKED_AT]:
            if len(found) >= MOST_LISTS:
                break
            sight = self._seen(self._visitor.get(link[0]))
            listing = read_listing(sight, link, scope, rules) if sight else None
            if listing is None or not is_other(listing, found, scope):
                continue
            found.append(listing)
            if listing.told.rules and listing.told.rules not in rules:
                rules.append(listing.told.rules)
        return [self._second(found[0], scope), *found[1:]] if found else []

    def _second(self, first: Listing, scope: Scope) -> Listing:
        """The first list with what its second page holds; a selector of `next` that misleads is given up."""
        told = first.told
        sight = self._seen(self._visitor.get(told.next)) if told.next else None
        if sight is None:
            return first
        items: tuple[ListedItem, ...] = headlines(sight, scope)
        if told.rules:
            read = read_list_page(sight.markup, sight.url, told.rules)
            items = listed(sight, told.rules, scope)
            back = {scope.canonical(told.url), scope.canonical(sight.url)}
            if read.next and scope.canonical(read.next) in back:
                told = replace(told, rules=replace(told.rules, next=()))
        known = {scope.canonical(item.url) for item in first.items}
        fresh = sum(scope.canonical(item.url) not in known for item in items)
        return first._replace(told=replace(told, second=len(items), fresh=fresh))

    def _named_feeds(self, scope: Scope) -> list[str]:
        """The feeds that the pages so far name, in their heads or by links that say so."""
        found: dict[str, None] = {}
        for sight in self._sights:
            found.update(dict.fromkeys(sight.linked.feeds))
        for sight in self._sights[:1]:
            links = (link.url for link in sight.linked.links if _BY_RSS.search(link.text))
            found.update(dict.fromkeys(links))
        feeds = {feed.known: feed.url for url in found if (feed := own(url, scope))}
        return list(feeds.values())

    def _tasted(
        self,
        home: Sight,
        scope: Scope,
        listings: Sequence[Listing],
        sources: tuple[Feeds, Sitemaps],
        known: Known,
    ) -> list[Tasted]:
        """Articles of feeds and lists, else of the first page, else of sitemaps."""
        feeds, sitemaps = sources
        named = [*feeds.items, *(item for listing in listings for item in listing.items)]
        items = named or [*headlines(home, scope)] or [*sitemaps.items]
        found = [taste(self._visitor, item, known, self._taxonomy) for item in choose(items, scope)]
        self._sights += [each.sight for each in found if each.sight]
        return found


def _dates(listings: Sequence[Listing], items: Iterable[ListedItem]) -> list[str]:
    listed = (item.published for listing in listings for item in listing.items)
    return [*listed, *(item.published for item in items)]
