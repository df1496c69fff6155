"""What was typed, as a tree of its own: how it is put together, before anything is made of the words.

    Text      words side by side, as typed
    Quoted    a phrase in quotes, or words near each other: `"a * b"`, `"a b"~5`, `"a b"~>5`
    Field     a field and its value: `tiêu đề:(a b)`, `năm:2019..2021`
    Except    what must not be there: `-a`
    All, Any  parts that must all be there, or at least one: `a "b c"`, `a HOẶC b`

`search.query.rendering` writes a tree so that `search.query.grammar` reads the same tree again.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from search.query.fields import is_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


@dataclass(frozen=True, slots=True)
class Text:
    """Words side by side; blanks are single. A word may end in `*`."""

    text: str


@dataclass(frozen=True, slots=True)
class Quoted:
    """A phrase; with `within`, words that stand at most so many syllables apart, in order or not."""

    text: str
    within: int = 0
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Field:
    """A field by its name in `search.query.fields` and what was asked of it."""

    name: str
    value: Text | Quoted


@dataclass(frozen=True, slots=True)
class Except:
    """What must not be there."""

    part: Syntax


@dataclass(frozen=True, slots=True)
class All:
    """Parts that must all be there; none: everything. Never holds an `All`, nor two `Text` in a row."""

    parts: tuple[Syntax, ...] = ()


@dataclass(frozen=True, slots=True)
class Any:
    """Parts of which one must be there. Never holds an `Any`."""

    parts: tuple[Syntax, ...]


Syntax = Text | Quoted | Field | Except | All | Any


def all_of(parts: Iterable[Syntax]) -> Syntax:
    """Parts that must all be there, in the one form that such a tree has."""
    flat: list[Syntax] = []
    for part in parts:
        for each in part.parts if isinstance(part, All) else (part,):
            if isinstance(each, Text) and flat and isinstance(before := flat[-1], Text):
                flat[-1] = Text(f"{before.text} {each.text}")
            else:
                flat.append(each)
    return flat[0] if len(flat) == 1 else All(tuple(flat))


def any_of(parts: Iterable[Syntax]) -> Syntax:
    """Parts of which one must be there, each once; empty ones say nothing."""
    flat: dict[Syntax, None] = {}
    for part in parts:
        for each in part.parts if isinstance(part, Any) else (part,):
            if each != All():
                flat[each] = None
    return next(iter(flat)) if len(flat) == 1 else Any(tuple(flat)) if flat else All()


def leaves(syntax: Syntax) -> Iterator[Text | Quoted]:
    """All that was typed to be looked for, in order."""
    match syntax:
        case Text() | Quoted():
            yield syntax
        case Field(_, value):
            yield value
        case Except(part):
            yield from leaves(part)
        case All(parts) | Any(parts):
            for part in parts:
                yield from leaves(part)


def holds_for_all(part: Syntax) -> bool:
    """Whether a part at an end of alternatives holds for all of them: an exclusion, or a fact."""
    return isinstance(part, Except) or (isinstance(part, Field) and not is_text(part.name))
