"""Sitemaps: lists of addresses that a site makes for crawlers, in XML or as plain lines, often compressed.

Read as a stream, whatever comes: no document types, no entities but those of XML, no network, a bound on
bytes and on entries. A feed in place of a sitemap is read as one, as the protocol allows.
"""

from __future__ import annotations

import html
import re
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from lxml import etree

from index.links import absolute_link
from index.listing import LOOSE, read_feed, unescaped
from search.decoding import decode
from search.text import canonical

if TYPE_CHECKING:
    from collections.abc import Mapping

MOST_ENTRIES = 50_000
"""Entries of a sitemap that are taken; the protocol allows no more."""

LARGEST = 50_000_000
"""Bytes of a sitemap without compression; the protocol allows about as many."""

HTML, DOCTYPE, UNREADABLE, NOTHING = "html", "doctype", "unreadable", "nothing"
"""Why no sitemap was read: a page was answered; it has a document type; it is broken; it names nothing."""

_STEP = 1 << 16
_DECODED = 2_000_000  # bytes in an old encoding that are looked at closely
_LONGEST = 2_000  # characters of an address
_LONGEST_WORDS = 1_000
_LONGEST_DATE = 64
_GZIP = b"\x1f\x8b"
_DECLARATION = re.compile(r"<\?xml[^>]{0,500}\?>")
_FIRST = re.compile(r"<([A-Za-z][\w.-]*:)?([A-Za-z][\w-]*)")
_PAGE = re.compile(r"<!doctype\s+html|<(?:html|head|body|script|title|meta|div)\b", re.IGNORECASE)
_LONE = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#[0-9]{1,7}|#x[0-9A-Fa-f]{1,6});)")
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_END = re.compile(r"</(?:[\w.-]+:)?(?:urlset|sitemapindex)\s*>", re.IGNORECASE)
_LINE = re.compile(r"^[ \t]*(https?://[^\s<>\"]{1,2000})[ \t]*\r?$", re.MULTILINE | re.IGNORECASE)
_FEEDS = frozenset(("rss", "feed", "rdf"))
_FIELDS = {
    ("url", "loc"): "loc",
    ("sitemap", "loc"): "loc",
    ("url", "lastmod"): "lastmod",
    ("news", "title"): "title",
    ("news", "publication_date"): "published",
}
_LONGEST_FIELD = {
    "loc": _LONGEST,
    "lastmod": _LONGEST_DATE,
    "title": _LONGEST_WORDS,
    "published": _LONGEST_DATE,
}


class SitemapUrl(NamedTuple):
    """An entry: its address, absolute, and as written its last change, its title and its publication."""

    url: str
    lastmod: str = ""
    title: str = ""
    published: str = ""


@dataclass(frozen=True, slots=True)
class Sitemap:
    """What a sitemap names: pages, further sitemaps, each once.

    `left_out` counts entries beyond `MOST_ENTRIES`, `cut` says that it was larger than `LARGEST` or broke
    off, and `problem` why it names nothing, if so.
    """

    urls: tuple[SitemapUrl, ...] = ()
    sitemaps: tuple[str, ...] = ()
    left_out: int = 0
    cut: bool = False
    problem: str = ""


def read_sitemap(payload: bytes, url: str) -> Sitemap:
    """What a sitemap names. Never raises; memory and time are bounded.

    Args:
        payload: the sitemap as it came, compressed with gzip or not.
        url: where it came from, against which its addresses are read.
    """
    payload, cut = _unpacked(payload)
    text = _text(payload)
    head = text[:4_000]
    first = _FIRST.search(head)
    if first is None:
        return _lines(text, cut) if "<" not in head else Sitemap(cut=cut, problem=UNREADABLE)
    if _PAGE.search(head, 0, first.end() + 1):
        return Sitemap(cut=cut, problem=HTML)
    if "<!" in head[: first.start()].replace("<!--", ""):
        return Sitemap(cut=cut, problem=DOCTYPE)
    if first[2].lower() in _FEEDS:
        return _feed(payload, url, cut)
    return _parsed(text, url, cut)


def _unpacked(payload: bytes) -> tuple[bytes, bool]:
    """The bytes without compression, twice at most, and whether that is not all."""
    cut = False
    for _ in range(2):
        if not payload.startswith(_GZIP):
            break
        payload, short = _inflated(payload)
        cut = cut or short
    return payload[:LARGEST], cut or len(payload) > LARGEST


def _inflated(payload: bytes) -> tuple[bytes, bool]:
    pieces: list[bytes] = []
    length = 0
    while payload.startswith(_GZIP):  # a gzip file may have several members
        member = zlib.decompressobj(31)
        try:
            pieces.append(member.decompress(payload, LARGEST + 1 - length))
        except zlib.error:
            return b"".join(pieces), True
        length += len(pieces[-1])
        if not member.eof or length > LARGEST:
            return b"".join(pieces), True
        payload = member.unused_data
    return b"".join(pieces), False


