"""Did you mean: slips are found where the index knows better, and nothing is doubted that it knows."""

import pytest
from counted import Counted, words
from hypothesis import given, settings
from hypothesis import strategies as st

from search.suggest.slips import slip
from search.suggest.typos import MOST_WORDS, Typos

LANGUAGE = Counted(
    *["kết nạp đảng viên mới"] * 40,
    *["chủ tịch nước"] * 40,
    *["người dân nông thôn"] * 40,
    *["viện mắt", "viên gạch", "đang đi"] * 20,
)
TYPOS = Typos(LANGUAGE)


def corrected(text):
    """The text most likely meant."""
    return next((found.text for found in TYPOS.did_you_mean(words(text))), None)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("đảnng viên", "đảng viên"),
        ("kết nạ đảng viên", "kết nạp đảng viên"),
        ("chủ tihc nước", "chủ tịch nước"),
        ("chủ tịhc nước", "chủ tịch nước"),
        ("Nguời dân", None),
        ("nôg thôn", "nông thôn"),
        ("dang vieen moii", "đảng viên mới"),
        ("Chũ tịch", "Chủ tịch"),
        ("ngườidân", "người dân"),
        ("ng ười dân", "người dân"),
        ("người gì nôngg thôn", "người gì nông thôn"),  # `gì` stands in no article, but is a word
        ("đảng đi nôngg thôn", "đảng đi nông thôn"),  # one slip is enough: `đảng` is not `đang` as well
    ],
)
def test_slips_are_found(typed, meant):
    """One letter too many, too few, another, two swapped; a blank too many or too few."""
    assert corrected(typed) == meant


@pytest.mark.parametrize(
    "typed", ["đảng viên mới", "dang vien", "viện mắt", "qwertz", "2021", "UBND", "", "a"]
)
def test_nothing_is_doubted(typed):
    """What the index knows, and what is nothing near it, stays."""
    assert corrected(typed) is None


def test_a_correction_says_what_changed():
    """Which words, from what to what, and how sure it is; the others stay as they were typed."""
    (found, *_) = TYPOS.did_you_mean(words("KẾT nạp đảnng viên"))
    assert found.text == "KẾT nạp đảng viên"
    assert [tuple(change) for change in found.changes] == [(2, 3, "đảnng", "đảng")]
    assert found.odds > 3


def test_typed_marks_are_kept():
    """A slip in the letters never takes a mark away, nor puts another in its place."""
    assert slip("đảnng", "đảng")
    assert slip("đanng", "đảng")
    assert slip("đạnng", "đảng") is None
    assert slip("đảng", "đang") is None
    assert slip("vêin", "vien") is None


def test_likely_slips():
    """Left out, doubled or swapped is likelier than a neighbour on the keyboard, and that than others."""
    easy = {slip(typed, "đảng").weight for typed in ("đảg", "đảnng", "đảgn", "ảng")}
    assert len(easy) == 1
    assert slip("đảnh", "đảng").weight < easy.pop()
    assert slip("đảnz", "đảng").weight < slip("đảnh", "đảng").weight


@pytest.mark.parametrize(
    ("typed", "key", "lacks"),
    [
        ("đảg", "đảng", False),
        ("đnag", "đang", False),
        ("đanng", "đảng", True),
        ("dangg", "đang", True),
        ("đng", "đảng", False),  # the letter that bears the mark is gone
        ("nyy", "nay", False),
        ("nyy", "này", True),
        ("viêr", "viên", False),
        ("viêr", "việc", True),
    ],
)
def test_marks_missing_besides_a_slip(typed, key, lacks):
    """A letter that was typed without its mark is told; one that was not typed is not."""
    assert slip(typed, key).lacks_marks is lacks


@pytest.mark.parametrize("key", ["đảng", "người", "tịch"])
def test_every_single_slip_is_one(key):
    """Each letter left out, doubled, replaced, or swapped with the next."""
    bare = {"đảng": "dang", "người": "nguoi", "tịch": "tich"}[key]
    for at in range(len(bare)):
        for wrong in (
            bare[:at] + bare[at + 1 :],
            bare[:at] + "z" + bare[at:],
            bare[:at] + "z" + bare[at + 1 :],
            bare[:at] + bare[at + 1 : at + 2] + bare[at] + bare[at + 2 :],
        ):
            assert slip(wrong, key), wrong
            assert slip(f"zz{wrong}", key) is None, wrong


@given(st.text(max_size=200))
@settings(derandomize=True, deadline=None, max_examples=150)
def test_any_text_is_looked_at(text):
    """Whatever is typed, nothing is raised, and no correction is what was typed."""
    typed = words(text)
    for found in TYPOS.did_you_mean(typed):
        assert found.text != " ".join(word.surface for word in typed)
        assert found.changes


def test_long_queries_cost_nothing():
    """A pasted text is not doubted word by word."""
    assert TYPOS.did_you_mean(words("đảnng " * (MOST_WORDS + 1))) == ()
    assert TYPOS.did_you_mean(words("a" * 100_000)) == ()
