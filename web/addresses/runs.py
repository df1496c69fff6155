"""Years and months that follow each other, told as one: `2010–2019`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from search.model import UNKNOWN
from web.texts.labels import value_label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from web.addresses.params import Params

LEAST = 3
"""Values in a row that are told as one; two are as short as they are."""


def number_of(facet: str, value: str) -> int | None:
    """A number that grows by one from a year or month to the next; None for values of other kinds."""
    if value == UNKNOWN:
        return None
    if facet in ("year", "about"):
        return int(value)
    if facet == "month":
        year, _, month = value.partition("-")
        return 12 * int(year) + int(month) - 1
    return None


def runs(facet: str, values: Sequence[str]) -> list[tuple[str, ...]]:
    """Values in the order given, those of a long run together where its first stood."""
    numbers = {value: number_of(facet, value) for value in values}
    at = {number: value for value, number in numbers.items() if number is not None}
    found: dict[str, tuple[str, ...]] = {}
    for value, number in numbers.items():
        if value not in found:
            run = _around(at, number) if number is not None else ()
            found |= dict.fromkeys(run, run) if len(run) >= LEAST else {value: (value,)}
    return list(dict.fromkeys(found.values()))


def _around(at: dict[int, str], number: int) -> tuple[str, ...]:
    """The values of the run that holds a number, the first first."""
    first = last = number
    while first - 1 in at:
        first -= 1
    while last + 1 in at:
        last += 1
    return tuple(at[each] for each in range(first, last + 1))


def run_label(facet: str, run: Sequence[str], params: Params) -> str:
    """`2021`, or `2010–2019` for several."""
    ends = (run[0],) if len(run) == 1 else (run[0], run[-1])
    return "–".join(value_label(facet, value, params.lang, params.map) for value in ends)


def chosen_label(facet: str, params: Params) -> str:
    """All chosen values of a facet in words, with commas between."""
    return ", ".join(run_label(facet, run, params) for run in runs(facet, params.values(facet)))
