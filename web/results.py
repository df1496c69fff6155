"""What stands around the hits: chips, orders, maps and page links."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from search.model import Accents, Map, Sort
from web.addresses import links
from web.addresses.period import period_labels
from web.addresses.runs import run_label, runs
from web.texts.labels import facet_title
from web.texts.words import phrase, say

if TYPE_CHECKING:
    from collections.abc import Callable

    from web.addresses.params import Params

    Address = Callable[[Params], str]

PAGES_AROUND = 2


@dataclass(frozen=True, slots=True)
class Link:
    """A link with its text; `is_here` where it leads to what is shown already."""

    text: str
    href: str
    is_here: bool = False
    facet: str = ""


@dataclass(frozen=True, slots=True)
class PageLinks:
    """Links between the pages of a result; None in `numbers` stands for left-out pages."""

    previous: str | None
    following: str | None
    numbers: tuple[Link | None, ...]


def chips(params: Params, address: Address) -> list[Link]:
    """Links that drop what is chosen: each value or long run of years, each bound of the days, accents."""
    found = [
        Link(
            run_label(chosen.facet, run, params),
            address(links.without(params, chosen.facet, *run)),
            facet=facet_title(chosen.facet, params.lang),
        )
        for chosen in params.filters
        for run in runs(chosen.facet, chosen.values)
    ]
    found += [
        Link(text, address(links.without_bound(params, name)), facet=say("Ngày đăng", params.lang))
        for name, text in period_labels(params)
    ]
    if params.accent is not Accents.AUTO:
        text, title = say(ACCENTS[params.accent], params.lang), say("Dấu", params.lang)
        found.append(Link(text, address(links.accented(params, Accents.AUTO)), facet=title))
    return found


@dataclass(frozen=True, slots=True)
class Box:
    """A filter as a box of a form that can be unticked: what it sends, and its name."""

    name: str
    value: str
    facet: str
    text: str


def boxes(params: Params) -> list[Box]:
    """All that is chosen, for a form that keeps it: each value, each bound of the days."""
    found = [
        Box(
            chosen.facet,
            value,
            facet_title(chosen.facet, params.lang),
            run_label(chosen.facet, (value,), params),
        )
        for chosen in params.filters
        for value in chosen.values
    ]
    bounds = {"from": params.since, "to": params.until}
    days = say("Ngày đăng", params.lang)
    return [*found, *(Box(name, bounds[name], days, text) for name, text in period_labels(params))]


def scope_in_words(params: Params) -> list[tuple[str, str]]:
    """Each thing chosen by itself, with the title of its facet: for a box that searches within all of it."""
    return [(chip.facet, chip.text) for chip in chips(params, lambda _: "")]


def filters_in_words(params: Params) -> list[tuple[str, str]]:
    """What is chosen, by the title of its facet, for a page that is read and not clicked.

    Any of the values of a facet will do; of the days both bounds must hold.
    """
    either = say(" hoặc ", params.lang)
    found = [
        (
            facet_title(chosen.facet, params.lang),
            either.join(run_label(chosen.facet, run, params) for run in runs(chosen.facet, chosen.values)),
        )
        for chosen in params.filters
    ]
    if days := ", ".join(text for _, text in period_labels(params)):
        found.append((say("Ngày đăng", params.lang), days))
    if params.accent is not Accents.AUTO:
        found.append((say("Dấu", params.lang), say(ACCENTS[params.accent], params.lang)))
    return found


SORTS = {
    Sort.RELEVANCE: phrase("Liên quan nhất"),
    Sort.FRESH: phrase("Liên quan và mới"),
    Sort.NEWEST: phrase("Mới nhất"),
    Sort.OLDEST: phrase("Cũ nhất"),
}
"""The orders of a result by name."""

ACCENTS = {
    Accents.AUTO: phrase("tự nhận biết"),
    Accents.EXACT: phrase("đúng như đã gõ"),
    Accents.LOOSE: phrase("không xét dấu"),
}
"""How typed accents can be taken."""

_MAPS = {Map.THEN: phrase("khi viết bài"), Map.NOW: phrase("hiện nay")}


def sorts(params: Params, address: Address, *, by_score: bool = True) -> list[Link]:
    """The orders a result can have; those by score only where there are scores."""
    return [
        Link(say(name, params.lang), address(links.sorted_by(params, sort)), is_here=sort is params.sort)
        for sort, name in SORTS.items()
        if by_score or not sort.by_score
    ]


def maps(params: Params, address: Address) -> list[Link]:
    """The two maps that places can be counted by."""
    return [
        Link(say(name, params.lang), address(links.on_map(params, chosen)), is_here=chosen is params.map)
        for chosen, name in _MAPS.items()
    ]


def page_links(params: Params, pages: int, address: Address) -> PageLinks:
    """First and last page, those around the current one, and its neighbours."""
    here = params.page
    wanted = {1, pages, *range(here - PAGES_AROUND, here + PAGES_AROUND + 1)}
    numbers: list[Link | None] = []
    before = 0
    for number in sorted(number for number in wanted if 1 <= number <= pages):
        if number - before > 1:
            numbers.append(None)
        numbers.append(Link(str(number), address(links.at_page(params, number)), is_here=number == here))
        before = number
    return PageLinks(
        previous=address(links.at_page(params, min(here - 1, pages))) if here > 1 and pages else None,
        following=address(links.at_page(params, here + 1)) if here < pages else None,
        numbers=tuple(numbers),
    )
