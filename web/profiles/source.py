"""What the archive says of one source: since when, how much, about what, how well its dates are known."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from search.archive import Show
from search.model import Trust
from search.text import canonical
from web.profiles.tallies import scope_json, scope_query

if TYPE_CHECKING:
    from search.archive import Shows
    from search.engine import Reader
    from web.addresses.params import Params

Json = dict[str, Any]

COUNTED = ("year", "topic", "place", "trust")


def about_source(reader: Reader, shows: Shows, name: str, params: Params) -> Json | None:
    """The page of a source, as plain data; None where no article comes from it.

    `show` is how much of its newest article may be shown.
    """
    name = canonical(name).strip()
    query = scope_query("source", name, params.map, COUNTED)
    result = reader.search(query)
    if not result.total:
        return None
    found = scope_json(reader, query, result, params)
    stated = next((one["count"] for one in found["trust"] if one["value"] == Trust.STATED), 0)
    del found["sources"]
    show = shows(result.hits[0].source, result.hits[0].url) if result.hits else Show.FULL
    return {
        "name": name,
        **found,
        "stated": stated,
        "stated_share": stated / result.total,
        "show": show.value,
    }
