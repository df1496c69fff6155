"""A passage of an article in its address: `passage=120,45`, where it starts in the text, how long it is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from search.model import Span

if TYPE_CHECKING:
    from search.model import Article

NAME = "passage"
"""The parameter, of the page of an article."""

MOST = 5000
"""Characters of a passage; a longer one is an article."""

_RANGE = re.compile(r"(\d{1,9})[,.](\d{1,9})", re.ASCII)


def written(span: Span) -> str:
    """A range as an address has it."""
    return f"{span.start},{span.length}"


def span_in(value: str) -> Span | None:
    """The range that an address names, if it is one."""
    found = _RANGE.fullmatch(value.strip())
    span = Span(int(found[1]), int(found[2])) if found else None
    return span if span and 0 < span.length <= MOST else None


def within(article: Article, span: Span) -> Span | None:
    """The range without blanks at its ends; None where that is nothing, or not in the text."""
    if span.end > len(article.text):
        return None
    text = article.text[span.start : span.end]
    length = len(text.strip())
    return Span(span.start + len(text) - len(text.lstrip()), length) if length else None
