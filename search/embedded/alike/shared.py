"""Runs that two texts share: stretches of the same words in the same order, on arrays of numbers of words.

Both texts are numbers from 1; 0 ends what may be a run. A word of the one text that is not in the other may
be 0 there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from search.embedded.sets import where

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from search.embedded.container import Array

LEAST = 3
"""Words of a run, at least: two in a row are shared by chance."""

_MOST_PLACES = 4
"""A run of `LEAST` words that one text repeats is looked for at so many of its places."""

_BRIDGE = 3
"""Behind or before a run, the same words as far from it in both texts belong to it, so many words away."""


class Runs(NamedTuple):
    """Shared runs: where each begins in the first and in the second text, and its words."""

    firsts: Array
    seconds: Array
    lengths: Array


class Known:
    """A text made ready: where every `LEAST` words in a row stand in it."""

    def __init__(self, words: Array) -> None:
        keys = _grams(words)
        order = np.argsort(keys, kind="stable")
        self._places = order[keys.take(order) > 0]
        self._keys, self._begins, counts = np.unique(
            keys.take(self._places), return_index=True, return_counts=True
        )
        self._counts = np.minimum(counts, _MOST_PLACES)

    def shared(self, other: Array) -> Runs:
        """All longest runs that it shares with another text, which may be long."""
        if not len(self._keys):
            return _no_runs()
        asked = _grams(other)
        places = where(asked > 0)
        asked = asked.take(places)
        at = np.minimum(self._keys.searchsorted(asked), len(self._keys) - 1)
        held = where(self._keys.take(at) == asked)
        at, places = at.take(held), places.take(held)
        times = self._counts.take(at)
        which = np.arange(int(times.sum())) - np.repeat(np.cumsum(times) - times, times)
        firsts = self._places.take(np.repeat(self._begins.take(at), times) + which)
        return _joined(firsts, np.repeat(places, times))


def _no_runs() -> Runs:
    return Runs(*np.zeros((3, 0), np.int64))


def _grams(words: Array) -> Array:
    """A number for every `LEAST` words in a row; 0 where one of them is 0."""
    if len(words) < LEAST:
        return np.zeros(0, np.int64)
    size = len(words) - LEAST + 1
    found = words[:size].astype(np.int64)
    held = found > 0
    for step in range(1, LEAST):
        part = words[step : step + size]
        held &= part > 0
        found <<= _WORD_BITS
        found |= part
    found *= held
    return found


_WORD_BITS = 20


def _joined(firsts: Array, seconds: Array) -> Runs:
    """Runs of `LEAST` words that follow each other as long ones."""
    if not len(firsts):
        return _no_runs()
    order = np.argsort(((seconds - firsts) << 32) + seconds)
    firsts, seconds = firsts.take(order), seconds.take(order)
    is_next = (np.diff(firsts) == 1) & (np.diff(seconds) == 1)
    begins = where(np.concatenate([[True], ~is_next]))
    lengths = np.diff(begins, append=len(firsts)) + LEAST - 1
    return Runs(firsts.take(begins), seconds.take(begins), lengths)


def covered(runs: Runs, owners: Array, weights: Array, size: int) -> Array:
    """Of each of `size` owners of runs, what the words of the first text weigh that are in its runs."""
    total = np.concatenate([[0.0], np.cumsum(weights)])
    order = np.lexsort((runs.firsts, owners))
    owner, begins = owners.take(order), runs.firsts.take(order)
    ends = begins + runs.lengths.take(order)
    room = len(weights) + 1
    reached = np.maximum.accumulate(owner * room + ends)
    before = np.concatenate([[0], reached[:-1]]) - owner * room
    fresh = total.take(ends) - total.take(np.minimum(np.maximum(begins, before), ends))
    found: Array = np.bincount(owner, fresh, minlength=size).astype(np.float64)
    return found


# ---------------------------------------------------------------- of two short texts


class Run(NamedTuple):
    """One run."""

    first: int
    second: int
    length: int


def chosen(runs: Sequence[Run], first: Sequence[int], second: Sequence[int]) -> list[Run]:
    """Runs of which no two share a word, the longest first, with what belongs to them beyond a small gap."""
    mine, theirs = bytearray(len(first)), bytearray(len(second))
    kept: list[Run] = []
    for run in sorted(runs, key=lambda run: (-run.length, run.second, run.first)):
        free = [part for part in _free(run, mine, theirs) if part.length >= LEAST]
        kept.extend(_taken(part, mine, theirs) for part in free)
    for run in kept[:]:
        kept.extend(_taken(each, mine, theirs) for each in _bridged(run, (first, mine), (second, theirs)))
    return sorted(_united(kept), key=lambda run: (run.second, run.first))


def _free(run: Run, mine: bytearray, theirs: bytearray) -> list[Run]:
    """The parts of a run that nothing was taken of."""
    parts: list[Run] = []
    begin = 0
    for at in range(run.length + 1):
        if at == run.length or mine[run.first + at] or theirs[run.second + at]:
            if at > begin:
                parts.append(Run(run.first + begin, run.second + begin, at - begin))
            begin = at + 1
    return parts


def _taken(run: Run, mine: bytearray, theirs: bytearray) -> Run:
    mine[run.first : run.first + run.length] = b"\1" * run.length
    theirs[run.second : run.second + run.length] = b"\1" * run.length
    return run


def _bridged(
    run: Run, first: tuple[Sequence[int], bytearray], second: tuple[Sequence[int], bytearray]
) -> Iterator[Run]:
    """Single words beyond a gap on either side of a run, as far from it in both texts."""
    (words, mine), (others, theirs) = first, second
    for edge, step in ((run.length - 1, 1), (0, -1)):
        for away in range(2, _BRIDGE + 1):
            i, j = run.first + edge + step * away, run.second + edge + step * away
            if not (0 <= i < len(words) and 0 <= j < len(others)) or _is_broken(others, j, step, away):
                break
            if words[i] == others[j] and not mine[i] and not theirs[j]:
                yield Run(i, j, 1)


def _is_broken(words: Sequence[int], at: int, step: int, away: int) -> bool:
    """Whether a sentence ends between a run and a place."""
    return any(words[at - step * back] < 0 for back in range(away))


def _united(runs: Sequence[Run]) -> Iterator[Run]:
    """Runs that follow each other on both sides as one."""
    last: Run | None = None
    for run in sorted(runs):
        if last and (run.first - last.first, run.second - last.second) == (last.length, last.length):
            last = Run(last.first, last.second, last.length + run.length)
            continue
        if last:
            yield last
        last = run
    if last:
        yield last
