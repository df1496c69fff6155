"""A tree of what was typed back into the language of queries, so that it reads as the same tree again."""

from __future__ import annotations

import re
from itertools import zip_longest
from typing import TYPE_CHECKING

from search.query.compounds import compound_at
from search.query.fields import BARE_FIELDS, TITLES, is_text
from search.query.lexer import reads_words
from search.query.syntax import All, Any, Except, Field, Quoted, Text, holds_for_all, leaves

if TYPE_CHECKING:
    from search.query.syntax import Syntax

OR, PLAIN_OR = "HOẶC", "|"
"""How alternatives are written: as a word, or as a sign where words in capitals are not read as operators."""

_BARE = re.compile(r"[\w.,/-]+")


def render(syntax: Syntax) -> str:
    """The tree as a query: `parse` of it gives the same tree."""
    stroke = OR if reads_words(leaf.text for leaf in leaves(syntax)) else PLAIN_OR
    return _written(syntax, stroke)


def _written(syntax: Syntax, stroke: str) -> str:
    match syntax:
        case Text(text):
            return text
        case Quoted(text, within, ordered):
            return f'"{text}"' + (f"~{'>' if ordered else ''}{within}" if within else "")
        case Field(name, value):
            return f"{TITLES[name].vi}:{_value(name, value)}"
        case Except(part):
            return f"-{_unit(part, stroke)}"
        case Any(parts):
            return f" {stroke} ".join(_alternative(part, stroke) for part in parts)
        case All(parts):
            return _side_by_side(parts, stroke)


def _alternative(part: Syntax, stroke: str) -> str:
    """One of several parts; in brackets where a condition at its end would be read as one for all of them."""
    ends = (part.parts[0], part.parts[-1]) if isinstance(part, All) else ()
    return f"({_written(part, stroke)})" if any(map(holds_for_all, ends)) else _written(part, stroke)


def _side_by_side(parts: tuple[Syntax, ...], stroke: str) -> str:
    """Parts that must all be there; alternatives and what would run together with others in brackets."""
    written = ""
    for part, after in zip_longest(parts, parts[1:]):
        if isinstance(part, Any):
            here = f"({_written(part, stroke)})"
        elif isinstance(part, Except) and _runs_on(written, part.part, after):
            here = f"-({_written(part.part, stroke)})"
        else:
            here = _written(part, stroke)
        written = f"{written} {here}" if written else here
    return written


def _runs_on(before: str, part: Syntax, after: Syntax | None) -> bool:
    """Whether an excluded word would be read as a part of a number before it, or of a word with the next."""
    if not isinstance(part, Text):
        return False
    following = after.text.split() if isinstance(after, Text) else []
    is_number = bool(following) and any(map(str.isdigit, part.text))
    return before[-1:].isdigit() or is_number or bool(compound_at([part.text, *following]))


def _value(name: str, value: Text | Quoted) -> str:
    """The value of a field: words of a text go on until something else comes, so they stand in brackets."""
    if isinstance(value, Quoted):
        return _written(value, OR)
    if is_text(name):
        return f"({value.text})"
    is_bare = name in BARE_FIELDS and _BARE.fullmatch(value.text)
    return value.text if is_bare else f'"{value.text}"'


def _unit(part: Syntax, stroke: str) -> str:
    """A part as one unit, in brackets where it has blanks of its own."""
    is_one = isinstance(part, Quoted | Field) or (isinstance(part, Text) and " " not in part.text)
    return _written(part, stroke) if is_one else f"({_written(part, stroke)})"
