"""Headers of every answer: what a browser must not do with our pages, and how long it may keep them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import g, request
from werkzeug.http import generate_etag

from web.compressing import coding_for, pack

if TYPE_CHECKING:
    from flask import Flask, Response

CSP = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; object-src 'none'; base-uri 'none'; frame-ancestors {framed_by}; "
    "require-trusted-types-for 'script'; trusted-types 'none'"
)
"""Nothing inline, nothing of others; scripts cannot make HTML of text."""

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()",
}


def ask_for_https(app: Flask, days: int) -> None:
    """Tell browsers to ask this host over HTTPS only (RFC 6797); they heed it where they came over HTTPS."""

    @app.after_request
    def tell(response: Response) -> Response:
        response.headers["Strict-Transport-Security"] = f"max-age={days * 24 * 3600}; includeSubDomains"
        return response


def framed_by() -> str:
    """Who may show the current page in a frame: nobody, unless its route put origins into `g.framed_by`."""
    return str(g.get("framed_by", "'none'"))


def finish(response: Response) -> Response:
    """Add the headers, and pack the answer.

    Pages carry a tag, so that an unchanged page costs nothing to ask for again; packed in another way, it has
    another tag. A weak one names an answer in whatever coding.
    """
    present = {name.lower() for name in response.headers.keys()}  # noqa: SIM118 - iterating gives pairs
    ours = (*HEADERS.items(), ("Content-Security-Policy", CSP.format(framed_by=framed_by())))
    response.headers.extend([pair for pair in ours if pair[0].lower() not in present])
    if request.endpoint == "static":
        response.headers.setdefault("Cache-Control", "no-cache")
        return response
    is_ready = response.is_streamed or response.content_encoding
    coding = None if is_ready else coding_for(request, response, len(response.get_data()))
    if response.status_code != 200:
        response.headers["Cache-Control"] = "no-store"
    else:
        response.headers.setdefault("Cache-Control", "no-cache")
        if request.method in {"GET", "HEAD"} and not response.is_streamed:
            _tag(response, coding)
    if coding and response.status_code != 304:
        pack(response, coding)
    return response


_CONDITIONS = (
    "HTTP_IF_NONE_MATCH",
    "HTTP_IF_MATCH",
    "HTTP_IF_MODIFIED_SINCE",
    "HTTP_IF_UNMODIFIED_SINCE",
)
"""Headers of requests by which an answer may be another one."""


def _tag(response: Response, coding: str | None) -> None:
    """Tag an answer, and leave out what the client has already."""
    ending = f"-{coding}" if coding else ""
    if "ETag" not in response.headers:
        response.headers["ETag"] = f'"{generate_etag(response.get_data())}{ending}"'
    else:
        own, is_weak = response.get_etag()
        if ending and not is_weak:
            response.set_etag(f"{own}{ending}")
    if any(name in request.environ for name in _CONDITIONS):
        response.make_conditional(request)
