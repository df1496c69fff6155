"""All values of a facet beside a search, as plain data: by count or from A to Z, those of a name, in pages.

What a results page draws of a facet is cut (`web.facets`); here is the rest. One question to the engine.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from search import places
from search.model import UNKNOWN
from search.placenames import MAX_TYPED
from search.text import canonical, comparable, folded, has_marks
from web import links
from web.alphabet import alphabetical
from web.facets import TIMES
from web.labels import facet_title, value_label
from web.params import FILTERS
from web.site import query_of
from web.words import phrase

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from werkzeug.datastructures import MultiDict

    from search.engine import Reader
    from search.model import FacetValue
    from web.params import Params

Json = dict[str, Any]

USUAL = "count"

PER_PAGE = 100
"""Values on a page of the list."""

ORDERS = {"count": phrase("Nhiều bài nhất"), "name": phrase("Theo tên")}
"""By the number beside a value, the largest first; or by name, times in their own order, newest first."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of a list beside the search: the values that hold a name, and their order."""

    name: str = ""
    order: str = USUAL

    def pairs(self) -> list[tuple[str, str]]:
        """As parameters of an address, what is usual left out."""
        named = [("name", self.name)] if self.name else []
        return named + ([("order", self.order)] if self.order != USUAL else [])


def asked_of(args: MultiDict[str, str]) -> Asked:
    """Read it from an address; what cannot be understood is as usual."""
    name = " ".join(canonical(args.get("name", "")[:MAX_TYPED]).split())
    order = args.get("order", "")
    return Asked(name, order if order in ORDERS else USUAL)


def values_json(
    reader: Reader, facet: str, params: Params, asked: Asked, address: Callable[[Params], str]
) -> Json | None:
    """The values of a facet that results of this search may have; None for what is no facet.

    `chosen` are those of them that are chosen, whatever the name and the page are.
    """
    if facet not in FILTERS:
        return None
    result = reader.search(replace(query_of(replace(params, page=1), (facet,)), size=1))
    values = result.facets[0].values if result.facets else ()
    labels = {each.value: value_label(facet, each.value, params.lang, params.map) for each in values}
    found = [each for each in values if _holds(labels[each.value], asked.name)]
    ordered = _in_order(facet, found, labels, asked.order)
    first = (params.page - 1) * PER_PAGE

    def told(value: FacetValue) -> Json:
        return {
            "value": value.value,
            "label": labels[value.value],
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
        "all": len(values),
        "total": len(ordered),
        "page": params.page,
        "pages": -(-len(ordered) // PER_PAGE),
        "articles": result.total,
        "chosen": [told(each) for each in values if each.selected],
        "values": [told(each) for each in ordered[first : first + PER_PAGE]],
        "generation": result.generation,
    }


def _holds(label: str, name: str) -> bool:
    """Whether a name stands in a label: marks may be left out, those that are typed must be right."""
    if has_marks(name):
        return comparable(name) in comparable(label)
    return folded(name) in folded(label)


def _in_order(
    facet: str, values: Sequence[FacetValue], labels: dict[str, str], order: str
) -> list[FacetValue]:
    """The values in an order; `unknown` always comes last."""
    if order == "count":
        return sorted(
            values, key=lambda one: (one.value == UNKNOWN, -_number(one), alphabetical(labels[one.value]))
        )
    if facet in TIMES:
        newest = sorted(values, key=lambda one: one.value, reverse=True)
        return sorted(newest, key=lambda one: one.value == UNKNOWN)
    return sorted(
        values,
        key=lambda one: (one.value == UNKNOWN, alphabetical(_own_name(facet, one.value, labels)), one.value),
    )


def _number(value: FacetValue) -> int:
    """The number that is shown beside a value."""
    return value.count if value.selected else value.total


def _own_name(facet: str, value: str, labels: dict[str, str]) -> str:
    """What a value is found under in a list of names: of a place the name without its kind."""
    unit = places.unit(value) if facet == "place" else None
    return f"{unit.name} {labels[value]}" if unit else labels[value]
