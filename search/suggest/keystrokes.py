"""Telex and VNI typed without an input method: `ddarng vieen`, `dda3ng vie6n`, `nguowif`, `nguowi2`.

What an input method would have made of the keys, wherever in the syllable they were pressed:

    Telex   aa ee oo: hat; w: horn of o and u, breve of a; dd: đ; s f r x j: tone; z: none
    VNI     6: hat; 7: horn; 8: breve; 9: đ; 1 to 5: tone; 0: none

A word that the index holds as it was typed is never read so; what is read must be a syllable of the index.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from search.keys import fold_of, key_of, retoned
from search.model import Word
from search.suggest.marks import written_like
from search.syllables import is_syllable
from search.text import has_marks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from search.suggest.model import Language

_LONGEST = 12
"""Keys of the longest syllable, with room to spare: `nghieengj` has nine."""

_SHORT = 2
"""Words of so few keys (`as`, `a5`) are read only beside longer ones that are."""

_VOWELS = frozenset("aeiouyăâêôơư")
_TONES = dict(zip("sfrxj12345", "\u0301\u0300\u0309\u0303\u0323" * 2, strict=True))
_HATS = dict(zip("aeo", "âêô", strict=True))
_HORNS = dict(zip("ou", "ơư", strict=True))


def as_typed(words: Sequence[Word], language: Language) -> tuple[Word, ...]:
    """The words, each that was typed in keys of an input method as it would have made it.

    A query with any mark was typed with an input method: nothing is read in it.
    """
    if any(has_marks(word.surface) for word in words):
        return tuple(words)
    read = [_read(word, language) for word in words]
    if not any(found and len(word.surface) > _SHORT for word, found in zip(words, read, strict=True)):
        return tuple(words)
    return tuple(found or word for word, found in zip(words, read, strict=True))


def _read(word: Word, language: Language) -> Word | None:
    """A word as an input method would have made it; None where it stays as it was typed."""
    made = composed(word.key) if word.surface.isascii() else None
    if made is None or language.count(word.key):
        return None
    key = key_of(made)
    if not language.count(key):
        return None
    return Word(written_like(word.surface, retoned(made)), key, fold_of(key))


@lru_cache(1 << 12)
def composed(typed: str) -> str | None:
    """The syllable that these keys make, in lower case; None where they make none but themselves."""
    if not 1 < len(typed) <= _LONGEST or not typed[0].isalpha():
        return None
    letters: list[str] = []
    tone = ""
    for char in typed:
        if char in _TONES and _VOWELS.intersection(letters):
            if tone:  # a second tone: no input method would be asked for that
                return None
            tone = _TONES[char]
        elif not _marked(letters, char):
            if not char.isalpha():
                return None
            letters.append(char)
    made = _toned("".join(letters), tone)
    return made if made != typed and is_syllable(made) else None


def _marked(letters: list[str], char: str) -> bool:
    """Let a key mark letters before it; whether it did."""
    if char in "d9":
        return _replace_last(letters, {"d": "đ"})
    if char in _HATS and char in letters:
        return _replace_last(letters, {char: _HATS[char]})
    if char == "6":
        return _replace_last(letters, _HATS)
    if char == "8":
        return _replace_last(letters, {"a": "ă"})
    if char in "w7":
        return _horned(letters, char)
    return False


def _horned(letters: list[str], char: str) -> bool:
    """Horns for `uo` together, else for the last vowel that takes one; `w` alone is `ư`."""
    pairs = [at for at in range(len(letters) - 1) if "".join(letters[at : at + 2]) in ("uo", "ưo", "uơ")]
    if pairs and letters[:1] != ["q"]:
        letters[pairs[-1] : pairs[-1] + 2] = "ươ"
        return True
    if _replace_last(letters, {**_HORNS, "a": "ă"} if char == "w" else _HORNS):
        return True
    if char == "w" and not _VOWELS.intersection(letters):
        letters.append("ư")
        return True
    return False


def _replace_last(letters: list[str], marks: dict[str, str]) -> bool:
    """Mark the last letter that takes one of these marks."""
    for at in range(len(letters) - 1, -1, -1):
        if letters[at] in marks:
            letters[at] = marks[letters[at]]
            return True
    return False


def _toned(syllable: str, tone: str) -> str:
    """A syllable with its tone mark on any vowel; `key_of` knows the right one."""
    if not tone:
        return syllable
    at = next(at for at in range(len(syllable) - 1, -1, -1) if syllable[at] in _VOWELS)
    return unicodedata.normalize("NFC", syllable[: at + 1] + tone + syllable[at + 1 :])
