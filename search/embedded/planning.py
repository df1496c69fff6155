"""From the tree of a query to its plan over one snapshot."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from search.embedded.phrases import Finder
from search.embedded.plan import AllPlan, AnyPlan, EveryPlan, FoundPlan, Spelling
from search.embedded.sets import Scored
from search.model import And, Best, Canonical, Everything, Near, Not, Or, Phrase, Prefix, Word
from search.ranking import idf, saturation
from search.zones import TEXT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from search.embedded.container import Array
    from search.embedded.phrases import Found
    from search.embedded.plan import BonusPlan, Plan
    from search.embedded.snapshot import Snapshot, View
    from search.model import Node


@dataclass(frozen=True, slots=True)
class Planner:
    """Plans nodes; phrases are looked for while planning, since their rarity decides what they score."""

    snapshot: Snapshot
    spelling: Spelling

    def plan(self, node: Node) -> Plan:  # noqa: PLR0911 - one return a kind of node
        """The plan of a node."""
        match node:
            case Word() | Prefix():
                return self.spelling.word(node)
            case Canonical():
                return self.spelling.canonical(node)
            case Phrase(words):
                return self._found(len(words), [finder.phrase(node) for finder in self._finders()])
            case Near(words):
                return self._found(len(words), [finder.near(node) for finder in self._finders()])
            case Best(readings):
                return AnyPlan(tuple((weight, self.plan(part)) for weight, part in readings), best=True)
            case Or(parts):
                return AnyPlan(tuple((1.0, self.plan(part)) for part in parts), best=False)
            case And(parts):
                return self._all(parts)
            case Not(part):
                return AllPlan((EveryPlan(),), (self.plan(part),), ())
            case Everything():
                return EveryPlan()

    def _finders(self) -> list[Finder]:
        return [Finder(self.spelling, view, number) for number, view in enumerate(self.snapshot.views)]

    def _found(self, words: int, found: Sequence[Found]) -> FoundPlan:
        holding = sum(len(docs) for docs, _ in found)
        rarity = np.float32(idf(self.snapshot.articles, holding) * words)
        views = self.snapshot.views
        return FoundPlan(
            tuple(_scored(view, docs, tf, rarity) for view, (docs, tf) in zip(views, found, strict=True))
        )

    def _all(self, parts: Sequence[Node]) -> AllPlan:
        wanted = [part for part in parts if not isinstance(part, Not)]
        unwanted = [part.part for part in parts if isinstance(part, Not)]
        return AllPlan(
            tuple(self.plan(part) for part in wanted) or (EveryPlan(),),
            tuple(self.plan(part) for part in unwanted),
            tuple(self._bonuses(wanted)),
        )

    def _bonuses(self, wanted: Sequence[Node]) -> list[BonusPlan]:
        found = [
            self.spelling.pair(first, second)
            for first, second in pairwise(wanted)
            if isinstance(first, Word) and isinstance(second, Word)
        ]
        return [bonus for bonus in found if bonus is not None]


def _scored(view: View, docs: Array, tf: Array, rarity: np.float32) -> Scored:
    return Scored(docs, saturation(tf, view.normals[TEXT].take(docs)) * rarity)
