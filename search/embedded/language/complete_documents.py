"""Numbers of documents that begin with what is typed: `28-CT`, `28 ct` and `28ct` alike."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from search.embedded.inversion import term_key
from search.model import Span, Suggestion, SuggestionKind
from search.terms import TermKind
from search.text import folded
from search.zones import TERMS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from search.embedded.segment import Segment

_BEGUN = re.compile(
    r"(?<![\w/.-])(\d{1,4}(?:[a-e](?![^\W_]))?)((?:[ ]?[-–—/.][ ]?|[ ]?(?=[^\W\d_]))[\w.&/–— -]*)?\Z"
)
_SIGNS = re.compile(r"[^a-z0-9]+")
_LONGEST = 40

MOST_LOOKED_AT = 2_000
"""Numbers with the same digits that are compared; some tens of thousands are in a large archive."""


def complete_documents(segments: Sequence[Segment], text: str, limit: int) -> list[Suggestion]:
    """The documents most cited whose numbers begin with the end of a text."""
    match = _BEGUN.search(text, max(0, len(text) - _LONGEST))
    if match is None or len(match[0]) < 2:
        return []
    found = _numbers(segments, match[1], _plain(match[2] or ""), is_open=not match[2])
    best = sorted(found, key=lambda number: (-found[number], len(number), number))[:limit]
    return [_suggestion(text[: match.start()], number, match[0], found[number]) for number in best]


def _numbers(segments: Sequence[Segment], digits: str, rest: str, *, is_open: bool) -> dict[str, int]:
    """Numbers by their articles. `is_open`: more digits may follow."""
    found: dict[str, int] = {}
    padded = digits.zfill(2)
    for segment in segments:
        field = segment.fields[TERMS]
        for sign in ("",) if is_open else ("-", "/"):
            begun = term_key(TermKind.DOCUMENT, padded + sign)
            for number in field.prefixed(begun.encode())[:MOST_LOOKED_AT]:
                name = field.terms[number].decode().partition(":")[2]
                if _plain(name[len(padded) :]).startswith(rest):
                    found[name] = found.get(name, 0) + int(field.df[number])
    return found


def _plain(text: str) -> str:
    """Letters and digits only, without marks."""
    return _SIGNS.sub("", folded(text))


def _suggestion(head: str, number: str, typed: str, articles: int) -> Suggestion:
    letters = len(_plain(typed)) + (typed[:1] != number[:1])
    length = seen = 0
    while length < len(number) and seen < letters:
        seen += number[length].isalnum()
        length += 1
    return Suggestion(SuggestionKind.DOCUMENT, head + number, (Span(len(head), length),), number, articles)
