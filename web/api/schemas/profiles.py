"""Schemas of what is told of a place, topic, source and document, and of the archive."""

from __future__ import annotations

from search.archive import Show
from search.model import Map, Sort
from web.api.schemas.found import HIT
from web.api.schemas.kinds import (
    COUNT,
    DAY,
    FLAG,
    MOMENT,
    NUMBER,
    REFERENCE,
    SHARE,
    TEXT,
    WHOLE,
    Schema,
    also,
    but,
    by_name,
    many,
    maybe,
    one_of,
    record,
    the,
)

STATS = record(articles=COUNT, first_year=maybe(WHOLE), last_year=maybe(WHOLE), generation=TEXT, built=MOMENT)

SCOPE = record(
    total=COUNT,
    groups=COUNT,
    map=one_of(Map),
    first=maybe(the("Hit")),
    last=maybe(the("Hit")),
    years=many(the("Value")),
    places=many(the("Value")),
    topics=many(the("Value")),
    sources=many(the("Value")),
    trust=many(the("Value")),
    newest=many(the("Hit")),
    generation=TEXT,
)
"""What is told of the articles of any of them."""

YEARS = record(first_year=maybe(WHOLE), last_year=maybe(WHOLE), years=TEXT)

SIGNS = record(
    topic=TEXT,
    label=TEXT,
    strong=many(TEXT),
    medium=many(TEXT),
    weak=many(TEXT),
    head=many(TEXT),
    phrases=COUNT,
    sections=many(TEXT),
    documents=many(TEXT),
)

CITED = record(key=TEXT, label=TEXT, count=COUNT)

SCHEMAS: dict[str, Schema] = {
    "Home": record(site=TEXT, stats=STATS, newest=many(the("Found")), facets=many(the("Facet"))),
    "Place": also(
        SCOPE,
        id=TEXT,
        level=maybe(TEXT),
        kind=TEXT,
        name=TEXT,
        label=TEXT,
        place=the("Path"),
        exists=FLAG,
        since=maybe(DAY),
        until=maybe(DAY),
        forms=many(record(label=TEXT, since=maybe(DAY), until=maybe(DAY), years=TEXT)),
        before=many(record(id=TEXT, label=TEXT, partial=FLAG)),
        after=many(record(id=TEXT, label=TEXT, partial=FLAG, joined=maybe(many(TEXT)))),
        other_map=record(map=one_of(Map), total=COUNT),
        above=many(the("Counted")),
        below=many(the("Counted")),
        below_total=COUNT,
    ),
    "Topic": also(
        but(SCOPE, "topics"),
        id=TEXT,
        label=TEXT,
        parent=maybe(the("Counted")),
        below=many(the("Counted")),
        beside=many(the("Counted")),
        signs=many(SIGNS),
        learned=FLAG,
    ),
    "Source": also(but(SCOPE, "sources"), name=TEXT, stated=COUNT, stated_share=SHARE, show=one_of(Show)),
    "Document": record(
        key=TEXT,
        number=TEXT,
        label=TEXT,
        type=maybe(TEXT),
        issuer=maybe(TEXT),
        issued=maybe(DAY),
        term=maybe(TEXT),
        place=maybe(the("Path")),
        names=many(record(key=TEXT, number=TEXT, issued=DAY, about=TEXT)),
        is_one=FLAG,
        total=COUNT,
        pages=COUNT,
        page=COUNT,
        sort=one_of((Sort.NEWEST, Sort.OLDEST)),
        first=maybe(the("Hit")),
        last=maybe(the("Hit")),
        years=many(the("Value")),
        places=many(the("Value")),
        topics=many(the("Value")),
        same_number=many(CITED),
        within=many(CITED),
        beside=many(CITED),
        beside_of=COUNT,
        citing=many(also(HIT, sentences=many(the("Marked")), more=COUNT)),
        generation=TEXT,
        next=maybe(TEXT),
    ),
    "About": record(
        stats=STATS,
        total=COUNT,
        sources=many(
            record(
                value=TEXT,
                count=COUNT,
                first=maybe(the("Published")),
                last=maybe(the("Published")),
                show=one_of(Show),
            )
        ),
        sources_total=COUNT,
        calendar=many(
            record(
                year=WHOLE,
                count=COUNT,
                undated=COUNT,
                months=many(
                    record(value=TEXT, count=COUNT, kind=one_of(("usual", "thin", "empty", "outside")))
                ),
            )
        ),
        usual_month=NUMBER,
        empty_years=many(WHOLE),
        trust=many(the("Value")),
        without=record(year=COUNT, month=COUNT, place=COUNT, topic=COUNT),
        generation=TEXT,
    ),
    "Places": record(
        name=TEXT,
        places=many(
            also(
                YEARS,
                id=TEXT,
                level=maybe(TEXT),
                kind=TEXT,
                name=TEXT,
                spelling=TEXT,
                whole=FLAG,
                label=TEXT,
                exists=FLAG,
                now=many(the("Path")),
                now_label=maybe(TEXT),
                partial=FLAG,
                others=many(also(YEARS, label=TEXT)),
                count=COUNT,
                params=by_name(TEXT),
                href=REFERENCE,
            )
        ),
        more=FLAG,
    ),
}
