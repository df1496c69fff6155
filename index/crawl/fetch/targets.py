"""Addresses as they are asked for: read once, so that what is checked is what is connected to."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from ipaddress import AddressValueError, IPv6Address
from typing import NamedTuple
from urllib.parse import quote, urljoin, urlsplit

PORTS = {"http": 80, "https": 443}
LONGEST = 4096
"""Characters of an address; what is longer is a trap or an accident."""

_KEPT = "/%:=&?~+!$,;'@()*[]|"
_HOST = re.compile(r"[a-z0-9_](?:[a-z0-9_.-]*[a-z0-9_])?\.?")


@dataclass(frozen=True, slots=True)
class Unusable:
    """Why an address cannot be asked for: `bad-url`, `scheme` or `user-info`."""

    reason: str
    detail: str


class Target(NamedTuple):
    """An address in its parts: `host` in lower case and ASCII, `path` with the query, as it is sent."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def authority(self) -> str:
        """Host, in brackets if it is an IPv6 address, with its port unless that is the usual one."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def url(self) -> str:
        """The whole address, without a fragment."""
        return f"{self.scheme}://{self.authority}{self.path}"


@lru_cache(maxsize=1024)  # on its way a page is asked for by robots.txt, its request and its redirects
def read_target(url: str) -> Target | Unusable:
    """An http(s) address in its parts, what is not ASCII encoded; user information is refused."""
    if len(url) > LONGEST:
        return Unusable("bad-url", f"{len(url)} characters")
    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname or "", parts.port
    except ValueError as error:
        return Unusable("bad-url", str(error))
    if parts.scheme not in PORTS:
        return Unusable("scheme", parts.scheme or "none")
    if "@" in parts.netloc:
        return Unusable("user-info", "The address holds a user name")
    name = _host(host)
    if not name or port == 0:
        return Unusable("bad-url", f"No usable host or port: {parts.netloc!r}")
    path = _quoted(parts.path or "/") + (f"?{_quoted(parts.query)}" if parts.query else "")
    return Target(parts.scheme, name, port or PORTS[parts.scheme], path)


def read_location(base: str, location: str) -> str:
    """Where a redirect leads, absolute; empty if it leads nowhere.

    `location` is as `http.client` gives it, bytes read as Latin-1; many servers send UTF-8 in it.
    """
    try:
        text = location.encode("latin-1").decode("utf-8")
    except UnicodeError:
        text = location
    if not text.strip():
        return ""
    try:
        return urljoin(base, text.strip())
    except ValueError:
        return ""


def _host(host: str) -> str:
    """The name in ASCII; empty if it is none."""
    if ":" in host:
        try:
            return str(IPv6Address(host))
        except AddressValueError:
            return ""
    try:
        name = host.encode("idna").decode("ascii").lower()
    except UnicodeError:
        return ""
    return name.rstrip(".") if _HOST.fullmatch(name) else ""


def _quoted(part: str) -> str:
    return quote(part.encode("utf-8", "surrogatepass"), safe=_KEPT)
