"""Phrases over time, for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from web.api.blueprint import api
from web.api.reading import answer
from web.pages.timeline import timeline_here

if TYPE_CHECKING:
    from flask import Response


@api.get("/precedents/timeline")
def timeline() -> Response:
    """How many articles of each year or month have some phrases."""
    return answer(timeline_here().found)
