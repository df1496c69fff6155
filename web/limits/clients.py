"""Who asks: the address of the client, which a header tells only where a trusted proxy wrote it.

A header is read from its right end: what stands there was written by the proxy that asks us, what stands left
of it may be made up by whoever asked that one. ASVS 5.0.0, 15.3.4 and 4.1.3.
"""

from __future__ import annotations

import ipaddress
import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network

UNIX = "unix"
"""What stands in the setting for a proxy that asks over a socket of the file system, and has no address."""

FORWARDED, X_FORWARDED_FOR = "Forwarded", "X-Forwarded-For"

MOST_HOPS = 32
"""Entries of a header that are looked at."""

_FOR = re.compile(r'(?:^|;)\s*for=("?)([^";,\s]*)\1\s*(?:;|$)', re.IGNORECASE)

_SITE = 64
"""Bits of an IPv6 address that name a customer: within them one machine can take any address."""


class Trust(NamedTuple):
    """Which proxies are trusted, and in which header they tell who asked them."""

    networks: tuple[Network, ...]
    over_unix: bool
    header: str

    def client(self, environ: Mapping[str, Any]) -> str:
        """The address of the client of a WSGI request: IPv4, a network of 64 bits of IPv6, or nothing."""
        asking = address_of(str(environ.get("REMOTE_ADDR") or ""))
        if asking is None and not self.over_unix:
            return ""
        name = f"HTTP_{self.header.upper().replace('-', '_')}"
        for hop in _hops(self.header, str(environ.get(name) or "")):
            if not self._is_trusted(asking):
                break
            told = address_of(hop)
            if told is None:  # a proxy that hides its client, or nonsense: the proxy stands for it
                break
            asking = told
        return grouped(asking) if asking else ""

    def _is_trusted(self, address: Address | None) -> bool:
        return address is None or any(address in network for network in self.networks)


def trust_of(proxies: str, header: str) -> Trust:
    """Read the setting `trusted_proxies`: addresses and networks between blanks or commas, and `unix`.

    Raises `ValueError` for one that is neither.
    """
    names = proxies.replace(",", " ").split()
    networks = tuple(ipaddress.ip_network(name) for name in names if name != UNIX)
    return Trust(networks, UNIX in names, header)


def address_of(text: str) -> Address | None:
    """The address in `192.0.2.1`, `192.0.2.1:4711`, `2001:db8::1%eth0` or `[2001:db8::1]:4711`, else None."""
    text = text.strip().strip('"')
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        address = ipaddress.ip_address(text.partition("%")[0])
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address


def grouped(address: Address) -> str:
    """The name under which an address is counted."""
    if address.version == 4:
        return str(address)
    return str(ipaddress.ip_network((address, _SITE), strict=False))


def _hops(header: str, value: str) -> Iterator[str]:
    """Who asked whom, the last one first."""
    for entry in value.rsplit(",", MOST_HOPS)[: -(MOST_HOPS + 1) : -1]:
        if header == FORWARDED:
            found = _FOR.search(entry)
            yield found[2] if found else ""
        else:
            yield entry
