"""Our embedded engine behind the same protocol: built from analysed terms, asked for one spelling a word."""

from __future__ import annotations

import multiprocessing
from itertools import islice
from typing import TYPE_CHECKING

import numpy as np

from search import generations
from search.embedded.chunk import Chunk
from search.embedded.facets import FacetCounter
from search.embedded.matched import Matched
from search.embedded.memory import keep_freed_memory
from search.embedded.merge import merge
from search.embedded.plan import AllPlan, AnyPlan, Spelling, WordPlan
from search.embedded.planning import Planner
from search.embedded.schema import makers
from search.embedded.segment import (
    DOC,
    SEG,
    file_name,
    open_raw,
    write_chunk,
    write_folds_of,
    write_forward_of,
    write_language_of,
    write_signatures_of,
)
from search.embedded.selection import evaluate, select
from search.embedded.snapshot import Snapshot
from search.embedded.stored import write_stored
from search.embedded.turns import Turns
from search.embedded.values import ValuesBuilder
from search.model import Accents, Filter, Phrase, Query, Word
from search.ranking import EXACT
from tools.measure.engine.peers.base import Peer
from tools.measure.engine.peers.ours_input import batch_of, decode, facts_of
from tools.measure.engine.shapes import PLACE, TOP, TOPIC, YEAR, Answer

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from search.embedded.plan import Plan
    from search.embedded.terms import Tiers
    from search.model import Prefix
    from tools.measure.engine.shapes import Question, Searcher, Source

BATCH = 64
OCCURRENCES = 120_000_000
"""Of a chunk: some 1.2 GB at its peak, a little less than tantivy is given."""
COLUMNS = {PLACE: "place_then", YEAR: "year", TOPIC: "topic"}


class Ours(Peer):
    """The embedded engine, from analysed terms."""

    name = "ours"
    module = "search.embedded.answer"
    heads = True
    threads = True
    remark = "ranks and counts in one pass; a word without marks is a union of keys"

    def build(self, source: Source, folder: Path, threads: int) -> None:
        """One process, or `threads` processes, merged to one segment."""
        generation = generations.create(folder)
        bounds = [len(source) * number // threads for number in range(threads + 1)]
        tasks = [(source, generation, f"p{at}x", bounds[at], bounds[at + 1]) for at in range(threads)]
        if threads == 1:
            names = _parts(*tasks[0])
        else:
            with multiprocessing.get_context("fork").Pool(threads) as pool:
                names = [name for found in pool.starmap(_parts, tasks) for name in found]
        name = names[0]
        if len(names) > 1:
            name = "merged"
            merge(generation, name, [(open_raw(generation, each), None) for each in names])
            for each in names:
                (generation / file_name(each, SEG)).unlink()
        write_stored(generation / file_name(name, DOC), [])  # no engine here keeps texts
        write_folds_of(generation, name)
        write_language_of(generation, name)
        write_forward_of(generation, name)
        write_signatures_of(generation, name)
        entry = generations.SegmentEntry(name, len(source), len(source))
        generations.publish(generation, makers(), [entry], {})

    def version(self) -> str:
        """What its files mean."""
        return makers()["engine"]

    def open(self, folder: Path) -> Searcher:
        """The published generation."""
        keep_freed_memory()
        return OurSearcher(Snapshot(folder / generations.current(folder)))


def _parts(source: Source, folder: Path, prefix: str, first: int, last: int) -> list[str]:
    """Parts of some articles."""
    names: list[str] = []
    chunk, values = Chunk(), ValuesBuilder()
    lines = map(decode, source.lines(first, last))
    while batch := list(islice(lines, BATCH)):
        chunk.add(batch_of(batch, chunk.keys))
        values.add([facts_of(line) for line in batch])
        if chunk.tokens > OCCURRENCES:
            names.append(_written(folder, f"{prefix}{len(names)}", chunk, values))
            chunk, values = Chunk(), ValuesBuilder()
    if chunk.size:
        names.append(_written(folder, f"{prefix}{len(names)}", chunk, values))
    return names


def _written(folder: Path, name: str, chunk: Chunk, values: ValuesBuilder) -> str:
    write_chunk(folder, name, chunk, values, None)
    return name


class _Exact(Spelling):
    """Every word in the one spelling that is asked for."""

    def tiers(self, word: Word | Prefix) -> Tiers:
        """That spelling."""
        return ((EXACT, (word.key,)),)


class OurSearcher:
    """See `Searcher`."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._counter = FacetCounter(snapshot.segments)
        self._exact = _Exact(snapshot, Accents.AUTO)
        self._loose = Spelling(snapshot, Accents.LOOSE)
        self._turn = Turns()
        self.segments = len(snapshot.segments)

    def search(self, question: Question) -> Answer:
        """Ranked and counted; one question at a time, as in the product."""
        with self._turn:
            return self._answer(question)

    def _answer(self, question: Question) -> Answer:
        matched = self._matched(question)
        found = matched.found(0, TOP)
        ids = self._snapshot.segments[0].values.ids
        facets = {facet: self._counts(matched, facet, question.opened) for facet in question.facets}
        return Answer(found.total, [int(ids[place.number]) for place in found.places], facets)

    def numbers(self, question: Question) -> NDArray[np.int64]:
        """All articles that match, ascending."""
        docs = self._matched(question).selections[0].docs
        ids = self._snapshot.segments[0].values.ids
        return np.sort(np.array([int(ids[doc]) for doc in docs.tolist()], np.int64))

    def _matched(self, question: Question) -> Matched:
        plan = self._plan(question)
        query = Query(filters=tuple(Filter(facet, values) for facet, values in question.chosen))
        parts = [evaluate(view, at, plan) for at, view in enumerate(self._snapshot.views)]
        selections = tuple(select(part, query) for part in parts)
        return Matched(self._snapshot, self._counter, query, self._exact, selections, ())

    def _plan(self, question: Question) -> Plan:
        words = tuple(Word(word, word, word) for word in question.words)
        if question.kind == "phrase":
            return Planner(self._snapshot, self._exact).plan(Phrase(words))
        spelling = self._loose if question.kind == "folded" else self._exact
        plans = tuple(_ranked(spelling.word(word), question) for word in words)
        if question.kind == "or":
            return AnyPlan(tuple((1.0, plan) for plan in plans), best=False)
        return AllPlan(plans)

    def _counts(self, matched: Matched, facet: str, opened: str) -> dict[str, int]:
        if facet == TOPIC:
            names, counts = self._counter.counts(TOPIC, matched.selections, facet)
            first = np.argsort(-counts, kind="stable")[:TOP]
            return {names[at]: int(counts[at]) for at in first.tolist() if counts[at]}
        listed = self._counter.shown(COLUMNS[facet], matched.selections, facet, (opened,))
        return {
            name: count
            for names, counts in listed
            for name, count in zip(names, counts.tolist(), strict=True)
            if count
        }


def _ranked(plan: WordPlan, question: Question) -> WordPlan:
    """Without the head unless it is asked to weigh."""
    if question.head:
        return plan
    tiers = tuple(type(tier)(tier.weight, tier.text, tuple(() for _ in tier.head)) for tier in plan.tiers)
    return WordPlan(tiers, plan.rarity)
