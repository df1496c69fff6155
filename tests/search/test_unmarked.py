"""Texts without marks: a byte for each character, whatever it is."""

import random

from trial import seed

from search.text import folded
from search.unmarked import DIGIT, LETTER, SIGN, unmarked


def test_letters_lose_their_marks():
    """Letters of the alphabet are small and bare; ASCII stays; of the rest only the kind is told."""
    assert unmarked("Đảng bộ 28-CT/TW\nkỹ_Y") == b"dang bo 28-ct/tw\nky_y"
    assert unmarked("漢٣“½😀") == bytes([LETTER, DIGIT, SIGN, LETTER, SIGN])


def test_every_character_is_one_byte():
    """Places in the bytes are places in the text, of any characters."""
    chance = random.Random(seed())
    text = "".join(chr(chance.randrange(1, 0x110000)) for _ in range(2000))
    plain = unmarked(text)
    assert len(plain) == len(text)
    for char, byte in zip(text, plain, strict=True):
        assert byte > DIGIT or char.isalnum(), hex(ord(char))
        assert not chr(byte).isalpha() or folded(char) == chr(byte), hex(ord(char))
