"""Runs beside a phrase: the foremost by a measure, whichever are the most frequent, and what time allows."""

import numpy as np
import pytest
from engines import build, engine_at
from making import document
from trial import seed

from search.embedded.precedents import asking, runs
from search.embedded.precedents.tallying import Ranking
from search.embedded.reader import EmbeddedReader
from search.model import Measure, Note, Query
from search.query import parse

USUAL, RARE = 130, 40
"""How many runs are met three times beside the phrase and 200 times elsewhere; and how many twice."""


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    """An index where what stands most often beside a phrase is what stands everywhere."""
    usual = [f"hạng{at} mục{at}" for at in range(USUAL)]
    rare = [f"riêng{at} lẻ{at}" for at in range(RARE)]
    everywhere = [document(f"e{at}", body=[" . ".join(usual)]) for at in range(200)]
    beside = [
        document(f"b{at}", body=[". ".join(f"Kết nạp {each}" for each in [*usual, *(rare if at else [])])])
        for at in range(3)
    ]
    folder = tmp_path_factory.mktemp("index")
    build(engine_at("embedded", folder), [*everywhere, *beside])
    return folder


@pytest.fixture(scope="module")
def asked(root):
    """What is asked of it."""
    return EmbeddedReader(root).precedents()


def told(asked, measure, most=10):
    """The runs of two behind the phrase."""
    query = Query(match=parse('"kết nạp"')[0])
    return asked.runs_beside(query, measure, before=False, syllables=2, most=most)


def test_the_rarer_may_be_foremost(asked):
    """A hundred and more runs stand there more often than the foremost."""
    by_count = told(asked, Measure.COUNT).collocates
    assert {(one.lines, one.total) for one in by_count} == {(3, 203)}
    by_measure = told(asked, Measure.LOG_LIKELIHOOD, RARE).collocates
    assert {(one.lines, one.total) for one in by_measure} == {(2, 2)}
    assert len(by_measure) == RARE
    assert told(asked, Measure.LOG_LIKELIHOOD, 10**6).notes == ()
    assert len(told(asked, Measure.LOG_LIKELIHOOD, 10**6).collocates) == USUAL + RARE
    assert told(asked, Measure.COUNT, 0).collocates == ()


@pytest.mark.parametrize("measure", Measure)
def test_bounds_are_bounds(measure):
    """Whatever the numbers are, nothing ranks higher than if it stood nowhere else."""
    chance = np.random.default_rng(seed())
    for _ in range(200):
        size = int(10 ** chance.uniform(2, 8))
        looked = int(10 ** chance.uniform(0, np.log10(size)))
        places = (10 ** chance.uniform(0, np.log10(looked), 200)).astype(np.int64)
        lines = places + chance.integers(0, 2, 200) * chance.integers(0, 5, 200)
        totals = np.minimum(places + (10 ** chance.uniform(0, 8, 200)).astype(np.int64) - 1, size)
        ranking = Ranking(looked + int(chance.integers(0, 9)), looked, size, measure)
        assert (ranking.values(lines, places) >= ranking.values(lines, totals) - 1e-6).all()


def test_few_are_looked_up(asked, monkeypatch):
    """By count those that are told; by a measure until no other can rank higher."""
    looked_up, total = [], runs.run_total
    monkeypatch.setattr(runs, "run_total", lambda *given: looked_up.append(1) or total(*given))
    told(asked, Measure.COUNT)
    assert len(looked_up) == 10
    looked_up.clear()
    told(asked, Measure.LOG_LIKELIHOOD)
    assert len(looked_up) == USUAL + 10


def test_where_time_runs_out_that_is_told(root, monkeypatch):
    """As many as are wanted are ranked in any case, and a note says that not all were looked at."""
    monkeypatch.setattr(asking, "LOOKING_UP", 0)
    limited = EmbeddedReader(root, limit_ms=10_000).precedents()
    found = told(limited, Measure.LOG_LIKELIHOOD)
    assert [one.lines for one in found.collocates] == [3] * 10
    assert found.notes == (Note("partial"),)
    assert told(limited, Measure.COUNT).notes == ()
