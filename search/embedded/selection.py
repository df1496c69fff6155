"""What a query selects in one segment: matched, alive, within its days and filters; and in what order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from search.embedded.evaluate import Evaluation
from search.embedded.filtering import Filtered, chosen
from search.embedded.sets import only
from search.facets import column
from search.model import Sort
from search.ranking import DIGITS

if TYPE_CHECKING:
    from search.embedded.container import Array
    from search.embedded.plan import Plan
    from search.embedded.snapshot import View
    from search.embedded.values import Values
    from search.model import Query


@dataclass(frozen=True, slots=True)
class Selection:
    """What was found in one segment.

    `matches` says whether anything matched before the days were looked at, too. `given` are the scores of all
    that was found, before filters, or None where they are worked out later, for what passes them only.
    """

    evaluation: Evaluation
    plan: Plan
    matches: bool
    given: Array | None
    filtered: Filtered

    @property
    def values(self) -> Values:
        """The values of the segment."""
        return self.evaluation.view.segment.values

    @property
    def docs(self) -> Array:
        """The articles under all filters."""
        return self.filtered.kept()

    def scores(self) -> Array:
        """The scores of the articles under all filters."""
        if self.given is None:
            return self.evaluation.scored(self.plan, self.docs)
        mask = self.filtered.mask()
        return self.given if mask is None else only(mask, self.given)


class Evaluated(NamedTuple):
    """What a plan finds in one segment, dead articles included, and scores where they came with it."""

    evaluation: Evaluation
    plan: Plan
    docs: Array
    scores: Array | None


def evaluate(view: View, number: int, plan: Plan) -> Evaluated:
    """Evaluate a plan over one segment."""
    evaluation = Evaluation(view, number)
    return Evaluated(evaluation, plan, *evaluation.found(plan))


def select(evaluated: Evaluated, query: Query) -> Selection:
    """What of it is alive, within the days and under the filters of a query."""
    evaluation, plan, docs, scores = evaluated
    segment = evaluation.view.segment
    if segment.alive is not None:
        docs, scores = _only(segment.alive.take(docs), docs, scores)
    matches = bool(len(docs))
    if query.since is not None or query.until is not None:
        docs, scores = _only(_between(segment.values, docs, query), docs, scores)
    filters = [
        chosen(segment.values, each.facet, column(each.facet, query.map), each.values)
        for each in query.filters
    ]
    filtered = Filtered(segment.values, docs, filters, column("place", query.map))
    return Selection(evaluation, plan, matches, scores, filtered)


def _only(held: Array, docs: Array, scores: Array | None) -> tuple[Array, Array | None]:
    return only(held, docs), None if scores is None else only(held, scores)


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
    if sort.by_score:
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
