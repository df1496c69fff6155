"""Why a hit scores what it does: the plan of its query on one article, part by part.

Points are asked of the same evaluation and the same second phase that scored the article, so they add up to
its score. Only the parts are told that give any: of several readings the one that counts.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from search.embedded.counting import frequency
from search.embedded.markless import plain
from search.embedded.plan import AllPlan, AnyPlan, FoundPlan, PlainPlan, SomePlan, WordPlan
from search.embedded.sets import find
from search.embedded.writing_out import surface, written
from search.keys import adds_marks
from search.model import (
    And,
    Best,
    Canonical,
    Cites,
    Everything,
    Form,
    Near,
    Not,
    Or,
    Phrase,
    Prefix,
    Reason,
    ReasonKind,
    Some,
    Spelled,
    Word,
)
from search.ranking import EXACT
from search.zones import HEAD, TEXT

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from search.embedded.container import Array
    from search.embedded.evaluate import Evaluation
    from search.embedded.matched import Anew, Matched, Place
    from search.embedded.plan import Plan, Spelling
    from search.embedded.rescoring import Rescorer
    from search.model import Node


def reasons_of(matched: Matched, place: Place) -> tuple[Reason, ...]:
    """What the score of a place is made of: the first phase, the second, and what the order adds."""
    selection = matched.selections[place.segment]
    article = _Article(matched.spelling, selection.evaluation, np.array([place.number], np.int64))
    found = list(article.reasons(matched.node, selection.plan))
    for anew in matched.anew:
        if anew.segment == place.segment and matched.rescorer is not None:
            found += _second(matched.rescorer, anew, place.number)
    factor = float(matched.factors(place.segment, article.docs)[0])
    if points := (factor - 1) * sum(each.points for each in found):
        found.append(Reason(ReasonKind.FRESH, "", points))
    return tuple(found)


def _second(rescorer: Rescorer, anew: Anew, number: int) -> Iterator[Reason]:
    """What the second phase adds to an article; nothing to one that it did not score."""
    ranks, held = find(anew.docs, np.array([number], np.int64))
    if not held[0]:
        return
    rank, added, words = int(ranks[0]), anew.added, rescorer.words
    for pair, (one, other) in enumerate(rescorer.pairs):
        if points := float(added.pairs[rank, pair]):
            text = f"{words[one].surface} {words[other].surface}"
            rarity, times = added.rarities[pair], added.times(pair, rank)
            yield Reason(ReasonKind.PAIR, text, points, idf=rarity, in_text=times)
    if points := float(added.windows[rank]):
        within = [words[thing].surface for thing in added.in_window(rank) if thing < len(words)]
        yield Reason(ReasonKind.WINDOW, " ".join(within), points)
    if points := float(added.titles[rank].sum()):
        all_words, *runs = added.titles[rank].tolist()
        shown = range(len(words)) if all_words else rescorer.runs[int(np.argmax(runs))]
        yield Reason(ReasonKind.TITLE, " ".join(words[word].surface for word in shown), points)


@dataclass(frozen=True, slots=True)
class _Article:
    """One article of a segment, in an array of its own, as the evaluation of a query sees it.

    `weight` and `typed` are those of the reading that is explained.
    """

    spelling: Spelling
    evaluation: Evaluation
    docs: Array
    weight: float = 1.0
    typed: str = ""

    def reasons(self, node: Node, plan: Plan) -> Iterator[Reason]:
        """What a part gives; plans have the shape of their trees."""
        if not (points := self._points(plan)):
            return
        match node, plan:
            case Word() | Prefix(), WordPlan():
                yield self._word(node, plan, points)
            case Phrase() | Near(), FoundPlan():
                yield self._found(node, plan, points)
            case Canonical(_, text), PlainPlan():
                yield self._term(text, plan, points)
            case Cites(text), AllPlan((AnyPlan(((_, PlainPlan() as named), _)),)):
                yield self._term(text, named, points)
            case Best(readings), AnyPlan(plans):
                yield from self._best(readings, plans)
            case _:
                parts = list(_parts(node, plan))
                for part, own in parts:
                    yield from self.reasons(part, own)
                if not parts:
                    yield self._reason(ReasonKind.ALL, "", points)

    def _points(self, plan: Plan) -> float:
        return float(self.evaluation.scores(plan, self.docs)[0])

    def _reason(self, kind: ReasonKind, text: str, points: float) -> Reason:
        return Reason(kind, text, points * self.weight, typed=self.typed, weight=self.weight)

    def _best(
        self, readings: Sequence[tuple[float, Node]], plans: Sequence[tuple[float, Plan]]
    ) -> Iterator[Reason]:
        """The reading that counts: the first of the best ones."""
        at = int(np.argmax([weight * self._points(plan) for weight, plan in plans]))
        typed = self.typed or (written(readings[0][1]) if at else "")
        weight, node = readings[at]
        yield from replace(self, weight=self.weight * weight, typed=typed).reasons(node, plans[at][1])

    def _word(self, word: Word | Prefix, plan: WordPlan, points: float) -> Reason:
        spellings = tuple(self._spelled(word))
        return replace(
            self._reason(ReasonKind.WORD, surface(word), points),
            idf=plan.rarity,
            in_text=sum(each.in_text for each in spellings),
            in_head=sum(each.in_head for each in spellings),
            spellings=spellings,
        )

    def _spelled(self, word: Word | Prefix) -> Iterator[Spelled]:
        """The spellings of a word that stand in the article, those that weigh most first."""
        for weight, keys in self.spelling.tiers(word):
            for key in keys:
                if in_text := self._times(TEXT, key):
                    is_likely = weight == EXACT or not self.spelling.loose
                    form = _form(word, plain(key)) if is_likely else Form.OTHER
                    yield Spelled(plain(key), form, weight, in_text, self._times(HEAD, key))

    def _times(self, field: str, key: str) -> int:
        evaluation = self.evaluation
        terms = self.spelling.terms(field, (key,))[evaluation.number]
        return int(frequency(evaluation.view, terms, self.docs)[0])

    def _found(self, node: Phrase | Near, plan: FoundPlan, points: float) -> Reason:
        kind = ReasonKind.PHRASE if isinstance(node, Phrase) else ReasonKind.NEAR
        number = self.evaluation.number
        at, _ = find(plan.found[number].docs, self.docs)
        return replace(
            self._reason(kind, " ".join(map(surface, node.words)), points),
            zone=node.zone,
            idf=plan.rarity,
            in_text=int(plan.counts[number][at[0]]),
        )

    def _term(self, text: str, plan: PlainPlan, points: float) -> Reason:
        evaluation = self.evaluation
        times = int(frequency(evaluation.view, plan.terms[evaluation.number], self.docs)[0])
        return replace(self._reason(ReasonKind.TERM, text, points), idf=plan.rarity, in_text=times)


def _parts(node: Node, plan: Plan) -> Iterator[tuple[Node, Plan]]:
    """The parts of which a part is the sum, none of them excluded; none where it scores by itself."""
    match node, plan:
        case And(parts), AllPlan(wanted):
            yield from zip(
                [part for part in parts if not isinstance(part, Not)] or [Everything()], wanted, strict=True
            )
        case Or(parts), AnyPlan(plans):
            yield from zip(parts, (own for _, own in plans), strict=True)
        case Some(parts), SomePlan(plans):
            yield from zip(parts, plans, strict=True)


def _form(word: Word | Prefix, key: str) -> Form:
    """What a spelling is beside the word as it was typed."""
    if isinstance(word, Prefix):
        return Form.EXACT if key.startswith(word.key) else Form.MARKS
    if key == word.key:
        return Form.EXACT
    if key == word.fold:
        return Form.BARE
    return Form.MARKS if len(key) == len(word.key) and adds_marks(word.key, key) else Form.OTHER
