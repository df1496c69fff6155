"""The key of a token: one string for all spellings of a word.

HÒA, hòa, hoà -> hoà: lower case, the tone mark at its new-style place. vịêt, việt -> việt: wherever the
mark was put. kĩ, kỹ -> kỹ: i and y where they are one sound, from a closed list.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from search.text import folded, lower

_TONE_MARKS = frozenset("\u0300\u0301\u0309\u0303\u0323")
_SYLLABLE = re.compile(
    r"(?P<onset>qu(?=[aăâeêioơuưy])|gi(?=[aăâeêioôơuưy])|[bcdđghklmnpqrstvx]{0,3})"
    r"(?P<vowels>[aăâeêioôơuưy]{1,3})(?P<coda>[cghmnpt]{0,2})"
)
"""A syllable without its tone; not every such string exists."""

_MARKED = frozenset("ăâêôơư")

_Y = dict(zip("iìíỉĩị", "yỳýỷỹỵ", strict=True))

_WITH_I = (
    ("kì", "kí", "kỉ", "kĩ", "kị", "lí", "lì", "lị", "mì", "mĩ", "mị", "sĩ", "tì", "tỉ", "tị", "hỉ", "hí"),
    ("qui", "quì", "quí", "quỉ", "quĩ", "quị"),
)

I_TO_Y = {word: word[:-1] + _Y[word[-1]] for group in _WITH_I for word in group}
"""One word, two spellings. Closed on purpose: hi, li, mi, si, ti, thi, vi and the tones that are not listed
are left out, for they are two words each or names (Vi and Vy, `một tí` and the year Tý)."""


def key_of(surface: str) -> str:
    """The key of a token of letters and digits, NFC."""
    word = retoned(lower(surface))
    return I_TO_Y.get(word, word)


def retoned(word: str) -> str:
    """A lower-case word with its one tone mark at the new-style place; other words as they are."""
    if word.isascii():
        return word
    bare, mark = _without_tone(word)
    match = _SYLLABLE.fullmatch(bare) if mark else None
    if match is None:
        return word
    at = match.start("vowels") + _nucleus(match["vowels"], has_coda=bool(match["coda"]))
    return unicodedata.normalize("NFC", bare[: at + 1] + mark + bare[at + 1 :])


def _without_tone(word: str) -> tuple[str, str]:
    """The word without its tone mark, NFC, and the mark; no mark where it has none or several."""
    decomposed = unicodedata.normalize("NFD", word)
    marks = [char for char in decomposed if char in _TONE_MARKS]
    if len(marks) != 1:
        return word, ""
    return unicodedata.normalize("NFC", decomposed.replace(marks[0], "")), marks[0]


def _nucleus(vowels: str, *, has_coda: bool) -> int:
    """Which vowel bears the tone: the last with a hat, horn or breve; else by the new-style rule."""
    marked = [at for at, vowel in enumerate(vowels) if vowel in _MARKED]
    if marked:
        return marked[-1]
    if len(vowels) == 1:
        return 0
    if has_coda:
        return len(vowels) - 1
    if len(vowels) == 3 or vowels in ("oa", "oe", "uy"):
        return 1
    return 0


_ONE_SOUND = frozenset({"ki", "li", "mi", "si", "ti", "hi", "qui"})


def fold_of(key: str) -> str:
    """The fold of a key: without marks, and i and y of one sound united: `kĩ`, `kỹ`, `ki` are all `ky`."""
    fold = folded(key)
    return fold[:-1] + "y" if fold in _ONE_SOUND else fold


def adds_marks(typed: str, key: str) -> bool:
    """Whether a key is another one of its fold with further marks: `đang` is within `đảng`; `đàng` is not."""
    return all(_marks(mine) <= _marks(theirs) for mine, theirs in zip(typed, key, strict=True))


@lru_cache(1 << 10)
def _marks(char: str) -> frozenset[str]:
    if char == "đ":
        return frozenset("-")
    return frozenset(unicodedata.normalize("NFD", char)[1:])
