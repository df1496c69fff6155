"""Schemas of how something was worded before."""

from __future__ import annotations

from search.model import BlockKind, GroupBy, GroupOrder, LineOrder, Measure, Unit
from web.addresses.company import SIDES
from web.api.schemas.found import SEARCH
from web.api.schemas.kinds import (
    ADDRESS,
    COUNT,
    DAY,
    FLAG,
    NUMBER,
    RANGE,
    REFERENCE,
    TEXT,
    Schema,
    many,
    maybe,
    one_of,
    record,
    the,
)

_ASKED = {"query": SEARCH["properties"]["query"], "notes": many(the("Note"))}
_COUNTS = {"lines": COUNT, "articles": COUNT}
_DAYS = {"first": maybe(DAY), "last": maybe(DAY)}
_TOTALS = {"total": COUNT, "articles": COUNT}

SCHEMAS: dict[str, Schema] = {
    "Line": record(
        article=TEXT,
        title=TEXT,
        source=TEXT,
        url=maybe(ADDRESS),
        published=the("Published"),
        trust_label=TEXT,
        location=maybe(the("Location")),
        block=one_of(BlockKind),
        before=TEXT,
        match=TEXT,
        after=TEXT,
        span=RANGE,
        number=COUNT,
        of=COUNT,
        statement=maybe(record(speaker=TEXT, office=TEXT, evidence=TEXT)),
        href=REFERENCE,
    ),
    "Lines": record(
        **_ASKED,
        order=one_of(LineOrder),
        seed=maybe(COUNT),
        wording=maybe(TEXT),
        numbers=FLAG,
        names=FLAG,
        by=maybe(one_of(GroupBy)),
        group=maybe(TEXT),
        group_label=maybe(TEXT),
        **_TOTALS,
        silent=COUNT,
        pages=COUNT,
        lines=many(the("Line")),
        took_ms=NUMBER,
        generation=TEXT,
        next=maybe(TEXT),
    ),
    "Variants": record(
        **_ASKED,
        numbers=FLAG,
        names=FLAG,
        **_TOTALS,
        kinds=COUNT,
        pages=COUNT,
        variants=many(
            record(
                wording=TEXT,
                text=TEXT,
                **_COUNTS,
                undated=COUNT,
                **_DAYS,
                first_article=TEXT,
                places=many(record(value=TEXT, label=TEXT, articles=COUNT)),
                href=maybe(REFERENCE),
            )
        ),
        took_ms=NUMBER,
        next=maybe(TEXT),
    ),
    "Collocates": record(
        **_ASKED,
        unit=one_of(Unit),
        measure=one_of(Measure),
        left=COUNT,
        right=COUNT,
        run=COUNT,
        side=one_of(SIDES),
        **_TOTALS,
        kinds=COUNT,
        collocates=many(
            record(
                text=TEXT,
                **_COUNTS,
                total=COUNT,
                log_likelihood=NUMBER,
                log_dice=NUMBER,
                q=TEXT,
                href=REFERENCE,
            )
        ),
        took_ms=NUMBER,
    ),
    "LineGroups": record(
        **_ASKED,
        by=one_of(GroupBy),
        rank=one_of(GroupOrder),
        **_TOTALS,
        kinds=COUNT,
        pages=COUNT,
        groups=many(
            record(
                value=TEXT,
                label=TEXT,
                **_COUNTS,
                archive=COUNT,
                per_thousand=NUMBER,
                few=FLAG,
                **_DAYS,
                href=maybe(REFERENCE),
            )
        ),
        next=maybe(TEXT),
    ),
    "FirstUse": record(
        **_ASKED,
        first=many(the("Line")),
        earlier=many(the("Line")),
        archive=maybe(DAY),
        archive_place=maybe(DAY),
        place=maybe(TEXT),
        place_label=maybe(TEXT),
        undated=COUNT,
        near_the_beginning=FLAG,
    ),
}
