"""Occurrences by place, source, byline, and by who said them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import numpy as np

from search import places
from search.embedded.precedents.counted import Facts, by_kind, day_of
from search.facets import column
from search.model import UNKNOWN, Group, GroupBy, GroupOrder
from search.places import Level
from search.text import comparable

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from search.embedded.container import Array
    from search.embedded.matched import Matched
    from search.embedded.precedents.occurrences import Everywhere, Occurrences
    from search.embedded.segment import Segment
    from search.embedded.snapshot import Snapshot
    from search.model import Map

_LEVELS = {GroupBy.PROVINCE: Level.PROVINCE, GroupBy.DISTRICT: Level.DISTRICT}
_SAID = frozenset({GroupBy.SPEAKER, GroupBy.OFFICE})
_NAMES = _SAID | {GroupBy.BYLINE}
_COLUMNS = {GroupBy.SOURCE: "source", GroupBy.YEAR: "year", GroupBy.BYLINE: "byline"}


def groups(
    everywhere: Everywhere, archive: Matched, by: GroupBy, order: GroupOrder, begin: int, size: int
) -> tuple[int, tuple[Group, ...]]:
    """How many groups there are, and some of them in an order; `archive` are all articles they may be of."""
    if not len(everywhere):
        return 0, ()
    sets = _Sets(everywhere.snapshot, by, everywhere.matched.query.map)
    owners, values, names = _memberships(everywhere, sets)
    kinds = by_kind(_Taken(Facts(everywhere), owners), values)
    held = _in_archive(archive, sets)
    found = [
        Group(
            names[kind],
            int(kinds.lines[at]),
            int(kinds.articles[at]),
            held[_key(names[kind], by)],
            day_of(int(kinds.first[at])),
            day_of(int(kinds.last[at])),
        )
        for at, kind in enumerate(kinds.kinds.tolist())
    ]
    found.sort(key=lambda group: (-group.lines, group.value == UNKNOWN, group.value))
    if order is GroupOrder.SHARE:
        found.sort(key=lambda group: (group.is_few, -group.share))
    return len(found), tuple(found[begin : begin + size])


def _in_archive(archive: Matched, sets: _Sets) -> Mapping[str, int]:
    """How many of some articles are in each group, by its key: those of it, or in which it says something."""
    counts, by = Counter[str](), sets.by
    for number, docs in enumerate(archive.docs):
        if by in _SAID:
            counts += _saying(archive.snapshot.segments[number], docs, by)
            continue
        table, numbers = sets.of_articles(number)
        often = np.bincount(numbers.take(docs), minlength=len(table)).tolist()
        for members, count in zip(table, often, strict=True):
            for key in {_key(value, by) for value in members} if count else ():
                counts[key] += count
    if by in _SAID:
        counts[UNKNOWN] = archive.total
    return counts


def _saying(segment: Segment, docs: Array, by: GroupBy) -> Counter[str]:
    """In how many of some articles each name says something."""
    said = segment.raw.said
    names, numbers = _names(segment, by)
    keys: dict[str, int] = {}
    table = np.array([keys.setdefault(_key(name, by), len(keys)) for name in names], np.int64)
    held = np.zeros(segment.size, bool)
    held[docs] = True
    kept = held.take(said.docs)
    pairs = np.unique((said.docs[kept].astype(np.int64) << 32) | table.take(numbers[kept]))
    often = np.bincount(pairs & 0xFFFFFFFF, minlength=len(keys)).tolist()
    return Counter(dict(zip(keys, often, strict=True)))


def of_group(everywhere: Everywhere, by: GroupBy, group: str) -> Everywhere:
    """The occurrences of one group."""
    if not len(everywhere):
        return everywhere
    sets = _Sets(everywhere.snapshot, by, everywhere.matched.query.map)
    owners, values, names = _memberships(everywhere, sets)
    held, keys = np.zeros(len(everywhere), bool), [_key(name, by) for name in names]
    if _key(group, by) in keys:
        held[owners[values == keys.index(_key(group, by))]] = True
    return everywhere.only(held)


class _Taken(Facts):
    """The facts of some occurrences, some of them several times."""

    def __init__(self, facts: Facts, owners: Array) -> None:
        super().__init__(facts.everywhere)
        self.articles = facts.articles.take(owners)
        self.days = facts.days.take(owners)
        self.ids = facts.ids.take(owners)


def _memberships(everywhere: Everywhere, grouping: _Sets) -> tuple[Array, Array, list[str]]:
    """Pairs of an occurrence and the number of a value that it has, and what the values are."""
    numbers: dict[str, int] = {}
    written: list[Counter[str]] = []
    """Of each value how often it is written how."""
    owners, values, begin = [], [], 0
    by = grouping.by
    for part in everywhere.parts:
        table, sets = grouping.of(part)
        members = [
            list(dict.fromkeys(numbers.setdefault(_key(value, by), len(numbers)) for value in each))
            for each in table
        ]
        written += (Counter[str]() for _ in range(len(numbers) - len(written)))
        for each, count in zip(table, np.bincount(sets, minlength=len(table)).tolist(), strict=True):
            for value in each if count else ():
                written[numbers[_key(value, by)]][value] += count
        counts = np.array([len(each) for each in members], np.int64)
        flat = np.array([number for each in members for number in each], np.int64)
        starts = np.cumsum(counts) - counts
        often = counts.take(sets)
        at = np.repeat(starts.take(sets) - np.cumsum(often) + often, often) + np.arange(int(often.sum()))
        values.append(flat.take(at))
        owners.append(np.repeat(np.arange(len(part)), often) + begin)
        begin += len(part)
    names = [min(each, key=lambda name: (-each[name], name), default="") for each in written]
    return np.concatenate(owners), np.concatenate(values), names


def _key(value: str, by: GroupBy) -> str:
    """What tells values apart: names of people and offices are the same in any letters."""
    return comparable(value) if by in _NAMES else value


class _Sets:
    """Sets of values of one kind, and the set of each article or occurrence; each table is read once."""

    def __init__(self, snapshot: Snapshot, by: GroupBy, map_: Map) -> None:
        self.by = by
        self._segments = snapshot.segments
        self._map = map_
        self._read: dict[int, tuple[list[tuple[str, ...]], Array]] = {}

    def of(self, part: Occurrences) -> tuple[list[tuple[str, ...]], Array]:
        """Sets, and the one of each occurrence."""
        if self.by in _SAID:
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
    names, numbers = _names(segment, by)
    stretches = segment.raw.said.find(part.docs, part.firsts)
    found = np.zeros(len(part), np.int64)
    held = np.flatnonzero(stretches >= 0)
    found[held] = numbers.take(stretches[held])
    return [(name,) for name in names], found


def _names(segment: Segment, by: GroupBy) -> tuple[Sequence[str], Array]:
    """The names of speakers or offices of a segment, and the one of each stretch that is said."""
    said = segment.raw.said
    names, numbers = (said.speakers, said.speaker) if by is GroupBy.SPEAKER else (said.offices, said.office)
    return [name.decode() or UNKNOWN for name in names.all()] or [UNKNOWN], numbers
