"""Which pages of other hosts may read the API and the feeds (CORS): those of the setting `cors_origins`.

All of it is public and read-only, and nothing here depends on who asks: no cookie, no login. So the answer
never allows credentials. A browser that may not read an answer got it all the same; this list hides nothing.
"""

from __future__ import annotations

from flask import Response, request

from web.site import site

SHARED = ("/api/", "/tim.atom", "/tim.json", "/goi-y.json")
"""How the paths begin that other pages may read."""

METHODS = "GET, HEAD, OPTIONS"

ASKED_WITH = "Authorization, If-None-Match, X-API-Key"
"""Headers that a page may send beside the plain ones: a key of the API, and what it has already."""

EXPOSED = "ETag, Retry-After"
"""Headers of an answer that a page may read beside the plain ones."""

PREFLIGHT_KEPT = 7200
"""Seconds for which a browser need not ask again; none keeps it longer."""


def answer_preflight() -> Response | None:
    """Before every answer: what a browser asks before it lets a page ask."""
    if request.method != "OPTIONS" or "Access-Control-Request-Method" not in request.headers:
        return None
    if not is_shared(request.path):
        return None
    response = Response(status=204, headers={"Allow": METHODS})
    if _allowed():
        response.headers["Access-Control-Allow-Methods"] = METHODS
        response.headers["Access-Control-Allow-Headers"] = ASKED_WITH
        response.headers["Access-Control-Max-Age"] = str(PREFLIGHT_KEPT)
    return response


def share(response: Response) -> Response:
    """After every answer: say who may read it; errors are told too."""
    if not is_shared(request.path):
        return response
    origins = _origins()
    if origins and "*" not in origins:
        response.vary.add("Origin")
    allowed = _allowed()
    if allowed:
        response.headers["Access-Control-Allow-Origin"] = allowed
        response.headers["Access-Control-Expose-Headers"] = EXPOSED
        response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


def is_shared(path: str) -> bool:
    """Whether pages of other hosts may read what is at a path."""
    return path.startswith(SHARED)


def _origins() -> list[str]:
    return site().settings.text("cors_origins").split()


def _allowed() -> str | None:
    """The origin to name: the one that asks if it is on the list, or all."""
    origins = _origins()
    if "*" in origins:
        return "*"
    origin = request.headers.get("Origin", "")
    return origin if origin and origin in origins else None
