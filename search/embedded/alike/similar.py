"""Passages worded like a text: candidates, the best passage of each, and how it reads."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from search.embedded import groups
from search.embedded.alike.candidates import Within, candidates, strongest, table_of
from search.embedded.alike.passages import BREAK, Best, best
from search.embedded.alike.pasted import read
from search.embedded.alike.quoting import quoted
from search.embedded.matched import Place
from search.embedded.precedents.laying import Laid
from search.model import Passage, Run, Similar, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from search.embedded.alike.candidates import Candidates
    from search.embedded.alike.pasted import Pasted
    from search.embedded.alike.shared import Run as Shared
    from search.embedded.container import Array
    from search.embedded.matched import Matched
    from search.embedded.segment import Segment
    from search.embedded.snapshot import Snapshot

LOOKED_AT = 40
"""Articles whose best passage is looked for; where more passages are wanted, two for each."""

BESIDE = 256
"""Slots on either side of what was found of an article: sentences end there."""

RUN, SHARE = 6, 0.3
"""A passage is alike if one run has so many words, or so much of the text is in its runs."""

HALF = 0.5
"""The oldest are those of passages that have so much of what the best one has."""

_FEW = 5
"""Candidates among which the best passage is looked for where the oldest are wanted."""

_CLOSING = frozenset('.!?…"”»)')


class _Asked(NamedTuple):
    """A text that is looked for: its words in each segment, and the articles of each that may hold it."""

    snapshot: Snapshot
    pasted: Pasted
    tables: list[Array]
    found: list[Candidates]


class _Alike(NamedTuple):
    """The best passage of an article: places in it are counted from `base`, a position of its text."""

    place: Place
    base: int
    best: Best
    share: float


def similar(matched: Matched, text: str, most: int, *, oldest: bool) -> Similar:
    """Passages worded like a text, in the articles that were found."""
    started = time.perf_counter()
    asked = _asked(matched, read(text, matched.snapshot), oldest=oldest)
    alike = (_first if oldest else _likest)(asked, most)
    shown = _folded(asked.snapshot, alike)[:most]
    copies = groups.copies(asked.snapshot, matched.docs, [each.place for each in shown])
    passages = tuple(_drawn(asked, shown, copies))
    return Similar(asked.pasted.text, asked.pasted.read, passages, (time.perf_counter() - started) * 1000)


def _asked(matched: Matched, pasted: Pasted, *, oldest: bool) -> _Asked:
    snapshot = matched.snapshot
    tables = [table_of(segment, pasted) for segment in snapshot.segments]
    found = [
        candidates(
            Within(segment, table, _allowed(docs, segment), segment.values.oldest if oldest else None),
            pasted,
            matched.clock,
        )
        for segment, table, docs in zip(snapshot.segments, tables, matched.docs, strict=True)
    ]
    return _Asked(snapshot, pasted, tables, found)


def _allowed(docs: Array, segment: Segment) -> Array | None:
    """Which articles of a segment may be found; None: all of them."""
    if len(docs) == segment.size:
        return None
    allowed = np.zeros(segment.size, np.uint8)
    allowed[docs] = 1
    return allowed


def _likest(asked: _Asked, most: int) -> list[_Alike]:
    """The likest passages; what weighs less as a whole article than those already seen is not looked at."""
    alike: list[_Alike] = []
    for number, rank in strongest(asked.found, max(LOOKED_AT, 2 * most)):
        least = float(asked.found[number].weights[rank])
        better = [each for each in alike if each.best.weight >= least]
        if len(better) >= most and len(_folded(asked.snapshot, better)) >= most:
            break
        if held := _passage_of(asked, number, rank):
            alike.append(held)
    return sorted(alike, key=lambda each: -each.best.weight)


def _first(asked: _Asked, most: int) -> list[_Alike]:
    """The oldest of the passages that have much of what the best one has."""
    places = [*strongest(asked.found, _FEW), *_by_age(asked)[: max(LOOKED_AT, 2 * most)]]
    looked_at = (_passage_of(asked, *place) for place in dict.fromkeys(places))
    alike = [each for each in looked_at if each]
    enough = HALF * max((each.best.weight for each in alike), default=0)
    kept = (each for each in alike if each.best.weight >= enough)
    return sorted(kept, key=lambda each: _age(asked.snapshot, each.place))


def _by_age(asked: _Asked) -> list[tuple[int, int]]:
    """The candidates that have much of a text, the oldest first."""
    enough = HALF * max((float(each.weights.max(initial=0)) for each in asked.found), default=0)
    places = [
        (Place(number, int(each.docs[rank]), 0), rank)
        for number, each in enumerate(asked.found)
        for rank in np.flatnonzero((each.weights >= enough) & (each.weights > 0)).tolist()
    ]
    places.sort(key=lambda at: _age(asked.snapshot, at[0]))
    return [(place.segment, rank) for place, rank in places]


def _age(snapshot: Snapshot, place: Place) -> tuple[bool, bool, int, bytes]:
    return groups.age(snapshot.segments[place.segment].values, place.number)


def _passage_of(asked: _Asked, number: int, rank: int) -> _Alike | None:
    """The best passage of a candidate, if it is alike."""
    forward, found = asked.snapshot.segments[number].forward, asked.found[number]
    doc = int(found.docs[rank])
    begin, end = forward.begins[doc : doc + 2].tolist()
    first = max(begin, int(found.begins[rank]) - BESIDE)
    slots = forward.stretch(first, min(end, int(found.ends[rank]) + BESIDE))
    words = asked.tables[number].take(slots)
    words[slots == 0] = BREAK
    held = best(asked.pasted, words)
    if held is None:
        return None
    share = sum(run.length for run in held.runs) / len(asked.pasted.numbers)
    if share < SHARE and max(run.length for run in held.runs) < RUN:
        return None
    return _Alike(Place(number, doc, held.weight), first - begin, held, share)


def _folded(snapshot: Snapshot, alike: Sequence[_Alike]) -> list[_Alike]:
    """The first passage of each group of near-duplicates."""
    kept = {id(place) for place in groups.folded(snapshot, [each.place for each in alike])}
    return [each for each in alike if id(each.place) in kept]


# ---------------------------------------------------------------- drawn


def _drawn(asked: _Asked, shown: Sequence[_Alike], copies: Sequence[int]) -> Iterator[Passage]:
    if not shown:
        return
    segments, pasted = asked.snapshot.segments, asked.pasted
    documents = [segments[each.place.segment].stored.document(each.place.number) for each in shown]
    numbers, docs = np.array([each.place[:2] for each in shown], np.int64).T
    laid = Laid(segments, numbers, docs, [document.article for document in documents])
    stretches = _stretches(shown, laid)
    for each, document, copied, (first, last, *runs) in zip(shown, documents, copies, stretches, strict=True):
        article = document.article
        span = _span(article.text, first[0], last[1], runs)
        yield Passage(
            article=document.id,
            title=article.title,
            source=article.source,
            url=article.url,
            published=document.published,
            location=document.location,
            text=article.text[span.start : span.end],
            span=span,
            share=round(each.share, 4),
            runs=tuple(_marks(pasted, each.best.runs, runs, span)),
            quotes=quoted(article.text, span),
            copies=copied,
        )


def _stretches(shown: Sequence[_Alike], laid: Laid) -> list[list[tuple[int, int]]]:
    """Where the first and last word of each passage and then each run stand in the text of its article."""
    wanted = [
        (owner, each.base + first, each.base + last)
        for owner, each in enumerate(shown)
        for first, last in (
            (each.best.first, each.best.first),
            (each.best.last, each.best.last),
            *((run.second, run.second + run.length - 1) for run in each.best.runs),
        )
    ]
    places = laid.find(*np.array(wanted, np.int64).T)
    found: list[list[tuple[int, int]]] = [[] for _ in shown]
    for (owner, _, _), (_, start, end) in zip(wanted, places, strict=True):
        found[owner].append((start, end))
    return found


def _span(text: str, start: int, end: int, runs: Sequence[tuple[int, int]]) -> Span:
    """The passage with the signs that close it; its longest run where its parts stand apart on the page."""
    if end <= start:
        start, end = max(runs, key=lambda run: run[1] - run[0])
    while end < len(text) and text[end] in _CLOSING:
        end += 1
    return Span(start, end - start)


def _marks(
    pasted: Pasted, runs: Sequence[Shared], places: Sequence[tuple[int, int]], span: Span
) -> Iterator[Run]:
    for run, (start, end) in zip(runs, places, strict=True):
        if span.start <= start and end <= span.end:
            begin = pasted.starts[run.first]
            length = pasted.ends[run.first + run.length - 1] - begin
            yield Run(Span(begin, length), Span(start - span.start, end - start))
