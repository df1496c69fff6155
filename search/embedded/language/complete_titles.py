"""Titles in which what is typed stands, from any syllable on."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from search.embedded.language.ranges import Rows, fold_ranges, keeping_marks
from search.embedded.language.titles import ordered_words
from search.model import Span, Suggestion, SuggestionKind
from search.text import lower
from search.tokenizer import cut

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from search.embedded.container import Array
    from search.embedded.language.part import Part
    from search.embedded.segment import Segment
    from search.suggest.completing import Typed

MOST_PLACES = 4_096
"""Of more places that fit, so many are looked at, evenly spaced: so short a beginning fits anything."""


class _Place(NamedTuple):
    """A place in a title: the order of the best, its article, and the words before it."""

    rank: tuple[bool, int]
    segment: Segment
    article: int
    before: int


def complete_titles(segments: Sequence[Segment], typed: Typed, limit: int) -> list[Suggestion]:
    """Titles that begin so, newest first; then those that go on so from a later syllable."""
    places = [place for segment in segments for place in _places(segment, typed, 3 * limit)]
    places.sort(key=lambda place: (place.rank, place.segment.name, place.article))
    found: dict[str, Suggestion] = {}
    for place in places:
        title = place.segment.values.titles[place.article].decode()
        same = lower(title)
        if same not in found:
            if len(found) == limit:
                break
            found[same] = _suggestion(place, title, typed)
    return list(found.values())


def _places(segment: Segment, typed: Typed, most: int) -> list[_Place]:
    """The best places of one segment."""
    part = segment.language
    at, articles = _fitting(part, typed)
    if not len(at):
        return []
    if segment.alive is not None:
        living = segment.alive.take(articles)
        at, articles = at[living], articles[living]
    before = at - part.title_at.take(articles)
    minutes = segment.values.moments.take(articles)
    best = np.lexsort((articles, -minutes, before > 0))[:most]
    return [
        _Place((words > 0, -minute), segment, article, words)
        for article, words, minute in zip(
            articles[best].tolist(), before[best].tolist(), minutes[best].tolist(), strict=True
        )
    ]


def _fitting(part: Part, typed: Typed) -> tuple[Array, Array]:
    """The places from which on all words typed stand in one title, and whose it is."""
    ranges = fold_ranges(part, typed.words, is_open=typed.is_open)
    count = min(len(ranges), ordered_words(len(part.folds)))
    if not all(any(each) for each in ranges):
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    if count not in part.title_rows:
        part.title_rows[count] = Rows(len(part.title_order), _key(part, count))
    rows = part.title_rows[count].between(ranges[:count])
    found = [np.asarray(part.title_order[_spread(each)], np.int64) for each in rows]
    at = np.concatenate([np.zeros(0, np.int64), *found])
    if not len(at):
        return at, at
    after = part.title_at.searchsorted(at.astype(part.title_at.dtype), side="right")
    kept = at + len(ranges) <= part.title_at.take(after)
    at, articles = at[kept], after[kept] - 1
    for column, (word, folds) in enumerate(zip(typed.words, ranges, strict=True)):
        words = part.title_words.take(at + column).astype(np.int64)
        if column >= count:
            numbers = part.fold_of.take(words)
            kept = np.zeros(len(at), bool)
            for each in folds:
                kept |= (numbers >= each.start) & (numbers < each.stop)
            at, articles, words = at[kept], articles[kept], words[kept]
        held = keeping_marks(part, word, folds, words)
        if held is not None:
            at, articles = at[held], articles[held]
    return at, articles


def _spread(rows: range) -> slice:
    return slice(rows.start, rows.stop, max(1, -(-len(rows) // MOST_PLACES)))


def _key(part: Part, count: int) -> Callable[[int], tuple[int, ...]]:
    """The folds of the first words from a place on, -1 behind the end of its title."""
    order, words, first, fold_of = part.title_order, part.title_words, part.title_at, part.fold_of
    kind = first.dtype.type  # of another type, NumPy would convert all of them for each look

    def key(row: int) -> tuple[int, ...]:
        at = int(order[row])
        end = int(first[first.searchsorted(kind(at), side="right")])
        folds = fold_of.take(words[at : min(end, at + count)]).tolist()
        return (*folds, *[-1] * (count - len(folds)))

    return key


def _suggestion(place: _Place, title: str, typed: Typed) -> Suggestion:
    tokens = cut(title)
    last = place.before + len(typed.words) - 1
    start = tokens.starts[place.before]
    end = tokens.ends[last]
    if (
        typed.is_open and len(tokens.types[last].key) == end - tokens.starts[last]
    ):  # `2.802` is longer than 2802
        end = tokens.starts[last] + len(typed.words[-1].key)
    mark = Span(start, end - start)
    article = place.segment.values.ids[place.article].decode()
    return Suggestion(SuggestionKind.TITLE, title, (mark,), article, 1)
