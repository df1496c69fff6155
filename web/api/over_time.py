"""Phrases over time and passages worded alike, for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from web.api.blueprint import api
from web.api.reading import answer
from web.pages.alike import similar_here
from web.pages.timeline import timeline_here

if TYPE_CHECKING:
    from flask import Response


@api.get("/precedents/timeline")
def timeline() -> Response:
    """How many articles of each year or month have some phrases."""
    return answer(timeline_here().found)


@api.route("/precedents/similar", methods=["GET", "POST"])
def similar() -> Response:
    """Passages worded like a text."""
    return answer(similar_here())
