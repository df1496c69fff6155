"""The time of a request begins when it was read, whatever keeps it from being answered."""

from __future__ import annotations

import socket
import threading
import time
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from tools.serving import server_over
from web.watching.requests import CAME

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

SLOW = 0.3
"""Seconds of an answer."""


def test_what_waits_for_a_thread_has_come_before() -> None:
    """Of two at a server of one thread the second one waits for the first."""
    waited: list[float] = []

    def app(environ: dict[str, str], start_response: Callable[..., object]) -> Iterable[bytes]:
        waited.append(time.perf_counter() - float(environ[CAME]))
        time.sleep(SLOW)
        start_response("200 OK", [("Content-Length", "0")])
        return [b""]

    with socket.create_server(("127.0.0.1", 0)) as listener:
        server = server_over(app, listener, 1)
        threading.Thread(target=server.run, daemon=True).start()
        url = f"http://127.0.0.1:{listener.getsockname()[1]}/"
        with ThreadPoolExecutor(2) as pool:
            list(pool.map(lambda _: urllib.request.urlopen(url, timeout=20).read(), range(2)))
        server.close()
    first, second = waited
    assert 0 <= first < second
    assert SLOW / 2 < second < 20
