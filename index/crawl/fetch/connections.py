"""Connections to addresses that were checked, kept open for the next request."""

from __future__ import annotations

import http.client
import socket
import threading
import time
from collections import OrderedDict
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from urllib3.connection import HTTPConnection

from index.crawl.fetch.tls import explain_handshake
from index.crawl.fetch.troubles import Retry, Trouble
from index.crawl.fetch.wire import Metered

if TYPE_CHECKING:
    import ssl
    from collections.abc import Mapping

    from urllib3 import HTTPResponse

    from index.crawl.fetch.wire import Meter
    from index.portals.model import Tls

CONNECT_SECONDS = 10.0
IDLE_SECONDS = 60.0
MOST_IDLE = 256


class Route(NamedTuple):
    """Where a connection leads: to `address`, for `host`, on a rung of TLS."""

    scheme: str
    host: str
    port: int
    address: str
    rung: Tls


class Connection(HTTPConnection):
    """A connection to the address of its route and to no other. No name is looked up, no proxy is used."""

    def __init__(self, route: Route, context: ssl.SSLContext | None) -> None:
        super().__init__(route.host, route.port)
        self.route = route
        self.is_reused = False
        self.idle_since = 0.0
        self._context = context

    def open(self, meter: Meter) -> None:
        """Connect and shake hands; raises `Trouble`."""
        try:
            sock = socket.create_connection(
                (self.route.address, self.route.port), min(CONNECT_SECONDS, meter.seconds_left())
            )
        except TimeoutError as error:
            raise Trouble("connect-timeout", str(error), retry=Retry.ADDRESS) from error
        except OSError as error:
            raise Trouble("no-connection", str(error), retry=Retry.ADDRESS) from error
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.sock = self._secured(sock, meter) if self._context else sock

    def ask(self, path: str, headers: Mapping[str, str], meter: Meter) -> HTTPResponse:
        """Ask for a page and read the headers of the answer, over the open connection."""
        self.timeout = meter.seconds_left()
        self.response_class = _reads(meter)
        self.request("GET", path, headers=headers, preload_content=False, decode_content=False)
        response = self.getresponse()
        meter.head_is_read()
        return response

    def _secured(self, sock: socket.socket, meter: Meter) -> socket.socket:
        assert self._context
        try:
            sock.settimeout(meter.seconds_left())
            return self._context.wrap_socket(sock, server_hostname=self.route.host)
        except (OSError, ValueError) as error:  # ValueError: a host name that TLS cannot carry
            sock.close()
            raise explain_handshake(error, self.route.rung) from error


def _reads(meter: Meter) -> Any:
    """What makes an answer of a socket, as `http.client` calls it, but measured."""

    def read(sock: socket.socket, *args: Any, **options: Any) -> http.client.HTTPResponse:
        return http.client.HTTPResponse(cast("socket.socket", Metered(sock, meter)), *args, **options)

    return read


class Idle:
    """Open connections that wait for their next request. Thread-safe."""

    def __init__(self) -> None:
        self._waiting: OrderedDict[Connection, None] = OrderedDict()
        self._by_route: dict[Route, list[Connection]] = {}
        self._lock = threading.Lock()

    def take(self, route: Route) -> Connection | None:
        """A connection that the server has not closed, as far as can be seen; None if there is none."""
        while connection := self._pop(route):
            is_fresh = time.monotonic() - connection.idle_since < IDLE_SECONDS
            if is_fresh and connection.is_connected:
                connection.is_reused = True
                return connection
            connection.close()
        return None

    def give(self, connection: Connection) -> None:
        """Keep a connection whose answer was read to its end."""
        connection.idle_since = time.monotonic()
        with self._lock:
            self._waiting[connection] = None
            self._by_route.setdefault(connection.route, []).append(connection)
            old = self._oldest() if len(self._waiting) > MOST_IDLE else None
        if old:
            old.close()

    def close(self) -> None:
        """Close all."""
        with self._lock:
            waiting = tuple(self._waiting)
            self._waiting.clear()
            self._by_route.clear()
        for connection in waiting:
            connection.close()

    def _pop(self, route: Route) -> Connection | None:
        with self._lock:
            connections = self._by_route.get(route)
            if not connections:
                return None
            connection = connections.pop()
            if not connections:
                del self._by_route[route]
            del self._waiting[connection]
            return connection

    def _oldest(self) -> Connection:
        connection, _ = self._waiting.popitem(last=False)
        connections = self._by_route[connection.route]
        connections.remove(connection)
        if not connections:
            del self._by_route[connection.route]
        return connection
