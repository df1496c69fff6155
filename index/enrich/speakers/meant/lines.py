"""Where sentences and runs of capitalised words begin in a text, roughly, and the words of a stretch."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from search.model import Span

_REACH = 250
"""Characters before a place in which its sentence begins."""
_SHORTENED = tuple(f" {word}" for word in ("TP", "Tp", "TX", "TT", "P", "Q", "TS", "GS", "Th"))
"""Words that are cut short by a full stop within a sentence."""


def words_of(text: str, span: Span) -> str:
    """The words of a stretch as they are written, a blank between two."""
    return " ".join(text[span.start : span.end].split())


def line_start(text: str, at: int) -> int:
    """Where the sentence or line around a place begins, roughly."""
    begin = max(at - _REACH - 2, 0)
    line, stop = text.rfind("\n", begin, at), text.rfind(". ", begin, at)
    while stop >= 0 and text.endswith(_SHORTENED, 0, stop):
        stop = text.rfind(". ", begin, stop)
    return max(line + 1, stop + 2 if stop >= 0 else 0, at - _REACH)


def run_start(text: str, begin: int) -> int:
    """Where the run of capitalised words begins that goes on at a place."""
    while begin > 1 and text[begin - 1] == " ":
        blank = text.rfind(" ", 0, begin - 1)
        earlier = max(blank, text.rfind("\n", max(blank, 0), begin - 1)) + 1
        if not text[earlier].isupper() or not text[earlier : begin - 1].replace("-", "").isalpha():
            break
        begin = earlier
    return begin
