"""One open generation: its segments, and what is known over all of them. Nothing in it ever changes.

Statistics (articles, mean lengths, in how many articles a term stands) are those of all segments together,
dead articles included until a merge drops them; so a hit scores the same in whatever segment it is.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property, lru_cache
from heapq import nsmallest
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from search import generations
from search.embedded.facts import matches
from search.embedded.folds import fold_of_key, union_df
from search.embedded.language.model import IndexLanguage
from search.embedded.lexicon import Lexicon
from search.embedded.markless import in_markless, is_markless, plain
from search.embedded.remembering import Memory
from search.embedded.schema import check_makers
from search.embedded.segment import Segment
from search.model import Stats
from search.ranking import LENGTHS, MOST_BEGUN, freshness, normal
from search.suggest.typos import Typos
from search.zones import HEAD, TEXT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from search.embedded.container import Array
    from search.embedded.plan import WordPlan
    from search.embedded.postings import Term
    from search.model import Accents, Document, Word
    from search.suggest.meanings import Meant

MOST_MATCHING = 64
"""Terms that a pattern may stand for."""

MOST_BEGINNINGS = 1 << 8
"""Beginnings of words that are remembered, each with up to `MOST_BEGUN` words."""

CACHED = 1 << 14
"""Terms, folds and unions that are remembered: some MB."""


class View(NamedTuple):
    """A segment with what ranking needs of it: what tf is weighed against, by stream and article."""

    segment: Segment
    normals: dict[str, Array]
    scratch: Array
    """A byte for each article, zero between uses; questions are answered one at a time."""


class Snapshot:
    """An open generation. Raises `DamagedIndex` or `StaleIndex` when it is opened."""

    def __init__(self, folder: Path) -> None:
        self.manifest = generations.manifest_of(folder)
        check_makers(self.manifest.fingerprints)
        dead = {part.name: part.alive < part.articles for part in self.manifest.segments}
        self.segments = [Segment(folder, name, has_dead=has_dead) for name, has_dead in dead.items()]
        self.articles = sum(segment.size for segment in self.segments)
        averages = {stream: self._average(stream) for stream in (TEXT, HEAD)}
        self.views = [_view(segment, averages) for segment in self.segments]
        self.vocabulary = IndexVocabulary(self)
        self.language = IndexLanguage([segment.language for segment in self.segments])
        self.plans: dict[tuple[Word, Accents, Meant | None], WordPlan] = {}
        """Words made ready (see `plan.Spelling.word`), by what accents mean and what is restored."""
        self.memory = Memory()
        self.terms = lru_cache(CACHED)(self._terms)
        self.union = lru_cache(CACHED)(self._union)

    @cached_property
    def typos(self) -> Typos:
        """What finds words mistyped; its table is made when it is first asked for."""
        return Typos(self.language)

    @cached_property
    def lexicon(self) -> Lexicon:
        """The words of all segments, numbered as one."""
        return Lexicon(self.segments)

    @cached_property
    def newest(self) -> list[Array]:
        """By segment, the rank of each article among all of them, the newest first; ties by id."""
        values = [segment.values for segment in self.segments]
        if len(values) == 1:
            return [values[0].newest.astype(np.int64)]
        moments = np.concatenate([np.zeros(0, np.int64), *(each.moments.astype(np.int64) for each in values)])
        ids = np.concatenate([np.zeros(0, np.int64), *self.by_id])
        return self._ranked(np.lexsort((ids, -moments)))

    @cached_property
    def by_id(self) -> list[Array]:
        """By segment, the rank of each article's id among all of them."""
        values = [segment.values for segment in self.segments]
        if len(values) == 1:
            return self._ranked(values[0].by_id.astype(np.int64))
        ids = [each for one in values for each in one.ids.all()]
        return self._ranked(np.array(sorted(range(len(ids)), key=ids.__getitem__), np.int64))

    def _ranked(self, order: Array) -> list[Array]:
        """By segment, where each article stands in an order of all."""
        ranks = np.empty(len(order), np.int64)
        ranks[order] = np.arange(len(order))
        return np.split(ranks, np.cumsum([segment.size for segment in self.segments])[:-1])

    @cached_property
    def freshness(self) -> list[Array]:
        """What scores are multiplied by in the order `fresh`, by segment and article."""
        moments = [segment.values.moments for segment in self.segments]
        # what was deleted is the newest of nothing
        living = [
            each if segment.alive is None else each[segment.alive]
            for segment, each in zip(self.segments, moments, strict=True)
        ]
        newest = max((int(each.max()) for each in living if len(each)), default=-1)
        return [freshness(each, newest) for each in moments]

    def _average(self, stream: str) -> float:
        tokens, filled = np.sum([segment.tokens[stream] for segment in self.segments] or [[0, 0]], axis=0)
        return float(tokens / filled) if filled else 1.0

    def _terms(self, field: str, key: str) -> tuple[Term | None, ...]:
        """A term in each segment."""
        if is_markless(key):
            return in_markless(self.segments, self.terms(field, plain(key)))
        return tuple(_term(segment, field, key.encode()) for segment in self.segments)

    def df(self, field: str, key: str) -> int:
        """In how many articles a term stands."""
        return sum(term.df for term in self.terms(field, key) if term is not None)

    def _union(self, field: str, keys: tuple[str, ...]) -> int:
        """In how many articles any of some terms stands."""
        if len(keys) == 1:
            return self.df(field, keys[0])
        total = 0
        for number, segment in enumerate(self.segments):
            terms = [term for key in keys if (term := self.terms(field, key)[number]) is not None]
            if terms:
                total += union_df(segment.size, terms)
        return total

    def document(self, number: int) -> Document:
        """The stored document of an article, counted through all segments."""
        for segment in self.segments:
            if number < segment.size:
                return segment.stored.document(number)
            number -= segment.size
        raise IndexError(number)

    def find(self, article_id: str) -> Document | None:
        """The document of a living article."""
        place = self.place(article_id)
        return place[0].stored.document(place[1]) if place else None

    def place(self, article_id: str) -> tuple[Segment, int] | None:
        """The segment of a living article, and its number there."""
        for segment in self.segments:
            for number in segment.values.find(article_id):
                if segment.alive is None or segment.alive[number]:
                    return segment, number
        return None

    def damage(self) -> Iterator[str]:
        """Read every array whole; yield those that differ from their checksum."""
        for segment in self.segments:
            yield from segment.damage()

    @cached_property
    def stats(self) -> Stats:
        """What this generation holds."""
        names = {name for segment in self.segments for name in segment.values.facets["year"].names}
        years = [int(name) for name in names if name.isdecimal()]
        first, last = (min(years), max(years)) if years else (None, None)
        manifest = self.manifest
        return Stats(manifest.documents, manifest.generation, manifest.built, manifest.bytes, first, last)


