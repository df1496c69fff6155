"""When a request came, told to the site: what waits for a thread waits for the person who sent it, too."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser
from waitress.task import WSGITask

from web.watching.requests import CAME

if TYPE_CHECKING:
    from waitress.server import BaseWSGIServer


def note_arrivals(server: BaseWSGIServer) -> None:
    """Let the environment of each request of a server say when it was read to its end."""
    server.channel_class = _Channel


class _Request(HTTPRequestParser):  # type: ignore[misc]  # waitress has no types
    came = ""

    def received(self, data: bytes) -> int:
        taken: int = super().received(data)
        if self.completed:
            self.came = repr(time.perf_counter())
        return taken


class _Task(WSGITask):  # type: ignore[misc]
    def get_environment(self) -> dict[str, Any]:
        environ: dict[str, Any] = super().get_environment()
        environ[CAME] = self.request.came
        return environ


class _Channel(HTTPChannel):  # type: ignore[misc]
    parser_class = _Request
    task_class = _Task
