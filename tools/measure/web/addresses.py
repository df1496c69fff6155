"""What is asked for: results pages of every kind, no two alike, and what people type letter by letter."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote, urlencode

from search.model import FACETS, Query, Sort
from tools.measure.query import typed
from web.addresses.params import Defaults, Params, filters_of, to_query, write
from web.query.meant import is_missed, only_counted

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from search.engine import Reader

KINDS: Mapping[str, int] = {
    "words": 30,
    "without marks": 20,
    "phrase": 10,
    "gap": 4,
    "beginning": 4,
    "fields": 6,
    "operators": 4,
    "headline": 6,
    "document": 4,
    "": 12,
}
"""Kinds of queries of `tratin bench query`, and how often each in a hundred pages; the last one is none."""

FILTERED = 0.4
"""Share of pages with chosen values, of one facet or two."""

TURNED = 0.1
"""Share of pages that are the second one of a result."""

SORTED = 0.1
"""Share of pages in an order by date."""


class Asked(NamedTuple):
    """A page to ask for, and how many articles it must tell; None where another question may be answered."""

    path: str
    total: int | None = None


def pages(reader: Reader, titles: Sequence[str], count: int, seed: int) -> list[Asked]:
    """Results pages, all facets on each, no address twice."""
    chance = random.Random(seed)  # noqa: S311 - test data
    choosing = _Choosing(reader, chance)
    found: dict[Params, None] = {}
    while len(found) < count:
        found[_any_page(choosing, titles, chance)] = None
    return [Asked(_address(params), _total(reader, params)) for params in found]


def typing(titles: Sequence[str], count: int, seed: int) -> list[Asked]:
    """Suggestions for beginnings of queries, one letter longer each time, many people mixed."""
    chance = random.Random(seed)  # noqa: S311 - test data
    found: list[Asked] = []
    while len(found) < count:
        text = typed(chance.choice(("words", "without marks")), chance.choice(titles), chance)
        found += [Asked(f"/api/v1/suggest?q={quote(text[:end])}") for end in range(2, len(text) + 1)]
    chance.shuffle(found)
    return found[:count]


class _Choosing:
    """Values of facets, frequent ones more often, as people choose them."""

    def __init__(self, reader: Reader, chance: random.Random) -> None:
        self._chance = chance
        facets = reader.search(Query(facets=FACETS, size=0)).facets
        self._values = {each.name: [one.value for one in each.values] for each in facets if each.values}
        self._weights = {each.name: [one.count for one in each.values] for each in facets if each.values}

    def some(self) -> dict[str, tuple[str, ...]]:
        """One facet or two with a value or two each."""
        names = self._chance.sample([*self._values], self._chance.choice((1, 1, 2)))
        return {name: self._of(name) for name in names}

    def _of(self, name: str) -> tuple[str, ...]:
        many = self._chance.choice((1, 1, 1, 2))
        return tuple(dict.fromkeys(self._chance.choices(self._values[name], self._weights[name], k=many)))


def _any_page(choosing: _Choosing, titles: Sequence[str], chance: random.Random) -> Params:
    kind = chance.choices([*KINDS], [*KINDS.values()])[0]
    is_filtered = chance.random() < FILTERED or not kind
    return Params(
        q=typed(kind, chance.choice(titles), chance) if kind else "",
        filters=filters_of(choosing.some()) if is_filtered else (),
        sort=Sort.NEWEST if chance.random() < SORTED else Sort.RELEVANCE,
        page=2 if chance.random() < TURNED else 1,
    )


def _address(params: Params) -> str:
    return f"/tim?{urlencode([*write(params, Defaults())])}"


def _total(reader: Reader, params: Params) -> int | None:
    result = reader.search(to_query(only_counted(params), ()))
    return None if is_missed(result) else result.total


def batches(asked: Sequence[Asked], *sizes: int) -> Iterator[list[Asked]]:
    """What is asked in parts of so many, none of it in two of them."""
    start = 0
    for size in sizes:
        yield [*asked[start : start + size]]
        start += size
