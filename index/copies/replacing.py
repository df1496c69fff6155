"""Whether what is taken for a new version of an article is another article: told from two signatures."""

from __future__ import annotations

import numpy as np

from index.copies.signing import SKETCH, unpacked

LEAST_SHARED = 0.1
"""The share of the shorter text's runs of five words that versions of one article have in common."""

_ENOUGH = 5
"""Runs of the shorter text that can be looked for: of fewer, none may be found by chance."""


def is_other(before: bytes, after: bytes) -> bool:
    """Whether two signed texts have almost nothing in common; False where that cannot be told.

    The sketches hold the smallest shingles: up to the smaller of both ends, they are all that there is of
    either text. An excerpt is found whole in what it is from, so the shorter counts.
    """
    first, second = unpacked(before), unpacked(after)
    if first is None or second is None:
        return False
    ends = [one.sketch[-1] for one in (first, second) if len(one.sketch) == SKETCH]
    ours, others = (one.sketch[one.sketch <= min(ends)] if ends else one.sketch for one in (first, second))
    shorter = min(len(ours), len(others))
    shared = len(np.intersect1d(ours, others, assume_unique=True))
    return shorter >= _ENOUGH and shared < LEAST_SHARED * shorter
