"""Which words can be Vietnamese syllables."""

import re
import time
import unicodedata
from pathlib import Path

import pytest

from search.syllables import is_syllable

SEEDS = Path(__file__).parents[2] / "seeds/articles"
YES = (
    "đảng bộ huyện uỷ ủy hòa hoà quỳnh quốc quý quyết khuỷu nghiêng giếng gì gìn gia giờ yêu ý ỷ yếm oanh"
    " oẳn xoong goòng khuya thuở tuýp buýt quầy rượu hươu ngoéo nghỉ ghế kẻ cửa của ở à a thuyền chuyến"
)
NO = (
    "đắk kạn hđnd ôtô café müller bộộ bôộ nghà ngê ghà kà cê cá̀ cạc̣ các̀ cac câp mét̀ hằc zô fát w đ ngư̛u"
    " qố giĩa§ tr ngh aa êo ưi̛"
)


@pytest.mark.parametrize("word", YES.split())
def test_syllables(word):
    """Rightly spelt syllables pass in every case and normal form."""
    for form in (word, word.upper(), word.capitalize(), unicodedata.normalize("NFD", word)):
        assert is_syllable(form)


@pytest.mark.parametrize("word", [*NO.split(), "", " ", "một hai", "x" * 100_000])
def test_other_words(word):
    """Foreign words, abbreviations, wrong onsets, and tones that a stop forbids do not pass."""
    assert not is_syllable(word)


def test_stop_finals_carry_two_tones_only():
    """A rhyme that ends in a stop takes the acute or the dot below."""
    passed = [word for word in ("cat", "cát", "cạt", "càt", "cảt", "cãt") if is_syllable(word)]
    assert passed == ["cát", "cạt"]


def test_the_seeds_are_covered():
    """Accented words of the sample articles are syllables, but for abbreviations."""
    text = "\n".join(path.read_text(encoding="utf-8") for path in SEEDS.glob("*.txt"))
    words = {
        word for word in re.findall(r"[^\W\d_]+", unicodedata.normalize("NFC", text)) if not word.isascii()
    }
    missed = {word for word in words if not is_syllable(word)}
    assert len(words) > 500
    assert {word for word in missed if not word.isupper()} == set()


def test_long_words_cost_nothing():
    """A word of a million letters is refused at once."""
    start = time.perf_counter()
    assert not is_syllable("ạ" * 1_000_000)
    assert time.perf_counter() - start < 0.05
