"""A server on loopback that says exactly the bytes it is told to, and remembers what was asked, and when."""

from __future__ import annotations

import contextlib
import socket
import ssl
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

from index.portals.model import CrawlRules

LOCAL = CrawlRules(enabled=True, private_addresses=True)
"""Rules of a portal on loopback."""

TLS = Path(__file__).parents[1] / "cases/tls"


@dataclass
class Asked:
    """A request as it arrived: path, headers in lower case, its connection, begin and end of the answer."""

    path: str
    headers: dict[str, str]
    connection: int
    begun: float
    ended: float = 0.0


@dataclass
class Server:
    """`pages` maps a path to bytes that are sent, or to a function of the socket that sends or returns them.

    A page that begins with `HTTP/` is the whole answer; others are sent as HTML. After an answer with
    `Connection: close`, and after a function that returns False, the connection is closed.
    """

    pages: dict = field(default_factory=dict)
    context: ssl.SSLContext | None = None
    asked: list[Asked] = field(default_factory=list)
    connections: int = 0
    address: str = "127.0.0.1"

    def __enter__(self):
        self._stopping = threading.Event()
        self._socket = socket.create_server((self.address, 0), backlog=256)
        self.port = self._socket.getsockname()[1]
        self._threads = [threading.Thread(target=self._accept)]
        self._open = set()
        self._threads[0].start()
        return self

    def __exit__(self, *_):
        self._stopping.set()
        for opened in (self._socket, *list(self._open)):
            with contextlib.suppress(OSError):
                opened.shutdown(socket.SHUT_RDWR)
            opened.close()
        for thread in self._threads:
            thread.join()

    def paths(self) -> list[str]:
        """What was asked for, in order."""
        return [one.path for one in self.asked]

    def sleep(self, seconds: float) -> bool:
        """Wait, but not longer than the test; False when it is over."""
        return not self._stopping.wait(seconds)

    def _accept(self):
        while not self._stopping.is_set():
            try:
                sock, _ = self._socket.accept()
            except OSError:
                return
            self.connections += 1
            self._open.add(sock)
            thread = threading.Thread(target=self._serve, args=(sock, self.connections))
            self._threads.append(thread)
            thread.start()

    def _serve(self, sock, number):
        with contextlib.suppress(OSError, ValueError):
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            if self.context:
                sock = self.context.wrap_socket(sock, server_side=True)
                self._open.add(sock)
            with sock.makefile("rb") as stream:
                while self._answer(sock, stream, number):
                    pass
        sock.close()

    def _answer(self, sock, stream, number) -> bool:
        line = stream.readline().decode("latin-1")
        if not line:
            return False
        headers = {}
        while header := stream.readline().decode("latin-1").strip():
            name, _, value = header.partition(":")
            headers[name.lower()] = value.strip()
        asked = Asked(line.split(" ")[1], headers, number, time.monotonic())
        self.asked.append(asked)
        page = self.pages.get(asked.path.partition("?")[0], NOT_FOUND)
        if callable(page):
            page = page(sock)
        asked.ended = time.monotonic()  # before the last byte leaves: the client can know of no earlier end
        if not isinstance(page, bytes):
            return page is not False
        sock.sendall(page if page.startswith(b"HTTP/") else answer(page))
        return b"\r\nConnection: close\r\n" not in page


def answer(body: bytes = b"", status: str = "200 OK", **headers: str) -> bytes:
    """A whole answer. Headers are named with `_` for `-`; Content-Type and Content-Length have defaults."""
    named = {"Content-Type": "text/html; charset=utf-8", "Content-Length": str(len(body))}
    named |= {name.replace("_", "-"): value for name, value in headers.items()}
    lines = [f"HTTP/1.1 {status}", *(f"{name}: {value}" for name, value in named.items() if value)]
    return "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + body


NOT_FOUND = answer(b"", "404 Not Found")


def server_context(file: str, *, oldest: ssl.TLSVersion | None = None, newest: ssl.TLSVersion | None = None,
                   ciphers: str = "DEFAULT:@SECLEVEL=0") -> ssl.SSLContext:  # fmt: skip
    """How a server with a certificate of the cases speaks TLS."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.set_ciphers(ciphers)
    context.minimum_version = oldest or ssl.TLSVersion.MINIMUM_SUPPORTED
    if newest:
        context.maximum_version = newest
    context.load_cert_chain(TLS / file)
    return context
