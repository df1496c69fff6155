"""How requests are read for the site, when they came, and which connections are kept after them.

What waits for a thread waits for the person who sent it, too. Letters that a client wrote into the address as
they are (`curl` does) are taken as if it had escaped them, as most servers do: waitress takes ASCII alone.
"""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING, Any

from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser
from waitress.task import WSGITask

from tools.refusing import Refusal
from web.watching.requests import CAME

if TYPE_CHECKING:
    from waitress.server import BaseWSGIServer


_BEGUN = 256
"""Bytes of a request that are kept to see what it asked for, should it be refused."""

_BEYOND_ASCII = re.compile(rb"[\x80-\xff]")
_TARGET = re.compile(rb"[A-Z]+ (/[^\r\n ]*)")


def escaped(head: bytes) -> bytes:
    """The head of a request with bytes beyond ASCII in its path and query escaped; all else is as it was.

    An escaped byte is no space and ends no line, so that the request ends and means what it did before.
    """
    found = _TARGET.match(head)
    if found is None:
        return head
    target = _BEYOND_ASCII.sub(lambda one: b"%%%02X" % ord(one[0]), found[1])
    return head[: found.start(1)] + target + head[found.end(1) :]


def note_arrivals(server: BaseWSGIServer) -> None:
    """Let the environment of each request of a server say when it was read to its end."""
    server.channel_class = _Channel


class _Request(HTTPRequestParser):  # type: ignore[misc]  # waitress has no types
    came = ""
    begun = b""

    def received(self, data: bytes) -> int:
        if len(self.begun) < _BEGUN:
            self.begun = (self.begun + data)[:_BEGUN]
        taken: int = super().received(data)
        if self.completed:
            self.came = repr(time.perf_counter())
        return taken

    def parse_header(self, header_plus: bytes) -> None:
        super().parse_header(escaped(header_plus))
        if ("CONTENT_LENGTH" if self.chunked else "TRANSFER_ENCODING") in self.headers:
            self.headers["CONNECTION"] = "close"  # to a proxy in front what follows may be part of this one


class _Task(WSGITask):  # type: ignore[misc]
    def get_environment(self) -> dict[str, Any]:
        environ: dict[str, Any] = super().get_environment()
        environ[CAME] = self.request.came
        return environ

    def set_close_on_finish(self) -> None:
        """Close the connection after this answer, unless one without a body was all that led here.

        waitress closes wherever there is no `Content-Length`; 204 and 304 have none, and end with their head.
        """
        if self.has_body or self.version != "1.1" or self.request.connection_close:
            super().set_close_on_finish()


class _Channel(HTTPChannel):  # type: ignore[misc]
    last_activity: float
    parser_class = _Request
    task_class = _Task
    error_task_class = Refusal

    def handle_read(self) -> None:
        """Take what has come. Of a request its beginning counts as activity, not each byte that follows."""
        before: float = self.last_activity
        is_begun = self.request is not None
        super().handle_read()
        if is_begun and self.request is not None:
            self.last_activity = before
