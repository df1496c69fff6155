"""Random queries of all kinds over random articles: every engine answers as the oracle does."""

import os
import random
from dataclasses import replace

import pytest
from chances import some_documents, some_query
from engines import ENGINES, build, engine_at, language_of

from search.model import Sort
from search.ranking import DIGITS

OTHERS = [name for name in ENGINES if name != "oracle"]
CLOSE = 1e-5
"""How far a score may be off: it is a sum of 32-bit numbers."""

CORPORA, QUERIES = (60, 400) if os.environ.get("TRATIN_PROOF") else (4, 120)


@pytest.mark.parametrize("name", OTHERS)
@pytest.mark.parametrize("number", range(CORPORA))
def test_engines_agree(name, number, tmp_path):
    """Totals, order, scores, reasons, copies, facets, notes, marks and passages are those of the oracle."""
    seed = int(os.environ.get("TRATIN_SEED") or random.SystemRandom().randrange(10**6)) + number
    print(f"TRATIN_SEED={seed}")
    chance = random.Random(seed)
    documents = some_documents(chance, chance.choice([3, 30, 60, 90]))
    reader = build(engine_at(name, tmp_path / name), documents)
    oracle = build(engine_at("oracle", tmp_path / "oracle"), documents)
    oracle.language = language_of(reader)
    query = some_query(chance)
    for _ in range(QUERIES):
        other = some_query(chance)  # one in four asks what was asked before, with other filters
        query = other if chance.random() < 0.75 else replace(other, match=query.match, accents=query.accents)
        check(reader, oracle, query)


@pytest.mark.parametrize("name", OTHERS)
def test_engines_agree_after_changes(name, tmp_path):
    """Articles that were replaced or deleted leave nothing behind; their number may show in scores only."""
    seed = int(os.environ.get("TRATIN_SEED") or random.SystemRandom().randrange(10**6))
    print(f"TRATIN_SEED={seed}")
    chance = random.Random(seed)
    writers = [ENGINES[each]()[1](tmp_path / each) for each in (name, "oracle")]
    for document in some_documents(chance, 60):
        deleted = chance.random() < 0.2
        again = replace(document, id=f"{chance.randrange(60):04d}")
        for writer in writers:
            writer.put(document)
            writer.put(again)
            if deleted:
                writer.delete(document.id)
    assert len({writer.commit().articles for writer in writers}) == 1
    reader, oracle = (ENGINES[each]()[0](tmp_path / each) for each in (name, "oracle"))
    oracle.language = language_of(reader)
    for _ in range(QUERIES):
        query = replace(some_query(chance), sort=chance.choice([Sort.NEWEST, Sort.OLDEST]))
        check_all_but_scores(query, reader.search(query), oracle.search(query))


@pytest.mark.parametrize("name", OTHERS)
def test_copies_agree(name, tmp_path):
    """Every article has the copies that the oracle finds, in its order."""
    seed = int(os.environ.get("TRATIN_SEED") or random.SystemRandom().randrange(10**6))
    print(f"TRATIN_SEED={seed}")
    documents = some_documents(random.Random(seed), 60)
    reader, oracle = (build(engine_at(each, tmp_path / each), documents) for each in (name, "oracle"))
    for document in documents:
        for most in (0, 1, 3, 100):
            assert reader.copies(document.id, most) == oracle.copies(document.id, most)
            assert bool(document.group) == bool(reader.copies(document.id, most).total)


def check(reader, oracle, query):
    """One answer, beside that of the oracle."""
    got, wanted = reader.search(query), oracle.search(query)
    every = oracle.search(replace(query, fold=False, page=1, size=1000)).hits
    documents = {hit.id: oracle.get(hit.id) for hit in every}
    scores = {hit.id: hit.score for hit in every}
    drawn = {hit.id: (hit.title, hit.snippets, hit.matches) for hit in every}
    assert all((hit.title, hit.snippets, hit.matches) == drawn[hit.id] for hit in got.hits), repr(query)
    if query.sort.by_score:
        check_counts(query, got, wanted)
        check_order(query, got, wanted, scores)
    else:
        check_all_but_scores(query, got, wanted)
    check_twins(query, got, documents, list(scores))
    folded = oracle.search(replace(query, page=1, size=1000)).hits
    copies = {documents[hit.id].group or hit.id: hit.copies for hit in folded}
    reasons = {hit.id: hit.reasons for hit in every}
    for hit in got.hits:
        check_reasons(query, hit, reasons[hit.id])
        assert hit.score == pytest.approx(scores[hit.id], abs=CLOSE), repr(query)
        assert hit.copies == copies[documents[hit.id].group or hit.id], repr(query)


def check_reasons(query, hit, wanted):
    """The points of a hit add up to its score, and are those of the oracle, of the same kinds."""
    assert bool(hit.reasons) == (query.explain and hit.score > 0), repr(query)
    if query.explain:
        assert sum(reason.points for reason in hit.reasons) == pytest.approx(hit.score, abs=CLOSE), repr(
            query
        )
    mine, theirs = (sorted((each.kind, each.points) for each in reasons) for reasons in (hit.reasons, wanted))
    assert [kind for kind, _ in mine] == [kind for kind, _ in theirs], repr(query)
    points = [points for _, points in theirs]
    assert [points for _, points in mine] == pytest.approx(points, abs=2 * CLOSE), repr(query)


def check_counts(query, got, wanted):
    """All numbers of an answer are the same."""
    assert (got.total, got.groups) == (wanted.total, wanted.groups), repr(query)
    assert got.notes == wanted.notes, repr(query)
    assert got.facets == wanted.facets, repr(query)
    assert len(got.hits) == len(wanted.hits), repr(query)


def check_all_but_scores(query, got, wanted):
    """All numbers of an answer and its order are the same."""
    check_counts(query, got, wanted)
    mine, theirs = ([(hit.id, hit.copies) for hit in result.hits] for result in (got, wanted))
    assert mine == theirs, repr(query)


def check_order(query, got, wanted, scores):
    """The order is the same, but that articles may change places whose scores are on the edge of a tie."""
    for mine, theirs in zip(got.hits, wanted.hits, strict=True):
        on_edge = abs(scores[mine.id] - scores[theirs.id]) < 2 * 10**-DIGITS
        assert mine.id == theirs.id or on_edge, repr(query)


def check_twins(query, got, documents, order):
    """Articles with the same blocks score the same, so their order is certain."""
    twins = {}
    for hit in got.hits:
        article = documents[hit.id].article
        twins.setdefault((article.text, article.blocks), []).append(order.index(hit.id))
    assert all(places == sorted(places) for places in twins.values()), repr(query)
