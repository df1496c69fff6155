"""What a page, a feed or a sitemap leads to. Pure: markup or bytes in, addresses out, all of the portal.

A page is read as a browser would, and less is believed than it says: links outside the portal, actions, print
views and media are left, `nofollow` is obeyed, and of a canonical address only what `claims` believes.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from index.clean.pagetypes import is_home
from index.crawl.find.claims import believed
from index.crawl.find.identity import written_as
from index.crawl.find.leading import ATTACHMENT, leads_to
from index.crawl.find.markup import read_links, robots_words
from index.crawl.find.pagers import is_next, list_of, page_of, pager_number
from index.crawl.find.sitemaps import read_sitemap
from index.crawl.model import Found, Kind, Rank
from index.listing import Listed, read_feed, read_list_page

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from index.crawl.find.markup import Link, Linked
    from index.crawl.find.scope import Scope
    from index.listing import ListedItem
    from index.portals.model import ListPage, ListRules

NOFOLLOW = "nofollow"

_HEADLINE = 5  # words of a link that may be a headline
_MANY = 8  # headlines on a list
_MOST_ATTACHMENTS = 500


class Page(NamedTuple):
    """A page that was fetched: its address after redirects, its markup decoded, and what is known of it.

    `lists` are the list pages of its portal; `robots` is the header `X-Robots-Tag` of its answer.
    """

    url: str
    markup: str
    scope: Scope
    depth: int = 0
    kind: Kind = Kind.PAGE
    lists: Sequence[ListPage] = ()
    robots: str = ""


@dataclass(frozen=True, slots=True)
class Discovered:
    """What a page leads to and says of itself.

    `found` are canonical addresses of the portal, each once and none of them the page itself. `canonical` is
    the address that the page claims and that is believed, `amp` its copy for telephones, `next` the next page
    of its list. `attachments` are documents, not fetched. `postbacks` counts links of pagers that need a form
    to be sent and cannot be followed, `skipped` the other links that were not, by reason (`outside`,
    `denied`, `nofollow`, `media`, `attachment`, `print`, `action`), `left_out` those beyond what is looked
    at.
    """

    found: tuple[Found, ...] = ()
    canonical: str | None = None
    amp: str | None = None
    next: str | None = None
    is_list: bool = False
    noindex: bool = False
    nofollow: bool = False
    attachments: tuple[str, ...] = ()
    postbacks: int = 0
    skipped: Mapping[str, int] = field(default_factory=dict)
    left_out: int = 0


def discover(page: Page) -> Discovered:
    """What a page leads to. Never raises; time is linear in its length."""
    linked = read_links(page.markup, page.url)
    here = page.scope.canonical(page.url) or page.url
    robots = linked.robots | robots_words(page.robots)
    canonical = believed(linked.canonical, here, page.scope)
    sorting = _Sorting(page, here, {page.scope.canonical(each) for each in linked.amp})
    rules = _rules_of(page, here) if NOFOLLOW not in robots else None
    listed = read_list_page(page.markup, page.url, rules) if rules else Listed()
    if NOFOLLOW in robots:
        sorting.skipped[NOFOLLOW] = len(linked.links)
    else:
        sorting.sort(linked, listed, by_words=bool(rules and rules.next))
    return Discovered(
        found=tuple(sorting.found.values()),
        canonical=canonical,
        amp=next(filter(None, sorting.amps), None),
        next=sorting.next,
        is_list=bool(listed.items) or _looks_like_a_list(linked, here),
        noindex="noindex" in robots,
        nofollow=NOFOLLOW in robots,
        attachments=tuple(sorting.attachments),
        postbacks=linked.postbacks,
        skipped=dict(+sorting.skipped),
        left_out=linked.left_out,
    )


def found_in_feed(payload: bytes, url: str, scope: Scope, depth: int = 0) -> tuple[Found, ...]:
    """The articles of a feed that are the portal's, with what it says of them. Never raises.

    Args:
        payload: the feed as it came.
        url: its address.
        scope: the addresses of the portal.
        depth: the steps from a start page to the feed.
    """
    items = read_feed(payload, url)
    return _once(found for item in items if (found := _of_item(item, scope, depth + 1)))


def found_in_sitemap(payload: bytes, url: str, scope: Scope, depth: int = 0) -> tuple[Found, ...]:
    """The pages and further sitemaps that a sitemap names, as far as they are the portal's. Never raises.

    Entries with a title or a date of publication are news, and as fresh as those of a feed; for arguments see
    `found_in_feed`.
    """
    sitemap = read_sitemap(payload, url)
    origin = f"sitemap {url}"
    named = [(each, Kind.SITEMAP, Rank.SOURCE, "", "") for each in sitemap.sitemaps]
    for entry in sitemap.urls:
        news = bool(entry.title or entry.published)
        kind, rank = (Kind.ARTICLE, Rank.FRESH) if news else (Kind.PAGE, Rank.REST)
        named.append((entry.url, kind, rank, entry.title, entry.published))
    return _once(
        Found(address, kind, depth + 1, rank, title, published, origin, written_as(each, address))
        for each, kind, rank, title, published in named
        if (address := _own(each, scope)) and (kind is Kind.SITEMAP or leads_to(address) == Kind.PAGE)
    )


def _own(url: str, scope: Scope) -> str | None:
    """The canonical form of an address that is the portal's."""
    address = scope.canonical(url)
    return address if address and not scope.refusal(address) else None


