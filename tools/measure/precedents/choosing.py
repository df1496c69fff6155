"""What is asked for: phrases that stand in the articles so often, found by what a part of them has."""

from __future__ import annotations

import re
from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from tools.measure.query import records

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

PART = 1_000
"""Articles in which phrases are counted."""

TRIED = 40
"""Phrases that are counted whole, the likeliest first."""

_WORD = re.compile(r"[^\W\d_]+")
_BREAK = re.compile(r"[^\w\s]|\d|\n")


class Asked(NamedTuple):
    """What is asked for, and how often it stands in all articles."""

    text: str
    lines: int


def phrases(data: Path, articles: int) -> Counter[str]:
    """Pairs of words that stand together, in quotes, with about how often in all articles."""
    return _counted(data, articles, lambda words: (f'"{one} {two}"' for one, two in _side_by_side(words, 2)))


def gapped(data: Path, articles: int) -> Counter[str]:
    """Pairs with a word between them, as a pattern with one gap, with about how often in all articles."""
    return _counted(
        data, articles, lambda words: (f'"{one} * {two}"' for one, _, two in _side_by_side(words, 3))
    )


def often(found: Counter[str], least: int, count: Callable[[str], int]) -> list[Asked]:
    """Those of some phrases that stand somewhere at least so often, the nearest to it first."""
    tried = sorted(found, key=lambda text: (abs(found[text] - 1.1 * least), text))[:TRIED]
    asked = [Asked(text, count(text)) for text in tried]
    enough = sorted((one for one in asked if one.lines >= least), key=lambda one: one.lines)
    return enough or sorted(asked, key=lambda one: -one.lines)


def _side_by_side(words: list[str], size: int) -> Iterator[tuple[str, ...]]:
    return zip(*(islice(words, at, None) for at in range(size)), strict=False)


def _counted(data: Path, articles: int, made: Callable[[list[str]], Iterable[str]]) -> Counter[str]:
    step = max(1, articles // PART)
    found: Counter[str] = Counter()
    for record in islice(records(data, articles), 0, articles, step):
        for piece in _BREAK.split(record.text.lower()):
            found.update(made(_WORD.findall(piece)))
    return Counter({text: count * step for text, count in found.items()})
