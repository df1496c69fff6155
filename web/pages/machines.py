"""What machines ask for."""

from __future__ import annotations

from datetime import UTC, datetime

from flask import Response, jsonify, url_for

from web.pages.blueprint import pages
from web.site import site


@pages.get("/healthz")
def healthz() -> Response:
    """Alive: `ok`, whatever else is wrong."""
    return Response("ok\n", content_type="text/plain; charset=utf-8")


@pages.get("/readyz")
def readyz() -> Response:
    """Able to answer: what is open, since when it was built, and whether all of it was verified; else 503."""
    stats = site().reader.stats()
    age = datetime.now(UTC) - stats.built
    told = jsonify(
        status="ready",
        articles=stats.articles,
        generation=stats.generation,
        built=stats.built.isoformat(),
        age_s=round(age.total_seconds()),
        verified=stats.is_verified,
    )
    told.headers["Cache-Control"] = "no-store"
    return told


@pages.get("/robots.txt")
def robots() -> Response:
    """Articles may be indexed by others; result pages are endless and may not, feeds of them may be read.

    A rule closes all that begins with it: `/tim` alone would close `/tim.atom` and `/tim-kiem.xml`, too.
    """
    results = url_for("pages.results")
    closed = (
        f"{results}?",
        f"{results}$",
        f"{results}/",
        url_for("pages.short", code=""),
        url_for("pages.advanced"),
        url_for("pages.places"),
        url_for("pages.exporting"),
        url_for("pages.notebook"),
        url_for("pages.beside"),
        url_for("pages.values", facet="x").removesuffix("x"),
        url_for("api.home"),
        url_for("feeds.suggestions"),
    )
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in closed)]
    return Response("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
