"""Answers a query from one snapshot: plan, select in every segment, put the segments together, draw hits."""

from __future__ import annotations

import time
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import accumulate, groupby
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from search.embedded.begun import beginnings
from search.embedded.clock import Clock
from search.embedded.explaining import reasons_of
from search.embedded.groups import copies, distinct, folded
from search.embedded.marking import accepted_of
from search.embedded.plan import Spelling
from search.embedded.planning import Planner
from search.embedded.rescoring import rescorer
from search.embedded.selection import best, rounded, select
from search.embedded.terms import any_marks, is_unknown
from search.embedded.writing_out import written
from search.model import (
    Accents,
    And,
    Best,
    Everything,
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
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from search.embedded.container import Array
    from search.embedded.facets import FacetCounter
    from search.embedded.rescoring import Added, Rescorer
    from search.embedded.selection import Selection
    from search.embedded.snapshot import Snapshot
    from search.marking import Accepted
    from search.model import Facet, Node, Query
    from search.suggest.meanings import Meanings, Meant


NOTHING_MEANT: Mapping[Word, Meant] = {}
"""No word is known to stand for another."""


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
    def matches(self) -> bool:
        """Whether anything matches before filters."""
        return any(selection.matches for selection in self.selections)

    @cached_property
    def results(self) -> list[tuple[Array, Array]]:
        """By segment, the articles under all filters and their scores."""
        found = [selection.result() for selection in self.selections]
        if self.query.sort is not Sort.FRESH:
            return found
        fresh = self.snapshot.freshness
        return [(docs, scores * each.take(docs)) for each, (docs, scores) in zip(fresh, found, strict=True)]

    def factors(self, segment: int, docs: Array) -> Array:
        """What the order multiplies the scores of some articles by."""
        if self.query.sort is not Sort.FRESH:
            return np.ones(len(docs), np.float32)
        return self.snapshot.freshness[segment].take(docs)

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
        if not self.is_rescored:
            return self._by_first_phase(results, most)
        best = self.rescored
        if most <= len(best):
            return best[:most]
        known = {(place.segment, place.number) for place in best}
        others = self._by_first_phase(results, most)
        return [*best, *(each for each in others if (each.segment, each.number) not in known)][:most]

    @cached_property
    def is_rescored(self) -> bool:
        """Whether the best articles are scored anew, if there is time for it."""
        return self.rescorer is not None and self.query.sort.by_score and self.clock.has_time()

    @cached_property
    def _to_rescore(self) -> list[Place]:
        return sorted(self._by_first_phase(self.results, RESCORED))

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


class Asked(NamedTuple):
    """What answers a query: a snapshot and its facets, and the time that its costly parts may take."""

    snapshot: Snapshot
    counter: FacetCounter
    clock: Clock


def match(asked: Asked, query: Query) -> Matched:
    """Evaluate; where nothing has all that was asked for, what has most of it. That is told."""
    first, *others = attempts(query.match)
    keep = is_sentence(query.match) or _is_spelt(asked.snapshot, query.match)
    matched = _by_accents(asked, replace(query, match=first), keep=keep)
    for node in others:
        if matched.matches:
            break
        found = _by_accents(asked, replace(query, match=node))
        if found.matches:
            matched = replace(found, notes=(*found.notes, Note("some-words")))
    return _noting(replace(matched, query=query), _cut(matched.spelling))


def _is_spelt(snapshot: Snapshot, node: Node) -> bool:
    """Whether all words are in the index as typed: then a word is missing, not an accent wrong."""
    words = words_of(node)
    known = (isinstance(word, Word) and snapshot.vocabulary.frequency(word.key) for word in words)
    return bool(words) and all(known)


def _by_accents(asked: Asked, query: Query, *, keep: bool = False) -> Matched:
    """Evaluate; where typed accents leave nothing, once more without them, unless they are to be kept."""
    if query.accents is not Accents.AUTO:
        return _matched(asked, query, query.accents)
    accented = any_marks(typed_words(query.match))
    meant = meanings(runs_of(query.match), asked.snapshot.language, accented=accented)
    matched = _matched(asked, query, Accents.AUTO if accented else Accents.LOOSE, meant.words)
    if matched.matches:
        return _noting(matched, [*_restored(meant), *_ignored(matched)])
    if keep or not accented:
        return matched
    without = _matched(asked, query, Accents.LOOSE)
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


def _cut(spelling: Spelling) -> list[Note]:
    """The beginnings of words that more words begin with than were looked for."""
    cut = tuple(f"{each.typed.surface}*" for each in spelling.begun.values() if each.is_cut)
    return [Note("prefix-limited", cut)] if cut else []


def _matched(
    asked: Asked, query: Query, accents: Accents, meant: Mapping[Word, Meant] = NOTHING_MEANT
) -> Matched:
    snapshot, counter, clock = asked
    begun = beginnings(query.match, snapshot.vocabulary, accents)
    spelling = Spelling(snapshot, accents, meant, begun)
    plan = Planner(snapshot, spelling, query.map, clock).plan(query.match)
    selections = tuple(select(view, number, plan, query) for number, view in enumerate(snapshot.views))
    return Matched(
        snapshot,
        counter,
        query,
        spelling,
        selections,
        rescorer=rescorer(spelling, runs_of(query.match)),
        clock=clock,
        node=query.match,
    )


def _noting(matched: Matched, notes: Sequence[Note]) -> Matched:
    return replace(matched, notes=(*matched.notes, *notes)) if notes else matched


def answer(snapshot: Snapshot, counter: FacetCounter, query: Query, limit_ms: float | None = None) -> Result:
    """The whole answer, hits drawn; matching and ranking may take so long, and facets as long again."""
    started = time.perf_counter()
    matched = match(Asked(snapshot, counter, Clock(limit_ms)), query)
    found = matched.found((query.page - 1) * query.size, query.page * query.size)
    accepted = accepted_of(query.match, matched.spelling)
    hits = tuple(
        _hit(matched, place, more, accepted) for place, more in zip(found.places, found.copies, strict=True)
    )
    word_counts = () if found.total else tuple(_word_counts(matched))
    counting = Clock(limit_ms)
    facets = matched.facets(counting)
    partial = (Note("partial"),) if matched.clock.ran_out or counting.ran_out else ()
    return Result(
        query=query,
        total=found.total,
        groups=matched.groups(),
        hits=hits,
        facets=facets,
        notes=(*query.notes, *matched.notes, *partial),
        word_counts=word_counts,
        took_ms=(time.perf_counter() - started) * 1000,
        generation=snapshot.manifest.generation,
    )


def _hit(matched: Matched, place: Place, more: int, accepted: Accepted) -> Hit:
    document = matched.snapshot.segments[place.segment].stored.document(place.number)
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
        reasons=reasons_of(matched, place) if matched.query.explain else (),
    )


def _word_counts(matched: Matched) -> Iterator[WordCount]:
    """How many articles under the same filters hold each part of a query that found nothing."""
    snapshot, query = matched.snapshot, matched.query
    planner = Planner(snapshot, matched.spelling, query.map, matched.clock)
    for part in _typed(query.match):
        plan = planner.plan(part)
        selections = [select(view, number, plan, query) for number, view in enumerate(snapshot.views)]
        count = sum(len(selection.result()[0]) for selection in selections)
        yield WordCount(written(part), count)


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