def _text(payload: bytes) -> str:
    """A sitemap as text, in whatever encoding it is, which is not always the declared one."""
    try:
        text = payload.decode("utf-8-sig")
        if text.count("\x00", 0, 1_000) < 100:
            return text
    except UnicodeDecodeError:
        pass
    for name, marks in (("utf-16-le", (b"\xff\xfe", b"<\x00")), ("utf-16-be", (b"\xfe\xff", b"\x00<"))):
        if payload.startswith(marks):
            return payload.decode(name, "replace").lstrip("\ufeff")
    return decode(payload).text if len(payload) <= _DECODED else payload.decode("utf-8-sig", "replace")


def _lines(text: str, cut: bool) -> Sitemap:
    """A sitemap of one address a line."""
    found: dict[str, SitemapUrl] = {}
    left_out = 0
    for match in _LINE.finditer(text):
        address = absolute_link(match[1], match[1])
        if address and len(found) < MOST_ENTRIES:
            found.setdefault(address, SitemapUrl(address))
        elif address:
            left_out += 1
    return Sitemap(tuple(found.values()), (), left_out, cut, "" if found else NOTHING)


def _feed(payload: bytes, url: str, cut: bool) -> Sitemap:
    items = read_feed(payload, url)
    urls = tuple(SitemapUrl(item.url, "", item.title, item.published) for item in items)
    return Sitemap(urls, (), 0, cut, "" if urls else NOTHING)


def _parsed(text: str, url: str, cut: bool) -> Sitemap:
    target = _Entries(url)
    parser = etree.XMLParser(
        target=target, recover=True, resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False
    )
    text = text.lstrip()
    declaration = _DECLARATION.match(text)
    text = text[declaration.end() :].lstrip() if declaration else text
    text = _CONTROLS.sub("", _LONE.sub("&amp;", LOOSE.sub("&lt;", text)))
    cut = cut or _END.search(text[-300:]) is None
    payload = text.encode()
    try:
        parser.feed(b"<?xml version='1.0' encoding='utf-8'?>")
        for at in range(0, len(payload), _STEP):
            parser.feed(payload[at : at + _STEP])
        parser.close()
    except (etree.LxmlError, ValueError):
        cut = True
    problem = "" if target.urls or target.sitemaps else UNREADABLE if cut else NOTHING
    return Sitemap(tuple(target.urls.values()), tuple(target.sitemaps), target.left_out, cut, problem)


class _Entries:
    """What a parser tells of a sitemap, gathered: no tree is built."""

    def __init__(self, url: str) -> None:
        self.urls: dict[str, SitemapUrl] = {}
        self.sitemaps: dict[str, None] = {}
        self.left_out = 0
        self._url = url
        self._path: list[str] = []
        self._field = ""
        self._pieces: list[str] = []
        self._length = 0
        self._said: dict[str, str] = {}

    def start(self, tag: str, _attributes: Mapping[str, str]) -> None:
        """An element begins."""
        name = tag.rpartition("}")[2].rpartition(":")[2].lower()
        self._field = _FIELDS.get((self._path[-1] if self._path else "", name), "")
        self._path.append(name)
        self._pieces, self._length = [], 0
        if name in {"url", "sitemap"}:
            self._said = {}

    def data(self, data: str) -> None:
        """Text, in pieces."""
        if self._field and self._length < 2 * _LONGEST:
            self._pieces.append(data[: 2 * _LONGEST])
            self._length += len(data)

    def end(self, _tag: str) -> None:
        """An element ends."""
        name = self._path.pop() if self._path else ""
        if self._field:
            said = html.unescape("".join(self._pieces)).strip()
            if len(said) <= _LONGEST_FIELD[self._field]:
                self._said.setdefault(self._field, said)
            self._field = ""
        elif name in {"url", "sitemap"}:
            self._take(name)

    def close(self) -> None:
        """The sitemap ends."""

    def _take(self, name: str) -> None:
        said, self._said = self._said, {}
        address = absolute_link(said.get("loc", ""), self._url) if said.get("loc") else None
        if address is None:
            return
        if len(self.urls) + len(self.sitemaps) >= MOST_ENTRIES:
            self.left_out += 1
        elif name == "sitemap":
            self.sitemaps.setdefault(address)
        else:
            title = " ".join(canonical(unescaped(said.get("title", ""))).split())
            entry = SitemapUrl(address, said.get("lastmod", ""), title, said.get("published", ""))
            self.urls.setdefault(address, entry)
