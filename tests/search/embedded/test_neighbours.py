"""Filters of neighbours: no pair is ever lost, few strangers pass, and merging keeps both."""

import numpy as np

from search.embedded.neighbours import Neighbours, bits_at, filters, hash_of, merged_rows, rows_of, unpacked

KEYS = [f"k{number}" for number in range(400)]
HASHES = np.array([hash_of(key) for key in KEYS], np.uint64)


def some(seed, articles, pairs=40):
    """Pairs of keys of some articles, and the filters made of them in batches of different sizes."""
    chance = np.random.default_rng(seed)
    held = [set(map(tuple, chance.integers(0, len(KEYS), (pairs, 2)).tolist())) for _ in range(articles)]
    parts = []
    for first in range(0, articles, 37):
        batch = [(doc, *pair) for doc, mine in enumerate(held[first : first + 37]) for pair in mine]
        docs, left, right = np.array(batch).T
        parts.append(filters(len(held[first : first + 37]), docs, HASHES[left], HASHES[right]))
    return held, Neighbours(rows_of(parts).ravel())


def check(held, neighbours):
    """Every pair passes where it stands, and only a few of a hundred elsewhere."""
    strangers = 0
    wanted = sorted({pair for mine in held for pair in mine})[::50]
    for pair in wanted:
        bits = neighbours.may_hold([(KEYS[pair[0]], KEYS[pair[1]])])
        truth = np.array([pair in mine for mine in held])
        found = unpacked(bits, len(held))
        assert found[truth].all()
        assert np.array_equal(bits_at(bits, np.arange(len(held))), found)
        strangers += int((found & ~truth).sum())
    assert strangers < 0.1 * len(wanted) * len(held)  # 40 of 768 bits are set: one of twenty


def test_no_pair_is_lost():
    """Batches whose articles do not fill whole bytes."""
    check(*some(1, 203))


def test_merging_keeps_them():
    """Segments one after the other, some of their articles dead."""
    one, other = some(2, 101), some(3, 66)
    alive = np.random.default_rng(4).random(101) < 0.7
    rows = np.concatenate(list(merged_rows([(one[1], alive), (other[1], np.ones(66, bool))])))
    living = [mine for mine, is_alive in zip(one[0], alive.tolist(), strict=True) if is_alive]
    check([*living, *other[0]], Neighbours(rows.ravel()))


def test_any_of_some_pairs():
    """Spellings are united, and no pair at all passes nowhere."""
    held, neighbours = some(5, 50)
    pairs = [min(held[7]), min(held[31])]
    found = unpacked(neighbours.may_hold([(KEYS[left], KEYS[right]) for left, right in pairs]), 50)
    assert found[[7, 31]].all()
    assert not unpacked(neighbours.may_hold([]), 50).any()
