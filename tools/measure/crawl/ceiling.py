"""How many requests a second a server answers at most, and how many a Python client gets of it at most.

`measure_ceiling` is a client that does nothing but ask and count bytes: that is the server.
`measure_fetching` asks with the crawler's own library, in threads, and keeps nothing: that is the client.
"""

from __future__ import annotations

import selectors
import socket
import time
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import urllib3

if TYPE_CHECKING:
    from collections.abc import Iterable

_LENGTH = b"\r\nContent-Length: "
_END = b"\r\n\r\n"


@dataclass(frozen=True, slots=True)
class Ceiling:
    """What came of asking: answers, their bytes, and seconds."""

    answers: int
    received: int
    seconds: float

    @property
    def per_second(self) -> float:
        """Answers a second."""
        return self.answers / self.seconds if self.seconds else 0.0


class _Asking:
    """One connection, which asks for the next address as soon as an answer is whole."""

    def __init__(self, port: int, host: str, waiting: deque[str]) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._host = host
        self._waiting = waiting
        self._left = 0
        self.received = 0
        self.answers = 0

    def ask(self) -> bool:
        """Ask for the next address; false where none is left."""
        if not self._waiting:
            return False
        target = self._waiting.popleft()
        self.socket.sendall(f"GET {target} HTTP/1.1\r\nHost: {self._host}\r\n\r\n".encode())
        return True

    def read(self) -> bool:
        """Read what has come; false where this connection is done."""
        data = self.socket.recv(1 << 18)
        if not data:
            raise ConnectionError("the server closed a connection")
        self.received += len(data)
        self._left = self._left - len(data) if self._left else _missing(data)
        if self._left:
            return True
        self.answers += 1
        return self.ask()


def _missing(data: bytes) -> int:
    """Bytes of an answer that have not come, by its head, which always comes whole."""
    at = data.index(_LENGTH) + len(_LENGTH)
    length = int(data[at : data.index(b"\r\n", at)])
    return data.index(_END) + len(_END) + length - len(data)


def measure_ceiling(urls: Iterable[str], connections: int = 8) -> Ceiling:
    """Ask one server on 127.0.0.1 for each address once, over so many kept connections; heads are counted.

    Raises:
        ConnectionError: the server closed a connection.
    """
    parts = [urlsplit(url) for url in urls]
    port = parts[0].port or 80
    waiting = deque(f"{part.path}?{part.query}" if part.query else part.path for part in parts)
    asking = [_Asking(port, parts[0].netloc, waiting) for _ in range(min(connections, len(parts)))]
    start = time.perf_counter()
    with selectors.DefaultSelector() as selector:
        for each in asking:
            if each.ask():
                selector.register(each.socket, selectors.EVENT_READ, each)
        while selector.get_map():
            for key, _ in selector.select():
                if not key.data.read():
                    selector.unregister(key.fileobj)
    seconds = time.perf_counter() - start
    for each in asking:
        each.socket.close()
    return Ceiling(sum(each.answers for each in asking), sum(each.received for each in asking), seconds)


def measure_fetching(urls: Iterable[str], threads: int = 8) -> Ceiling:
    """Fetch each address once with urllib3, one pool for all threads; bodies are counted.

    Raises:
        urllib3.exceptions.HTTPError: what the library says of an answer that did not come.
    """
    wanted = list(urls)
    with urllib3.PoolManager(maxsize=threads, retries=False) as pool, ThreadPoolExecutor(threads) as workers:
        start = time.perf_counter()
        sizes = list(workers.map(lambda url: len(pool.request("GET", url).data), wanted))
        seconds = time.perf_counter() - start
    return Ceiling(len(sizes), sum(sizes), seconds)
