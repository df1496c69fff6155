"""Somebody who stands in a text: where his name and his office are."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from search.model import Span


class Who(NamedTuple):
    """Somebody named in a text; spans are None where nothing is told, a `pronoun` is one named before."""

    name: Span | None
    office: Span | None
    start: int
    titled: bool = False
    pronoun: str = ""
    body: bool = False
    sure: bool = True
    """Whether the words around tell that it is a person; else only a full name elsewhere does."""
