"""A page of somebody else on another port, as hostile as can be to the box that stands on it."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from flask import Flask, Response
from serving import running

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

STYLE = """
* { all: unset; padding: 90px; letter-spacing: 9px; text-transform: uppercase; line-height: 0; }
head, script, style, link { display: none }
html, body, main, h1, p, tra-tin { display: block; padding: 0; }
body { padding: 8px; }
textarea { display: block; padding: 0; width: 100%; max-width: 200px }
button, input, a, li, mark { padding: 90px !important; float: right; color: transparent !important; }
"""


def csp(site: str) -> str:
    """Nothing is allowed but the script and the questions of the box, and this page's own sheet."""
    return (
        f"default-src 'none'; script-src {site}; connect-src {site}; style-src 'self'; "
        "require-trusted-types-for 'script'; trusted-types 'none'"
    )


def page_of(body: str) -> str:
    """A whole page around some boxes."""
    return (
        '<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>Trang xã</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<link rel="stylesheet" href="/page.css"></head>'
        f"<body><main><h1>Trang xã</h1>{body}</main></body></html>"
    )


@contextmanager
def host(
    site: str, bodies: Mapping[str, str], *, style: str = STYLE, policy: str | None = None
) -> Iterator[str]:
    """Serve pages by name that hold these bodies, and give the address of the host."""
    app = Flask("host", static_folder=None)

    @app.get("/<name>")
    def page(name: str) -> Response:
        response = Response(page_of(bodies[name]), content_type="text/html; charset=utf-8")
        response.headers["Content-Security-Policy"] = policy if policy is not None else csp(site)
        return response

    @app.get("/page.css")
    def sheet() -> Response:
        return Response(style, content_type="text/css")

    with running(app) as address:
        yield address
