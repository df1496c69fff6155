"""What stands around the hits: chips, orders, maps, page links, and ways out of an empty result."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from search.model import Accents, Map, Sort
from web import links
from web.labels import facet_title, value_label
from web.params import FILTERS
from web.words import phrase, say

if TYPE_CHECKING:
    from collections.abc import Callable

    from web.params import Params

    Address = Callable[[Params], str]

MAX_LOOSENINGS = 8
"""Each one costs a search."""

PAGES_AROUND = 2

_TOKEN = re.compile(r'-?["“«][^"”»]*["”»]|\S+')


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


@dataclass(frozen=True, slots=True)
class Loosening:
    """A way to ask for less, and what would then be asked."""

    text: str
    params: Params


def chips(params: Params, address: Address) -> list[Link]:
    """One link per chosen value that drops it, and one for accents that are not taken as usual."""
    found = [
        Link(
            value_label(chosen.facet, value, params.lang, params.map),
            address(links.without(params, chosen.facet, value)),
            facet=facet_title(chosen.facet, params.lang),
        )
        for chosen in params.filters
        for value in chosen.values
    ]
    if params.accent is not Accents.AUTO:
        text, title = say(ACCENTS[params.accent], params.lang), say("Dấu", params.lang)
        found.append(Link(text, address(links.accented(params, Accents.AUTO)), facet=title))
    return found


SORTS = {
    Sort.RELEVANCE: phrase("Liên quan nhất"),
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


def sorts(params: Params, address: Address) -> list[Link]:
    """The orders a result can have."""
    return [
        Link(say(name, params.lang), address(links.sorted_by(params, sort)), is_here=sort is params.sort)
        for sort, name in SORTS.items()
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


def loosenings(params: Params) -> list[Loosening]:
    """Ways out of an empty result, the gentlest first: drop a word, the quotes, a filter, or all filters."""
    lang = params.lang
    found = [
        *_with_any_accents(params),
        *_without_filters(params),
        *_without_quotes(params),
        *_without_words(params),
    ]
    if len(params.filters) > 1:
        found.append(Loosening(say("Bỏ hết bộ lọc", lang), links.cleared(params)))
    return found[:MAX_LOOSENINGS]


def last_resorts(params: Params) -> list[Loosening]:
    """Where no gentle way finds anything: each word of the query by itself, under no filter."""
    words = dict.fromkeys(re.sub('["“”„«»]', " ", params.q).split())
    alone = [word.lstrip("-") for word in words if word.lstrip("-") != params.q or params.filters]
    return [
        Loosening(say("Chỉ tìm “{word}”", params.lang, word=word), links.with_q(links.cleared(params), word))
        for word in alone[:MAX_LOOSENINGS]
        if word
    ]


def _with_any_accents(params: Params) -> list[Loosening]:
    if params.accent is not Accents.EXACT:
        return []
    return [Loosening(say("Bỏ yêu cầu đúng dấu", params.lang), links.accented(params, Accents.AUTO))]


def _without_filters(params: Params) -> list[Loosening]:
    found = []
    for facet in FILTERS:
        values = params.values(facet)
        if values:
            names = ", ".join(value_label(facet, value, params.lang, params.map) for value in values)
            text = say(
                "Bỏ lọc {facet}: {values}", params.lang, facet=facet_title(facet, params.lang), values=names
            )
            found.append(Loosening(text, links.without_facet(params, facet)))
    return found


def _without_quotes(params: Params) -> list[Loosening]:
    bare = re.sub('["“”«»]', " ", params.q)
    if bare == params.q or len(bare.split()) < 2:
        return []
    text = say("Bỏ dấu ngoặc kép: tìm từng từ", params.lang)
    return [Loosening(text, links.with_q(params, " ".join(bare.split())))]


def _without_words(params: Params) -> list[Loosening]:
    tokens = _TOKEN.findall(params.q)
    if not 1 < len(tokens) <= MAX_LOOSENINGS:
        return []
    return [
        Loosening(
            say("Bỏ “{word}”", params.lang, word=token.strip('"“”«»')),
            replace(params, q=" ".join(tokens[:place] + tokens[place + 1 :]), page=1),
        )
        for place, token in enumerate(tokens)
    ]
