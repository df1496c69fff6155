"""Short questions over news: the measure, and the labels."""

from __future__ import annotations

import pytest

from tools.measure.ranking.news import FIRST, GRADES, Graded, questions

GRADED = Graded("hội nghị", {"a": 2, "b": 1, "c": 0, "d": 2})


@pytest.mark.parametrize(
    ("ids", "gain"),
    [
        (["a", "d", "b", "c"], 1.0),
        (["d", "a", "b"], 1.0),
        (["x", "a", "y", "d", "b"], 1.0),  # what nobody graded is left out
        (["a", "d"], (3 + 3 / 1.58496) / (3 + 3 / 1.58496 + 1 / 2)),
        (["c", "b"], (1 / 1.58496) / (3 + 3 / 1.58496 + 1 / 2)),
        ([], 0.0),
    ],
)
def test_gain(ids, gain):
    """The discounted gain of the graded articles, as a share of that of the best order."""
    assert GRADED.gain(ids) == pytest.approx(gain, abs=1e-4)


def test_the_first_ones():
    """One of the first three is about just what was asked."""
    assert GRADED.begins_well(["x", "b", "a"])
    assert not GRADED.begins_well(["x", "b", "c", "a"])
    assert FIRST == 3


def test_the_labels():
    """Nothing comes twice, each question has something to find, and there are enough of them."""
    rows = [line.split("\t") for line in GRADES.read_text("utf-8").splitlines()[1:]]
    assert len({(query, article) for query, article, _ in rows}) == len(rows)
    asked = questions()
    assert len({each.query for each in asked}) == len(asked) >= 150
    assert sum(len(each.grades) for each in asked) == len(rows)
    assert all(max(each.grades.values()) and set(each.grades.values()) <= {0, 1, 2} for each in asked)
