"""Which document is cited right beside a passage: its words may then be those of the document."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from search.docnames import named_in_lower
from search.docnumbers import find_in_lower
from search.text import lower

if TYPE_CHECKING:
    from search.model import Span

_END = re.compile(r"[.!?…](?=\s)|\n")

_FAR = 400
"""Code points of the sentence before and of that behind that are read, at most."""


def quoted(text: str, span: Span) -> str:
    """The canonical number or name of the document that a passage or a sentence beside it cites, or ``."""
    begin, end = _before(text, span.start), _behind(text, span.end)
    near = text[begin:end]
    low = lower(near)
    found = [
        *((each.at, each.end, each.numbers) for each in find_in_lower(near, low, 0, len(low))),
        *((each.start, each.end, each.numbers) for each in named_in_lower(low)),
    ]
    inside = span.start - begin, span.end - begin
    nearest = min(
        ((_away(start, stop, inside), start, numbers[0]) for start, stop, numbers in found if numbers),
        default=None,
    )
    return nearest[2] if nearest else ""


def _away(start: int, stop: int, inside: tuple[int, int]) -> int:
    return max(inside[0] - stop, start - inside[1], 0)


def _before(text: str, at: int) -> int:
    """Where the sentence before the one at a place begins, not before its line."""
    begin = max(0, at - _FAR)
    ends = [match.end() for match in _END.finditer(text, begin, at)]
    ends = [end for end in ends if text[end:at].strip()]
    return ends[-1] if ends else begin


def _behind(text: str, at: int) -> int:
    """Where the sentence behind the one that ends at a place ends."""
    match = _END.search(text, at + 1, at + _FAR)
    return match.end() if match else min(len(text), at + _FAR)
