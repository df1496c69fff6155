"""Occurrences counted by something that each has a number for: lines, articles, days, provinces."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from search.facets import column
from search.model import UNKNOWN

if TYPE_CHECKING:
    from search.embedded.container import Array
    from search.embedded.precedents.occurrences import Everywhere

NO_DAY = np.iinfo(np.int64).max
"""Instead of the day of an article whose day is not known; last in every order."""


class Facts:
    """What is asked of the article of each occurrence, as arrays over all segments."""

    def __init__(self, everywhere: Everywhere) -> None:
        self.everywhere = everywhere

    @cached_property
    def articles(self) -> Array:
        """A number for the article of each, ascending."""
        parts = self.everywhere.parts
        return np.concatenate([(part.segment << 32) | part.docs for part in parts])

    @cached_property
    def days(self) -> Array:
        """The day on which its article was published, or `NO_DAY`."""
        return np.concatenate([days(self.everywhere, number) for number in range(len(self.everywhere.parts))])

    @cached_property
    def ids(self) -> Array:
        """The rank of its article's id."""
        ranks = self.everywhere.snapshot.by_id
        return np.concatenate([ranks[part.segment].take(part.docs) for part in self.everywhere.parts])

    @cached_property
    def provinces(self) -> tuple[Array, list[tuple[str, ...]]]:
        """The set of provinces of each article, and what the sets are."""
        name = column("place", self.everywhere.matched.query.map)
        numbers: dict[tuple[str, ...], int] = {}
        found = []
        for part in self.everywhere.parts:
            facet = self.everywhere.segment(part).values.facets[name].top
            assert facet is not None
            table = [numbers.setdefault(members, len(numbers)) for members in facet.members()]
            found.append(np.array(table, np.int64).take(facet.sets.take(part.docs)))
        return np.concatenate(found), list(numbers)


def days(everywhere: Everywhere, number: int) -> Array:
    """The day of each occurrence of a part, as an ordinal; `NO_DAY` where none is known."""
    part = everywhere.parts[number]
    values = everywhere.segment(part).values
    first = values.first_days.take(part.docs).astype(np.int64)
    known = (first > 0) & (first == values.last_days.take(part.docs))
    return np.where(known, first, NO_DAY)


class Kinds(NamedTuple):
    """Occurrences by kind: parallel arrays, a kind each; `order` puts all occurrences kind by kind.

    Within a kind they go by the day of their article, then by its id and by place.
    """

    kinds: Array
    lines: Array
    articles: Array
    undated: Array
    first: Array
    last: Array
    order: Array
    begins: Array

    def of(self, number: int) -> Array:
        """The occurrences of one kind, the earliest article first."""
        begin = int(self.begins[number])
        return self.order[begin : begin + int(self.lines[number])]


def by_kind(facts: Facts, kinds: Array) -> Kinds:
    """Count occurrences by a number that each has."""
    order = np.lexsort((facts.ids, facts.days, kinds))
    kinds, articles, found_days = kinds[order], facts.articles[order], facts.days[order]
    is_new = np.append(True, kinds[1:] != kinds[:-1])[: len(kinds)]
    begins = np.flatnonzero(is_new)
    lines = np.diff(begins, append=len(kinds))
    is_article = is_new | np.append(True, articles[1:] != articles[:-1])[: len(kinds)]
    is_dated = found_days != NO_DAY
    last = np.maximum.reduceat(np.where(is_dated, found_days, 0), begins) if len(begins) else begins
    return Kinds(
        kinds[begins],
        lines,
        _summed(is_article, begins),
        _summed(is_article & ~is_dated, begins),
        found_days[begins],
        last,
        order,
        begins,
    )


def _summed(held: Array, begins: Array) -> Array:
    found: Array = np.add.reduceat(held.astype(np.int64), begins) if len(begins) else begins
    return found


def day_of(ordinal: int) -> date | None:
    """A day, or None for none."""
    return date.fromordinal(ordinal) if 0 < ordinal < NO_DAY else None


def most_provinces(facts: Facts, some: Array, most: int) -> tuple[tuple[str, int], ...]:
    """The provinces in which most articles of some occurrences happened; those of equal number by id."""
    sets, members = facts.provinces
    _, first = np.unique(facts.articles[some], return_index=True)
    counts: dict[str, int] = {}
    numbers, often = np.unique(sets[some][first], return_counts=True)
    for number, count in zip(numbers.tolist(), often.tolist(), strict=True):
        for value in members[number]:
            if value != UNKNOWN:
                counts[value] = counts.get(value, 0) + count
    return tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:most])
