from __future__ import annotations

import pytest

from index.enrich.phrases import LINE, Phrases, span_of, spellings, split, words_of


def _found(phrases, text):
    made = Phrases()
    for phrase in phrases:
        made.add(words_of(phrase), phrase)
    return [value for value, _, _ in made.matches(words_of(text))]


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("hòa giải", "HOÀ GIẢI ở cơ sở"),
        ("hoà giải", "Hòa giải"),
        ("ủy ban", "Uỷ ban"),
        ("kỹ thuật", "kĩ thuật"),
        ("quý trọng", "quí trọng"),
        ("covid-19", "Covid - 19"),
        ("gd&đt", "GD-ĐT"),
        ("3/2", "ngày 3-2"),
        ("kiểm tra, giám sát", "công tác kiểm tra giám sát"),
        ("dân biết, dân bàn, dân làm", "dân biết, dân bàn dân làm"),
        ("huy hiệu # năm", "Huy hiệu 45 năm tuổi Đảng"),
        ("dân vận", "công tác dân vận."),
    ],
)
def test_spelling_does_not_matter(phrase, text):
    """Case, tone style, i and y, hyphens, left out commas and any number are all one."""
    assert _found([phrase], text) == [phrase]


@pytest.mark.parametrize(
    "text",
    [
        "dân. Vận động",
        "dân, vận",
        "dân (vận)",
        f"dân {LINE} vận",
        "dân vạn",
        "dân",
        "công dân",
        "",
        "vận dân",
    ],
)
def test_no_phrase_crosses_a_mark(text):
    """Another mark, the end of a text, or another tone parts what looks like a phrase."""
    assert _found(["dân vận"], text) == []


def test_a_comma_may_be_left_out_but_not_put_in():
    """A phrase without a comma does not stand for one with it; a number is needed where # stands."""
    assert _found(["kiểm tra giám sát"], "kiểm tra, giám sát") == []
    assert _found(["huy hiệu # năm"], "huy hiệu mấy năm") == []


def test_the_longest_phrase_counts_and_none_overlap():
    """From left to right, the longest at each place; what lies within it is not found."""
    phrases = ["dân vận", "dân vận khéo", "khéo tay", "khéo"]
    assert _found(phrases, "Dân vận khéo tay, dân vận, khéo tay, khéo") == [
        "dân vận khéo",
        "dân vận",
        "khéo tay",
        "khéo",
    ]


def test_a_phrase_that_was_begun_in_vain_hides_none():
    """Where a longer phrase breaks off, the shorter one and those after it still count."""
    assert _found(["an b c d", "an b", "c d"], "an b c e an b c d") == ["an b", "an b c d"]


def test_the_first_of_two_equal_phrases_stays():
    """So masks, which are added first, win."""
    made = Phrases()
    made.add(["hoà", "giải"], 1)
    made.add(["hòa", "giải"], 2)
    assert list(made.matches(["hòa", "giải"])) == [(1, 0, 2)]


def test_places_are_told_in_words():
    """The first word of a match, and the one after its last."""
    made = Phrases()
    made.add(["b", "c"], "x")
    made.add(["d"], "y")
    assert list(made.matches(["a", "b", "c", "d"])) == [("x", 1, 3), ("y", 3, 4)]


@pytest.mark.parametrize(
    ("text", "phrase", "quote"),
    [
        ("Ủy ban họp. Ủy ban Kiểm tra họp", ("kiểm", "tra"), "Kiểm tra"),
        ("Bão, cơn bão số 4", ("cơn", "bão"), "cơn bão"),
        ("Phòng,  chống dịch", ("phòng", ",", "chống"), "Phòng,  chống"),
        ("tin COVID - 19 mới", ("covid", "19"), "COVID - 19"),
        ("“Nông thôn mới”", ("nông", "thôn"), "Nông thôn"),
    ],
)
def test_the_span_of_words(text, phrase, quote):
    """The stretch of the text that words were made of, whatever stands between them."""
    words = split(text.lower())
    first = next(at for at in range(len(words)) if tuple(words[at : at + len(phrase)]) == phrase)
    start, length = span_of(text.lower(), words, first, first + len(phrase))
    assert text[start : start + length] == quote


def test_the_span_is_that_place_and_no_earlier_one():
    """The same letters within another word before it are passed over."""
    text = "xbão to. bão"
    assert span_of(text, split(text), 3, 4) == (9, 3)


def test_spellings_hold_the_word_itself():
    """Every writing of a word, and nothing else."""
    assert set(spellings("hòa")) == {"hòa", "hoà"}
    assert set(spellings("quý")) == {"quý", "quí"}
    assert set(spellings("đảng")) == {"đảng"}
