"""What a fetched page holds: the article, and what it leads to. Runs in the processes that help."""

from __future__ import annotations

import hashlib
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from index.clean.markup import declared_charset
from index.copies.naming import signed
from index.crawl.find.discovery import Page, discover, found_in_feed, found_in_sitemap
from index.crawl.find.scope import scope_of
from index.crawl.model import Kind
from index.pages import article_id
from index.patience import TooSlow, too_slow, within
from index.pipeline import preparing
from search.decoding import decode
from search.model import VIETNAM, BlockKind, Document, Skipped

if TYPE_CHECKING:
    from index.crawl.model import Found
    from index.pages import RawPage
    from index.processes import Part
    from index.store import Signed

_AROUND = frozenset({BlockKind.DATELINE, BlockKind.SECTION, BlockKind.RELATED, BlockKind.CHROME})
_OWN = tuple(kind for kind in BlockKind if kind not in _AROUND)


class Given(NamedTuple):
    """A fetched page, what it was fetched as, and how far it is from a start page."""

    page: RawPage
    kind: Kind
    depth: int


class Read(NamedTuple):
    """What a page holds.

    `made` is the document or why there is none, None for a feed, a sitemap or a list that was read, of which
    no article is made. `content` names the words of the article, the same for the same words whatever
    surrounds them.
    """

    made: Document | Skipped | None
    content: str
    signature: Signed | None
    found: tuple[Found, ...]


def read(part: Part, given: Given) -> Read:
    """Read a page with all that is known of it."""
    page = given.page
    try:
        found = within(part.knowing.seconds, partial(_found, part, given))
    except TooSlow:
        return Read(too_slow(part.knowing.seconds), "", None, ())
    if given.kind in (Kind.FEED, Kind.SITEMAP, Kind.LIST):
        return Read(None, "", None, found)
    made = preparing(part.knowing)(page, article_id(page.identity), 1, datetime.now(VIETNAM))
    if isinstance(made, Skipped):
        return Read(made, "", None, found)
    return Read(made, content_of(made), signed(made), found)


def read_some(part: Part, given: list[Given]) -> list[Read]:
    """Read several pages: one message to a process costs less than many."""
    return [read(part, each) for each in given]


def content_of(document: Document) -> str:
    """A name for the words of an article, the same whatever stands around them: counters, related ones."""
    article = document.article
    words = (" ".join(article.of(block).split()) for block in article.blocks_of(*_OWN))
    return hashlib.blake2b("\n".join(words).encode(), digest_size=16).hexdigest()


def _found(part: Part, given: Given) -> tuple[Found, ...]:
    page = given.page
    portal = part.knowing.portals.portal_for(page.url, page.source)
    if portal is None or page.url is None:
        return ()
    scope = scope_of(portal)
    match given.kind:
        case Kind.FEED:
            return found_in_feed(page.payload, page.url, scope, given.depth)
        case Kind.SITEMAP:
            return found_in_sitemap(page.payload, page.url, scope, given.depth)
        case _:
            markup = decode(page.payload, declared_charset(page)).text
            robots = page.headers.get("x-robots-tag", "")
            return discover(
                Page(page.url, markup, scope, given.depth, given.kind, portal.lists, robots)
            ).found
