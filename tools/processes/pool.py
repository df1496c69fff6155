"""What the processes of a site hand requests over by: how busy each is, and a socket to each."""

from __future__ import annotations

import socket
import sys
import threading
from pathlib import Path
from shutil import rmtree
from tempfile import gettempdir, mkdtemp
from typing import TYPE_CHECKING

from tools.processes.bells import Bells
from tools.processes.loads import Loads
from tools.processes.member import Member

if TYPE_CHECKING:
    from wsgiref.types import WSGIApplication

SWITCH = 0.001
"""Seconds for which Python lets one thread go on while others wait: those only send, or hand over."""

_BACKLOG = 64

_LONGEST = 90
"""Letters of a path that a Unix socket takes anywhere, less a few."""


class Pool:
    """What processes share; made before they are forked."""

    def __init__(self, processes: int) -> None:
        self.size = processes
        self.loads = Loads(processes)
        self._bells = Bells(processes)
        long = len(gettempdir()) > _LONGEST - 30
        self._folder = Path(mkdtemp(prefix="tratin-processes-", dir="/tmp" if long else None))  # noqa: S108 - its own
        self._listeners = [self._listener(number) for number in range(processes)]

    def _path(self, number: int) -> str:
        return str(self._folder / str(number))

    def _listener(self, number: int) -> socket.socket:
        listener = socket.socket(socket.AF_UNIX)
        listener.bind(self._path(number))
        listener.listen(_BACKLOG)
        return listener

    def close(self) -> None:
        """Nothing is handed over any more."""
        for listener in self._listeners:
            listener.close()
        self._bells.close()
        self.remove()

    def remove(self) -> None:
        """Remove the names of the sockets, by whichever process is there to do it."""
        rmtree(self._folder, ignore_errors=True)

    def member(self, app: WSGIApplication, number: int) -> Member:
        """The site of a process, which from now on hands requests over and takes those of others."""
        sys.setswitchinterval(SWITCH)
        member = Member(app, self.loads, number, self._path, self._bells.ring)
        listener = self._listeners[number]
        threading.Thread(target=member.take_from, args=(listener,), daemon=True).start()
        bell = self._bells.listener(number)
        threading.Thread(target=member.listen, args=(bell,), daemon=True).start()
        return member
