"""Suggestions are answered by the thread that reads requests.

To wake another thread, and to wait until that one hands Python back, takes as long as such an answer itself.
Only one at a time is answered here, and only while the process has nothing else to do and nobody hands it
anything: what is read behind it would have had to wait for Python, too. The first one after a new
generation of the index was published opens that, which takes some hundredths of a second.
"""

from __future__ import annotations

import logging
import threading
from collections import deque
from typing import TYPE_CHECKING

from tools.processes.member import is_suggestion

if TYPE_CHECKING:
    from waitress.channel import HTTPChannel
    from waitress.server import BaseWSGIServer

    from tools.processes.member import Member

_LOG = logging.getLogger(__name__)


class QuickAnswers:
    """Requests that the reading thread of a server is to answer before it reads on, in their order."""

    def __init__(self, server: BaseWSGIServer, member: Member) -> None:
        self._member = member
        self._waiting: deque[HTTPChannel] = deque()
        self._to_others, self._look = server.task_dispatcher.add_task, server.readable
        server.task_dispatcher.add_task, server.readable = self._take, self._before_reading

    def _take(self, channel: HTTPChannel) -> None:
        """Take a request that was read: its connection is locked, so it cannot be answered at once."""
        if threading.get_ident() == self._member.reader and self._is_quick(channel):
            self._waiting.append(channel)
        else:
            self._to_others(channel)

    def _before_reading(self) -> bool:
        """Answer what waits; what has come meanwhile that takes longer goes beside it, in another thread.

        A connection that sent more than one request is left to the others: the server goes on with the next
        as soon as one is answered, which would keep the reading thread from everybody else, or let it close
        the connection in the middle of its round.
        """
        self._member.reader = threading.get_ident()
        while self._waiting:
            channel = self._waiting.popleft()
            if len(channel.requests) == 1 and channel.request is None and self._is_quick(channel):
                _answer(channel)
            else:
                self._to_others(channel)
        return bool(self._look())

    def _is_quick(self, channel: HTTPChannel) -> bool:
        """Whether a connection asks for suggestions, in a way that can be read, and nothing else is to do."""
        asked = channel.requests[0]
        return not asked.error and is_suggestion(asked.command, asked.path) and self._member.is_idle()


def _answer(channel: HTTPChannel) -> None:
    try:
        channel.service()
    except Exception:  # noqa: BLE001 - as the server's other threads do: the next one is answered
        _LOG.exception("%s broke off", channel)
