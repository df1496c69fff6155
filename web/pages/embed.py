"""The search box for pages of others: the page that makes a snippet, and the page for a frame."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Response, g, jsonify, render_template, request, url_for

from web.addresses.whole import whole
from web.compressing import tight
from web.embed.script import script
from web.embed.snippet import (
    FRAME_HEIGHT,
    MODES,
    THEMES,
    WAYS,
    Addresses,
    attributes,
    framed_path,
    parts_json,
    scope_label,
    scope_pairs,
    wanted,
)
from web.facets.values import USUAL, Asked, values_json
from web.headers import CSP, framed_by
from web.pages.blueprint import pages
from web.site import asked, results_address, site

if TYPE_CHECKING:
    from web.embed.snippet import Wanted


@pages.get("/nhung")
def embed() -> Response:
    """A form for the scope and the looks of a box, the snippet for it, and the box itself in a frame."""
    want = _wanted()
    at = _addresses(want)
    page = render_template(
        "embed.html",
        params=want.params,
        want=want,
        made=parts_json(want, at, site().defaults),
        parts_path=url_for("pages.embed_parts"),
        frame_path=framed_path(want, url_for("pages.framed"), site().defaults),
        frame_height=FRAME_HEIGHT,
        modes=MODES,
        themes=THEMES,
        ways=WAYS if _framers() else {name: text for name, text in WAYS.items() if name != "frame"},
        is_open=bool(site().settings.text("cors_origins")),
        taxonomy=site().taxonomy,
        sources=_sources(),
        size=len(tight(script().data, "gzip")),
    )
    response = Response(page, content_type="text/html; charset=utf-8")
    response.headers["Content-Security-Policy"] = f"{CSP.format(framed_by=framed_by())}; frame-src 'self'"
    return response


@pages.get("/nhung/ma.json")
def embed_parts() -> Response:
    """The same snippet, and what it is made of, for programs."""
    want = _wanted()
    return jsonify(parts_json(want, _addresses(want), site().defaults))


@pages.get("/nhung/trang")
def framed() -> str:
    """The box alone, for a frame on a page of the sites that the setting `embed_frame_ancestors` names."""
    g.framed_by = " ".join(("'self'", *_framers()))
    want = _wanted()
    src = url_for("pages.home").rstrip("/")
    return render_template(
        "framed.html",
        params=want.params,
        attributes=attributes(want, src or "/", site().defaults),
        scope=scope_label(want),
        hidden=scope_pairs(want, site().defaults),
        script_path=url_for("embed.pinned", stamp=script().stamp),
    )


def _wanted() -> Wanted:
    return wanted(asked()[0], request.args)


def _framers() -> list[str]:
    return site().settings.text("embed_frame_ancestors").split()


def _addresses(want: Wanted) -> Addresses:
    """Whole addresses of what the snippet names."""
    return Addresses(
        site=whole(url_for("pages.home")).rstrip("/"),
        results=whole(url_for("pages.results")),
        following=whole(url_for("embed.following")),
        pinned=whole(url_for("embed.pinned", stamp=script().stamp)),
        framed=whole(framed_path(want, url_for("pages.framed"), site().defaults)),
    )


def _sources() -> list[str]:
    """The largest sources by name, to choose from."""
    found = values_json(site().reader, "source", asked()[0], Asked(order=USUAL), results_address())
    return [value["value"] for value in found["values"]] if found else []
