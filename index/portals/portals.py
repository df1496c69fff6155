"""All portals together: which one a page belongs to, and the rules for it."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import msgspec

from index.portals.model import Address
from search.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from index.clean.knowledge import Rules
    from index.portals.model import Portal

USUAL = {"http": 80, "https": 443}


class Portals:
    """The portals of an installation; of no file an empty one, which knows no page."""

    def __init__(self, portals: Sequence[Portal] = ()) -> None:
        """Put them in order.

        Raises:
            SettingsError: two of them claim the same name, host and path, or source.
        """
        self.all = tuple(sorted(portals, key=lambda each: each.key))
        self._hosts: dict[str, list[tuple[str, Portal]]] = {}
        self._sources: dict[str, Portal] = {}
        if problems := clashes(self.all):
            raise SettingsError("; ".join(problems), vietnamese="Các tệp cổng tin giẫm lên nhau.")
        for portal in self.all:
            self._sources.update(dict.fromkeys(portal.sources, portal))
            for host, path in portal.hosts:
                self._hosts.setdefault(host, []).append((path, portal))
        for paths in self._hosts.values():
            paths.sort(key=lambda pair: -len(pair[0]))

    def portal_for(self, url: str | None, source: str) -> Portal | None:
        """The portal of a page: by its address, of which the longest path counts, else by its source."""
        address = address_of(url) if url else None
        if address is not None:
            for path, portal in self._hosts.get(address.host, ()):
                if not path or address.path == path or address.path.startswith(f"{path}/"):
                    return portal
        return self._sources.get(source)

    def rules_for(self, url: str | None, source: str, fetched: datetime) -> Rules | None:
        """The rules for a page, by those of the time it was fetched; None if no portal knows it."""
        portal = self.portal_for(url, source)
        return portal.rules_on(fetched) if portal else None

    def fingerprint(self) -> str:
        """Changes whenever pages might be cleaned otherwise: hosts, sources, rules and their times count."""
        seen = [
            [
                portal.name,
                sorted(map(str, portal.hosts)),
                sorted(portal.sources),
                _seen(portal.rules),
                [[str(era.since), str(era.until), _seen(era.rules)] for era in portal.eras],
            ]
            for portal in sorted(self.all, key=lambda each: each.name)
        ]
        return hashlib.sha256(msgspec.json.encode(seen)).hexdigest()[:16]


def _seen(rules: Rules) -> list[object]:
    return [
        rules.portal,
        sorted(rules.selectors.items()),
        rules.remove,
        rules.day_first,
        rules.place,
        sorted(rules.sections.items()),
    ]


def clashes(portals: Sequence[Portal]) -> list[str]:
    """What two portals claim at the same time, in words."""
    problems: list[str] = []
    claimed: dict[tuple[str, str], Portal] = {}
    for portal in portals:
        claims = [("name", portal.name)]
        claims += [("host", str(address)) for address in portal.hosts]
        claims += [("source", source) for source in portal.sources]
        for claim in claims:
            first = claimed.setdefault(claim, portal)
            if first is not portal:
                problems.append(f"{portal.path} and {first.path} have the same {claim[0]} {claim[1]!r}")
    return problems


def address_of(url: str) -> Address | None:
    """The host and path of an address on the web, as portals are looked up; None if it is none."""
    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname, parts.port
    except ValueError:
        return None
    scheme = parts.scheme.lower()
    if scheme not in USUAL or not host or (name := ascii_host(host)) is None:
        return None
    shown = f"[{name}]" if ":" in name else name
    return Address(shown if port in (None, USUAL[scheme]) else f"{shown}:{port}", parts.path)


def ascii_host(host: str) -> str | None:
    """A host name in lower case and ASCII letters, without the final dot; None if it cannot be one."""
    host = host.rstrip(".").lower()
    if not host.isascii():
        try:
            host = host.encode("idna").decode("ascii")
        except UnicodeError:
            return None
    return host or None
