"""The JSON twin of every page, under `/api/v1/`, described by OpenAPI 3.1. Text and ranges, never HTML."""

from __future__ import annotations

from web.api import documented, over_time, precedents, reading, routes, taking
from web.api.blueprint import api

__all__ = ["api", "documented", "over_time", "precedents", "reading", "routes", "taking"]
