"""Runs that two texts share, against looking at every pair of places."""

import random

import numpy as np
import pytest

from search.embedded.alike.shared import LEAST, Known, Run, chosen, covered

CHANCE = 20_260


def every_run(first, second):
    """All longest runs of at least `LEAST` words, place by place."""
    found = set()
    for i, word in enumerate(first):
        for j in range(len(second)):
            if i and j and first[i - 1] == second[j - 1] > 0:
                continue  # it began before
            length = 0
            while (
                i + length < len(first)
                and j + length < len(second)
                and first[i + length] == second[j + length] > 0
            ):
                length += 1
            if word > 0 and length >= LEAST:
                found.add((i, j, length))
    return found


def runs_of(first, second):
    """The runs as arrays, and as a set."""
    found = Known(np.array(first, np.int64)).shared(np.array(second, np.int32))
    return found, set(zip(*(column.tolist() for column in found), strict=True))


@pytest.mark.parametrize("words", [3, 8, 40])
def test_all_longest_runs_are_found(words):
    """Whatever the texts are, as long as no three words come again more than four times in the first."""
    chance = random.Random(CHANCE + words)
    compared = 0
    for _ in range(200):
        first = [chance.randint(1, words) for _ in range(chance.randint(0, 20))]
        second = [chance.randint(0, words) for _ in range(chance.randint(0, 60))]
        if chance.random() < 0.5 and first:
            at = chance.randrange(len(first))
            second[5:5] = first[at : at + 7]
        grams = [tuple(first[at : at + LEAST]) for at in range(len(first) - LEAST + 1)]
        if grams and max(map(grams.count, grams)) > 4:
            continue
        _, found = runs_of(first, second)
        assert found == every_run(first, second)
        compared += bool(found)
    assert compared > 20


def test_what_a_text_repeats_without_end_costs_little():
    """One word a thousand times: some of its places are told, not a million pairs."""
    found, _ = runs_of([1] * 1_000, [1] * 1_000)
    assert 0 < len(found.firsts) <= 4 * 1_000
    assert int(found.lengths.max()) >= LEAST


def test_what_is_covered_counts_once():
    """Runs of one owner that overlap in the first text count what they cover, each owner by itself."""
    chance = random.Random(CHANCE)
    for _ in range(100):
        first = [chance.randint(1, 6) for _ in range(12)]
        second = [chance.randint(0, 6) for _ in range(60)]
        found, _ = runs_of(first, second)
        weights = np.array([chance.random() for _ in first])
        owners = found.seconds // 20
        expected = [0.0] * 3
        for owner in range(3):
            held = {
                at
                for i, length, own in zip(found.firsts, found.lengths, owners, strict=True)
                if own == owner
                for at in range(i, i + length)
            }
            expected[owner] = sum(weights[at] for at in held)
        assert covered(found, owners, weights, 3) == pytest.approx(expected)


def test_chosen_runs_share_no_word():
    """No word is in two runs on either side, runs are equal on both, none crosses a break."""
    chance = random.Random(CHANCE)
    marked = 0
    for _ in range(200):
        first = [chance.randint(1, 5) for _ in range(15)]
        second = [chance.randint(-1, 5) for _ in range(30)]
        _, found = runs_of(first, second)
        kept = chosen([Run(*each) for each in found], first, second)
        for side in (0, 1):
            places = [run[side] + step for run in kept for step in range(run.length)]
            assert len(places) == len(set(places))
        for run in kept:
            mine = first[run.first : run.first + run.length]
            assert mine == second[run.second : run.second + run.length]
            assert min(mine) > 0
        marked += len(kept)
    assert marked > 100


def test_one_other_word_is_bridged():
    """Two words between changed ones belong to the runs beside them, alone they are no run."""
    first = [1, 2, 3, 4, 5, 6, 7, 8, 9]
    second = [1, 2, 3, 90, 5, 91, 7, 8, 9]
    _, found = runs_of(first, second)
    assert found == {(0, 0, 3), (6, 6, 3)}
    assert chosen([Run(*each) for each in found], first, second) == [
        Run(0, 0, 3),
        Run(4, 4, 1),
        Run(6, 6, 3),
    ]
    assert chosen([], [4, 5, 6], [4, 5, 7]) == []
