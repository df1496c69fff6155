"""Which articles hold runs of a text: by the signatures of their stretches, then by their words."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from search.embedded.alike.passages import LOOSE
from search.embedded.alike.shared import covered
from search.embedded.sets import only, united, where
from search.embedded.signatures import LENGTH, highest, pairs_of
from search.zones import TEXT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from search.embedded.alike.pasted import Pasted
    from search.embedded.clock import Clock
    from search.embedded.container import Array
    from search.embedded.segment import Segment

STRETCHES, FEWEST, MOST = 3_000, 100, 600
"""Stretches that are looked at closely: of all parts of a text together, and of one part."""

NEARLY = 0.8
"""Of those that score so much of the best, the oldest are looked at too."""


class Candidates(NamedTuple):
    """Articles of a segment, ascending; what of the text weighs in their runs; the slots to look at."""

    docs: Array
    weights: Array
    begins: Array
    ends: Array


def table_of(segment: Segment, pasted: Pasted) -> Array:
    """By what `forward` tells of a slot, the number of the word in the text, or 0."""
    table = np.zeros(len(segment.forward.terms) + 1, np.int32)
    for number, fold in enumerate(pasted.folds, start=1):
        for term in _terms(segment, fold.encode()):
            table[segment.forward.ranks[term] + 1] = number
    return table


def _terms(segment: Segment, fold: bytes) -> list[int]:
    number = segment.folds.folds.find(fold)
    if number >= 0:
        return segment.folds.terms(number)
    term = segment.fields[TEXT].terms.find(fold)
    return [term] if term >= 0 else []


class Within(NamedTuple):
    """What is looked through: a segment, and `table_of` it.

    `allowed` says with 1 which of its articles may be found, None: all. With `ages`, a rank of each article,
    those with the lowest are looked for as well.
    """

    segment: Segment
    table: Array
    allowed: Array | None = None
    ages: Array | None = None


def candidates(within: Within, pasted: Pasted, clock: Clock) -> Candidates:
    """The articles of a segment that share runs with a text."""
    segment = within.segment
    stretches = _stretches(within, pasted, clock)
    if not len(stretches):
        return Candidates(*np.zeros((4, 0), np.int64))
    owners = segment.signatures.docs.take(stretches).astype(np.int64)
    begins = segment.forward.begins.take(owners) + segment.signatures.begins(stretches)
    ends = np.minimum(begins + LENGTH, segment.forward.begins.take(owners + 1) - 1)
    first = np.flatnonzero(np.diff(owners, prepend=-1))
    ranks = np.cumsum(np.diff(owners, prepend=owners[:1]) != 0)
    words = _words(segment, within.table, begins, ends)
    runs = pasted.known.shared(words)
    weights = covered(runs, ranks.take(runs.seconds // (LENGTH + 1)), pasted.weights, len(first))
    weights += (weights > 0) * LOOSE * _present(words, ranks, pasted)
    last = np.append(first[1:], len(owners)) - 1
    return Candidates(owners.take(first), weights, begins.take(first), ends.take(last))


def _present(words: Array, ranks: Array, pasted: Pasted) -> Array:
    """What the words of a text weigh that each article has anywhere in its stretches."""
    there = where(words != 0)
    size = len(pasted.folds) + 1
    held = np.zeros((int(ranks[-1]) + 1) * size, bool)
    held[ranks.take(there // (LENGTH + 1)) * size + words.take(there)] = True
    weights = np.bincount(pasted.numbers, pasted.weights, minlength=size)
    found: Array = held.reshape(-1, size) @ weights
    return found


def _words(segment: Segment, table: Array, begins: Array, ends: Array) -> Array:
    """The words of some stretches, `LENGTH` slots each and an empty one behind it; 0 behind their ends."""
    slots = begins[:, None] + np.arange(LENGTH + 1)
    behind = (slots >= ends[:, None]).ravel()
    np.minimum(slots, ends[:, None], out=slots)
    found: Array = table.take(segment.forward.at(slots.ravel()))
    found[behind] = 0
    return found


def _stretches(within: Within, pasted: Pasted, clock: Clock) -> Array:
    """The stretches that may hold most of some part, ascending."""
    most = min(max(STRETCHES // max(1, len(pasted.parts)), FEWEST), MOST)
    signatures = within.segment.signatures
    may = None if within.allowed is None else within.allowed.take(signatures.docs)
    ages = None if within.ages is None else within.ages.take(signatures.docs)
    found = [np.zeros(0, np.int64)]
    for part in pasted.parts:
        pairs = pairs_of(pasted.folds_of(part))
        if not len(pairs.bits) or not clock.has_time():
            continue
        scores = signatures.scores(pairs)
        if may is not None:
            scores *= may
        found.append(highest(scores, most))
        if ages is not None:
            found.append(_oldest(scores, ages, most))
    return united(found)


def _oldest(scores: Array, ranks: Array, most: int) -> Array:
    """Of the stretches that score nearly as much as the best, those of the oldest articles."""
    near = np.flatnonzero(scores >= max(1, int(scores.max(initial=0) * NEARLY)))
    if len(near) <= most:
        return near
    return only(np.argsort(np.argsort(ranks.take(near), kind="stable")) < most, near)


def strongest(found: Sequence[Candidates], most: int) -> list[tuple[int, int]]:
    """The places of the articles that weigh the most: segment, and rank among its candidates."""
    weights = np.concatenate([np.zeros(0), *(each.weights for each in found)])
    segments = np.repeat(np.arange(len(found)), [len(each.docs) for each in found])
    ranks = np.concatenate([np.zeros(0, np.int64), *(np.arange(len(each.docs)) for each in found)])
    order = np.argsort(-weights, kind="stable")[:most]
    order = order[weights[order] > 0]
    return list(zip(segments[order].tolist(), ranks[order].tolist(), strict=True))
