"""What the markup of a page links to and says of itself, before anything is decided.

`lxml` alone: a page of 100 KB costs a few milliseconds, and one that is hostile is cut, not refused.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from lxml import etree

from index.links import absolute_link

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST = 4_000_000
"""Characters of a page that are read."""

MOST_LINKS = 5_000
"""Different links of a page that are looked at."""

_MOST_SIGNS = 300_000  # of `<`
_LONGEST_LINK = 4_000
_LONGEST_TEXT = 300
_READ = ("a", "area", "frame", "iframe", "link", "meta")
_FEEDS = re.compile(r"application/(?:rss|atom|rdf)\+xml", re.IGNORECASE)
_POSTBACK = re.compile(r"__doPostBack\(.{0,300}?(?:Page\$|[Pp]ag(?:er|ing|e)|[Tt]rang|lnk(?:Next|Prev)|rpt)")
_NOWHERE = ("#", "javascript:", "mailto:", "tel:", "data:", "about:", "vbscript:", "file:", "ftp:")
_REFRESH = re.compile(r"\s*([0-9.]{0,6})\s*[;,]\s*(?:url\s*=)?\s*['\"]?([^'\"]*)", re.IGNORECASE)
_ROBOTS = frozenset(("robots", "tratin"))
_COMMENTS = re.compile(r"comment|bình luận|phản hồi", re.IGNORECASE)
_PARSER = {"encoding": "utf-8", "no_network": True, "remove_comments": True, "remove_pis": True}


class Link(NamedTuple):
    """A link: its absolute address, its words, its relations and class in lower case, and its element."""

    url: str
    text: str
    rel: frozenset[str] = frozenset()
    css: str = ""
    tag: str = "a"
    media: str = ""


@dataclass(slots=True)
class Linked:
    """What a page links to: links, frames and feeds in order, and what it says of itself.

    `robots` are the words of its robots directives, `property_type` its `og:type`, `characters` the length
    of its text, `postbacks` how many pagers need a form to be sent, and `left_out` how many links were not
    looked at. `cut` says that not all of the page was read.
    """

    links: list[Link] = field(default_factory=list)
    feeds: list[str] = field(default_factory=list)
    frames: list[str] = field(default_factory=list)
    canonical: list[str] = field(default_factory=list)
    amp: list[str] = field(default_factory=list)
    next: list[str] = field(default_factory=list)
    robots: set[str] = field(default_factory=set)
    property_type: str = ""
    characters: int = 0
    postbacks: int = 0
    left_out: int = 0
    cut: bool = False


def read_links(markup: str, url: str) -> Linked:
    """What a page links to. Never raises.

    Args:
        markup: the page, decoded.
        url: where it came from, against which its links are read, unless it has a `<base>`.
    """
    found = Linked()
    root = _parsed(markup, found)
    if root is not None:
        _Reading(found, _base(root, url)).read(root)
        found.characters = _characters(root)
    return found


def robots_words(said: str) -> frozenset[str]:
    """The words of a robots directive, of `<meta name=robots>` or of a header, `none` spelled out."""
    words = {word.strip().lower() for word in re.split(r"[,;\s]", said[:1_000])}
    return frozenset(words | {"noindex", "nofollow"} if "none" in words else words)


def _parsed(markup: str, found: Linked) -> etree._Element | None:
    if markup.count("<") > _MOST_SIGNS:
        markup, found.cut = _with_signs(markup), True
    found.cut = found.cut or len(markup) > LONGEST
    payload = markup[:LONGEST].replace("\x00", "").encode("utf-8", "replace")
    try:
        return etree.fromstring(payload, etree.HTMLParser(**_PARSER))
    except (etree.LxmlError, ValueError):
        return None


def _with_signs(markup: str) -> str:
    """The beginning of a page, as far as it has not too many elements."""
    at = -1
    for _ in range(_MOST_SIGNS):
        at = markup.index("<", at + 1)
    return markup[:at]


def _base(root: etree._Element, url: str) -> str:
    tag = root.find(".//base[@href]")
    return (absolute_link(tag.get("href"), url) if tag is not None else None) or url


def _characters(root: etree._Element) -> int:
    etree.strip_elements(root, "script", "style", with_tail=False)
    text = etree.tostring(root, method="text", encoding="unicode")
    return sum(map(len, text.split()))


class _Reading:
    """The elements of a page, read one by one."""

    def __init__(self, found: Linked, base: str) -> None:
        self.found = found
        self.base = base
        end = base.find("/", base.find("//") + 2)
        self._origin = base if end < 0 else base[:end]
        self._seen: dict[str, int] = {}

    def read(self, root: etree._Element) -> None:
        readers = {"link": self._link, "meta": self._meta, "frame": self._frame, "iframe": self._frame}
        for element in root.iter(*_READ):
            readers.get(element.tag, self._anchor)(element)

    def _absolute(self, href: str | None) -> str | None:
        """As `absolute_link`, at a tenth of its cost for the links that most pages have."""
        href = (href or "").strip()
        if not href or len(href) > _LONGEST_LINK or href.lower().startswith(_NOWHERE):
            return None
        if href.startswith("/") and not href.startswith(("//", "/\\")):
            return self._origin + href
        return href if href.startswith(("http://", "https://")) else absolute_link(href, self.base)

    def _anchor(self, element: etree._Element) -> None:
        href = element.get("href")
        if not href:
            return
        if "__doPostBack" in href:
            self.found.postbacks += _POSTBACK.search(href[:_LONGEST_LINK]) is not None
            return
        at = self._seen.get(href)
        if at is None and len(self._seen) >= MOST_LINKS:
            self.found.left_out += 1
            return
        link = self._as_link(element, href) if at is None or at >= 0 else None
        if at is None:
            self._seen[href] = len(self.found.links) if link else -1
            if link:
                self.found.links.append(link)
        elif link:
            self.found.links[at] = _joined(self.found.links[at], link)

    def _as_link(self, element: etree._Element, href: str) -> Link | None:
        url = self._absolute(href)
        if url is None:
            return None
        rel = frozenset((element.get("rel") or "").lower().split())
        css = (element.get("class") or "").lower()
        return Link(url, _text(element), rel, css, element.tag, element.get("type") or "")

    def _link(self, element: etree._Element) -> None:
        rel = (element.get("rel") or "").lower().split()
        url = self._absolute(element.get("href")) if rel else None
        if url is None:
            return
        if "canonical" in rel:
            self.found.canonical.append(url)
        if "amphtml" in rel:
            self.found.amp.append(url)
        if "next" in rel:
            self.found.next.append(url)
        told = element.get("title") or ""
        feed = _FEEDS.match(element.get("type") or "") and not _COMMENTS.search(told + url)
        if "alternate" in rel and feed:
            self.found.feeds.append(url)

    def _meta(self, element: etree._Element) -> None:
        name = (element.get("name") or element.get("property") or "").strip().lower()
        content = element.get("content") or ""
        if name in _ROBOTS:
            self.found.robots |= robots_words(content)
        elif name == "og:type":
            self.found.property_type = content.strip().lower()
        elif (element.get("http-equiv") or "").lower() == "refresh":
            match = _REFRESH.match(content)
            url = self._absolute(match[2]) if match and match[2].strip() else None
            if url:
                self.found.frames.append(url)

    def _frame(self, element: etree._Element) -> None:
        url = self._absolute(element.get("src"))
        if url and len(self.found.frames) < MOST_LINKS:
            self.found.frames.append(url)


def _text(element: etree._Element) -> str:
    """The words of a link; of a picture, what it is called."""
    if len(element):
        text = " ".join("".join(_pieces(element)).split())[:_LONGEST_TEXT]
    else:
        text = " ".join((element.text or "")[: 4 * _LONGEST_TEXT].split())[:_LONGEST_TEXT]
    return text or (element.get("title") or element.get("alt") or "")[:_LONGEST_TEXT].strip()


def _pieces(element: etree._Element) -> Iterator[str]:
    """The text within an element, as far as a link has any."""
    length = 0
    for piece in element.itertext():
        yield piece[: 4 * _LONGEST_TEXT]
        length += len(piece)
        if length > 4 * _LONGEST_TEXT:
            return


def _joined(first: Link, second: Link) -> Link:
    """Two links to the same address: followed if one may be, and called by the longer words."""
    rel = (first.rel & second.rel) | ((first.rel | second.rel) - {"nofollow"})
    text = max(first.text, second.text, key=len)
    return first._replace(rel=rel, text=text, css=first.css or second.css)
