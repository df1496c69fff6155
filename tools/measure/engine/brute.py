"""What the answers must be: every article is looked at, with NumPy and no index."""

from __future__ import annotations

from collections import Counter
from functools import reduce
from itertools import islice
from operator import and_, or_
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from search.keys import fold_of
from tools.measure.engine.shapes import FIELDS, PLACE, TOP, TOPIC, Counts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from tools.measure.engine.shapes import Question, Record, Source

    Codes = NDArray[np.int32]
    Mask = NDArray[np.bool_]

CHUNK = 500
"""Articles that are held at a time."""


class Truth(NamedTuple):
    """The numbers of all articles that match, and the counts of each facet."""

    numbers: NDArray[np.int64]
    facets: Counts


class _Chunk(NamedTuple):
    """Words as numbers: of keys, and of keys without marks; and which article each stands in."""

    keys: Codes
    folds: Codes
    article: NDArray[np.int64]
    records: list[Record]


def scan(source: Source, questions: Sequence[Question]) -> list[Truth]:
    """The truth of each question."""
    codes = {word: code for code, word in enumerate(sorted({w for q in questions for w in q.words}), 1)}
    numbers: list[list[int]] = [[] for _ in questions]
    counters: list[dict[str, Counter[str]]] = [{facet: Counter() for facet in q.facets} for q in questions]
    for chunk in _chunks(source, codes):
        for question, found, counts in zip(questions, numbers, counters, strict=True):
            matching = np.flatnonzero(_matching(chunk, question, codes)).tolist()
            for record in map(chunk.records.__getitem__, matching):
                if _chosen(record, question, ""):
                    found.append(record.number)
                for facet in question.facets:
                    if _chosen(record, question, facet):
                        counts[facet].update(_values(record, facet, question.opened))
    return [
        Truth(np.array(found, np.int64), {name: cropped(name, counts) for name, counts in counters_.items()})
        for found, counters_ in zip(numbers, counters, strict=True)
    ]


def cropped(facet: str, counts: dict[str, int]) -> dict[str, int]:
    """The most frequent topics, ties at the end left out, for engines break them differently; else all."""
    if facet != TOPIC or len(counts) < TOP:
        return dict(counts)
    least = sorted(counts.values(), reverse=True)[TOP - 1]
    return {value: count for value, count in counts.items() if count > least}


def _chunks(source: Source, codes: dict[str, int]) -> Iterator[_Chunk]:
    rest = iter(source.records())
    folds: dict[str, int] = {}
    while records := list(islice(rest, CHUNK)):
        words = [record.text.split() for record in records]
        flat = [word for each in words for word in each]
        for word in set(flat).difference(folds):
            folds[word] = codes.get(fold_of(word), 0)
        yield _Chunk(
            np.array([codes.get(word, 0) for word in flat], np.int32),
            np.array([folds[word] for word in flat], np.int32),
            np.repeat(np.arange(len(records)), [len(each) for each in words]),
            records,
        )


def _matching(chunk: _Chunk, question: Question, codes: dict[str, int]) -> Mask:
    """Which articles of a chunk hold what is asked for, filters aside."""
    wanted = [codes[word] for word in question.words]
    if question.kind == "phrase":
        return _phrase(chunk, wanted)
    stream = chunk.folds if question.kind == "folded" else chunk.keys
    masks = [_holding(chunk, stream == code) for code in wanted]
    return reduce(or_ if question.kind == "or" else and_, masks)


def _phrase(chunk: _Chunk, wanted: list[int]) -> Mask:
    """Neighbours in the stream: a gap is a word of its own there, and so is the border between articles."""
    size = len(wanted)
    count = len(chunk.keys) - size + 1
    starts = chunk.article[:count] == chunk.article[size - 1 :]
    for offset, code in enumerate(wanted):
        starts = starts & (chunk.keys[offset : offset + count] == code)
    return _holding(chunk, np.append(starts, np.zeros(size - 1, bool)))


def _holding(chunk: _Chunk, places: Mask) -> Mask:
    holding = np.zeros(len(chunk.records), bool)
    holding[chunk.article[places]] = True
    return holding


def _chosen(record: Record, question: Question, but: str) -> bool:
    return all(getattr(record, FIELDS[facet]) in values for facet, values in question.filters(but))


def _values(record: Record, facet: str, opened: str) -> list[str]:
    if facet == TOPIC:
        return record.topic
    if facet == PLACE:
        below = [record.district] if record.province == opened and "/" in record.district else []
        return [record.province, *below]
    return [record.year]
