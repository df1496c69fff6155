"""Sentences as ranges of a text."""

from __future__ import annotations

import pytest

from web.passages.sentences import sentences

CASES = {
    "Một. Hai! Ba?": ["Một.", "Hai!", "Ba?"],
    "Ông nói: “Tốt.” Rồi đi.": ["Ông nói: “Tốt.”", "Rồi đi."],
    "TP. Vinh có 1.234 đảng viên.": ["TP. Vinh có 1.234 đảng viên."],
    "  Không có dấu chấm ": ["Không có dấu chấm"],
    "…": ["…"],
    "": [],
}


@pytest.mark.parametrize(("text", "parts"), CASES.items())
def test_sentences(text, parts):
    """Each with the signs that end it; abbreviations and numbers end none."""
    assert [text[span.start : span.end] for span in sentences(text)] == parts


def test_nothing_is_lost(documents):
    """Together they are the text, but for blanks."""
    for document in documents:
        text = document.article.text
        told = "".join(text[span.start : span.end] for span in sentences(text))
        assert "".join(told.split()) == "".join(text.split())
