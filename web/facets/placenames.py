"""Places found by a typed name, as plain data: for `/dia-phuong`, the API and `tratin --json places`.

A place is shown on the map it belongs to: one of before July 2025 by the map of an article's time, one of
today by today's map. Choosing it replaces the places chosen before; all else that was asked for stays.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from msgspec import structs

from search import places
from search.model import Map
from search.placenames import MAX_TYPED, find, form_label, form_years
from search.text import canonical
from web.addresses import links
from web.site import query_of
from web.texts.words import phrase, say
from web.view import path_json

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from werkzeug.datastructures import MultiDict

    from search.engine import Reader
    from search.model import Facet
    from search.placenames import Found
    from web.addresses.params import Params

Json = dict[str, Any]

MOST = 50
"""Places of one answer."""


def asked_name(args: MultiDict[str, str], params: Params) -> tuple[str, Params]:
    """The name typed and the search to keep: `name` beside a search, or `q` alone, then no search."""
    if "name" in args:
        return " ".join(canonical(args["name"][:MAX_TYPED]).split()), params
    return params.q, structs.replace(params, q="")


def found_json(
    reader: Reader,
    name: str,
    params: Params,
    address: Callable[[Params], str],
) -> Json:
    """The places of a name, each with the number of articles that choosing it gives.

    One search for each map that has any of them, whatever their number.
    """
    found = find(name, MOST + 1)
    counts = _counts(reader, found[:MOST], params)
    shown = [_choice(one, params, counts, address) for one in found[:MOST]]
    return {"name": name, "places": shown, "more": len(found) > MOST}


def _choice(
    found: Found, params: Params, counts: Mapping[str, int], address: Callable[[Params], str]
) -> Json:
    unit, map_ = found.unit.id, map_of(found.unit.id)
    return {
        **place_json(found, params.lang),
        "count": counts.get(unit, 0),
        "params": {"map": map_.value, "place": unit},
        "href": address(in_place(params, unit)),
    }


def map_of(unit_id: str) -> Map:
    """The map that a unit belongs to."""
    return Map.NOW if places.regime(unit_id) is places.Regime.NEW else Map.THEN


def in_place(params: Params, unit_id: str) -> Params:
    """The same search in one place."""
    return structs.replace(links.among(params, "place", (unit_id,)), map=map_of(unit_id))


def _counts(reader: Reader, found: Iterable[Found], params: Params) -> dict[str, int]:
    """The articles of each place under all filters but that of places."""
    asked: dict[Map, list[str]] = {}
    for one in found:
        asked.setdefault(map_of(one.unit.id), []).append(one.unit.id)
    counts: dict[str, int] = {}
    for map_, units in asked.items():
        bare = structs.replace(links.without_facet(params, "place"), map=map_)
        above = {each for unit in units for each in places.above(unit)}
        query = replace(query_of(bare, ("place",)), opened=tuple(sorted(above)), size=1)
        values = _values(reader.search(query).facets)
        counts.update({unit: values.get(unit, 0) for unit in units})  # a map can hold units of the other one
    return counts


def _values(facets: Sequence[Facet]) -> dict[str, int]:
    return {value.value: value.count for facet in facets for value in facet.values}


def place_json(found: Found, lang: str) -> Json:
    """A unit that was found: the form with the name, its years, what else it was, and what it is today."""
    unit, form = found.unit, found.form
    level = places.level(unit.id)
    paths, partial = found.today
    return {
        "id": unit.id,
        "level": level.value if level else None,
        "kind": form.kind,
        "name": form.name,
        "spelling": found.spelling,
        "whole": found.whole,
        "label": found.label,
        **_years_json(form_years(form), lang),
        "exists": found.exists,
        "now": [path_json(path) for path in paths],
        "now_label": today_label(found),
        "partial": partial,
        "others": [
            {"label": form_label(unit, other), **_years_json(form_years(other), lang)}
            for other in reversed(unit.forms)
            if other is not form
        ],
    }


def today_label(found: Found) -> str | None:
    """What the place is today, where that is not the unit itself: `xã Hải Châu, Nghệ An`."""
    if found.exists and found.form is found.unit.forms[-1]:
        return None
    return "; ".join(places.path_label(path) for path in found.today[0]) or None


def _years_json(years: tuple[int | None, int | None], lang: str) -> Json:
    first, last = years
    return {"first_year": first, "last_year": last, "years": years_label(first, last, lang)}


_SINCE, _UNTIL = phrase("từ {year}"), phrase("đến {year}")


def years_label(first: int | None, last: int | None, lang: str) -> str:
    """`2010–2025`, `từ 2025`, `đến 2008`; nothing where neither is known."""
    if first and last:
        return str(first) if first == last else f"{first}–{last}"
    if first or last:
        return say(_SINCE if first else _UNTIL, lang, year=first or last)
    return ""
