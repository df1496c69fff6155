"""Facets as lists of links: trees of places and topics, long lists folded, chosen values always in view.

Only the largest values of a facet are drawn; all of them stand on a page of their own (`web.facets.values`).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from heapq import nsmallest
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from search.model import UNKNOWN, Map, Most, Trust
from search.text import folded
from web.addresses import links
from web.facets.trees import by_parent
from web.texts.labels import facet_title, namer

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from search.model import Facet, FacetValue
    from web.addresses.params import Params

    Address = Callable[[Params], str]

SHOWN = 8
"""Values of a facet in view before the rest is folded away."""

OPEN_CHILDREN = 12
"""A tree with at most this many values in all is shown open."""

MOST = 16
"""Values of one level that are drawn, folded ones included; chosen ones come on top of them."""

MOST_TIMES = 40
"""The same for years, months and terms, which are read as a row."""

MOST_FOLDED = 6
"""Values drawn inside a branch that is folded; a branch of what is folded itself has none."""

TIMES = ("year", "month", "term")

PROVINCES = 40
"""Values at the top that hold all provinces of today's map, and the unknown."""


class Choice(msgspec.Struct, frozen=True):  # as `FacetValue`: a page has hundreds
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
    left_out: int = 0
    """Values right below it that are not drawn, though some are."""
    all_href: str = ""
    """Where these are listed."""


@dataclass(frozen=True, slots=True)
class FacetView:
    """A facet ready to draw: the values in view and the folded ones; of `total` values the others are not."""

    name: str
    title: str
    shown: tuple[Choice, ...]
    more: tuple[Choice, ...]
    chosen: int
    levels: int
    total: int = 0
    all_href: str = ""


class Ways(NamedTuple):
    """Where links of a facet lead beside results, each a function; what has no page gives an empty text.

    `page` gives the page about a value of a facet, `all` the list of all its values or of those below one.
    """

    page: Callable[[str, str], str] = lambda _facet, _value: ""
    all: Callable[[str, str], str] = lambda _facet, _under: ""


NO_WAYS = Ways()


def drawn(map_: Map) -> Most:
    """The values that a page asks for of a facet: all that it draws, in its lists or on today's map."""
    return Most(top=PROVINCES if map_ is Map.NOW else MOST, below=MOST_FOLDED, opened=MOST)


def facet_view(facet: Facet, params: Params, address: Address, ways: Ways = NO_WAYS) -> FacetView:
    """Lay out a facet: as a tree where values have parents, the largest first, years newest first."""
    tree = _Tree(facet, params, address, ways)
    roots = tree.roots()
    first = [choice for place, choice in enumerate(roots) if place < SHOWN or choice.is_open]
    others = [choice for choice in roots[SHOWN:] if not choice.is_open]
    return FacetView(
        name=facet.name,
        title=facet_title(facet.name, params.lang),
        shown=tuple(first),
        more=tuple(others),
        chosen=sum(value.selected for value in facet.values),
        levels=2 if any(choice.children for choice in roots) else 1,
        total=tree.size,
        all_href=ways.all(facet.name, "") if tree.size > OPEN_CHILDREN else "",
    )


