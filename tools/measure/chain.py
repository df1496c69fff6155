"""The whole analysis against what one would write with pyvi: tokenise, then fold what it gives."""

from __future__ import annotations

from typing import TYPE_CHECKING

from search.analysis import analyze
from search.analysis_batch import analyze_batch
from search.text import canonical, folded, lower
from tools.measure.figures import Figure
from tools.measure.segmentation import SPEED_ARTICLES, WARMING, articles, best, pyvi_tokenize

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

ROUNDS = 4


def measure_chain(private: Path | None) -> list[Figure]:
    """Keys, folds, compounds, canonical terms and offsets: how many times as fast as pyvi and folding."""
    corpus = [canonical(text) for text in articles(private, "party_subset", WARMING + SPEED_ARTICLES)]
    sample = corpus[WARMING:]
    peer = best(lambda: _pyvi_then_fold(sample), 1)
    analyze_batch(corpus)
    single = batch = float("inf")
    for _ in range(ROUNDS):
        peer = min(peer, best(lambda: _pyvi_then_fold(sample), 1))
        single = min(single, best(lambda: [analyze(text) for text in sample], 1))
        batch = min(batch, best(lambda: analyze_batch(sample), 1))
    size = sum(map(len, sample)) / 1e6
    return [
        Figure("whole chain, one by one", round(peer / single, 1), "times pyvi and folding"),
        Figure("whole chain, in batches", round(peer / batch, 1), "times pyvi and folding"),
        Figure("whole chain, rate", round(size / batch, 2), "M characters/s"),
    ]


def _pyvi_then_fold(texts: Sequence[str]) -> list[list[tuple[str, str]]]:
    """Accented and folded words, as a plain use of pyvi gives them."""
    tokenize = pyvi_tokenize()
    return [[(lower(each), folded(each)) for each in tokenize(text).split(" ")] for text in texts]
