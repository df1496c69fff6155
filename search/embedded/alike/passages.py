"""The passage of an article that is worded most like a text: one sentence, or some that follow each other."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from search.embedded.alike.shared import Run, chosen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from search.embedded.alike.pasted import Pasted
    from search.embedded.container import Array

GAIN = 0.04
"""A sentence joins the passage beside it if it adds so much of what the text weighs ..."""

OWN = 0.5
"""... or if so much of its own words is shared."""

APART = 2
"""Sentences of a passage follow each other, or one other stands between them."""

LOOSE = 0.1
"""What a word counts that is there in a run or not: of two passages with the same runs more words win."""

BREAK = -1
"""What stands in the empty slots between sentences."""


class Best(NamedTuple):
    """A passage: its first and its last place among the words looked at, its runs, what they weigh."""

    first: int
    last: int
    runs: list[Run]
    weight: float


def best(pasted: Pasted, words: Array) -> Best | None:
    """The passage of `words` with the most of a text; None where no run is shared."""
    runs, weights, numbers = pasted.known.shared(words), pasted.weights, pasted.numbers
    if not len(runs.firsts):
        return None
    sentences = np.cumsum(np.diff((words == BREAK).astype(np.int8), prepend=1) == -1)
    by_sentence: dict[int, list[Run]] = defaultdict(list)
    columns = (sentences.take(runs.seconds), runs.firsts, runs.seconds, runs.lengths)
    for sentence, *run in zip(*(column.tolist() for column in columns), strict=True):
        by_sentence[sentence].append(Run(*run))
    low, high = _grown(by_sentence, weights, np.bincount(sentences[words != BREAK]))
    within = [run for sentence in by_sentence if low <= sentence <= high for run in by_sentence[sentence]]
    places = np.flatnonzero((sentences >= low) & (sentences <= high) & (words != BREAK))
    first, last = int(places[0]), int(places[-1])
    moved = [Run(run.first, run.second - first, run.length) for run in within]
    kept = chosen(moved, numbers.tolist(), words[first : last + 1].tolist())
    covered = _mask(kept, len(numbers))
    found = [Run(run.first, run.second + first, run.length) for run in kept]
    there = np.isin(numbers, words[first : last + 1])
    return Best(first, last, found, float(weights[covered].sum() + LOOSE * weights[there].sum()))


def _grown(by_sentence: dict[int, list[Run]], weights: Array, lengths: Array) -> tuple[int, int]:
    """The first and the last sentence of the passage, grown from the sentence that has the most."""
    masks = {sentence: _mask(runs, len(weights)) for sentence, runs in by_sentence.items()}
    start = max(masks, key=lambda sentence: (float(weights[masks[sentence]].sum()), -sentence))
    held = masks[start].copy()
    edges = [start, start]
    enough = GAIN * float(weights.sum())
    for side, order in ((0, sorted(masks, reverse=True)), (1, sorted(masks))):
        for sentence in order:
            away = abs(sentence - edges[side])
            if (sentence - start) * (1 if side else -1) <= 0:
                continue
            if away > APART:
                break
            gain = float(weights[masks[sentence] & ~held].sum())
            own = _own(by_sentence[sentence]) / int(lengths[sentence])
            if gain >= enough or (own >= OWN and gain > 0):
                edges[side] = sentence
                held |= masks[sentence]
    return edges[0], edges[1]


def _mask(runs: Sequence[Run], size: int) -> Array:
    held = np.zeros(size, bool)
    for run in runs:
        held[run.first : run.first + run.length] = True
    return held


def _own(runs: Sequence[Run]) -> int:
    """How many words of a sentence are in runs."""
    return len({at for run in runs for at in range(run.second, run.second + run.length)})
