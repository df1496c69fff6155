"""Where what is typed stands in a table of rows of words that is ordered by their folds."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from search.suggest.completing import prefixes
from search.suggest.marks import adds_marks
from search.text import has_marks

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from search.embedded.container import Array
    from search.embedded.language.part import Part
    from search.model import Word

_CACHED = 1 << 10


def fold_ranges(part: Part, words: Sequence[Word], *, is_open: bool) -> list[list[range]]:
    """Of each typed word, the folds that it may be: one, or a range or two for a word that may go on."""
    exact = [[part.fold_range(word.fold, is_prefix=False)] for word in words[: len(words) - is_open]]
    if not is_open:
        return exact
    return [*exact, [part.fold_range(fold, is_prefix=True) for fold in prefixes(words[-1])]]


def rows_between(
    size: int, key: Callable[[int], tuple[int, ...]], ranges: Sequence[Sequence[range]]
) -> list[range]:
    """The rows that begin with such folds; `key` gives the folds of a row, as many as there are ranges."""
    head = tuple(each[0].start for each in ranges[:-1])
    if not all(each[0] for each in ranges[:-1]):
        return []
    found = []
    for last in ranges[-1]:
        if last:
            low = bisect_left(range(size), (*head, last.start), key=key)
            high = bisect_right(range(size), (*head, last.stop - 1), low, key=key)
            found.append(range(low, high))
    return [each for each in found if each]


@lru_cache(_CACHED)
def _allowed(part: Part, typed: str, folds: range) -> tuple[int, Array]:
    first, last = int(part.fold_at[folds.start]), int(part.fold_at[folds.stop])
    return first, np.fromiter((adds_marks(typed, key) for key in part.keys[first:last]), bool, last - first)


def keeping_marks(part: Part, word: Word, ranges: Sequence[range], numbers: Array) -> Array | None:
    """Whether each of some words, all of these folds, keeps the marks typed; None: all do."""
    if not has_marks(word.key) or not ranges:
        return None
    held = np.zeros(len(numbers), bool)
    for folds in ranges:
        first, bits = _allowed(part, word.key, folds)
        inside = (numbers >= first) & (numbers < first + len(bits))
        held |= inside & bits.take(np.where(inside, numbers - first, 0)) if len(bits) else inside
    return held
