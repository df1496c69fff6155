"""A text that fails, made as short as it can be: stretches are left out as long as it still fails."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

MOST_TRIES = 500


def shortest(text: str, fails: Callable[[str], bool], most: int = MOST_TRIES) -> str:
    """The shortest text that fails still, leaving out halves, quarters, ... and single characters."""
    width = len(text) // 2
    while width and most > 0:
        at, before = 0, text
        while at < len(text) and most > 0:
            shorter = text[:at] + text[at + width :]
            most -= 1
            if fails(shorter):
                text = shorter
            else:
                at += width
        width = min(width, len(text)) if text != before and width == 1 else width // 2
    return text
