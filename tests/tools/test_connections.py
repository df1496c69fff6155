"""New connections go to the process that holds the fewest, and none waits for one that is busy."""

from __future__ import annotations

import socket
from contextlib import ExitStack
from typing import TYPE_CHECKING

import pytest
from waitress.server import create_server

from tools.processes.connections import HESITATION, Share, Shares

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from waitress.server import BaseWSGIServer


class _Two:
    """Two servers on one socket, as two processes have them, driven by hand."""

    def __init__(self, held: ExitStack) -> None:
        self._listener = held.enter_context(socket.create_server(("127.0.0.1", 0)))
        self._held = held
        shares = Shares(2)
        self.first, self.second = (self._server(Share(number, shares)) for number in range(2))
        self.second.readable()

    def _server(self, share: Share) -> BaseWSGIServer:
        server = create_server(_answer, sockets=[self._listener.dup()], threads=1, map={})
        self._held.callback(server.task_dispatcher.shutdown)
        self._held.callback(server.close)
        self._held.callback(lambda: [each.close() for each in [*server.active_channels.values()]])
        share.balance(server)
        return server

    def connect(self) -> None:
        """A client comes, and the first server is the first to hear of it."""
        self._held.enter_context(socket.create_connection(self._listener.getsockname()))
        self.first.handle_accept()

    def held(self) -> tuple[int, int]:
        """How many connections each holds."""
        return len(self.first.active_channels), len(self.second.active_channels)


def _answer(environ: object, start: Callable[..., object]) -> list[bytes]:
    del environ
    start("204 No Content", [])
    return []


@pytest.fixture
def two() -> Iterator[_Two]:
    """Two servers that hold nothing yet."""
    with ExitStack() as held:
        yield _Two(held)


def test_who_holds_more_lets_the_other_go_first(two: _Two, monkeypatch: pytest.MonkeyPatch) -> None:
    """While it hesitates the other one takes what came."""
    monkeypatch.setattr("tools.processes.connections.time.sleep", lambda _: two.second.handle_accept())
    for _ in range(6):
        two.connect()
    assert two.held() == (3, 3)


def test_what_a_busy_one_does_not_take_is_taken(two: _Two, monkeypatch: pytest.MonkeyPatch) -> None:
    """It hesitates once each time, and then answers itself."""
    slept: list[float] = []
    monkeypatch.setattr("tools.processes.connections.time.sleep", slept.append)
    for _ in range(3):
        two.connect()
    assert two.held() == (3, 0)
    assert slept == [HESITATION] * 2


def test_nobody_waits_for_a_process_that_ended() -> None:
    """What one held that is gone counts no more."""
    shares = Shares(3)
    shares.tell(0, 5)
    assert not shares.others_hold_less(0)
    shares.tell(1, 4)
    assert shares.others_hold_less(0)
    assert not shares.others_hold_less(1)
    shares.forget(1)
    assert not shares.others_hold_less(0)
