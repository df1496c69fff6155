"""Schemas of phrases over time."""

from __future__ import annotations

from search.model import Period
from web.api.schemas.found import SEARCH
from web.api.schemas.kinds import COUNT, SHARE, TEXT, Schema, many, maybe, one_of, record, the

SCHEMAS: dict[str, Schema] = {
    "Timeline": record(
        query=SEARCH["properties"]["query"],
        notes=many(the("Note")),
        period=one_of(Period),
        periods=many(TEXT),
        series=many(
            record(
                q=TEXT,
                articles=COUNT,
                counts=many(COUNT),
                estimated=many(COUNT),
                shares=many(maybe(SHARE)),
                undated=COUNT,
                notes=many(the("Note")),
            )
        ),
        archive=record(articles=COUNT, counts=many(COUNT), estimated=many(COUNT), undated=COUNT),
    ),
}
