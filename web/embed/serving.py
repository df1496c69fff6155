"""Serves the script: at one address with all later fixes, at another for ever the same."""

from __future__ import annotations

from flask import Blueprint, Response, abort

from web.assets import YEAR
from web.embed.script import script

embed = Blueprint("embed", __name__, url_prefix="/embed")

HOUR = 3600


@embed.get("/v1/tra-tin.js")
def following() -> Response:
    """The script with all fixes that keep its promise; kept for an hour."""
    return _sent(f"public, max-age={HOUR}")


@embed.get("/<stamp>/tra-tin.js")
def pinned(stamp: str) -> Response:
    """The script of one hash, which never changes; 404 where this version of the site has another."""
    if stamp != script().stamp:
        abort(404)
    return _sent(f"public, max-age={YEAR}, immutable")


def _sent(kept: str) -> Response:
    """For pages of any other site: it is public, and says nothing of who asks."""
    response = Response(script().data, content_type="text/javascript; charset=utf-8")
    response.headers["Cache-Control"] = kept
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response
