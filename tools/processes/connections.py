"""New connections among the processes of a site: one that holds more than another lets that one go first.

Clients and proxies keep their connections, so what one process took while another was busy it would have to
answer ever after, with people waiting there while the other is idle.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, NamedTuple

from tools.processes.counts import Counts

if TYPE_CHECKING:
    from waitress.server import BaseWSGIServer

HESITATION = 0.002
"""Seconds for which a process leaves a connection to others: an idle one takes it in far less."""


class Shares(Counts):
    """Connections of each process."""

    def others_hold_less(self, number: int) -> bool:
        """Whether another process holds fewer than one."""
        return any(count < self[number] for _, count in self.others(number))


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
