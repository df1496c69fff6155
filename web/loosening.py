"""Ways out of an empty result: looser questions, made from the tree of what was typed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from search.model import Accents
from search.query import render, syntax_of
from search.query.loose import parts_of
from search.query.syntax import All, Any, Field, Quoted, Text, all_of
from search.tokenizer import TOKEN
from web import links
from web.labels import facet_title, value_label
from web.params import FILTERS
from web.site import context
from web.words import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from search.query.syntax import Syntax
    from web.params import Params

MAX_LOOSENINGS = 8
"""Each one costs a search."""


@dataclass(frozen=True, slots=True)
class Loosening:
    """A way to ask for less, and what would then be asked."""

    text: str
    params: Params


def loosenings(params: Params) -> list[Loosening]:
    """Ways out of an empty result, the gentlest first: drop a filter, the quotes, a part, or all filters."""
    lang = params.lang
    syntax = _syntax(params)
    found = [
        *_with_any_accents(params),
        *_without_filters(params),
        *_without_quotes(params, syntax),
        *_without_parts(params, syntax),
    ]
    if len(params.filters) > 1:
        found.append(Loosening(say("Bỏ hết bộ lọc", lang), links.cleared(params)))
    return found[:MAX_LOOSENINGS]


def last_resorts(params: Params) -> list[Loosening]:
    """Where no gentle way finds anything: each word that is looked for by itself, under no filter."""
    alone = dict.fromkeys(_words(_syntax(params)))
    asked = [word for word in alone if word != params.q or params.filters]
    return [
        Loosening(say("Chỉ tìm “{word}”", params.lang, word=word), links.with_q(links.cleared(params), word))
        for word in asked[:MAX_LOOSENINGS]
    ]


def _syntax(params: Params) -> Syntax:
    return syntax_of(params.q, context())[0]


def _parts(syntax: Syntax) -> list[Syntax]:
    """What must all be there, each loose word by itself."""
    parts = syntax.parts if isinstance(syntax, All) else (syntax,)
    return [each for part in parts for each in (_loose(part) if isinstance(part, Text) else (part,))]


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


def _without_quotes(params: Params, syntax: Syntax) -> list[Loosening]:
    parts = syntax.parts if isinstance(syntax, All) else (syntax,)
    bare = render(all_of(_unquoted(part) for part in parts))
    if bare == render(syntax) or len(bare.split()) < 2:
        return []
    return [Loosening(say("Bỏ dấu ngoặc kép: tìm từng từ", params.lang), links.with_q(params, bare))]


def _unquoted(part: Syntax) -> Syntax:
    return Text(" ".join(TOKEN.findall(part.text))) if isinstance(part, Quoted) else part


def _without_parts(params: Params, syntax: Syntax) -> list[Loosening]:
    parts = _parts(syntax)
    if not 1 < len(parts) <= MAX_LOOSENINGS:
        return []
    return [
        Loosening(
            say("Bỏ “{word}”", params.lang, word=part.text if isinstance(part, Quoted) else render(part)),
            links.with_q(params, render(all_of(parts[:place] + parts[place + 1 :]))),
        )
        for place, part in enumerate(parts)
    ]
