"""Phrases that begin with what is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from search.embedded.language.casing import cased
from search.embedded.language.phrases import LONGEST
from search.embedded.language.ranges import Rows, fold_ranges, keeping_marks
from search.model import Span, Suggestion, SuggestionKind

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from search.embedded.container import Array
    from search.embedded.language.part import Part
    from search.suggest.completing import Typed

SHORTER = 0.15
"""What a phrase is worth less for each syllable beyond two: people type on, but not back."""


class _Found(NamedTuple):
    text: str
    articles: float
    worth: float


def complete_phrases(parts: Sequence[Part], typed: Typed, limit: int) -> list[Suggestion]:
    """The best phrases that go on from all words typed, or else from as many of the last ones as possible.

    A word after a number goes on by itself only where the number does: it is part of a document's.
    """
    for first in range(max(0, len(typed.words) - LONGEST), len(typed.words)):
        if first and typed.words[first - 1].key[0].isdigit():
            break
        rest = typed.after(first)
        found = _best(parts, rest, limit)
        if found:
            return [_suggestion(rest, each) for each in found]
    return []


def _best(parts: Sequence[Part], typed: Typed, limit: int) -> list[_Found]:
    """The best phrases over all segments, by the keys of their words."""
    found: dict[tuple[str, ...], _Found] = {}
    own = tuple(word.key for word in typed.words)
    for part in parts:
        for row in _rows(part, typed, 2 * limit):
            words = [number - 1 for number in part.phrases[row].tolist() if number]
            keys = tuple(part.keys[word] for word in words)
            if keys == own:
                continue
            articles = float(part.phrase_articles[row]) * part.phrase_scale
            worth = articles / (1 + SHORTER * (len(words) - 2))
            before = found.get(keys)
            text = before.text if before else _written(part, row, words)
            found[keys] = _Found(
                text, articles + (before.articles if before else 0), worth + (before.worth if before else 0)
            )
    return sorted(found.values(), key=lambda each: (-each.worth, each.text))[:limit]


def _rows(part: Part, typed: Typed, most: int) -> list[int]:
    """The best rows of one segment."""
    count = len(typed.words)
    ranges = fold_ranges(part, typed.words, is_open=typed.is_open)
    if count not in part.phrase_rows:
        part.phrase_rows[count] = Rows(len(part.phrases), _key(part, count))
    rows: list[Array] = [np.arange(r.start, r.stop) for r in part.phrase_rows[count].between(ranges)]
    if not rows:
        return []
    kept = np.concatenate(rows)
    for column, (word, folds) in enumerate(zip(typed.words, ranges, strict=True)):
        held = keeping_marks(part, word, folds, part.phrases[kept, column].astype(np.int64) - 1)
        if held is not None:
            kept = kept[held]
    worth = part.phrase_articles.take(kept) / (1 + SHORTER * part.phrase_longer.take(kept))
    if len(kept) > most:
        best = np.argpartition(-worth, most)[:most]
        kept, worth = kept[best], worth[best]
    return kept[np.lexsort((kept, -worth))].tolist()  # type: ignore[no-any-return]


def _key(part: Part, count: int) -> Callable[[int], tuple[int, ...]]:
    """The folds of the first words of a row."""
    fold_of, phrases = part.fold_of, part.phrases

    def key(row: int) -> tuple[int, ...]:
        return tuple(int(fold_of[word - 1]) if word else -1 for word in phrases[row, :count].tolist())

    return key


def _written(part: Part, row: int, words: Sequence[int]) -> str:
    """A phrase as it is mostly written."""
    case = int(part.phrase_cases[row])
    return " ".join(
        cased(part.spelled.get(word, part.keys[word]), case >> (2 * at) & 3) for at, word in enumerate(words)
    )


def _suggestion(typed: Typed, found: _Found) -> Suggestion:
    parts = found.text.split(" ")
    last = len(typed.words) - 1
    length = sum(len(part) + 1 for part in parts[:last])
    length += len(typed.words[-1].key) if typed.is_open else len(parts[last])
    text = typed.head + found.text
    mark = Span(0, len(typed.head) + length)
    return Suggestion(SuggestionKind.PHRASE, text, (mark,), text, round(found.articles))
