"""A plain visitor of the test portal: one request, or several over one connection, with what came back."""

from __future__ import annotations

import gzip
import html
import http.client
import re
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

import brotli

_LINK = re.compile(r"""<a [^>]*href="?([^">]+)""", re.IGNORECASE)
_SESSIONS = (
    (re.compile(r";jsessionid=\w+"), ""),
    (re.compile(r"p_auth=\w+&"), ""),
    (re.compile(r"[?&]PHPSESSID=\w+"), ""),
    (re.compile(r"(/!ut/p/c4/04Sj9CPykssy0xPLMnMz0vMAfGjzOINAg)\w+/"), r"\1/"),
)


@dataclass(frozen=True, slots=True)
class Answer:
    """What came: `headers` have small letters, `body` is unpacked."""

    url: str
    status: int
    headers: dict[str, str]
    body: bytes

    def links(self):
        """The addresses that the page links to, absolute, as they stand there."""
        text = self.body.decode("latin-1")
        return [urljoin(self.url, html.unescape(found)) for found in _LINK.findall(text)]


class Visitor:
    """Keeps one connection to a portal, whatever the host is called."""

    def __init__(self, portal, timeout=30):
        self.connection = http.client.HTTPConnection("127.0.0.1", portal.port, timeout=timeout)

    def get(self, url, method="GET", **headers):
        """Fetch an address; names of headers have `_` for `-`."""
        parts = urlsplit(url)
        target = f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/"
        sent = {"Host": parts.netloc, **{name.replace("_", "-"): value for name, value in headers.items()}}
        self.connection.request(method, target, headers=sent)
        answer = self.connection.getresponse()
        told = {name.lower(): value for name, value in answer.getheaders()}
        body = answer.read()
        unpack = {"gzip": gzip.decompress, "br": brotli.decompress}.get(told.get("content-encoding"))
        return Answer(url, answer.status, told, unpack(body) if unpack and body else body)

    def close(self):
        """End the connection."""
        self.connection.close()


def get(portal, url, method="GET", **headers):
    """Fetch one address over a connection of its own."""
    visitor = Visitor(portal)
    try:
        return visitor.get(url, method, **headers)
    finally:
        visitor.close()


def without_session(url):
    """An address without what a platform puts into links for a visitor."""
    for pattern, instead in _SESSIONS:
        url = pattern.sub(instead, url)
    return url
