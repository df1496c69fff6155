"""Whole addresses, for what is read away from the site: feeds, and the description for browsers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, cast

from flask import current_app, request

from web.site import site

if TYPE_CHECKING:
    from collections.abc import Callable

_HOST = re.compile(r"https?://(?:[A-Za-z0-9_.-]+|\[[0-9A-Fa-f:.]+\])(?::[0-9]{1,5})?", re.ASCII)


def whole(path: str) -> str:
    """The address of a path of this site: at the setting `public_url`, else at the host that was asked.

    Where that is no name of a host the path stays alone, which is an address too.
    """
    host = site().settings.text("public_url") or request.host_url.rstrip("/")
    return f"{host}{path}" if _HOST.fullmatch(host) else path


def icon() -> str:
    """The whole address of the mark of the site."""
    address = cast("Callable[[str], str]", current_app.jinja_env.globals["asset"])
    return whole(address("mark.svg"))
