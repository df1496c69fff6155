"""The wordings of a query: how often, in how many articles, since when and where."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from search.embedded.precedents.counted import Facts, by_kind, day_of, most_provinces
from search.embedded.precedents.drawing import draw, rows
from search.embedded.precedents.wording import fingerprint, fingerprints, wording_of
from search.model import Variant

if TYPE_CHECKING:
    from collections.abc import Iterator

    from search.embedded.container import Array
    from search.embedded.precedents.occurrences import Everywhere
    from search.model import Alike, Line

PLACES = 3
"""Provinces that are told of each variant."""

AT_ONCE = 256
"""Wordings that are told together where all are asked for, and what ties with the last of them."""


def variants(everywhere: Everywhere, alike: Alike, begin: int, size: int) -> tuple[int, tuple[Variant, ...]]:
    """How many wordings there are, and some of them: the most frequent first, then the one used first."""
    if not len(everywhere):
        return 0, ()
    counted = _Counted(everywhere, alike)
    return len(counted.order), tuple(counted.told(begin, size))


def every_variant(everywhere: Everywhere, alike: Alike) -> Iterator[Variant]:
    """All wordings in the same order, some at a time."""
    if not len(everywhere):
        return
    counted = _Counted(everywhere, alike)
    begin = 0
    while begin < len(counted.order):
        end = counted.end_of_ties(min(begin + AT_ONCE, len(counted.order)))
        yield from counted.told(begin, end - begin)
        begin = end


def of_wording(everywhere: Everywhere, wording: str, alike: Alike) -> Everywhere:
    """The occurrences of one wording."""
    wanted = fingerprint(wording, everywhere.snapshot.lexicon)
    held = np.zeros(len(everywhere), bool)
    if wanted is not None:
        held = _fingerprints(everywhere, alike) == np.uint64(wanted)
    return everywhere.only(held)


def _fingerprints(everywhere: Everywhere, alike: Alike) -> Array:
    """The fingerprints of all occurrences; the snapshot remembers the last ones."""
    key = ("wordings", alike, everywhere.key)
    found: Array = everywhere.snapshot.memory.remembered(key, lambda: fingerprints(everywhere, alike), len)
    return found


class _Counted:
    """The wordings of some occurrences, counted; `order` puts them as they are told, up to ties."""

    def __init__(self, everywhere: Everywhere, alike: Alike) -> None:
        self._everywhere = everywhere
        self._alike = alike
        self._facts = Facts(everywhere)
        self._kinds = by_kind(self._facts, _fingerprints(everywhere, alike))
        self._rows = rows(everywhere)
        self.order: Array = np.lexsort((self._kinds.first, -self._kinds.lines))

    @cached_property
    def _edges(self) -> Array:
        """Where ties begin in the order, as frequent and first used on the same day; and its end."""
        lines, first = self._kinds.lines[self.order], self._kinds.first[self.order]
        differ = (lines[1:] != lines[:-1]) | (first[1:] != first[:-1])
        return np.concatenate([[0], np.flatnonzero(differ) + 1, [len(self.order)]])

    def end_of_ties(self, end: int) -> int:
        """The first end of ties that is not before one place of the order."""
        return int(self._edges[self._edges.searchsorted(end)])

    def told(self, begin: int, size: int) -> list[Variant]:
        """Some of them in their order."""
        chosen = self._chosen(begin, size)
        firsts = np.array([self._kinds.of(number)[0] for number, _ in chosen], np.int64)
        lines = draw(self._everywhere, self._rows.chosen(firsts))
        return [
            self._variant(number, wording, line)
            for (number, wording), line in zip(chosen, lines, strict=True)
        ]

    def _chosen(self, begin: int, size: int) -> list[tuple[int, str]]:
        """Kinds with their wordings; ties by wording need the wordings of all that may be among them."""
        if begin >= len(self.order) or size <= 0:
            return []
        last = min(begin + size, len(self.order))
        near_begin = int(self._edges[self._edges.searchsorted(begin, "right") - 1])
        named = [
            (number, _wording(self._everywhere, int(self._kinds.of(number)[0]), self._alike))
            for number in self.order[near_begin : self.end_of_ties(last)].tolist()
        ]
        named.sort(key=lambda one: (-int(self._kinds.lines[one[0]]), int(self._kinds.first[one[0]]), one[1]))
        return named[begin - near_begin : last - near_begin]

    def _variant(self, number: int, wording: str, first: Line) -> Variant:
        kinds = self._kinds
        return Variant(
            wording=wording,
            text=first.match,
            lines=int(kinds.lines[number]),
            articles=int(kinds.articles[number]),
            undated=int(kinds.undated[number]),
            first=day_of(int(kinds.first[number])),
            last=day_of(int(kinds.last[number])),
            first_article=first.article,
            places=most_provinces(self._facts, kinds.of(number), PLACES),
        )


def _wording(everywhere: Everywhere, number: int, alike: Alike) -> str:
    for part in everywhere.parts:
        if number < len(part):
            return wording_of(everywhere, part, number, alike)
        number -= len(part)
    raise IndexError(number)
