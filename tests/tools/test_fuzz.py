"""Queries that nobody types: they are read, written, told, put into the form and searched for."""

import os

import pytest

from tools.measure.fuzzing import checks
from tools.measure.fuzzing.checks import fault_of
from tools.measure.fuzzing.shrinking import shortest
from tools.measure.fuzzing.trial import Trial, run, stretch
from tools.measure.fuzzing.typed import LONGEST, typed

COUNT = 6_000


def test_no_query_fails():
    """Six thousand queries, one in twenty searched for: `make proof` tries a million."""
    outcome = run(Trial(seed=int(os.environ.get("TRATIN_SEED", "1")), count=COUNT), jobs=os.cpu_count() or 1)
    assert outcome.count == COUNT
    assert outcome.searched == COUNT / 20
    assert [(each.number, each.check, each.shortest, each.detail) for each in outcome.failures] == []


def test_queries_are_the_same_each_time():
    """A number gives one text; others give others, short ones and very long ones."""
    texts = [typed(3, number) for number in range(2_000)]
    assert texts == [typed(3, number) for number in range(2_000)]
    assert len(set(texts)) > 1_800
    assert max(map(len, texts)) <= LONGEST
    assert typed(4, 0) != typed(3, 0)


@pytest.mark.parametrize("sign", ["HOẶC", "tiêu đề:", '"', "-", "*", "28-CT/TW", "\x00", "\u0301", "😀"])
def test_every_sign_is_tried(sign):
    """Operators, fields, quotes, documents, marks and odd characters are among a few thousand."""
    assert any(sign in typed(1, number) for number in range(3_000))


def test_a_failure_is_made_short(monkeypatch):
    """A check that fails is found, and told with the shortest text and what repeats it."""
    monkeypatch.setitem(checks._CHECKS, "read", lambda text: "bad" if "(" in text and "a" in text else "")
    outcome = stretch(Trial(seed=1, count=300, every=0))
    assert outcome.failures
    assert {each.check for each in outcome.failures} == {"read"}
    assert min(len(each.shortest) for each in outcome.failures) == 2
    again = stretch(Trial(seed=1, count=1, first=outcome.failures[0].number, every=0))
    assert again.failures == outcome.failures[:1]


def test_an_exception_is_a_failure(monkeypatch):
    """What raises fails by its own name."""
    monkeypatch.setitem(checks._CHECKS, "described", lambda text: text[10**9])
    fault = fault_of("kết")
    assert (fault.check, fault.detail) == ("described", "IndexError: string index out of range")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [("xxaxxbxx", "ab"), ("ab", "ab"), ("a" * 50 + "b" * 50, "ab"), ("b" + "a" * 9 + "b", "ab")],
)
def test_shrinking(text, wanted):
    """All that is not needed is left out, in few tries."""
    assert shortest(text, lambda text: "a" in text and "b" in text[text.index("a") :]) == wanted
