"""A random order of lines: the same for a seed, whatever comes and goes; its first lines stand for all."""

from itertools import islice

import pytest
from engines import build, engine_at
from making import document
from trees import tree

from search.model import LineOrder, Lines, Query

QUERY = Query(tree("kết"))
BODY = "kết nạp. Kết quả, kết luận"
LINES = 3
SOME = [f"bai-{number:03}" for number in range(60)]


def keys(told, seed, most=None):
    """The first lines of a sample."""
    wanted = Lines(LineOrder.SAMPLE, seed=seed)
    return [(line.article, line.span.start) for line in islice(told.every_line(QUERY, wanted), most)]


@pytest.fixture
def told(tmp_path):
    """Sixty articles with three lines each."""
    return build(engine_at("embedded", tmp_path), [document(each, body=BODY) for each in SOME]).precedents()


def test_every_sample_has_all_lines_in_an_order_of_its_own(told):
    """None is missing, none comes twice, and no two seeds give the same order."""
    orders = [keys(told, seed) for seed in range(1, 9)]
    assert {tuple(sorted(order)) for order in orders} == {tuple(sorted(orders[0]))}
    assert len(set(orders[0])) == LINES * len(SOME)
    assert len({tuple(order[:5]) for order in orders}) == len(orders)


def test_lines_keep_their_order_where_articles_come_and_go(told, tmp_path):
    """A sample of a grown archive is the old one with new lines between."""
    grown = [document(each, body=BODY, when="2020-01-01") for each in SOME[10:]]
    grown += [document(f"moi-{number}", body=BODY, source="khác") for number in range(90)]
    found = keys(build(engine_at("embedded", tmp_path / "grown"), grown).precedents(), 7)
    left = set(SOME[10:])
    assert [key for key in found if key[0] in left] == [key for key in keys(told, 7) if key[0] in left]
    assert len(found) == LINES * 140


def test_the_first_lines_stand_for_all(told):
    """Over many seeds each article, and each place in it, is among the first as often as any other."""
    seeds, first = 600, 30
    found = [key for seed in range(1, seeds + 1) for key in keys(told, seed, first)]
    begun = sorted({start for _, start in found})
    assert len(begun) == LINES
    for start in begun:
        assert sum(key[1] == start for key in found) == pytest.approx(seeds * first / LINES, rel=0.03)
    for each in SOME:
        assert sum(key[0] == each for key in found) == pytest.approx(seeds * first / len(SOME), rel=0.25)
