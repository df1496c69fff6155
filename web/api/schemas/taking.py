"""Schemas of what is taken along."""

from __future__ import annotations

from search.differences import Change
from web.api.schemas.articles import EXTENT
from web.api.schemas.kinds import ADDRESS, COUNT, FLAG, TEXT, WHOLE, Schema, many, maybe, one_of, record
from web.passages.finding import State

SIDE = record(article=maybe(TEXT), title=TEXT, state=maybe(one_of(State)), paragraphs=COUNT, cut=FLAG)

SCHEMAS: dict[str, Schema] = {
    "Notebook": record(
        kind=TEXT,
        version=WHOLE,
        saved=TEXT,
        site=TEXT,
        clippings=many(
            record(
                article=TEXT,
                start=COUNT,
                length=COUNT,
                text=TEXT,
                note=TEXT,
                citation=TEXT,
                title=TEXT,
                source=TEXT,
                url=maybe(ADDRESS),
                date=maybe(TEXT),
                page=TEXT,
                version=maybe(COUNT),
                sha256=maybe(TEXT),
            )
        ),
        address=TEXT,
        states=many(one_of(State)),
        codes=many(maybe(TEXT)),
        unknown=many(TEXT),
    ),
    "Comparison": record(
        before=SIDE,
        after=SIDE,
        changes=EXTENT,
        rows=many(
            record(
                before=maybe(COUNT),
                after=maybe(COUNT),
                pieces=many(record(change=one_of(Change), text=TEXT)),
            )
        ),
    ),
    "References": many({"type": "object"}),
}
