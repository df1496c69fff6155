"""How much of a query is read; what is beyond is left out, and told."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from search.query.syntax import All, Any, Except, Field, Quoted, Text, all_of, any_of
from search.tokenizer import TOKEN

if TYPE_CHECKING:
    from search.query.syntax import Syntax

MAX_LENGTH = 2000
"""Characters that are read."""

MAX_WORDS = 128
"""Syllables that are read."""


def limited(syntax: Syntax) -> Syntax:
    """The tree up to the limit of syllables, values of fields included."""
    return _Limiter().kept(syntax) or All()


class _Limiter:
    """Goes through a tree from left to right; the limit is the same for all of it."""

    def __init__(self) -> None:
        self._room = MAX_WORDS

    def kept(self, syntax: Syntax) -> Syntax | None:
        """What of a part there is room for."""
        match syntax:
            case Text(text) | Quoted(text):
                short = self._shortened(text)
                if short == text:
                    return syntax
                return replace(syntax, text=short) if short else None
            case Field(name, value):
                inside = self.kept(value)
                return Field(name, inside) if isinstance(inside, Text | Quoted) else None
            case Except(part):
                inside = self.kept(part)
                return None if inside is None else Except(inside)
            case All(parts):
                return all_of(kept for part in parts if (kept := self.kept(part)) is not None)
            case Any(parts):
                return any_of(kept for part in parts if (kept := self.kept(part)) is not None)

    def _shortened(self, text: str) -> str:
        """A text up to the last syllable that there is room for."""
        if self._room <= 0:
            return ""
        found = list(TOKEN.finditer(text))
        room, self._room = self._room, self._room - len(found)
        return text if len(found) <= room else text[: found[room - 1].end()]
