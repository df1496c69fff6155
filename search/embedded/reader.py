"""Answers queries from the published generation, and notices a new one within a second."""

from __future__ import annotations

import logging
import threading
import time
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from search import generations
from search.embedded.evaluate import Evaluation
from search.embedded.facets import count_facet
from search.embedded.snapshot import Snapshot
from search.embedded.terms import any_marks, is_unknown
from search.errors import DamagedIndex, EngineError
from search.facets import column
from search.model import (
    PROSE,
    And,
    Best,
    BlockKind,
    Hit,
    MarkedText,
    Note,
    Or,
    Phrase,
    Result,
    Sort,
    Word,
    WordCount,
)
from search.query.parser import words_of
from search.snippets import Accepted, mark, passages

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from numpy.typing import NDArray

    from search.model import Document, Facet, Node, Query, Stats

    Mask = NDArray[np.bool_]
    Scores = NDArray[np.float32]

Answer = TypeVar("Answer")

_LOOK_AGAIN = 0.5
"""Seconds between looks at which generation is published."""

_log = logging.getLogger(__name__)


class EmbeddedReader:
    """See `search.engine.Reader`."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._lock = threading.Lock()
        self._looked = 0.0
        self._published = ""
        self._snapshot: Snapshot | None = None

    def _current(self) -> Snapshot:
        """The snapshot to answer from. The first call opens it, and raises `NoIndex` where there is none."""
        if self._snapshot is None:
            with self._lock:
                self._refresh()
        elif time.monotonic() - self._looked > _LOOK_AGAIN and self._lock.acquire(blocking=False):
            try:
                self._refresh()
            except (EngineError, OSError) as error:
                _log.error("the published index cannot be opened, the one before serves on: %s", error)
            finally:
                self._lock.release()
        assert self._snapshot is not None
        return self._snapshot

    def _refresh(self) -> None:
        """Open the published generation if it is another than last time, damaged or not."""
        self._looked = time.monotonic()
        published = generations.current(self._root)
        if self._snapshot is None or published != self._published:
            self._published = published
            self._snapshot = _open(self._root, published)

    def _answer(self, ask: Callable[[Snapshot], Answer]) -> Answer:
        """Ask the snapshot; if it proves damaged, ask the generation before it."""
        snapshot = self._current()
        try:
            return ask(snapshot)
        except DamagedIndex as damage:
            with self._lock:
                if self._snapshot is snapshot:
                    self._snapshot = _before(self._root, snapshot.manifest.generation, damage)
                snapshot = self._snapshot or snapshot
            return ask(snapshot)

    def search(self, query: Query) -> Result:
        """Answer a query."""
        return self._answer(lambda snapshot: _search(snapshot, query))

    def get(self, article_id: str) -> Document | None:
        """The document with this id, or None."""
        return self._answer(lambda snapshot: _get(snapshot, article_id))

    def mark(self, document: Document, query: Query) -> tuple[MarkedText, ...]:
        """The document's blocks in order, each with what the query matched in it."""
        return self._answer(lambda snapshot: _mark(snapshot, document, query))

    def stats(self) -> Stats:
        """What the index holds."""
        return self._answer(lambda snapshot: snapshot.stats())


def _open(root: Path, published: str) -> Snapshot:
    """The published generation, or if it is damaged the newest one before it that is whole."""
    if not published:
        return _before(root, published, DamagedIndex(f"{generations.CURRENT} names no generation"))
    try:
        return Snapshot(root / published)
    except DamagedIndex as damage:
        return _before(root, published, damage)


def _before(root: Path, damaged: str, damage: DamagedIndex) -> Snapshot:
    """The newest whole generation but the damaged one; the damage itself is raised where there is none."""
    for name in reversed(generations.names(root)):
        if name != damaged:
            try:
                snapshot = Snapshot(root / name)
            except EngineError:
                continue
            _log.error("the index is damaged, %s serves instead; run `tratin build`: %s", name, damage)
            return snapshot
    raise damage


def _search(snapshot: Snapshot, query: Query) -> Result:
    started = time.perf_counter()
    evaluation, scores, notes = _match(snapshot, query)
    masks = {f.facet: _mask(snapshot, query, f.facet, f.values) for f in query.filters}
    base = (scores > 0) & snapshot.columns.alive
    order = _order(snapshot, query, scores, _all(base, masks))
    page = order[(query.page - 1) * query.size : query.page * query.size]
    accepted = _accepted(query.match, evaluation)
    filtered = _all(snapshot.columns.alive, masks)
    return Result(
        query=query,
        total=len(order),
        hits=tuple(_hit(snapshot.document(int(n)), float(scores[n]), accepted) for n in page),
        facets=tuple(_facet(snapshot, query, name, base, masks) for name in query.facets),
        notes=(*query.notes, *notes),
        word_counts=() if len(order) else tuple(_word_counts(query.match, evaluation, filtered)),
        took_ms=(time.perf_counter() - started) * 1000,
        generation=snapshot.manifest.generation,
    )


