"""Requests go to whoever is idle, in the order in which they came, and none is lost by another process."""

from __future__ import annotations

import errno
import io
import socket
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from itertools import chain
from typing import TYPE_CHECKING, Any

import pytest

from tools.processes import line as lines
from tools.processes.bells import Bells
from tools.processes.line import Line
from tools.processes.loads import Loads
from tools.processes.pool import Pool
from tools.processes.wire import HungUpError, receive_head, receive_parts, send_request
from web.watching.requests import CAME

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from concurrent.futures import Future

    from tools.processes.member import Member

LONG = b"x" * 300_000


class _Site:
    """A site of two processes, which are threads here: who answered stands in a header."""

    def __init__(self, pool: Pool) -> None:
        self.go, self.begun = threading.Event(), threading.Semaphore(0)
        self.seen: list[dict[str, Any]] = []
        self.closed: list[int] = []
        self.first, self.second = (pool.member(self._app(number), number) for number in range(2))

    def _app(self, number: int) -> Callable[..., Iterable[bytes]]:
        def app(environ: dict[str, Any], start_response: Callable[..., object]) -> Iterable[bytes]:
            self.seen.append(environ)
            path = environ["PATH_INFO"]
            if path == "/slow":
                self.begun.release()
                assert self.go.wait(20)
            start_response("200 OK", [("X-By", str(number)), ("X-Path", path)])
            return _Body(path, lambda: self.closed.append(number))

        return app


class _Body:
    def __init__(self, path: str, done: Callable[[], None]) -> None:
        self._path, self.close = path, done

    def __iter__(self) -> Iterator[bytes]:
        yield b""
        yield self._path.encode()
        if self._path == "/broken":
            raise ValueError(self._path)
        yield LONG if self._path == "/long" else b"!"


@pytest.fixture
def site() -> Iterator[_Site]:
    """Both are idle."""
    with closing(Pool(2)) as pool:
        site = _Site(pool)
        yield site
        for wire in chain.from_iterable(site.first._wires.values()):
            wire.close()


def _ask(member: Member, path: str, method: str = "GET", **more: str) -> tuple[str, str, bytes]:
    """Status, who answered, and the body."""
    told: dict[str, Any] = {}

    def start_response(status: str, headers: list[tuple[str, str]], *_: object) -> Callable[[bytes], object]:
        told.update(status=status, **dict(headers))
        return lambda _: None

    environ = {"REQUEST_METHOD": method, "PATH_INFO": path, "wsgi.input": io.BytesIO(), **more}
    parts = member(environ, start_response)
    try:
        body = b"".join(parts)
    finally:
        getattr(parts, "close", lambda: None)()
    return told["status"], told["X-By"], body


@pytest.fixture
def held(site: _Site) -> Iterator[_Site]:
    """The first one has a request that takes its time."""
    with ThreadPoolExecutor(1) as pool:
        slow = pool.submit(_ask, site.first, "/slow")
        assert site.begun.acquire(timeout=20)
        yield site
        site.go.set()
        assert slow.result(20) == ("200 OK", "0", b"/slow!")


def test_an_idle_process_answers_itself(site: _Site) -> None:
    """Nothing is handed over without need."""
    assert _ask(site.first, "/a") == ("200 OK", "0", b"/a!")
    assert _ask(site.second, "/a") == ("200 OK", "1", b"/a!")


def test_what_would_wait_goes_to_who_is_idle(held: _Site) -> None:
    """Whole answers come back, long ones too, over one connection that is used again; their ends are told."""
    for path in ("/b", "/long", "/b"):
        assert _ask(held.first, path) == ("200 OK", "1", path.encode() + (LONG if path == "/long" else b"!"))
    assert _ask(held.first, "/b", "HEAD")[1] == "1"
    assert held.closed == [1, 1, 1, 1]


def test_when_a_request_came_goes_along(held: _Site) -> None:
    """Whoever answers counts from there."""
    assert _ask(held.first, "/b", **{CAME: "12.5"})[1] == "1"
    assert held.seen[-1][CAME] == "12.5"


def test_all_that_a_request_says_goes_along(held: _Site) -> None:
    """The texts of its environment: where it came from, what was asked, and in which words."""
    said = {"REMOTE_ADDR": "192.0.2.7", "QUERY_STRING": "q=%C4%91", "HTTP_X": "b\xe0i", "SCRIPT_NAME": "/tin"}
    _ask(held.first, "/b\xc4\x91", **said)
    seen = held.seen[-1]
    assert {name: seen[name] for name in said} == said
    assert seen["PATH_INFO"] == "/b\xc4\x91"
    assert seen["wsgi.input"].read() == b""


