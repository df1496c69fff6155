"""Schemas of an article, and of what is kept of it."""

from __future__ import annotations

from search.archive import Show
from search.differences import Change
from search.model import BlockKind
from web.api.schemas.found import LOCATION, PUBLISHED
from web.api.schemas.kinds import (
    ADDRESS,
    COUNT,
    DAY,
    FLAG,
    MOMENT,
    NUMBER,
    RANGE,
    TEXT,
    WHOLE,
    Schema,
    also,
    by_name,
    many,
    maybe,
    one_of,
    record,
    the,
)

CAPTURE = record(
    version=COUNT,
    name=TEXT,
    media_type=TEXT,
    size=COUNT,
    sha256=TEXT,
    added=MOMENT,
    fetched=maybe(MOMENT),
    url=maybe(ADDRESS),
    warc=maybe(TEXT),
)

EXTENT = record(paragraphs=COUNT, inserted=COUNT, deleted=COUNT)

SCHEMAS: dict[str, Schema] = {
    "Evidence": record(quote=TEXT, why=TEXT, span=maybe(RANGE)),
    "Citation": record(
        number=TEXT,
        key=TEXT,
        kind=TEXT,
        issued=maybe(DAY),
        term=maybe(TEXT),
        place=maybe(the("Path")),
        evidence=many(the("Evidence")),
    ),
    "Article": record(
        id=TEXT,
        version=COUNT,
        title=TEXT,
        source=TEXT,
        url=maybe(ADDRESS),
        added=MOMENT,
        published=also(PUBLISHED, evidence=many(the("Evidence"))),
        about_years=many(WHOLE),
        location=maybe(also(LOCATION, mentioned=many(the("Path")), evidence=many(the("Evidence")))),
        topics=many(record(id=TEXT, label=TEXT, score=NUMBER, evidence=many(the("Evidence")))),
        citations=many(the("Citation")),
        statements=many(record(speaker=TEXT, office=TEXT, said=many(RANGE), evidence=many(the("Evidence")))),
        group=maybe(the("Group")),
        text=TEXT,
        blocks=many(record(kind=one_of(BlockKind), span=RANGE)),
        marks=many(RANGE),
        reasons=by_name(TEXT),
        show=one_of(Show),
        gone=maybe(DAY),
    ),
    "Passages": record(id=TEXT, title=the("Marked"), matches=COUNT, passages=many(the("Marked"))),
    "Capture": CAPTURE,
    "Version": also(CAPTURE, has_text=maybe(FLAG), base=maybe(COUNT), changes=maybe(EXTENT)),
    "Captures": record(captures=many(the("Capture"))),
    "Versions": record(versions=many(the("Version"))),
    "Difference": record(
        before=the("Version"),
        after=the("Version"),
        changes=EXTENT,
        same_cleaner=FLAG,
        rows=many(
            record(
                kind=TEXT,
                before=maybe(COUNT),
                after=maybe(COUNT),
                pieces=many(record(change=one_of(Change), text=TEXT)),
            )
        ),
    ),
    "Reference": record(id=TEXT, text=TEXT, ris=TEXT, bibtex=TEXT, csl=TEXT),
}
