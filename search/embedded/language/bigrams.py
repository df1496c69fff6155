"""Which words stand side by side, and how often: what the model of the language counts.

pairs.codes   left word * words + right word, ascending
pairs.count   how often in the articles read
left.total    of each word, how often another stands right of it in its sentence
left.lost     of these, those of pairs that are not kept
left.kinds    how many different pairs are kept
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from search.embedded.container import fitted

if TYPE_CHECKING:
    from search.embedded.container import Array, ArrayWriter

MOST = 1_500_000
"""Pairs that are kept, the most frequent ones."""


def write_bigrams(writer: ArrayWriter, tokens: Array, beside: Array, words: int, least: int) -> None:
    """Count and write the pairs seen at least `least` times; `tokens` are words, -1 for what is none."""
    at = np.flatnonzero(beside & (tokens[:-1] >= 0))
    left, right = tokens.take(at).astype(np.int64), tokens.take(at + 1)
    total = np.bincount(left, minlength=words)
    codes = (left * words + right)[right >= 0]
    codes.sort()
    codes, counts = _counted(codes)
    kept = np.flatnonzero(counts >= _threshold(counts, least))
    codes, counts = codes.take(kept), counts.take(kept)
    lefts = codes // max(1, words)
    held = np.bincount(lefts, counts, words).astype(np.int64)
    writer.add("pairs.codes", codes.astype(np.uint64))
    writer.add("pairs.count", fitted(counts))
    writer.add("left.total", fitted(total))
    writer.add("left.lost", fitted(total - held))
    writer.add("left.kinds", fitted(np.bincount(lefts, minlength=words)))


def _counted(codes: Array) -> tuple[Array, Array]:
    """Distinct numbers of a sorted array, and how often each stands in it."""
    begins = np.flatnonzero(np.diff(codes, prepend=-1))
    return codes.take(begins), np.diff(begins, append=len(codes))


def _threshold(counts: Array, least: int) -> int:
    """How often a pair must be seen so that not too many are kept."""
    while np.count_nonzero(counts >= least) > MOST:
        least += 1
    return least
