"""Titles, findable from any syllable: their words, and all places in them in the order of what follows.

titles.words   the words of all titles, one after the other
titles.at      where those of each article begin, one more than there are
titles.order   every place in `titles.words`, ordered by the folds of the first words from there on
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from search.embedded.container import fitted
from search.tokenizer_batch import cut_batch
from search.tokens import TYPES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from search.embedded.container import Array, ArrayWriter

ORDERED_BITS = 63


def ordered_words(folds: int) -> int:
    """How many words decide over the order, where there are so many folds."""
    return min(4, ORDERED_BITS // max(1, int(folds + 1).bit_length()))


def cut_titles(titles: Sequence[str], numbers: Mapping[str, int]) -> tuple[Array, Array]:
    """The terms of all titles by number, and where those of each title begin."""
    cut = cut_batch(titles)
    surfaces = cut.surfaces()
    known: dict[str, int] = {}
    for surface in set(surfaces):
        known[surface] = numbers.get(TYPES[surface].key, -1)
    return np.array([known[surface] for surface in surfaces], np.int64), cut.first


def write_titles(writer: ArrayWriter, words: Array, first: Array, fold_of: Array, folds: int) -> None:
    """Write titles whose words are known by number; `fold_of` is the fold of each word."""
    size = len(words)
    ends = np.repeat(first[1:], np.diff(first))
    width = int(folds + 1).bit_length()
    packed = np.zeros(size, np.int64)
    places = np.arange(size)
    for shift in range(ordered_words(folds)):
        at = places + shift
        inside = at < ends
        following = np.where(inside, fold_of.take(words.take(np.minimum(at, max(0, size - 1)))) + 1, 0)
        packed = (packed << width) | following
    writer.add("titles.words", fitted(words))
    writer.add("titles.at", fitted(first))
    writer.add("titles.order", fitted(np.argsort(packed, kind="stable")))
