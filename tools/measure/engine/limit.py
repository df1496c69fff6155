"""What memory alone would cost: the fewest bytes that a question must read, at the speed of reading them."""

from __future__ import annotations

import time
from statistics import median
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tools.measure.engine.shapes import Question

POSTING = 5
"""Bytes: a document number of four and a frequency of one."""
FREQUENT = 8
"""A word in more than one of so many articles is a column of one byte an article."""
CACHED, LARGE = 16_000_000, 256_000_000
"""Bytes: an index of up to 100,000 articles is read from the processor's cache, larger ones from memory."""
ROUNDS = 7


def bandwidth(articles: int) -> float:
    """Bytes a millisecond of one thread, over as much as an index of this size lets it read."""
    data = np.ones((CACHED if articles <= 100_000 else LARGE) // 8, np.int64)
    took = []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        data.sum()
        took.append(time.perf_counter() - started)
    return data.nbytes / min(took) / 1000


def least_bytes(question: Question, total: int, found: Mapping[str, int], articles: int) -> int:
    """The postings of its words once, and five bytes a hit."""
    holding = (found.get(key, 0) for key in _keys(question))
    lists = (articles if each > articles / FREQUENT else POSTING * each for each in holding)
    return sum(lists) + POSTING * total


def times_the_limit(took: Sequence[float], least: Sequence[int], speed: float) -> float:
    """How much slower than the limit a question is, the middle one."""
    return median(each * speed / size for each, size in zip(took, least, strict=False) if size)


def _keys(question: Question) -> set[str]:
    if question.keys:
        return {key for each in question.keys for key in each}
    return set(question.words)
