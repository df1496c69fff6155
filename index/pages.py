"""A page as it came in, byte for byte, and the permanent id of its article."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from search.model import Witness

CAPTURE = "text/plain"
"""A capture: the visible text of a page, one line a block."""

HTML = "text/html"

RECORD = "application/json"
"""One line of a JSON Lines file; its fields are described in `index.records`."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """How a page was fetched: what only the fetch knows, and nobody can find out later.

    `status` is the line that begins the answer (`HTTP/1.1 200 OK`); `response` are its headers and `request`
    those of the question, in order and as they were sent, empty if not known. `address` is that of the
    server, `redirects` the addresses that led to the page, `tls` the rung that was needed, `seconds` how long
    it took.
    """

    status: str
    response: tuple[tuple[str, str], ...]
    request: tuple[tuple[str, str], ...] = ()
    address: str = ""
    redirects: tuple[str, ...] = ()
    tls: str = ""
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class RawPage:
    """One page: who it is, where it came from, and its bytes.

    `identity` decides the article (see `index.imports.identify_file`), `name` is for people,
    `media_type` is one of `CAPTURE`, `HTML`, `RECORD`, and `fetched` is in Vietnamese time. `headers` are
    those of the server's answer, names in lower case. `witnesses` is what others said of the page before it
    was read: a feed, a sitemap, a list page. `exchange` is only there while a page comes in: what is read
    from the store has none.
    """

    identity: str
    source: str
    name: str
    media_type: str
    payload: bytes
    url: str | None
    fetched: datetime
    headers: Mapping[str, str] = field(default_factory=dict)
    witnesses: tuple[Witness, ...] = ()
    exchange: Exchange | None = None


def article_id(identity: str) -> str:
    """The permanent id of an article: the first 16 hex digits of the SHA-256 of its page's identity."""
    return hashlib.sha256(identity.encode("utf-8", "replace")).hexdigest()[:16]
