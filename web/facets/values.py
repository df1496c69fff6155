"""All values of a facet beside a search, as plain data: by count or from A to Z, those of a name, in pages.

What a results page draws of a facet is cut (`web.facets.views`); here is the rest, in one question.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING, Any

from msgspec import structs

from search import places
from search.alphabet import alphabetical
from search.facets import place_path
from search.model import UNKNOWN
from search.placenames import MAX_TYPED
from search.text import canonical, comparable, folded, has_marks
from web.addresses import links
from web.addresses.params import FILTERS
from web.facets.views import TIMES
from web.site import query_of
from web.texts.labels import facet_title, value_label
from web.texts.words import phrase

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from werkzeug.datastructures import MultiDict

    from search.alphabet import Key
    from search.engine import Reader
    from search.model import FacetValue, Map
    from web.addresses.params import Params

    Label = Callable[[FacetValue], str]

Json = dict[str, Any]

USUAL = "count"

PER_PAGE = 100
"""Values on a page of the list."""

ORDERS = {"count": phrase("Nhiều bài nhất"), "name": phrase("Theo tên")}
"""By the number beside a value, the largest first; or by name, times in their own order, newest first."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of a list beside the search: a name in the values, the value above them, their order."""

    name: str = ""
    order: str = USUAL
    under: str = ""

    def pairs(self) -> list[tuple[str, str]]:
        """As parameters of an address, what is usual left out."""
        order = self.order if self.order != USUAL else ""
        return [
            (name, value)
            for name, value in (("name", self.name), ("order", order), ("under", self.under))
            if value
        ]


def asked_of(args: MultiDict[str, str]) -> Asked:
    """Read it from an address; what cannot be understood is as usual."""
    name = " ".join(canonical(args.get("name", "")[:MAX_TYPED]).split())
    order = args.get("order", "")
    return Asked(name, order if order in ORDERS else USUAL, canonical(args.get("under", "")[:MAX_TYPED]))


def values_json(
    reader: Reader, facet: str, params: Params, asked: Asked, address: Callable[[Params], str]
) -> Json | None:
    """The values of a facet that results of this search may have; None for what is no facet.

    `chosen` are those of them that are chosen, whatever the name and the page are.
    """
    if facet not in FILTERS:
        return None
    result = reader.search(replace(query_of(structs.replace(params, page=1), (facet,)), size=1))
    values = result.facets[0].values if result.facets else ()

    def label(value: FacetValue) -> str:
        return value_label(facet, value.value, params.lang, params.map)

    found = values
    if asked.under:
        found = tuple(each for each in found if _is_under(facet, each.value, asked.under, params.map))
    if asked.name:
        found = tuple(each for each in found if _holds(label(each), asked.name))
    first = (params.page - 1) * PER_PAGE

    def told(value: FacetValue) -> Json:
        return {
            "value": value.value,
            "label": label(value),
            "count": value.count,
            "selected": value.selected,
            "total": value.total,
            "href": address(links.toggle(params, facet, value.value)),
        }

    return {
        "facet": facet,
        "title": facet_title(facet, params.lang),
        "name": asked.name,
        "order": asked.order,
        "under": asked.under or None,
        "under_label": value_label(facet, asked.under, params.lang, params.map) if asked.under else None,
        "all": len(values),
        "total": len(found),
        "page": params.page,
        "pages": -(-len(found) // PER_PAGE),
        "articles": result.total,
        "chosen": [told(each) for each in values if each.selected],
        "values": [told(each) for each in _page(facet, found, label, asked.order, first)],
        "generation": result.generation,
    }


_STROKES = {"topic": "/", "ref": "."}


def _is_under(facet: str, value: str, upper: str, map_: Map) -> bool:
    """Whether a value stands anywhere below another one in the tree of its facet."""
    if facet == "place":
        return upper in place_path(value, map_)[:-1]
    return facet in _STROKES and value.startswith(f"{upper}{_STROKES[facet]}")


def _holds(label: str, name: str) -> bool:
    """Whether a name stands in a label: marks may be left out, those that are typed must be right."""
    if has_marks(name):
        return comparable(name) in comparable(label)
    return folded(name) in folded(label)


def _page(facet: str, values: Sequence[FacetValue], label: Label, order: str, first: int) -> list[FacetValue]:
    """The values from a number on that are shown together; `unknown` always comes last."""
    last = first + PER_PAGE
    if order == "name" and facet in TIMES:
        newest = sorted(values, key=lambda one: one.value, reverse=True)
        return sorted(newest, key=_is_unknown)[first:last]
    if order == "name":
        named = sorted(values, key=lambda one: (_is_unknown(one), *by_name(facet, one, label)))
        return named[first:last]
    found: list[FacetValue] = []
    start = 0
    for _, same in groupby(sorted(values, key=_by_number), _by_number):
        run = list(same)
        if start < last and start + len(run) > first:  # only what is shown is put into order by name
            run.sort(key=lambda one: by_name(facet, one, label))
            found += run[max(0, first - start) : last - start]
        start += len(run)
    return found


def _is_unknown(value: FacetValue) -> bool:
    return value.value == UNKNOWN


def _by_number(value: FacetValue) -> tuple[bool, int]:
    return value.value == UNKNOWN, -_number(value)


_OWN = re.compile(r"[,(]")
"""What ends the name of a value itself: a comma before what it lies in, a bracket."""


def by_name(facet: str, value: FacetValue, label: Label) -> tuple[Key, Key, Key, str]:
    """What a value is found under in a list of names: its own name, of a place without the kind.

    Of places of one name what they lie in comes next, so that no place of another name stands among them.
    """
    unit = places.unit(value.value) if facet == "place" else None
    shown = label(value)
    own, *above = _OWN.split(shown, maxsplit=1) if unit is None else (unit.name, shown.partition(", ")[2])
    return alphabetical(own), alphabetical(" ".join(above)), alphabetical(shown), value.value


def _number(value: FacetValue) -> int:
    """The number that is shown beside a value."""
    return value.count if value.selected else value.total
