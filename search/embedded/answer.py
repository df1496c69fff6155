"""Answers a query from one snapshot: plan, select in every segment, put the segments together, draw hits."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import accumulate, groupby
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from search.embedded.groups import copies, distinct, folded
from search.embedded.plan import Spelling
from search.embedded.planning import Planner
from search.embedded.rescoring import rescorer
from search.embedded.selection import best, rounded, select
from search.embedded.terms import any_marks, is_unknown
from search.model import (
    PROSE,
    Accents,
    And,
    Best,
    BlockKind,
    Hit,
    MarkedText,
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
from search.query.sentences import is_sentence, with_most
from search.ranking import RESCORED
from search.snippets import Accepted, mark, passages

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from search.embedded.container import Array
    from search.embedded.facets import FacetCounter
    from search.embedded.rescoring import Rescorer
    from search.embedded.selection import Selection
    from search.embedded.snapshot import Snapshot
    from search.model import Document, Facet, Node, Query


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
        keys = [
            key
            for (number, docs), begin in zip(found, _begins(found), strict=True)
            for key in _keys(self.selections[number], docs, scores[begin : begin + len(docs)], Sort.RELEVANCE)
        ]
        order = sorted(range(len(places)), key=keys.__getitem__)
        return [places[at]._replace(score=float(scores[at])) for at in order]

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


def _by_accents(snapshot: Snapshot, counter: FacetCounter, query: Query) -> Matched:
    """Evaluate; where typed accents leave nothing, once more without them. Ignored accents are told."""
    words = words_of(query.match)
    accents = query.accents
    if accents is Accents.AUTO and not any_marks(typed_words(query.match)):
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


def match(snapshot: Snapshot, counter: FacetCounter, query: Query) -> Matched:
    """Evaluate; where nothing has all that was asked for, what has most of it. That is told."""
    matched = _by_accents(snapshot, counter, query)
    told = is_sentence(query.match)
    if not matched.matches and (most := with_most(query.match)) is not None:
        found = _by_accents(snapshot, counter, replace(query, match=most))
        if found.matches:
            matched, told = replace(found, query=query), True
    return replace(matched, notes=(*matched.notes, Note("some-words"))) if told else matched


def _matched(snapshot: Snapshot, counter: FacetCounter, query: Query, accents: Accents) -> Matched:
    spelling = Spelling(snapshot, accents)
    plan = Planner(snapshot, spelling, query.map).plan(query.match)
    selections = tuple(select(view, number, plan, query) for number, view in enumerate(snapshot.views))
    return Matched(
        snapshot, counter, query, spelling, selections, rescorer=rescorer(spelling, runs_of(query.match))
    )


def _noting(matched: Matched, ignored: Sequence[str]) -> Matched:
    notes = (Note("accents-ignored", tuple(ignored)),)
    return replace(matched, notes=(*matched.notes, *notes))


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
    texts = [article.of(block) for block in article.blocks_of(*PROSE, BlockKind.CAPTION)]
    return Hit(
        id=document.id,
        title=mark(article.title, accepted),
        snippets=passages(texts, accepted),
        source=article.source,
        url=article.url,
        published=document.published,
        location=document.location,
        topics=tuple(topic.id for topic in document.topics),
        score=place.score,
        copies=more,
    )


def accepted_of(node: Node, spelling: Spelling) -> Accepted:
    """What is to be marked: the words and phrases that are wanted."""
    words: list[frozenset[str]] = []
    phrases: list[tuple[frozenset[str], ...]] = []
    for part in _wanted(node):
        if isinstance(part, Phrase) and not part.gaps:
            phrases.append(tuple(frozenset(spelling.keys(word)) for word in part.words))
        elif isinstance(part, Phrase | Near):
            words.extend(frozenset(spelling.keys(word)) for word in part.words)
        else:
            words.append(frozenset(spelling.keys(part)))
    return Accepted(tuple(words), tuple(phrases))


def mark_blocks(matched_by: Spelling, document: Document, query: Query) -> tuple[MarkedText, ...]:
    """The document's blocks in order, each with what the query matched in it."""
    accepted = accepted_of(query.match, matched_by)
    texts = (document.article.of(block) for block in document.article.blocks)
    return tuple(mark(text, accepted) if accepted else MarkedText(text) for text in texts)


def _wanted(node: Node) -> Iterator[Word | Prefix | Phrase | Near]:
    match node:
        case Word() | Prefix() | Phrase() | Near():
            yield node
        case Best(readings):
            for _, reading in readings:
                yield from _wanted(reading)
        case And(parts) | Or(parts) | Some(parts):
            for part in parts:
                yield from _wanted(part)
        case _:
            return


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
        case _:
            yield from _wanted(node)
