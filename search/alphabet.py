"""The order of Vietnamese words: `a ă â b c d đ e ê …`, then the tones `ngang huyền hỏi ngã sắc nặng`.

As in dictionaries, syllables are compared one after the other, each first by its letters and only then by
its tone: `ba, bà, bá, bác, bang`. Whole numbers stand before words and are compared as numbers.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from search.text import lower

_LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_RANK = {letter: place for place, letter in enumerate(_LETTERS)}
_TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}
_PARTS = re.compile(r"\d+|[^\W\d_]+")

Key = tuple[tuple[int, int, tuple[int, ...], int], ...]


@lru_cache(1 << 15)
def alphabetical(text: str) -> Key:
    """A key that puts texts into the order of a Vietnamese dictionary; stops and blanks do not count."""
    return tuple(_part(part) for part in _PARTS.findall(lower(unicodedata.normalize("NFC", text))))


def _part(part: str) -> tuple[int, int, tuple[int, ...], int]:
    if part.isdecimal():
        return 0, int(part[:18]), (), 0
    tones, letters = [0], []
    for char in part:
        marks = unicodedata.normalize("NFD", char)
        tones += [_TONES[mark] for mark in marks if mark in _TONES]
        bare = unicodedata.normalize("NFC", "".join(mark for mark in marks if mark not in _TONES))
        letters.append(_RANK.get(bare, len(_LETTERS) + ord(bare[0])))
    return 1, 0, tuple(letters), max(tones)
