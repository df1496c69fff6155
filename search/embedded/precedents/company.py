"""What stands beside occurrences: words, known pairs of them, and runs of words, by count or by a measure."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from search.alphabet import alphabetical
from search.embedded.phrases import Finder
from search.embedded.plan import Spelling
from search.embedded.precedents import beside
from search.embedded.precedents.counted import Facts
from search.embedded.precedents.wording import mixed
from search.keys import fold_of
from search.model import Accents, Collocate, Measure, Phrase, Unit, Word
from search.pairs import JOINER, known_pairs
from search.zones import PAIRS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from search.embedded.container import Array
    from search.embedded.precedents.occurrences import Everywhere
    from search.embedded.segment import Segment
    from search.embedded.snapshot import Snapshot

CANDIDATES = 100
"""Runs of words, the most frequent ones, whose totals are looked up and which a measure then ranks."""


class Found(NamedTuple):
    """What was met beside occurrences: what, and in which article, as arrays; `looked` are the places."""

    what: Array
    articles: Array
    looked: int


class _Tallied(NamedTuple):
    """How often each thing was met: parallel arrays; `looked` are the places that were looked at."""

    what: Array
    lines: Array
    articles: Array
    looked: int

    def only(self, some: Array) -> _Tallied:
        """Some of the things."""
        return _Tallied(self.what[some], self.lines[some], self.articles[some], self.looked)


def collocates(
    everywhere: Everywhere, unit: Unit, measure: Measure, sides: tuple[int, int], most: int
) -> tuple[Collocate, ...]:
    """What stands within so many syllables to the left and right, the foremost first."""
    if not len(everywhere):
        return ()
    before, behind = _windows(everywhere, *sides)
    articles = Facts(everywhere).articles
    lexicon = everywhere.snapshot.lexicon
    if unit is Unit.SYLLABLE:
        tally = _tally(_words(np.concatenate([before, behind], axis=1), articles))
        totals = lexicon.totals.take(tally.what)
        return _ranked(everywhere, tally, totals, measure, most, lambda word: lexicon.keys[word - 1])
    known = known_pairs()
    tally = _tally(_pairs(everywhere, before, behind, articles))
    names = [known.name_of(code) for code in tally.what.tolist()]
    totals = np.array([pair_total(everywhere.snapshot, name) for name in names], np.int64)
    return _ranked(
        everywhere, tally, totals, measure, most, lambda code: known.name_of(code).replace(JOINER, " ")
    )


def runs_beside(
    everywhere: Everywhere, measure: Measure, most: int, *, before: bool, syllables: int
) -> tuple[Collocate, ...]:
    """The runs of so many words right before or behind, the foremost of the most frequent ones first."""
    if not len(everywhere):
        return ()
    side = beside.before if before else beside.behind
    words = np.concatenate([side(everywhere, part, syllables) for part in everywhere.parts])
    whole = np.flatnonzero(words[:, -1])
    words = words[whole, ::-1] if before else words[whole]
    hashes = np.zeros(len(words), np.uint64)
    for column in words.T:
        hashes = mixed(hashes, column.astype(np.uint64))
    tally = _tally(Found(hashes, Facts(everywhere).articles.take(whole), len(words)))
    keys, first = np.unique(hashes, return_index=True)
    least = _at_least(tally.lines, CANDIDATES)
    candidates = np.flatnonzero(tally.lines >= least)
    texts = {int(keys[at]): _text(everywhere, words[first[at]]) for at in candidates.tolist()}
    in_order = sorted(
        candidates.tolist(), key=lambda at: (-int(tally.lines[at]), alphabetical(texts[int(keys[at])]))
    )
    chosen = np.array(in_order[:CANDIDATES], np.int64)
    tally = tally.only(chosen)
    totals = np.array(
        [run_total(everywhere.snapshot, texts[key].split(" ")) for key in tally.what.tolist()], np.int64
    )
    return _ranked(everywhere, tally, totals, measure, most, texts.__getitem__)


def _text(everywhere: Everywhere, words: Array) -> str:
    keys = everywhere.snapshot.lexicon.keys
    return " ".join(keys[word - 1] for word in words.tolist())


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


def _tally(found: Found) -> _Tallied:
    """How often each thing was met, and in how many articles."""
    order = np.lexsort((found.articles, found.what))
    what, articles = found.what[order], found.articles[order]
    is_new = np.append(True, what[1:] != what[:-1])[: len(what)]
    begins = np.flatnonzero(is_new)
    if not len(begins):
        return _Tallied(what, begins, begins, found.looked)
    is_article = is_new | np.append(True, articles[1:] != articles[:-1])
    return _Tallied(
        what[begins],
        np.diff(begins, append=len(what)),
        np.add.reduceat(is_article.astype(np.int64), begins),
        found.looked,
    )


def _ranked(
    everywhere: Everywhere,
    tally: _Tallied,
    totals: Array,
    measure: Measure,
    most: int,
    text_of: Callable[[int], str],
) -> tuple[Collocate, ...]:
    """The foremost things; ties by count, then in the order of the alphabet."""
    size = int(everywhere.snapshot.lexicon.totals.sum())
    likelihood = log_likelihood(tally.lines, tally.looked, totals, size)
    dice = np.where(likelihood > 0, log_dice(tally.lines, len(everywhere), totals), 0.0)
    ranks = {Measure.COUNT: tally.lines, Measure.LOG_LIKELIHOOD: likelihood, Measure.LOG_DICE: dice}[measure]
    near = np.flatnonzero(ranks >= _at_least(ranks, most)).tolist()
    texts = {at: text_of(int(tally.what[at])) for at in near}
    near.sort(key=lambda at: (-ranks[at], -tally.lines[at], alphabetical(texts[at]), texts[at]))
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


def _at_least(ranks: Array, most: int) -> float:
    if most >= len(ranks):
        return -np.inf
    return float(np.partition(ranks, len(ranks) - most)[len(ranks) - most])


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


# ---------------------------------------------------------------- totals


def pair_total(snapshot: Snapshot, name: str) -> int:
    """How often a known pair stands in the texts of all living articles."""
    total = 0
    for segment, term in zip(snapshot.segments, snapshot.terms(PAIRS, name), strict=True):
        if term is not None:
            docs, often = segment.fields[PAIRS].entries(term)
            total += int(_living(segment, docs, often).sum())
    return total


def run_total(snapshot: Snapshot, keys: Sequence[str]) -> int:
    """How often words stand side by side in the texts of all living articles."""
    phrase = Phrase(tuple(Word(key, key, fold_of(key)) for key in keys))
    spelling = Spelling(snapshot, Accents.EXACT)
    total = 0
    for number, view in enumerate(snapshot.views):
        docs, often = Finder(spelling, view, number).phrase(phrase)
        total += int(_living(view.segment, docs, often).sum())
    return total


def _living(segment: Segment, docs: Array, often: Array) -> Array:
    return often if segment.alive is None else often[segment.alive.take(docs)]
