"""Schemas of what a search answers: hits, facets, notes, suggestions."""

from __future__ import annotations

from search.model import Accents, Form, Map, ReasonKind, Sort, SuggestionKind, Trust, Zone
from web.api.schemas.kinds import (
    ADDRESS,
    COUNT,
    DAY,
    FLAG,
    NUMBER,
    RANGE,
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

PUBLISHED = record(
    trust=one_of(Trust),
    date=maybe(TEXT),
    year=maybe(WHOLE),
    first_year=maybe(WHOLE),
    last_year=maybe(WHOLE),
    month=maybe(WHOLE),
    confidence=SHARE,
    label=TEXT,
)

LOCATION = record(
    then=the("Path"),
    now=many(the("Path")),
    now_label=maybe(TEXT),
    partial=FLAG,
    confidence=SHARE,
    confidence_label=TEXT,
)

HIT = record(
    id=TEXT,
    title=the("Marked"),
    snippets=many(the("Marked")),
    matches=COUNT,
    source=TEXT,
    url=maybe(ADDRESS),
    published=the("Published"),
    location=maybe(the("Location")),
    topics=many(the("Named")),
    score=NUMBER,
    reasons=many(the("Reason")),
    copies=COUNT,
    group=maybe(the("Group")),
)

VALUE = record(value=TEXT, label=TEXT, count=COUNT, selected=FLAG, total=COUNT)

SEARCH = record(
    query=record(
        q=TEXT,
        filters=by_name(many(TEXT)),
        **{"from": maybe(DAY)},
        to=maybe(DAY),
        map=one_of(Map),
        fold=FLAG,
        accent=one_of(Accents),
        sort=one_of(Sort),
        page=COUNT,
        size=COUNT,
        explain=FLAG,
    ),
    total=COUNT,
    groups=COUNT,
    pages=COUNT,
    pinned=many(the("Found")),
    hits=many(the("Found")),
    facets=many(the("Facet")),
    read_as=record(text=TEXT, query=TEXT),
    notes=many(the("Note")),
    did_you_mean=many(record(text=TEXT, q=TEXT, count=COUNT, changes=many(record(typed=TEXT, meant=TEXT)))),
    readings=many(record(text=TEXT, q=TEXT, accent=maybe(one_of(Accents)), count=COUNT)),
    published_on=maybe(record(when=TEXT, text=TEXT, q=TEXT, count=COUNT)),
    word_counts=many(record(text=TEXT, count=COUNT)),
    took_ms=NUMBER,
    generation=TEXT,
    short=maybe(REFERENCE),
    next=maybe(TEXT),
)

SCHEMAS: dict[str, Schema] = {
    "Marked": record(text=TEXT, marks=many(RANGE)),
    "Named": record(id=TEXT, label=TEXT),
    "Path": record(units=many(the("Named")), label=TEXT),
    "Published": PUBLISHED,
    "Location": LOCATION,
    "Reason": record(
        kind=one_of(ReasonKind),
        text=TEXT,
        typed=maybe(TEXT),
        weight=NUMBER,
        zone=maybe(one_of(tuple(zone for zone in Zone if zone))),
        idf=NUMBER,
        in_text=COUNT,
        in_head=COUNT,
        spellings=many(
            record(key=TEXT, form=one_of(Form), weight=NUMBER, in_text=COUNT, in_head=COUNT),
        ),
        points=NUMBER,
        label=TEXT,
        where=TEXT,
    ),
    "Group": record(
        total=COUNT,
        earliest=many(TEXT),
        label=TEXT,
        articles=many(
            record(id=TEXT, title=TEXT, source=TEXT, url=maybe(ADDRESS), published=the("Published"))
        ),
    ),
    "Hit": HIT,
    "Found": also(HIT, pinned=FLAG),
    "Value": VALUE,
    "Counted": but(VALUE, "selected", "total"),
    "Facet": record(name=TEXT, values=many(the("Value"))),
    "Note": record(
        code=TEXT, words=many(TEXT), text=TEXT, instead=maybe(TEXT), accent=maybe(one_of(Accents))
    ),
    "Search": SEARCH,
    "Suggestions": record(
        q=TEXT,
        scope=many(record(title=TEXT, label=TEXT)),
        groups=many(
            record(
                kind=one_of(SuggestionKind),
                label=TEXT,
                items=many(
                    record(
                        text=TEXT,
                        marks=many(RANGE),
                        href=REFERENCE,
                        q=maybe(TEXT),
                        value=TEXT,
                        count=maybe(COUNT),
                    )
                ),
            )
        ),
    ),
    "Values": record(
        facet=TEXT,
        title=TEXT,
        name=TEXT,
        order=one_of(("count", "name")),
        under=maybe(TEXT),
        under_label=maybe(TEXT),
        all=COUNT,
        total=COUNT,
        page=COUNT,
        pages=COUNT,
        articles=COUNT,
        chosen=many(the("Choice")),
        values=many(the("Choice")),
        generation=TEXT,
        next=maybe(TEXT),
    ),
    "Choice": also(VALUE, href=REFERENCE),
}
