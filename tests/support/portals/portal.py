"""What the server process holds: sites by their hosts, faults laid on addresses, the log."""

from __future__ import annotations

import socket
from collections import Counter
from dataclasses import dataclass, field
from threading import Lock
from urllib.parse import parse_qsl

from portals import faults
from portals.app import create_app
from portals.platforms.all import PLATFORMS, site_of
from portals.visits import Log

TROUBLE = "trouble.example"
"""The host whose addresses are faults."""


@dataclass(slots=True)
class Laid:
    """A fault on an address: requests after the first `after`, `times` of them, None for all."""

    name: str
    how: dict = field(default_factory=dict)
    after: int = 0
    times: int | None = None
    seen: int = 0

    def turn(self):
        """The number of this request under the fault; 0 where it does not hold."""
        self.seen += 1
        turn = self.seen - self.after
        return turn if turn > 0 and (self.times is None or turn <= self.times) else 0


class Portal:
    """All hosts of a server."""

    def __init__(self, options):
        self.options = options
        self.log = Log()
        self.laid = {}
        self.turns = Counter()
        self.sites = {}
        self.hosts_of_ports = {}
        self.handshakes = []
        self.lock = Lock()
        self.opened = set()

    def connected(self, connection):
        """A connection was accepted; it is remembered, so that all can be cut."""
        with self.lock:
            self.opened.add(connection)

    def left(self, connection):
        """A connection has ended."""
        with self.lock:
            self.opened.discard(connection)

    def cut(self):
        """Break off all connections that are open."""
        with self.lock:
            opened, self.opened = self.opened, set()
        for connection in opened:
            try:
                connection.shutdown(socket.SHUT_RDWR)
            except OSError:
                continue

    def host_of(self, header, port):
        """The host of a request: by its header, or by the port for those who ask for a bare address."""
        name = header.rpartition(":")[0] or header
        return self.hosts_of_ports.get(port, PLATFORM_OF_BARE) if name[:1].isdigit() else name

    def site(self, host):
        """The site of a host with its application; None where no site is called so."""
        with self.lock:
            if host not in self.sites:
                site = site_of(host, self.options)
                self.sites[host] = (site, create_app(site).wsgi_app) if site else None
            return self.sites[host]

    def answer(self, wire):
        """Answer one request."""
        visit = wire.visit
        host = self.host_of(visit.host, visit.port)
        if self._misbehaves(wire, host) or (host == TROUBLE and self._trouble(wire)):
            return
        found = self.site(host)
        if found:
            wire.from_app(found[1])
        else:
            faults.page(wire, 421, b"no such host here")

    def _misbehaves(self, wire, host):
        visit = wire.visit
        with self.lock:
            laid = self._laid_on(host, visit)
            turn = laid.turn() if laid else 0
        if not turn:
            return False
        visit.fault = laid.name
        faults.FAULTS[laid.name](wire, turn, **laid.how)
        return True

    def _laid_on(self, host, visit):
        for path in (visit.target, visit.path):
            if (host, path) in self.laid:
                return self.laid[host, path]
        beginnings = [(len(path), path) for at, path in self.laid if at == host and path.endswith("*")]
        fitting = [path for _, path in sorted(beginnings, reverse=True) if visit.target.startswith(path[:-1])]
        return self.laid[host, fitting[0]] if fitting else None

    def _trouble(self, wire):
        """An address of the host of faults."""
        visit = wire.visit
        name = visit.path.strip("/")
        if not name:
            links = "".join(f'<p><a href="{path}">{path}</a></p>' for path in faults.EXAMPLES)
            faults.page(wire, body=f"<html><body><h1>Sự cố</h1>{links}</body></html>".encode())
            return True
        if name not in faults.FAULTS:
            faults.status(wire, 1, code=404)
            return True
        with self.lock:
            self.turns[visit.target] += 1
            turn = self.turns[visit.target]
        visit.fault = name
        faults.FAULTS[name](wire, turn, **dict(parse_qsl(visit.query)))
        return True

    def lay(self, host, path, fault, times=None, after=0, how=None):
        """Lay a fault on an address, or take it away where `fault` is None."""
        with self.lock:
            self.laid.pop((host, path), None)
            if fault is not None:
                assert fault in faults.FAULTS, fault
                self.laid[host, path] = Laid(fault, how or {}, after, times)


PLATFORM_OF_BARE = f"{next(iter(PLATFORMS))}.example"
"""Who answers at the first port where no host is named."""
