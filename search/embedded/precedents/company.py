"""What stands near occurrences: words, and known pairs of them, by count or by a measure; runs: `runs`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from search.embedded.precedents import beside
from search.embedded.precedents.counted import Facts
from search.embedded.precedents.tallying import Found, Ranking, living, tallied
from search.model import Unit
from search.pairs import JOINER, known_pairs
from search.zones import PAIRS

if TYPE_CHECKING:
    from search.embedded.container import Array
    from search.embedded.precedents.occurrences import Everywhere
    from search.embedded.snapshot import Snapshot
    from search.model import Collocate, Measure


def collocates(
    everywhere: Everywhere, unit: Unit, measure: Measure, sides: tuple[int, int], most: int
) -> tuple[int, tuple[Collocate, ...]]:
    """How many things stand within so many syllables to the left and right, and the foremost of them."""
    if not len(everywhere):
        return 0, ()
    before, behind = _windows(everywhere, *sides)
    articles = Facts(everywhere).articles
    lexicon = everywhere.snapshot.lexicon
    if unit is Unit.SYLLABLE:
        tally = tallied(_words(np.concatenate([before, behind], axis=1), articles))
        totals = lexicon.totals.take(tally.what)
        ranking = Ranking.of(everywhere, tally.looked, measure)
        return len(tally.what), ranking.told(tally, totals, most, lambda word: lexicon.keys[word - 1])
    known = known_pairs()
    tally = tallied(_pairs(everywhere, before, behind, articles))
    names = [known.name_of(code) for code in tally.what.tolist()]
    totals = np.array([pair_total(everywhere.snapshot, name) for name in names], np.int64)
    ranking = Ranking.of(everywhere, tally.looked, measure)
    told = ranking.told(tally, totals, most, lambda code: known.name_of(code).replace(JOINER, " "))
    return len(tally.what), told


def _windows(everywhere: Everywhere, left: int, right: int) -> tuple[Array, Array]:
    before = [beside.before(everywhere, part, left) for part in everywhere.parts]
    behind = [beside.behind(everywhere, part, right) for part in everywhere.parts]
    return np.concatenate(before), np.concatenate(behind)


def _words(words: Array, articles: Array) -> Found:
    held = words > 0
    return Found(words[held], np.repeat(articles, held.sum(axis=1)), int(held.sum()))


def _pairs(everywhere: Everywhere, before: Array, behind: Array, articles: Array) -> Found:
    """The known pairs among the words of each side."""
    syllables, known = everywhere.snapshot.lexicon.syllables, known_pairs()
    left = np.concatenate([before[:, 1:], behind[:, :-1]], axis=1)
    right = np.concatenate([before[:, :-1], behind[:, 1:]], axis=1)
    there = (left > 0) & (right > 0)
    codes = known.codes(syllables.take(left), syllables.take(right))
    held = there & known.hold(codes)
    return Found(codes[held], np.repeat(articles, held.sum(axis=1)), int(there.sum()))


def pair_total(snapshot: Snapshot, name: str) -> int:
    """How often a known pair stands in the texts of all living articles."""
    total = 0
    for segment, term in zip(snapshot.segments, snapshot.terms(PAIRS, name), strict=True):
        if term is not None:
            docs, often = segment.fields[PAIRS].entries(term)
            total += int(living(segment, docs, often).sum())
    return total
