"""What takes a few thousandths of a second is answered by the thread that reads requests.

To wake another thread, and to wait until that one hands Python back, takes as long as such an answer itself.
Nobody waits longer for it: only while the process has nothing else to do is a request answered here, and
what is read meanwhile would have had to wait for Python, too.
"""

from __future__ import annotations

import logging
import threading
from collections import deque
from typing import TYPE_CHECKING

from tools.processes.member import QUICK

if TYPE_CHECKING:
    from collections.abc import Callable

    from waitress.channel import HTTPChannel
    from waitress.server import BaseWSGIServer

_LOG = logging.getLogger(__name__)


class QuickAnswers:
    """Requests that the reading thread of a server is to answer before it reads on, in their order."""

    def __init__(self, server: BaseWSGIServer, is_idle: Callable[[], bool]) -> None:
        self._is_idle = is_idle
        self._waiting: deque[HTTPChannel] = deque()
        self._reader: int | None = None
        self._to_others, self._look = server.task_dispatcher.add_task, server.readable
        server.task_dispatcher.add_task, server.readable = self._take, self._before_reading

    def _take(self, channel: HTTPChannel) -> None:
        """Take a request that was read: the channel is locked, so it cannot be answered at once."""
        if self._is_here(channel):
            self._waiting.append(channel)
        else:
            self._to_others(channel)

    def _is_here(self, channel: HTTPChannel) -> bool:
        return (
            threading.get_ident() == self._reader
            and str(channel.requests[0].path).endswith(QUICK)
            and self._is_idle()
        )

    def _before_reading(self) -> bool:
        """Answer what waits; what has come meanwhile that takes longer goes beside it, in another thread."""
        self._reader = threading.get_ident()
        while self._waiting:
            channel = self._waiting.popleft()
            if self._is_idle():
                _answer(channel)
            else:
                self._to_others(channel)
        return bool(self._look())


def _answer(channel: HTTPChannel) -> None:
    try:
        channel.service()
    except Exception:  # noqa: BLE001 - as the server's other threads do: the next one is answered
        _LOG.exception("%s broke off", channel)
