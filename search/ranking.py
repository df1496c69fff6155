"""The ranking formula, the same in every engine: plain functions over NumPy arrays.

The first phase is BM25 in Lucene's form, without the constant factor (k1 + 1), over the two streams of
`search.zones`; it scores every article:

    word       idf * max over tiers of weight * (saturation in the text + HEAD_WEIGHT * that in the head)
    phrase     idf * words * saturation in the text, tf being its occurrences; nearness likewise
    canonical  idf * tf / (tf + k1)

    idf        ln(1 + (N - n + 0.5) / (n + 0.5))
    saturation tf / (tf + k1 * (1 - b + b * length / average))

A tier counts its own spellings and those of the tiers above it. `n` counts the articles that hold any
accepted form of the word: the statistics of the union; `N` all articles of the index, those deleted but not
yet merged away included. `tf` is that of the union too, up to `MOST_TF`. `length` is that of the stream in
tokens as Lucene's one-byte code keeps it, `average` the exact mean over the articles in which the stream
is not empty. An And, Or or Some is the sum of its parts, a Best the maximum of weight times reading,
Everything 1.

The second phase adds to the `RESCORED` best articles under all filters, by the words that stand loose in the
query or in its plain phrases, if these are two or more; where most of the words are enough, by the query that
asks for most of them (`search.query.sentences`):

    pairs      PAIR * sum over words side by side in the query of idf_R * max over weights of
               weight * saturation of their occurrences side by side in the text that weigh as much
    window     the best sum, over the words and pairs in WINDOW positions of the text, each once, of
               weight * idf of a word and weight * IN_WINDOW * idf_R of a pair
    title      IN_TITLE * the sum of idf over the words, where the title has all of them; and for each run of
               two or more words that the title has in a row, TITLE_RUN * the sum of idf over its words; both
               times the least weight of the places that count, the best of several

`idf_R` counts among the rescored articles, so that no statistics of pairs are needed. A place weighs what
its tier does, a pair what the lesser of its two places does. Windows begin at every half of their width. The
pairs are those of the sequential dependence model (Metzler and Croft 2005), the window is passage evidence
(Callan 1994).

The order `fresh` multiplies the sum of both phases, and that of the first where there is no second, by

    freshness  1 + FRESH * 2 ** (-age / HALF_LIFE)

`age` is in days, between the moment of the article and that of the newest article of the index, so that an
index answers the same on every day; an article without a date has the factor 1. Which articles are rescored
is decided by the first phase times that factor.

Scores that agree to `DIGITS` decimals are ties: newer first, then by id. Articles that were not rescored
come after those that were.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

K1 = 1.2
B = 0.75

HEAD_WEIGHT = 0.5
"""What a word in the head counts beside the same word in the text."""

EXACT = 1.0
COMPATIBLE = 0.7
BARE = 0.3
"""Tiers: the word as typed; one that adds marks to what was typed; the word written without marks."""

OTHER = 0.4
"""A spelling of a word typed without marks that is not the one which its company makes likeliest, where that
one is sure; the less sure it is, the nearer to 1."""

RESCORED = 200
"""Articles that the second phase scores anew."""

PAIR = 0.7
"""What two words side by side count beside a word as rare."""

IN_TITLE = 0.25
"""What all words in the title count beside the words themselves."""

TITLE_RUN = 1.0
"""What a run of the query counts beside its words where the title has it as it was typed."""

MOST_BEGUN = 256
"""Words that all beginnings of words in one query may stand for together (`kết*`). Each gets the same share,
what it needs not goes to the others, what cannot be divided to those that most words begin with, the later
ones first; the most frequent of its words count, then the first by name."""

WINDOW = 100
"""Positions of a window: a long paragraph."""

IN_WINDOW = 0.2
"""What a pair in a window counts beside a word there as rare."""

MOST_TF = 255
"""Further occurrences in one article count nothing: the score is within 2 % of 1 by then."""

FRESH = 1.0
"""What the newest article gains in the order `fresh`: as much again as it scores."""

HALF_LIFE = 365.0
"""Days in which that gain halves."""

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


def freshness(moments: NDArray[Any], newest: int) -> NDArray[np.float32]:
    """What the order `fresh` multiplies scores by, 1..1 + FRESH; moments in minutes, below 0: unknown."""
    ages = (newest - moments.astype(np.float64)) / (24 * 60)
    factors = 1 + FRESH * 2 ** (-np.maximum(ages, 0) / HALF_LIFE)
    return np.where(moments < 0, 1.0, factors).astype(np.float32)


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
