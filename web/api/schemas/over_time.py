"""Schemas of phrases over time and of passages worded alike."""

from __future__ import annotations

from search.model import Period
from web.api.schemas.found import SEARCH
from web.api.schemas.kinds import (
    ADDRESS,
    COUNT,
    FLAG,
    NUMBER,
    RANGE,
    REFERENCE,
    SHARE,
    TEXT,
    Schema,
    many,
    maybe,
    one_of,
    record,
    the,
)

SCHEMAS: dict[str, Schema] = {
    "Similar": record(
        text=TEXT,
        read=RANGE,
        cut=FLAG,
        first=one_of(("likest", "oldest")),
        notes=many(the("Note")),
        passages=many(
            record(
                article=TEXT,
                title=TEXT,
                source=TEXT,
                url=maybe(ADDRESS),
                published=the("Published"),
                trust_label=TEXT,
                location=maybe(the("Location")),
                text=TEXT,
                span=RANGE,
                share=SHARE,
                runs=many(record(pasted=RANGE, found=RANGE)),
                quotes=maybe(TEXT),
                quotes_label=maybe(TEXT),
                copies=COUNT,
                href=REFERENCE,
            )
        ),
        took_ms=NUMBER,
    ),
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
