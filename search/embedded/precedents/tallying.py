"""How often things were met beside occurrences, and what they are ranked by."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Self

import numpy as np

from search.alphabet import alphabetical
from search.model import Collocate, Measure

if TYPE_CHECKING:
    from collections.abc import Callable

    from search.alphabet import Key
    from search.embedded.container import Array
    from search.embedded.precedents.occurrences import Everywhere
    from search.embedded.segment import Segment


class Found(NamedTuple):
    """What was met beside occurrences: what, and in which article, as arrays; `looked` are the places."""

    what: Array
    articles: Array
    looked: int


class Tallied(NamedTuple):
    """How often each thing was met: parallel arrays; `looked` are the places that were looked at."""

    what: Array
    lines: Array
    articles: Array
    looked: int

    def only(self, some: Array) -> Tallied:
        """Some of the things."""
        return Tallied(self.what[some], self.lines[some], self.articles[some], self.looked)


def tallied(found: Found) -> Tallied:
    """How often each thing was met, and in how many articles."""
    order = np.lexsort((found.articles, found.what))
    what, articles = found.what[order], found.articles[order]
    is_new = np.append(True, what[1:] != what[:-1])[: len(what)]
    begins = np.flatnonzero(is_new)
    if not len(begins):
        return Tallied(what, begins, begins, found.looked)
    is_article = is_new | np.append(True, articles[1:] != articles[:-1])
    return Tallied(
        what[begins],
        np.diff(begins, append=len(what)),
        np.add.reduceat(is_article.astype(np.int64), begins),
        found.looked,
    )


FEW = 3
"""By logDice what stands beside fewer lines comes behind the others: rare words and slips have it high."""

BEHIND = 100.0
"""More than logDice may differ by."""


class Ranking:
    """Ranks things that were met at `looked` places beside occurrences, in an archive of `size` words."""

    def __init__(self, occurrences: int, looked: int, size: int, measure: Measure) -> None:
        self._occurrences = occurrences
        self._looked = looked
        self._size = size
        self._measure = measure

    @classmethod
    def of(cls, everywhere: Everywhere, looked: int, measure: Measure) -> Self:
        """For occurrences in an archive."""
        return cls(len(everywhere), looked, int(everywhere.snapshot.lexicon.totals.sum()), measure)

    def values(self, lines: Array, totals: Array) -> Array:
        """What things are ranked by that were met in so many lines, and stand so often in the archive."""
        if self._measure is Measure.COUNT:
            return lines
        likelihood, dice = self._measures(lines, totals)
        if self._measure is Measure.LOG_LIKELIHOOD:
            return likelihood
        ranks = np.where(lines < FEW, dice - BEHIND, dice)
        return np.where(likelihood > 0, ranks, -np.inf)  # what chance explains comes last

    def _measures(self, lines: Array, totals: Array) -> tuple[Array, Array]:
        likelihood = log_likelihood(lines, self._looked, totals, self._size)
        return likelihood, np.where(likelihood > 0, log_dice(lines, self._occurrences, totals), 0.0)

    def told(
        self, tally: Tallied, totals: Array, most: int, text_of: Callable[[int], str]
    ) -> tuple[Collocate, ...]:
        """The foremost things; ties by count, then in the order of the alphabet."""
        ranks = self.values(tally.lines, totals)
        likelihood, dice = self._measures(tally.lines, totals)
        near = np.flatnonzero(ranks >= _at_least(ranks, most)).tolist()
        texts = {at: text_of(int(tally.what[at])) for at in near}
        near.sort(key=lambda at: (-ranks[at], -tally.lines[at], in_order(texts[at])))
        return tuple(
            Collocate(
                texts[at],
                texts[at],
                int(tally.lines[at]),
                int(tally.articles[at]),
                int(totals[at]),
                round(float(likelihood[at]), 3),
                round(float(dice[at]), 3),
            )
            for at in near[:most]
        )


def in_order(text: str) -> list[tuple[Key, str]]:
    """A key that puts runs into the order of the alphabet, word by word."""
    return [(alphabetical(word), word) for word in text.split(" ")]


def _at_least(ranks: Array, most: int) -> float:
    if most >= len(ranks):
        return -np.inf
    return float(np.partition(ranks, len(ranks) - most)[len(ranks) - most])


def living(segment: Segment, docs: Array, often: Array) -> Array:
    """Of what was found in some articles of a segment, that of those which are alive."""
    return often if segment.alive is None else often[segment.alive.take(docs)]


# ---------------------------------------------------------------- measures


def log_likelihood(lines: Array, looked: int, totals: Array, size: int) -> Array:
    """How sure it is that things stand there more often than by chance (Dunning 1993); 0 where they do not.

    `lines` of `looked` places hold a thing that stands `totals` times among `size` words.
    """
    one = lines.astype(np.float64)
    table = (one, looked - one, totals - one, size - looked - totals + one)
    rows = (looked, looked, size - looked, size - looked)
    columns = (totals, size - totals, totals, size - totals)
    found = np.zeros(len(one))
    for observed, row, column in zip(table, rows, columns, strict=True):
        expected = row * np.asarray(column, np.float64) / max(size, 1)
        held = (observed > 0) & (expected > 0)  # windows that overlap count a word twice
        found += np.where(
            held, observed * np.log(np.where(held, observed / np.where(held, expected, 1), 1)), 0.0
        )
    more: Array = np.where(one * size > looked * totals.astype(np.float64), np.maximum(2 * found, 0.0), 0.0)
    return more


def log_dice(lines: Array, occurrences: int, totals: Array) -> Array:
    """14 + log2 of the Dice coefficient (Rychlý 2008): 14 where both always stand together."""
    found: Array = 14 + np.log2(2 * lines / np.maximum(occurrences + totals, 1))
    return found
