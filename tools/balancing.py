"""New connections among the processes of a site: one that holds more than another lets that one go first.

Clients and proxies keep their connections, so what one process took while another was busy it would have to
answer ever after, with people waiting there while the other is idle.
"""

from __future__ import annotations

import mmap
import time
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from waitress.server import BaseWSGIServer

HESITATION = 0.002
"""Seconds for which a process leaves a connection to others: an idle one takes it in far less."""

_NONE = -1
_SIZE = 4


class Shares:
    """How many connections each of some processes holds, in memory that those forked later share."""

    def __init__(self, processes: int) -> None:
        self._held = memoryview(mmap.mmap(-1, processes * _SIZE)).cast("i")
        for number in range(processes):
            self.forget(number)

    def tell(self, number: int, count: int) -> None:
        """Tell how many a process holds."""
        self._held[number] = count

    def forget(self, number: int) -> None:
        """A process has ended, or has not begun."""
        self._held[number] = _NONE

    def others_hold_less(self, number: int) -> bool:
        """Whether another process holds fewer connections than one."""
        return any(_NONE < count < self._held[number] for count in self._held)


class Share(NamedTuple):
    """A process's part in what connects: its number among all, and what these hold."""

    number: int
    shares: Shares

    def balance(self, server: BaseWSGIServer) -> None:
        """Let a server tell what it holds, and take a connection after those that hold less had time to."""
        take = server.handle_accept

        def tell() -> None:
            self.shares.tell(self.number, len(server.active_channels))

        def hesitate() -> None:
            tell()
            if self.shares.others_hold_less(self.number):
                time.sleep(HESITATION)
            take()  # which takes nothing where another one did
            tell()

        looks = server.readable

        def told_looks() -> bool:
            tell()
            return bool(looks())

        server.readable, server.handle_accept = told_looks, hesitate
