"""Whose turn it is: what is leased waits here, by host, until its server may be asked again.

Hosts that answer from one address take turns as one server. That no request comes too early is made sure
where it is sent (`index.crawl.fetch.gate`); here it is only seen to that no thread waits in vain.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from index.crawl.fetch.gate import NO_EARLIER

if TYPE_CHECKING:
    from collections.abc import Iterable

    from index.store.frontier.visits import Leased

SIDE_BY_SIDE = 8
"""Requests at the same time to a server that asks for no pause."""

WAITING = 16
"""Addresses of a host that are leased ahead."""


@dataclass(slots=True)
class _Server:
    """Hosts on one address, when it may be asked again (monotonic seconds), and how many requests run."""

    hosts: deque[str] = field(default_factory=deque)
    ready: float = 0.0
    running: int = 0


class Servers:
    """The queues of all hosts, each asked every `usual` seconds unless told otherwise."""

    def __init__(self, usual: float) -> None:
        self._usual = usual
        self._delays: dict[str, float] = {}
        self._queues: dict[str, deque[Leased]] = {}
        self._places: dict[str, str] = {}
        self._servers: dict[str, _Server] = {}
        self._left: dict[str, float] = {}

    def delay(self, host: str) -> float:
        """Seconds between two requests to a host."""
        return self._delays.get(host, self._usual)

    def slow_down(self, host: str, delay: float) -> None:
        """Set the pause of a host, as its portal's file and its robots.txt ask for."""
        self._delays[host] = delay

    def is_placed(self, host: str) -> bool:
        """Whether it is known which hosts a host takes turns with."""
        return host in self._places

    def place(self, host: str, address: str) -> None:
        """Have a host take turns with the others on its address from its first request on."""
        self._places.setdefault(host, address or host)

    def was_asked(self, host: str, left: float) -> None:
        """Note when a host was asked last (monotonic seconds), before anything of it waits here."""
        self._left[host] = left

    def wants(self, hosts: Iterable[str]) -> dict[str, int]:
        """How many more addresses each of some hosts should have waiting here, if it has not enough."""
        wanted = {}
        for host in hosts:
            most = WAITING if self.delay(host) else WAITING * SIDE_BY_SIDE
            missing = most - len(self._queues.get(host, ()))
            if missing > most // 2:
                wanted[host] = missing
        return wanted

    def put(self, leased: Iterable[Leased]) -> None:
        """Have addresses wait for their turn."""
        for each in leased:
            if each.host not in self._queues:
                self._queues[each.host] = deque()
                self._join(each.host, self._places.setdefault(each.host, each.host))
            self._queues[each.host].append(each)

    def put_first(self, leased: Leased) -> None:
        """Have an address whose turn came, and which was not asked for yet, wait for the next turn."""
        self._queues[leased.host].appendleft(leased)

    def take(self, now: float) -> Leased | None:
        """The next address whose server may be asked now, which then counts as asked; None if none may."""
        for place, server in self._servers.items():
            if server.ready <= now and (found := self._next(server)):
                server.running += 1
                self._servers[place] = self._servers.pop(place)  # the others first next time
                return found
        return None

    def done(self, leased: Leased, address: str, now: float) -> None:
        """Note the end of a request, and the address that answered it."""
        server = self._servers[self._places[leased.host]]
        server.running -= 1
        server.ready = max(server.ready, now + self.delay(leased.host))
        if address and address != self._places[leased.host]:
            self._move(leased.host, address)

    def soonest(self) -> float | None:
        """When the next server that has something waiting may be asked; None where nothing waits."""
        times = [server.ready for server in self._servers.values() if self._has_next(server)]
        return min(times, default=None)

    def hosts(self) -> int:
        """How many hosts have something waiting or under way."""
        busy = sum(1 for queue in self._queues.values() if queue)
        return max(busy, sum(1 for server in self._servers.values() if server.running))

    def drop(self, host: str) -> list[Leased]:
        """Take everything back that waits for a host, as when it asks for patience."""
        dropped = list(self._queues.get(host, ()))
        self._queues.get(host, deque()).clear()
        return dropped

    def drop_all(self) -> list[Leased]:
        """Take everything back that waits."""
        return [each for host in self._queues for each in self.drop(host)]

    def __len__(self) -> int:
        return sum(map(len, self._queues.values()))

    def _join(self, host: str, place: str) -> None:
        server = self._servers.setdefault(place, _Server())
        server.hosts.append(host)
        server.ready = max(server.ready, self._left.pop(host, NO_EARLIER) + self.delay(host))

    def _move(self, host: str, address: str) -> None:
        """Have a host take turns with the others on its address, once nothing runs where it was."""
        before = self._servers[self._places[host]]
        if before.running:
            return
        before.hosts.remove(host)
        if not before.hosts:
            del self._servers[self._places[host]]
        self._places[host] = address
        self._join(host, address)
        self._servers[address].ready = max(self._servers[address].ready, before.ready)

    def _has_next(self, server: _Server) -> bool:
        return any(self._queues[host] and self._has_room(server, host) for host in server.hosts)

    def _has_room(self, server: _Server, host: str) -> bool:
        return server.running < (1 if self.delay(host) else SIDE_BY_SIDE)

    def _next(self, server: _Server) -> Leased | None:
        """The first waiting address of the hosts in turn."""
        for _ in range(len(server.hosts)):
            host = server.hosts[0]
            server.hosts.rotate(-1)
            if self._queues[host] and self._has_room(server, host):
                return self._queues[host].popleft()
        return None
