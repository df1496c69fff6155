"""Telex and VNI without an input method: read where they make words of the index, else left alone."""

import pytest
from counted import Counted, words
from hypothesis import given, settings
from hypothesis import strategies as st

from search.keys import key_of
from search.suggest.keystrokes import as_typed, composed
from search.suggest.marks import letters_of

LANGUAGE = Counted(
    "đảng viên người hoà tử á ban đường nghị quyết quý tuw three hương thuỷ", "ban chấp hành uỷ"
)


def read(text):
    """A query as it is read."""
    return " ".join(word.surface for word in as_typed(words(text), LANGUAGE))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("ddarng vieen", "đảng viên"),
        ("dda3ng vie6n", "đảng viên"),
        ("ddangr", "đảng"),
        ("dangdr", "đảng"),
        ("9ang3 vien6", "9ang3 viên"),
        ("nguowif", "người"),
        ("nguwowif", "người"),
        ("nguowi2", "người"),
        ("hoaf", "hoà"),
        ("dduwowngf", "đường"),
        ("dduongwf", "đường"),
        ("DDARNG Vieen", "ĐẢNG Viên"),
        ("nghi5 quyet6", "nghị quyet6"),
        ("quys", "quý"),
        ("huwowng", "hương"),
        ("uyr ban thuyr", "uỷ ban thuỷ"),
    ],
)
def test_keys_are_read(typed, meant):
    """Wherever in the syllable the keys were pressed, in any case."""
    assert read(typed) == meant


@pytest.mark.parametrize(
    "typed",
    [
        "three",
        "book",
        "as",
        "tuw",
        "ban",
        "ban chap hanh",
        "a5",
        "u23",
        "covid19",
        "2021",
        "google",
        "đảng vieen",
    ],
)
def test_words_are_left_alone(typed):
    """Words of the index, foreign ones, short ones by themselves, and queries with marks stay."""
    assert read(typed) == typed


def test_short_words_are_read_in_company():
    """`as` is `á` only beside a word that is surely typed so."""
    assert read("as nguowif") == "á người"


@pytest.mark.parametrize(
    "key", ["đảng", "nghiêng", "người", "quyết", "hoà", "thuỷ", "ươm", "ăn", "ốc", "giữ"]
)
def test_what_is_typed_by_rule_comes_back(key):
    """Spelling a syllable out, tone last, in Telex and in VNI, and composing it gives the syllable."""
    telex = {"â": "aa", "ê": "ee", "ô": "oo", "ơ": "ow", "ư": "uw", "ă": "aw", "đ": "dd"}
    vni = {"â": "a6", "ê": "e6", "ô": "o6", "ơ": "o7", "ư": "u7", "ă": "a8", "đ": "d9"}
    for table, tones in ((telex, "sfrxj"), (vni, "12345")):
        assert key_of(composed(spelled(key, table, tones))) == key


def spelled(key, table, tones):
    """The keys that an input method asks for."""
    letters, tone = letters_of(key)
    mark = dict(zip("\u0301\u0300\u0309\u0303\u0323", tones, strict=True)).get(tone, "")
    return "".join(table.get(letter, letter) for letter in letters) + mark


@given(st.text(max_size=60))
@settings(derandomize=True, deadline=None, max_examples=200)
def test_any_text_is_read(text):
    """Whatever is typed: as many words come out, and what changes is a word of the index."""
    typed = words(text)
    found = as_typed(typed, LANGUAGE)
    assert len(found) == len(typed)
    assert all(LANGUAGE.count(b.key) for a, b in zip(typed, found, strict=True) if a != b)
