"""What the API reads beside the common parameters, and what its answers carry beside their fields."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING, Any

from flask import abort, g, jsonify, request
from msgspec import structs

from web.api.blueprint import api
from web.api.paging import next_of, page_in
from web.facets.values import asked_of
from web.precedents.here import own_pairs
from web.site import asked, notice_json, site

if TYPE_CHECKING:
    from flask import Response

Json = dict[str, Any]

PAGED = frozenset({"api.search", "api.document", "api.values", "api.lines", "api.variants", "api.groups"})
"""Answers that come in pages."""

_TOOK = re.compile(rb'"took_ms": ?[0-9.e-]+')
"""The time that an answer took: no other answer for that. In a text its quotes would be escaped."""


@api.before_request
def go_on() -> None:
    """Where a `next` was sent, ask for its page. Raises `BrokenNextError` for one of another question."""
    given = request.args.get("next")
    if given is not None and request.endpoint in PAGED:
        params, notes = asked()
        page = page_in(given, request.path, params, _own())
        g.asked = (structs.replace(params, page=page), notes)


def in_pages(found: Json) -> Json:
    """An answer with its `next`, for what the address asked for."""
    return {**found, "next": next_of(request.path, asked()[0], _own(), found["pages"])}


def answer(found: Json | None) -> Response:
    """An answer, with the notice of the site in front if it has one; 404 for none."""
    if found is None:
        abort(404)
    response = jsonify({**notice_json(site().notice(asked()[0].lang)), **found})
    if "took_ms" in found:  # the tag is weak: the same answer may tell another time
        same, _ = _TOOK.subn(b"", response.get_data(), count=1)
        response.set_etag(hashlib.sha1(same, usedforsecurity=False).hexdigest(), weak=True)
    return response


def _own() -> list[tuple[str, str]]:
    """What the question holds beside the common parameters."""
    if request.endpoint == "api.values":
        return asked_of(request.args).pairs()
    return own_pairs((request.endpoint or "").removeprefix("api."))
