"""Serves the script: at one address with all later fixes, at another for ever the same."""

from __future__ import annotations

from flask import Blueprint, Response, abort

from web.assets import YEAR
from web.embed.earlier import earlier
from web.embed.script import script
from web.site import site

embed = Blueprint("embed", __name__, url_prefix="/embed")

HOUR = 3600


@embed.get("/v1/tra-tin.js")
def following() -> Response:
    """The script with all fixes that keep its promise; kept for an hour."""
    return _sent(script().data, f"public, max-age={HOUR}")


@embed.get("/<stamp>/tra-tin.js")
def pinned(stamp: str) -> Response:
    """The script of one hash, which never changes, as long as the site served it once; else 404."""
    data = script().data if stamp == script().stamp else earlier(site().settings.home, stamp)
    if data is None:
        abort(404)
    return _sent(data, f"public, max-age={YEAR}, immutable")


def _sent(data: bytes, kept: str) -> Response:
    """For pages of any other site: it is public, and says nothing of who asks."""
    response = Response(data, content_type="text/javascript; charset=utf-8")
    response.headers["Cache-Control"] = kept
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response
