"""Runs of words right beside occurrences, the foremost by count or by a measure.

To look up how often a run stands in the archive takes a millisecond or two, and some phrases have twenty
thousand runs beside them. But no run stands less often in the archive than beside the query, and the more
often it stands elsewhere the lower each measure is: that bounds what a run can reach. Runs are looked up from
the highest bound on, until as many as are wanted rank as high as any other could (the threshold algorithm of
Fagin, Lotem and Naor 2001, “Optimal aggregation algorithms for middleware”, with one list).
"""

from __future__ import annotations

from heapq import heappush, heapreplace
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from search.embedded.phrases import Finder
from search.embedded.plan import Spelling
from search.embedded.precedents import beside
from search.embedded.precedents.counted import Facts
from search.embedded.precedents.tallying import Found, Ranking, living, tallied
from search.embedded.precedents.wording import mixed
from search.keys import fold_of
from search.model import Accents, Phrase, Word

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from search.embedded.clock import Clock
    from search.embedded.container import Array
    from search.embedded.precedents.occurrences import Everywhere
    from search.embedded.precedents.tallying import Tallied
    from search.embedded.snapshot import Snapshot
    from search.model import Collocate, Measure


class _Met(NamedTuple):
    """The runs that were met, each once.

    `words` holds the words of each in a row, `places` in how many places of the archive each was met: fewer
    than lines where occurrences begin or end together.
    """

    tally: Tallied
    words: Array
    places: Array


def runs_beside(
    everywhere: Everywhere, measure: Measure, most: int, clock: Clock, *, before: bool, syllables: int
) -> tuple[int, tuple[Collocate, ...]]:
    """How many runs of so many words stand right before or behind, and the foremost of them.

    Where the clock runs out those are ranked that were looked up so far.
    """
    if not len(everywhere):
        return 0, ()
    met = _met(everywhere, before=before, syllables=syllables)
    if not most:
        return len(met.words), ()
    ranking = Ranking.of(everywhere, met.tally.looked, measure)
    foremost = _Foremost(everywhere.snapshot, met, ranking, clock)
    chosen = np.array(foremost.most(most), np.int64)
    totals = np.array([foremost.totals[at] for at in chosen.tolist()], np.int64)
    names = {int(met.tally.what[at]): foremost.text(at) for at in chosen.tolist()}
    return len(met.words), ranking.told(met.tally.only(chosen), totals, most, names.__getitem__)


def _met(everywhere: Everywhere, *, before: bool, syllables: int) -> _Met:
    side = beside.before if before else beside.behind
    words = np.concatenate([side(everywhere, part, syllables) for part in everywhere.parts])
    whole = np.flatnonzero(words[:, -1])
    words = words[whole, ::-1] if before else words[whole]
    hashes = np.zeros(len(words), np.uint64)
    for column in words.T:
        hashes = mixed(hashes, column.astype(np.uint64))
    _, first = np.unique(hashes, return_index=True)
    tally = tallied(Found(hashes, Facts(everywhere).articles.take(whole), len(words)))
    edges = _edges(everywhere, before=before).take(whole)
    return _Met(tally, words[first], _places(tally, hashes, edges))


def _places(tally: Tallied, hashes: Array, edges: Array) -> Array:
    """In how many places each run was met."""
    if np.diff(np.sort(edges, kind="stable")).all():  # almost always; they are in order already
        return tally.lines
    order = np.lexsort((edges, hashes))
    is_other = np.append(True, (np.diff(hashes[order]) != 0) | (np.diff(edges[order]) != 0))
    return np.unique(hashes[order][is_other], return_counts=True)[1]


def _edges(everywhere: Everywhere, *, before: bool) -> Array:
    """The place from which each occurrence was looked at: one number for each slot of all segments."""
    begin, found = 0, [np.zeros(0, np.uint64)]
    for part in everywhere.parts:
        forward = everywhere.segment(part).forward
        slots = forward.slots(part.docs, part.firsts if before else part.lasts)
        found.append((slots + begin).astype(np.uint64))
        begin += int(forward.begins[-1])
    return np.concatenate(found)


class _Foremost:
    """Looks up runs until the foremost are known; `totals` of those that it looked up.

    As many as are wanted are looked up in any case; others while the clock allows.
    """

    def __init__(self, snapshot: Snapshot, met: _Met, ranking: Ranking, clock: Clock) -> None:
        self._snapshot = snapshot
        self._met = met
        self._ranking = ranking
        self._clock = clock
        self._spelling = Spelling(snapshot, Accents.EXACT)
        self.totals: dict[int, int] = {}

    def most(self, most: int) -> list[int]:
        """The numbers of runs among which the foremost are; all that were looked up."""
        lines = self._met.tally.lines
        bounds = self._ranking.values(lines, self._met.places)
        highest: list[float] = []
        """A heap of the values of the foremost, the least first."""
        for at in self._in_order(bounds):
            is_full = len(highest) >= most
            if is_full and (bounds[at] <= highest[0] or not self._clock.has_time()):
                break
            self.totals[at] = run_total(self._snapshot, self._spelling, self.text(at).split(" "))
            value = self._ranking.values(lines[at : at + 1], np.array([self.totals[at]]))
            (heapreplace if is_full else heappush)(highest, float(value[0]))
        return list(self.totals)

    def _in_order(self, bounds: Array) -> Iterator[int]:
        """All runs, those with the highest bound first, of equals the more frequent, then by the alphabet.

        The numbers of words are in the order of the alphabet, so no text is made of runs that nobody sees.
        """
        lines, words = self._met.tally.lines, self._met.words
        order = np.lexsort((-lines, -bounds))
        ranks, often = bounds.take(order), lines.take(order)
        differ = (ranks[1:] != ranks[:-1]) | (often[1:] != often[:-1])
        edges = [0, *(np.flatnonzero(differ) + 1).tolist(), len(order)]
        for begin, end in pairwise(edges):
            alike = order[begin:end]
            yield from alike.take(np.lexsort(words.take(alike, axis=0).T[::-1])).tolist()

    def text(self, at: int) -> str:
        """The words of a run."""
        keys = self._snapshot.lexicon.keys
        return " ".join(keys[word - 1] for word in self._met.words[at].tolist())


def run_total(snapshot: Snapshot, spelling: Spelling, keys: Sequence[str]) -> int:
    """How often words stand side by side in the texts of all living articles."""
    phrase = Phrase(tuple(Word(key, key, fold_of(key)) for key in keys))
    total = 0
    for number, view in enumerate(snapshot.views):
        docs, often = Finder(spelling, view, number).phrase(phrase)
        total += int(living(view.segment, docs, often).sum())
    return total
