"""Frequencies of several terms together, by whichever way is the quickest, against adding them up."""

from __future__ import annotations

import random
from types import SimpleNamespace

import numpy as np
import pytest

from search.embedded.counting import frequency, presence
from search.embedded.phrases import close
from search.embedded.postings import Term
from search.ranking import MOST_TF

SIZE = 20_000


def _term(chance, df):
    """A list of so many articles, or a column."""
    freqs = np.zeros(SIZE, np.uint8)
    docs = np.array(sorted(chance.sample(range(SIZE), df)), np.uint32)
    freqs[docs] = [chance.choice((1, 2, 3, 200, 255)) for _ in range(df)]
    if df * 7 > SIZE:
        return Term(0, df, 0, None, freqs), freqs
    return Term(0, df, 0, docs, freqs[docs]), freqs


@pytest.mark.parametrize("seed", range(20))
def test_terms_together_are_their_sum(seed):
    """Rare lists, long lists and columns among few articles and many; never more than a byte holds."""
    chance = random.Random(seed)
    made = [_term(chance, df) for df in (0, 1, 5, 40, 700, 2_500, 9_000) for _ in range(2)]
    chance.shuffle(made)
    terms, rows = zip(*made[: chance.randint(2, len(made))], strict=True)
    view = SimpleNamespace(scratch=np.zeros(SIZE, np.uint8))
    for many in (1, 30, 4_000, SIZE):
        docs = np.array(sorted(chance.sample(range(SIZE), many)), np.int64)
        wanted = np.minimum(sum(row[docs].astype(int) for row in rows), MOST_TF)
        assert frequency(view, terms, docs).tolist() == wanted.tolist()
    assert not view.scratch.any()


@pytest.mark.parametrize("columns", [0, 1, 2])
@pytest.mark.parametrize("lists", [0, 1, 3])
def test_presence_is_told_and_terms_stay_as_they_are(columns, lists):
    """Not zero where any of the terms is; what is kept of a term is not written into."""
    chance = random.Random(columns * 10 + lists)
    made = [_term(chance, df) for df in (9_000, 4_000)[:columns] + (5, 60, 700)[:lists]]
    if not made:
        return
    terms, rows = zip(*made, strict=True)
    before = [term.freqs.copy() for term in terms]
    assert (presence(SIZE, terms) != 0).tolist() == (sum(row.astype(int) for row in rows) != 0).tolist()
    assert all(np.array_equal(term.freqs, own) for term, own in zip(terms, before, strict=True))


@pytest.mark.parametrize("seed", range(20))
def test_words_are_close_whichever_is_asked_first(seed):
    """Each place of any word from which all are reached, and the last one needed: by looking at all."""
    chance = random.Random(seed)
    words = [
        (np.array(sorted(chance.sample(range(400), chance.randint(1, 90)))), chance.choice((1, 1, 2)))
        for _ in range(chance.randint(1, 4))
    ]
    within = chance.randint(1, 30)
    wanted = []
    for start in sorted({place for places, _ in words for place in places.tolist()}):
        reached = [[place for place in places.tolist() if place >= start][:times] for places, times in words]
        if all(len(each) == times for each, (_, times) in zip(reached, words, strict=True)):
            last = max(each[-1] for each in reached)
            wanted += [(start, last)] if last - start <= within else []
    starts, ends = close(words, within)
    assert list(zip(starts.tolist(), ends.tolist(), strict=True)) == wanted