def _get(snapshot: Snapshot, article_id: str) -> Document | None:
    number = snapshot.columns.numbers.get(article_id)
    return None if number is None else snapshot.document(number)


def _mark(snapshot: Snapshot, document: Document, query: Query) -> tuple[MarkedText, ...]:
    evaluation, _, _ = _match(snapshot, query)
    accepted = _accepted(query.match, evaluation)
    texts = (document.article.of(block) for block in document.article.blocks)
    return tuple(mark(text, accepted) if accepted else MarkedText(text) for text in texts)


def _match(snapshot: Snapshot, query: Query) -> tuple[Evaluation, Scores, tuple[Note, ...]]:
    """Evaluate; where typed accents leave nothing, once more without them. Ignored accents are told."""
    words = words_of(query.match)
    evaluation = Evaluation(snapshot, loose=not any_marks(words))
    scores = evaluation.scores(query.match)
    if evaluation.loose:
        return evaluation, scores, ()
    if scores.any():
        ignored = [word.surface for word in words if is_unknown(word, snapshot.vocabulary)]
        return evaluation, scores, (Note("accents-ignored", tuple(ignored)),) if ignored else ()
    loose = Evaluation(snapshot, loose=True)
    scores_without = loose.scores(query.match)
    if not scores_without.any():
        return evaluation, scores, ()
    return loose, scores_without, (Note("accents-ignored", tuple(word.surface for word in words)),)


def _mask(snapshot: Snapshot, query: Query, facet: str, values: tuple[str, ...]) -> Mask:
    return snapshot.columns.facets[column(facet, query.map)].mask(values, snapshot.columns.size)


def _all(base: Mask, masks: dict[str, Mask], but: str = "") -> Mask:
    result = base
    for facet, mask_ in masks.items():
        if facet != but:
            result = result & mask_
    return result


def _order(snapshot: Snapshot, query: Query, scores: Scores, matching: Mask) -> NDArray[np.int64]:
    """The matching documents in the order asked for; ties newer first, then by id."""
    columns = snapshot.columns
    docs = np.flatnonzero(matching)
    if query.sort is Sort.OLDEST:
        return docs[np.argsort(columns.oldest[docs])]
    if query.sort is Sort.NEWEST:
        return docs[np.argsort(columns.newest[docs])]
    rounded = np.round(scores[docs], 5)  # sums in another order differ in the last bits; that is no rank
    return docs[np.lexsort((columns.newest[docs], -rounded))]


def _facet(snapshot: Snapshot, query: Query, name: str, base: Mask, masks: dict[str, Mask]) -> Facet:
    values = snapshot.columns.facets[column(name, query.map)]
    return count_facet(name, values, _all(base, masks, but=name), query.values(name))


def _accepted(node: Node, evaluation: Evaluation) -> Accepted:
    """What is to be marked: the words and phrases that are wanted."""
    words: list[frozenset[str]] = []
    phrases: list[tuple[frozenset[str], ...]] = []
    for part in _wanted(node):
        if isinstance(part, Word):
            words.append(evaluation.keys(part))
        else:
            phrases.append(tuple(evaluation.keys(word) for word in part.words))
    return Accepted(tuple(words), tuple(phrases))


def _wanted(node: Node) -> Iterator[Word | Phrase]:
    match node:
        case Word() | Phrase():
            yield node
        case Best(readings):
            for _, reading in readings:
                yield from _wanted(reading)
        case And(parts) | Or(parts):
            for part in parts:
                yield from _wanted(part)
        case _:
            return


def _word_counts(node: Node, evaluation: Evaluation, filtered: Mask) -> Iterator[WordCount]:
    """How many articles under the same filters hold each part of a query that found nothing."""
    for part in _typed(node):
        count = int(np.count_nonzero((evaluation.scores(part) > 0) & filtered))
        surface = part.surface if isinstance(part, Word) else " ".join(w.surface for w in part.words)
        yield WordCount(f'"{surface}"' if isinstance(part, Phrase) else surface, count)


def _typed(node: Node) -> Iterator[Word | Phrase]:
    """The words and phrases as they were typed, without other readings of them."""
    match node:
        case Best(readings):
            yield from _typed(readings[0][1])
        case And(parts) | Or(parts):
            for part in parts:
                yield from _typed(part)
        case _:
            yield from _wanted(node)


def _hit(document: Document, score: float, accepted: Accepted) -> Hit:
    article = document.article
    shown = sorted(PROSE | {BlockKind.CAPTION})
    texts = [article.of(block) for block in article.blocks_of(*shown)]
    return Hit(
        id=document.id,
        title=mark(article.title, accepted),
        snippets=passages(texts, accepted),
        source=article.source,
        url=article.url,
        published=document.published,
        location=document.location,
        topics=tuple(topic.id for topic in document.topics),
        score=score,
    )