class _Tree:
    """The values of one facet by their parent."""

    def __init__(self, facet: Facet, params: Params, address: Address, ways: Ways) -> None:
        self.ways = ways
        self.facet, self.params = facet.name, params
        self.toggled = links.toggles(params, facet.name, address)
        self.below = by_parent(facet, params.map)
        self.largest = max((value.count for value in facet.values), default=0)
        self.size = facet.size or len(facet.values)
        self.is_small = self.size <= OPEN_CHILDREN
        self.label, self.short_label = namer(facet.name, params.lang, params.map)
        self.rank = _ranks(facet.name, self.label)
        self.held = self._held(facet)

    def _held(self, facet: Facet) -> frozenset[str]:
        """The chosen values and all above them: these are always drawn."""
        if not any(value.selected for value in facet.values):
            return frozenset()
        above = {value.value: parent for parent, below in self.below.items() if parent for value in below}
        held: set[str] = set()
        for value in facet.values:
            one = value.value if value.selected else None
            while one is not None and one not in held:
                held.add(one)
                one = above.get(one)
        return frozenset(held)

    def roots(self) -> tuple[Choice, ...]:
        """The topmost values that are drawn, in their order; those out of view come without branches."""
        some = self._some(None, MOST_TIMES if self.facet in TIMES else MOST)
        return tuple(
            self._choice(value, nested=False, bare=place >= SHOWN)
            for place, value in enumerate(sorted(some, key=self.rank))
        )

    def _below(self, value: FacetValue, *, is_open: bool, bare: bool) -> tuple[Choice, ...]:
        """The values right below one that are drawn."""
        most = MOST if is_open else 0 if bare else MOST_FOLDED
        some = sorted(self._some(value.value, most), key=self.rank)
        return tuple(self._choice(each, nested=True, bare=not is_open) for each in some)

    def _some(self, parent: str | None, most: int) -> list[FacetValue]:
        """The largest values under a parent, and those that are always drawn."""
        values = self.below.get(parent, [])
        if len(values) <= most:
            return values
        order = _latest if self.facet in TIMES else _largest
        some = nsmallest(most, values, key=order)
        return some + [value for value in values if value.value in self.held and value not in some]

    def _choice(self, value: FacetValue, *, nested: bool, bare: bool) -> Choice:
        is_open = value.value in self.held or self.is_small
        held = self.below.get(value.value, [])
        children = self._below(value, is_open=is_open, bare=bare) if held else ()
        if self.facet == "ref" and _is_alone(value, held):
            children = ()
        label = self.label(value.value)
        left_out = max(value.below, len(held)) - len(children) if children else 0
        return Choice(
            value=value.value,
            label=self.short_label(value.value) if nested else label,
            count=value.count,
            shown=value.count if value.selected else value.total,
            selected=value.selected,
            href=self.toggled(value.value),
            share=round(100 * value.count / self.largest) if self.largest else 0,
            children=children,
            is_open=value.value in self.held or (bool(children) and self.is_small),
            # What has neither articles nor a name was typed into the address: no page tells of it.
            page=self.ways.page(self.facet, value.value) if value.count or label != value.value else "",
            whole=label if nested else "",
            left_out=left_out,
            all_href=self.ways.all(self.facet, value.value) if left_out else "",
        )


def _largest(value: FacetValue) -> tuple[bool, int, str]:
    return value.value == UNKNOWN, -value.count, value.value


def _latest(value: FacetValue) -> tuple[bool, int]:
    return value.value == UNKNOWN, -_digits(value.value)


@lru_cache(1 << 12)
def _digits(value: str) -> int:
    return int("".join(char for char in value if char.isdecimal()) or 0)


def _is_alone(value: FacetValue, held: Sequence[FacetValue]) -> bool:
    """Whether the one document below a number is all that the number holds, so that it need not be shown."""
    return len(held) == 1 and held[0].count == value.count and not held[0].selected


_folded = lru_cache(1 << 14)(folded)
"""Names are sorted without their marks: the same ones for every page."""

_TRUST_ORDER: Mapping[str, int] = {trust.value: place for place, trust in enumerate(Trust)}


def _ranks(facet: str, label: Callable[[str], str]) -> Callable[[FacetValue], tuple[Any, ...]]:
    """What sorts values: times newest first, trust from sure to unsure, all else the largest first.

    Unknown is last.
    """
    if facet in TIMES:
        return lambda value: (*_latest(value), value.value)
    if facet == "trust":
        return lambda value: (_TRUST_ORDER.get(value.value, len(_TRUST_ORDER)), value.value)
    return lambda value: (value.value == UNKNOWN, -value.count, _folded(label(value.value)))
