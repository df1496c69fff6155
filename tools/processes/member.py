"""The site as one of several processes has it: it hands requests over, and answers those of others."""

from __future__ import annotations

import io
import logging
import socket
import sys
import threading
import time
from collections import deque
from contextlib import suppress
from typing import TYPE_CHECKING

from tools.processes.line import Line
from tools.processes.wire import (
    Head,
    receive_head,
    receive_parts,
    receive_request,
    send_head,
    send_part,
    send_request,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

    from tools.processes.loads import Loads
    from tools.processes.wire import Headers

FREE = ("/healthz", "/readyz")
"""Ends of the paths of what never waits, beside static files."""

_QUICK = "/api/v1/suggest"
"""The end of the path of what takes a fifth of a page: it goes beside one rather than wait for it."""

_ASKING = frozenset({"GET", "HEAD"})

GONE_AFTER = 60.0
"""Seconds after which one that should answer counts as gone."""

_LOG = logging.getLogger(__name__)

_RETRY = 0.1
"""Seconds after which a connection that could not be taken is tried again."""


def is_suggestion(method: str, path: str) -> bool:
    """Whether a request asks for suggestions."""
    return method in _ASKING and path.endswith(_QUICK)


class Member:
    """A WSGI application around the site of one process."""

    def __init__(
        self,
        app: WSGIApplication,
        loads: Loads,
        number: int,
        path: Callable[[int], str],
        ring: Callable[[int], None],
    ) -> None:
        self._app, self._loads, self._number, self._path = app, loads, number, path
        self._line = Line(loads, number, ring)
        self._wires: dict[int, deque[socket.socket]] = {}
        """Connections to other processes that are not in use."""
        self.reader: int | None = None
        """The thread that reads requests, if that answers some: it never waits for another process."""

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer a request, here or by another process."""
        path = environ["PATH_INFO"]
        if "/static/" in path or path.endswith(FREE):
            return self._app(environ, start_response)
        method = environ["REQUEST_METHOD"]
        may_leave = method in _ASKING and threading.get_ident() != self.reader
        with self._line.counted():
            other = self._line.idle_other() if may_leave else None
            if other is None and path.endswith(_QUICK):
                return self._app(environ, start_response)
            if other is None:
                with self._line.turn(may_leave=may_leave) as other:
                    if other is None:
                        return self._app(environ, start_response)
        return self._by_other(other, environ, start_response) or self._app(environ, start_response)

    def is_idle(self) -> bool:
        """Whether there is nothing to do, and no other process is about to hand something over."""
        return self._line.is_empty and self._loads[self._number] <= 0

    def settle(self, seconds: float) -> None:
        """Wait until nothing is to be done, so long at most."""
        end = time.monotonic() + seconds
        while not self._line.is_empty and time.monotonic() < end:
            time.sleep(0.01)

    def _by_other(
        self, number: int, environ: WSGIEnvironment, start_response: StartResponse
    ) -> Iterable[bytes] | None:
        """The answer of another process; None where that does not answer, or is gone."""
        wire = self._wire(number)
        try:
            send_request(wire, environ)
            head = receive_head(wire)
        except OSError:
            wire.close()
            self._loads.give_back(number)
            return None
        start_response(head.status, head.headers)
        return _Parts(wire, self._wires.setdefault(number, deque()))

    def _wire(self, number: int) -> socket.socket:
        """A connection to another process. Raises `OSError` when it is used, where there is none."""
        with suppress(KeyError, IndexError):
            return self._wires[number].pop()
        wire = socket.socket(socket.AF_UNIX)
        wire.settimeout(GONE_AFTER)
        with suppress(OSError):
            wire.connect(self._path(number))
        return wire

    def listen(self, hear: Callable[[], bool]) -> None:
        """Tell that this process is there; whenever its bell is heard, let what waits go to others."""
        self._line.tell_idle()
        while hear():
            self._line.offer()

    def take_from(self, listener: socket.socket) -> None:
        """Answer what others hand over, until the socket is closed."""
        while listener.fileno() >= 0:
            try:
                wire, _ = listener.accept()
            except OSError:  # closed, or no more files for a while: others wait for what was handed over
                time.sleep(_RETRY)
            else:
                threading.Thread(target=self._answer_all, args=(wire,), daemon=True).start()

    def _answer_all(self, wire: socket.socket) -> None:
        """Answer the requests of a connection until it ends."""
        with wire, suppress(OSError):
            while (texts := receive_request(wire)) is not None:
                try:
                    self._answer(wire, texts)
                except OSError:
                    raise
                except Exception:  # noqa: BLE001 - as a server does: told, and its reader sees that it broke off
                    _LOG.exception("%s broke off", texts.get("PATH_INFO"))
                    return

    def _answer(self, wire: socket.socket, texts: dict[str, str]) -> None:
        def start_response(status: str, headers: Headers, *_: object) -> Callable[[bytes], object]:
            send_head(wire, Head(status, headers))
            return _write_nothing

        with self._line.counted(), self._line.turn(may_leave=False):
            parts = self._app(_environ(texts), start_response)
        try:
            for part in parts:
                if part:
                    send_part(wire, part)
            send_part(wire, b"")
        finally:
            if close := getattr(parts, "close", None):
                close()


class _Parts:
    """The parts of an answer as they come; a connection on which all came is kept."""

    def __init__(self, wire: socket.socket, kept: deque[socket.socket]) -> None:
        self._wire, self._kept = wire, kept
        self._is_whole = False

    def __iter__(self) -> Iterator[bytes]:
        yield from receive_parts(self._wire)
        self._is_whole = True

    def close(self) -> None:
        """Nobody reads on."""
        if self._is_whole:
            self._kept.append(self._wire)
        else:
            self._wire.close()


def _write_nothing(_: bytes) -> object:
    """The old way of WSGI to send a body, which the site never takes."""
    raise NotImplementedError


def _environ(texts: dict[str, str]) -> WSGIEnvironment:
    return {
        **texts,
        "wsgi.version": (1, 0),
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
