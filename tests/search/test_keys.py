"""Keys: one string for all spellings of a word."""

from __future__ import annotations

import unicodedata

import pytest

from search.keys import I_TO_Y, fold_of, key_of, retoned
from search.syllables import is_syllable
from search.text import TONES, folded

RHYMES = (
    "a e i o u y ai ao au ay eo ia iu oa oe oi ua ui uy oai oay oan oang oanh uyên uynh ươi iêu yêu".split()
)


@pytest.mark.parametrize("word", ["hòa", "hoà", "HÒA", "Hoà", "hOÀ", unicodedata.normalize("NFC", "HÒA")])
def test_spellings_share_a_key(word):
    """Case and tone style do not matter."""
    assert key_of(word) == "hoà"


@pytest.mark.parametrize("tone", TONES)
@pytest.mark.parametrize("rhyme", RHYMES)
def test_a_mark_on_any_vowel_gives_one_key(rhyme, tone):
    """Wherever a slip of the finger put the mark, it moves to the same vowel."""
    spellings = {
        unicodedata.normalize("NFC", "th" + rhyme[: at + 1] + tone + rhyme[at + 1 :])
        for at, letter in enumerate(rhyme)
        if folded(letter) in set("aeiouy")
    }
    assert len({retoned(word) for word in spellings}) == 1


@pytest.mark.parametrize(
    "word", ["quý", "già", "gìn", "của", "mùa", "nghĩa", "khuya", "quyển", "thuở", "rượu", "xoong", "quẩy"]
)
def test_right_spellings_stay(word):
    """A word that is written right is its own key."""
    assert key_of(word) == word


@pytest.mark.parametrize("word", ["résumé", "áà", "đắk", "straße", "x²", "а́", "ữữ", "ngoàiááá"])
def test_what_is_no_syllable_keeps_its_marks(word):
    """Words of other languages, and words with several tone marks, are left as they are."""
    word = unicodedata.normalize("NFC", word)
    assert retoned(word) == word


def test_the_list_of_i_and_y_is_closed_and_consistent():
    """Both spellings are syllables that differ in the last letter only, and no key is in the list again."""
    for short, long in I_TO_Y.items():
        assert is_syllable(short)
        assert is_syllable(long)
        assert short[:-1] == long[:-1]
        assert folded(short)[-1] + folded(long)[-1] == "iy"
        assert long not in I_TO_Y
        assert key_of(short) == key_of(long) == long


@pytest.mark.parametrize(
    ("one", "other"), [("thi", "thy"), ("vi", "vy"), ("hi", "hy"), ("ti", "ty"), ("mi", "my")]
)
def test_two_words_have_two_keys(one, other):
    """Pairs that are two words or names are not united."""
    assert key_of(one) != key_of(other)


@pytest.mark.parametrize(
    ("spellings", "fold"),
    [
        ("kĩ kỹ ki ky kì KỲ", "ky"),
        ("đảng ĐẢNG đang dang", "dang"),
        ("quí quý qui quy", "quy"),
        ("thi thí", "thi"),
    ],
)
def test_folds_forget_marks(spellings, fold):
    """A fold is what is typed without marks, i and y of one sound united."""
    assert {fold_of(key_of(word)) for word in spellings.split()} == {fold}
