"""Blocks of sorted occurrences: what sorting all at once would give, whatever the numbers are."""

import random

import numpy as np
import pytest

from search.embedded import blocks
from search.embedded.blocks import Collector
from search.embedded.inversion import Occurrences


def collected(collector, batches):
    """Every entry of every block: term, article, frequency and positions."""
    first = 0
    for size, found in batches:
        docs, terms, values = np.array(found, np.int64).reshape(-1, 3).T
        collector.add(Occurrences(docs, terms, values), first, first + size)
        first += size
    entries = []
    for block in collector.blocks():
        terms = np.repeat(block.terms, block.df).tolist()
        freqs = block.freqs.tolist()
        assert block.positions is None or block.cf.sum() == sum(freqs)
        ends = np.cumsum(freqs).tolist()
        for at, (term, doc) in enumerate(zip(terms, block.docs.tolist(), strict=True)):
            places = () if block.positions is None else block.positions[ends[at] - freqs[at] : ends[at]]
            entries.append((term, doc + block.base, freqs[at], tuple(map(int, places))))
    return entries


def expected(batches, *, positions, counted=False):
    """The same, plainly."""
    found = {}
    first = 0
    for size, each in batches:
        for doc, term, value in each:
            found.setdefault((term, doc + first), []).append(value)
        first += size
    return [
        (term, doc, sum(v) if counted else len(v), tuple(sorted(v)) if positions else ())
        for (term, doc), v in sorted(found.items())
    ]


def some_batches(chance, terms, values):
    """Batches of a few articles each."""
    return [
        (
            5,
            [
                (doc, chance.choice(terms), chance.choice(values))
                for doc in range(5)
                for _ in range(chance.choice([0, 1, 40]))
            ],
        )
        for _ in range(30)
    ]


@pytest.mark.parametrize(
    ("terms", "values"),
    [(range(9), range(300)), (range(9), [1, 1 << 23, 1 << 24, 1 << 40]), ([3, 1 << 24, 1 << 31], range(9))],
)
def test_positions(monkeypatch, terms, values):
    """Small and endless articles, few and endlessly many terms."""
    monkeypatch.setattr(blocks, "BLOCK", 64)
    batches = some_batches(random.Random(7), terms, values)
    found = collected(Collector(24, positions=True), batches)
    assert sorted(found) == expected(batches, positions=True)
    assert len(found) == len(set(found))


@pytest.mark.parametrize(("bits", "counted"), [(8, True), (0, False)])
def test_counts(monkeypatch, bits, counted):
    """Occurrences that count as often as they say, or once."""
    monkeypatch.setattr(blocks, "BLOCK", 64)
    batches = some_batches(random.Random(8), range(9), [1, 2, 300] if counted else [1])
    found = collected(Collector(bits), batches)
    assert sorted(found) == expected(batches, positions=False, counted=counted)


def test_many_articles_without_any(monkeypatch):
    """More articles than a block numbers, most of them empty, also within one batch."""
    batches = [
        (70_000, [(69_999, 1, 4)]),
        (40_000, [(3, 1, 5)]),
        (40_000, [(39_999, 1, 6)]),
        (1, [(0, 1, 7)]),
    ]
    found = collected(Collector(24, positions=True), batches)
    assert sorted(found) == expected(batches, positions=True)
