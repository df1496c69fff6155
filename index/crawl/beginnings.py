"""Where the crawl of a portal begins by its file, and what of that the same file rules out."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from index.crawl.find.scope import OUTSIDE, scope_of
from index.crawl.model import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from index.portals import Portal

START, LIST, FEED, SITEMAP = "start", "list", "feed", "sitemaps"
"""Keys of a portal file that name addresses."""


class Beginning(NamedTuple):
    """An address at which a crawl begins, the key of the file that names it, and what it is visited as."""

    key: str
    url: str
    kind: Kind


class RuledOut(NamedTuple):
    """A beginning that is never fetched, and why: `OUTSIDE` or `DENIED` of `index.crawl.find.scope`."""

    key: str
    url: str
    reason: str


def beginnings(portal: Portal) -> Iterator[Beginning]:
    """Start pages, list pages, feeds and sitemaps of a portal, as its file writes them."""
    yield from (Beginning(START, url, Kind.LIST) for url in portal.crawl.start)
    yield from (Beginning(LIST, each.url, Kind.LIST) for each in portal.lists)
    yield from (Beginning(FEED, each.url, Kind.FEED) for each in portal.feeds)
    yield from (Beginning(SITEMAP, url, Kind.SITEMAP) for url in portal.crawl.sitemaps)


def ruled_out(portal: Portal) -> tuple[RuledOut, ...]:
    """The beginnings that hosts, paths, `allow` or `deny` of the file keep from being fetched."""
    scope = scope_of(portal)
    found = []
    for key, url, _ in beginnings(portal):
        known = scope.canonical(url)
        if reason := scope.refusal(known) if known else OUTSIDE:
            found.append(RuledOut(key, url, reason))
    return tuple(found)
