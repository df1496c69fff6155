"""The ranking formula, the same in every engine: plain functions over NumPy arrays.

BM25 in Lucene's form, without the constant factor (k1 + 1), over the two streams of `search.zones`:

    word       idf * max over tiers of weight * (saturation in the text + HEAD_WEIGHT * that in the head)
    phrase     idf * words * saturation in the text, tf being its occurrences; nearness likewise
    canonical  idf * tf / (tf + k1)
    pair       PAIR * idf * tf / (tf + k1), for two neighbouring words of an And that stand side by side as a
               known pair

    idf        ln(1 + (N - n + 0.5) / (n + 0.5))
    saturation tf / (tf + k1 * (1 - b + b * length / average))

`n` counts the articles that hold any accepted form of the word: the statistics of the union; `N` all articles
of the index, those deleted but not yet merged away included. `tf` is that of the union too, up to `MOST_TF`.
`length` is that of the stream in tokens as Lucene's one-byte code keeps it, `average` the exact mean over
the articles in which the stream is not empty. An And or Or is the sum of its parts, a Best the maximum of
weight times reading, Everything 1. Scores that agree to `DIGITS` decimals are ties: newer first, then by id.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

K1 = 1.2
B = 0.75

HEAD_WEIGHT = 1.5
"""What a word in the head counts beside the same word in the text."""

EXACT = 1.0
COMPATIBLE = 0.7
BARE = 0.3
"""Tiers: the word as typed; one that adds marks to what was typed; the word written without marks."""

PAIR = 0.6
"""What an adjacent pair adds, relative to a word of the same rarity."""

MOST_TF = 255
"""Further occurrences in one article count nothing: the score is within 2 % of 1 by then."""

DIGITS = 5
"""Decimals of a score that rank: sums in another order differ in later ones."""


def idf(articles: int, holding: int) -> float:
    """Inverse document frequency: above 0 even for a word that every article holds."""
    return math.log(1 + (articles - holding + 0.5) / (holding + 0.5))


def normal(length: NDArray[Any], average: float) -> NDArray[np.float32]:
    """What tf is weighed against: `k1 * (1 - b + b * length / average)`, float32, for lengths in tokens."""
    scaled = K1 * (1 - B + B * length.astype(np.float64) / max(average, 1.0))
    return scaled.astype(np.float32)


def saturation(tf: NDArray[Any], normals: NDArray[np.float32]) -> NDArray[np.float32]:
    """The term-frequency part of BM25, 0..1, for arrays of equal shape; see `normal`."""
    capped: NDArray[np.float32] = np.minimum(tf, MOST_TF).astype(np.float32)
    return capped / (capped + normals)


def _decoded(code: int) -> int:
    """Lucene's `SmallFloat.byte4ToInt`: exact below 40, then four significant bits."""
    if code < 24:
        return code
    mantissa, shift = (code - 24) & 7, ((code - 24) >> 3) - 1
    return 24 + (mantissa if shift < 0 else (mantissa | 8) << shift)


LENGTHS = np.array([_decoded(code) for code in range(256)], np.int64)
"""The lengths that the 256 codes stand for, ascending."""


def length_codes(lengths: NDArray[Any]) -> NDArray[np.uint8]:
    """The code of each length: of the greatest coded length that is not above it."""
    return (np.searchsorted(LENGTHS, lengths, side="right") - 1).astype(np.uint8)
