"""Serves the site in this process (several of them: `tools.processes`)."""

from __future__ import annotations

import logging
import os
import socket
import time
from contextlib import contextmanager
from shutil import rmtree
from tempfile import mkdtemp
from threading import Thread
from typing import TYPE_CHECKING

from waitress.server import create_server

from tools.arriving import note_arrivals
from tools.collecting import collect_seldom
from tools.idle import MOST, make_room
from web.site import KEY
from web.warming import warm
from web.watching.logs import set_up_log
from web.watching.requests import FOLDER

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from wsgiref.types import WSGIApplication

    from flask import Flask
    from waitress.server import BaseWSGIServer

    from search.engine import Reader
    from search.settings import Settings
    from web.shared import Shared

LOOK = 0.25
"""Seconds between looks for a new generation: less than after which a question looks for one itself."""


def listen(host: str, port: int) -> socket.socket:
    """A socket that takes connections; a name means its IPv4 address if it has one. Raises `OSError`."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    family, _, _, _, address = min(found, key=lambda one: one[0] != socket.AF_INET)
    return socket.create_server(address, family=family)


def serve_here(
    settings: Settings,
    listener: socket.socket,
    shared: Shared,
    started: Callable[[BaseWSGIServer], None],
    around: Callable[[Flask], WSGIApplication] = lambda app: app,
) -> None:
    """Answer in this process until Ctrl-C; `started` is called once the site can answer.

    `shared` is what all processes know of their clients, `around` puts something between them and the site.
    """
    from tools.wsgi import make_app  # noqa: PLC0415 - only where it answers: what it opens must not be forked

    set_up_log(settings.text("log"))
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # some wait: searches take turns
    app = make_app(settings, shared)
    settle(app)
    server = server_over(around(app), listener, settings.number("threads"))
    try:
        started(server)
        server.run()
    finally:
        server.close()


def server_over(app: WSGIApplication, listener: socket.socket, threads: int) -> BaseWSGIServer:
    """A server that answers on a socket, once it runs."""
    server = create_server(
        app,
        sockets=[listener],
        threads=threads,
        connection_limit=MOST,
        ident=None,
        asyncore_use_poll=True,  # `select` ends the server where a thread closes a connection meanwhile
        clear_untrusted_proxy_headers=False,  # the site itself knows which proxies it trusts
    )
    note_arrivals(server)
    make_room(server)
    return server


def settle(app: Flask) -> None:
    """Be ready before the first visitor comes, and keep what is there out of Python's collections."""
    warm(app)
    Thread(target=_keep_looking, args=(app.extensions[KEY].reader,), daemon=True).start()
    collect_seldom()


def _keep_looking(reader: Reader) -> None:
    """Open each new generation, so that no visitor waits for it."""
    while True:
        time.sleep(LOOK)
        reader.look()


@contextmanager
def metrics_folder() -> Iterator[None]:
    """Let processes that are started in the block count in one empty folder, unless one is named already."""
    if os.environ.get(FOLDER):
        yield
        return
    folder = mkdtemp(prefix="tratin-metrics-")
    os.environ[FOLDER] = folder
    try:
        yield
    finally:
        del os.environ[FOLDER]
        rmtree(folder, ignore_errors=True)
