"""A page that was fetched, read once for all who look at it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.clean.markup import declared_charset
from index.crawl.find.markup import read_links
from index.crawl.model import Outcome
from index.pages import HTML, RawPage
from search.decoding import decode
from search.model import VIETNAM

if TYPE_CHECKING:
    from index.crawl.find.markup import Linked
    from index.crawl.model import Fetched
    from search.model import Witness

_TAGS = re.compile(r"<(?:!doctype html|html|head|body|div|table|frameset|title|p|a)\b", re.IGNORECASE)
_LOOKED_AT = 20_000  # characters
_TITLE = re.compile(r"<title[^>]{0,200}>(.{0,1000}?)</title", re.IGNORECASE | re.DOTALL)
_LANGUAGE = re.compile(r"<html\b[^>]{0,500}?\blang\s*=\s*[\"']?([A-Za-z-]{2,20})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Sight:
    """A page: its address, its markup decoded, its links; its encoding as declared and as found."""

    fetched: Fetched
    url: str
    markup: str
    declared: str
    encoding: str
    linked: Linked

    @property
    def is_html(self) -> bool:
        """Whether it is a page at all."""
        return _TAGS.search(self.markup, 0, _LOOKED_AT) is not None

    @property
    def title(self) -> str:
        """The title of the window, as written."""
        found = _TITLE.search(self.markup, 0, _LOOKED_AT * 10)
        return " ".join(found[1].split()) if found else ""

    @property
    def language(self) -> str:
        """The language that the page declares."""
        found = _LANGUAGE.search(self.markup, 0, _LOOKED_AT)
        return found[1] if found else ""


def see(fetched: Fetched) -> Sight | None:
    """Read a page; None where none came."""
    if fetched.outcome is not Outcome.OK:
        return None
    page = raw_page(fetched, "", ())
    declared = declared_charset(page) or ""
    decoded = decode(fetched.payload, declared or None)
    linked = read_links(decoded.text, fetched.url)
    return Sight(fetched, fetched.url, decoded.text, declared, decoded.encoding, linked)


def raw_page(fetched: Fetched, source: str, witnesses: tuple[Witness, ...]) -> RawPage:
    """A fetched page as the cleaner takes it."""
    return RawPage(
        identity=f"url:{fetched.url}",
        source=source,
        name=fetched.url,
        media_type=HTML,
        payload=fetched.payload,
        url=fetched.url,
        fetched=fetched.fetched.astimezone(VIETNAM),
        headers=fetched.headers,
        witnesses=witnesses,
    )
