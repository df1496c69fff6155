"""The whole answer to a query: matched, ranked, hits drawn, facets counted."""

from __future__ import annotations

import time
from functools import cache, partial
from typing import TYPE_CHECKING

from search.embedded.clock import Clock
from search.embedded.explaining import reasons_of
from search.embedded.marking import accepted_of
from search.embedded.matching import Asked, match
from search.embedded.planning import Planner
from search.embedded.selection import evaluate, select
from search.embedded.writing_out import written
from search.model import (
    And,
    Best,
    Canonical,
    Hit,
    Near,
    Note,
    Or,
    Phrase,
    Prefix,
    Result,
    Some,
    Word,
    WordCount,
)
from search.snippets import shown
from search.zones import texts_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from search.embedded.facets import FacetCounter
    from search.embedded.matched import Found, Matched, Place
    from search.embedded.snapshot import Snapshot
    from search.marking import Accepted
    from search.model import Node, Query


def answer(snapshot: Snapshot, counter: FacetCounter, query: Query, limit_ms: float | None = None) -> Result:
    """The whole answer, hits drawn; matching and ranking may take so long, and facets as long again."""
    started = time.perf_counter()
    matched = match(Asked(snapshot, counter, Clock(limit_ms)), query)
    found = matched.found((query.page - 1) * query.size, query.page * query.size)
    hits = tuple(_hits(matched, found)) if found.places else ()
    word_counts = tuple(_word_counts(matched)) if query.size and not found.total else ()
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


def _hits(matched: Matched, found: Found) -> Iterator[Hit]:
    accepted = cache(partial(accepted_of, matched.query.match, matched.spelling))
    for place, more in zip(found.places, found.copies, strict=True):
        markless = matched.snapshot.segments[place.segment].is_markless(place.number)
        yield _hit(matched, place, more, accepted(markless=markless))


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
        parts = [evaluate(view, number, plan) for number, view in enumerate(snapshot.views)]
        selections = [select(part, query) for part in parts]
        count = sum(len(selection.docs) for selection in selections)
        yield WordCount(written(part), count)


def _typed(node: Node) -> Iterator[Word | Prefix | Phrase | Near | Best]:
    """The words and phrases as they were typed, without other readings of them; days in any writing."""
    match node:
        case Best((_, (_, Canonical()))):
            yield node
        case Best(readings):
            yield from _typed(readings[0][1]) if readings else ()
        case And(parts) | Or(parts) | Some(parts):
            for part in parts:
                yield from _typed(part)
        case Word() | Prefix() | Phrase() | Near():
            yield node