def _of_item(item: ListedItem, scope: Scope, depth: int) -> Found | None:
    address = _own(item.url, scope)
    if address is None or leads_to(address) != Kind.PAGE:
        return None
    return Found(
        address,
        Kind.ARTICLE,
        depth,
        Rank.FRESH,
        item.title,
        item.published,
        item.origin,
        written_as(item.url, address),
    )


def _once(found: Iterable[Found]) -> tuple[Found, ...]:
    kept: dict[str, Found] = {}
    for each in found:
        kept.setdefault(each.url, each)
    return tuple(kept.values())


def _rules_of(page: Page, here: str) -> ListRules | None:
    """The portal's rules for a page that is one of its lists, or a further page of one."""
    own = list_of(here)
    for each in page.lists:
        first = page.scope.canonical(each.url) or each.url
        if first == here or list_of(first) == own:
            return each.rules
    return None


def _looks_like_a_list(linked: Linked, here: str) -> bool:
    """Whether a page is mostly headlines that lead elsewhere, or the first page of its site."""
    if is_home(here):
        return True
    if linked.property_type == "article":
        return False
    texts = {link.text for link in linked.links if _is_headline(link.text)}
    return len(texts) >= _MANY and 2 * sum(map(_letters, texts)) >= linked.characters


def _letters(text: str) -> int:
    return len(text) - text.count(" ")


def _is_headline(text: str) -> bool:
    return text.count(" ") >= _HEADLINE - 1


class _Sorting:
    """The links of a page, sorted into what is fetched, what is told and what is left."""

    def __init__(self, page: Page, here: str, amps: set[str | None]) -> None:
        self.page = page
        self.here = here
        self.amps = amps
        self.found: dict[str, Found] = {}
        self.attachments: dict[str, None] = {}
        self.skipped: Counter[str] = Counter()
        self.next: str | None = None
        self._origin = f"page {page.url}"
        self._written: dict[str, str] = {}
        self._seen = {here, *filter(None, amps)}

    def sort(self, linked: Linked, listed: Listed, *, by_words: bool) -> None:
        """All of a page that may be followed, the surest first: entries, pagers, feeds, links, frames.

        `by_words` is of `pager_number`.
        """
        links = [(address, link) for link in linked.links if (address := self._allowed(link))]
        may = {address for address, _ in links}
        for item in listed.items:
            found = _of_item(item, self.page.scope, self.page.depth + 1)
            if found and found.url in may and found.url not in self._seen:
                self.found.setdefault(found.url, found)
        for named in (*linked.next, *([listed.next] if listed.next else [])):
            self._next(named)
        for feed in linked.feeds:
            self._add(self._address(feed), Kind.FEED, Rank.SOURCE)
        self._pagers(links, by_words=by_words)
        for address, link in links:
            self._follow(address, link)
        for frame in linked.frames:
            address = self._address(frame)
            if address:
                self._follow(address, None)

    def _address(self, url: str) -> str | None:
        """The canonical address of a link into the portal; None, counted, for others."""
        address = self.page.scope.canonical(url)
        if address and address != url:
            self._written.setdefault(address, url)
        reason = self.page.scope.refusal(address) if address else "broken"
        if reason:
            self.skipped[reason] += 1
        return None if reason else address

    def _allowed(self, link: Link) -> str | None:
        if NOFOLLOW in link.rel:
            self.skipped[NOFOLLOW] += 1
            return None
        return self._address(link.url)

    def _add(self, address: str | None, kind: Kind, rank: Rank, steps: int = 1) -> None:
        if address and address not in self._seen:
            written = written_as(self._written.get(address, address), address)
            found = Found(address, kind, self.page.depth + steps, rank, origin=self._origin, address=written)
            self.found.setdefault(address, found)

    def _next(self, url: str) -> None:
        address = self._address(url)
        if address and address != self.here:
            self.next = self.next or address
            self._add(address, Kind.LIST, Rank.REST, steps=0)

    def _pagers(self, links: Sequence[tuple[str, Link]], *, by_words: bool) -> None:
        """Other pages of the same list: they lie as deep as this one, so that a long list has an end."""
        own = page_of(self.here)
        later: list[tuple[bool, int, str]] = []
        for address, link in links:
            number = pager_number(address, link.text, self.here, by_words=by_words)
            if number is None or leads_to(address) != Kind.PAGE:
                continue
            self._add(address, Kind.LIST, Rank.REST, steps=0)
            told = "next" in link.rel or is_next(link.text)
            if told or number > (own.number if own else 1):
                later.append((not told, number, address))
        if later:
            self.next = self.next or min(later)[2]

    def _follow(self, address: str, link: Link | None) -> None:
        kind = leads_to(address, link.media if link else "")
        if kind in {Kind.FEED, Kind.SITEMAP}:
            self._add(address, Kind(kind), Rank.SOURCE)
        elif kind == Kind.PAGE:
            fresh = self.page.kind is Kind.LIST and link is not None and _is_headline(link.text)
            self._add(address, Kind.PAGE, Rank.FRESH if fresh else Rank.REST)
        else:
            self.skipped[kind] += 1
            if kind == ATTACHMENT and len(self.attachments) < _MOST_ATTACHMENTS:
                self.attachments[address] = None
