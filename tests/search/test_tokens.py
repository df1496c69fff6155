"""Token types and positions."""

from __future__ import annotations

import pytest

from search import tokens
from search.tokenizer import SENTENCE_GAP, cut, tokenize
from search.tokens import TYPES, Kind, make_type, plain_number


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("2000", "2000"),
        ("2.000", "2000"),
        ("1.234.567", "1234567"),
        ("101,5", "101.5"),
        ("2.000,50", "2000.50"),
        ("12.5", "12.5"),
        ("1.2345", "1.2345"),
        ("0912.345.678", "0912.345.678"),
        ("1.2.10", "1.2.10"),
        ("1,2,3", "1,2,3"),
        ("1.2,3", "1.2,3"),
    ],
)
def test_numbers_in_plain_writing(written, plain):
    """Dots between groups of three go, a decimal comma becomes a point, all else stays."""
    assert plain_number(written) == plain


@pytest.mark.parametrize(
    ("surface", "kind"),
    [
        ("đảng", Kind.SYLLABLE),
        ("ĐẢNG", Kind.SYLLABLE),
        ("Covid", Kind.FOREIGN),
        ("HĐND", Kind.ABBREVIATION),
        ("QĐi", Kind.ABBREVIATION),
        ("hđnd", Kind.FOREIGN),
        ("30a", Kind.FOREIGN),
        ("2.000", Kind.NUMBER),
        ("ABCDEFGHIJK", Kind.FOREIGN),
    ],
)
def test_kinds(surface, kind):
    """The form alone decides: syllable first, then capitals."""
    assert make_type(surface).kind is kind


def test_the_cache_is_bounded(monkeypatch):
    """It begins anew when it is full, and gives the same types."""
    monkeypatch.setattr(tokens, "MAX_TYPES", 10)
    TYPES.clear()
    try:
        wanted = [make_type(f"từ{number}") for number in range(50)]
        assert [TYPES[f"từ{number}"] for number in range(50)] == wanted
        assert len(TYPES) <= 10
    finally:
        TYPES.clear()


def test_positions_go_on_from_the_first():
    """Fields of one article are counted on, and the columns say what the single tokens say."""
    text = "Đảng bộ. Chi bộ"
    found = cut(text, 100)
    assert found.positions == [100, 101, 102 + SENTENCE_GAP, 103 + SENTENCE_GAP]
    assert len(found) == 4
    singles = tokenize(text, 100)
    assert [token.position for token in singles] == found.positions
    assert [(token.start, token.end) for token in singles] == list(zip(found.starts, found.ends, strict=True))


@pytest.mark.parametrize("end", [". ", "! ", "? ", "… ", "... ", ".” ", "!) ", "\n", "\n\n", " \n "])
def test_sentences_and_lines_leave_a_gap(end):
    """The gap is the same however large the space between."""
    assert cut(f"hết{end}Sau").positions == [0, 1 + SENTENCE_GAP]


@pytest.mark.parametrize("sign", [" ", ", ", "; ", ": ", " - ", "-", "/", " (", "&", " “", "   "])
def test_other_signs_leave_none(sign):
    """Phrases run on over commas, hyphens and brackets."""
    assert cut(f"chi{sign}bộ").positions == [0, 1]
