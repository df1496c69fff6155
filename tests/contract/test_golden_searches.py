"""Golden searches: data files under tests/cases/searches, one named test a case, on every engine.

Sets, order, counts, notes and marks are compared, never scores.
"""

import json
import tomllib
from pathlib import Path

import pytest
from engines import ENGINES, build, engine_at
from making import document

from search.model import Filter, Map, Query, Sort
from search.query import parse

FOLDER = Path(__file__).parents[1] / "cases" / "searches"
KEYS = {
    "name",
    "query",
    "filters",
    "map",
    "sort",
    "hits",
    "hits_any_order",
    "first",
    "facets",
    "notes",
    "marks",
}


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


@pytest.mark.parametrize(("folder", "case", "engine"), list(cases()))
def test_search(folder, case, engine, reader_of):
    """The search gives what its case says."""
    match, notes = parse(case["query"])
    query = Query(
        match=match,
        notes=notes,
        text=case["query"],
        filters=tuple(Filter(facet, tuple(values)) for facet, values in case.get("filters", {}).items()),
        facets=tuple(case.get("facets", ())),
        map=Map(case.get("map", "then")),
        sort=Sort(case.get("sort", "relevance")),
        size=100,
    )
    result = reader_of(folder, engine).search(query)
    ids = [hit.id for hit in result.hits]
    assert result.total == len(ids)
    if "hits" in case:
        assert ids == case["hits"]
    if "hits_any_order" in case:
        assert sorted(ids) == sorted(case["hits_any_order"])
    if "first" in case:
        assert ids[: len(case["first"])] == case["first"]
    for facet in result.facets:
        assert {value.value: value.count for value in facet.values} == case["facets"][facet.name]
    assert {note.code for note in result.notes} >= set(case.get("notes", ()))
    for hit in result.hits:
        if hit.id in case.get("marks", {}):
            wanted = case["marks"][hit.id]
            assert [hit.title.text[span.start : span.end] for span in hit.title.marks] == wanted
