"""The ranking formula, the same in every engine: plain functions over NumPy arrays.

BM25 in Lucene's form, without the constant factor (k1 + 1):

    score = ln(1 + (N - n + 0.5) / (n + 0.5))
            * sum over fields of weight * tf / (tf + k1 * (1 - b + b * length / average))

`n` counts the articles that hold any accepted form of the word: the statistics of the union.
Per word the best of its tiers counts, not their sum; ties go newer first, then by id.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

K1 = 1.2
B = 0.75

EXACT = 1.0
COMPATIBLE = 0.7
BARE = 0.3
"""Tiers: the word as typed; one that adds marks to what was typed; the word written without marks."""

PAIR = 0.6
"""What an adjacent pair that forms a compound adds, relative to a word of the same rarity."""


def idf(articles: int, holding: int) -> float:
    """Inverse document frequency: above 0 even for a word that every article holds."""
    return math.log(1 + (articles - holding + 0.5) / (holding + 0.5))


def saturation(tf: NDArray[np.float32], length: NDArray[np.float32], average: float) -> NDArray[np.float32]:
    """The term-frequency part of BM25, 0..1, for arrays of equal shape; `length` and `average` in tokens."""
    normal = K1 * (1 - B + B * length / max(average, 1.0))
    return (tf / (tf + normal)).astype(tf.dtype, copy=False)
