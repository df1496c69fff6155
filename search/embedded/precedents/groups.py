"""Occurrences by place, source, byline, and by who said them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import numpy as np

from search import places
from search.embedded.precedents.counted import Facts, by_kind, day_of
from search.facets import column
from search.model import UNKNOWN, Group, GroupBy
from search.places import Level
from search.text import comparable

if TYPE_CHECKING:
    from collections.abc import Callable

    from search.embedded.container import Array
    from search.embedded.precedents.occurrences import Everywhere, Occurrences

_LEVELS = {GroupBy.PROVINCE: Level.PROVINCE, GroupBy.DISTRICT: Level.DISTRICT}
_NAMES = frozenset({GroupBy.BYLINE, GroupBy.SPEAKER, GroupBy.OFFICE})
_COLUMNS = {GroupBy.SOURCE: "source", GroupBy.BYLINE: "byline"}


def groups(everywhere: Everywhere, by: GroupBy, begin: int, size: int) -> tuple[int, tuple[Group, ...]]:
    """How many groups there are, and some of them: the largest first; of equals `unknown` last."""
    if not len(everywhere):
        return 0, ()
    owners, values, names = _memberships(everywhere, by)
    facts = Facts(everywhere)
    kinds = by_kind(_Taken(facts, owners), values)
    order = sorted(
        range(len(kinds.kinds)),
        key=lambda at: (
            -int(kinds.lines[at]),
            names[int(kinds.kinds[at])] == UNKNOWN,
            names[int(kinds.kinds[at])],
        ),
    )
    told = [
        Group(
            names[int(kinds.kinds[at])],
            int(kinds.lines[at]),
            int(kinds.articles[at]),
            day_of(int(kinds.first[at])),
            day_of(int(kinds.last[at])),
        )
        for at in order[begin : begin + size]
    ]
    return len(order), tuple(told)


def of_group(everywhere: Everywhere, by: GroupBy, group: str) -> Everywhere:
    """The occurrences of one group."""
    if not len(everywhere):
        return everywhere
    owners, values, names = _memberships(everywhere, by)
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


def _memberships(everywhere: Everywhere, by: GroupBy) -> tuple[Array, Array, list[str]]:
    """Pairs of an occurrence and the number of a value that it has, and what the values are."""
    numbers: dict[str, int] = {}
    written: list[Counter[str]] = []
    """Of each value how often it is written how."""
    owners, values, begin = [], [], 0
    for part in everywhere.parts:
        table, sets = _sets(everywhere, part, by)
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


def _sets(everywhere: Everywhere, part: Occurrences, by: GroupBy) -> tuple[list[tuple[str, ...]], Array]:
    """Sets of values, and the one of each occurrence."""
    if by in (GroupBy.SPEAKER, GroupBy.OFFICE):
        return _said(everywhere, part, by)
    facets = everywhere.segment(part).values.facets
    if by in _COLUMNS:
        facet = facets[_COLUMNS[by]]
        return list(facet.members()), facet.sets.take(part.docs)
    facet = facets[column("place", everywhere.matched.query.map)]
    level = _LEVELS[by]
    return [
        _of_level(each, lambda value: places.level(value) is level) for each in facet.members()
    ], facet.sets.take(part.docs)


def _of_level(members: tuple[str, ...], fits: Callable[[str], bool]) -> tuple[str, ...]:
    return tuple(value for value in members if fits(value)) or (UNKNOWN,)


def _said(everywhere: Everywhere, part: Occurrences, by: GroupBy) -> tuple[list[tuple[str, ...]], Array]:
    """Names of speakers or offices, and the one of each occurrence."""
    said = everywhere.segment(part).raw.said
    names, numbers = (said.speakers, said.speaker) if by is GroupBy.SPEAKER else (said.offices, said.office)
    stretches = said.find(part.docs, part.firsts)
    found = np.zeros(len(part), np.int64)
    held = np.flatnonzero(stretches >= 0)
    found[held] = numbers.take(stretches[held])
    return [(name.decode() or UNKNOWN,) for name in names.all()] or [(UNKNOWN,)], found
