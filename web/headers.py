"""Headers of every answer: what a browser must not do with our pages, and how long it may keep them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import request

from web.compressing import coding_for, pack

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


def finish(response: Response) -> Response:
    """Add the headers, and pack the answer.

    Pages carry a tag, so that an unchanged page costs nothing to ask for again; packed in another way, it has
    another tag.
    """
    response.headers.update(HEADERS)
    if request.endpoint == "static":
        response.headers.setdefault("Cache-Control", "no-cache")
        return response
    coding = None if response.is_streamed else coding_for(request, response, len(response.get_data()))
    if response.status_code != 200:
        response.headers["Cache-Control"] = "no-store"
    else:
        response.headers.setdefault("Cache-Control", "no-cache")
        if request.method in {"GET", "HEAD"} and not response.is_streamed:
            _tag(response, coding)
    if coding and response.status_code != 304:
        pack(response, coding)
    return response


def _tag(response: Response, coding: str | None) -> None:
    """Tag an answer, and leave out what the client has already."""
    response.add_etag()
    if coding:
        response.set_etag(f"{response.get_etag()[0]}-{coding}")
    response.make_conditional(request)
