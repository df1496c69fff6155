"""Queries that are written of another one: its words as a phrase, or what stood beside it found again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from search.query import render, syntax_of
from search.query.loose import parts_of
from search.query.syntax import Quoted, Text, all_of
from web.addresses.company import SIDES

if TYPE_CHECKING:
    from search.query import Context
    from web.addresses.company import Company


def as_phrase(q: str, context: Context) -> str | None:
    """Loose words as one phrase; None where a query is one word, or more than plain words."""
    words = _plain_words(q, context)
    return render(Quoted(" ".join(words))) if len(words) > 1 else None


def found_beside(q: str, words: str, company: Company, context: Context) -> str:
    """The query that finds a query with what stood beside it.

    Beside a word or a phrase stands a run as a longer phrase, a word of a window as words near each other.
    Of any other query both must be in the article.
    """
    syntax, _ = syntax_of(q, context)
    core = _core(q, context)
    if not core:
        return render(all_of((syntax, Quoted(words))))
    if company.run:
        return render(Quoted(f"{words} {core}" if company.side == SIDES[0] else f"{core} {words}"))
    many = len(core.split()) + len(words.split())
    return render(Quoted(f"{core} {words}", many - 2 + max(company.left, company.right)))


def _core(q: str, context: Context) -> str:
    """The words of a query that is one word or one phrase without gaps."""
    syntax, _ = syntax_of(q, context)
    if isinstance(syntax, Quoted) and not syntax.within and "*" not in syntax.text:
        return syntax.text
    words = _plain_words(q, context)
    return words[0] if len(words) == 1 else ""


def _plain_words(q: str, context: Context) -> list[str]:
    """The loose words of a query that is nothing else."""
    syntax, _ = syntax_of(q, context)
    if not isinstance(syntax, Text):
        return []
    parts = list(parts_of(syntax.text))
    if any(part.told for part in parts) or "*" in syntax.text or '"' in syntax.text:
        return []
    return [syntax.text[part.start : part.end] for part in parts]
