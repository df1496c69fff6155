"""The gold of near-duplicates and what is measured on it, at a small share."""

from collections import Counter

import pytest

from tools.measure.enrich.copies import copies_figures, copies_speed
from tools.measure.enrich.republished import AGAIN, CUT, pieces


@pytest.fixture(scope="module")
def gold():
    """Some pieces."""
    return list(pieces(1500, 3))


def test_the_gold_is_the_same_for_a_seed(gold):
    """The first pieces do not depend on how many are made; another seed makes others."""
    assert list(pieces(1500, 3)) == gold
    assert list(pieces(100, 4)) != gold[:100]


def test_what_is_published_again(gold):
    """About three in a hundred are copies; each is later than the first of them and says mostly the same."""
    again = [piece for piece in gold if piece.of != piece.number]
    assert len(again) == pytest.approx(AGAIN * len(gold), rel=0.5)
    for piece in again:
        first = gold[piece.of]
        assert first.of == first.number < piece.number
        lengths = [sum(len(text.split()) for text in each.paragraphs) for each in (first, piece)]
        assert lengths[1] >= CUT * CUT * lengths[0]
    assert sum(piece.paragraphs != gold[piece.of].paragraphs for piece in again) > len(again) / 2
    assert any(piece.title != gold[piece.of].title for piece in again)


def test_notices_are_of_one_pattern(gold):
    """Some headlines stand over many articles that are no copies."""
    titles = Counter(piece.title for piece in gold if piece.of == piece.number)
    assert titles["Chương trình công tác tuần"] > 5
    assert not any("{" in text for piece in gold for text in (piece.title, *piece.paragraphs))


def test_the_figures():
    """Precision and recall are measured over pairs, and both are high."""
    figures = {figure.name: figure for figure in copies_figures(0.1, 1)}
    assert list(figures) == ["precision", "recall", "pairs"]
    assert figures["precision"].value >= 0.95
    assert figures["recall"].value >= 0.95
    assert figures["pairs"].value > 20


def test_the_speed():
    """The signatures of an archive are grouped in another process, which finds the copies of every part."""
    figures = {figure.name: figure.value for figure in copies_speed(400, 1)}
    assert figures["signatures grouped"] == 400
    assert figures["signatures"] > 0
    assert figures["groups found"] > 3
    assert figures["grouping, memory"] > 0
