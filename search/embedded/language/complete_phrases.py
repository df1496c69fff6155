"""Phrases that begin with what is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from search.embedded.language.casing import cased
from search.embedded.language.phrases import LONGEST
from search.embedded.language.ranges import Rows, fold_ranges, keeping_marks
from search.model import Span, Suggestion, SuggestionKind
from search.suggest.joining import is_joined
from search.suggest.kinds import CUE, holds_number
from search.suggest.marks import written_like

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from search.embedded.container import Array
    from search.embedded.language.part import Part
    from search.model import Word
    from search.suggest.completing import Typed
    from search.suggest.joining import Joining

SHORTER = 0.15
"""What a phrase is worth less for each syllable beyond two: people type on, but not back."""

UNLIKELY, FARTHEST = 0.25, 2
"""Behind words that it does not begin with, a phrase so much less likely than the best one is not offered,
nor one that goes on for more syllables: those words say nothing about them."""


class _Found(NamedTuple):
    """A phrase: as it is written, the keys of its words, about its articles, and what it is worth."""

    text: str
    keys: tuple[str, ...]
    articles: float
    worth: float


def complete_phrases(parts: Sequence[Part], joining: Joining, typed: Typed, limit: int) -> list[Suggestion]:
    """The best phrases that go on from all words typed, or else from as many of the last ones as possible.

    These must fit behind the words before them; no number is joined, for it may be part of a document's.
    """
    for first in range(max(0, len(typed.words) - LONGEST), len(typed.words)):
        if first and _parts_number(typed.words, first):
            break
        rest = typed.after(first)
        found = _best(parts, rest, limit)
        if first:
            made = _joined(parts, joining, typed, first, found)
        else:
            made = [_suggestion(typed.text[: typed.starts[0]], rest, each) for each in found]
        if made:
            return made[:limit]
    return []


def _parts_number(words: Sequence[Word], first: int) -> bool:
    """Whether a number would be parted from what stands before it or behind it."""
    last = first + 1 if words[first].fold == CUE else first
    return any(word.key[0].isdigit() for word in words[first - 1 : last + 1])


def _joined(
    parts: Sequence[Part], joining: Joining, typed: Typed, first: int, found: Sequence[_Found]
) -> list[Suggestion]:
    """The phrases behind the words before them; those that are joined to these must be likely there."""
    rest, joined = typed.after(first), is_joined(typed, first)
    near, least = found, 0.0
    if joined:
        near = [each for each in found if len(each.keys) <= len(rest.words) + FARTHEST]
    heads = joining.heads(typed, first, [each.keys[0] for each in near])
    if joined:
        near = [each._replace(worth=each.worth * heads[each.keys[0]].weight) for each in near]
        least = UNLIKELY * max((each.worth for each in near), default=0)
    return [
        _suggestion(_head(parts, typed, heads[each.keys[0]].keys), rest, each)
        for each in sorted(near, key=_rank)
        if each.worth and each.worth >= least
    ]


def _rank(found: _Found) -> tuple[float, str]:
    return -found.worth, found.text


def _head(parts: Sequence[Part], typed: Typed, keys: Sequence[str]) -> str:
    """The text before a phrase, its words written with these keys."""
    pieces, at = [], 0
    for word, key, start, end in zip(typed.words, keys, typed.starts, typed.ends, strict=False):
        own = word.surface if key == word.key else written_like(word.surface, _spelled(parts, key))
        pieces += [typed.text[at:start], own]
        at = end
    return "".join((*pieces, typed.text[at : typed.starts[len(keys)]]))


def _spelled(parts: Sequence[Part], key: str) -> str:
    """A key as it is mostly spelled."""
    numbers = ((part, part.numbers.get(key)) for part in parts)
    return next((part.spelled.get(number, key) for part, number in numbers if number is not None), key)


def _best(parts: Sequence[Part], typed: Typed, limit: int) -> list[_Found]:
    """The best phrases over all segments, by the keys of their words."""
    found: dict[tuple[str, ...], _Found] = {}
    own = tuple(word.key for word in typed.words)
    for part in parts:
        for row in _rows(part, typed, 2 * limit):
            words = [number - 1 for number in part.phrases[row].tolist() if number]
            keys = tuple(part.keys[word] for word in words)
            if keys == own or holds_number(keys):
                continue
            articles = float(part.phrase_articles[row]) * part.phrase_scale
            worth = articles / (1 + SHORTER * (len(words) - 2))
            before = found.get(keys)
            if before:
                found[keys] = before._replace(articles=before.articles + articles, worth=before.worth + worth)
            else:
                found[keys] = _Found(_written(part, row, words), keys, articles, worth)
    return sorted(found.values(), key=_rank)


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


def _suggestion(head: str, typed: Typed, found: _Found) -> Suggestion:
    parts = found.text.split(" ")
    last = len(typed.words) - 1
    length = sum(len(part) + 1 for part in parts[:last])
    length += len(typed.words[-1].key) if typed.is_open else len(parts[last])
    text = head + found.text
    mark = Span(0, len(head) + length)
    return Suggestion(SuggestionKind.PHRASE, text, (mark,), text, round(found.articles))
