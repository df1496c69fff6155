"""The WARC records of a page as bytes, and what their headers tell of it.

docs/store.md describes them. Whatever a person, a portal or a server chose is percent-encoded in them: a line
end there would forge a header.
"""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote
from uuid import uuid4

from index.exchanges import as_sent, folded, request_block, response_block, split
from index.store.telling import write_headers, write_witnesses

if TYPE_CHECKING:
    from collections.abc import Mapping

    from index.pages import Exchange, RawPage

_IN_ADDRESS = "/:=&?~#+!$,;'@()*[]"
_REQUEST = "application/http; msgtype=request"
_RESPONSE = "application/http; msgtype=response"
_FIELDS = "application/warc-fields"


def first_record(name: str) -> bytes:
    """The record with which the raw file of a name begins."""
    fields = b"software: Tra Tin\r\nformat: WARC File Format 1.1\r\n"
    part = _Part("warcinfo", _FIELDS, fields, fields)
    return _record(part, {"WARC-Filename": name, "WARC-Date": _moment(datetime.now(UTC))})


def records_of(page: RawPage, article_id: str) -> list[bytes]:
    """The records of a page; the last one holds its bytes."""
    uri = quote(page.url, safe=f"%{_IN_ADDRESS}") if page.url else f"urn:tratin:{article_id}"
    if page.exchange is None or not page.url:
        told = _told(page, article_id, uri, page.headers)
        part = _Part("resource", page.media_type, page.payload, page.payload)
        return [_record(part, {**_whence(page, uri), **told})]
    return _fetched(page, page.exchange, uri, article_id)


def payload_of(record: bytes) -> bytes:
    """The bytes of a page in its record, which is given whole, without compression."""
    head, _, block = record.partition(b"\r\n\r\n")
    return split(block)[1] if b"\r\nwarc-type: response\r\n" in head.lower() + b"\r\n" else block


def _fetched(page: RawPage, exchange: Exchange, uri: str, article_id: str) -> list[bytes]:
    response = response_block(exchange.status, exchange.response, page.payload)
    kept = folded(as_sent(split(response)[0].headers))
    told = _told(page, article_id, uri, {} if kept == page.headers else page.headers)
    told["Tratin-Type"] = quote(page.media_type, safe=_IN_ADDRESS)
    record_id, whence = _new_id(), _whence(page, uri)
    linked = {"WARC-Concurrent-To": record_id}
    place = {"WARC-IP-Address": quote(exchange.address, safe=_IN_ADDRESS)} if exchange.address else {}
    fields = _fields(exchange)
    records = [_record(_Part("metadata", _FIELDS, fields, fields), {**whence, **linked, **told})]
    if exchange.request:
        request = request_block(page.url or "", exchange.request)
        records.append(_record(_Part("request", _REQUEST, request, b""), {**whence, **linked, **place}))
    own = {**whence, "WARC-Record-ID": record_id, **place}
    return [*records, _record(_Part("response", _RESPONSE, response, page.payload), own)]


class _Part(NamedTuple):
    """The type of a record, that of its block, the block, and what of it is the payload."""

    kind: str
    media_type: str
    block: bytes
    payload: bytes


def _record(part: _Part, more: Mapping[str, str]) -> bytes:
    headers = {
        "WARC-Type": part.kind,
        "WARC-Record-ID": _new_id(),
        **more,
        "WARC-Block-Digest": _digest(part.block),
        "WARC-Payload-Digest": _digest(part.payload),
        "Content-Type": part.media_type,
        "Content-Length": str(len(part.block)),
    }
    head = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    return b"".join((b"WARC/1.1\r\n", head.encode(), b"\r\n", part.block, b"\r\n\r\n"))


def _whence(page: RawPage, uri: str) -> dict[str, str]:
    """Of what page a record is, and of when."""
    return {"WARC-Target-URI": uri, "WARC-Date": _moment(page.fetched)}


def _moment(time: datetime) -> str:
    return time.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _new_id() -> str:
    return f"<urn:uuid:{uuid4()}>"


def _digest(data: bytes) -> str:
    return f"sha256:{hashlib.sha256(data).hexdigest()}"


def _told(page: RawPage, article_id: str, uri: str, headers: Mapping[str, str]) -> dict[str, str]:
    """What a row of the database knows beside the bytes."""
    told = {
        "Tratin-Article": article_id,
        "Tratin-Identity": page.identity,
        "Tratin-Source": page.source,
        "Tratin-Name": page.name,
        "Tratin-Url": page.url if page.url != uri else None,
        "Tratin-Headers": write_headers(headers),
        "Tratin-Witnesses": write_witnesses(page.witnesses),
    }
    return {name: quote(value, safe=_IN_ADDRESS) for name, value in told.items() if value}


def _fields(exchange: Exchange) -> bytes:
    """How the page was fetched, in the names of other crawlers where they have one."""
    told = [("fetchTimeMs", str(round(exchange.seconds * 1000)))] if exchange.seconds else []
    told += [("redirectedFrom", quote(url, safe=_IN_ADDRESS)) for url in exchange.redirects]
    told += [("tls", quote(exchange.tls, safe=_IN_ADDRESS))] if exchange.tls else []
    return "".join(f"{name}: {value}\r\n" for name, value in told).encode()
