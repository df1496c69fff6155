"""Evaluates a query tree over a snapshot. A node gives an array of scores: 0 where it does not match."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from search.embedded.schema import COMPOUNDS, TERMS, ZONES
from search.embedded.snapshot import docs_of
from search.embedded.terms import tiers
from search.model import And, Best, Canonical, Everything, Not, Or, Phrase, Word
from search.ranking import EXACT, K1, PAIR, idf, saturation

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from search.embedded.snapshot import Postings, Snapshot
    from search.embedded.terms import Tiers
    from search.model import Node

    Scores = NDArray[np.float32]
    Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """One query over one snapshot; `loose` lets every spelling of a word count on par."""

    snapshot: Snapshot
    loose: bool
    _known: dict[Node, Scores] = field(default_factory=dict)

    def scores(self, node: Node) -> Scores:
        """The score of every document, 0 where the node does not match. Not to be written to."""
        if node not in self._known:
            self._known[node] = self._scores(node)
        return self._known[node]

    def _scores(self, node: Node) -> Scores:  # noqa: PLR0911 - one return a kind of node
        match node:
            case Word():
                return self._word(node)
            case Phrase(words):
                return self._phrase(words)
            case Canonical(kind, value):
                return self._canonical(f"{kind}:{value}")
            case Best(readings):
                return self._best(readings)
            case And(parts):
                return self._all(parts)
            case Or(parts):
                return self._any(parts)
            case Not(part):
                return np.where(self.scores(part) > 0, self._zeros(), self._ones())
            case Everything():
                return self._ones()

    def keys(self, word: Word) -> frozenset[str]:
        """All spellings that count as this word."""
        return frozenset(key for _, group in self._tiers(word) for key in group)

    def _tiers(self, word: Word) -> Tiers:
        vocabulary = self.snapshot.vocabulary
        if self.loose:
            return ((EXACT, vocabulary.by_fold.get(word.fold, ())),)
        return tiers(word, vocabulary, self.snapshot.frequency)

    def _zeros(self) -> Scores:
        return np.zeros(self.snapshot.columns.size, dtype=np.float32)

    def _ones(self) -> Scores:
        return np.ones(self.snapshot.columns.size, dtype=np.float32)

    def _any(self, parts: Sequence[Node]) -> Scores:
        total = self._zeros()
        for part in parts:
            total += self.scores(part)
        return total

    def _best(self, readings: Sequence[tuple[float, Node]]) -> Scores:
        best = self._zeros()
        for weight, reading in readings:
            np.maximum(best, np.float32(weight) * self.scores(reading), out=best)
        return best

    def _canonical(self, key: str) -> Scores:
        """A canonical term is one rare word, wherever it stands."""
        postings = self.snapshot.postings(TERMS, key)
        tf = self._zeros()
        tf[postings.docs] += postings.freqs
        return self._rare(tf / (tf + np.float32(K1)))

    def _word(self, word: Word) -> Scores:
        """The best tier of a word, weighted by its rarity as the union of all its spellings."""
        best = self._zeros()
        for weight, keys in self._tiers(word):
            np.maximum(best, weight * self._saturated(keys), out=best)
        return self._rare(best)

    def _saturated(self, keys: Sequence[str]) -> Scores:
        """The field-weighted term-frequency part of BM25 for the union of some keys."""
        total = self._zeros()
        for zone in ZONES:
            tf = self._zeros()
            for key in keys:
                postings = self.snapshot.postings(zone.name, key)
                tf[postings.docs] += postings.freqs
            self._add_zone(total, zone.name, zone.weight, tf)
        return total

    def _add_zone(self, total: Scores, name: str, weight: float, tf: Scores) -> None:
        docs = np.flatnonzero(tf)
        if docs.size:
            columns = self.snapshot.columns
            total[docs] += weight * saturation(tf[docs], columns.lengths[name][docs], columns.averages[name])

    def _rare(self, scores: Scores) -> Scores:
        holding = int(np.count_nonzero(scores))
        return scores * np.float32(idf(self.snapshot.columns.size, holding))

    def _phrase(self, words: Sequence[Word]) -> Scores:
        """A phrase is one rare term; it counts as its words do together."""
        total = self._zeros()
        accepted = [self.keys(word) for word in words]
        for zone in ZONES:
            found = self._runs(zone.name, accepted)
            tf = self._zeros()
            tf[found.docs] = found.freqs
            self._add_zone(total, zone.name, zone.weight, tf)
        return self._rare(total) * np.float32(len(words))

    def _runs(self, field: str, accepted: Sequence[Iterable[str]]) -> Postings:
        """Where words with these spellings stand side by side."""
        here: NDArray[np.int64] | None = None
        for step, keys in enumerate(accepted):
            lists = [self.snapshot.occurrences(field, key) for key in keys]
            places = np.sort(np.concatenate(lists)) if lists else np.zeros(0, dtype=np.int64)
            starts = places - step
            here = starts if here is None else np.intersect1d(here, starts, assume_unique=True)
            if not here.size:
                break
        return docs_of(here if here is not None else np.zeros(0, dtype=np.int64))

    def _all(self, parts: Sequence[Node]) -> Scores:
        """All wanted parts match and no unwanted one does; neighbouring words that form a compound add."""
        wanted = [part for part in parts if not isinstance(part, Not)]
        total = self._zeros() if wanted else self.scores(Everything())
        matching = np.ones(self.snapshot.columns.size, dtype=bool)
        for part in parts:
            scores = self.scores(part)
            matching &= scores > 0
            if not isinstance(part, Not):
                total += scores
        for first, second in pairwise(wanted):
            if isinstance(first, Word) and isinstance(second, Word):
                total += self._pair(first, second)
        total[~matching] = 0
        return total

    def _pair(self, first: Word, second: Word) -> Scores:
        """What a compound of two neighbouring words of the query adds where the text has it as one."""
        group = self.snapshot.compounds.by_fold.get(f"{first.fold}_{second.fold}", ())
        firsts, seconds = self.keys(first), self.keys(second)
        tf = self._zeros()
        for key in group:
            left, _, right = key.partition("_")
            if left in firsts and right in seconds:
                postings = self.snapshot.postings(COMPOUNDS, key)
                tf[postings.docs] += postings.freqs
        return self._rare(tf / (tf + np.float32(K1))) * np.float32(PAIR)
