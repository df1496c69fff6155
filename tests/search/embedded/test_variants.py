"""All wordings, some at a time: as many, and in the order, as in one answer."""

import random

import pytest
from engines import build, engine_at
from worded import some_asked, some_worded

from search.embedded.precedents import variants
from search.model import Alike

ALL = 1 << 20


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("at_once", [1, 2, 7])
def test_wordings_some_at_a_time(seed, at_once, tmp_path, monkeypatch):
    """However few are told together: ties of the last of them come along, and none comes twice."""
    chance = random.Random(seed)
    told = build(engine_at("embedded", tmp_path), some_worded(chance, 40)).precedents()
    monkeypatch.setattr(variants, "AT_ONCE", at_once)
    queries = [some_asked(chance) for _ in range(10)]
    counted = [told.variants(query, Alike(), 0, ALL) for query in queries]
    assert max(len(each.variants) for each in counted) > 3 * at_once
    for query, each in zip(queries, counted, strict=True):
        assert tuple(told.every_variant(query, Alike())) == each.variants, repr(query)
