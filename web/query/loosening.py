"""Ways out of an empty result: looser questions, made from the tree of what was typed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeGuard

from search.model import UNKNOWN, Accents, Has
from search.query import render, syntax_of
from search.query.lexer import MOST_APART
from search.query.loose import parts_of
from search.query.syntax import All, Any, Field, Quoted, Text, all_of, leaves
from search.query.values import FIRST_YEAR, LAST_YEAR, meaning
from search.text import has_marks
from search.tokenizer import TOKEN
from web.addresses import links
from web.addresses.params import FILTERS
from web.addresses.period import period_labels
from web.addresses.runs import chosen_label
from web.site import context
from web.texts.labels import facet_title
from web.texts.words import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from search.query.syntax import Syntax
    from web.addresses.params import Params

MAX_LOOSENINGS = 10
"""Each one costs a search."""

MAX_PARTS = 8
"""Of longer queries no single part is left out."""

NEAR = 10
"""Syllables between which the words of a phrase may stand that is found nowhere."""


@dataclass(frozen=True, slots=True)
class Loosening:
    """A way to ask for less, and what would then be asked."""

    text: str
    params: Params


def loosenings(params: Params) -> list[Loosening]:
    """Ways out of an empty result, the gentlest first.

    Accents, years and gaps as wide as may be; then without a filter, the quotes, a part, or all filters.
    """
    lang = params.lang
    syntax = _syntax(params)
    found = [
        *_with_any_accents(params, syntax),
        *_with_wider_years(params, syntax),
        *_with_wider_gaps(params, syntax),
        *_without_filters(params),
        *_without_quotes(params, syntax),
        *_without_parts(params, syntax),
    ]
    if len(params.filters) + bool(params.since or params.until) > 1:
        found.append(Loosening(say("Bỏ hết bộ lọc", lang), links.cleared(params)))
    return found[:MAX_LOOSENINGS]


def last_resorts(params: Params) -> list[Loosening]:
    """Where no gentle way finds anything: each word that is looked for by itself, under no filter."""
    alone = dict.fromkeys(_words(_syntax(params)))
    asked = [word for word in alone if word != params.q or params.is_narrowed]
    return [
        Loosening(say("Chỉ tìm “{word}”", params.lang, word=word), links.with_q(links.cleared(params), word))
        for word in asked[:MAX_PARTS]
    ]


def _syntax(params: Params) -> Syntax:
    return syntax_of(params.q, context())[0]


def _parts(syntax: Syntax) -> list[Syntax]:
    """What must all be there, each loose word by itself."""
    return [each for part in _top(syntax) for each in (_loose(part) if isinstance(part, Text) else (part,))]


def _loose(text: Text) -> list[Syntax]:
    return [Text(text.text[part.start : part.end]) for part in parts_of(text.text)]


def _words(syntax: Syntax) -> Iterator[str]:
    """What is looked for, cut as small as it can be; nothing of what is left out."""
    match syntax:
        case Text():
            yield from map(render, _loose(syntax))
        case Quoted(text):
            yield from TOKEN.findall(text)
        case Field():
            yield render(syntax)
        case All(parts) | Any(parts):
            for part in parts:
                yield from _words(part)


def _with_any_accents(params: Params, syntax: Syntax) -> list[Loosening]:
    """Accents that need not be as typed; a filter may leave out what has other ones."""
    if params.accent is Accents.EXACT:
        return [Loosening(say("Bỏ yêu cầu đúng dấu", params.lang), links.accented(params, Accents.AUTO))]
    if params.accent is Accents.LOOSE or not any(has_marks(leaf.text) for leaf in leaves(syntax)):
        return []
    return [Loosening(say("Không xét dấu", params.lang), links.accented(params, Accents.LOOSE))]


def _with_wider_years(params: Params, syntax: Syntax) -> list[Loosening]:
    """A year more on either side of those chosen, and of those typed."""
    found = []
    chosen = [int(value) for value in params.values("year") if value.isdecimal()]
    if chosen:
        years = _around(chosen)
        values = (*map(str, years), *(value for value in params.values("year") if value == UNKNOWN))
        found.append(_wider_years(params, years, links.among(params, "year", values)))
    for part in _top(syntax):
        node = meaning("year", part.value.text, context()) if _is_year(part) else None
        if isinstance(node, Has) and node.facet == "year":
            years = _around([int(value) for value in node.values])
            wider = Field("year", Text(f"{years[0]}..{years[-1]}"))
            others = all_of(wider if each is part else each for each in _top(syntax))
            found.append(_wider_years(params, years, links.with_q(params, render(others))))
    return found


def _is_year(part: Syntax) -> TypeGuard[Field]:
    return isinstance(part, Field) and part.name == "year"


def _around(years: Sequence[int]) -> list[int]:
    """The years and their neighbours, in order."""
    wider = {near for year in years for near in (year - 1, year, year + 1)}
    return sorted(year for year in wider if FIRST_YEAR <= year <= LAST_YEAR)


def _wider_years(params: Params, years: Sequence[int], wider: Params) -> Loosening:
    shown = f"{years[0]}–{years[-1]}" if years else ""
    return Loosening(say("Nới năm: {years}", params.lang, years=shown), wider)


def _with_wider_gaps(params: Params, syntax: Syntax) -> list[Loosening]:
    """Words of a phrase that stand near each other, or less near, in any order."""
    found = []
    for part in _top(syntax):
        if isinstance(part, Quoted) and len(words := TOKEN.findall(part.text)) > 1:
            within = min(max(NEAR, 3 * part.within), MOST_APART)
            if within > part.within:
                near = Quoted(" ".join(words), within)
                query = render(all_of(near if each is part else each for each in _top(syntax)))
                text = say("“{words}” cách nhau đến {n} âm tiết", params.lang, words=near.text, n=within)
                found.append(Loosening(text, links.with_q(params, query)))
    return found


def _top(syntax: Syntax) -> tuple[Syntax, ...]:
    return syntax.parts if isinstance(syntax, All) else (syntax,)


def _without_filters(params: Params) -> list[Loosening]:
    found = []
    for facet in FILTERS:
        if params.values(facet):
            text = _dropping(facet_title(facet, params.lang), chosen_label(facet, params), params)
            found.append(Loosening(text, links.without_facet(params, facet)))
    if bounds := period_labels(params):
        names = " ".join(text for _, text in bounds)
        text = _dropping(say("Ngày đăng", params.lang), names, params)
        found.append(Loosening(text, links.without_bound(params, "from", "to")))
    return found


def _dropping(title: str, names: str, params: Params) -> str:
    return say("Bỏ lọc {facet}: {values}", params.lang, facet=title, values=names)


def _without_quotes(params: Params, syntax: Syntax) -> list[Loosening]:
    bare = render(all_of(_unquoted(part) for part in _top(syntax)))
    if bare == render(syntax) or len(bare.split()) < 2:
        return []
    return [Loosening(say("Bỏ dấu ngoặc kép: tìm từng từ", params.lang), links.with_q(params, bare))]


def _unquoted(part: Syntax) -> Syntax:
    return Text(" ".join(TOKEN.findall(part.text))) if isinstance(part, Quoted) else part


def _without_parts(params: Params, syntax: Syntax) -> list[Loosening]:
    parts = _parts(syntax)
    if not 1 < len(parts) <= MAX_PARTS:
        return []
    return [
        Loosening(
            say("Bỏ “{word}”", params.lang, word=part.text if isinstance(part, Quoted) else render(part)),
            links.with_q(params, render(all_of(parts[:place] + parts[place + 1 :]))),
        )
        for place, part in enumerate(parts)
    ]
