"""Which records of a WARC file are pages: HTML that a server sent with status 200, or that stands alone."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from index.archives.bodies import BodyError, BodyTooLargeError, plain_body
from index.archives.dates import fetched_on
from index.archives.own import Memory, own_page
from index.exchanges import folded, split
from index.pages import HTML, Exchange, RawPage
from search.model import SkipReason

if TYPE_CHECKING:
    from collections.abc import Callable

    from index.archives.own import Known
    from index.archives.records import Record

PAGES = ("response", "resource")
KINDS = frozenset({*PAGES, "request", "metadata"})
"""The types of records that can be pages, and those whose blocks are looked at."""

_HTML = (HTML, "application/xhtml+xml")
_LIKE_HTML = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype html|html|head|body)\b", re.IGNORECASE)
_MEDIA_TYPE = re.compile(r"\s*([a-z0-9.+-]{1,40}/[a-z0-9.+-]{1,80})\s*(?:;|,|$)", re.IGNORECASE)
_OK = 200
_MOST_TOLD = 8


class Options(NamedTuple):
    """What holds for all pages of a file.

    `label` is the name of the file, `source` that of the pages, `largest` the bytes of the largest, and
    `identify` gives the identity of an address.
    """

    label: str
    source: str
    largest: int
    identify: Callable[[str], str]


class Unread(NamedTuple):
    """Records that gave no page: why, in words, and how many they are."""

    reason: SkipReason
    detail: str
    number: int = 1


@dataclass(slots=True)
class Others:
    """Counts records that are no pages by kind: they are told together, for an archive is full of them."""

    kinds: Counter[str] = field(default_factory=Counter)
    statuses: Counter[str] = field(default_factory=Counter)

    def unread(self) -> list[Unread]:
        """What there is to tell."""
        both = ((SkipReason.UNKNOWN_TYPE, self.kinds), (SkipReason.ERROR_PAGE, self.statuses))
        return [Unread(reason, _listed(counts), counts.total()) for reason, counts in both if counts]


class Reading:
    """Makes pages of the records of a file, in order."""

    def __init__(self, options: Options) -> None:
        """Nothing was read yet."""
        self._options = options
        self._memory = Memory()
        self.others = Others()

    def page(self, record: Record) -> RawPage | Unread | None:
        """The page of a record; None if it is none, which `others` counts if it might have been one."""
        known = self._memory.known_of(record)
        if record.kind not in PAGES:
            if record.kind in ("revisit", "continuation"):
                self.others.kinds[record.kind] += 1
            return None
        if record.block is None:
            detail = f"{record.size:,} bytes; the limit is {self._options.largest:,}"
            return self._unread(SkipReason.TOO_LARGE, record, detail)
        try:
            return self._page(record, record.block, known)
        except BodyTooLargeError as error:
            return self._unread(SkipReason.TOO_LARGE, record, str(error))
        except (BodyError, ValueError, TypeError) as error:
            return self._unread(SkipReason.BAD_RECORD, record, str(error))

    def _page(self, record: Record, block: bytes, known: Known | None) -> RawPage | Unread | None:
        if known:
            return own_page(record, block, known)
        address = address_in(record)
        if address is None:
            self.others.kinds["no address on the web"] += 1
            return None
        if record.kind == "response":
            return self._response(record, block, address)
        written = record.headers.get("content-type", "")
        if _media_type(written) not in _HTML:
            self.others.kinds[_media_type(written)] += 1
            return None
        return self._made(record, address, block, Exchange("", (("Content-Type", written),)))

    def _response(self, record: Record, block: bytes, address: str) -> RawPage | Unread | None:
        head, body = split(block)
        headers = folded(head.headers)
        media_type = _media_type(headers.get("content-type", ""))
        if head.status != _OK:
            self.others.statuses[str(head.status or "no status")] += 1
            return None
        if media_type not in (*_HTML, ""):
            self.others.kinds[media_type] += 1
            return None
        payload = plain_body(body, headers, self._options.largest)
        if not media_type and not _LIKE_HTML.match(payload):
            self.others.kinds[""] += 1
            return None
        server = record.headers.get("warc-ip-address", "")
        return self._made(record, address, payload, Exchange(head.line, head.headers, address=server))

    def _made(self, record: Record, url: str, payload: bytes, exchange: Exchange) -> RawPage | Unread:
        if not payload.removeprefix(b"\xef\xbb\xbf").strip():
            return self._unread(SkipReason.EMPTY, record, url)
        return RawPage(
            identity=self._options.identify(url),
            source=self._options.source,
            name=f"{self._options.label}:{record.spot.byte}",
            media_type=HTML,
            payload=payload,
            url=url,
            fetched=fetched_on(record),
            headers=folded(exchange.response),
            exchange=exchange if exchange.status else None,
        )

    @staticmethod
    def _unread(reason: SkipReason, record: Record, detail: str) -> Unread:
        return Unread(reason, f"byte {record.spot.byte:,}: {detail}")


def address_in(record: Record) -> str | None:
    """The address of a page on the web; some programs put it in angle brackets."""
    written = record.headers.get("warc-target-uri", "").removeprefix("<").removesuffix(">")
    try:
        parts = urlsplit(written)
    except ValueError:
        return None
    return written if parts.scheme in ("http", "https") and parts.hostname else None


def _media_type(written: str) -> str:
    """The type without its parameters, in lower case; empty if none is named."""
    found = _MEDIA_TYPE.match(written)
    return found.group(1).lower() if found else ""


def _listed(counts: Counter[str]) -> str:
    """The most frequent ones with their numbers: `200 image/png, 3 application/pdf`."""
    most = counts.most_common(_MOST_TOLD)
    told = ", ".join(f"{number:,} × {kind or 'of no type'}" for kind, number in most)
    more = counts.total() - sum(number for _, number in most)
    return f"{told}, {more:,} others" if more else told
