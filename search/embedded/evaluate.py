"""Evaluates a plan over one segment, on arrays.

Every plan can be asked two ways: for all that it finds, or for what it makes of some articles. An And asks
its cheapest part the first way and the others the second, so its cost is that of its rarest part.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from search.embedded.counting import frequency, hold, holding, union_column
from search.embedded.plan import (
    AllPlan,
    AnyPlan,
    EveryPlan,
    FoundPlan,
    HeldPlan,
    PlainPlan,
    SomePlan,
    WordPlan,
)
from search.embedded.postings import COLUMN_SHARE, Term
from search.embedded.sets import NOTHING, Scored, find, joined, only, where
from search.ranking import HEAD_WEIGHT, K1, MOST_TF
from search.zones import HEAD, TEXT

if TYPE_CHECKING:
    from search.embedded.container import Array
    from search.embedded.plan import Plan, Tier
    from search.embedded.snapshot import View


ROUNDING = 1e-3
"""What sums of rarities may differ by, added up in another order."""


class Evaluation:
    """One segment of a snapshot, asked for one query. `number` is the segment's place in the snapshot."""

    def __init__(self, view: View, number: int) -> None:
        self.view = view
        self.number = number
        self.size = view.segment.size
        self._known_docs = self._known_normals = NOTHING.docs
        self._laid: dict[int, tuple[Term, ...]] = {}

    def terms(self, tier: Tier) -> tuple[Term, ...]:
        """The terms of a tier in the text; many frequent ones as one column, laid once for a query."""
        terms = tier.text[self.number]
        if len(terms) == 1 or sum(term.df for term in terms) * COLUMN_SHARE <= self.size:
            return terms
        laid = self._laid.get(id(terms))
        if laid is None:
            laid = self._laid[id(terms)] = (union_column(self.size, terms),)
        return laid

    def _word_terms(self, plan: WordPlan) -> list[Term]:
        return [term for tier in plan.tiers for term in self.terms(tier)]

    # ------------------------------------------------------------ all that a plan finds

    def all(self, plan: Plan) -> Scored:  # noqa: PLR0911 - one return a kind of plan
        """All articles that match, with their scores."""
        match plan:
            case WordPlan():
                return self._all_of_word(plan)
            case PlainPlan(terms):
                docs, _ = holding(self.view, terms[self.number])
                return Scored(docs, self._plain(plan, docs))
            case FoundPlan(found):
                return found[self.number]
            case AllPlan():
                return self._all_of_all(plan)
            case AnyPlan():
                return self._all_of_any(plan)
            case SomePlan():
                docs = self._matching_some(plan)
                return Scored(docs, self._scores_of_some(plan, docs))
            case HeldPlan(held):
                docs = where(held[self.number])
                return Scored(docs, _zeros(docs))
            case EveryPlan():
                return Scored(np.arange(self.size), np.ones(self.size, np.float32))

    def found(self, plan: Plan) -> tuple[Array, Array | None]:
        """All articles that match; their scores where they are not better worked out later, see `scored`."""
        match plan:
            case WordPlan():
                return self._matching_word(plan), None
            case AllPlan():
                return self.matching(plan), None
            case SomePlan():
                return self._matching_some(plan), None
        return self.all(plan)

    def scored(self, plan: Plan, docs: Array) -> Array:
        """What articles score that are known to match."""
        match plan:
            case AllPlan():
                return self.scores_of_all(plan, docs)
            case SomePlan():
                return self._scores_of_some(plan, docs)
        return self.scores(plan, docs)

    def _matching_word(self, plan: WordPlan) -> Array:
        terms = self._word_terms(plan)
        return hold(self.view, [terms]) if terms else NOTHING.docs

    def _all_of_word(self, plan: WordPlan) -> Scored:
        docs = self._matching_word(plan)
        return Scored(docs, self._scores_of_word(plan, docs))

    def _all_of_all(self, plan: AllPlan) -> Scored:
        docs = self.matching(plan)
        return Scored(docs, self.scores_of_all(plan, docs))

    def matching(self, plan: AllPlan) -> Array:
        """The articles that match an And; what they score is only worked out for those that pass filters."""
        docs = self._matching(plan)
        for part in plan.unwanted:
            docs = only(~self.holds(part, docs), docs)
        return docs

    def scores_of_all(self, plan: AllPlan, docs: Array) -> Array:
        """What articles score that are known to match an And."""
        scores: Array | None = None
        for part in plan.wanted:
            here = self.scores(part, docs)
            scores = here if scores is None else np.add(scores, here, out=scores)
        assert scores is not None
        return scores

    def _matching(self, plan: AllPlan) -> Array:
        """The articles that hold all wanted parts: words first, by arrays as a whole, then the rest."""
        words = [part for part in plan.wanted if isinstance(part, WordPlan)]
        others = sorted((part for part in plan.wanted if not isinstance(part, WordPlan)), key=self._cost)
        terms = [self._word_terms(word) for word in words]
        if not all(terms):
            return NOTHING.docs
        if others and (not terms or self._cost(others[0]) < min(sum(t.df for t in each) for each in terms)):
            docs = self.all(others.pop(0)).docs
            for each in terms:
                docs = only(frequency(self.view, each, docs) != 0, docs)
        elif terms:
            docs = hold(self.view, sorted(terms, key=lambda each: sum(term.df for term in each)))
        else:
            docs = np.arange(self.size)
        for part in others:
            docs = only(self.holds(part, docs), docs)
        return docs

    def _all_of_any(self, plan: AnyPlan) -> Scored:
        words = [part for _, part in plan.parts if isinstance(part, WordPlan)]
        total = sum(self._cost(word) for word in words)
        if plan.best or len(words) < len(plan.parts) or total * COLUMN_SHARE < self.size:
            parts = [(weight, self.all(part)) for weight, part in plan.parts]
            weighed = [Scored(docs, scores * np.float32(weight)) for weight, (docs, scores) in parts]
            return joined(weighed, self.size, best=plan.best)
        scores = np.zeros(self.size, np.float32)
        for weight, part in plan.parts:
            assert isinstance(part, WordPlan)
            self._add_word(scores, part, weight)
        docs = where(scores != 0)
        return Scored(docs, scores.take(docs))

    def _matching_some(self, plan: SomePlan) -> Array:
        """The articles that hold enough of a sentence."""
        docs = np.arange(self.size)
        enough = np.float32(plan.share * sum(plan.rarities) - ROUNDING)
        weights = np.zeros(len(docs), np.float32)
        for part, rarity in zip(plan.parts, plan.rarities, strict=True):
            weights += self.holds(part, docs) * np.float32(rarity)
        return only((weights > 0) & (weights >= enough), docs)

    def _scores_of_some(self, plan: SomePlan, docs: Array) -> Array:
        scores = _zeros(docs)
        for part in plan.parts:
            scores += self.scores(part, docs)
        return scores

    def _add_word(self, scores: Array, plan: WordPlan, weight: float) -> None:
        """Add a word's scores to those of all articles."""
        if len(plan.tiers) == 1 and len(terms := self.terms(plan.tiers[0])) == 1:
            tier = plan.tiers[0]
            head = tier.head[self.number]
            if len(head) > 1:
                head = (union_column(self.size, head),)
            rarity = np.float32(plan.rarity * tier.weight * weight)
            self._add_stream(scores, TEXT, terms[0], rarity)
            for term in head:
                self._add_stream(scores, HEAD, term, np.float32(rarity * HEAD_WEIGHT))
            return
        docs, found = self._all_of_word(plan)
        scores[docs] += found * np.float32(weight)

    def _add_stream(self, scores: Array, stream: str, term: Term, weight: np.float32) -> None:
        normals = self.view.normals[stream]
        if term.docs is None:
            tf = term.freqs.astype(np.float32)
            weighed = tf + normals
            np.divide(tf, weighed, out=weighed)
            weighed *= weight
            scores += weighed
            return
        docs = term.docs.astype(np.int64)
        tf = term.freqs.astype(np.float32)
        weighed = tf + normals.take(docs)
        np.divide(tf, weighed, out=weighed)
        weighed *= weight
        scores[docs] += weighed

    # ------------------------------------------------------------ what it makes of some articles

    def holds(self, plan: Plan, docs: Array) -> Array:  # noqa: C901, PLR0911 - one return a kind of plan
        """Which of some articles match."""
        match plan:
            case WordPlan():
                return _any(frequency(self.view, self._word_terms(plan), docs))
            case PlainPlan(terms):
                return _any(frequency(self.view, terms[self.number], docs))
            case FoundPlan(found):
                return find(found[self.number].docs, docs)[1]
            case AllPlan(wanted, unwanted):
                held = np.ones(len(docs), bool)
                for part in wanted:
                    held &= self.holds(part, docs)
                for part in unwanted:
                    held &= ~self.holds(part, docs)
                return held
            case AnyPlan(parts):
                held = np.zeros(len(docs), bool)
                for _, part in parts:
                    held |= self.holds(part, docs)
                return held
            case SomePlan():
                return find(self._matching_some(plan), docs)[1]
            case HeldPlan(held_by):
                return held_by[self.number].take(docs)
            case EveryPlan():
                return np.ones(len(docs), bool)

    def scores(self, plan: Plan, docs: Array) -> Array:  # noqa: PLR0911 - one return a kind of plan
        """What some articles score: 0 where they do not match."""
        match plan:
            case WordPlan():
                return self._scores_of_word(plan, docs)
            case PlainPlan():
                return self._plain(plan, docs)
            case FoundPlan(found):
                at, held = find(found[self.number].docs, docs)
                return np.where(held, found[self.number].scores.take(at), 0) if held.any() else _zeros(docs)
            case AllPlan():
                return np.where(self.holds(plan, docs), self.scores_of_all(plan, docs), np.float32(0))
            case AnyPlan(parts, best):
                scores = _zeros(docs)
                for weight, part in parts:
                    here = self.scores(part, docs) * np.float32(weight)
                    (np.maximum if best else np.add)(scores, here, out=scores)
                return scores
            case SomePlan():
                held = self.holds(plan, docs)
                return np.where(held, self._scores_of_some(plan, docs), np.float32(0))
            case HeldPlan():
                return _zeros(docs)
            case EveryPlan():
                return np.ones(len(docs), np.float32)

    def _scores_of_word(self, plan: WordPlan, docs: Array) -> Array:
        """The best tier; a tier counts the spellings of those above it too."""
        best: Array | None = None
        held: Array | None = None
        in_head: Array | None = None
        for tier in plan.tiers:
            held = _more(held, frequency(self.view, self.terms(tier), docs))
            head = tier.head[self.number]
            if head:
                in_head = _more(in_head, frequency(self.view, head, docs))
            scores = self._saturated(held, in_head, docs)
            if tier.weight != 1:
                scores *= np.float32(tier.weight)
            best = scores if best is None else np.maximum(best, scores)
        if best is None:
            return _zeros(docs)
        best *= np.float32(plan.rarity)
        return best

    def _saturated(self, counts: Array, in_head: Array | None, docs: Array) -> Array:
        """The term-frequency part, text and head together."""
        tf = counts.astype(np.float32)
        scores = tf + self._normals(docs)
        np.divide(tf, scores, out=scores)
        if in_head is not None:
            at = where(in_head != 0)
            tf = in_head.take(at).astype(np.float32)
            normals = self.view.normals[HEAD].take(docs.take(at))
            scores[at] += np.float32(HEAD_WEIGHT) * (tf / (tf + normals))
        return scores

    def _normals(self, docs: Array) -> Array:
        """What tf is weighed against in the text of some articles; all words of an And ask for the same."""
        if self._known_docs is not docs:
            self._known_docs, self._known_normals = docs, self.view.normals[TEXT].take(docs)
        return self._known_normals

    def _plain(self, plan: PlainPlan, docs: Array) -> Array:
        tf = frequency(self.view, plan.terms[self.number], docs).astype(np.float32)
        scores = tf / (tf + np.float32(K1))
        scores *= np.float32(plan.rarity)
        return scores

    def _cost(self, plan: Plan) -> int:
        """About how many articles a plan finds."""
        match plan:
            case WordPlan(tiers):
                return sum(term.df for tier in tiers for term in tier.text[self.number])
            case PlainPlan(terms):
                return sum(term.df for term in terms[self.number])
            case FoundPlan(found):
                return len(found[self.number].docs)
            case AllPlan(wanted):
                return min((self._cost(part) for part in wanted), default=self.size)
            case AnyPlan(parts):
                return sum(self._cost(part) for _, part in parts)
            case SomePlan() | HeldPlan() | EveryPlan():
                return self.size


def _more(counts: Array | None, others: Array) -> Array:
    """Two counts added up, to `MOST_TF`."""
    if counts is None:
        return others
    total: Array = np.minimum(counts.astype(np.uint16) + others, MOST_TF)
    return total


def _any(tf: Array) -> Array:
    held: Array = tf != 0
    return held


def _zeros(docs: Array) -> Array:
    return np.zeros(len(docs), np.float32)
