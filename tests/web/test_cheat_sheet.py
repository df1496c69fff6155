"""Every example of the cheat-sheet does what it says."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from engines import build, engine_at
from making import document

from search.model import Query
from search.query import Context, parse, render, syntax_of
from web.cheatsheet import cheat_sheet
from web.described import read_as

ARTICLES = Path(__file__).parents[1] / "cases" / "cheat-sheet" / "articles.jsonl"
EXAMPLES = [row for group in cheat_sheet() for row in group.rows]
WRONG = {"unknown-value", "cut", "too-many-words", "bad-value", "only-exclusions"}


@pytest.fixture(scope="module")
def reader(tmp_path_factory):
    """An engine over the articles written for the examples."""
    lines = ARTICLES.read_text(encoding="utf-8").splitlines()
    return build(
        engine_at("embedded", tmp_path_factory.mktemp("index")),
        [document(**json.loads(line)) for line in lines],
    )


def test_there_are_many_examples():
    """At least 35, none twice, each with all its texts."""
    queries = [row.query for row in EXAMPLES]
    assert len(set(queries)) == len(queries) >= 35
    assert all(row.vi and row.en and row.reads for row in EXAMPLES)


@pytest.mark.parametrize("row", EXAMPLES, ids=lambda row: row.query)
def test_an_example_is_read_as_it_says(row):
    """Its sentence is that of its tree, which its own writing gives again, and no note blames it."""
    told, syntax = read_as(row.query, "vi", Context())
    assert told == row.reads
    assert syntax_of(render(syntax))[0] == syntax
    assert {note.code for note in parse(row.query)[1]} & WRONG == set()


@pytest.mark.parametrize("row", EXAMPLES, ids=lambda row: row.query)
def test_an_example_finds_something(reader, row):
    """It finds at least one of the articles written for it, and not all of them."""
    match, notes = parse(row.query)
    found = reader.search(Query(match=match, notes=notes, text=row.query, size=50))
    assert 0 < found.total < 13
    assert {note.code for note in found.notes} & {"accents-ignored", "some-words", "partial"} == set()
