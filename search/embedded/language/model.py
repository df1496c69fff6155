"""The model of the language over all segments: how likely a word is, alone and after another.

    P(w | v) = max(c(v w) - D, 0) / c(v .) + (D n(v) + lost(v)) / c(v .) * P(w)

Interpolated absolute discounting (Ney, Essen and Kneser 1994; Chen and Goodman 1999, section 2.6). c are
counts of the articles read, times what these stand for; n(v) are the different pairs kept, and lost(v) what
stood in pairs that are not. P(w) is the share of the word in the text.
"""

from __future__ import annotations

from collections import Counter
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, NamedTuple

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
_LONGEST = 40
"""Letters of a word that is kept: anyone may type others, as long as they like."""
_INVENTORY = 8_000
"""Folds that are offered for words mistyped, the most frequent ones."""
_LEAST = 3
"""How often a fold must stand in the text to be offered."""


class _Facts(NamedTuple):
    """What is known of one word: its number in each part, -1 for none, and its terms of the formula."""

    numbers: tuple[int, ...]
    times: int
    share: float
    """P(w)."""
    total: float
    """c(v .), 1 where nothing follows."""
    rest: float
    """D n(v) + lost(v), 1 where nothing follows."""


class IndexLanguage:
    """See `search.suggest.model.Language`."""

    def __init__(self, parts: Sequence[Part]) -> None:
        self.parts = tuple(parts)
        self.spellings = lru_cache(_CACHED)(self._spellings)
        self._after = lru_cache(_NEIGHBOURS)(self._worked_out_after)
        self._facts = lru_cache(_CACHED)(self._worked_out_facts)

    @cached_property
    def _tokens(self) -> float:
        return max(1.0, float(sum(part.tokens for part in self.parts)))

    def _spellings(self, fold: str) -> tuple[str, ...]:
        found = {part.keys[number] for part in self.parts for number in part.spellings(fold)}
        return tuple(sorted(found))

    def _worked_out_facts(self, key: str) -> _Facts:
        numbers = tuple(part.numbers.get(key, -1) for part in self.parts)
        known = [(part, number) for part, number in zip(self.parts, numbers, strict=True) if number >= 0]
        count = sum(int(part.counts[number]) for part, number in known)
        total = rest = 0.0
        for part, number in known:
            if len(part.totals):
                total += part.scale * float(part.totals[number])
                rest += part.scale * (float(part.lost[number]) + DISCOUNT * float(part.kinds[number]))
        share = max(count, UNSEEN) / self._tokens
        return _Facts(numbers, count, share, total or 1.0, rest if total else 1.0)

    def count(self, key: str) -> int:
        """How often a word stands in the text."""
        return (self._facts if len(key) <= _LONGEST else self._worked_out_facts)(key).times

    def alone(self, keys: Sequence[str]) -> Array:
        """The logarithm of P(w) of some words."""
        likely: Array = np.log(np.array([self._facts(key).share for key in keys]))
        return likely

    def after(self, left: Sequence[str], right: Sequence[str]) -> Array:
        """The logarithm of P(w | v): a row for each word of `left`, a column for each of `right`.

        One question asks for the same words several times: for what they mean, and for what may be meant.
        """
        return self._after(tuple(left), tuple(right))

    def _worked_out_after(self, left: tuple[str, ...], right: tuple[str, ...]) -> Array:
        lefts, rights = [*map(self._facts, left)], [*map(self._facts, right)]
        seen = np.zeros((len(left), len(right)))
        for at, part in enumerate(self.parts):
            counts = part.pairs(
                np.array([each.numbers[at] for each in lefts], np.int64),
                np.array([each.numbers[at] for each in rights], np.int64),
            )
            seen += part.scale * np.maximum(counts - DISCOUNT, 0)
        total = np.array([each.total for each in lefts])
        rest = np.array([each.rest for each in lefts])
        seen += rest[:, None] * np.array([each.share for each in rights])
        likely: Array = np.log(seen / total[:, None])
        return likely

    def together(self, left: str, right: str) -> int:
        """About how often two words stand side by side in the text."""
        one, other = self._facts(left), self._facts(right)
        found = zip(self.parts, one.numbers, other.numbers, strict=True)
        counts = [part.scale * part.pair(ours, theirs) for part, ours, theirs in found]
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
