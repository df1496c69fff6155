"""The schemas of all answers by name. A test holds every answer against them, field for field."""

from __future__ import annotations

from typing import TYPE_CHECKING

from web.api.schemas import articles, found, over_time, precedents, profiles, taking
from web.api.schemas.kinds import TEXT, WHOLE, record

if TYPE_CHECKING:
    from web.api.schemas.kinds import Schema

PROBLEM: Schema = record(type=TEXT, title=TEXT, status=WHOLE, detail=TEXT)
"""Every error (RFC 9457)."""

SCHEMAS: dict[str, Schema] = {
    **found.SCHEMAS,
    **articles.SCHEMAS,
    **profiles.SCHEMAS,
    **taking.SCHEMAS,
    **over_time.SCHEMAS,
    **precedents.SCHEMAS,
    "Problem": PROBLEM,
}
