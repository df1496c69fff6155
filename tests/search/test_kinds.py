"""Kinds of places that are shortened to a letter."""

from __future__ import annotations

import pytest

from search.query import parse
from search.query.kinds import kinds_in
from search.query.loose import words_in


@pytest.mark.parametrize(
    ("typed", "label"),
    [
        ("P. Tân Phú", "P = phường"),
        ("P.Tân Phú", "P = phường"),
        ("họp P. Tân Phú hôm nay", "P = phường"),
        ("p tan phu", "p = phường"),
        ("Q. 1", "Q = quận"),
        ("H. Phú Bình", "H = huyện"),
        ("X. Bàn Đạt", "X = xã"),
    ],
)
def test_a_letter_before_the_name_of_such_a_unit(typed, label):
    """It is read as the kind too, as the list of places reads it; a note tells."""
    assert label in [note.words[0] for note in parse(typed)[1] if note.code == "abbreviation"]


@pytest.mark.parametrize("typed", ["P. Đảng ủy", "vitamin P", "P", "Tân Phú P"])
def test_a_letter_alone_is_a_letter(typed):
    """Where no such unit has the name, and at the end, nothing is read into it."""
    assert list(kinds_in(words_in(typed))) == []
