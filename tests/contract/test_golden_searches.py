"""Golden searches: data files under tests/cases/searches, one named test a case, on every engine.

A case has a `query` as a person types it, or a `tree` (see `trees`) where there is no way to type it.
Sets, order, counts, notes and marks are compared, never scores.
"""

import json
import tomllib
from pathlib import Path

import pytest
from engines import ENGINES, build, engine_at
from making import document
from trees import tree

from search.model import Accents, Filter, Map, Query, Sort
from search.query import parse

FOLDER = Path(__file__).parents[1] / "cases" / "searches"
ASKED = {"query", "tree", "filters", "since", "until", "opened", "fold", "map", "sort", "accents"}
ANSWERED = {"hits", "hits_any_order", "first", "copies", "groups", "facets", "notes", "absent_notes", "marks"}
KEYS = {"name", *ASKED, *ANSWERED}


def cases():
    """Every search of every topic."""
    for path in sorted(FOLDER.glob("*/searches.toml")):
        for case in tomllib.loads(path.read_text(encoding="utf-8"))["search"]:
            assert set(case) <= KEYS, f"{path}: {set(case) - KEYS}"
            for engine in ENGINES:
                yield pytest.param(
                    path.parent, case, engine, id=f"{engine}-{path.parent.name}-{case['name']}"
                )


@pytest.fixture(scope="module")
def reader_of(tmp_path_factory):
    """Readers by topic and engine, each built once."""
    built = {}

    def reader(folder, engine):
        if (folder, engine) not in built:
            lines = (folder / "articles.jsonl").read_text(encoding="utf-8").splitlines()
            documents = [document(**json.loads(line)) for line in lines]
            built[folder, engine] = build(engine_at(engine, tmp_path_factory.mktemp("index")), documents)
        return built[folder, engine]

    return reader


def query_of(case):
    """What a case asks."""
    match, notes = (tree(case["tree"]), ()) if "tree" in case else parse(case["query"])
    return Query(
        match=match,
        notes=notes,
        text=case.get("query", ""),
        filters=tuple(Filter(facet, tuple(values)) for facet, values in case.get("filters", {}).items()),
        since=case.get("since"),
        until=case.get("until"),
        facets=tuple(case.get("facets", ())),
        opened=tuple(case["opened"]) if "opened" in case else None,
        fold=case.get("fold", False),
        map=Map(case.get("map", "then")),
        sort=Sort(case.get("sort", "relevance")),
        accents=Accents(case.get("accents", "auto")),
        size=100,
    )


@pytest.mark.parametrize(("folder", "case", "engine"), list(cases()))
def test_search(folder, case, engine, reader_of):
    """The search gives what its case says."""
    result = reader_of(folder, engine).search(query_of(case))
    check_hits(case, result)
    for facet in result.facets:
        assert {value.value: value.count for value in facet.values} == case["facets"][facet.name]
    codes = {note.code for note in result.notes}
    assert codes >= set(case.get("notes", ()))
    assert codes.isdisjoint(case.get("absent_notes", ()))
    for hit in result.hits:
        if hit.id in case.get("marks", {}):
            wanted = case["marks"][hit.id]
            assert [hit.title.text[span.start : span.end] for span in hit.title.marks] == wanted


def check_hits(case, result):
    """The articles are those of the case, in its order if it has one."""
    ids = [hit.id for hit in result.hits]
    assert (result.groups if case.get("fold") else result.total) == len(ids)
    assert result.groups == case.get("groups", result.groups)
    if "hits" in case:
        assert ids == case["hits"]
    if "hits_any_order" in case:
        assert sorted(ids) == sorted(case["hits_any_order"])
    if "first" in case:
        assert ids[: len(case["first"])] == case["first"]
    if "copies" in case:
        assert {hit.id: hit.copies for hit in result.hits if hit.copies} == case["copies"]
