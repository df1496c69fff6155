"""Feeds and sitemaps of a portal: how many entries they have, and how new these are."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from index.crawl.find.places import well_known
from index.crawl.find.sitemaps import read_sitemap
from index.crawl.model import Kind, Outcome
from index.explore.days import newest
from index.explore.model import FeedTold, SitemapTold
from index.explore.owning import own_page
from index.explore.sights import see
from index.listing import ListedItem, read_feed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from index.crawl.find.scope import Scope
    from index.explore.visiting import Visitor

MOST_FEEDS = 3
"""Feeds that are looked at where pages name them."""

MOST_SITEMAPS = 4
TRIES = 3
"""Well-known places that are tried, of feeds and of sitemaps, where nothing names any."""


class Feeds(NamedTuple):
    """Feeds that have entries, the articles that these name, and entries of other hosts as addresses."""

    told: tuple[FeedTold, ...] = ()
    items: tuple[ListedItem, ...] = ()
    elsewhere: tuple[str, ...] = ()


class Sitemaps(NamedTuple):
    """Sitemaps that name something, and the newest pages among those."""

    told: tuple[SitemapTold, ...] = ()
    items: tuple[ListedItem, ...] = ()


def find_feeds(visitor: Visitor, named: Iterable[str], scope: Scope, url: str, platform: str) -> Feeds:
    """The feeds that pages name or, where none is one, that are at a well-known place.

    Args:
        visitor: fetches them.
        named: addresses that pages name as feeds.
        scope: the addresses of the portal.
        url: the first page of the portal.
        platform: its software, if known.
    """
    looking = _Feeds(visitor, scope)
    looking.look(list(dict.fromkeys(named)), MOST_FEEDS)
    if not looking.told:
        looking.look(_places(visitor, url, platform, Kind.FEED), TRIES, until_found=True)
    return Feeds(tuple(looking.told), tuple(looking.items.values()), tuple(looking.elsewhere))


class _Feeds:
    def __init__(self, visitor: Visitor, scope: Scope) -> None:
        self.visitor = visitor
        self.scope = scope
        self.told: list[FeedTold] = []
        self.items: dict[str, ListedItem] = {}
        self.elsewhere: list[str] = []

    def look(self, urls: list[str], most: int, *, until_found: bool = False) -> None:
        """Look at some addresses; a page in place of a feed may name feeds in its turn."""
        waiting, seen = list(urls), set(urls)
        while waiting and most > 0 and not (until_found and self.told):
            url, most = waiting.pop(0), most - 1
            fetched = self.visitor.get(url)
            if fetched.outcome is not Outcome.OK or self._is_feed(fetched.payload, fetched.url):
                continue
            sight = see(fetched)
            more = [each for each in (sight.linked.feeds if sight else []) if each not in seen]
            waiting += more
            seen.update(more)

    def _is_feed(self, payload: bytes, url: str) -> bool:
        entries = read_feed(payload, url)
        count = 0
        for entry in entries:
            page = own_page(entry.url, self.scope)
            if page is None:
                self.elsewhere.append(entry.url)
                continue
            count += 1
            self.items.setdefault(page.known, replace(entry, url=page.url))
        if entries:
            self.told.append(FeedTold(url, count, newest(entry.published for entry in entries)))
        return bool(entries)


def find_sitemaps(visitor: Visitor, named: Iterable[str], scope: Scope, url: str, platform: str) -> Sitemaps:
    """The sitemaps that robots.txt or pages name or, where none is one, at a well-known place.

    Of an index the first, the last and those of news are looked at. For arguments see `find_feeds`.
    """
    looking = _Sitemaps(visitor, scope)
    looking.look(list(dict.fromkeys(named)), MOST_SITEMAPS)
    if not looking.told:
        looking.look(_places(visitor, url, platform, Kind.SITEMAP), TRIES, until_found=True)
    ranked = sorted(looking.items.values(), key=lambda pair: pair[0], reverse=True)
    return Sitemaps(tuple(looking.told), tuple(item for _, item in ranked))


class _Sitemaps:
    def __init__(self, visitor: Visitor, scope: Scope) -> None:
        self.visitor = visitor
        self.scope = scope
        self.told: list[SitemapTold] = []
        self.items: dict[str, tuple[str, ListedItem]] = {}

    def look(self, urls: list[str], most: int, *, until_found: bool = False) -> None:
        """Look at some addresses, and at a few of those that an index names."""
        waiting, seen = list(urls), set(urls)
        while waiting and most > 0 and not (until_found and self.told):
            url, most = waiting.pop(0), most - 1
            fetched = self.visitor.get(url)
            more = self._read(fetched.payload, url) if fetched.outcome is Outcome.OK else ()
            fresh = [each for each in _chosen(more) if each not in seen]
            if fresh:
                until_found = False
            waiting += fresh
            seen.update(fresh)

    def _read(self, payload: bytes, url: str) -> tuple[str, ...]:
        sitemap = read_sitemap(payload, url)
        if not sitemap.urls and not sitemap.sitemaps:
            return ()
        dates = [entry.published or entry.lastmod for entry in sitemap.urls]
        self.told.append(SitemapTold(url, len(sitemap.urls), len(sitemap.sitemaps), newest(dates)))
        for entry in sitemap.urls:
            page = own_page(entry.url, self.scope)
            if page:
                item = ListedItem(page.url, entry.title, entry.published, f"sitemap {url}")
                self.items.setdefault(page.known, (entry.published or entry.lastmod, item))
        return sitemap.sitemaps


def _places(visitor: Visitor, url: str, platform: str, kind: Kind) -> list[str]:
    """The well-known places of a kind that robots.txt does not deny."""
    allows = visitor.robots(url).allows
    return [each.url for each in well_known(url, platform) if each.kind is kind and allows(each.url)]


def _chosen(urls: tuple[str, ...]) -> list[str]:
    """The sitemaps of an index that tell most: of news, the last, the first."""
    news = [url for url in urls if "news" in url.lower() or "tin" in url.lower()]
    return list(dict.fromkeys([*news[:1], *urls[-1:], *urls[:1]]))
