"""What of the web a portal is: its hosts, and the paths on them that may be crawled."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from index.crawl.find.identity import REVISION, canonical_url

if TYPE_CHECKING:
    from collections.abc import Iterable

    from index.portals.model import Address, CrawlRules, Portal

OUTSIDE, DENIED = "outside", "denied"
"""Why an address is left alone: of another host or portal; on a path that the portal's file rules out."""


class Scope:
    """The addresses of a portal. Paths are compared without letter case, as many servers do."""

    def __init__(self, hosts: Iterable[Address], crawl: CrawlRules) -> None:
        """Remember its hosts and the rules of its file."""
        self.crawl = crawl
        self._paths: dict[str, list[str]] = {}
        for host, path in hosts:
            self._paths.setdefault(host, []).append(_spelled(path))
        rules = [(_spelled(path), True) for path in crawl.allow]
        rules += [(_spelled(path), False) for path in crawl.deny]
        self._rules = sorted(rules, key=lambda rule: (-len(rule[0]), rule[1]))

    def canonical(self, url: str) -> str | None:
        """The address under which a page of the portal is known, by the rules of its file."""
        return canonical_url(url, self.crawl.platform, self.crawl.keep, self.crawl.drop)

    @property
    def hosts(self) -> tuple[str, ...]:
        """Its hosts."""
        return tuple(self._paths)

    @property
    def identity(self) -> str:
        """A name for the rules of `canonical`: another one whenever they may give another answer."""
        rules = REVISION, self.crawl.platform, sorted(self.crawl.keep), sorted(self.crawl.drop)
        return hashlib.sha256(repr(rules).encode()).hexdigest()[:16]

    def refusal(self, url: str) -> str:
        """Why a canonical address is not the portal's to crawl, `OUTSIDE` or `DENIED`; empty if it is.

        Of the beginnings of paths in `allow` and `deny` the longest that fits decides, and `deny` of two
        equal ones. Where none fits, an address is allowed unless `allow` names others.
        """
        if not self.within(url):
            return OUTSIDE
        path = _path_of(url)[1].partition("?")[0]
        for beginning, allowed in self._rules:
            if path.startswith(beginning):
                return "" if allowed else DENIED
        return DENIED if self.crawl.allow else ""

    def within(self, url: str) -> tuple[str, ...]:
        """What a canonical address is below the tops of the portal that it is under: `/` for a top itself."""
        host, path = _path_of(url)
        tops = (top for top in self._paths.get(host, ()) if _below(path.partition("?")[0], top))
        return tuple(f"/{path[len(top) :].removeprefix('/')}" for top in tops)


def scope_of(portal: Portal) -> Scope:
    """What of the web a portal is."""
    return Scope(portal.hosts, portal.crawl)


def _path_of(url: str) -> tuple[str, str]:
    """The host of a canonical address, and its path with the query as paths are compared."""
    host, slash, rest = url.partition("//")[2].partition("/")
    return host, (slash + rest).lower()


def _below(path: str, top: str) -> bool:
    return not top or path == top or path.startswith(f"{top}/")


def _spelled(path: str) -> str:
    """A path of a portal file as canonical addresses spell it."""
    url = canonical_url(f"http://x.example{path}") if path else None
    found = (url or f"http://x.example{path}").removeprefix("http://x.example").lower()
    return found.rstrip("/") if not path.endswith("/") else found
