"""Where a phrase, or words near each other, stand in one text: plain searches in sorted positions."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from math import inf
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from search.model import Gap

Places = list[int]
"""The positions of a word in one text, ascending."""


def phrase(words: Sequence[Places], gaps: Sequence[Gap]) -> Places:
    """The positions of the first word from which the others can be placed, each its gap after the last."""
    good = words[-1]
    for places, gap in zip(reversed(words[:-1]), reversed(gaps), strict=True):
        good = [at for at in places if _any_between(good, at + 1 + gap.least, at + 1 + gap.most)]
    return good


def near(words: Sequence[tuple[Places, int]], within: int) -> Places:
    """The positions of any word with all words between it and `within` later.

    A word comes with the number of times that it was given: it must stand there as often.
    """
    everywhere = sorted({at for places, _ in words for at in places})
    return [
        at
        for at in everywhere
        if all(_count_between(places, at, at + within) >= times for places, times in words)
    ]


def near_in_order(words: Sequence[Places], within: int) -> Places:
    """The positions of the first word that the others follow in order, the last at most `within` later."""
    return [at for at in words[0] if _last_in_order(words[1:], at) <= at + within]


def _last_in_order(words: Sequence[Places], at: int) -> float:
    """Where the last word stands if each stands as early as it can after the one before."""
    for places in words:
        following = bisect_right(places, at)
        if following == len(places):
            return inf
        at = places[following]
    return at


def _count_between(places: Places, first: int, last: int) -> int:
    """How many positions lie in `[first, last]`."""
    return max(0, bisect_right(places, last) - bisect_left(places, first))


def _any_between(places: Places, first: int, last: int) -> bool:
    return _count_between(places, first, last) > 0
