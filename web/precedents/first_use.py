"""When a query's words were first used, as plain data: for `/lan-dau` and the API."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from web.precedents.common import asked_json, iso
from web.precedents.lines import line_json
from web.site import asked, query_of, site
from web.texts.labels import value_label

if TYPE_CHECKING:
    from datetime import date

    from search.model import FirstUse

Json = dict[str, Any]

CLOSE = timedelta(days=365)
"""A first use so soon after the archive begins may only be where the archive begins."""


def first_use_json() -> Json:
    """The first lines of the search of the current address, as many of each kind as results on a page."""
    params, notes = asked()
    query = query_of(params, (), notes)
    found = site().reader.precedents().first_use(query, params.size)
    return {
        **asked_json(query, found.notes, params.lang),
        "first": [line_json(line, params) for line in found.first],
        "earlier": [line_json(line, params) for line in found.earlier],
        "archive": iso(found.archive),
        "archive_place": iso(found.archive_place),
        "place": found.place or None,
        "place_label": value_label("place", found.place, params.lang, params.map) if found.place else None,
        "undated": found.undated,
        "near_the_beginning": is_near(found),
    }


def is_near(found: FirstUse) -> bool:
    """Whether the first use known is about as old as the archive, there or at all."""
    day = found.first[0].published.day if found.first else None
    return day is not None and any(begun is not None and day - begun < CLOSE for begun in _begun(found))


def _begun(found: FirstUse) -> tuple[date | None, date | None]:
    return found.archive, found.archive_place
