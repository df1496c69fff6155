"""The whole answer to a search, for pages, API and `tratin search`: found, pinned, and what may be meant."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from msgspec import structs

from web.addresses.params import facets_of, to_query
from web.articles.copies import copies_of
from web.facets.views import drawn
from web.pins import pinned_to
from web.query.dated import published_json
from web.query.meant import Asking, composed, corrections_json, is_missed, readings_json
from web.view import Meant, search_json

if TYPE_CHECKING:
    from collections.abc import Sequence

    from search.engine import Reader
    from search.model import Most, Note, Result
    from search.pins import Pins
    from search.query import Context
    from web.addresses.params import Params
    from web.pins import Pinned
    from web.view import Json


class Answered(NamedTuple):
    """An answer, and the same as plain data; `params` are those that were answered."""

    params: Params
    result: Result
    pinned: Pinned
    found: Json


def answered(
    reader: Reader,
    params: Params,
    notes: Sequence[Note],
    context: Context,
    pins: Pins,
    *,
    told: bool = True,
) -> Answered:
    """Answer a search. Facets stand in the plain data if they are `told`: a page draws some values of them.

    Where nothing is found that has all that was typed, and it was typed in keys of an input method, the
    words that these make are asked for instead, and a note tells.
    """
    params, result = _search(Asking(reader, params, context), notes, None if told else drawn(params.map))
    asking = Asking(reader, params, context)
    pinned = pinned_to(reader, pins, context, result)
    meant = Meant(corrections_json(asking, result), readings_json(asking, result), published_json(asking))
    shown = result if told else replace(result, facets=())
    found = search_json(shown, params.lang, copies_of(reader, result), pinned, meant)
    return Answered(params, result, pinned, found)


def _search(asking: Asking, notes: Sequence[Note], most: Most | None) -> tuple[Params, Result]:
    reader, params, context = asking
    result = reader.search(replace(to_query(params, facets_of(params), notes, context), most=most))
    made = composed(asking) if is_missed(result) else None
    if made is None:
        return params, result
    others = structs.replace(params, q=made.q)
    asked = to_query(others, facets_of(params), (*notes, made.note), context)
    other = reader.search(replace(asked, most=most))
    return (params, result) if is_missed(other) else (others, other)
