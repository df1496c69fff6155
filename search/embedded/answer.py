"""Answers a query from one snapshot: plan, select in every segment, put the segments together, draw hits."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import accumulate, groupby
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from search.embedded.groups import copies, distinct, folded
from search.embedded.marking import accepted_of
from search.embedded.plan import Spelling
from search.embedded.planning import Planner
from search.embedded.rescoring import rescorer
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
from search.query.parser import typed_words, words_of
from search.query.runs import runs_of
from search.query.sentences import attempts, is_sentence
from search.ranking import RESCORED
from search.snippets import shown
from search.suggest.meanings import meanings
from search.zones import texts_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from search.embedded.container import Array
    from search.embedded.facets import FacetCounter
    from search.embedded.rescoring import Rescorer
    from search.embedded.selection import Selection
    from search.embedded.snapshot import Snapshot
    from search.marking import Accepted
    from search.model import Facet, Node, Query
    from search.suggest.meanings import Meanings


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
    notes: tuple[Note, ...] = ()
    rescorer: Rescorer | None = None

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
        if first >= last:
            return Found(total, [], [])
        if self.query.fold:
            places = self._first_groups(results, last)[first:last]
            return Found(total, places, copies(self.snapshot, results, places))
        places = self._first(results, last)[first:last]
        return Found(total, places, [0] * len(places))

    def _first(self, results: Sequence[tuple[Array, Array]], most: int) -> list[Place]:
        """The first articles over all segments, those scored anew before the others."""
        if self.rescorer is None or self.query.sort is not Sort.RELEVANCE:
            return self._by_first_phase(results, most)
        best = self.rescored
        if most <= len(best):
            return best[:most]
        known = {(place.segment, place.number) for place in best}
        others = self._by_first_phase(results, most)
        return [*best, *(each for each in others if (each.segment, each.number) not in known)][:most]

    @cached_property
    def rescored(self) -> list[Place]:
        """The best articles, scored anew."""
        assert self.rescorer is not None
        places = sorted(self._by_first_phase(self.results, RESCORED))
        found = [
            (number, np.array([place.number for place in group], np.int64))
            for number, group in groupby(places, key=lambda place: place.segment)
        ]
        added = self.rescorer.added(found)
        scores = np.array([place.score for place in places], np.float32)
        scores += np.concatenate([np.zeros(0, np.float32), *(each.total for each in added)])
        order = self._order(found, scores)
        return [Place(places[at].segment, places[at].number, float(scores[at])) for at in order]

    def _order(self, found: Sequence[tuple[int, Array]], scores: Array) -> list[int]:
        """The numbers of some articles, segment by segment, in the order of their scores."""
        if len(self.selections) == 1:
            newest = [self.selections[number].values.newest.take(docs) for number, docs in found]
            order: list[int] = np.lexsort((*newest, -rounded(scores))).tolist() if newest else []
            return order
        keys = [
            key
            for (number, docs), begin in zip(found, _begins(found), strict=True)
            for key in _keys(self.selections[number], docs, scores[begin : begin + len(docs)], Sort.RELEVANCE)
        ]
        return sorted(range(len(scores)), key=keys.__getitem__)

    def _by_first_phase(self, results: Sequence[tuple[Array, Array]], most: int) -> list[Place]:
        """The first articles by their own scores."""
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


def _begins(found: Sequence[tuple[int, Array]]) -> list[int]:
    """Where the articles of each segment begin among all."""
    return list(accumulate((len(docs) for _, docs in found), initial=0))[:-1]


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
    """Evaluate; where nothing has all that was asked for, what has most of it. That is told."""
    first, *others = attempts(query.match)
    keep = is_sentence(query.match) or (bool(others) and _is_spelt(snapshot, query.match))
    matched = _by_accents(snapshot, counter, replace(query, match=first), keep=keep)
    for node in others:
        if matched.matches:
            break
        found = _by_accents(snapshot, counter, replace(query, match=node))
        if found.matches:
            matched = replace(found, notes=(*found.notes, Note("some-words")))
    return replace(matched, query=query)


def _is_spelt(snapshot: Snapshot, node: Node) -> bool:
    """Whether all words are in the index as typed: then a word is missing, not an accent wrong."""
    words = (word for word in words_of(node) if isinstance(word, Word))
    return all(snapshot.vocabulary.frequency(word.key) for word in words)


def _by_accents(snapshot: Snapshot, counter: FacetCounter, query: Query, *, keep: bool = False) -> Matched:
    """Evaluate; where typed accents leave nothing, once more without them, unless they are to be kept."""
    if query.accents is not Accents.AUTO:
        return _matched(snapshot, counter, query, Spelling(snapshot, query.accents))
    accented = any_marks(typed_words(query.match))
    meant = meanings(runs_of(query.match), snapshot.language, accented=accented)
    accents = Accents.AUTO if accented else Accents.LOOSE
    matched = _matched(snapshot, counter, query, Spelling(snapshot, accents, meant.words))
    if matched.matches:
        return _noting(matched, [*_restored(meant), *_ignored(matched)])
    if keep or not accented:
        return matched
    without = _matched(snapshot, counter, query, Spelling(snapshot, Accents.LOOSE))
    return _noting(without, _accents_ignored(words_of(query.match))) if without.matches else matched


def _restored(meant: Meanings) -> list[Note]:
    return [Note("restored", told) for told in meant.told]


def _ignored(matched: Matched) -> list[Note]:
    """The words that the index has only with other marks than were typed."""
    if matched.spelling.loose:
        return []
    words = (word for word in words_of(matched.query.match) if isinstance(word, Word))
    return _accents_ignored(word for word in words if is_unknown(word, matched.snapshot.vocabulary))


def _accents_ignored(words: Iterable[Word | Prefix]) -> list[Note]:
    surfaces = tuple(dict.fromkeys(word.surface for word in words))
    return [Note("accents-ignored", surfaces)] if surfaces else []


def _matched(snapshot: Snapshot, counter: FacetCounter, query: Query, spelling: Spelling) -> Matched:
    plan = Planner(snapshot, spelling, query.map).plan(query.match)
    selections = tuple(select(view, number, plan, query) for number, view in enumerate(snapshot.views))
    return Matched(
        snapshot, counter, query, spelling, selections, rescorer=rescorer(spelling, runs_of(query.match))
    )


def _noting(matched: Matched, notes: Sequence[Note]) -> Matched:
    return replace(matched, notes=(*matched.notes, *notes)) if notes else matched


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
