"""Masks, in every range of sizes and densities that is treated in a way of its own."""

import numpy as np
import pytest

from search.embedded.sets import only, united, where


@pytest.mark.parametrize("size", [0, 1, 4095, 4097, 65_535, 65_537, 200_003])
@pytest.mark.parametrize("share", [0, 0.001, 0.03, 0.06, 0.0999, 0.2, 1])
def test_where_and_only(size, share):
    """The same as NumPy's own way."""
    held = np.random.default_rng(size).random(size) < share
    numbers = np.arange(size) * 3
    assert np.array_equal(where(held), np.flatnonzero(held))
    assert np.array_equal(only(held, numbers), numbers[held])


@pytest.mark.parametrize("sizes", [(0,), (5,), (0, 3), (1, 900, 20), (70_000, 3, 40_000)])
def test_united(sizes):
    """The same as NumPy's own way, whatever lists have in common."""
    chance = np.random.default_rng(sum(sizes))
    lists = [np.unique(chance.integers(0, 3 * max(sizes) + 1, size)).astype(np.int32) for size in sizes]
    assert np.array_equal(united(lists), np.unique(np.concatenate(lists)))
