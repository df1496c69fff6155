"""Which words can be Vietnamese syllables: onset, rhyme and tone, as the orthography writes them.

The rules are those of the school grammar:

- `k gh ngh` stand before e ê i y, `c g ng` elsewhere; `qu` takes the rhymes that begin with a glide;
- a rhyme that ends in c, ch, p, t carries the acute or the dot below and no other tone, so `cac` is
  no syllable and `các` is;
- a word has one tone mark at most, on a vowel; on which one is not checked (`hòa` and `hoà` both pass).

Words of other languages and names such as `Đắk` fail on purpose; possible syllables that no dictionary
lists pass.
"""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache

from search.text import TONES, folded, lower

_LONGEST = 7
"""Letters of the longest syllable (`nghiêng`); none has more than three characters in NFD."""

_STOPS = ("c", "ch", "p", "t")
_STOP_TONES = frozenset("\u0301\u0323")
_FRONT = tuple("eêiy")
_ONSETS = ("", *"bcdđghklmnprstvx", *("ch", "gh", "gi", "kh", "ng", "ngh", "nh", "ph", "qu", "th", "tr"))
_ONLY_BEFORE_FRONT = frozenset({"k", "gh", "ngh"})
_NEVER_BEFORE_FRONT = frozenset({"c", "g", "ng"})

# Vowel letters, then the finals they take; "-" is no final.
_RHYMES = """
a: - c ch i m n ng nh o p t u y
ă: c m n ng p t
â: c m n ng p t u y
e: - c m n ng o p t
ê: - c ch m n ng nh p t u
i: - a ch m n nh p t u
iê: c m n ng p t u
o: - c i m n ng p t
oa: - c ch i m n ng nh o p t y
oă: c m n ng t
oe: - m n ng o t
oo: c ng
ô: - c i m n ng p t
ơ: - i m n p t
u: - a c i m n ng p t
uâ: n ng t y
uê: - ch n nh
uô: c i m n ng t
uơ: - i n t
uy: - a ch n nh p t u
uyê: n t
ư: - a c i m n ng t u
ươ: c i m n ng p t u
y: - ch n nh p t u
yê: m n ng t u
"""

_GLIDED = "a ă â e ê i iê o ơ y yê"
"""Vowels that follow `qu`; `quốc` is the one word with ô."""


@cache
def _rhymes() -> dict[str, tuple[str, ...]]:
    """Vowel letters to whole rhymes."""
    rows = (row.split(": ") for row in _RHYMES.strip().splitlines())
    return {vowels: tuple(vowels + end.strip("-") for end in ends.split()) for vowels, ends in rows}


@cache
def _toneless() -> frozenset[str]:
    """All syllables without their tones."""
    rhymes = [rhyme for group in _rhymes().values() for rhyme in group]
    plain = {onset + rhyme for onset in _ONSETS for rhyme in rhymes if _joins(onset, rhyme)}
    after_gi = {"g" + rhyme for rhyme in ("i", "in", "im", "ip", *_rhymes()["iê"])}
    return frozenset(plain | after_gi | {"quôc"})


@cache
def _folds() -> frozenset[str]:
    """All syllables without any mark."""
    return frozenset(map(folded, _toneless()))


def can_be_bare(fold: str) -> bool:
    """Whether a word without marks, in lower case, can be a syllable that lost them: `nuoc`, not `ubnd`."""
    return fold in _folds()


def _joins(onset: str, rhyme: str) -> bool:
    """Whether the spelling lets this onset stand before this rhyme."""
    if onset == "qu":
        return any(rhyme in _rhymes()[vowels] for vowels in _GLIDED.split())
    if onset == "gi":
        return not rhyme.startswith(("i", "y"))
    if onset == "" or rhyme.startswith("yê"):
        return onset == "" and not rhyme.startswith("iê")
    if rhyme.startswith("y") and rhyme != "y":
        return False
    if rhyme.startswith(_FRONT):
        return onset not in _NEVER_BEFORE_FRONT
    return onset not in _ONLY_BEFORE_FRONT


def is_syllable(word: str) -> bool:
    """Whether a word can be a Vietnamese syllable, in any case and any normal form."""
    return len(word) <= 3 * _LONGEST and _is_syllable(word)


@lru_cache(maxsize=1 << 16)
def _is_syllable(word: str) -> bool:
    parts = unicodedata.normalize("NFD", lower(word))
    tones = [char for char in parts if char in TONES]
    bare = unicodedata.normalize("NFC", "".join(char for char in parts if char not in TONES))
    if len(tones) > 1 or bare not in _toneless() or (tones and not _tone_on_vowel(parts)):
        return False
    return not bare.endswith(_STOPS) or (bool(tones) and tones[0] in _STOP_TONES)


def _tone_on_vowel(parts: str) -> bool:
    """Whether the tone mark follows a vowel letter, its hat, breve or horn between them or not."""
    before = next(index for index, char in enumerate(parts) if char in TONES) - 1
    while before > 0 and unicodedata.combining(parts[before]):
        before -= 1
    return parts[before] in "aeiouy"
