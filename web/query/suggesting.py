"""What is suggested while a query is typed, as plain data in groups; each leads somewhere.

document  its page                phrase  its search, under the filters chosen
title     its article             place, topic  its articles, under the other filters, without the words
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from functools import lru_cache
from itertools import takewhile
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import quote_plus

from msgspec import structs

from search.model import Filter, Query, Span, SuggestionKind
from search.placenames import find, form_years
from search.query.fields import is_text
from search.query.lexer import Lex, lexemes
from search.query.limits import MAX_LENGTH
from search.query.slips import closed
from search.suggest.names import name_of, place_in, read_begun
from search.text import canonical
from web import results as around
from web.addresses import links
from web.facets.placenames import in_place, years_label
from web.site import BLANK, article_link, asked, link, results_address, site
from web.texts.labels import value_label
from web.texts.words import phrase, say
from web.view import MAX_TITLE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from search.engine import Reader
    from search.model import Suggestion
    from search.placenames import Found
    from search.suggest.names import Begun, Name
    from search.topics import Taxonomy
    from web.addresses.params import Params

Json = dict[str, Any]

USUAL, MOST = 10, 20
"""Documents, phrases and titles of an answer together, unless `limit` says otherwise, and at the most."""

MOST_PLACES = MOST_TOPICS = 3

SUGGESTED_FOR = 60
"""Seconds for which an answer may be kept."""

REMEMBERED, LONGEST_REMEMBERED = 2048, 100
"""Answers that are remembered, 2 KB each mostly and 10 at most, and bytes of their addresses."""

TITLES = {
    SuggestionKind.DOCUMENT: phrase("Văn bản"),
    SuggestionKind.PHRASE: phrase("Cụm từ"),
    SuggestionKind.TITLE: phrase("Tiêu đề"),
    SuggestionKind.PLACE: phrase("Địa phương"),
    SuggestionKind.TOPIC: phrase("Chủ đề"),
}
"""The groups in their order, by name."""


class Suggesting(NamedTuple):
    """What suggestions are made with, and where they lead; `params` are the filters to keep."""

    reader: Reader
    taxonomy: Taxonomy
    params: Params
    results: Callable[[Params], str]
    article: Callable[[str], str]
    document: Callable[[str], str]


def suggesting_here() -> Suggesting:
    """What suggestions for the current address are made with."""
    return Suggesting(
        reader=site().reader,
        taxonomy=site().taxonomy,
        params=structs.replace(asked()[0], page=1),
        results=results_address(),
        article=lambda article_id: article_link("pages.article", article_id),
        document=lambda key: link("pages.document", key=key),
    )


def suggested_json(with_: Suggesting, text: str, limit: str = "") -> Json:
    """Suggestions for a text that is being typed; any text gives an answer, mostly one without groups."""
    begun = None if _is_condition(text) else read_begun(text)
    found = (
        [] if begun is None else [*_of_index(with_, text, _number(limit)), *_of_tables(with_, text, begun)]
    )
    groups = ((kind, [item for its_kind, item in found if its_kind is kind]) for kind in TITLES)
    return {
        "q": text[:MAX_TITLE],
        "scope": _scope_json(with_.params),
        "groups": [
            {"kind": kind.value, "label": say(TITLES[kind], with_.params.lang), "items": items}
            for kind, items in groups
            if items
        ],
    }


def _scope_json(params: Params) -> list[Json]:
    """What is chosen beside the words, in words: for who shows a box that knows only ids."""
    return [{"title": title, "label": label} for title, label in around.scope_in_words(params)]


def _is_condition(text: str) -> bool:
    """Whether an exclusion or the value of a fact is being typed: phrases that go on from it mislead."""
    typed = lexemes(canonical(text[:MAX_LENGTH]))
    words = list(takewhile(lambda one: one.kind in (Lex.WORD, Lex.FIXED), reversed(typed)))
    before = typed[-len(words) - 1 : -len(words)] if words else typed[-1:]
    if not before:
        return False
    kind, name = before[0].kind, before[0].text
    return kind in (Lex.MINUS, Lex.NOT) or (kind is Lex.FIELD and not is_text(name) and len(words) < 2)


def _number(limit: str) -> int:
    return (
        min(max(1, int(limit)), MOST) if limit.isascii() and limit.isdecimal() and len(limit) < 9 else USUAL
    )


def _of_index(with_: Suggesting, text: str, limit: int) -> Iterator[tuple[SuggestionKind, Json]]:
    results_of = _addresses(with_)
    for found in with_.reader.suggest(text, limit):
        one = _closed(found) if found.kind is SuggestionKind.PHRASE else found
        yield one.kind, _indexed(with_, one, results_of)


def _closed(one: Suggestion) -> Suggestion:
    """A phrase with its quote closed, which is open while one types."""
    return replace(one, text=closed(one.text), value=closed(one.value))


def _addresses(with_: Suggesting) -> Callable[[str], str]:
    """The address of a query under the filters chosen: made once, and each by it."""
    frame = with_.results(links.with_q(with_.params, BLANK)).split(BLANK)
    if len(frame) != 2:  # a filter may hold anything
        return lambda text: with_.results(links.with_q(with_.params, text))
    return lambda text: quote_plus(text).join(frame)


def _indexed(with_: Suggesting, one: Suggestion, results_of: Callable[[str], str]) -> Json:
    """A suggestion of the index with where it leads, and the query where it is one."""
    match one.kind:
        case SuggestionKind.TITLE:
            return _item(
                one.text, one.marks, href=with_.article(one.value), q=None, value=one.value, count=one.count
            )
        case SuggestionKind.DOCUMENT if cited := _citing(with_.reader, one.value):
            return _document(one, with_.document(one.value), cited)
        case _:
            # A phrase leads to articles with its words: how many have them side by side would mislead.
            count = None if one.kind is SuggestionKind.PHRASE else one.count or None
            return _item(
                one.text, one.marks, href=results_of(one.text), q=one.text, value=one.value, count=count
            )


def _document(one: Suggestion, href: str, cited: int) -> Json:
    """A document as its page names it: the words typed before its number lead nowhere there."""
    before = len(one.text) - len(one.value)
    marks = tuple(mark._replace(start=mark.start - before) for mark in one.marks)
    return _item(one.value, marks, href=href, q=None, value=one.value, count=cited)


def _citing(reader: Reader, number: str) -> int:
    """How many articles cite a number; none where it only stands in texts, so that it has no page."""
    return reader.search(Query(filters=(Filter("ref", (number,)),), size=0)).total


def _of_tables(with_: Suggesting, text: str, begun: Begun) -> Iterator[tuple[SuggestionKind, Json]]:
    """Places and topics; how many articles they have is not counted."""
    bare = links.with_q(with_.params, "")
    for place, label in _places(find(text, MOST_PLACES), with_.params.lang):
        mark = place_in(name_of(label), begun)
        href = with_.results(in_place(bare, place.unit.id))
        item = _item(label, (mark,) if mark else (), href=href, q=None, value=place.unit.id, count=None)
        yield SuggestionKind.PLACE, item
    for topic, label, mark in _topics(with_.taxonomy, with_.params.lang, begun):
        href = with_.results(links.among(bare, "topic", (topic,)))
        item = _item(label, (mark,) if mark else (), href=href, q=None, value=topic, count=None)
        yield SuggestionKind.TOPIC, item


def _item(text: str, marks: Iterable[Span], **more: Any) -> Json:
    return {"text": text, "marks": [list(mark) for mark in marks], **more}


def _places(found: Sequence[Found], lang: str) -> Iterator[tuple[Found, str]]:
    """Places with their names; those of one name, as a commune merged into another, with their years."""
    labels = [_place_label(one, lang) for one in found]
    for one, label in zip(found, labels, strict=True):
        years = years_label(*form_years(one.form), lang) if labels.count(label) > 1 else ""
        yield one, f"{label} ({years})" if years else label


def _place_label(found: Found, lang: str) -> str:
    """As the filter names it on a map that has units of both times; a former name of a unit as it was.

    Most provinces kept their names in July 2025: of two alike, today's tells since when it is meant.
    """
    if found.form is not found.unit.forms[-1]:
        return found.label
    return value_label("place", found.unit.id, lang)


def _topics(taxonomy: Taxonomy, lang: str, begun: Begun) -> list[tuple[str, str, Span | None]]:
    """The first topics whose names hold what was typed; those that begin so come first."""
    found: list[tuple[bool, int, str, str, Span | None]] = []
    for topic, names in _names(taxonomy, lang).get(begun.initial, ()):
        marks = [place_in(name, begun) for name in names]
        if any(marks):
            start = min(mark.start for mark in marks if mark)
            found.append((start > 0, len(found), topic, names[0].text, marks[0]))
    return [(topic, label, mark) for _, _, topic, label, mark in sorted(found, key=lambda each: each[:2])][
        :MOST_TOPICS
    ]


@lru_cache(4)
def _names(taxonomy: Taxonomy, lang: str) -> dict[str, list[tuple[str, tuple[Name, ...]]]]:
    """Topics by what a word of their names begins with: by id, their name in a language and in Vietnamese."""
    by_initial: dict[str, list[tuple[str, tuple[Name, ...]]]] = defaultdict(list)
    for each in taxonomy.topics:
        labels = dict.fromkeys((taxonomy.label(each, lang), taxonomy.label(each)))
        names = tuple(name_of(text) for text in labels)
        for initial in dict.fromkeys(initial for name in names for initial in name.initials):
            by_initial[initial].append((each, names))
    return by_initial