class IndexVocabulary:
    """The keys of the text, over all segments. See `terms.Vocabulary`."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self.group = lru_cache(CACHED)(self._group)
        self.group_df = lru_cache(CACHED)(self._group_df)
        self.begun = lru_cache(MOST_BEGINNINGS)(self._begun)

    def frequency(self, key: str) -> int:
        """In how many articles a key stands."""
        return self._snapshot.df(TEXT, key)

    def _group(self, fold: str) -> tuple[str, ...]:
        """The keys that share a fold, in order."""
        encoded = fold.encode()
        found: set[bytes] = set()
        for segment in self._snapshot.segments:
            folds, terms = segment.folds, segment.fields[TEXT].terms
            number = folds.folds.find(encoded)
            if number >= 0:
                found.update(terms[term] for term in folds.terms(number))
            elif terms.find(encoded) >= 0:  # the one key of this fold
                found.add(encoded)
        return tuple(sorted(key.decode() for key in found))

    def _group_df(self, fold: str) -> int:
        """In how many articles any key with this fold stands."""
        total = 0
        for segment in self._snapshot.segments:
            folds = segment.folds
            number = folds.folds.find(fold.encode())
            if number >= 0:
                total += int(folds.df[number])
            else:
                term = _term(segment, TEXT, fold.encode())
                total += term.df if term else 0
        return total

    def matching(self, field: str, pattern: str) -> tuple[str, ...]:
        """The terms of a field that a pattern names, in which `*` stands for any part; in order."""
        if "*" not in pattern:
            return (pattern,) if self._snapshot.df(field, pattern) else ()
        found: set[str] = set()
        begin = pattern.partition("*")[0].encode()
        for segment in self._snapshot.segments:
            terms = segment.fields[field].terms
            numbers = segment.fields[field].prefixed(begin)
            found.update(name.decode() for name in terms.all(numbers.start, numbers.stop))
        return tuple(sorted(name for name in found if matches(name, pattern))[:MOST_MATCHING])

    def _begun(self, prefix: str, *, folded: bool) -> tuple[int, tuple[str, ...]]:
        """How many keys begin so, or have folds that do; and the most frequent ones, of equals by name."""
        frequency: dict[str, int] = defaultdict(int)
        for segment in self._snapshot.segments:
            field = segment.fields[TEXT]
            numbers = _begun_terms(segment, prefix.encode(), folded=folded)
            for number, df in zip(numbers, field.df.take(numbers).tolist(), strict=True):
                frequency[field.terms[number].decode()] += df
        if folded:
            frequency = {key: df for key, df in frequency.items() if fold_of_key(key).startswith(prefix)}
        most = nsmallest(MOST_BEGUN, frequency, key=lambda key: (-frequency[key], key))
        return len(frequency), tuple(most)


def _view(segment: Segment, averages: dict[str, float]) -> View:
    normals = {
        stream: normal(LENGTHS, average).take(segment.values.codes[stream])
        for stream, average in averages.items()
    }
    return View(segment, normals, np.zeros(segment.size, np.uint8))


def _term(segment: Segment, field: str, key: bytes) -> Term | None:
    postings = segment.fields[field]
    number = postings.terms.find(key)
    return postings.term(number) if number >= 0 else None


def _begun_terms(segment: Segment, prefix: bytes, *, folded: bool) -> list[int]:
    """The numbers of the terms of the text that begin so, and of those whose folds in the table do."""
    numbers = set(segment.fields[TEXT].prefixed(prefix))
    if folded:
        folds = segment.folds
        for fold in range(folds.folds.lower(prefix), folds.folds.lower(prefix + b"\xff")):
            numbers.update(folds.terms(fold))
    return sorted(numbers)
