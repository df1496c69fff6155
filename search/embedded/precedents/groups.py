"""Occurrences counted by what they belong to, and how many articles of the archive belong to the same."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import numpy as np

from search.embedded.precedents.belonging import SAID, Sets, key_of, names_of
from search.embedded.precedents.counted import Facts, by_kind, day_of
from search.model import UNKNOWN, Group, GroupBy, GroupOrder

if TYPE_CHECKING:
    from collections.abc import Mapping

    from search.embedded.container import Array
    from search.embedded.matched import Matched
    from search.embedded.precedents.occurrences import Everywhere
    from search.embedded.segment import Segment


def groups(
    everywhere: Everywhere, archive: Matched, by: GroupBy, order: GroupOrder, begin: int, size: int
) -> tuple[int, tuple[Group, ...]]:
    """How many groups there are, and some of them in an order; `archive` are all articles they may be of."""
    if not len(everywhere):
        return 0, ()
    sets = Sets(everywhere.snapshot, by, everywhere.matched.query.map)
    owners, values, names = _memberships(everywhere, sets)
    kinds = by_kind(_Taken(Facts(everywhere), owners), values)
    held = _in_archive(archive, sets)
    found = [
        Group(
            names[kind],
            int(kinds.lines[at]),
            int(kinds.articles[at]),
            held[key_of(names[kind], by)],
            day_of(int(kinds.first[at])),
            day_of(int(kinds.last[at])),
        )
        for at, kind in enumerate(kinds.kinds.tolist())
    ]
    found.sort(key=lambda group: (-group.lines, group.value == UNKNOWN, group.value))
    if order is GroupOrder.SHARE:
        found.sort(key=lambda group: (group.is_few, -group.share))
    return len(found), tuple(found[begin : begin + size])


def _in_archive(archive: Matched, sets: Sets) -> Mapping[str, int]:
    """How many of some articles are in each group, by its key: those of it, or in which it says something."""
    counts, by = Counter[str](), sets.by
    for number, docs in enumerate(archive.docs):
        if by in SAID:
            counts += _saying(archive.snapshot.segments[number], docs, by)
            continue
        table, numbers = sets.of_articles(number)
        often = np.bincount(numbers.take(docs), minlength=len(table)).tolist()
        for members, count in zip(table, often, strict=True):
            for key in {key_of(value, by) for value in members} if count else ():
                counts[key] += count
    if by in SAID:
        counts[UNKNOWN] = archive.total
    return counts


def _saying(segment: Segment, docs: Array, by: GroupBy) -> Counter[str]:
    """In how many of some articles each name says something."""
    said = segment.raw.said
    names, numbers = names_of(segment, by)
    keys: dict[str, int] = {}
    table = np.array([keys.setdefault(key_of(name, by), len(keys)) for name in names], np.int64)
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
    sets = Sets(everywhere.snapshot, by, everywhere.matched.query.map)
    owners, values, names = _memberships(everywhere, sets)
    held, keys = np.zeros(len(everywhere), bool), [key_of(name, by) for name in names]
    if key_of(group, by) in keys:
        held[owners[values == keys.index(key_of(group, by))]] = True
    return everywhere.only(held)


class _Taken(Facts):
    """The facts of some occurrences, some of them several times."""

    def __init__(self, facts: Facts, owners: Array) -> None:
        super().__init__(facts.everywhere)
        self.articles = facts.articles.take(owners)
        self.days = facts.days.take(owners)
        self.ids = facts.ids.take(owners)


def _memberships(everywhere: Everywhere, grouping: Sets) -> tuple[Array, Array, list[str]]:
    """Pairs of an occurrence and the number of a value that it has, and what the values are."""
    numbers: dict[str, int] = {}
    written: list[Counter[str]] = []
    """Of each value how often it is written how."""
    owners, values, begin = [], [], 0
    by = grouping.by
    for part in everywhere.parts:
        table, sets = grouping.of(part)
        members = [
            list(dict.fromkeys(numbers.setdefault(key_of(value, by), len(numbers)) for value in each))
            for each in table
        ]
        written += (Counter[str]() for _ in range(len(numbers) - len(written)))
        for each, count in zip(table, np.bincount(sets, minlength=len(table)).tolist(), strict=True):
            for value in each if count else ():
                written[numbers[key_of(value, by)]][value] += count
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
