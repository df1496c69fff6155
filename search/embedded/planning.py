"""From the tree of a query to its plan over one snapshot."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np

from search.embedded.clock import Clock
from search.embedded.evaluate import Evaluation
from search.embedded.facts import between, cites, cites_another, has
from search.embedded.phrases import Finder
from search.embedded.plan import (
    AllPlan,
    AnyPlan,
    EveryPlan,
    FoundPlan,
    HeldPlan,
    PlainPlan,
    SomePlan,
    Spelling,
    WordPlan,
)
from search.embedded.remembering import weight_of
from search.embedded.sets import Scored
from search.facets import column
from search.model import (
    And,
    Best,
    Between,
    Canonical,
    Cites,
    Everything,
    Has,
    Map,
    Near,
    Not,
    Or,
    Phrase,
    Prefix,
    Some,
    Word,
)
from search.ranking import idf, saturation
from search.terms import TermKind
from search.zones import TERMS, TEXT

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from search.embedded.container import Array
    from search.embedded.phrases import Found
    from search.embedded.plan import Plan
    from search.embedded.snapshot import Snapshot, View
    from search.embedded.values import Values
    from search.model import Node


@dataclass(frozen=True, slots=True)
class Planner:
    """Plans nodes; phrases are looked for while planning, since their rarity decides what they score.

    `excluded`: what is planned is left out of the answer.
    """

    snapshot: Snapshot
    spelling: Spelling
    map: Map = Map.THEN
    clock: Clock = field(default_factory=Clock)
    excluded: bool = False

    def plan(self, node: Node) -> Plan:  # noqa: C901, PLR0911, PLR0912 - one return a kind
        """The plan of a node."""
        match node:
            case Word() | Prefix():
                return self.spelling.word(node)
            case Canonical():
                return self.spelling.canonical(node)
            case Cites():
                return self._cites(node)
            case Has(facet, values):
                return HeldPlan(tuple(has(each, column(facet, self.map), values) for each in self._values))
            case Between(first, last):
                return HeldPlan(tuple(between(each, first, last) for each in self._values))
            case Phrase(words):
                return self._once(node, words, lambda finder: finder.phrase(node))
            case Near(words):
                return self._once(node, words, lambda finder: finder.near(node))
            case Best(readings):
                return AnyPlan(tuple((weight, self.plan(part)) for weight, part in readings), best=True)
            case Or(parts):
                return AnyPlan(tuple((1.0, self.plan(part)) for part in parts), best=False)
            case And(parts):
                return self._all(parts)
            case Some():
                return self._some(node)
            case Not(part):
                return AllPlan((EveryPlan(),), (self._without(part),))
            case Everything():
                return EveryPlan()

    @property
    def _values(self) -> list[Values]:
        return [segment.values for segment in self.snapshot.segments]

    def _finders(self) -> list[Finder]:
        return [
            Finder(self.spelling, view, number, self.clock, self.excluded)
            for number, view in enumerate(self.snapshot.views)
        ]

    def _once(self, node: Node, words: Sequence[Word | Prefix], find: Callable[[Finder], Found]) -> FoundPlan:
        """What words find together; the snapshot remembers it."""

        def make() -> FoundPlan:
            return self._found(len(words), [find(finder) for finder in self._finders()])

        if any(isinstance(word, Prefix) for word in words):  # what it stands for depends on what else begins
            return make()
        meant = tuple(self.spelling.meant.get(word) for word in words if isinstance(word, Word))
        return self.snapshot.memory.remembered(
            (node, self.spelling.accents, meant),
            make,
            lambda made: None if self.clock.ran_out else weight_of(made),
        )

    def _found(self, words: int, found: Sequence[Found]) -> FoundPlan:
        holding = sum(len(docs) for docs, _ in found)
        rarity = idf(self.snapshot.articles, holding)
        each = np.float32(rarity * words)
        views = self.snapshot.views
        return FoundPlan(
            tuple(_scored(view, docs, tf, each) for view, (docs, tf) in zip(views, found, strict=True)),
            tuple(tf for _, tf in found),
            rarity,
        )

    def _all(self, parts: Sequence[Node]) -> AllPlan:
        wanted = [part for part in parts if not isinstance(part, Not)]
        unwanted = [part.part for part in parts if isinstance(part, Not)]
        return AllPlan(
            tuple(self.plan(part) for part in wanted) or (EveryPlan(),),
            tuple(map(self._without, unwanted)),
        )

    def _without(self, part: Node) -> Plan:
        return replace(self, excluded=not self.excluded).plan(part)

    def _some(self, node: Some) -> SomePlan:
        """Where phrases were not looked at, rarities are too low to tell what is enough: any part is."""
        plans = tuple(map(self.plan, node.parts))
        share = 0.0 if self.clock.ran_out else node.share
        return SomePlan(plans, tuple(map(self._rarity, plans)), share)

    def _rarity(self, plan: Plan) -> float:
        """The inverse document frequency of what a part finds; 0 where it finds nothing."""
        if isinstance(plan, WordPlan):
            return plan.rarity if plan.tiers else 0.0
        holding = sum(
            len(Evaluation(view, number).all(plan).docs) for number, view in enumerate(self.snapshot.views)
        )
        return idf(self.snapshot.articles, holding) if holding else 0.0

    def _cites(self, node: Cites) -> Plan:
        """Articles that name a number or its document, without those that are known to mean another of it."""
        keys = self.snapshot.vocabulary.matching(TERMS, f"{TermKind.DOCUMENT}:{node.number}")
        named = PlainPlan(self.spelling.terms(TERMS, keys), self.spelling.rarity(TERMS, keys))
        meant = HeldPlan(tuple(cites(each.facets["ref"], node.number) for each in self._values))
        others = HeldPlan(tuple(cites_another(each.facets["ref"], node) for each in self._values))
        return AllPlan((AnyPlan(((1.0, named), (1.0, meant)), best=True),), (others,))


def _scored(view: View, docs: Array, tf: Array, rarity: np.float32) -> Scored:
    return Scored(docs, saturation(tf, view.normals[TEXT].take(docs)) * rarity)
