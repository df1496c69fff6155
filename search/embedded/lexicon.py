"""The words of a snapshot, numbered from 1 in the order of a dictionary, the same in all segments."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from search.alphabet import alphabetical
from search.pairs import known_pairs
from search.tokens import Kind, make_type
from search.zones import TEXT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from search.embedded.container import Array
    from search.embedded.segment import Segment


class Lexicon:
    """Numbers of keys; 0 stands for no word. `keys[number - 1]` is a word."""

    def __init__(self, segments: Sequence[Segment]) -> None:
        self._segments = segments
        self._by_segment = [_in_order(segment) for segment in segments]
        self.keys = _united(self._by_segment)

    def __len__(self) -> int:
        """How many words there are."""
        return len(self.keys)

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The number of each key."""
        return {key: number for number, key in enumerate(self.keys, start=1)}

    @cached_property
    def tables(self) -> list[Array]:
        """By segment, the number of each word as `forward` tells it: of its rank plus one."""
        return [
            self._table(segment, keys) for segment, keys in zip(self._segments, self._by_segment, strict=True)
        ]

    def _table(self, segment: Segment, keys: Sequence[str]) -> Array:
        places = segment.forward.alphabet.astype(np.int32)
        if len(self._segments) > 1:
            places = np.array([self.numbers[key] - 1 for key in keys], np.int32).take(places)
        return np.append(np.int32(0), places + np.int32(1))

    @cached_property
    def totals(self) -> Array:
        """How often each word stands in the texts of all living articles."""
        found = np.zeros(len(self) + 1, np.int64)
        for segment, table in zip(self._segments, self.tables, strict=True):
            cf = segment.fields[TEXT].cf
            assert cf is not None
            found[table[1:]] += cf.take(segment.forward.terms).astype(np.int64)
            if segment.alive is not None:
                found -= np.bincount(table.take(_dead(segment)), minlength=len(found))
        found[0] = 0
        return found

    @cached_property
    def is_number(self) -> Array:
        """Whether each word is a number."""
        found = [key[0].isdigit() and make_type(key).kind is Kind.NUMBER for key in self.keys]
        return np.array([False, *found], bool)

    @cached_property
    def syllables(self) -> Array:
        """What `search.pairs` calls each word; 0 for one that is in no pair."""
        known = known_pairs().numbers
        return np.array([0, *(known.get(key, 0) for key in self.keys)], np.int64)


def _dead(segment: Segment) -> Array:
    """What stands in all slots of articles that are not alive."""
    assert segment.alive is not None
    begins, dead = segment.forward.begins.tolist(), np.flatnonzero(~segment.alive).tolist()
    return np.concatenate([segment.forward.stretch(begins[doc], begins[doc + 1]) for doc in dead])


def _in_order(segment: Segment) -> list[str]:
    """The keys of a segment in the order of the alphabet."""
    forward = segment.forward
    names = segment.fields[TEXT].terms.texts()
    order = np.empty(len(names), np.int64)
    order[forward.alphabet] = forward.terms
    return [names[number] for number in order.tolist()]


def _united(each: Sequence[Sequence[str]]) -> Sequence[str]:
    if len(each) == 1:
        return each[0]
    return sorted({key for keys in each for key in keys}, key=lambda key: (alphabetical(key), key))
