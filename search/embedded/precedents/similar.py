"""Passages worded like a text: candidates, the best passage of each, and how it reads."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from search.embedded import groups
from search.embedded.matched import Place
from search.embedded.precedents.candidates import Candidates, candidates, strongest, table_of
from search.embedded.precedents.laying import Laid
from search.embedded.precedents.passages import BREAK, Best, best
from search.embedded.precedents.pasted import read
from search.embedded.precedents.quoting import quoted
from search.model import Passage, Run, Similar, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from search.embedded.container import Array
    from search.embedded.matched import Matched
    from search.embedded.precedents.pasted import Pasted
    from search.embedded.precedents.shared import Run as Shared
    from search.embedded.segment import Segment
    from search.embedded.snapshot import Snapshot

LOOKED_AT = 60
"""Articles whose best passage is looked for; where more passages are wanted, three for each."""

BESIDE = 256
"""Slots on either side of what was found of an article: sentences end there."""

RUN, SHARE = 6, 0.3
"""A passage is alike if one run has so many words, or so much of the text is in its runs."""

HALF = 0.5
"""The oldest are those of passages that have so much of what the best one has."""

_CLOSING = frozenset('.!?…"”»)')


class _Alike(NamedTuple):
    """The best passage of an article: places are positions in its text."""

    place: Place
    base: int
    best: Best
    share: float


def similar(matched: Matched, text: str, most: int, *, oldest: bool) -> Similar:
    """Passages worded like a text, in the articles that were found."""
    started = time.perf_counter()
    snapshot = matched.snapshot
    pasted = read(text, snapshot)
    found = _found(matched, pasted, oldest=oldest)
    places = strongest(found, len(snapshot.segments) and max(LOOKED_AT, 3 * most) * (4 if oldest else 1))
    alike = list(_alike(snapshot, pasted, found, places))
    alike.sort(key=lambda each: -each.best.weight)
    if oldest and alike:
        alike = [each for each in alike if each.best.weight >= HALF * alike[0].best.weight]
        alike.sort(key=lambda each: _age(snapshot, each.place))
    shown = _folded(snapshot, alike)[:most]
    copies = groups.copies(snapshot, matched.docs, [each.place for each in shown])
    passages = tuple(_drawn(snapshot, pasted, shown, copies))
    return Similar(pasted.text, pasted.read, passages, (time.perf_counter() - started) * 1000)


def _found(matched: Matched, pasted: Pasted, *, oldest: bool) -> list[Candidates]:
    return [
        candidates(
            segment,
            pasted,
            _allowed(docs, segment),
            segment.values.oldest if oldest else None,
            matched.clock,
        )
        for segment, docs in zip(matched.snapshot.segments, matched.docs, strict=True)
    ]


def _allowed(docs: Array, segment: Segment) -> Array | None:
    """Which articles of a segment may be found; None: all of them."""
    if len(docs) == segment.size:
        return None
    allowed = np.zeros(segment.size, np.uint8)
    allowed[docs] = 1
    return allowed


def _age(snapshot: Snapshot, place: Place) -> tuple[bool, bool, int, bytes]:
    return groups.age(snapshot.segments[place.segment].values, place.number)


def _alike(
    snapshot: Snapshot, pasted: Pasted, found: Sequence[Candidates], places: Sequence[tuple[int, int]]
) -> Iterator[_Alike]:
    """The best passages of some candidates, those that are alike."""
    tables: dict[int, Array] = {}
    for number, rank in places:
        segment = snapshot.segments[number]
        if number not in tables:
            tables[number] = table_of(segment, pasted)
        doc = int(found[number].docs[rank])
        begin, end = segment.forward.begins[doc : doc + 2].tolist()
        first = max(begin, int(found[number].begins[rank]) - BESIDE)
        last = min(end, int(found[number].ends[rank]) + BESIDE)
        slots = segment.forward.stretch(first, last)
        words = tables[number].take(slots)
        words[slots == 0] = BREAK
        held = best(pasted, words)
        if held is None:
            continue
        share = sum(run.length for run in held.runs) / len(pasted.numbers)
        if share >= SHARE or max(run.length for run in held.runs) >= RUN:
            yield _Alike(Place(number, doc, held.weight), first - begin, held, share)


def _folded(snapshot: Snapshot, alike: Sequence[_Alike]) -> list[_Alike]:
    """The first passage of each group of near-duplicates."""
    kept = {id(place) for place in groups.folded(snapshot, [each.place for each in alike])}
    return [each for each in alike if id(each.place) in kept]


# ---------------------------------------------------------------- drawn


def _drawn(
    snapshot: Snapshot, pasted: Pasted, shown: Sequence[_Alike], copies: Sequence[int]
) -> Iterator[Passage]:
    if not shown:
        return
    documents = [snapshot.segments[each.place.segment].stored.document(each.place.number) for each in shown]
    stretches = _stretches(shown, Laid([document.article for document in documents]))
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
