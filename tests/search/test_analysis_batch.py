"""The batch path gives what the plain path gives."""

import random

import pytest

from search.analysis import analyze
from search.analysis_batch import analyze_batch
from search.text import canonical
from tools.measure.odd_strings import odd_strings
from tools.measure.segmentation import seeds
from tools.synth import make_articles


def check(texts):
    """Every text is analysed as if it were alone."""
    for text, found in zip(texts, analyze_batch(texts), strict=True):
        assert found == analyze(text), text[:200]


def test_articles():
    """The seeds and made articles, in any company."""
    texts = [canonical(text) for text in seeds()]
    texts += [canonical(str(record["text"])) for record in make_articles(40, seed=3)]
    check(texts)
    check(texts[::-1])
    check(texts[:1])


@pytest.mark.parametrize("seed", range(4))
def test_odd_strings(seed):
    """Any Unicode, and many empty texts between."""
    texts = [canonical(text) for text in odd_strings(400, seed, seeds())]
    texts += [""] * 20
    random.Random(seed).shuffle(texts)
    check(texts)


def test_numbers_at_the_borders():
    """Grouped numbers at the ends of texts and beside letters."""
    check([])
    check(["", "", " "])
    check(
        [
            "1,2",
            "3.4",
            "1.2.3a",
            "QH15.3 1.000,5",
            "a.1.b",
            "1.",
            ".2",
            "1..2",
            "٣.٤",
            "²,³",
            "x1,2y",
            "1,2\n3,4",
        ]
    )
    check(["cao 1,2m"])


@pytest.mark.parametrize("seed", range(4))
def test_numbers_among_signs(seed):
    """Digits of several scripts, letters, points and commas in any order."""
    made = random.Random(seed)
    for _ in range(200):
        check(["".join(made.choices("12a.,., ٣²b\nA-", k=made.randrange(25))) for _ in range(8)])
