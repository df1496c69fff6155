"""Facets as lists of links: trees of places and topics, long lists folded, chosen values always in view."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from search.model import UNKNOWN, Trust
from search.text import folded
from web import links
from web.labels import facet_title, value_label
from web.trees import by_parent

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from search.model import Facet, FacetValue
    from web.params import Params

    Address = Callable[[Params], str]

SHOWN = 8
"""Values of a facet in view before the rest is folded away."""

OPEN_CHILDREN = 12
"""A tree with at most this many values in all is shown open."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A value as a link and the number beside it, `share` its bar in per cent of the largest.

    `count` are the articles that have the value. `shown` is the number to show: the results after the
    click, or the value's own count where it is chosen already.
    """

    value: str
    label: str
    count: int
    shown: int
    selected: bool
    href: str
    share: int
    children: tuple[Choice, ...]
    is_open: bool
    page: str = ""
    """The address of a page about the value, where there is one."""
    whole: str = ""
    """The label as it is where no parent stands above it."""


@dataclass(frozen=True, slots=True)
class FacetView:
    """A facet ready to draw: the values in view and the folded ones."""

    name: str
    title: str
    shown: tuple[Choice, ...]
    more: tuple[Choice, ...]
    chosen: int
    levels: int


def facet_view(
    facet: Facet, params: Params, address: Address, page_of: Callable[[str, str], str] | None = None
) -> FacetView:
    """Lay out a facet: as a tree where values have parents, the largest first, years newest first.

    `page_of` gives the address of the page about a value of a facet, or nothing.
    """
    tree = _Tree(facet, params, address, page_of)
    roots = tree.choices(None)
    first = [choice for place, choice in enumerate(roots) if place < SHOWN or choice.is_open]
    return FacetView(
        name=facet.name,
        title=facet_title(facet.name, params.lang),
        shown=tuple(first),
        more=tuple(choice for choice in roots if choice not in first),
        chosen=sum(value.selected for value in facet.values),
        levels=2 if any(choice.children for choice in roots) else 1,
    )


class _Tree:
    """The values of one facet by their parent."""

    def __init__(
        self,
        facet: Facet,
        params: Params,
        address: Address,
        page_of: Callable[[str, str], str] | None,
    ) -> None:
        self.page_of = page_of
        self.facet, self.params, self.address = facet.name, params, address
        self.below = by_parent(facet, params.map)
        self.largest = max((value.count for value in facet.values), default=0)
        self.is_small = len(facet.values) <= OPEN_CHILDREN

    def choices(self, parent: str | None) -> tuple[Choice, ...]:
        """The values under a parent, in the order they are shown in."""
        found = [self._choice(value, nested=parent is not None) for value in self.below.get(parent, ())]
        return tuple(sorted(found, key=lambda choice: _rank(self.facet, choice)))

    def _choice(self, value: FacetValue, *, nested: bool) -> Choice:
        children = self.choices(value.value)
        if self.facet == "ref" and _is_alone(value, children):
            children = ()
        inside = any(child.selected or child.is_open for child in children)
        target = links.toggle(self.params, self.facet, value.value)
        return Choice(
            value=value.value,
            label=value_label(self.facet, value.value, self.params.lang, self.params.map, short=nested),
            count=value.count,
            shown=value.count if value.selected else value.total,
            selected=value.selected,
            href=self.address(target),
            share=round(100 * value.count / self.largest) if self.largest else 0,
            children=children,
            is_open=value.selected or inside or (bool(children) and self.is_small),
            page=self.page_of(self.facet, value.value) if self.page_of else "",
            whole=value_label(self.facet, value.value, self.params.lang, self.params.map),
        )


def _is_alone(value: FacetValue, children: tuple[Choice, ...]) -> bool:
    """Whether the one document below a number is all that the number holds, so that it need not be shown."""
    return len(children) == 1 and children[0].count == value.count and not children[0].selected


_TRUST_ORDER: Mapping[str, int] = {trust.value: place for place, trust in enumerate(Trust)}


def _rank(facet: str, choice: Choice) -> tuple[bool, int, str]:
    """Unknown last; times newest first; trust from sure to unsure; all else the largest first."""
    is_unknown = choice.value == UNKNOWN
    if facet in ("year", "month", "term"):
        digits = "".join(char for char in choice.value if char.isdecimal())
        return is_unknown, -int(digits or 0), choice.value
    if facet == "trust":
        return False, _TRUST_ORDER.get(choice.value, len(_TRUST_ORDER)), choice.value
    return is_unknown, -choice.count, folded(choice.label)
