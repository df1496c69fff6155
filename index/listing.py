"""What feeds and list pages say of articles before these are read: addresses, titles, dates as written.

Pure readers: bytes or markup in, values out, whatever the site sends. What they find of an article becomes
witnesses beside its page.
"""

from __future__ import annotations

import html
import re
import warnings
from dataclasses import dataclass
from html.entities import html5
from typing import TYPE_CHECKING

from bs4 import BeautifulSoup, MarkupResemblesLocatorWarning
from bs4.element import NavigableString, PreformattedString, Tag

from index.clean.ruled import PageRefused, check_depth, compiled, parse_bounded
from index.links import absolute_link
from search.decoding import decode
from search.model import Witness
from search.text import canonical

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bs4.element import PageElement

    from index.portals.model import ListRules

MOST_ITEMS = 5_000
_LONGEST = 8_000_000  # bytes or characters of a feed
_MOST_SIGNS = 400_000  # of `<` in a feed
_LONGEST_VALUE = 1_000  # characters of a title or a date
_LOOKED_AT = 20_000  # characters in which these are looked for

_ENTRIES = frozenset(("item", "entry"))
_DATES = ("pubdate", "published", "issued", "date", "created", "updated", "modified")
_INLINE = frozenset("a abbr b bdi bdo cite em font i mark q s small span strong sub sup time u wbr".split())
_NOWHERE = "none:"
_HEAD = 1_024
_ENCODING = re.compile(rb"""<\?xml[^>]{0,200}encoding\s*=\s*["']([A-Za-z0-9_:.-]{2,40})""")
_DECLARATION = re.compile(r"<\?xml[^>]*\?>")
_DOCTYPE_BEGIN = re.compile("<!DOCTYPE", re.IGNORECASE)
_DOCTYPE = re.compile(r"<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>", re.DOTALL | re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#\d{1,7};|#[xX][0-9a-fA-F]{1,6};|([A-Za-z][A-Za-z0-9]{1,30};))?")
LOOSE = re.compile(r"<(?![A-Za-z_/!?])|<(?=[A-Za-z_/][^<>]*(?:<|\Z))")
"""Where no tag begins, or one that is never closed, which libxml2 looks at anew with each that follows."""
_STILL_ESCAPED = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
_OF_XML = frozenset(("amp;", "lt;", "gt;", "quot;", "apos;"))
_MARKUP = re.compile(r"</?[A-Za-z][^<>]*>|<!--")
_NAMESPACE = re.compile(r"""\sxmlns(?::[\w.-]{1,60})?\s{0,9}=\s{0,9}(?:"[^"<>]*"|'[^'<>]*')""")
"""What nobody asks for: with one, each element costs as much as there are around it."""


@dataclass(frozen=True, slots=True)
class ListedItem:
    """An article as a feed or list page names it: its address, its title, and its date as it stands there.

    `origin` says where that was, for people: `feed https://portal.example/rss`.
    """

    url: str
    title: str
    published: str
    origin: str

    def witnesses(self) -> tuple[Witness, ...]:
        """What is said of the article, as witnesses from outside its page."""
        said = (("published", self.published), ("title", self.title))
        return tuple(Witness(field, value, self.origin) for field, value in said if value)


@dataclass(frozen=True, slots=True)
class Listed:
    """What a list page holds: its entries, and the address of the next page of the list, if any."""

    items: tuple[ListedItem, ...] = ()
    next: str | None = None


def read_feed(payload: bytes, url: str) -> tuple[ListedItem, ...]:
    """The entries of an RSS, RDF or Atom feed, in order, each address once. Never raises.

    Args:
        payload: the feed as it came; broken XML and HTML entities are put up with.
        url: where it came from, against which its links are read.
    """
    if len(payload) > _LONGEST:
        return ()
    declared = _ENCODING.search(payload[:_HEAD])
    text = decode(payload, declared[1].decode("ascii") if declared else None).text
    text = _mended(text)
    if text.count("<") > _MOST_SIGNS:
        return ()
    try:
        soup = BeautifulSoup(text, "lxml-xml")
        check_depth(soup)
        entries = (tag for tag in soup.descendants if isinstance(tag, Tag) and _local(tag) in _ENTRIES)
        return _once(_feed_item(entry, url) for entry in entries)
    except Exception:  # noqa: BLE001 - what the library cannot read is no feed
        return ()


def read_list(markup: str, url: str, rules: ListRules) -> tuple[ListedItem, ...]:
    """The entries of a list page, in order, each address once. Never raises."""
    return read_list_page(markup, url, rules).items


def read_list_page(markup: str, url: str, rules: ListRules) -> Listed:
    """The entries of a list page, and where the list goes on. Never raises.

    Args:
        markup: the page, decoded.
        url: where it came from, against which its links are read.
        rules: how it is read.
    """
    if "<" not in markup:
        return Listed()
    try:
        soup = parse_bounded(markup)
        base = _base(soup, url)
        items = _once(_list_item(entry, base, url, rules) for entry in _first_found(soup, rules.item))
        return Listed(items, _next(soup, base, url, rules))
    except PageRefused:
        return Listed()
    except Exception:  # noqa: BLE001 - what the library cannot read lists nothing
        return Listed()


def _once(items: Iterable[ListedItem | None]) -> tuple[ListedItem, ...]:
    """The items that are any, each address once: the first that names it counts."""
    found: dict[str, ListedItem] = {}
    for item in items:
        if item is not None:
            found.setdefault(item.url, item)
        if len(found) == MOST_ITEMS:
            break
    return tuple(found.values())


# --- Feeds ---


def _mended(text: str) -> str:
    """A feed without its document type, in which every entity and every `<` is one of XML."""
    text = text.lstrip()
    declaration = _DECLARATION.match(text)
    text = text[declaration.end() :] if declaration else text
    begin = _DOCTYPE_BEGIN.search(text)
    doctype = _DOCTYPE.match(text, begin.start()) if begin else None
    if doctype:
        text = text[: doctype.start()] + text[doctype.end() :]
    return LOOSE.sub("&lt;", _ENTITY.sub(_entity, _NAMESPACE.sub("", text)))


def _entity(match: re.Match[str]) -> str:
    """`&ocirc;` is a letter that XML does not know, and a lone `&` is meant as such."""
    name = match[1]
    if name in _OF_XML or (name is None and match[0] != "&"):
        return match[0]
    return html5.get(name, f"&amp;{name}") if name else "&amp;"


def _feed_item(entry: Tag, url: str) -> ListedItem | None:
    parts: dict[str, list[Tag]] = {}
    for child in entry.children:
        if isinstance(child, Tag):
            parts.setdefault(_local(child), []).append(child)
    link = next((found for href in _feed_links(entry, parts) if (found := absolute_link(href, url))), None)
    if link is None:
        return None
    date = next((said for name in _DATES for child in parts.get(name, ()) if (said := _line(child.text))), "")
    title = next((said for child in parts.get("title", ()) if (said := _plain(child.text))), "")
    return ListedItem(link, title, date, f"feed {url}")


def _local(tag: Tag) -> str:
    return tag.name.rpartition(":")[2].lower()


def _feed_links(entry: Tag, parts: dict[str, list[Tag]]) -> Iterator[str]:
    """What may be the address of an entry, the likeliest first."""
    yield from (
        child.text.strip() or _NOWHERE for child in parts.get("origlink", ())
    )  # where a feed counts clicks
    for child in parts.get("link", ()):
        if child.get("rel", "alternate") == "alternate":
            yield str(child.get("href") or child.text.strip() or _NOWHERE)
    for child in parts.get("guid", ()):
        if child.get("isPermaLink", "true") == "true":
            yield _if_absolute(child.text)
    yield from (_if_absolute(str(value)) for key, value in entry.attrs.items() if key.endswith("about"))
    yield from (_if_absolute(child.text) for child in parts.get("id", ()))


def _if_absolute(text: str) -> str:
    """An identifier that is an address; others would be read against the feed's own."""
    text = text.strip()
    return text if text.lower().startswith(("http://", "https://")) else _NOWHERE


# --- List pages ---


def _first_found(within: Tag, selectors: Sequence[str]) -> Sequence[Tag]:
    """What the first selector that matches anything finds."""
    return next((found for each in selectors if (found := compiled(each).select(within))), ())


def _base(soup: BeautifulSoup, url: str) -> str:
    tag = soup.find("base", href=True)
    return (absolute_link(str(tag["href"]), url) if isinstance(tag, Tag) else None) or url


def _list_item(entry: Tag, base: str, url: str, rules: ListRules) -> ListedItem | None:
    links = [entry] if entry.name == "a" else []
    links = [
        *(_first_found(entry, rules.link) if rules.link else ()),
        *links,
        *entry.find_all("a", href=True),
    ]
    for link in links:
        if address := _address(link, base):
            title = _words(_first_found(entry, rules.title)) if rules.title else ""
            title = unescaped(title or _title_of(entry, link))
            dates = _first_found(entry, rules.date) if rules.date else ()
            return ListedItem(address, title, _date_in(dates), f"list {url}")
    return None


def _address(link: Tag, base: str) -> str | None:
    """Where a link leads; None where that is nowhere, or only to a place in its own page."""
    href = str(link.get("href") or "").strip()
    return None if not href or href.startswith("#") else absolute_link(href, base)


def _title_of(entry: Tag, link: Tag) -> str:
    """The words of a link; of a picture, those of another link to the same page, or what it is called."""
    twins = [each for each in entry.find_all("a", href=True) if each["href"] == link.get("href")]
    pictures = link.find_all("img", alt=True)
    named = [link.get("title"), *(picture["alt"] for picture in pictures)]
    return _words([link, *twins]) or next((said for each in named if (said := _line(str(each or "")))), "")


def _date_in(tags: Iterable[Tag]) -> str:
    for tag in tags:
        if said := _words([tag]) or _line(str(tag.get("datetime") or tag.get("title") or "")):
            return said
    return ""


def _next(soup: BeautifulSoup, base: str, url: str, rules: ListRules) -> str | None:
    here = absolute_link(url, url)
    for tag in _first_found(soup, rules.next):
        address = _address(tag, base)
        if address and address != here:
            return address
    return None


# --- Words ---


def _words(tags: Iterable[Tag]) -> str:
    """The words of the first element that has any."""
    return next((said for tag in tags if (said := _line(_shown(tag)))), "")


def _shown(tag: Tag) -> str:
    """The text of an element, a blank between what a browser does not show on one line."""
    pieces: list[str] = []
    block: Tag | None = None
    for each in tag.descendants:
        if isinstance(each, Tag):
            pieces.append(" " if each.name == "br" else "")
        elif isinstance(each, NavigableString) and not isinstance(each, PreformattedString):
            if (own := _block_of(each, tag)) is not block:
                pieces.append(" ")
            block = own
            pieces.append(each)
    return "".join(pieces)


def _block_of(node: PageElement, top: Tag) -> Tag:
    parent = node.parent
    while parent is not None and parent is not top and parent.name in _INLINE:
        parent = parent.parent
    return parent or top


def _line(text: str) -> str:
    return " ".join(canonical(text[:_LOOKED_AT]).split())[:_LONGEST_VALUE]


def _plain(text: str) -> str:
    """A title that may be HTML: without tags, entities as letters."""
    text = text[:_LOOKED_AT]
    if not _MARKUP.search(text):
        return _line(unescaped(html.unescape(text)))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", MarkupResemblesLocatorWarning)
        return _line(unescaped(_shown(BeautifulSoup(text, "lxml"))))


def unescaped(title: str) -> str:
    """A title with letters for the entities that are left in it: many systems escape what is escaped."""
    return _STILL_ESCAPED.sub(lambda one: html.unescape(one[0]), title)
