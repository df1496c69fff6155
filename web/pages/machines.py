"""What machines ask for."""

from __future__ import annotations

from flask import Response, url_for

from web.pages.blueprint import pages
from web.site import site


@pages.get("/healthz")
def healthz() -> Response:
    """Alive and able to answer: `ok`; anything else is an error status."""
    return Response(f"ok {site().reader.stats().articles}\n", content_type="text/plain; charset=utf-8")


@pages.get("/robots.txt")
def robots() -> Response:
    """Articles may be indexed by others; result pages are endless and may not."""
    closed = (
        url_for("pages.results"),
        url_for("pages.short", code=""),
        url_for("pages.advanced"),
        url_for("pages.places"),
        url_for("pages.values", facet="x").removesuffix("x"),
        url_for("api.home"),
        url_for("feeds.suggestions"),
    )
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in closed)]
    return Response("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
