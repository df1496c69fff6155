"""Which `Host` a request may have: one in HTTP/1.1, or it is refused (RFC 9112, 3.2).

One that is no name is left out: no page uses it, but the framework below would stumble over it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from flask import abort, request

if TYPE_CHECKING:
    from collections.abc import Iterable
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

_LABEL = r"[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?"
_HOST = re.compile(
    rf"(?=.{{1,260}}$)(?:{_LABEL}(?:\.{_LABEL})*\.?|\[[0-9A-Fa-f:.]{{2,45}}\])(?::[0-9]{{1,5}})?"
)

_UNCLEAR = "tratin.host_unclear"
"""In the environment of a request of which proxies may think that another host was asked."""


class WithPlainHost:
    """A WSGI application that sees the name of a host (RFC 9110, 7.2) or no `Host` at all."""

    def __init__(self, inner: WSGIApplication) -> None:
        self.inner = inner

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Take an odd `Host` away, and note where there is none or more than one."""
        host = environ.get("HTTP_HOST")
        if host is None and environ.get("SERVER_PROTOCOL") == "HTTP/1.1":
            environ = {**environ, _UNCLEAR: True}
        elif host is not None and not _HOST.fullmatch(host):
            several = "," in host  # servers put lines of one name together so
            environ = {**environ, "SERVER_NAME": "localhost", _UNCLEAR: several}
            del environ["HTTP_HOST"]
        return self.inner(environ, start_response)


def refuse_unclear_host() -> None:
    """Before every answer: end with 400 where it is not clear which host was asked."""
    if request.environ.get(_UNCLEAR):
        abort(400)
