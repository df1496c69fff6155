"""Starts the processes of a site, keeps them running, and ends them with the one that started them."""

from __future__ import annotations

import os
import signal
import threading
import time
import traceback
from contextlib import closing, contextmanager, suppress
from functools import partial
from typing import TYPE_CHECKING, NoReturn, Self

from search.errors import TratinError
from tools.console import tell_error, tell_warning
from tools.processes.connections import Share, Shares
from tools.processes.pool import Pool
from tools.processes.quick import QuickAnswers
from tools.serving import serve_here
from web.shared import Shared

if TYPE_CHECKING:
    import socket
    from collections.abc import Callable, Iterator
    from types import FrameType
    from wsgiref.types import WSGIApplication

    from flask import Flask
    from waitress.server import BaseWSGIServer

    from search.settings import Settings

    _Serve = Callable[[Callable[[BaseWSGIServer], None], Callable[[Flask], WSGIApplication]], None]

CAN_FORK = hasattr(os, "fork")

_ANSWERS_END = 1.0
"""Seconds that answers under way have when the site ends."""

_KILLED = 2.0
"""Seconds after which a process that did not end is killed."""

_LOOK = 0.3
"""Seconds between looks at whether a process has ended: at most one is started anew each time."""


class _Terminated(BaseException):
    """The process was told to end by SIGTERM."""


def serve_in_processes(
    settings: Settings, listener: socket.socket, count: int, started: Callable[[], None]
) -> int:
    """Answer in several processes until Ctrl-C. The exit code: not 0 where the first one could not start."""
    serve = partial(serve_here, settings, listener, Shared())
    with _until_sigterm(), closing(Pool(count)) as pool, _Processes(serve, pool) as processes:
        if code := processes.start_first():
            return code
        started()
        with suppress(KeyboardInterrupt):
            processes.keep()
    return 0


@contextmanager
def _until_sigterm() -> Iterator[None]:
    """Let SIGTERM leave the block in order, and only then end this process as it always does."""

    def leave(number: int, frame: FrameType | None) -> NoReturn:
        del number, frame
        raise _Terminated

    before = signal.signal(signal.SIGTERM, leave)
    try:
        yield
    except _Terminated:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        signal.raise_signal(signal.SIGTERM)
    finally:
        signal.signal(signal.SIGTERM, before)


class _Processes:
    """Processes that serve; they end with this one, however it ends: a pipe that it holds closes then."""

    def __init__(self, serve: _Serve, pool: Pool) -> None:
        self._serve = serve
        self._pool = pool
        self._shares = Shares(pool.size)
        self._running: dict[int, int] = {}
        """Processes by their ids, and the number of each among all."""
        self._followed, self._held = os.pipe()

    def __enter__(self) -> Self:
        return self

    def start_first(self) -> int:
        """Start one and wait until it answers; the exit code of one that cannot, and has said why."""
        heard, told = os.pipe()
        pid = self._start(lambda: os.write(told, b"."))
        os.close(told)
        answers = os.read(heard, 1)
        os.close(heard)
        if answers:
            return 0
        del self._running[pid]
        code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
        if code < 0:
            raise TratinError(
                f"the process that was to serve was killed by signal {-code}",
                vietnamese="Tiến trình của trang bị dừng khi đang mở.",
            )
        return code

    def keep(self) -> NoReturn:
        """Start the others, and another one for each that ends."""
        while len(self._running) < self._pool.size:
            self._start()
        while True:
            time.sleep(_LOOK)
            pid, status = os.waitpid(-1, os.WNOHANG)
            if pid in self._running:  # in a container, process 1 inherits others
                self._forget(self._running.pop(pid))
                _tell_ended(pid, os.waitstatus_to_exitcode(status))
                self._start()

    def _forget(self, number: int) -> None:
        """Nobody waits for one that ended."""
        self._shares.forget(number)
        self._pool.loads.forget(number)

    def _start(self, started: Callable[[], object] = lambda: None) -> int:
        """Start one; signals wait until both sides know which they are."""
        number = next(each for each in range(self._pool.size) if each not in self._running.values())
        mask = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
        try:
            pid = os.fork()
            if not pid:
                self._live(mask, _Life(number, self._shares, self._pool, self._followed, started))
            self._running[pid] = number
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, mask)
        return pid

    def _live(self, mask: set[int | signal.Signals], life: _Life) -> NoReturn:
        """The life of a process: it never returns into what its parent was doing."""
        code = 1
        try:
            os.close(self._held)
            signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches all; the parent ends them
            signal.signal(signal.SIGTERM, signal.SIG_DFL)
            signal.pthread_sigmask(signal.SIG_SETMASK, mask)
            self._serve(life.answering, life.around)
        except (TratinError, OSError) as error:
            tell_error(error)
            code = error.exit_code if isinstance(error, TratinError) else 1
        except Exception:  # noqa: BLE001 - nobody is above to show it
            traceback.print_exc()
        finally:
            os._exit(code)

    def __exit__(self, *_: object) -> None:
        """Let all end, and wait for it."""
        os.close(self._held)
        os.close(self._followed)
        patience = time.monotonic() + _KILLED
        while self._running:
            time.sleep(0.02)
            if time.monotonic() > patience:
                for each in self._running:
                    os.kill(each, signal.SIGKILL)
            self._running = {pid: each for pid, each in self._running.items() if not _is_over(pid)}


class _Life:
    """What is around the site in one of several processes, and how it ends: with its parent."""

    def __init__(
        self, number: int, shares: Shares, pool: Pool, followed: int, started: Callable[[], object]
    ) -> None:
        self._share = Share(number, shares)
        self._pool, self._followed, self._started = pool, followed, started

    def around(self, app: Flask) -> WSGIApplication:
        """The site with its requests in one line with those of the others."""
        self._member = self._pool.member(app, self._share.number)
        return self._member

    def answering(self, server: BaseWSGIServer) -> None:
        """The site can answer."""
        self._share.balance(server)
        QuickAnswers(server, self._member)
        threading.Thread(target=self._follow_parent, args=(server,), daemon=True).start()
        self._started()

    def _follow_parent(self, server: BaseWSGIServer) -> None:
        """End when the parent does, or when it lets go of the pipe."""
        os.read(self._followed, 1)
        self._pool.remove()  # a parent that was killed could not
        server.task_dispatcher.shutdown(timeout=_ANSWERS_END)
        self._member.settle(_ANSWERS_END)
        time.sleep(0.1)  # the main thread sends the last answers
        os._exit(0)


def _is_over(pid: int) -> bool:
    """Whether a process of ours has ended, and is not kept by the system any more."""
    try:
        return os.waitpid(pid, os.WNOHANG)[0] == pid
    except ChildProcessError:
        return True


def _tell_ended(pid: int, code: int) -> None:
    how = f"signal {-code}" if code < 0 else f"exit code {code}"
    tell_warning(
        f"Tiến trình {pid} của trang đã dừng ({how}); đang mở tiến trình khác.",
        f"process {pid} of the site ended; another takes its place",
    )
