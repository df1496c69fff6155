"""The model of the language over all segments: how likely a word is, alone and after another.

    P(w | v) = max(c(v w) - D, 0) / c(v .) + (D n(v) + lost(v)) / c(v .) * P(w)

Interpolated absolute discounting (Ney, Essen and Kneser 1994; Chen and Goodman 1999, section 2.6). c are
counts of the articles read, times what these stand for; n(v) are the different pairs kept, and lost(v) what
stood in pairs that are not. P(w) is the share of the word in the text.
"""

from __future__ import annotations

from collections import Counter
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from search.embedded.container import Array
    from search.embedded.language.part import Part

DISCOUNT = 0.75
"""The D of the formula, usual where it is not estimated."""

UNSEEN = 0.1
"""What a word that is not there counts as."""

_CACHED = 1 << 14
_NEIGHBOURS = 1 << 8
"""Words and neighbours whose likelihoods are kept, mostly those of the last questions: some MB at most."""
_INVENTORY = 8_000
"""Folds that are offered for words mistyped, the most frequent ones."""
_LEAST = 3
"""How often a fold must stand in the text to be offered."""


class IndexLanguage:
    """See `search.suggest.model.Language`."""

    def __init__(self, parts: Sequence[Part]) -> None:
        self.parts = tuple(parts)
        self.spellings = lru_cache(_CACHED)(self._spellings)
        self._after = lru_cache(_NEIGHBOURS)(self._worked_out_after)
        self._scales = np.array([part.scale for part in self.parts])

    @cached_property
    def _tokens(self) -> float:
        return max(1.0, float(sum(part.tokens for part in self.parts)))

    def _spellings(self, fold: str) -> tuple[str, ...]:
        found = {part.keys[number] for part in self.parts for number in part.spellings(fold)}
        return tuple(sorted(found))

    def _numbers(self, keys: Sequence[str]) -> Array:
        """The numbers of some words, a row for each part; -1 where it has none."""
        found = [[part.numbers.get(key, -1) for key in keys] for part in self.parts]
        return np.array(found, np.int64).reshape(len(self.parts), len(keys))

    def count(self, key: str) -> int:
        """How often a word stands in the text."""
        numbers = [part.numbers.get(key, -1) for part in self.parts]
        return sum(int(p.counts[n]) for p, n in zip(self.parts, numbers, strict=True) if n >= 0)

    def alone(self, keys: Sequence[str]) -> Array:
        """The logarithm of P(w) of some words."""
        return np.log(self._shares(self._numbers(keys)))

    def _shares(self, numbers: Array) -> Array:
        counts = np.zeros(numbers.shape[1])
        for part, row in zip(self.parts, numbers, strict=True):
            counts += _taken(part.counts, row)
        return np.maximum(counts, UNSEEN) / self._tokens

    def after(self, left: Sequence[str], right: Sequence[str]) -> Array:
        """The logarithm of P(w | v): a row for each word of `left`, a column for each of `right`.

        One question asks for the same words several times: for what they mean, and for what may be meant.
        """
        return self._after(tuple(left), tuple(right))

    def _worked_out_after(self, left: tuple[str, ...], right: tuple[str, ...]) -> Array:
        lefts, rights = self._numbers(left), self._numbers(right)
        seen = np.zeros((len(left), len(right)))
        total, rest = np.zeros(len(left)), np.zeros(len(left))
        for part, ours, theirs, scale in zip(self.parts, lefts, rights, self._scales, strict=True):
            counts = part.pairs(ours, theirs)
            seen += scale * np.maximum(counts - DISCOUNT, 0)
            total += scale * _taken(part.totals, ours)
            rest += scale * (_taken(part.lost, ours) + DISCOUNT * _taken(part.kinds, ours))
        rest[total == 0] = 1
        total[total == 0] = 1
        backed = rest[:, None] * self._shares(rights)
        return np.log((seen + backed) / total[:, None])

    def together(self, left: str, right: str) -> int:
        """About how often two words stand side by side in the text."""
        lefts, rights = self._numbers([left]), self._numbers([right])
        found = zip(self.parts, lefts, rights, strict=True)
        counts = [part.scale * float(part.pairs(ours, theirs)[0, 0]) for part, ours, theirs in found]
        total: int = round(sum(counts))
        return total

    @cached_property
    def inventory(self) -> Mapping[str, int]:
        """The folds of letters that may be meant, and how often each stands in the text."""
        found: Counter[str] = Counter()
        for part in self.parts:
            found.update(_frequent_folds(part))
        kept = sorted((-count, fold) for fold, count in found.items() if count >= _LEAST)[:_INVENTORY]
        return {fold: -count for count, fold in kept}


def _frequent_folds(part: Part) -> dict[str, int]:
    """The most frequent folds of one segment that are of letters only, and how often each stands there."""
    if not len(part.words):
        return {}
    sums = np.add.reduceat(part.counts.astype(np.int64), part.fold_at[:-1].astype(np.int64))
    best = np.argsort(-sums, kind="stable")[: 2 * _INVENTORY].tolist()
    folds = ((part.folds[number].decode(), int(sums[number])) for number in best)
    return {fold: count for fold, count in folds if fold.isalpha()}


def _taken(values: Array, numbers: Array) -> Array:
    """The values of some words, 0 for -1."""
    if not len(values):
        return np.zeros(len(numbers))
    return np.where(numbers >= 0, values.take(np.maximum(numbers, 0)), 0).astype(np.float64)
