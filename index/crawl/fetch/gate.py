"""No two requests to a host, or to an address, too close to each other, however many threads there are."""

from __future__ import annotations

import threading
import time
from collections import deque
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

CONNECTIONS = 8
"""Requests to one host, and to one address, at the same time where no delay is asked for."""

GLANCE = 0.25
"""Seconds after which whoever waits looks whether all is to stop."""

FORGOTTEN = 3600.0
"""Seconds after which the last request to a host no longer matters: the longest delay of the settings."""

SWEEP = 4096
"""Hosts and addresses that are known before those that no longer matter are thrown away."""

NO_EARLIER = float("-inf")
"""When the last request left where none is known of: nothing has to wait for it (monotonic seconds)."""


@dataclass(slots=True, eq=False)
class _Way:
    """A host or an address: who is on it, who waits for it in order, when the last one left, its delay."""

    waiting: deque[_Ticket] = field(default_factory=deque)
    active: int = 0
    is_held_alone: bool = False
    left: float = NO_EARLIER
    delay: float = 0.0


@dataclass(slots=True, eq=False)
class _Ticket:
    """A request that waits; `call` is called when its turn may have come."""

    ways: tuple[_Way, ...]
    delay: float
    call: threading.Condition


class Gate:
    """Lets requests to a host and to an address begin in the order in which they came, `delay` seconds apart.

    The delay counts from the end of the request before, and is the longer one of both: hosts on one address
    may have different ones. With a delay, one request at a time; without, up to `connections`. Setting `stop`
    ends all waiting.
    """

    def __init__(
        self,
        stop: threading.Event | None = None,
        *,
        connections: int = CONNECTIONS,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.stop = stop or threading.Event()
        self._connections = connections
        self._clock = clock
        self._lock = threading.Lock()
        self._ways: dict[tuple[str, str], _Way] = {}
        self._sweep_at = SWEEP

    def was_asked(self, host: str, address: str, ago: float) -> None:
        """Take it that a request to a host, and to an address if one is told, ended `ago` seconds ago."""
        left = self._clock() - ago
        with self._lock:
            for name in (("host", host), ("address", address)):
                if name[1]:
                    way = self._ways.setdefault(name, _Way())
                    way.left = max(way.left, left)

    @contextmanager
    def hold(self, host: str, address: str, delay: float) -> Iterator[bool]:
        """Wait for one's turn and keep others away until the block ends; gives False if all is to stop.

        Whoever is given False must not make a request. `delay` is in seconds.
        """
        with self._lock:
            self._sweep()
            names = (("host", host), ("address", address))
            ways = tuple(self._ways.setdefault(name, _Way()) for name in names)
            ticket = _Ticket(ways, max(delay, 0.0), threading.Condition(self._lock))
            is_granted = self._enter(ticket)
        try:
            yield is_granted
        finally:
            if is_granted:
                with self._lock:
                    self._leave(ticket)

    def _sweep(self) -> None:
        """Forget, now and then, who can hold nobody up any more."""
        if len(self._ways) < self._sweep_at:
            return
        before = self._clock() - FORGOTTEN
        self._ways = {
            name: way for name, way in self._ways.items() if way.active or way.waiting or way.left > before
        }
        self._sweep_at = max(SWEEP, 2 * len(self._ways))

    def _enter(self, ticket: _Ticket) -> bool:
        for way in ticket.ways:
            way.waiting.append(ticket)
        has_begun = False
        try:
            has_begun = self._wait(ticket)
        finally:
            for way in ticket.ways:
                way.waiting.remove(ticket)
                way.active += has_begun
                way.is_held_alone = way.is_held_alone or (has_begun and ticket.delay > 0)
            self._call(ticket.ways)
        return has_begun

    def _wait(self, ticket: _Ticket) -> bool:
        """Whether its turn came, and not the end of all."""
        while not self.stop.is_set():
            seconds = self._patience(ticket)
            if seconds <= 0:
                return True
            ticket.call.wait(min(seconds, GLANCE))
        return False

    def _patience(self, ticket: _Ticket) -> float:
        """Seconds until a ticket's turn; without end if that depends on others."""
        for way in ticket.ways:
            if way.waiting[0] is not ticket or way.is_held_alone:
                return float("inf")
            if way.active >= (1 if ticket.delay else self._connections):
                return float("inf")
        return max(way.left + max(way.delay, ticket.delay) for way in ticket.ways) - self._clock()

    def _leave(self, ticket: _Ticket) -> None:
        now = self._clock()
        for way in ticket.ways:
            way.active -= 1
            way.is_held_alone = False
            way.left, way.delay = now, ticket.delay
        self._call(ticket.ways)

    @staticmethod
    def _call(ways: tuple[_Way, ...]) -> None:
        """Wake whoever is next on each way."""
        for way in ways:
            if way.waiting:
                way.waiting[0].call.notify()
