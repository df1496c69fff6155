"""The marks meant by words typed without some: the likeliest readings by the language of the index."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from search.suggest.lattice import Column, best_paths
from search.suggest.marks import adds_marks, written_like
from search.suggest.model import Reading
from search.tokens import TYPES, Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from search.model import Word
    from search.suggest.lattice import Path
    from search.suggest.model import Language

CERTAIN = 50.0
"""Log-odds of the only reading; no larger ones are told."""

MOST_SPELLINGS = 24
"""Spellings of a word that are tried, the most frequent ones; `do` has 21."""


def restore(words: Sequence[Word], language: Language, most: int = 1) -> tuple[Reading, ...]:
    """The `most` likeliest readings, best first; none where there are no words.

    A word may become any key of its fold that keeps the marks typed. What the index does not hold, numbers
    and abbreviations stay.
    """
    columns = [column_of(each) for each in spellings(words, language)]
    paths = best_paths(columns, language, max(2, most))
    readings = [_reading(words, columns, paths, at, language) for at in range(len(paths))]
    return tuple(readings[:most])


def spellings(words: Sequence[Word], language: Language) -> list[tuple[str, ...]]:
    """The keys that each word may stand for; its own where the index knows nothing.

    `TU` is an abbreviation, but not in a query that is all in capitals: `DAI HOI DANG TU`.
    """
    shouted = len(words) > 1 and all(word.surface.isupper() for word in words)
    return [
        (word.key,) if is_abbreviation(word) and not shouted else _spellings(word, language) for word in words
    ]


def is_abbreviation(word: Word) -> bool:
    """Whether a word is written as an abbreviation in capitals is."""
    return TYPES[word.surface].kind is Kind.ABBREVIATION


def _spellings(word: Word, language: Language) -> tuple[str, ...]:
    kept = [key for key in language.spellings(word.fold) if adds_marks(word.key, key)]
    if len(kept) > MOST_SPELLINGS:
        kept = sorted(kept, key=lambda key: -language.count(key))[:MOST_SPELLINGS]
    return tuple(kept) or (word.key,)


def column_of(keys: tuple[str, ...]) -> Column:
    """Keys of which nothing is known but the language."""
    return Column(keys, (0.0,) * len(keys))


def _reading(
    words: Sequence[Word], columns: Sequence[Column], paths: Sequence[Path], at: int, language: Language
) -> Reading:
    path = paths[at]
    others = [each.score for number, each in enumerate(paths) if number != at]
    keys = [column.words[choice] for column, choice in zip(columns, path.choices, strict=True)]
    text = " ".join(written_like(word.surface, key) for word, key in zip(words, keys, strict=True))
    odds = min(CERTAIN, path.score - max(others)) if others else CERTAIN
    return Reading(tuple(keys), text, odds, count_of(keys, language))


def count_of(keys: Sequence[str], language: Language) -> int:
    """How often a word stands in the text; of several, their rarest two neighbours."""
    if len(keys) == 1:
        return language.count(keys[0])
    return min((language.together(left, right) for left, right in pairwise(keys)), default=0)
