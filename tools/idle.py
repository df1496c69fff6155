"""Connections on which no request comes: how many may be open, and when they are closed.

Anybody may open them and say nothing, or a byte now and then; those who ask must get in all the same. A proxy
in front keeps such clients to itself.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from waitress.server import BaseWSGIServer

MOST = 500
"""Connections of a process: half of the files that a process may have open where nobody has set more."""

PATIENCE = 10.0
"""Seconds after which one without a request is closed where there are so many; it is two minutes else."""


def make_room(server: BaseWSGIServer) -> None:
    """Let a server that takes no more connections close those on which nothing was asked for a while."""
    looks = server.readable

    def looks_and_closes() -> bool:
        may_take = bool(looks())
        if server.in_connection_overflow:
            close_idle(server, time.time() - PATIENCE)
        return may_take

    server.readable = looks_and_closes


def close_idle(server: BaseWSGIServer, before: float) -> None:
    """Close connections that have no request, and on which none has begun since a moment."""
    for channel in list(server.active_channels.values()):
        if not channel.requests and channel.last_activity < before:
            channel.will_close = True
