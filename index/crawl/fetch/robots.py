"""What robots.txt allows (RFC 9309), as a value that the store can keep.

2xx is parsed; 4xx means that all is allowed, and so does a redirect that leads nowhere; 429, 5xx and no
answer at all mean that nothing may be fetched for an hour.
"""

from __future__ import annotations

import re
from datetime import timedelta
from itertools import islice
from typing import TYPE_CHECKING

from protego import Protego

from index.crawl.fetch.targets import Unusable, read_target
from index.crawl.fetch.troubles import STOPPED
from index.crawl.model import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from index.crawl.model import Fetched

TOKEN = "TraTin"  # noqa: S105 - a product token, as RFC 9309 calls it
MOST_BYTES = 500 * 1024
"""Bytes of a file that are read (RFC 9309 asks for as many)."""

MOST_LINES = 20_000
MOST_WILDCARD_RULES = 1_000
MOST_WILDCARDS = 32
LONGEST_RULE = 2_000
MOST_SITEMAPS = 1_000
LONGEST_DELAY = 120.0
HOLDS = timedelta(hours=24)
HOLDS_WAITING = timedelta(hours=1)

_LINE = re.compile(
    r"(?:(?P<agent>user[- ]?agent)|(?P<disallow>dis?s?al?l?[oa]w|diasllow)|(?P<allow>allow)"
    r"|(?P<sitemap>site-?maps?)|(?P<delay>crawl[- ]delay)|(?P<rate>request[- ]rate))"
    r"\s*[:\s]\s*(?P<value>[^#]*)",
    re.IGNORECASE,
)
_FIELDS = {
    "agent": "User-agent",
    "disallow": "Disallow",
    "allow": "Allow",
    "sitemap": "Sitemap",
    "delay": "Crawl-delay",
    "rate": "Request-rate",
}
_PRODUCT = re.compile(r"[A-Za-z_-]+")


class Robots:
    """The robots.txt of a host. `status` is 0 if there was no answer; `until` is when to ask anew."""

    __slots__ = ("_rules", "_sitemaps", "body", "status", "until")

    def __init__(self, status: int, body: bytes, until: datetime) -> None:
        self.status = status
        self.body = body[:MOST_BYTES] if 200 <= status < 300 else b""
        self.until = until
        text = "\n".join(_bounded(_text(self.body)))
        self._rules = Protego.parse(text)
        self._sitemaps = tuple(_sitemaps(self._rules))

    @classmethod
    def of(cls, fetched: Fetched) -> Robots:
        """From what came of asking for the file; one that could not be read whole counts as no answer."""
        is_broken = 200 <= fetched.status < 300 and fetched.outcome is not Outcome.OK
        status = 0 if is_broken else fetched.status
        holds = HOLDS
        if _waits(status):
            holds = max(HOLDS_WAITING, timedelta(seconds=fetched.wait or 0.0))
        if fetched.reason == STOPPED:
            holds = timedelta(0)
        return cls(status, fetched.payload, fetched.fetched + holds)

    @property
    def waits(self) -> bool:
        """Whether nothing may be fetched until the file was read."""
        return _waits(self.status)

    def allows(self, url: str) -> bool:
        """Whether an address of the host may be fetched now."""
        return not self.refusal(url)

    def refusal(self, url: str) -> str:
        """Why an address may not be fetched: `robots`, `robots-wait`; empty if it may."""
        if self.waits:
            return "robots-wait"
        target = read_target(url)
        if isinstance(target, Unusable):
            return "robots"
        return "" if self._rules.can_fetch(target.url, TOKEN) else "robots"

    def delay(self) -> float | None:
        """Seconds between requests that the file asks for, at most `LONGEST_DELAY`; None if it does not."""
        rate = self._rules.request_rate(TOKEN)
        asked = [self._rules.crawl_delay(TOKEN), rate.seconds / rate.requests if rate else None]
        seconds = [one for one in asked if one is not None]
        return min(max(seconds), LONGEST_DELAY) if seconds else None

    def sitemaps(self) -> tuple[str, ...]:
        """The addresses of the sitemaps that the file names, absolute ones only."""
        return self._sitemaps


def _waits(status: int) -> bool:
    return status in {0, 429} or status >= 500


def _text(body: bytes) -> str:
    """The words of a file in whatever encoding; empty if it is no text at all."""
    if body.startswith((b"\xff\xfe", b"\xfe\xff")):
        return body.decode("utf-16", errors="replace")
    return "" if b"\0" in body else body.decode("utf-8-sig", errors="replace")


def _bounded(text: str) -> Iterator[str]:
    """The lines that mean something, spelt one way and few enough to be cheap."""
    wildcards = 0
    for field, value in islice(_lines(text), MOST_LINES):
        if field in {"allow", "disallow"} and "*" in value:
            wildcards += 1
            cheap = _cheap(field, value, is_one_too_many=wildcards > MOST_WILDCARD_RULES)
            yield f"{_FIELDS[field]}: {cheap}"
        else:
            yield f"{_FIELDS[field]}: {value}"


def _lines(text: str) -> Iterator[tuple[str, str]]:
    """Fields that are known, with their values.

    Groups of others become one group: thousands of them would cost their number squared.
    """
    for line in text.splitlines():
        found = _LINE.match(line[: LONGEST_RULE + 100].strip())
        if not found:
            continue
        field = next(name for name in _FIELDS if found[name])
        value = found["value"].strip()
        if len(value) <= LONGEST_RULE:
            yield field, _agent(value) if field == "agent" else value


def _agent(value: str) -> str:
    if value.startswith("*"):
        return "*"
    product = _PRODUCT.match(value)
    return TOKEN if product and product[0].lower() == TOKEN.lower() else "other"


def _cheap(field: str, value: str, *, is_one_too_many: bool) -> str:
    """A rule that costs little to match: of two ways to shorten it, the one that forbids more."""
    parts = re.sub(r"\*+", "*", value).split("*")
    kept = parts[:1] if is_one_too_many else parts[: MOST_WILDCARDS + 1]
    return "*".join(kept) if len(kept) == len(parts) or field == "disallow" else ""


def _sitemaps(rules: Protego) -> Iterator[str]:
    for url in list(dict.fromkeys(rules.sitemaps))[:MOST_SITEMAPS]:
        target = read_target(url)
        if not isinstance(target, Unusable):
            yield target.url
