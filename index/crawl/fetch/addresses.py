"""Names to addresses that may be connected to: global unicast only, unless private ones are allowed.

A name is looked up once and what is connected to is the very address that was checked, so that a name which
answers differently the second time gains nothing.
"""

from __future__ import annotations

import ipaddress
import queue
import socket
import threading
import time
from collections import OrderedDict
from dataclasses import dataclass
from functools import lru_cache
from ipaddress import IPv4Address, IPv6Address, IPv6Network
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    Resolver = Callable[[str], Iterable[str]]
    """From a host name to its addresses; raises `OSError` if there are none."""

KEPT_SECONDS = 300.0
"""How long an answer is used; a portal that moves is followed within minutes."""

MOST_NAMES = 10_000
MOST_ADDRESSES = 8

_UNICAST = IPv6Network("2000::/3")
_NAT64 = IPv6Network("64:ff9b::/96")
_DOCUMENTATION = IPv6Network("3fff::/20")  # RFC 9637, younger than the tables of Python 3.11


@dataclass(frozen=True, slots=True)
class Unreachable:
    """Why a name gives no address: `no-address`, `dns-timeout` or `private-address`."""

    reason: str
    detail: str


@lru_cache(MOST_NAMES)
def is_public(address: str) -> bool:
    """Whether an address is global unicast, and so is any IPv4 address that it stands for."""
    try:
        read = ipaddress.ip_address(address)
    except ValueError:
        return False
    return _is_public_4(read) if isinstance(read, IPv4Address) else _is_public_6(read)


@lru_cache(MOST_NAMES)
def is_usable(address: str) -> bool:
    """Whether a portal can be at an address at all, private ones included: no multicast, no link-local."""
    try:
        read = ipaddress.ip_address(address)
    except ValueError:
        return False
    if isinstance(read, IPv6Address):
        read = next(iter(_inside(read)), read)
    is_reserved = isinstance(read, IPv4Address) and read.is_reserved
    return not (read.is_multicast or read.is_link_local or read.is_unspecified or is_reserved)


def look_up(host: str) -> tuple[str, ...]:
    """The addresses of a name as the system knows them; raises `OSError`."""
    found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(entry[4][0]) for entry in found))


class Addresses:
    """Looks names up, keeps the answers for a while, and gives only what may be connected to. Thread-safe."""

    def __init__(self, resolve: Resolver = look_up, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._resolve = resolve
        self._clock = clock
        self._kept: OrderedDict[str, tuple[float, tuple[str, ...]]] = OrderedDict()
        self._lock = threading.Lock()

    def of(self, host: str, *, private: bool = False, seconds: float = 10.0) -> tuple[str, ...] | Unreachable:
        """The addresses of a host that may be connected to, at least one, or why there is none.

        `private` allows loopback and private networks too. A look-up is given up after `seconds`.
        """
        found = self._known(host)
        if found is None:
            answer = _patiently(self._resolve, host, seconds)
            if isinstance(answer, Unreachable):
                return answer
            found = answer[:MOST_ADDRESSES]
            self._keep(host, found)
        is_allowed = is_usable if private else is_public
        allowed = tuple(address for address in found if is_allowed(address))
        return allowed or Unreachable("private-address", " ".join(found))

    def prefer(self, host: str, address: str) -> None:
        """Try this address of a host first from now on: it answered."""
        with self._lock:
            until, found = self._kept.get(host, (0.0, ()))
            if address in found and found[0] != address:
                self._kept[host] = until, (address, *(other for other in found if other != address))

    def _known(self, host: str) -> tuple[str, ...] | None:
        with self._lock:
            until, found = self._kept.get(host, (0.0, ()))
            return found if found and self._clock() < until else None

    def _keep(self, host: str, found: tuple[str, ...]) -> None:
        with self._lock:
            self._kept[host] = self._clock() + KEPT_SECONDS, found
            self._kept.move_to_end(host)
            while len(self._kept) > MOST_NAMES:
                self._kept.popitem(last=False)


def _is_public_4(address: IPv4Address) -> bool:
    return address.is_global and not address.is_multicast and not address.is_reserved


def _is_public_6(address: IPv6Address) -> bool:
    inside = _inside(address)
    if not all(_is_public_4(one) for one in inside):
        return False
    if address in _NAT64 or address.sixtofour:  # younger tables of Python call all of 6to4 private
        return True
    return address in _UNICAST and address not in _DOCUMENTATION and address.is_global


def _inside(address: IPv6Address) -> Sequence[IPv4Address]:
    """The IPv4 addresses that an IPv6 address stands for: mapped, 6to4, Teredo (server, client), NAT64."""
    if address.ipv4_mapped:
        return (address.ipv4_mapped,)
    if address.sixtofour:
        return (address.sixtofour,)
    if address in _NAT64:
        return (IPv4Address(int(address) & 0xFFFF_FFFF),)
    return address.teredo or ()


def _patiently(resolve: Resolver, host: str, seconds: float) -> tuple[str, ...] | Unreachable:
    """Look a name up in a thread of its own: the system's resolver knows no time limit."""
    answers: queue.SimpleQueue[tuple[str, ...] | Unreachable] = queue.SimpleQueue()

    def ask() -> None:
        try:
            found = tuple(resolve(host))
        except (OSError, UnicodeError) as error:
            answers.put(Unreachable("no-address", str(error)))
        else:
            answers.put(found or Unreachable("no-address", "The name has no address"))

    threading.Thread(target=ask, name="look-up", daemon=True).start()
    try:
        return answers.get(timeout=max(seconds, 0.0))
    except queue.Empty:
        return Unreachable("dns-timeout", f"No answer within {seconds:.0f} s")
