"""The form of `/tim-nang-cao`: its fields into a query, and a query back into its fields.

Both go through the syntax tree. What no field can hold stays in `rest`, as a query of its own, so that
reading a query into the form and building it again asks for the same.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING

from search.model import And, Has
from search.query import parse, render, syntax_of
from search.query.fields import is_text
from search.query.grammar import within
from search.query.lexer import MOST_APART
from search.query.syntax import All, Any, Except, Field, Quoted, Text, all_of, any_of
from search.query.values import FIRST_YEAR, LAST_YEAR, meaning
from search.text import canonical

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from search.model import Node
    from search.query import Context
    from search.query.syntax import Syntax

MAX_TYPED = 2000
"""Characters of a field that are read."""

USUAL_APART = 5
"""Syllables between words near each other where the form does not say."""

_QUOTES = re.compile('["“”„«»]')
_ITEM = re.compile(r'(?:["“„«][^"“”„«»]*["“”«»]|[^,;\n]|,(?=\d))+')
_LISTS = ("any", "none")
_TEXTS = {"title": "title", "author": "author"}
_FACTS = {"source": "origin", "place": "where", "ref": "document"}


@dataclass(frozen=True, slots=True)
class Form:
    """What stands in the fields. `any` and `none` are lists with commas between."""

    words: str = ""
    phrase: str = ""
    any: str = ""
    none: str = ""
    near: str = ""
    within: str = ""
    ordered: str = ""
    title: str = ""
    author: str = ""
    origin: str = ""
    where: str = ""
    theme: str = ""
    first: str = ""
    last: str = ""
    document: str = ""
    rest: str = ""


def form_in(args: Mapping[str, str]) -> Form:
    """The form that was sent; never raises."""
    typed = {field.name: args.get(field.name, "")[:MAX_TYPED] for field in fields(Form)}
    for name in _LISTS:
        typed[name] = ", ".join(_items(typed[name]))
    return Form(**{name: " ".join(canonical(text).split()) for name, text in typed.items()})


def built(form: Form, context: Context) -> Syntax:
    """The tree that a form asks for."""
    parts = [
        _query(form.words, context),
        _quoted(form.phrase),
        _quoted(form.near, _apart(form.within), ordered=bool(form.ordered)),
        any_of(_query(text, context) for text in _items(form.any)),
        *(Except(_denied(_query(text, context))) for text in _items(form.none)),
        *(within(name, _query(getattr(form, field), context)) for name, field in _TEXTS.items()),
        *(_fact(name, getattr(form, field)) for name, field in _FACTS.items()),
        _fact("topic", form.theme),
        _fact("year", _years(form.first, form.last)),
        _query(form.rest, context),
    ]
    tree = all_of(part for part in parts if part not in (All(), Except(All())))
    return _query(render(tree), context)


def form_of(text: str, context: Context) -> Form:
    """A query as a form that asks for the same."""
    syntax = _query(text, context)
    wanted = _asked(syntax, context)
    for joining in (True, False):
        form = _Filler(context, joining=joining).filled(syntax)
        if _asked(built(form, context), context) == wanted:
            return form
    return Form(rest=render(syntax))


def _asked(syntax: Syntax, context: Context) -> Counter[Node]:
    """What a tree asks for, in any order."""
    node, _ = parse(render(syntax), context)
    return Counter(node.parts if isinstance(node, And) else (node,))


def _query(text: str, context: Context) -> Syntax:
    return syntax_of(text, context)[0]


def _quoted(text: str, apart: int = 0, *, ordered: bool = False) -> Syntax:
    words = " ".join(_QUOTES.sub(" ", text).split())
    return Quoted(words, apart, ordered and bool(apart)) if words else All()


def _apart(text: str) -> int:
    """The number of syllables that was asked for, within what can be asked."""
    is_number = text.isascii() and text.isdecimal()
    return min(max(1, int(text[:4])), MOST_APART) if is_number else USUAL_APART


def _items(text: str) -> list[str]:
    """The parts of a list, cut at commas that stand in no number and in no quotes."""
    return [item for part in _ITEM.findall(text) if (item := part.strip())]


def _denied(item: Syntax) -> Syntax:
    """What a list leaves out: several words without quotes are meant as one."""
    if isinstance(item, Text) and " " in item.text:
        return Quoted(item.text)
    return item.part if isinstance(item, Except) else item


def _fact(name: str, text: str) -> Syntax:
    words = " ".join(_QUOTES.sub(" ", text).split())
    return Field(name, Text(words)) if words else All()


def _years(first: str, last: str) -> str:
    if first == last or not (first or last):
        return first
    return f"{first}..{last}"


class _Filler:
    """Fills a form from a tree; with `joining`, words that stand apart in it go into one field."""

    def __init__(self, context: Context, *, joining: bool) -> None:
        self._context = context
        self._joining = joining
        self._form = Form()

    def filled(self, syntax: Syntax) -> Form:
        """The form, with all that finds no field in `rest`."""
        parts = syntax.parts if isinstance(syntax, All) else (syntax,)
        rest = [part for part in parts if not self._placed(part)]
        return replace(self._form, rest=render(all_of(rest)) if rest else "")

    def _placed(self, part: Syntax) -> bool:
        """Whether a part found a field."""
        found = False
        match part:
            case Text(text):
                found = self._put("words", text, joined=" ")
            case Quoted(text, 0):
                found = self._put("phrase", text)
            case Quoted(text, apart, ordered):
                more = {"within": str(apart), "ordered": "1" if ordered else ""}
                found = self._put("near", text) and self._also(**more)
            case Any(parts):
                found = self._list("any", parts)
            case Except(inner):
                found = self._list("none", (inner,))
            case Field(name, value):
                found = self._field(name, value)
        return found

    def _put(self, name: str, text: str, joined: str = "") -> bool:
        """Put a text into a field that is free, or beside what it holds."""
        held = getattr(self._form, name)
        if held and not (joined and self._joining):
            return False
        return self._also(**{name: f"{held}{joined}{text}" if held else text})

    def _also(self, **values: str) -> bool:
        self._form = replace(self._form, **values)
        return True

    def _list(self, name: str, parts: Iterable[Syntax]) -> bool:
        """Put parts into a list, if each is read from it as it is."""
        texts = [self._listed(name, part) for part in parts]
        written = [text for text in texts if text]
        if len(written) < len(texts):
            return False
        if name == "any" and self._form.any:
            return False
        before = [self._form.none] if name == "none" and self._form.none else []
        return self._also(**{name: ", ".join([*before, *written])})

    def _listed(self, name: str, part: Syntax) -> str:
        """A part as an item of a list, without quotes where they can be left out; empty where it is none."""
        for text in ([part.text] if isinstance(part, Quoted) else []) + [render(part)]:
            item = _query(text, self._context)
            kept = _denied(item) if name == "none" else item
            if _items(text) == [text] and kept == part:
                return text
        return ""

    def _field(self, name: str, value: Text | Quoted) -> bool:
        if name in _TEXTS:
            return self._put(_TEXTS[name], render(value), joined=" ")
        if name in _FACTS:
            return self._put(_FACTS[name], value.text)
        if is_text(name):
            return False
        node = meaning(name, value.text, self._context)
        if name == "topic" and isinstance(node, Has) and len(node.values) == 1:
            return self._put("theme", node.values[0])
        if name == "year" and isinstance(node, Has) and not (self._form.first or self._form.last):
            return self._span([int(year) for year in node.values])
        return False

    def _span(self, years: list[int]) -> bool:
        """Years without a gap as the first and the last, an open end as an empty one."""
        first, last = years[0], years[-1]
        if years != list(range(first, last + 1)):
            return False
        is_open = first < last
        return self._also(
            first="" if is_open and first == FIRST_YEAR else str(first),
            last="" if is_open and last == LAST_YEAR else str(last),
        )
