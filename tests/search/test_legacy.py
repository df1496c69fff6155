"""The code tables of the encodings before Unicode."""

import unicodedata

import pytest

from search import legacy
from search.errors import DataError
from search.legacy import (
    CP1258,
    NONE,
    READABLE,
    SINGLE,
    TCVN3,
    TWICE,
    VISCII,
    VNI,
    capitals,
    encode,
    letters,
    read,
    seen,
    unseen,
)

VOWELS = "aăâeêioôơuưy"
TONES = ("", "\u0300", "\u0301", "\u0309", "\u0303", "\u0323")
SMALL = [unicodedata.normalize("NFC", vowel + tone) for vowel in VOWELS for tone in TONES]
LETTERS = [letter for letter in [*SMALL, "đ"] if not letter.isascii()]
LETTERS += [letter.upper() for letter in LETTERS]


def test_there_are_134_letters():
    """Every accented letter has its row."""
    assert len(LETTERS) == 134
    assert set(letters()[VISCII]) == set(letters()[VNI]) == set(LETTERS)


def test_tcvn3_lacks_the_capitals_with_tones():
    """TCVN3 has all small letters and seven capitals."""
    assert {letter for letter in letters()[TCVN3] if letter.isupper()} == set("ĂÂÊÔƠƯĐ")
    assert {letter for letter in letters()[TCVN3] if letter.islower()} == set(LETTERS[:67])


@pytest.mark.parametrize("name", legacy.TABLED)
def test_no_code_stands_twice(name):
    """A code has one meaning."""
    codes = list(letters()[name].values())
    assert len(codes) == len(set(codes))


@pytest.mark.parametrize("name", SINGLE)
@pytest.mark.parametrize("letter", LETTERS)
def test_every_letter_returns(name, letter):
    """A letter encoded and read is the same letter, small where TCVN3 has no capital."""
    expected = letter if name != TCVN3 or letter in letters()[TCVN3] else letter.lower()
    assert read(seen(encode(letter, name)), name) == expected


@pytest.mark.parametrize("name", [VNI, CP1258])
def test_letters_join_without_mistake(name):
    """Every pair of letters of the encodings with marks is told apart."""
    text = "".join(first + second for first in LETTERS for second in LETTERS)
    assert read(seen(encode(text, name)), name) == text


def test_all_bytes_are_seen():
    """Seen text holds every byte."""
    every = bytes(range(256))
    assert unseen(seen(every)).encode("latin-1") == every


@pytest.mark.parametrize("name", READABLE)
def test_what_is_no_byte_is_not_read(name):
    """A letter beyond windows-1252 cannot come from a legacy font."""
    assert NONE in read("ạ", name)


@pytest.mark.parametrize("name", READABLE)
def test_ascii_is_itself(name):
    """The lower half is the same in all."""
    text = "".join(map(chr, range(0x20, 0x7F)))
    assert read(text, name) == text


@pytest.mark.parametrize(("name", "text"), [(TCVN3, "\u00c0"), (VNI, "\u00dfa"), (TWICE, "\u00e9")])
def test_codes_without_meaning(name, text):
    """A code that the encoding lacks reads as U+FFFD."""
    assert NONE in read(text, name)


def test_vni_marks_may_have_the_other_case():
    """The case of a VNI letter is that of its base."""
    assert read("Ñaûng BOä", VNI) == "Đảng BỘ"


def test_combining_marks_of_tcvn3():
    """The five marks at B0 to B4 join their letter."""
    assert read("a\u00b3 e\u00b0", TCVN3) == "á è"


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("ĐảNG Bộ HUYệN", "ĐẢNG BỘ HUYỆN"),
        ("<b class='x'>ĐảNG Bộ</b> HUYệN", "<b class='x'>ĐẢNG BỘ</b> HUYỆN"),
        ("Đảng bộ huyện", "Đảng bộ huyện"),
        ("Bộ", "Bộ"),
        ("UBND, HĐND xã", "UBND, HĐND xã"),
        ("TP.HCM, UBND ở đó", "TP.HCM, UBND ở đó"),
    ],
)
def test_capitals(given, expected):
    """Where every letter that can tell is a capital, the others become capitals."""
    assert capitals(given) == expected


def test_a_malformed_table_is_reported(tmp_path, monkeypatch):
    """A table with a missing row is an error a person understands."""
    path = tmp_path / "letters.tsv"
    path.write_text("letter\ttcvn3\tviscii\tvni\nà\tB5\tE0\t61F8\n", encoding="utf-8")
    monkeypatch.setattr(legacy, "DATA", path)
    with pytest.raises(DataError, match="134 letters"):
        letters.__wrapped__()
