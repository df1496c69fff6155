"""Words of several syllables: `-thanh niên` leaves out `thanh niên`, not `thanh`."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from search.keys import fold_of, key_of
from search.segment.model import lexicon
from search.text import has_marks

if TYPE_CHECKING:
    from collections.abc import Sequence

LONGEST = 4
"""Syllables of the longest words that are looked for."""


def compound_at(words: Sequence[str]) -> int:
    """How many of some words, from the first, are one word of the dictionary: two or more, or 0."""
    keys = [key_of(word) for word in words[:LONGEST]]
    for count in range(len(keys), 1, -1):
        one = " ".join(keys[:count])
        if one in _words() or (not has_marks(one) and " ".join(map(fold_of, keys[:count])) in _folds()):
            return count
    return 0


@cache
def _words() -> frozenset[str]:
    return frozenset(" ".join(map(key_of, word.split(" "))) for word in lexicon().dictionary)


@cache
def _folds() -> frozenset[str]:
    return frozenset(" ".join(map(fold_of, word.split(" "))) for word in _words())
