"""Every example of the cheat-sheet does what it says."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import pytest
from engines import build, engine_at
from making import document

from index.clean.cleaner import clean
from index.enrich.enriching import enrich
from index.imports import read_files
from index.pages import RawPage, article_id
from search.model import VIETNAM, Article, Query
from search.query import Context, parse, render, syntax_of
from web.query.cheatsheet import cheat_sheet
from web.query.described import read_as

ARTICLES = Path(__file__).parents[1] / "cases" / "cheat-sheet" / "articles.jsonl"
SEEDS = Path(__file__).parents[2] / "seeds" / "articles"
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
    assert 0 < found.total < 14
    assert {note.code for note in found.notes} & {"accents-ignored", "some-words", "partial"} == set()


OF_AN_ARCHIVE = {"đại hội nguồn:baothainguyen": "each archive has sources of its own"}
"""Examples that need not find anything in the sample articles, and why."""


@pytest.fixture(scope="module")
def samples(tmp_path_factory):
    """An engine over the sample articles that are shipped, as they are read from their files."""
    added = datetime(2026, 5, 1, tzinfo=VIETNAM)
    pages = [page for page in read_files([SEEDS], "mau", 1 << 20) if isinstance(page, RawPage)]
    held = [
        enrich(article, article_id=article_id(page.identity), version=1, added=added)
        for page in pages
        if isinstance(article := clean(page), Article)
    ]
    return build(engine_at("embedded", tmp_path_factory.mktemp("samples")), held)


@pytest.mark.parametrize("row", EXAMPLES, ids=lambda row: row.query)
def test_an_example_finds_a_sample_article(samples, row):
    """Who tries the examples on the archive that is shipped sees each do what it says."""
    match, notes = parse(row.query)
    found = samples.search(Query(match=match, notes=notes, text=row.query))
    assert bool(found.total) is (row.query not in OF_AN_ARCHIVE)
    assert {note.code for note in found.notes} & {"accents-ignored", "some-words", "partial"} == set()
