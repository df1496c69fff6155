"""The accent policy: which spellings in the index a typed word accepts, in tiers.

A typed accent is a constraint, a missing one is a question. One syllable in eight of real text carries no
mark, so a bare word is judged by its company: in a query without any mark every spelling counts on par; in
a query with marks a bare word is believed if the index often writes it so (`quy`), and else it is open
(`vien`: `viên`, `viện`, ...). An article that is written without marks is found too, ranked lower; elsewhere
a word typed with marks is none that has no marks: `quân` is not `quan` (see `markless`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from search.embedded.markless import markless
from search.keys import adds_marks
from search.ranking import BARE, COMPATIBLE, EXACT
from search.text import has_marks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from search.model import Prefix, Word

Tiers = tuple[tuple[float, tuple[str, ...]], ...]
"""Weights, highest first, each with the keys it applies to; no key twice, no tier empty."""

BELIEVED = 0.2
"""A bare word is meant so if at least this share of the occurrences of its fold is bare."""


class Vocabulary(Protocol):
    """The keys of an index."""

    def frequency(self, key: str) -> int:
        """In how many articles a key stands, a `markless` one too; 0 for one that is not there."""
        ...

    def group(self, fold: str) -> tuple[str, ...]:
        """The keys that share a fold, in order."""
        ...


def any_marks(words: Sequence[Word | Prefix]) -> bool:
    """Whether a query gives any accent at all."""
    return any(has_marks(word.key) for word in words)


def tiers(word: Word, vocabulary: Vocabulary) -> Tiers:
    """The spellings that a word accepts in a query that has marks."""
    return tuple((weight, keys) for weight, keys in _tiers(word, vocabulary) if keys)


def _tiers(word: Word, vocabulary: Vocabulary) -> Tiers:
    frequency = vocabulary.frequency(word.key)
    exact: tuple[str, ...] = (word.key,) if frequency else ()
    if word.bare:
        return ((EXACT, exact),)
    unmarked = _unmarked(word, vocabulary)
    if exact and has_marks(word.key):
        return ((EXACT, exact), (BARE, unmarked))
    group = vocabulary.group(word.fold)
    if exact and _is_believed(frequency, group, vocabulary):
        return ((EXACT, exact), (BARE, unmarked))
    wider = tuple(key for key in group if key not in (word.key, word.fold) and adds_marks(word.key, key))
    if exact or wider:
        return ((EXACT, exact), (COMPATIBLE, wider), (BARE, unmarked))
    return ((BARE, group),)


def _unmarked(word: Word, vocabulary: Vocabulary) -> tuple[str, ...]:
    """The word without its marks: where it was typed with some, in articles without marks alone."""
    key = markless(word.fold) if has_marks(word.key) else word.fold
    return (key,) if word.fold != word.key and vocabulary.frequency(key) else ()


def with_meant(found: Tiers, meant: frozenset[str], weight: float) -> Tiers:
    """Tiers in which some keys weigh this much at least."""
    weights = {key: own for own, keys in found for key in keys}
    weights |= {key: max(weight, weights.get(key, 0.0)) for key in meant}
    by_weight = sorted({*weights.values()}, reverse=True)
    return tuple((own, tuple(sorted(key for key in weights if weights[key] == own))) for own in by_weight)


def is_unknown(word: Word, vocabulary: Vocabulary) -> bool:
    """Whether the index has this word only with other marks than were typed."""
    if word.bare or vocabulary.frequency(word.key):
        return False
    group = vocabulary.group(word.fold)
    return bool(group) and not any(adds_marks(word.key, key) for key in group)


def _is_believed(frequency: int, group: Sequence[str], vocabulary: Vocabulary) -> bool:
    return len(group) == 1 or frequency >= BELIEVED * sum(map(vocabulary.frequency, group))
