"""Living under a path such as `/tin`, whether or not the proxy in front takes it off."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment


def clean_prefix(prefix: str) -> str:
    """`tin/`, `/tin` and `//tin` are `/tin`; `/` is nothing."""
    inner = "/".join(part for part in prefix.split("/") if part)
    return f"/{inner}" if inner else ""


class UnderPrefix:
    """A WSGI application that makes every address of the inner one start with the prefix."""

    def __init__(self, inner: WSGIApplication, prefix: str) -> None:
        self.inner, self.prefix = inner, prefix

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Move the prefix from the path to the script name, as WSGI has it."""
        if self.prefix:
            path = environ.get("PATH_INFO", "")
            if path == self.prefix or path.startswith(f"{self.prefix}/"):
                path = path[len(self.prefix) :]
            environ = {**environ, "SCRIPT_NAME": self.prefix, "PATH_INFO": path or "/"}
        return self.inner(environ, start_response)
