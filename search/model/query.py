"""A question to an engine: what to match, what to filter and count, and which page of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from search.model.tree import Everything, Node

if TYPE_CHECKING:
    from datetime import date


class Accents(StrEnum):
    """What typed accents mean.

    `AUTO`: an accent is a constraint, a missing one a question; where nothing matches accents are ignored.
    `EXACT`: words are spelt as typed, the bare ones too. `LOOSE`: accents mean nothing.
    """

    AUTO = "auto"
    EXACT = "exact"
    LOOSE = "loose"


class Sort(StrEnum):
    """Orders of a result; ties always go newer first, then by id.

    `FRESH` is relevance, more for what is newer: see `search.ranking`.
    """

    RELEVANCE = "relevance"
    FRESH = "fresh"
    NEWEST = "newest"
    OLDEST = "oldest"

    @property
    def by_score(self) -> bool:
        """Whether scores decide, not dates."""
        return self in (Sort.RELEVANCE, Sort.FRESH)


class Map(StrEnum):
    """Which map of Vietnam counts places: the one of the article's time, or today's."""

    THEN = "then"
    NOW = "now"


FACETS = ("place", "year", "term", "topic", "trust", "source", "ref")
"""The names of the facets of a page; each is also the name of its filter."""

COUNTED = (*FACETS, "month", "about")
"""All that can be counted and filtered: months are `2021-11`, `about` the years that an article is about."""

UNKNOWN = "unknown"
"""The facet value of articles for which nothing is known; people can pick it."""


@dataclass(frozen=True, slots=True)
class Filter:
    """Articles with any of these values in a facet."""

    facet: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """How a query was read, as a code with its words; the pages say it in the reader's language.

    `instead` is the query that is not read so, where there is one.
    """

    code: str
    words: tuple[str, ...] = ()
    instead: str = ""


class Most(NamedTuple):
    """How many values of a facet are told, the largest first: at the top, below a value, below an open one.

    Open are the chosen values and all that stand above them; those are told however small they are. Values
    stand below those at the top and below those right below an open one; deeper ones are not told.
    """

    top: int
    below: int
    opened: int


@dataclass(frozen=True, slots=True)
class Query:
    """A question to an engine: what to match, what to filter and count, and which page of it.

    `since` and `until` keep articles that were surely published on these days or between. With `opened`, a
    facet that is a tree is counted at its top and below the values named; without, at every level. With
    `most` (and without `opened`) a tree, or a list of sources, that has more than `most.top` values tells
    the largest ones only, and how many there are (see `Facet`, `FacetValue`). `fold` shows one hit for each
    group of near-duplicates, the best one. A `size` of 0 asks only how many there are. With `explain` each
    hit tells its reasons.
    """

    match: Node = field(default_factory=Everything)
    filters: tuple[Filter, ...] = ()
    since: date | None = None
    until: date | None = None
    facets: tuple[str, ...] = ()
    opened: tuple[str, ...] | None = None
    most: Most | None = None
    fold: bool = False
    map: Map = Map.THEN
    sort: Sort = Sort.RELEVANCE
    accents: Accents = Accents.AUTO
    page: int = 1
    size: int = 10
    text: str = ""
    notes: tuple[Note, ...] = ()
    explain: bool = False

    def values(self, facet: str) -> tuple[str, ...]:
        """The selected values of a facet."""
        return next((f.values for f in self.filters if f.facet == facet), ())
