"""Suggestions are answered by the thread that reads requests, while nothing else is to be done there."""

from __future__ import annotations

import socket
import threading
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest
from waitress.server import create_server

from tools.processes.pool import Pool
from tools.processes.quick import QuickAnswers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

QUICK, OTHER, SLOW, BROKEN = "/api/v1/suggest", "/tim", "/slow", "/broken/suggest"


class _Site:
    """A site of one process, a thread here: who answered stands in the body."""

    def __init__(self, pool: Pool) -> None:
        self.go, self.begun = threading.Event(), threading.Semaphore(0)
        member = pool.member(self._app, 0)
        self._server = create_server(member, host="127.0.0.1", port=0, threads=4)
        QuickAnswers(self._server, member.is_idle)
        self._thread = threading.Thread(target=self._server.run, daemon=True)
        self._thread.start()

    def _app(self, environ: dict[str, Any], start_response: Callable[..., object]) -> Iterable[bytes]:
        path = environ["PATH_INFO"]
        if path == SLOW:
            self.begun.release()
            assert self.go.wait(20)
        if path == BROKEN:
            raise ValueError(path)
        who = b"reader" if threading.current_thread() is self._thread else b"other!"
        start_response("200 OK", [("Content-Length", str(len(who)))])
        return [who]

    def connected(self) -> socket.socket:
        """A connection to it."""
        return socket.create_connection(("127.0.0.1", self._server.effective_port), timeout=20)


@pytest.fixture
def site() -> Iterator[_Site]:
    """It has nothing to do."""
    with closing(Pool(1)) as pool:
        yield _Site(pool)


def _ask(connection: socket.socket, *paths: str) -> None:
    """Ask all at once."""
    connection.sendall(b"".join(f"GET {path} HTTP/1.1\r\nHost: a\r\n\r\n".encode() for path in paths))


def _told(connection: socket.socket, count: int = 1) -> list[bytes]:
    """The last six bytes of so many answers."""
    came = b""
    while came.count(b"HTTP/1.1 ") < count or len(came.rpartition(b"\r\n\r\n")[2]) < 6:
        more = connection.recv(1 << 16)
        assert more, "hung up"
        came += more
    return [part[-6:] for part in came.split(b"HTTP/1.1 ")[1:]]


def _answers(connection: socket.socket, *paths: str) -> list[bytes]:
    """Ask all at once; the last six bytes of each answer."""
    _ask(connection, *paths)
    return _told(connection, len(paths))


def test_who_answers(site: _Site) -> None:
    """A suggestion the reading thread, anything else another one."""
    with site.connected() as one:
        assert _answers(one, QUICK) == [b"reader"]
        assert _answers(one, OTHER) == [b"other!"]
        assert _answers(one, QUICK) == [b"reader"]


def test_many_at_once(site: _Site) -> None:
    """Each connection has its answers, those of one in the order of its questions."""
    with site.connected() as one, site.connected() as two:
        assert _answers(one, *[QUICK] * 50) == [b"reader"] * 50
        assert len(_answers(two, *[QUICK, OTHER] * 10)) == 20


def test_a_search_holds_up_nothing(site: _Site) -> None:
    """While one is under way, suggestions are answered beside it, and further requests are read."""
    with site.connected() as one, site.connected() as two, site.connected() as three:
        _ask(one, SLOW)
        assert site.begun.acquire(timeout=20)
        assert _answers(two, QUICK) == [b"other!"]
        assert _answers(three, QUICK) == [b"other!"]
        site.go.set()
        assert _told(one) == [b"other!"]
    with site.connected() as one:
        assert _answers(one, QUICK) == [b"reader"]


def test_one_that_fails_harms_no_other(site: _Site) -> None:
    """Its reader is told so, the next one is answered."""
    with site.connected() as one, site.connected() as two:
        _ask(one, BROKEN)
        assert one.recv(1 << 16).startswith(b"HTTP/1.1 500")
        assert _answers(two, QUICK) == [b"reader"]


def test_who_hangs_up_harms_no_other(site: _Site) -> None:
    """A reader that is gone before its answer."""
    for _ in range(20):
        with site.connected() as one:
            _ask(one, QUICK)
    with site.connected() as one:
        assert _answers(one, QUICK) == [b"reader"]
