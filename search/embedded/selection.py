"""What a query selects in one segment: matched, alive, within its days and filters; and in what order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from search.embedded.evaluate import Evaluation
from search.facets import column
from search.model import Sort
from search.ranking import DIGITS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from search.embedded.container import Array
    from search.embedded.plan import Plan
    from search.embedded.snapshot import View
    from search.embedded.values import Values
    from search.model import Query


@dataclass(frozen=True, slots=True)
class Selection:
    """Articles of one segment, ascending, before filters; and for each filter which of them pass.

    `matches` says whether any matched before the days were looked at, too.
    """

    view: View
    matches: bool
    docs: Array
    scores: Array
    passing: Mapping[str, Array]

    @property
    def values(self) -> Values:
        """The values of the segment."""
        return self.view.segment.values

    def kept(self, but: str = "") -> Array:
        """The articles under all filters but one."""
        masks = [mask for facet, mask in self.passing.items() if facet != but]
        if not masks:
            return self.docs
        return self.docs[_all(masks)]

    def result(self) -> tuple[Array, Array]:
        """The articles under all filters, and their scores."""
        if not self.passing:
            return self.docs, self.scores
        mask = _all(list(self.passing.values()))
        return self.docs[mask], self.scores[mask]


def _all(masks: list[Array]) -> Array:
    mask = masks[0]
    for other in masks[1:]:
        mask = mask & other
    return mask


def select(view: View, number: int, plan: Plan, query: Query) -> Selection:
    """Evaluate a plan and the filters of its query over one segment."""
    docs, scores = Evaluation(view, number).all(plan)
    segment = view.segment
    if segment.alive is not None:
        held = segment.alive.take(docs)
        docs, scores = docs[held], scores[held]
    matches = bool(len(docs))
    if query.since is not None or query.until is not None:
        held = _between(segment.values, docs, query)
        docs, scores = docs[held], scores[held]
    passing = {}
    for chosen in query.filters:
        facet = segment.values.facets[column(chosen.facet, query.map)]
        passing[chosen.facet] = facet.has(chosen.values).take(facet.sets.take(docs))
    return Selection(view, matches, docs, scores, passing)


def _between(values: Values, docs: Array, query: Query) -> Array:
    """Which articles were surely published between the days asked for."""
    first = values.first_days.take(docs)
    held = first > 0
    if query.since is not None:
        held &= first >= query.since.toordinal()
    if query.until is not None:
        held &= values.last_days.take(docs) <= query.until.toordinal()
    return held


def best(values: Values, docs: Array, scores: Array, sort: Sort, most: int) -> Array:
    """The indexes into `docs` of the first `most` in the order asked for, in that order."""
    if sort is Sort.RELEVANCE:
        return _most_relevant(values, docs, scores, most)
    ranks = (values.newest if sort is Sort.NEWEST else values.oldest).take(docs)
    if most < len(docs):
        first = np.argpartition(ranks, most)[:most]
        return first[np.argsort(ranks[first])]
    return np.argsort(ranks)


_SAME = np.float32(2 * 10.0**-DIGITS)
"""Scores further apart than this differ after rounding."""


def _most_relevant(values: Values, docs: Array, scores: Array, most: int) -> Array:
    """The highest scores; ties newer first. Only what may be among the first is sorted."""
    near: Array | None = None
    if most < len(docs):
        near = np.flatnonzero(scores >= _at_least(scores, most) - _SAME)
        scores, docs = scores[near], docs[near]
    keys = rounded(scores)
    np.negative(keys, out=keys)
    keys <<= 32
    keys += values.newest.take(docs)
    if most * 2 < len(keys):
        first = np.argpartition(keys, most)[:most]
        order = first[np.argsort(keys[first])]
    else:
        order = np.argsort(keys)[:most]
    return order if near is None else near[order]


def rounded(scores: Array) -> Array:
    """Scores as whole numbers, as far as they rank."""
    found: Array = np.rint(scores.astype(np.float64) * 10**DIGITS).astype(np.int64)
    return found


def _at_least(scores: Array, most: int) -> np.float32:
    """A score that at least `most` of the scores reach: the least of the greatest of as many blocks."""
    size = len(scores)
    width = size // (most * 4)
    if width < 16:
        return np.float32(np.partition(scores, size - most)[size - most])
    blocks = scores[: width * most * 4].reshape(-1, width).max(axis=1)
    return np.float32(np.partition(blocks, len(blocks) - most)[len(blocks) - most])
