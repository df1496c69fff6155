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
_HELD = 1 << 8
"""Keys that are held of a table, at least, where it has as many."""


def fold_ranges(part: Part, words: Sequence[Word], *, is_open: bool) -> list[list[range]]:
    """Of each typed word, the folds that it may be: one, or a range or two for a word that may go on."""
    exact = [[part.fold_range(word.fold, is_prefix=False)] for word in words[: len(words) - is_open]]
    if not is_open:
        return exact
    return [*exact, [part.fold_range(fold, is_prefix=True) for fold in prefixes(words[-1])]]


class Rows:
    """Rows in the order of their keys, of which every so manieth is held: a search reads few of the others.

    `key` gives the folds that a row begins with, all of one length; `size` is the number of rows.
    """

    def __init__(self, size: int, key: Callable[[int], tuple[int, ...]]) -> None:
        self._all, self._key = range(size), key
        self._held_rows = range(0, size, max(1, size // _HELD))
        self._held = [key(row) for row in self._held_rows]

    def between(self, ranges: Sequence[Sequence[range]]) -> list[range]:
        """The rows that begin with such folds, of as many words as the keys have."""
        head = tuple(each[0].start for each in ranges[:-1])
        if not all(each[0] for each in ranges[:-1]):
            return []
        found = [self._from_to((*head, last.start), (*head, last.stop - 1)) for last in ranges[-1] if last]
        return [each for each in found if each]

    def _from_to(self, first: tuple[int, ...], last: tuple[int, ...]) -> range:
        low = bisect_left(self._all, first, *self._around(bisect_left(self._held, first)), key=self._key)
        high = bisect_right(self._all, last, *self._around(bisect_right(self._held, last)), key=self._key)
        return range(low, high)

    def _around(self, place: int) -> tuple[int, int]:
        """The rows between the held one before a place among them and the one at it."""
        low = self._held_rows[place - 1] + 1 if place else 0
        return low, self._held_rows[place] if place < len(self._held_rows) else len(self._all)


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