@pytest.mark.parametrize(
    ("path", "method"), [("/static/a", "GET"), ("/api/v1/suggest", "POST"), ("/readyz", "GET")]
)
def test_what_is_quick_goes_beside(held: _Site, path: str, method: str) -> None:
    """Files, and whoever asks whether the process lives, wait for nobody, and stay where they came."""
    assert _ask(held.first, path, method)[1] == "0"


def test_suggestions_go_beside_where_nobody_is_idle(held: _Site) -> None:
    """They are handed over if that helps, and never wait for a page."""
    assert _ask(held.first, "/api/v1/suggest")[1] == "1"
    with ThreadPoolExecutor(1) as pool:
        slow = pool.submit(_ask, held.second, "/slow")
        assert held.begun.acquire(timeout=20)
        assert _ask(held.first, "/api/v1/suggest")[1] == "0"
        held.go.set()
        slow.result(20)


def test_one_that_is_gone_is_no_harm(held: _Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the other process does not answer, this one does."""
    monkeypatch.setattr(held.first, "_path", lambda _: "/nowhere")
    assert _ask(held.first, "/b") == ("200 OK", "0", b"/b!")


def test_a_connection_that_ended_is_no_harm(held: _Site) -> None:
    """A process that was started anew does not know the connections of the one before."""
    assert _ask(held.first, "/b")[1] == "1"
    held.first._wires[1][0].shutdown(2)
    assert _ask(held.first, "/b") == ("200 OK", "0", b"/b!")
    assert _ask(held.first, "/b") == ("200 OK", "1", b"/b!")


def test_an_answer_that_breaks_off_is_not_taken_for_a_whole_one(held: _Site) -> None:
    """Its reader hears of it, and the next one is answered."""
    with pytest.raises(HungUpError):
        _ask(held.first, "/broken")
    assert held.closed == [1]
    assert _ask(held.first, "/b")[1] == "1"


def test_a_process_that_had_no_files_left_takes_requests_again(
    site: _Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was handed over in the meantime is answered then; a socket that is closed ends it."""
    monkeypatch.setattr("tools.processes.member.time.sleep", lambda _: None)
    ours, theirs = socket.socketpair()
    with ours:
        site.first.take_from(_Scarce([OSError(errno.EMFILE, "too many files"), theirs]))
        send_request(ours, {"REQUEST_METHOD": "GET", "PATH_INFO": "/a"})
        assert receive_head(ours).status == "200 OK"
        assert b"".join(receive_parts(ours)) == b"/a!"


class _Scarce(socket.socket):
    """A socket that gives these connections or errors, and is closed then."""

    def __init__(self, given: list[OSError | socket.socket]) -> None:
        super().__init__()
        self._given = given

    def accept(self) -> tuple[socket.socket, str]:
        """The next one."""
        one = self._given.pop(0)
        if not self._given:
            self.close()
        if isinstance(one, OSError):
            raise one
        return one, ""


def test_turns_come_in_order() -> None:
    """Whoever came first goes first, where nobody else is idle."""
    line = Line(Loads(2), 0)
    order: list[int] = []

    def wait(number: int) -> None:
        with line.turn(may_leave=True):
            order.append(number)

    with ThreadPoolExecutor(5) as pool:
        with line.turn(may_leave=True) as other:
            assert other is None
            waiting = []
            for number in range(5):
                waiting.append(pool.submit(wait, number))
                while len(line._waiting) <= number:
                    pass
        for each in waiting:
            each.result(20)
    assert order == [0, 1, 2, 3, 4]


def _in_line(pool: ThreadPoolExecutor, line: Line, left: list[int | None], many: int) -> list[Future[None]]:
    """So many requests that wait in a line; `left` gets where each goes, once it leaves."""

    def wait() -> None:
        with line.turn(may_leave=True) as other:
            left.append(other)

    waiting = [pool.submit(wait) for _ in range(many)]
    while len(line._waiting) < many:
        pass
    return waiting


def test_the_first_in_line_leaves_for_one_that_becomes_idle() -> None:
    """And only that one: the others come nearer."""
    loads = Loads(2)
    line = Line(loads, 0)
    loads.tell(1, 3)
    left: list[int | None] = []
    with ThreadPoolExecutor(2) as pool:
        with line.turn(may_leave=True):
            waiting = _in_line(pool, line, left, 2)
            loads.tell(1, 0)
            while not left:
                pass
            assert left == [1]
            assert loads.claim(0) is None
        for each in waiting:
            each.result(20)
    assert left == [1, None]


def test_who_becomes_idle_rings_where_others_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    """The first that may leave goes there at once, though nobody in line looks for a minute."""
    monkeypatch.setattr(lines, "LOOK", 60)
    loads, left = Loads(2), list[int | None]()
    first = Line(loads, 0)
    second = Line(loads, 1, lambda number: first.offer() if number == 0 else None)

    def wait(*, may_leave: bool) -> None:
        with first.counted(), first.turn(may_leave=may_leave) as other:
            left.append(other)

    with ThreadPoolExecutor(2) as pool, first.counted(), first.turn(may_leave=True):
        with second.counted():
            staying = pool.submit(wait, may_leave=False)
            while len(first._waiting) < 1:
                pass
            leaving = pool.submit(wait, may_leave=True)
            while len(first._waiting) < 2:
                pass
        leaving.result(20)
        assert left == [1]
    staying.result(20)
    assert left == [1, None]


def test_all_that_are_idle_are_gone_to(monkeypatch: pytest.MonkeyPatch) -> None:
    """Several rings may be heard as one: then as many leave as there are processes for them."""
    monkeypatch.setattr(lines, "LOOK", 60)
    loads, left = Loads(3), list[int | None]()
    line = Line(loads, 0)
    loads.tell(1, 1)
    loads.tell(2, 1)
    with ThreadPoolExecutor(3) as pool:
        with line.turn(may_leave=True):
            waiting = _in_line(pool, line, left, 3)
            loads.tell(1, 0)
            loads.tell(2, 0)
            line.offer()
            while len(left) < 2:
                pass
            assert sorted(left) == [1, 2]
        for each in waiting:
            each.result(20)
    assert left[2] is None


def test_the_fullest_is_rung() -> None:
    """One at a time: all that hear it would claim the same process."""
    loads, rung = Loads(4), list[int]()
    line = Line(loads, 0, rung.append)
    for number, count in ((1, 2), (2, 3), (3, 1)):
        loads.tell(number, count)
    with line.counted():
        assert rung == []
    assert rung == [2]
    for number in (1, 2, 3):
        loads.tell(number, 1)
    line.tell_idle()
    assert rung == [2]


def test_members_hear_each_other(monkeypatch: pytest.MonkeyPatch) -> None:
    """A request that waits goes to a process as soon as that ends what it did, though nobody looks."""
    monkeypatch.setattr(lines, "LOOK", 60)
    monkeypatch.setattr(lines, "PATIENCE", 60)
    go, begun = (threading.Event(), threading.Event()), threading.Semaphore(0)

    def app(number: int) -> Callable[..., Iterable[bytes]]:
        def answer(environ: dict[str, Any], start_response: Callable[..., object]) -> Iterable[bytes]:
            if environ["PATH_INFO"] == "/slow":
                begun.release()
                assert go[number].wait(20)
            start_response("200 OK", [("X-By", str(number))])
            return [b"!"]

        return answer

    with closing(Pool(2)) as pool, ThreadPoolExecutor(3) as threads:
        first, second = (pool.member(app(number), number) for number in range(2))
        slow = [threads.submit(_ask, member, "/slow") for member in (first, second)]
        assert begun.acquire(timeout=20)
        assert begun.acquire(timeout=20)
        waiting = threads.submit(_ask, first, "/b")
        while not first._line._waiting:
            pass
        go[1].set()
        assert waiting.result(20)[1] == "1"
        go[0].set()
        assert [each.result(20)[1] for each in slow] == ["0", "1"]
        for wire in chain.from_iterable(first._wires.values()):
            wire.close()


def test_a_bell_is_heard_and_never_holds_up_who_rings() -> None:
    """Rings beyond what a pipe takes are as good as those before; nothing is rung once all is over."""
    bells = Bells(2)
    hear = bells.listener(1)
    for _ in range(100_000):
        bells.ring(1)
    assert hear()
    bells.close()
    while hear():
        pass
    bells.ring(1)
    bells.close()


def test_nobody_waits_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    """What takes too long is passed by, and its turn ends with it alone."""
    monkeypatch.setattr(lines, "PATIENCE", 0.01)
    line = Line(Loads(1), 0)
    with line.turn(may_leave=True):
        for may_leave in (True, False):
            with ThreadPoolExecutor(1) as pool:
                assert (
                    pool.submit(lambda may=may_leave: line.turn(may_leave=may).__enter__()).result(20) is None
                )
        assert line._is_taken
    with line.turn(may_leave=False) as other:
        assert other is None


def test_nobody_claims_a_process_that_is_gone_or_busy() -> None:
    """Only one that has nothing to do, once."""
    loads = Loads(3)
    assert loads.claim(0) is None
    loads.tell(0, 0)
    loads.tell(1, 1)
    assert loads.claim(0) is None
    loads.tell(2, 0)
    assert loads.claim(0) == 2
    assert loads.claim(0) is None
    loads.tell(2, 0)
    loads.forget(2)
    assert loads.claim(0) is None
