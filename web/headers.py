"""Headers of every answer: what a browser must not do with our pages, and how long it may keep them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import request

if TYPE_CHECKING:
    from flask import Response

CSP = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)

HEADERS = {
    "Content-Security-Policy": CSP,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()",
}

YEAR = 365 * 24 * 3600
"""Seconds that a static file whose address holds its hash may be kept."""


def finish(response: Response) -> Response:
    """Add the headers. Pages carry a tag, so that an unchanged page costs nothing to ask for again."""
    response.headers.update(HEADERS)
    if request.endpoint == "static":
        is_stamped = "v" in request.args and response.status_code == 200
        response.headers["Cache-Control"] = f"public, max-age={YEAR}, immutable" if is_stamped else "no-cache"
        return response
    if response.status_code != 200:
        response.headers["Cache-Control"] = "no-store"
        return response
    response.headers.setdefault("Cache-Control", "no-cache")
    if request.method in {"GET", "HEAD"} and not response.is_streamed:
        response.add_etag()
        response.make_conditional(request)
    return response
