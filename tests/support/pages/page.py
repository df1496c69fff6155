"""A page as a server hands it over, and what is true of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pages import charsets

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from search.model import BlockKind

ARTICLE = "article"
"""The kind of a page that is one article; other kinds are those of `pages.others`."""


@dataclass(frozen=True, slots=True)
class Truth:
    """What a reader sees on a page, in clean letters (NFC, Đ, no soft hyphen).

    `body` has an entry for each paragraph, heading, quote, item of a list and row of a table (cells
    separated by tabs); on pages with `marked` false nothing but the letters tells these kinds apart.
    `bylines` are the lines that name `authors`, without a label. `published` is a datetime (+07:00), a
    date where `precision` is "day", or None where the page tells no day. No text of `never` may be in
    the title, lead or body; no text of `strangers` is a byline.
    """

    title: str
    lead: str
    body: tuple[tuple[BlockKind, str], ...]
    captions: tuple[str, ...]
    bylines: tuple[str, ...]
    authors: tuple[str, ...]
    source: str
    published: datetime | date | None
    precision: str
    section: str
    attachments: tuple[str, ...]
    related: tuple[str, ...]
    never: tuple[str, ...]
    strangers: tuple[str, ...] = ()
    marked: bool = True


@dataclass(frozen=True, slots=True)
class Page:
    """An answer of a server: what came, and what is to be made of it.

    `kind` is `article`, or what the page is instead (then `truth` is None, except for print views, which
    hold the article of `article_url`). `charset` is the true encoding of the payload, whatever it declares.
    `day` is the one on which the page was taken.
    """

    id: str
    layout: str
    story: str
    traps: frozenset[str]
    url: str
    headers: Mapping[str, str]
    payload: bytes
    charset: str
    kind: str
    truth: Truth | None
    day: date
    article_url: str = ""

    @property
    def html(self) -> str:
        """The payload in its true encoding."""
        return charsets.decode(self.payload, self.charset)
