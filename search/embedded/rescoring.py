"""The second phase of ranking: the best articles of the first are scored anew, by where words stand.

Two words that stand side by side in the query and in the text say more than both apart, and words that stand
close together more than words all over a long text: see `search.ranking`. Positions are read for few articles
only, so all pairs can count, not only those that an index knows.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from search.ranking import IN_TITLE, IN_WINDOW, PAIR, TITLE_RUN, WINDOW, idf, saturation
from search.zones import TEXT, TITLE_END

if TYPE_CHECKING:
    from collections.abc import Sequence

    from search.embedded.container import Array
    from search.embedded.plan import Spelling, WordPlan
    from search.embedded.snapshot import View
    from search.model import Word
    from search.query.runs import Run

_SHIFT = 32
_POSITIONS = (1 << _SHIFT) - 1
_HALF = WINDOW // 2


class Added(NamedTuple):
    """What is added to the scores of some articles: by pairs, by the best window, by the title.

    `pairs` has a column for each, `titles` one for all words and one for each run. `things` are what a window
    may hold, the words and then the pairs: their places, and what each is worth.
    """

    pairs: Array
    windows: Array
    titles: Array
    things: list[tuple[Array, Array]]
    rarities: Sequence[float]
    """Of the pairs."""

    @property
    def total(self) -> Array:
        """All of it."""
        total: Array = self.pairs.sum(axis=1) + self.windows + self.titles.sum(axis=1)
        return total

    def times(self, pair: int, rank: int) -> int:
        """How often a pair stands in one of the articles."""
        at, _ = self.things[len(self.things) - len(self.rarities) + pair]
        return int(np.count_nonzero(at >> _SHIFT == rank))

    def in_window(self, rank: int) -> list[int]:
        """The numbers of the things in the best window of one of the articles."""
        here = [
            (at[at >> _SHIFT == rank] & _POSITIONS, values[at >> _SHIFT == rank])
            for at, values in self.things
        ]
        windows = np.stack([_by_window(at, values, 1, _halves(here))[0] for at, values in here])
        best = windows[:, windows.sum(axis=0).argmax()]
        return np.flatnonzero(best).tolist()


class _Places(NamedTuple):
    """Where a word stands in some articles, ascending (`rank << 32 | position`), and what each weighs."""

    at: Array
    weights: Array


class _Beside(NamedTuple):
    """Where two words stand side by side: the place of the first, and what weighs less of both."""

    at: Array
    weights: Array


@dataclass(frozen=True)
class Rescorer:
    """Scores by the words of a query: `words` are distinct, `pairs` are numbers of neighbours among them.

    `runs` are the numbers of the words of every run of two or more.
    """

    spelling: Spelling
    words: tuple[Word, ...]
    pairs: tuple[tuple[int, int], ...]
    runs: tuple[tuple[int, ...], ...]

    def added(self, found: Sequence[tuple[int, Array]]) -> list[Added]:
        """What is added, by segment; `found` are numbers of segments with articles of theirs, ascending."""
        views = self.spelling.snapshot.views
        plans = [self.spelling.word(word) for word in self.words]
        places = [[_places(views[number], number, plan, docs) for plan in plans] for number, docs in found]
        beside = [[_beside(each[one], each[other]) for one, other in self.pairs] for each in places]
        sizes = [len(docs) for _, docs in found]
        rarities = self._rarities(beside, sizes)
        return [
            self._scored(views[number], docs, here, pairs, rarities, plans)
            for (number, docs), here, pairs in zip(found, places, beside, strict=True)
        ]

    def _rarities(self, beside: Sequence[Sequence[_Beside]], sizes: Sequence[int]) -> list[float]:
        """How rare each pair is among the articles themselves."""
        total = sum(sizes)
        held = [[len(np.unique(pair.at >> _SHIFT)) for pair in each] for each in beside]
        return [idf(total, sum(counts)) for counts in zip(*held, strict=True)]

    def _scored(
        self,
        view: View,
        docs: Array,
        places: Sequence[_Places],
        beside: Sequence[_Beside],
        rarities: Sequence[float],
        plans: Sequence[WordPlan],
    ) -> Added:
        normals = view.normals[TEXT].take(docs)
        size = len(docs)
        pairs = np.zeros((size, len(self.pairs)), np.float32)
        for number, (each, rarity) in enumerate(zip(beside, rarities, strict=True)):
            pairs[:, number] = np.float32(PAIR * rarity) * _weighed(each, size, normals)
        items = [
            (each.at, each.weights * np.float32(plan.rarity))
            for each, plan in zip(places, plans, strict=True)
        ]
        items += [
            (each.at, each.weights * np.float32(IN_WINDOW * rarity))
            for each, rarity in zip(beside, rarities, strict=True)
        ]
        titles = self._titles(places, view.segment.values.bounds[TITLE_END].take(docs), plans)
        return Added(pairs, _best_windows(items, size), titles, items, rarities)

    def _titles(self, places: Sequence[_Places], ends: Array, plans: Sequence[WordPlan]) -> Array:
        """What the titles give that end at these positions: for all words, and for each run."""
        held = [_before(each, ends) for each in places]
        worth = [plan.rarity for plan in plans]
        given = np.zeros((len(ends), 1 + len(self.runs)), np.float32)
        least = np.minimum.reduce([_best(each, len(ends)) for each in held])
        given[:, 0] = np.float32(IN_TITLE * sum(worth)) * least
        for number, run in enumerate(self.runs, start=1):
            rarity = sum(worth[word] for word in dict.fromkeys(run))
            row = _best(_in_a_row([held[word] for word in run]), len(ends))
            given[:, number] = np.float32(TITLE_RUN * rarity) * row
        return given


def rescorer(spelling: Spelling, runs: Sequence[Run]) -> Rescorer | None:
    """What scores by the words of some runs; None where there is nothing to add: fewer than two words."""
    words = tuple(dict.fromkeys(word for run in runs for word in run))
    if len(words) < 2:
        return None
    numbers = {word: number for number, word in enumerate(words)}
    pairs = dict.fromkeys((numbers[one], numbers[other]) for run in runs for one, other in pairwise(run))
    several = tuple(tuple(numbers[word] for word in run) for run in dict.fromkeys(runs) if len(run) > 1)
    return Rescorer(spelling, words, tuple(pairs), several)


def _places(view: View, number: int, plan: WordPlan, docs: Array) -> _Places:
    """Every place of a word, in whatever accepted spelling."""
    field = view.segment.fields[TEXT]
    found, weights = [np.zeros(0, np.int64)], [np.zeros(0, np.float32)]
    for tier in plan.tiers:
        for term in tier.text[number]:
            stretches = field.stretches(term, docs)
            if not stretches.counts.any():  # few spellings of a word stand in the best articles
                continue
            owners, positions = stretches.all()
            found.append((owners << _SHIFT) + positions)
            weights.append(np.full(len(owners), tier.weight, np.float32))
    at = np.concatenate(found)
    if len(found) == 2:
        return _Places(at, np.concatenate(weights))
    order = at.argsort(kind="stable")
    return _Places(at.take(order), np.concatenate(weights).take(order))


def _beside(one: _Places, other: _Places) -> _Beside:
    """The places of one word right before another."""
    if not len(one.at) or not len(other.at):
        return _Beside(one.at[:0], one.weights[:0])
    wanted = one.at + 1
    at = np.minimum(other.at.searchsorted(wanted), len(other.at) - 1)
    held = np.flatnonzero(other.at.take(at) == wanted)
    weights = np.minimum(one.weights.take(held), other.weights.take(at.take(held)))
    return _Beside(one.at.take(held), weights)


def _before(places: _Places, ends: Array) -> _Places:
    """The places before some position of each article."""
    held = np.flatnonzero((places.at & _POSITIONS) < ends.take(places.at >> _SHIFT))
    return _Places(places.at.take(held), places.weights.take(held))


def _in_a_row(words: Sequence[_Places]) -> _Places:
    """The places of the first word from which the others follow, each right behind the one before it."""
    at, weights = words[0]
    for step, word in enumerate(words[1:], start=1):
        if not len(at) or not len(word.at):
            return _Places(at[:0], weights[:0])
        beside = np.minimum(word.at.searchsorted(at + step), len(word.at) - 1)
        held = np.flatnonzero(word.at.take(beside) == at + step)
        weights = np.minimum(weights.take(held), word.weights.take(beside.take(held)))
        at = at.take(held)
    return _Places(at, weights)


def _best(places: _Places, size: int) -> Array:
    """What the best place of each article weighs; 0 where there is none."""
    best = np.zeros(size, np.float32)
    np.maximum.at(best, places.at >> _SHIFT, places.weights)
    return best


def _weighed(found: _Beside, size: int, normals: Array) -> Array:
    """The best of: a weight times the saturation of the places that weigh at least as much."""
    best = np.zeros(size, np.float32)
    owners = found.at >> _SHIFT
    for weight in np.unique(found.weights).tolist():
        tf = np.bincount(owners[found.weights >= np.float32(weight)], minlength=size)
        np.maximum(best, np.float32(weight) * saturation(tf, normals), out=best)
    return best


def _best_windows(items: Sequence[tuple[Array, Array]], size: int) -> Array:
    """Of each article the best sum over the things in one window; each counts once, as its best place there.

    A window begins at every half of its width.
    """
    halves = _halves(items)
    windows = np.zeros((size, halves), np.float32)
    for at, values in items:
        windows += _by_window(at, values, size, halves)
    found: Array = windows.max(axis=1)
    return found


def _halves(items: Sequence[tuple[Array, Array]]) -> int:
    """How many windows the longest article has."""
    return max((int((at & _POSITIONS).max()) for at, _ in items if len(at)), default=0) // _HALF + 1


def _by_window(at: Array, values: Array, size: int, halves: int) -> Array:
    """The best place of one thing in every window, a row an article."""
    best = np.zeros(size * halves, np.float32)
    np.maximum.at(best, (at >> _SHIFT) * halves + (at & _POSITIONS) // _HALF, values)
    wide = best.reshape(size, halves)
    wide[:, :-1] = np.maximum(wide[:, :-1], wide[:, 1:].copy())
    return wide
