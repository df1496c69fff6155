"""How gunicorn serves the site: `gunicorn --config python:tools.gunicorn_conf tools.wsgi:app`.

The folder is `TRATIN_HOME`; address, processes and threads are those of the settings. docs/operating.md
compares it with `tratin serve`.
"""

from __future__ import annotations

import os
import sys
from contextlib import ExitStack
from typing import TYPE_CHECKING, NoReturn

from tools.operating import operators_page
from tools.serving import metrics_folder, settle
from tools.wsgi import own_settings, shared
from web.watching.requests import FOLDER

if TYPE_CHECKING:
    from gunicorn.arbiter import Arbiter
    from gunicorn.workers.base import Worker

_SETTINGS = own_settings()
_BESIDE = ExitStack()

bind = f"{_SETTINGS.text('bind')}:{_SETTINGS.number('port')}"
worker_class = "gthread"
workers = _SETTINGS.number("processes")
threads = _SETTINGS.number("threads")
keepalive = 30
graceful_timeout = 10
limit_request_line = 8190  # the most that gunicorn takes: some 900 Vietnamese letters
forwarded_allow_ips = ""  # the site itself knows which proxies it trusts
control_socket_disable = True


def on_starting(_: Arbiter) -> None:
    """Make what the processes share, before there is any."""
    shared()
    if _SETTINGS.text("admin_bind"):
        _BESIDE.enter_context(metrics_folder())


def when_ready(_: Arbiter) -> None:
    """Open the operators' page beside them."""
    _BESIDE.enter_context(operators_page(_SETTINGS))


def post_worker_init(worker: Worker) -> None:
    """Be ready before the first visitor comes, as each process of `tratin serve` is."""
    settle(worker.app.callable)


def child_exit(_: Arbiter, worker: Worker) -> None:
    """Forget the figures that only hold while a process lives."""
    if FOLDER in os.environ:
        from prometheus_client.multiprocess import mark_process_dead  # noqa: PLC0415 - it needs that folder

        mark_process_dead(worker.pid)  # type: ignore[no-untyped-call]


def worker_exit(_: Arbiter, __: Worker) -> NoReturn:
    """End at once: what the first process keeps is not for the others to close."""
    leaving = sys.exc_info()[1]
    code = leaving.code if isinstance(leaving, SystemExit) else int(leaving is not None)
    sys.stderr.flush()
    os._exit(code if isinstance(code, int) else int(code is not None))


def on_exit(_: Arbiter) -> None:
    """Close the operators' page, and take the figures away."""
    _BESIDE.close()
