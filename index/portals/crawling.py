"""The table `[crawl]` of a portal file: how a portal is crawled, and what is wrong with what it says."""

from __future__ import annotations

import re
from datetime import date  # noqa: TC003 - msgspec reads it
from typing import TYPE_CHECKING

import msgspec

from index.portals.model import CrawlRules, Tls
from index.portals.portals import address_of
from search.settings import LOGINS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from index.portals.model import Address

MOST_DELAY_MS = 3_600_000

_LOGIN = re.compile(rf"{LOGINS}[A-Z0-9_]{{1,100}}")
_PLATFORM = re.compile(r"[a-z0-9-]*")
_PATH = re.compile(r"/[^\s?#]*")
_PARAMETER = re.compile(r"[^\s?#&=]+")
_AGENT = re.compile(r"[ -~]*")


class CrawlTable(msgspec.Struct, forbid_unknown_fields=True):
    """The keys of the table; docs/portals.md says what they are."""

    enabled: bool = False
    verified: str = ""
    platform: str = ""
    start: list[str] = []
    sitemaps: list[str] = []
    allow: list[str] = []
    deny: list[str] = []
    keep: list[str] = []
    drop: list[str] = []
    delay_ms: int | None = None
    user_agent: str = ""
    login: str = ""
    private_addresses: bool = False
    tls: str = Tls.LEGACY.value
    since: date | None = None
    until: date | None = None


def crawl_rules(given: CrawlTable) -> CrawlRules:
    """The rules of a table that nothing is wrong with."""
    return CrawlRules(
        enabled=given.enabled,
        verified=given.verified.strip(),
        platform=given.platform,
        start=_once(url.strip() for url in given.start),
        sitemaps=_once(url.strip() for url in given.sitemaps),
        allow=_once(given.allow),
        deny=_once(given.deny),
        keep=_once(given.keep),
        drop=_once(given.drop),
        delay_ms=given.delay_ms,
        user_agent=given.user_agent.strip(),
        login=given.login,
        private_addresses=given.private_addresses,
        tls=Tls(given.tls),
        since=given.since,
        until=given.until,
    )


def _once(given: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(given))


def problems_of_crawl(given: CrawlTable, hosts: Collection[Address], *, has_pages: bool) -> Iterator[str]:
    """What is wrong with a table, in words; `has_pages` says whether the file names feeds or list pages."""
    yield from _problems_of_words(given)
    yield from _problems_of_start(given, hosts)
    for name in ("allow", "deny"):
        paths = getattr(given, name)
        yield from (
            f"crawl.{name}: {path!r} is no path that begins with /"
            for path in paths
            if not _PATH.fullmatch(path)
        )
    for name in ("keep", "drop"):
        names = getattr(given, name)
        yield from (
            f"crawl.{name}: {one!r} is no name of a parameter"
            for one in names
            if not _PARAMETER.fullmatch(one)
        )
    yield from _problems_of_both(given.allow, given.deny, "'allow' and 'deny'")
    yield from _problems_of_both(given.keep, given.drop, "'keep' and 'drop'")
    if given.since and given.until and given.since > given.until:
        yield "crawl: 'until' is before 'since'"
    if given.enabled and not (has_pages or given.start or given.sitemaps):
        yield "crawl.enabled: nowhere to begin; name a page in 'start', a sitemap, a feed or a list page"


def _problems_of_words(given: CrawlTable) -> Iterator[str]:
    if "\n" in given.verified:
        yield "crawl.verified: must be one line of text"
    if not _PLATFORM.fullmatch(given.platform):
        yield f"crawl.platform: {given.platform!r} must be small letters, digits and hyphens"
    if not _AGENT.fullmatch(given.user_agent):
        yield f"crawl.user_agent: {given.user_agent!r} must be one line of ASCII"
    if given.login and not _LOGIN.fullmatch(given.login):
        yield (
            f"crawl.login: must name a variable of the environment, {LOGINS} and then capital letters, "
            "digits or _; the password itself has no place in a file"
        )
    if given.delay_ms is not None and not 0 <= given.delay_ms <= MOST_DELAY_MS:
        yield f"crawl.delay_ms: {given.delay_ms} must be 0 to {MOST_DELAY_MS}"
    if given.tls not in list(Tls):
        yield f"crawl.tls: {given.tls!r} must be {', '.join(repr(each.value) for each in Tls)}"


def _problems_of_start(given: CrawlTable, hosts: Collection[Address]) -> Iterator[str]:
    """Pages must be the portal's, sitemaps on one of its hosts: they mostly lie at the root."""
    for url in given.start:
        address = address_of(url)
        if address is None:
            yield f"crawl.start: {url!r} is no address that begins with http:// or https://"
        elif not any(_is_below(address, host) for host in hosts):
            yield f"crawl.start: {url!r} is on none of the portal's hosts"
    for url in given.sitemaps:
        address = address_of(url)
        if address is None:
            yield f"crawl.sitemaps: {url!r} is no address that begins with http:// or https://"
        elif address.host not in {host.host for host in hosts}:
            yield f"crawl.sitemaps: {url!r} is on none of the portal's hosts"


def _is_below(address: Address, of: Address) -> bool:
    at = address.path
    return address.host == of.host and (not of.path or at == of.path or at.startswith(f"{of.path}/"))


def _problems_of_both(first: Sequence[str], second: Sequence[str], names: str) -> Iterator[str]:
    yield from (f"crawl: {one!r} is in both {names}" for one in dict.fromkeys(first) if one in second)
