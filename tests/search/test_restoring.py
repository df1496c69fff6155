"""Marks left out: the likeliest readings, with every mark that was typed."""

from itertools import pairwise, product

import pytest
from counted import Counted, words
from hypothesis import given, settings
from hypothesis import strategies as st

from search.suggest.lattice import Column, best_paths
from search.suggest.restoring import restore

LANGUAGE = Counted(
    *["đảng viên mới"] * 8,
    *["đang làm việc"] * 9,
    *["đường bộ"] * 6,
    *["đương nhiên"] * 4,
    "viện đo lường",
    "dang dở",
)


def best(text, most=1):
    """The texts of the likeliest readings."""
    return [reading.text for reading in restore(words(text), LANGUAGE, most)]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("dang vien", "đảng viên"),
        ("dang lam", "đang làm"),
        ("Dang vien moi", "Đảng viên mới"),
        ("DANG VIEN", "ĐẢNG VIÊN"),
        ("đang vien", "đảng viên"),
        ("viện", "viện"),
        ("xyz 2021", "xyz 2021"),
        ("", None),
    ],
)
def test_restored(typed, meant):
    """Neighbours decide; capitals, numbers and what is unknown stay."""
    assert best(typed) == ([meant] if meant is not None else [])


def test_readings_come_with_odds_and_counts():
    """The likeliest has positive odds, the others negative ones; a word is counted exactly."""
    first, second = restore(words("duong"), LANGUAGE, 2)
    assert [(first.text, first.count), (second.text, second.count)] == [("đường", 6), ("đương", 4)]
    assert first.odds == pytest.approx(-second.odds)
    assert first.odds > 0


def test_no_typed_mark_is_given_up():
    """`đường` never becomes `đương`, nor `đang` `dang`."""
    assert best("đường", 5) == ["đường"]
    assert "dang" not in best("đang", 5)


@given(
    st.lists(
        st.lists(st.sampled_from(sorted(LANGUAGE.single)), min_size=1, max_size=3), min_size=1, max_size=4
    )
)
@settings(derandomize=True, deadline=None, max_examples=80)
def test_paths_are_the_best_of_all(columns):
    """The n best ways are those that trying all of them gives."""
    lattice = [Column(tuple(column), (0.0, -1.0, -2.0)[: len(column)]) for column in columns]

    def score(way):
        keys = [column[at] for column, at in zip(columns, way, strict=True)]
        total = LANGUAGE.alone(keys[:1])[0] - sum(way)
        return total + sum(LANGUAGE.after([a], [b])[0][0] for a, b in pairwise(keys))

    everything = sorted((score(way) for way in product(*(range(len(c)) for c in columns))), reverse=True)
    found = best_paths(lattice, LANGUAGE, 3)
    assert [path.score for path in found] == pytest.approx(everything[:3])
    assert [score(path.choices) for path in found] == pytest.approx([path.score for path in found])


@given(st.text(max_size=300))
@settings(derandomize=True, deadline=None, max_examples=100)
def test_any_text_has_a_reading(text):
    """Whatever is typed: as many words come out."""
    typed = words(text)
    found = restore(typed, LANGUAGE, 2)
    assert all(len(reading.keys) == len(typed) for reading in found)
    assert bool(found) == bool(typed)
