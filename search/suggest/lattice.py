"""The likeliest ways through columns of words (Viterbi 1967; several of them: Schwartz and Chow 1990)."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from search.suggest.model import Language

    Array = np.ndarray[Any, Any]


class Column(NamedTuple):
    """Words of which one stands here, and what speaks for each beside the language (a logarithm)."""

    words: tuple[str, ...]
    weights: tuple[float, ...]


class Path(NamedTuple):
    """A way: of each column the number of its word; and its logarithm of probability."""

    choices: tuple[int, ...]
    score: float


def best_paths(columns: Sequence[Column], language: Language, most: int) -> list[Path]:
    """The `most` likeliest ways, best first; columns must not be empty."""
    if not columns:
        return []
    scores, steps = _walked(columns, language, most)
    return _paths(scores, steps, np.argsort(-scores.ravel(), kind="stable")[:most].tolist())


def best_paths_to(columns: Sequence[Column], language: Language, most: int) -> list[list[Path]]:
    """For each word of the last column the `most` likeliest ways that end in it, best first."""
    scores, steps = _walked(columns, language, most)
    return [_paths(scores, steps, range(most * at, most * (at + 1))) for at in range(len(scores))]


def _walked(columns: Sequence[Column], language: Language, most: int) -> tuple[Array, list[Array]]:
    """The scores of the best ways to each word of the last column, best first; and the steps of all ways."""
    first = columns[0]
    scores = np.full((len(first.words), most), -np.inf)
    scores[:, 0] = language.alone(first.words) + np.array(first.weights)
    steps = []
    for before, column in pairwise(columns):
        likely = language.after(before.words, column.words) + np.array(column.weights)
        ways = (scores[:, :, None] + likely[:, None, :]).reshape(-1, len(column.words))
        best = _largest(ways, most)
        scores = np.full((len(column.words), most), -np.inf)
        scores[:, : len(best)] = np.take_along_axis(ways, best, axis=0).T
        steps.append(best.T)
    return scores, steps


def _paths(scores: Array, steps: Sequence[Array], ends: Sequence[int]) -> list[Path]:
    """The ways to some ends, `word * most + rank` of the last column, where there are any."""
    most, found = scores.shape[1], scores.ravel().tolist()
    return [Path(_traced(steps, end, most), found[end]) for end in ends if found[end] > -math.inf]


def _largest(ways: Array, most: int) -> Array:
    """The rows of the `most` largest numbers of each column, the first of equal ones first."""
    if most == 1:  # what is mistyped is looked for so: nothing needs sorting
        best: Array = ways.argmax(axis=0)[None]
        return best
    return np.argsort(-ways, axis=0, kind="stable")[:most]


def _traced(steps: Sequence[Array], end: int, most: int) -> tuple[int, ...]:
    """The choices that led to an end, `word * most + rank` of the last column."""
    choices = []
    for best in reversed(steps):
        word, rank = divmod(end, most)
        choices.append(word)
        end = int(best[word, rank])
    choices.append(end // most)
    return tuple(reversed(choices))
