"""Joins store, engine and pages. WSGI servers load `tools.wsgi:app`; the folder is `TRATIN_HOME`."""

from __future__ import annotations

import os
from contextlib import ExitStack
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from index.store import open_store
from search.engine import open_reader
from search.settings import load_settings
from tools.keeping_scripts import keep_script
from tools.showing import shows_of
from web.app import create_app
from web.shared import Shared
from web.watching.logs import set_up_log

if TYPE_CHECKING:
    from flask import Flask

    from search.settings import Settings

_OPEN = ExitStack()
"""Stores stay open as long as the process."""


def make_app(settings: Settings, shared: Shared | None = None) -> Flask:
    """The site over one home folder; `shared` is what several processes know of clients."""
    archive = _OPEN.enter_context(open_store(settings, write=False))
    keep_script(settings.home)
    return create_app(settings, open_reader(settings), archive, shows_of(settings), shared=shared)


def own_settings() -> Settings:
    """The settings of the home folder that `TRATIN_HOME` names."""
    return load_settings(Path(os.environ.get("TRATIN_HOME") or "var"))


@cache
def shared() -> Shared:
    """What is known of clients: a server that forks calls this before, and its processes share it."""
    return Shared()


@cache
def _app() -> Flask:
    settings = own_settings()
    set_up_log(settings.text("log"))
    return make_app(settings, shared())


def __getattr__(name: str) -> Flask:
    """Make `app` when a server asks for it, so that importing this file does nothing."""
    if name != "app":
        raise AttributeError(name)
    return _app()
