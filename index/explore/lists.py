"""List pages of a portal: which links may lead to one, what it holds, and how it goes on."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from index.clean.pagetypes import is_home
from index.crawl.find.discovery import Page, discover
from index.crawl.find.pagers import is_next, leads_on, pager_number
from index.crawl.find.patterns import is_calendar, is_order
from index.crawl.model import Kind
from index.explore.model import ListTold, PagerSort
from index.explore.owning import own, own_page
from index.explore.shapes import HEADLINE, LEAST, fits, guess_rules
from index.listing import ListedItem, read_list_page
from search.text import folded

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from index.crawl.find.discovery import Discovered
    from index.crawl.find.markup import Link
    from index.crawl.find.scope import Scope
    from index.explore.sights import Sight
    from index.portals.model import ListRules

MOST_WORDS = 6
"""Words of a link that may name a section."""

_SAME = 0.8  # share of the entries of a list that another one has too if they are one box

_NO_NEWS = frozenset(
    "trang chu|home|lien he|dang nhap|dang ky|thoat|gioi thieu|so do cong|so do trang|sitemap|rss|tim kiem"
    "|thu vien anh|hinh anh|video|clip|audio|english|van ban|lich cong tac|lich lam viec|hoi dap|hop thu"
    "|thu dien tu|email|len dau trang|in trang|facebook|thanh vien|quang cao|gop y|dien dan".split("|")
)
_NEWS = (
    "tin", "xay dung dang", "thoi su", "su kien", "chinh tri", "kinh te", "van hoa", "xa hoi", "hoat dong",
    "dang", "giao duc", "quoc phong", "an ninh", "nong thon", "hoc tap", "dan van", "tuyen giao", "to chuc",
    "kiem tra", "noi chinh", "doan the", "mat tran", "nghi quyet",
)  # fmt: skip


class Listing(NamedTuple):
    """A list page that was looked at: what is told of it, and the articles that it names."""

    told: ListTold
    items: tuple[ListedItem, ...]


def candidates(sight: Sight, scope: Scope) -> list[tuple[str, str]]:
    """Links of a page that may lead to lists, the likeliest first: address and words, each page once."""
    here = scope.canonical(sight.url) or sight.url
    links = [(found, link) for link in sight.linked.links if (found := own_page(link.url, scope))]
    folders = _folders(found.known for found, link in links if is_headline(link))
    scores: dict[str, tuple[int, str, str]] = {}
    for found, link in links:
        if found.known not in (here, *scores) and _may_be_list(found.known, link, here):
            scores[found.known] = _score(found.known, link.text, folders), found.url, link.text
    ranked = sorted(scores.values(), key=lambda each: -each[0])
    return [(url, text) for score, url, text in ranked if score >= 0]


def headlines(sight: Sight, scope: Scope) -> tuple[ListedItem, ...]:
    """The links of a page that may be headlines, in order, each page once."""
    here = scope.canonical(sight.url) or sight.url
    found: dict[str, ListedItem] = {}
    for link in sight.linked.links:
        page = own_page(link.url, scope) if is_headline(link) else None
        if page and page.known != here:
            found.setdefault(page.known, ListedItem(page.url, link.text, "", f"page {sight.url}"))
    return tuple(found.values())


def listed(sight: Sight, rules: ListRules, scope: Scope) -> tuple[ListedItem, ...]:
    """The entries that rules find on a page, as far as they are the portal's, each once."""
    found: dict[str, ListedItem] = {}
    for item in read_list_page(sight.markup, sight.url, rules).items:
        page = own_page(item.url, scope)
        if page:
            found.setdefault(page.known, replace(item, url=page.url))
    return tuple(found.values())


def read_listing(
    sight: Sight, link: tuple[str, str], scope: Scope, known: Sequence[ListRules]
) -> Listing | None:
    """What a list page holds; None for a page that is none.

    Args:
        sight: the page.
        link: the address and the words of the link that led to it.
        scope: the addresses of the portal.
        known: rules that fit other lists of the portal: they are tried before any are guessed.
    """
    url, name = link
    found = discover(Page(sight.url, sight.markup, scope, kind=Kind.LIST))
    tried = (rules for rules in known if fits(rules, sight.markup, sight.url))
    rules = next(tried, None) or guess_rules(sight.markup, sight.url, scope, found.next)
    items = listed(sight, rules, scope) if rules else headlines(sight, scope)
    if len(items) < LEAST or not (rules or found.is_list):
        return None
    after = _written(sight, found.next, scope) if found.next else None
    return Listing(ListTold(url, name, len(items), rules, pager_of(sight, scope, found), after), items)


def is_other(listing: Listing, before: Iterable[Listing], scope: Scope) -> bool:
    """Whether a list names other articles than those before: a box that stands on every page is no list."""
    here = {scope.canonical(item.url) for item in listing.items}
    for each in before:
        same = here & {scope.canonical(item.url) for item in each.items}
        if len(same) >= _SAME * len(here):
            return False
    return True


def pager_of(sight: Sight, scope: Scope, found: Discovered) -> PagerSort:
    """How a list goes on."""
    if sight.linked.next:
        return PagerSort.REL_NEXT
    here = scope.canonical(sight.url) or sight.url
    links = [
        link
        for link in sight.linked.links
        if (page := own_page(link.url, scope)) and pager_number(page.known, link.text, here) is not None
    ]
    if any(link.text.strip(" []().|").isdecimal() for link in links):
        return PagerSort.NUMBERED
    if any(is_next(link.text) for link in links):
        return PagerSort.WORDS
    return PagerSort.POSTBACK if found.postbacks else PagerSort.NONE


def _written(sight: Sight, known: str, scope: Scope) -> str:
    """The address of a page as the links of another have it."""
    urls = (*sight.linked.next, *(link.url for link in sight.linked.links))
    found = (page for url in urls if (page := own(url, scope)))
    return next((page.url for page in found if page.known == known), known)


def is_headline(link: Link) -> bool:
    """Whether the words of a link may be a headline."""
    return link.text.count(" ") >= HEADLINE - 1


def _may_be_list(address: str, link: Link, here: str) -> bool:
    words = link.text.count(" ") + 1
    if not link.text or words > MOST_WORDS or link.text.strip(" [].<>»").isdecimal():
        return False
    odd = is_home(address) or is_calendar(address) or is_order(address) or leads_on(address, link.text)
    return not odd and pager_number(address, link.text, here) is None


def _score(address: str, text: str, folders: frozenset[str]) -> int:
    """How likely a link leads to news; below 0 for what certainly does not."""
    words = " ".join(folded(text.lower()).split())
    if words in _NO_NEWS:
        return -1
    is_above = _plain(address) in folders
    return 2 * is_above + any(each in words for each in _NEWS)


def _folders(addresses: Iterable[str]) -> frozenset[str]:
    """The folders in which articles are, each without its end."""
    return frozenset(_plain(address.partition("?")[0].rpartition("/")[0]) for address in addresses)


def _plain(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.netloc}{parts.path.rstrip('/')}?{parts.query}"
