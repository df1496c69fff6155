"""What our own WARC files tell of a page: all that a store knew, the identity above all.

So the articles are the same again, and a lost database can be made anew by adding its raw files.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from index.archives.dates import fetched_on
from index.exchanges import as_sent, folded, split
from index.pages import Exchange, RawPage, article_id
from index.store.telling import read_headers, read_witnesses

if TYPE_CHECKING:
    from collections.abc import Mapping

    from index.archives.records import Record
    from index.exchanges import Headers


class Known(NamedTuple):
    """What is told of a page: its identity, the fields of a row, those of the fetch, and the request."""

    identity: str
    told: Mapping[str, str]
    fields: Headers = ()
    request: Headers = ()


class Memory:
    """Remembers the records that come before a response of ours, for they tell whose it is."""

    def __init__(self) -> None:
        """Nothing yet."""
        self._known: dict[str, Known] = {}

    def known_of(self, record: Record) -> Known | None:
        """What is told of the page in this record; None if it has none, or is not of ours."""
        concerned = record.headers.get("warc-concurrent-to", "")
        if record.kind == "resource":
            return _known(record)
        if record.kind == "metadata":
            known = _known(record)
            self._known = {concerned: known} if known else {}
        elif record.kind == "request" and concerned in self._known:
            request = split(record.block or b"")[0].headers
            self._known = {concerned: self._known[concerned]._replace(request=request)}
        elif record.kind == "response":
            known, self._known = self._known.get(record.headers.get("warc-record-id", "")), {}
            return known
        return None


def _known(record: Record) -> Known | None:
    """An identity that does not fit the id beside it is none of ours, or damaged.

    Records of earlier versions hold percent signs of an address as they are.
    """
    written = record.headers.get("tratin-identity", "")
    for identity in (unquote(written), written):
        if article_id(identity) == record.headers.get("tratin-article"):
            fields = split(b"\n" + (record.block or b""))[0].headers if record.kind == "metadata" else ()
            return Known(identity, record.headers, fields)
    return None


def own_page(record: Record, block: bytes, known: Known) -> RawPage:
    """The page as the store had it. Raises `ValueError` if what is told of it cannot be read."""
    told = {name: unquote(value) for name, value in known.told.items() if name.startswith("tratin-")}
    headers = read_headers(told.get("tratin-headers"))
    payload, exchange, media_type = block, None, record.headers.get("content-type", "")
    if record.kind == "response":
        head, payload = split(block)
        exchange = _exchange(record, head.line, as_sent(head.headers), known)
        headers = headers or folded(exchange.response)
        media_type = told.get("tratin-type", "")
    target = record.headers.get("warc-target-uri", "")
    return RawPage(
        identity=known.identity,
        source=told.get("tratin-source", ""),
        name=told.get("tratin-name", ""),
        media_type=media_type,
        payload=payload,
        url=told.get("tratin-url") or (None if target.startswith("urn:tratin:") else target),
        fetched=fetched_on(record),
        headers=headers,
        witnesses=read_witnesses(told.get("tratin-witnesses")),
        exchange=exchange,
    )


def _exchange(record: Record, status: str, response: Headers, known: Known) -> Exchange:
    fields = dict(known.fields)
    return Exchange(
        status=status,
        response=response,
        request=known.request,
        address=record.headers.get("warc-ip-address", ""),
        redirects=tuple(unquote(value) for name, value in known.fields if name == "redirectedFrom"),
        tls=unquote(fields.get("tls", "")),
        seconds=int(fields.get("fetchTimeMs", "0")) / 1000,
    )
