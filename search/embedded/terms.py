"""The accent policy: which spellings in the index a typed word accepts, in tiers.

A typed accent is a constraint, a missing one is a question. One syllable in eight of real text carries no
mark, so a bare word is judged by its company: in a query without any mark every spelling counts on par; in
a query with marks a bare word is believed if the index often writes it so (`quy`), and else it is open
(`vien`: `viên`, `viện`, ...). What is written without marks in the text counts everywhere, but less.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from search.ranking import BARE, COMPATIBLE, EXACT
from search.text import has_marks

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from search.embedded.snapshot import Vocabulary
    from search.model import Word

Tiers = tuple[tuple[float, tuple[str, ...]], ...]
"""Weights, highest first, each with the keys it applies to; no key twice."""

BELIEVED = 0.2
"""A bare word is meant so if at least this share of the occurrences of its fold is bare."""


def any_marks(words: Sequence[Word]) -> bool:
    """Whether a query gives any accent at all."""
    return any(has_marks(word.key) for word in words)


def tiers(word: Word, vocabulary: Vocabulary, frequency: Callable[[str], int]) -> Tiers:
    """The spellings that a word accepts in a query that has marks."""
    group = vocabulary.by_fold.get(word.fold, ())
    exact = (word.key,) if word.key in vocabulary.keys else ()
    bare = tuple(key for key in group if key == word.fold != word.key)
    if exact and (has_marks(word.key) or _is_believed(word.key, group, frequency)):
        return ((EXACT, exact), (BARE, bare))
    wider = tuple(key for key in group if key not in (word.key, *bare) and _adds_marks(word.key, key))
    if exact or wider:
        return ((EXACT, exact), (COMPATIBLE, wider), (BARE, bare))
    return ((BARE, group),)


def is_unknown(word: Word, vocabulary: Vocabulary) -> bool:
    """Whether the index has this word only with other marks than were typed."""
    group = vocabulary.by_fold.get(word.fold, ())
    return bool(group) and word.key not in group and not any(_adds_marks(word.key, key) for key in group)


def _is_believed(key: str, group: Sequence[str], frequency: Callable[[str], int]) -> bool:
    return len(group) == 1 or frequency(key) >= BELIEVED * sum(map(frequency, group))


def _adds_marks(typed: str, key: str) -> bool:
    """Whether `key` is `typed` with further marks: `đang` is within `đảng`; `đàng` is not."""
    return all(_marks(mine) <= _marks(theirs) for mine, theirs in zip(typed, key, strict=True))


def _marks(char: str) -> frozenset[str]:
    if char == "đ":
        return frozenset("-")
    return frozenset(unicodedata.normalize("NFD", char)[1:])
