"""The oracle itself, where it could be wrong: its searches in positions, beside trying everything."""

import random
from collections import Counter
from itertools import product

import pytest
from making import article
from oracle import occurrences
from oracle.evaluate import coded
from oracle.inversion import invert

from search.model import Gap
from search.ranking import LENGTHS, length_codes


def some_places(chance, words):
    """Positions of so many words in a short text, some of them in common."""
    return [sorted(chance.sample(range(14), chance.randint(1, 5))) for _ in range(words)]


@pytest.mark.parametrize("seed", range(50))
def test_phrases(seed):
    """A phrase begins where some choice of positions keeps every gap."""
    chance = random.Random(seed)
    words = some_places(chance, chance.randint(1, 4))
    gaps = [Gap(least, least + chance.randint(0, 3)) for least in (chance.randint(0, 2) for _ in words[1:])]
    starts = {
        chosen[0]
        for chosen in product(*words)
        if all(
            gap.least <= b - a - 1 <= gap.most for a, b, gap in zip(chosen, chosen[1:], gaps, strict=False)
        )
    }
    assert occurrences.phrase(words, gaps) == sorted(starts)


@pytest.mark.parametrize("seed", range(50))
def test_nearness_in_order(seed):
    """Ordered words begin where some ascending choice of positions is short enough."""
    chance = random.Random(seed)
    words, within = some_places(chance, chance.randint(1, 4)), chance.randint(0, 8)
    starts = {
        chosen[0]
        for chosen in product(*words)
        if sorted(set(chosen)) == list(chosen) and chosen[-1] - chosen[0] <= within
    }
    assert occurrences.near_in_order(words, within) == sorted(starts)


@pytest.mark.parametrize("seed", range(50))
def test_nearness(seed):
    """Each word that is given has a position in the stretch, and a word given twice has two."""
    chance = random.Random(seed)
    words, within = some_places(chance, chance.randint(1, 3)), chance.randint(0, 8)
    times = [chance.choice([1, 1, 2]) for _ in words]
    starts = [
        at
        for at in range(14)
        if any(at in places for places in words)
        and all(
            sum(at <= each <= at + within for each in places) >= n
            for places, n in zip(words, times, strict=True)
        )
    ]
    assert occurrences.near(list(zip(words, times, strict=True)), within) == starts


def test_lengths_are_those_of_the_formula():
    """The oracle's way to code a length gives what the formula's table gives."""
    lengths = [*range(2_000), 65_535, 70_000, 2**31 - 1]
    assert [coded(length) for length in lengths] == LENGTHS[length_codes(lengths)].tolist()


def test_an_article_as_the_zones_say():
    """Positions run on through the blocks, and the head counts a title twice."""
    found = invert(article(body="Chi bộ. Đảng viên", title="Đảng", lead="đảng bộ", chrome="menu"))
    assert dict(found.text) == {"đảng": [0, 11, 35], "bộ": [12, 24], "chi": [23], "viên": [36]}
    assert found.head == Counter({"đảng": 3, "bộ": 1})
    assert found.pairs == Counter(["đảng_bộ", "chi_bộ", "đảng_viên"])


def test_terms_of_an_article():
    """Document numbers and dates are kept in one writing each, abbreviations are not."""
    found = invert(article(title="Chỉ thị 28 -CT/TW", body="UBND nhận Chỉ thị 28-CT/TW ngày 9/11/2021"))
    assert found.terms == Counter({"document:28-CT/TW": 2, "date:2021-11-09": 1})
