"""Answers a query from one snapshot: plan, select in every segment, put the segments together, draw hits."""

from __future__ import annotations

import time
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from search.embedded.groups import copies, distinct, folded
from search.embedded.marking import accepted_of
from search.embedded.plan import Spelling
from search.embedded.planning import Planner
from search.embedded.selection import best, rounded, select
from search.embedded.terms import any_marks, is_unknown
from search.model import (
    Accents,
    And,
    Best,
    Hit,
    Near,
    Note,
    Or,
    Phrase,
    Prefix,
    Result,
    Some,
    Sort,
    Word,
    WordCount,
)
from search.query.parser import words_of
from search.snippets import shown
from search.zones import texts_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from search.embedded.container import Array
    from search.embedded.facets import FacetCounter
    from search.embedded.selection import Selection
    from search.embedded.snapshot import Snapshot
    from search.marking import Accepted
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


@dataclass(frozen=True)
class Matched:
    """A query evaluated over all segments."""

    snapshot: Snapshot
    counter: FacetCounter
    query: Query
    spelling: Spelling
    selections: tuple[Selection, ...]
    notes: tuple[Note, ...]

    @property
    def matches(self) -> bool:
        """Whether anything matches before filters."""
        return any(selection.matches for selection in self.selections)

    @cached_property
    def results(self) -> list[tuple[Array, Array]]:
        """By segment, the articles under all filters and their scores."""
        return [selection.result() for selection in self.selections]

    def groups(self) -> int:
        """How many different contents were found."""
        return distinct(self.selections, self.results)

    def found(self, first: int, last: int) -> Found:
        """The articles `[first, last)` in the order asked for."""
        results = self.results
        total = sum(len(docs) for docs, _ in results)
        if self.query.fold:
            places = self._first_groups(results, last)[first:last]
            return Found(total, places, copies(self.snapshot, results, places))
        places = self._first(results, last)[first:last]
        return Found(total, places, [0] * len(places))

    def _first(self, results: Sequence[tuple[Array, Array]], most: int) -> list[Place]:
        """The first articles over all segments."""
        sort = self.query.sort
        found: list[tuple[tuple[object, ...], Place]] = []
        for number, (selection, (docs, scores)) in enumerate(zip(self.selections, results, strict=True)):
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

    def _first_groups(self, results: Sequence[tuple[Array, Array]], most: int) -> list[Place]:
        """The best article of each of the first groups: more articles are fetched until there are enough."""
        total = sum(len(docs) for docs, _ in results)
        wanted = most
        while True:
            wanted = min(wanted * 2 + 10, total)
            places = folded(self.snapshot, self._first(results, wanted))
            if len(places) >= most or wanted == total:
                return places

    def facets(self) -> tuple[Facet, ...]:
        """The facets asked for."""
        return tuple(self.counter.facet(name, self.selections, self.query) for name in self.query.facets)


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


def match(snapshot: Snapshot, counter: FacetCounter, query: Query) -> Matched:
    """Evaluate; where typed accents leave nothing, once more without them. Ignored accents are told."""
    words = words_of(query.match)
    accents = query.accents
    if accents is Accents.AUTO and not any_marks(words):
        accents = Accents.LOOSE
    matched = _matched(snapshot, counter, query, accents)
    if accents is not Accents.AUTO:
        return matched
    if matched.matches:
        ignored = [
            word.surface for word in words if isinstance(word, Word) and is_unknown(word, snapshot.vocabulary)
        ]
        return _noting(matched, ignored) if ignored else matched
    without = _matched(snapshot, counter, query, Accents.LOOSE)
    return _noting(without, [word.surface for word in words]) if without.matches else matched


def _matched(snapshot: Snapshot, counter: FacetCounter, query: Query, accents: Accents) -> Matched:
    spelling = Spelling(snapshot, accents)
    plan = Planner(snapshot, spelling, query.map).plan(query.match)
    selections = tuple(select(view, number, plan, query) for number, view in enumerate(snapshot.views))
    return Matched(snapshot, counter, query, spelling, selections, ())


def _noting(matched: Matched, ignored: Sequence[str]) -> Matched:
    notes = (Note("accents-ignored", tuple(ignored)),)
    return Matched(
        matched.snapshot, matched.counter, matched.query, matched.spelling, matched.selections, notes
    )


def answer(snapshot: Snapshot, counter: FacetCounter, query: Query) -> Result:
    """The whole answer, hits drawn."""
    started = time.perf_counter()
    matched = match(snapshot, counter, query)
    found = matched.found((query.page - 1) * query.size, query.page * query.size)
    accepted = accepted_of(query.match, matched.spelling)
    hits = tuple(
        _hit(snapshot, place, more, accepted) for place, more in zip(found.places, found.copies, strict=True)
    )
    return Result(
        query=query,
        total=found.total,
        groups=matched.groups(),
        hits=hits,
        facets=matched.facets(),
        notes=(*query.notes, *matched.notes),
        word_counts=() if found.total else tuple(_word_counts(matched)),
        took_ms=(time.perf_counter() - started) * 1000,
        generation=snapshot.manifest.generation,
    )


def _hit(snapshot: Snapshot, place: Place, more: int, accepted: Accepted) -> Hit:
    document = snapshot.segments[place.segment].stored.document(place.number)
    article = document.article
    found = shown(article.title, texts_of(article), accepted)
    return Hit(
        id=document.id,
        title=found.title,
        snippets=found.passages,
        source=article.source,
        url=article.url,
        published=document.published,
        location=document.location,
        topics=tuple(topic.id for topic in document.topics),
        score=place.score,
        copies=more,
        matches=found.matches,
    )


def _word_counts(matched: Matched) -> Iterator[WordCount]:
    """How many articles under the same filters hold each part of a query that found nothing."""
    snapshot, query = matched.snapshot, matched.query
    planner = Planner(snapshot, matched.spelling, query.map)
    for part in _typed(query.match):
        plan = planner.plan(part)
        selections = [select(view, number, plan, query) for number, view in enumerate(snapshot.views)]
        count = sum(len(selection.result()[0]) for selection in selections)
        yield WordCount(_shown(part), count)


def _shown(part: Word | Prefix | Phrase | Near) -> str:
    if isinstance(part, Word):
        return part.surface
    if isinstance(part, Prefix):
        return f"{part.surface}*"
    text = " ".join(word.surface for word in part.words)
    return f'"{text}"' if isinstance(part, Phrase) else f'"{text}"~{part.within}'


def _typed(node: Node) -> Iterator[Word | Prefix | Phrase | Near]:
    """The words and phrases as they were typed, without other readings of them."""
    match node:
        case Best(readings):
            yield from _typed(readings[0][1]) if readings else ()
        case And(parts) | Or(parts) | Some(parts):
            for part in parts:
                yield from _typed(part)
        case Word() | Prefix() | Phrase() | Near():
            yield node
