"""Connections on which nobody asks keep nobody out."""

from __future__ import annotations

import socket
import threading
import time
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

import pytest

from tools import idle
from tools.serving import server_over

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from waitress.server import BaseWSGIServer

ASKED = b"GET / HTTP/1.1\r\nHost: a\r\n"
PATIENCE = 30
"""Seconds in which anything here happens on a busy machine."""


def answer(_: dict[str, str], start_response: Callable[..., object]) -> Iterable[bytes]:
    """An application that says one thing."""
    start_response("200 OK", [("Content-Length", "2")])
    return [b"ok"]


@contextmanager
def answering() -> Iterator[tuple[BaseWSGIServer, Callable[[], socket.socket]]]:
    """A server, and what connects to it."""
    with ExitStack() as stack:
        listener = stack.enter_context(socket.create_server(("127.0.0.1", 0), backlog=500))
        server = server_over(answer, listener, 1)
        threading.Thread(target=server.run, daemon=True).start()
        stack.callback(server.close)

        def connect() -> socket.socket:
            return stack.enter_context(socket.create_connection(listener.getsockname(), timeout=PATIENCE))

        yield server, connect


def is_answered(wire: socket.socket) -> bool:
    """Whether an answer comes, in however many parts."""
    said = b""
    while not said.endswith(b"ok") and (more := wire.recv(65536)):
        said += more
    return said.endswith(b"ok")


def ask(wire: socket.socket) -> bool:
    """Whether a question is answered."""
    wire.sendall(ASKED + b"\r\n")
    return is_answered(wire)


@pytest.mark.parametrize("said", [b"", ASKED])
def test_two_hundred_that_say_nothing(said: bytes) -> None:
    """Or not to its end: whoever comes after them is answered at once."""
    with answering() as (_, connect):
        for _ in range(200):
            connect().sendall(said)
        assert ask(connect())


def test_where_there_is_no_room_left(monkeypatch: pytest.MonkeyPatch) -> None:
    """Those that have waited longest for a request are closed, and the next one comes in."""
    monkeypatch.setattr(idle, "PATIENCE", 0.5)
    with answering() as (server, connect):
        server.adj.connection_limit = 20
        for _ in range(60):
            connect().sendall(ASKED)
        assert ask(connect())


def test_a_request_that_comes_byte_by_byte() -> None:
    """Its beginning counts: it does not keep a connection open without end."""
    with answering() as (server, connect):
        wire = connect()
        wire.sendall(ASKED)
        (channel,) = wait_for(lambda: list(server.active_channels.values()))
        wait_for(lambda: channel.request is not None)
        begun = channel.last_activity
        wire.sendall(b"X-A: b")
        wait_for(lambda: channel.request.header_bytes_received > len(ASKED))
        assert channel.last_activity == begun
        wire.sendall(b"\r\n\r\n")
        assert is_answered(wire)
        assert channel.last_activity > begun
        assert ask(wire)


def wait_for(found: Callable[[], object]) -> object:
    """What is found, once it is."""
    end = time.monotonic() + PATIENCE
    while not (value := found()):
        assert time.monotonic() < end
        time.sleep(0.01)
    return value
