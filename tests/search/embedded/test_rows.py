"""A table that is searched in memory first gives what looking at all its rows gives."""

from __future__ import annotations

import random

import pytest
from trial import seed

from search.embedded.language import ranges
from search.embedded.language.ranges import Rows

FOLDS = 5


@pytest.mark.parametrize("held", [1, 2, 3, 8])
def test_rows_are_those_that_begin_so(monkeypatch, held):
    """Tables of any size, rows alike among them, and ranges that may be empty."""
    monkeypatch.setattr(ranges, "_HELD", held)
    chance = random.Random(seed())
    found = 0
    for _ in range(800):
        words = chance.choice((1, 2, 3))
        keys = sorted(
            tuple(chance.randrange(-1, FOLDS) for _ in range(words)) for _ in range(chance.randrange(30))
        )
        head = [[range(fold, fold + 1)] for fold in (chance.randrange(FOLDS) for _ in range(words - 1))]
        first = chance.randrange(FOLDS)
        last = [range(first, chance.randrange(first, FOLDS + 1)) for _ in range(2)]
        rows = [
            row
            for each in last
            for row, key in enumerate(keys)
            if key[:-1] == tuple(one[0].start for one in head) and key[-1] in each
        ]
        told = Rows(len(keys), keys.__getitem__).between([*head, last])
        assert [row for each in told for row in each] == rows
        found += bool(rows)
    assert found > 100
