"""Words of several syllables: `-thanh niên` leaves out `thanh niên`, not `thanh`; `-Hà Nội` the name."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from search import placenames
from search.keys import fold_of, key_of
from search.places import Level, level
from search.segment.model import lexicon
from search.text import has_marks

if TYPE_CHECKING:
    from collections.abc import Sequence

LONGEST = 4
"""Syllables of the longest words that are looked for."""


def compound_at(words: Sequence[str]) -> int:
    """How many of some words, from the first, are one: a name, a province, a word of the dictionary; or 0."""
    name = next((at for at, word in enumerate(words) if not _is_capital(word)), len(words))
    if name > 1:
        return name
    keys = [key_of(word) for word in words[:LONGEST]]
    for count in range(len(keys), 1, -1):
        one = " ".join(keys[:count])
        if one in _words() or (not has_marks(one) and " ".join(map(fold_of, keys[:count])) in _folds()):
            return count
        if _is_province(" ".join(words[:count])):
            return count
    return 0


def _is_capital(word: str) -> bool:
    """Whether a syllable begins with a capital and goes on in small letters."""
    return word.istitle() and word.isalpha() and len(word) > 1


def _is_province(name: str) -> bool:
    return any(one.whole and level(one.unit.id) is Level.PROVINCE for one in placenames.find(name))


@cache
def _words() -> frozenset[str]:
    return frozenset(" ".join(map(key_of, word.split(" "))) for word in lexicon().dictionary)


@cache
def _folds() -> frozenset[str]:
    return frozenset(" ".join(map(fold_of, word.split(" "))) for word in _words())
