"""Suggestions are answered by the thread that reads requests, while nothing else is to be done there."""

from __future__ import annotations

import socket
import struct
import threading
import time
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest

from tools.processes.pool import Pool
from tools.processes.quick import QuickAnswers
from tools.serving import listen, server_over

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

QUICK, OTHER, SLOW = "/api/v1/suggest", "/tim", "/slow"
BROKEN = f"/broken{QUICK}"


class _Site:
    """A site of one process, a thread here: who answered stands in the body."""

    def __init__(self, pool: Pool) -> None:
        self.go, self.begun = threading.Event(), threading.Semaphore(0)
        member = pool.member(self._app, 0)
        self._listener = listen("127.0.0.1", 0)
        self._server = server_over(member, self._listener, 4)
        QuickAnswers(self._server, member)
        self.pool, self.member = pool, member
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
        return socket.create_connection(self._listener.getsockname(), timeout=20)


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


@pytest.mark.parametrize("path", [f"/tin{QUICK}", f"{QUICK}?q=a"])
def test_wherever_the_site_stands(site: _Site, path: str) -> None:
    """Below a prefix, and with a question."""
    with site.connected() as one:
        assert _answers(one, path) == [b"reader"]


@pytest.mark.parametrize("path", ["/nguon/suggest", "/noi/api/v1/suggest/x"])
def test_what_has_a_like_name_is_answered_by_others(site: _Site, path: str) -> None:
    """Only suggestions are quick."""
    with site.connected() as one:
        assert _answers(one, path) == [b"other!"]


def test_many_at_once(site: _Site) -> None:
    """Whoever sends many in one packet has all answers in order, and keeps the reading thread from nobody."""
    with site.connected() as one, site.connected() as two:
        assert set(_answers(one, *[QUICK] * 50)[:-1]) == {b"other!"}
        assert len(_answers(two, *[QUICK, OTHER] * 10)) == 20
        assert _answers(two, QUICK) == [b"reader"]


@pytest.mark.parametrize("broken", ["BAD\r\n\r\n", "GET / HTTP/1.1\r\nno colon\r\n\r\n", "GET\r\n\r\n"])
def test_what_cannot_be_read_is_answered(site: _Site, broken: str) -> None:
    """With 400, as ever."""
    with site.connected() as one:
        one.sendall(broken.encode())
        assert one.recv(1 << 16).startswith(b"HTTP/1.0 400")


def test_one_that_is_sent_in_parts(site: _Site) -> None:
    """It is read to its end first."""
    with site.connected() as one:
        one.sendall(f"GET {QUICK} HTTP/1.1\r\nHo".encode())
        time.sleep(0.05)
        one.sendall(b"st: a\r\n\r\n")
        assert _told(one) == [b"reader"]


def test_one_that_goes_away_ends_nothing(site: _Site) -> None:
    """It resets its connection while it is answered, with more behind."""
    for _ in range(30):
        one = site.connected()
        one.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        one.sendall(
            f"GET {QUICK} HTTP/1.1\r\nHost: a\r\n\r\nPOST {QUICK} HTTP/1.1\r\nHost: a\r\n"
            "Content-Length: 1\r\nExpect: 100-continue\r\n\r\n".encode()
        )
        one.close()
    with site.connected() as one:
        assert _answers(one, QUICK)[0] in {b"reader", b"other!"}  # others may still be at it


def test_what_another_process_hands_over_comes_first(site: _Site) -> None:
    """It has claimed this one: the reading thread would wait for the search that is coming."""
    site.pool.loads.tell(0, 1)
    assert not site.member.is_idle()
    with site.connected() as one:
        assert _answers(one, QUICK) == [b"other!"]


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
