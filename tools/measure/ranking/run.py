"""`tratin quality ranking`: judged questions through the whole product beside BM25; how sure the gain is."""

from __future__ import annotations

import random
from pathlib import Path
from statistics import fmean
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from tools.measure.figures import Figure
from tools.measure.ranking.baselines import Bm25, Bm25s, Tokens, has_bm25s
from tools.measure.ranking.changes import with_one_bare, without_marks
from tools.measure.ranking.judged import asker, index, read_sets
from tools.measure.ranking.news import news_figures
from tools.measure.ranking.slips import slip_figures

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from search.engine import Reader
    from tools.measure.ranking.judged import Judged, Question

    Ask = Callable[[str], list[str]]

TOP = 10
FOLDS = 5
DRAWS = 2_000
"""Samples of the bootstrap."""

_HIT, _RECALL = "hit@1", "recall@10"


class Marks(NamedTuple):
    """What each question of a set got, in order."""

    hit: list[float]
    recall: list[float]


class Measured(NamedTuple):
    """A set, and what every way of asking it got."""

    judged: Judged
    marks: dict[str, Marks]


OURS, PAIRS, BARE, ONE_BARE = "Tra Tin", "BM25 with pairs", "Tra Tin, no marks", "Tra Tin, one mark missing"


def ranking_figures(private: Path, seed: int, share: float = 1.0) -> list[Figure]:
    """All figures: of the judged sets, or every so manieth question of them among all passages; of news."""
    with TemporaryDirectory(prefix="tratin-ranking-") as scratch:
        measured = []
        figures: list[Figure] = []
        for number, judged in enumerate(read_sets(private, share)):
            folder = Path(scratch) / str(number)
            folder.mkdir()
            reader = index(folder, judged.passages)
            measured.append(Measured(judged, _marks(judged, reader, seed)))
            figures += slip_figures(judged, reader, seed)
        (folder := Path(scratch) / "news").mkdir()
        news = news_figures(private, folder, seed, whole=share == 1.0)
    for one in measured:
        figures += _of_set(one)
    return [*figures, *_pooled(measured, seed), *_folds(measured, seed), *news]


def _marks(judged: Judged, reader: Reader, seed: int) -> dict[str, Marks]:
    chance = random.Random(seed)  # noqa: S311 - a reproducible sample
    questions = judged.questions
    keys, folds = Tokens(judged.passages, folded=False), Tokens(judged.passages, folded=True)
    bare = [without_marks(each.query, chance) for each in questions]
    one_bare = [with_one_bare(each.query, chance) for each in questions]
    typed = [each.query for each in questions]
    ask = asker(reader, TOP)
    found = {
        OURS: _of(questions, typed, ask),
        BARE: _of(questions, bare, ask),
        ONE_BARE: _of(questions, one_bare, ask),
        "BM25": _of(questions, typed, _best(Bm25(keys, pairs=False))),
        PAIRS: _of(questions, typed, _best(Bm25(keys, pairs=True))),
        "BM25, no marks": _of(questions, bare, _best(Bm25(folds, pairs=False))),
        "BM25 with pairs, no marks": _of(questions, bare, _best(Bm25(folds, pairs=True))),
    }
    if has_bm25s():
        found["bm25s"] = _of(questions, typed, _best(Bm25s(keys)))
    return found


def _best(ranked: Bm25 | Bm25s) -> Ask:
    return lambda text: ranked.best(text, TOP)


def _of(questions: Sequence[Question], texts: Sequence[str], ask: Ask) -> Marks:
    """What each question got that was asked in this writing."""
    answers = [ask(text) for text in texts]
    return Marks(
        [float(bool(ids) and ids[0] in each.rel) for each, ids in zip(questions, answers, strict=True)],
        [
            len(each.rel.intersection(ids)) / len(each.rel)
            for each, ids in zip(questions, answers, strict=True)
        ],
    )


def _of_set(measured: Measured) -> Iterator[Figure]:
    name = measured.judged.name
    for way, marks in measured.marks.items():
        yield Figure(f"{name}: {way}, {_HIT}", round(fmean(marks.hit), 4), "of questions")
        yield Figure(f"{name}: {way}, {_RECALL}", round(fmean(marks.recall), 4), "of answers")


def _pooled(measured: Sequence[Measured], seed: int) -> Iterator[Figure]:
    """Over all questions: what marks left out cost, and the gain over BM25 with pairs with its interval."""
    whole = {way: [mark for one in measured for mark in one.marks[way].hit] for way in measured[0].marks}
    ours = fmean(whole[OURS])
    yield Figure("pooled: loss without marks", round(ours - fmean(whole[BARE]), 4), _HIT)
    yield Figure("pooled: loss with one mark missing", round(ours - fmean(whole[ONE_BARE]), 4), _HIT)
    low, high = interval(whole[OURS], whole[PAIRS], seed)
    yield Figure("pooled: gain over BM25 with pairs", round(ours - fmean(whole[PAIRS]), 4), _HIT)
    yield Figure("pooled: gain over BM25 with pairs, 95 % from", round(low, 4), _HIT)
    yield Figure("pooled: gain over BM25 with pairs, 95 % to", round(high, 4), _HIT)


def interval(ours: Sequence[float], theirs: Sequence[float], seed: int) -> tuple[float, float]:
    """The middle 95 % of the mean difference, by a paired bootstrap (Efron 1979)."""
    differences = np.array(ours) - np.array(theirs)
    chance = np.random.default_rng(seed)
    means = [differences[chance.integers(0, len(differences), len(differences))].mean() for _ in range(DRAWS)]
    low, high = np.quantile(means, [0.025, 0.975])
    return float(low), float(high)


def _folds(measured: Sequence[Measured], seed: int) -> Iterator[Figure]:
    """The gain in each of five parts of all questions: constants are the same in all of them."""
    gains = [
        mine - other
        for one in measured
        for mine, other in zip(one.marks[OURS].hit, one.marks[PAIRS].hit, strict=True)
    ]
    order = random.Random(seed).sample(  # noqa: S311
        range(len(gains)), len(gains)
    )
    means = [fmean(gains[at] for at in order[part::FOLDS]) for part in range(FOLDS)]
    yield Figure("five parts: least gain over BM25 with pairs", round(min(means), 4), _HIT)
    yield Figure("five parts: greatest gain over BM25 with pairs", round(max(means), 4), _HIT)
