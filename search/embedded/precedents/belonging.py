"""Which values of a kind each article or occurrence has: places, sources, years, bylines, who says it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from search import places
from search.facets import column
from search.model import UNKNOWN, GroupBy
from search.places import Level
from search.text import comparable

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from search.embedded.container import Array
    from search.embedded.precedents.occurrences import Occurrences
    from search.embedded.segment import Segment
    from search.embedded.snapshot import Snapshot
    from search.model import Map

_LEVELS = {GroupBy.PROVINCE: Level.PROVINCE, GroupBy.DISTRICT: Level.DISTRICT}
SAID = frozenset({GroupBy.SPEAKER, GroupBy.OFFICE})
_NAMES = SAID | {GroupBy.BYLINE}
_COLUMNS = {GroupBy.SOURCE: "source", GroupBy.YEAR: "year", GroupBy.BYLINE: "byline"}


def key_of(value: str, by: GroupBy) -> str:
    """What tells values apart: names of people and offices are the same in any letters."""
    return comparable(value) if by in _NAMES else value


class Sets:
    """Sets of values of one kind, and the set of each article or occurrence; each table is read once."""

    def __init__(self, snapshot: Snapshot, by: GroupBy, map_: Map) -> None:
        self.by = by
        self._segments = snapshot.segments
        self._map = map_
        self._read: dict[int, tuple[list[tuple[str, ...]], Array]] = {}

    def of(self, part: Occurrences) -> tuple[list[tuple[str, ...]], Array]:
        """Sets, and the one of each occurrence."""
        if self.by in SAID:
            return _said(self._segments[part.segment], part, self.by)
        table, sets = self.of_articles(part.segment)
        return table, sets.take(part.docs)

    def of_articles(self, number: int) -> tuple[list[tuple[str, ...]], Array]:
        """Sets, and the one of each article of a segment."""
        if number not in self._read:
            self._read[number] = _of_articles(self._segments[number], self.by, self._map)
        return self._read[number]


def _of_articles(segment: Segment, by: GroupBy, map_: Map) -> tuple[list[tuple[str, ...]], Array]:
    facets = segment.values.facets
    if by in _COLUMNS:
        facet = facets[_COLUMNS[by]]
        return list(facet.members()), facet.sets
    facet, level = facets[column("place", map_)], _LEVELS[by]
    return [
        _of_level(each, lambda value: places.level(value) is level) for each in facet.members()
    ], facet.sets


def _of_level(members: tuple[str, ...], fits: Callable[[str], bool]) -> tuple[str, ...]:
    return tuple(value for value in members if fits(value)) or (UNKNOWN,)


def _said(segment: Segment, part: Occurrences, by: GroupBy) -> tuple[list[tuple[str, ...]], Array]:
    """Names of speakers or offices, and the one of each occurrence."""
    names, numbers = names_of(segment, by)
    stretches = segment.raw.said.find(part.docs, part.firsts)
    found = np.zeros(len(part), np.int64)
    held = np.flatnonzero(stretches >= 0)
    found[held] = numbers.take(stretches[held])
    return [(name,) for name in names], found


def names_of(segment: Segment, by: GroupBy) -> tuple[Sequence[str], Array]:
    """The names of speakers or offices of a segment, and the one of each stretch that is said."""
    said = segment.raw.said
    names, numbers = (said.speakers, said.speaker) if by is GroupBy.SPEAKER else (said.offices, said.office)
    return [name.decode() or UNKNOWN for name in names.all()] or [UNKNOWN], numbers
