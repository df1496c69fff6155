"""A query evaluated over all segments: the order of what was found, and its facets."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate, groupby
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from search.embedded.clock import Clock
from search.embedded.groups import copies, distinct, folded
from search.embedded.selection import best, rounded
from search.model import Everything, Note, Sort
from search.ranking import RESCORED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from search.embedded.container import Array
    from search.embedded.facets import FacetCounter
    from search.embedded.plan import Spelling
    from search.embedded.rescoring import Added, Rescorer
    from search.embedded.selection import Selection
    from search.embedded.snapshot import Snapshot
    from search.model import Facet, Node, Query


class Place(NamedTuple):
    """An article of a snapshot: its segment, its number there, and its score."""

    segment: int
    number: int
    score: float


class Found(NamedTuple):
    """What was found: how much, and the first articles in the order asked for.

    `copies` are, for each place, how many more articles of its group were found, where the query folds them.
    """

    total: int
    places: list[Place]
    copies: list[int]


class Anew(NamedTuple):
    """The best articles of a segment, ascending, and what the second phase adds to them."""

    segment: int
    docs: Array
    added: Added


@dataclass(frozen=True)
class Matched:
    """A query evaluated over all segments; `node` is what of its tree, or instead of it, was evaluated."""

    snapshot: Snapshot
    counter: FacetCounter
    query: Query
    spelling: Spelling
    selections: tuple[Selection, ...]
    notes: tuple[Note, ...] = ()
    rescorer: Rescorer | None = None
    clock: Clock = field(default_factory=Clock)
    node: Node = field(default_factory=Everything)

    @property
    def told(self) -> tuple[Note, ...]:
        """How the query was read and answered so far; `partial` once its time ran out."""
        partial = (Note("partial"),) if self.clock.ran_out else ()
        return (*self.query.notes, *self.notes, *partial)

    @property
    def matches(self) -> bool:
        """Whether anything matches before filters."""
        return any(selection.matches for selection in self.selections)

    @cached_property
    def docs(self) -> list[Array]:
        """By segment, the articles under all filters."""
        return [selection.docs for selection in self.selections]

    @property
    def total(self) -> int:
        """How many articles there are."""
        return sum(map(len, self.docs))

    @cached_property
    def scores(self) -> list[Array]:
        """By segment, the scores of the articles."""
        found = [selection.scores() for selection in self.selections]
        if self.query.sort is not Sort.FRESH:
            return found
        return [
            scores * fresh.take(docs)
            for scores, fresh, docs in zip(found, self.snapshot.freshness, self.docs, strict=True)
        ]

    def factors(self, segment: int, docs: Array) -> Array:
        """What the order multiplies the scores of some articles by."""
        if self.query.sort is not Sort.FRESH:
            return np.ones(len(docs), np.float32)
        return self.snapshot.freshness[segment].take(docs)

    def groups(self) -> int:
        """How many different contents were found."""
        return distinct(self.selections, self.docs)

    def found(self, first: int, last: int) -> Found:
        """The articles `[first, last)` in the order asked for."""
        total = self.total
        if first >= last:
            return Found(total, [], [])
        if self.query.fold:
            places = self._first_groups(last)[first:last]
            return Found(total, places, copies(self.snapshot, self.docs, places))
        places = self._first(last)[first:last]
        return Found(total, places, [0] * len(places))

    def _first(self, most: int) -> list[Place]:
        """The first articles over all segments, those scored anew before the others."""
        if not self.is_rescored:
            return self._by_first_phase(most)
        best = self.rescored
        if most <= len(best):
            return best[:most]
        known = {(place.segment, place.number) for place in best}
        others = self._by_first_phase(most)
        return [*best, *(each for each in others if (each.segment, each.number) not in known)][:most]

    @cached_property
    def is_rescored(self) -> bool:
        """Whether the best articles are scored anew, if there is time for it."""
        return self.rescorer is not None and self.query.sort.by_score and self.clock.has_time()

    @cached_property
    def _to_rescore(self) -> list[Place]:
        return sorted(self._by_first_phase(RESCORED))

    @cached_property
    def anew(self) -> list[Anew]:
        """What the second phase adds, by segment."""
        if self.rescorer is None or not self.is_rescored:
            return []
        found = [
            (number, np.array([place.number for place in group], np.int64))
            for number, group in groupby(self._to_rescore, key=lambda place: place.segment)
        ]
        added = self.rescorer.added(found)
        return [Anew(number, docs, each) for (number, docs), each in zip(found, added, strict=True)]

    @cached_property
    def rescored(self) -> list[Place]:
        """The best articles, scored anew."""
        places, anew = self._to_rescore, self.anew
        added = [each.added.total * self.factors(each.segment, each.docs) for each in anew]
        scores = np.array([place.score for place in places], np.float32)
        scores += np.concatenate([np.zeros(0, np.float32), *added])
        order = self._order(anew, scores)
        return [Place(places[at].segment, places[at].number, float(scores[at])) for at in order]

    def _order(self, anew: Sequence[Anew], scores: Array) -> list[int]:
        """The numbers of some articles, segment by segment, in the order of their scores."""
        if len(self.selections) == 1:
            newest = [self.selections[each.segment].values.newest.take(each.docs) for each in anew]
            order: list[int] = np.lexsort((*newest, -rounded(scores))).tolist() if newest else []
            return order
        keys = [
            key
            for each, begin in zip(anew, _begins(anew), strict=True)
            for key in _keys(
                self.selections[each.segment],
                each.docs,
                scores[begin : begin + len(each.docs)],
                Sort.RELEVANCE,
            )
        ]
        return sorted(range(len(scores)), key=keys.__getitem__)

    def _by_first_phase(self, most: int) -> list[Place]:
        """The first articles by their own scores."""
        sort = self.query.sort
        found: list[tuple[tuple[object, ...], Place]] = []
        parts = zip(self.selections, self.docs, self.scores, strict=True)
        for number, (selection, docs, scores) in enumerate(parts):
            chosen = best(selection.values, docs, scores, sort, most)
            places = [
                Place(number, doc, score)
                for doc, score in zip(docs[chosen].tolist(), scores[chosen].tolist(), strict=True)
            ]
            if len(self.selections) == 1:
                return places
            keys = _keys(selection, docs[chosen], scores[chosen], sort)
            found.extend(zip(keys, places, strict=True))
        found.sort()
        return [place for _, place in found[:most]]

    def _first_groups(self, most: int) -> list[Place]:
        """The best article of each of the first groups: more articles are fetched until there are enough."""
        wanted = most
        while True:
            wanted = min(wanted * 2 + 10, self.total)
            places = folded(self.snapshot, self._first(wanted))
            if len(places) >= most or wanted == self.total:
                return places

    def facets(self, clock: Clock) -> tuple[Facet, ...]:
        """The facets asked for, as far as there is time."""
        return tuple(
            self.counter.facet(name, self.selections, self.query)
            for name in self.query.facets
            if clock.has_time()
        )


def _begins(found: Sequence[Anew]) -> list[int]:
    """Where the articles of each segment begin among all."""
    return list(accumulate((len(each.docs) for each in found), initial=0))[:-1]


def _keys(selection: Selection, docs: Array, scores: Array, sort: Sort) -> list[tuple[object, ...]]:
    """What compares articles of several segments: as the ranks within one segment do."""
    values = selection.values
    moments = values.moments[docs].astype(np.int64)
    ids = [values.ids[doc] for doc in docs.tolist()]
    if sort is Sort.OLDEST:
        return list(zip((moments < 0).tolist(), moments.tolist(), ids, strict=True))
    newest = (-moments).tolist()
    if sort is Sort.NEWEST:
        return list(zip(newest, ids, strict=True))
    return list(zip((-rounded(scores)).tolist(), newest, ids, strict=True))
