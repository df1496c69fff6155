"""Queries over time, and their first use."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from search.embedded.precedents.counted import NO_DAY, Facts, day_of, most_provinces
from search.embedded.precedents.drawing import draw, rows
from search.model import UNKNOWN, Everything, FirstUse, Has, Period, Series, Timeline, Trust

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from search.embedded.container import Array
    from search.embedded.matched import Matched
    from search.embedded.precedents.drawing import Rows
    from search.embedded.precedents.occurrences import Everywhere
    from search.model import Query


class _Counts(NamedTuple):
    """Articles by period, and those of them whose date is inferred."""

    all: dict[str, int]
    estimated: dict[str, int]


def timeline(
    queries: Sequence[Query], matched: Sequence[Matched], archive: Matched, period: Period
) -> Timeline:
    """Some queries, as they were asked and matched, over time, and all articles of the archive."""
    counted = [_counted(each, period) for each in (*matched, archive)]
    known = {name for each in counted for name in each.all if name != UNKNOWN}
    periods = tuple(_without_gaps(known, period))
    *series, whole = (
        _series(query, each, counts, periods)
        for query, each, counts in zip((*queries, archive.query), (*matched, archive), counted, strict=True)
    )
    return Timeline(period, periods, tuple(series), whole)


def everything_of(query: Query) -> Query:
    """The query that finds all articles under the same filters."""
    return replace(query, match=Everything(), text="", notes=())


def _counted(matched: Matched, period: Period) -> _Counts:
    every, estimated = dict[str, int](), dict[str, int]()
    for selection, docs in zip(matched.selections, matched.docs, strict=True):
        facets = selection.values.facets
        column, trust = facets[period.value], facets["trust"]
        width = len(trust)
        pairs = column.sets.take(docs).astype(np.int64) * width + trust.sets.take(docs)
        counts = np.bincount(pairs, minlength=len(column) * width).reshape(-1, width)
        inferred = trust.has([Trust.INFERRED.value])
        for (name,), row in zip(column.members(), counts, strict=True):
            every[name] = every.get(name, 0) + int(row.sum())
            estimated[name] = estimated.get(name, 0) + int(row[inferred].sum())
    return _Counts({name: count for name, count in every.items() if count}, estimated)


def _series(query: Query, matched: Matched, counts: _Counts, periods: Sequence[str]) -> Series:
    return Series(
        query,
        matched.total,
        tuple(counts.all.get(name, 0) for name in periods),
        tuple(counts.estimated.get(name, 0) for name in periods),
        counts.all.get(UNKNOWN, 0),
        matched.told,
    )


def _without_gaps(known: Iterable[str], period: Period) -> list[str]:
    """All periods from the first known to the last."""
    ordered = sorted(known)
    if not ordered:
        return []
    if period is Period.YEAR:
        return [f"{year:04}" for year in range(int(ordered[0]), int(ordered[-1]) + 1)]
    first, last = (int(name[:4]) * 12 + int(name[5:]) - 1 for name in (ordered[0], ordered[-1]))
    return [f"{month // 12:04}-{month % 12 + 1:02}" for month in range(first, last + 1)]


# ---------------------------------------------------------------- first use


def first_use(everywhere: Everywhere, match: Callable[[Query], Matched], most: int) -> FirstUse:
    """The first lines of a query, and those that may be earlier; `match` evaluates what else is asked."""
    query = everywhere.matched.query
    archive = first_day(match(everything_of(query)))
    undated = sum(int(np.count_nonzero(_is_undated(each))) for each in _days(everywhere.matched))
    if not len(everywhere):
        return FirstUse(query, (), (), day_of(archive), undated=undated)
    facts, every = Facts(everywhere), rows(everywhere)
    leading = np.flatnonzero(every.numbers == 1)
    known = facts.days[leading] != NO_DAY
    dated = leading[known]
    dated = dated[np.lexsort((facts.ids[dated], facts.days[dated]))]
    first = int(facts.days[dated[0]]) if len(dated) else NO_DAY
    place = _place(facts, dated[:1])
    there = match(replace(everything_of(query), match=Has("place", (place,)))) if place else None
    return FirstUse(
        query,
        tuple(draw(everywhere, every.chosen(dated[:most]))),
        tuple(
            draw(
                everywhere,
                every.chosen(_maybe_earlier(everywhere, facts, every, leading[~known], first)[:most]),
            )
        ),
        day_of(archive),
        day_of(first_day(there)) if there else None,
        place,
        undated,
    )


def _place(facts: Facts, some: Array) -> str:
    found = most_provinces(facts, some, 1) if len(some) else ()
    return found[0][0] if found else ""


def _days(matched: Matched) -> list[tuple[Array, Array]]:
    """By segment, the first and last days on which the articles found may have been published; 0: any."""
    return [
        (
            selection.values.first_days.take(docs).astype(np.int64),
            selection.values.last_days.take(docs).astype(np.int64),
        )
        for selection, docs in zip(matched.selections, matched.docs, strict=True)
    ]


def _is_undated(days: tuple[Array, Array]) -> Array:
    first, last = days
    undated: Array = (first == 0) | (first != last)
    return undated


def first_day(matched: Matched) -> int:
    """The earliest known day of what was found; `NO_DAY` where none is known."""
    found = [first[~_is_undated((first, last))] for first, last in _days(matched)]
    return min((int(each.min()) for each in found if len(each)), default=NO_DAY)


def _maybe_earlier(everywhere: Everywhere, facts: Facts, every: Rows, some: Array, first: int) -> Array:
    """Those of some occurrences from articles of perhaps before a day, by their first possible day."""
    begins = np.zeros(len(some), np.int64)
    for number, segment in enumerate(everywhere.snapshot.segments):
        held = every.segments[some] == number
        begins[held] = segment.values.first_days.take(every.docs[some[held]])
    begins[begins == 0] = NO_DAY  # it may be from any day: told last
    maybe = (begins < first) | (begins == NO_DAY)
    chosen, begins = some[maybe], begins[maybe]
    order: Array = np.lexsort((facts.ids[chosen], begins))
    found: Array = chosen.take(order)
    return found
