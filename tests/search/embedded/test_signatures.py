"""Signatures of stretches: what stands in one is never missed, strangers seldom pass, whatever is long."""

import random

import numpy as np
import pytest
from engines import build, engine_at
from making import document

from search.embedded import signatures
from search.embedded.signatures import LENGTH, STRIDE, highest, pairs_of
from search.embedded.snapshot import Snapshot
from search.keys import fold_of

WORDS = [
    f"{first}{rest}" for first in "bcdghklmnprstvx" for rest in ("ấn", "ồng", "ải", "ương", "uyết", "inh")
]


def sentence(chance, count):
    """A sentence of so many words."""
    return " ".join(chance.choices(WORDS, k=count)).capitalize() + "."


@pytest.fixture
def snapshot(tmp_path, monkeypatch):
    """Articles of no words, of few and of thousands, in four segments and small blocks."""
    monkeypatch.setattr(signatures, "AT_ONCE", 24)
    chance = random.Random(7)
    documents = [
        document(f"a{number:03}", body=[sentence(chance, 30) for _ in range(lines)])
        for number, lines in enumerate([0, 1, 2, 8, 9, 200] + [chance.randint(0, 30) for _ in range(60)])
    ]
    build(engine_at("segmented", tmp_path), documents)
    return Snapshot(max(path for path in tmp_path.iterdir() if path.name.startswith("gen-")))


def folds_of(segment, doc):
    """The fold at each slot of an article, or None."""
    first, last = segment.forward.begins[doc : doc + 2].tolist()
    names = segment.fields["text"].terms.texts()
    return [
        fold_of(names[segment.forward.terms[rank - 1]]) if rank else None
        for rank in segment.forward.stretch(first, last).tolist()
    ]


def test_a_stretch_holds_all_its_pairs(snapshot):
    """What is taken from within a stretch scores there all that it can; most other stretches score less."""
    chance = random.Random(8)
    strangers = others = 0
    for segment in snapshot.segments:
        held = segment.signatures
        assert int(held.first[-1]) == len(held) == len(held.docs)
        for stretch in chance.sample(range(len(held)), min(12, len(held))):
            doc, begin = int(held.docs[stretch]), int(held.begins(np.array([stretch]))[0])
            assert begin % STRIDE == 0
            slots = folds_of(segment, doc)[begin : begin + LENGTH]
            words = [fold for fold in slots[:40] if fold] if slots[0] else []
            run = words[: 20 + 10]
            if len(run) < 30 or None in slots[:30]:
                continue
            pairs = pairs_of(run)
            scores = held.scores(pairs)
            whole = int(held.weights(pairs).astype(np.int64).sum())
            assert int(scores[stretch]) == whole <= 255
            strangers += int(np.count_nonzero(scores >= 0.9 * whole)) - 1
            others += len(scores) - 1
    assert others > 200
    assert strangers < others * 0.05


def test_every_slot_is_in_a_stretch(snapshot):
    """Every article has a stretch, and together they reach its end."""
    for segment in snapshot.segments:
        held = segment.signatures
        for doc in range(segment.size):
            first, last = held.first[doc : doc + 2].tolist()
            slots = int(segment.forward.begins[doc + 1] - segment.forward.begins[doc]) - 1
            assert last > first
            assert (last - first - 1) * STRIDE + LENGTH >= slots
            assert (last - first - 1) * STRIDE < max(slots, 1)


def test_the_highest_are_told_and_no_more():
    """As a sort has it; of those that score the same the first."""
    chance = np.random.default_rng(1)
    for most in (1, 5, 50, 500):
        scores = chance.integers(0, chance.integers(2, 256), 300).astype(np.uint8)
        found = highest(scores, most).tolist()
        order = sorted(range(300), key=lambda at: (-int(scores[at]), at))
        assert sorted(found) == sorted(at for at in order[:most] if scores[at])
