"""Loose words of a query, and other words in their place."""

from __future__ import annotations

import pytest

from search.query import render, syntax_of
from search.query.rewording import loose_runs, reworded
from search.query.syntax import Quoted, Text


@pytest.mark.parametrize(
    ("query", "runs"),
    [
        ("kết nạp", ["kết nạp"]),
        ('kết nạp "chi bộ" mới', ["kết nạp", "mới"]),
        ("a -b c", ["a", "c"]),
        ("a -(b c)", ["a"]),
        ("tiêu đề:(a b) c", ["c"]),
        ("(a b HOẶC c) d", ["a b", "c", "d"]),
        ("theo 28-CT/TW của huyện", ["theo", "của huyện"]),
        ("kế* hoạch", ["hoạch"]),
        ("HĐND&UBND xã", ["xã"]),
        ('"a b"', []),
        ("", []),
    ],
)
def test_loose_runs(query, runs):
    """Words side by side; quotes, exclusions, fields, documents, beginnings and joined words end a run."""
    found = loose_runs(syntax_of(query)[0])
    assert [" ".join(word.surface for word in run.words) for run in found] == runs


@pytest.mark.parametrize(
    "query",
    ['kết nạp "chi bộ" mới', "a -b c năm:2021", "(a b HOẶC c) d", "theo 28-CT/TW của huyện", "kế* hoạch x"],
)
def test_each_run_alone_and_all_of_them(query):
    """Only the words of a run change, and the tree that comes out is the one that is read again."""
    syntax = syntax_of(query)[0]
    runs = loose_runs(syntax)
    for chosen in ([run] for run in runs):
        wanted = reworded(syntax, {run: Text("xin chào") for run in chosen})
        assert syntax_of(render(wanted))[0] == wanted
        assert render(wanted).count("xin chào") == 1
    several = {run: Text("xin" + "ch" * number) for number, run in enumerate(runs)}
    assert render(reworded(syntax, several)).count("xin") == len(runs)
    same = {run: Text(" ".join(word.surface for word in run.words)) for run in runs}
    assert reworded(syntax, same) == syntax


def test_a_run_in_quotes():
    """A run may become a phrase; what stood beside it stays loose."""
    syntax = syntax_of("theo 28-CT/TW của huyện")[0]
    run = loose_runs(syntax)[1]
    assert render(reworded(syntax, {run: Quoted("của huyện")})) == 'theo 28-CT/TW "của huyện"'
