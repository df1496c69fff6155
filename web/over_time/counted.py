"""Phrases over time as plain data: counts, those of inferred date among them, and shares."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from msgspec import structs

from web.addresses.params import to_query
from web.query.notes import note_json
from web.view import query_json

if TYPE_CHECKING:
    from collections.abc import Sequence

    from search.engine import Reader
    from search.model import Note, Series
    from search.query import Context
    from web.addresses.params import Params
    from web.over_time.asked import Wanted

Json = dict[str, Any]


def counted(reader: Reader, wanted: Wanted, params: Params, notes: Sequence[Note], context: Context) -> Json:
    """The phrases by period under the filters of a search, and the articles of the archive under the same.

    Without a phrase there is only the archive. A share is that of the period's articles; None where the
    archive has none there.
    """
    queries = [to_query(structs.replace(params, q=text), (), (), context) for text in wanted.phrases or ("",)]
    found = reader.precedents().timeline(queries, wanted.period)
    return {
        "query": query_json(replace(queries[0], notes=tuple(notes))),
        "notes": [note_json(note, params.lang) for note in notes],
        "period": found.period.value,
        "periods": list(found.periods),
        "series": [
            {"q": text, **_series_json(one, found.archive, params.lang)}
            for text, one in zip(wanted.phrases, found.series, strict=False)
        ],
        "archive": {
            "articles": found.archive.articles,
            "counts": list(found.archive.counts),
            "estimated": list(found.archive.estimated),
            "undated": found.archive.undated,
        },
    }


def _series_json(series: Series, archive: Series, lang: str) -> Json:
    return {
        "articles": series.articles,
        "counts": list(series.counts),
        "estimated": list(series.estimated),
        "shares": [
            round(count / all_there, 6) if all_there else None
            for count, all_there in zip(series.counts, archive.counts, strict=True)
        ],
        "undated": series.undated,
        "notes": [note_json(note, lang) for note in dict.fromkeys(series.notes)],
    }
