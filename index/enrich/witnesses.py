"""Weighs the mentions of an article and settles which unit each of them means on one map.

Names are ambiguous (over 40 % of communes share theirs). A mention is settled if its kind and name are
borne by one unit, if its neighbours say where it lies (`xã X, huyện Y`), or if only one of its units stands
beneath a unit already evidenced. Bare names of communes need an evidenced district, or today a province.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from index.enrich.mentions import Manner, Mention, find_mentions, linked
from search import places
from search.model import PROSE, BlockKind
from search.places import Level, Regime

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from search.model import Article, Block

READ = PROSE | {BlockKind.TITLE, BlockKind.CAPTION, BlockKind.BYLINE}
"""Blocks in which names are looked for; a byline may support a place, never decide it."""

_MANNER = {Manner.TYPED: 2.0, Manner.LISTED: 1.2, Manner.BARE: 0.7}
_BLOCK = {BlockKind.TITLE: 3.0, BlockKind.LEAD: 1.5, BlockKind.CAPTION: 0.5, BlockKind.BYLINE: 0.3}
_OPENING = 400
"""So many code points of running text count as much as a lead."""

_MOST = 500
"""Mentions weighed in an article: a longer list of names tells no more, and would take seconds."""

_FARTHEST = 100_000
"""Code points of an article that are read; the longest of 7,600 real ones had 62,000."""

_ROUNDS = 3
"""Evidence of one round settles names in the next: province, district, commune."""


@dataclass(frozen=True, slots=True)
class Witness:
    """A mention at its offsets in the article, and the ids of the units it can mean on the map at hand."""

    mention: Mention
    weight: float
    block: BlockKind
    ids: tuple[str, ...] = ()

    @property
    def settled(self) -> bool:
        """Whether one unit is meant."""
        return len(self.ids) == 1


@dataclass(frozen=True, slots=True)
class BlockWitnesses:
    """The mentions of one block, and which neighbours stand together."""

    witnesses: tuple[Witness, ...]
    links: tuple[tuple[int, int], ...]


def gather(article: Article) -> list[BlockWitnesses]:
    """All mentions in the article's own blocks, weighted, with no unit chosen yet."""
    opening, room, unread = _OPENING, _MOST, _FARTHEST
    gathered = []
    for block in article.blocks:
        if block.kind not in READ:
            continue
        text = article.of(block)[:unread]
        unread -= len(text)
        if mentions := find_mentions(text, room):
            room = max(0, room - len(mentions))
            witnesses = tuple(_witness(mention, block, opening) for mention in mentions)
            gathered.append(BlockWitnesses(witnesses, tuple(linked(text, mentions))))
        if block.kind in PROSE:
            opening -= len(text)
    return gathered


def _witness(mention: Mention, block: Block, opening: int) -> Witness:
    early = 1.5 if mention.start < opening else 1.0
    weight = _MANNER[mention.manner] * _BLOCK.get(block.kind, early)
    weight *= 1.5 if mention.office else 1
    weight *= 1.5 if mention.marked else 1
    weight *= 0.2 if mention.residence else 1
    weight *= 0.6 if mention.loose else 1
    moved = replace(mention, start=block.start + mention.start, end=block.start + mention.end)
    return Witness(moved, weight, block.kind)


def settle(blocks: Iterable[BlockWitnesses], regime: Regime) -> list[Witness]:
    """The witnesses on one map, each with the units it can still mean after all evidence is weighed."""
    witnesses = [witness for block in blocks for witness in _with_neighbours(block, regime)]
    support = _support(witnesses)
    for _ in range(_ROUNDS):
        support = support or _joint_support(witnesses)
        narrowed = [_narrowed(witness, support, regime) for witness in witnesses]
        support = _support(narrowed) or support
        if narrowed == witnesses:
            break
        witnesses = narrowed
    return [witness for witness in witnesses if witness.settled and _allowed(witness, support, regime)]


def _on_map(witness: Witness, regime: Regime) -> Witness:
    """The witness with the units of one map; a bare name that a province bears means the province."""
    ids = tuple(unit.id for unit in witness.mention.units if places.regime(unit.id) is regime)
    if witness.mention.manner is Manner.BARE:
        ids = tuple(own for own in ids if places.level(own) is Level.PROVINCE) or ids
    return replace(witness, ids=ids)


def _with_neighbours(block: BlockWitnesses, regime: Regime) -> list[Witness]:
    """Narrow `xã X, huyện Y` on both sides; what only says where its neighbour lies weighs less itself."""
    witnesses = [_on_map(witness, regime) for witness in block.witnesses]
    for left, right in (*reversed(block.links), *block.links):
        inner, outer = witnesses[left], witnesses[right]
        pairs = [(a, b) for a in inner.ids for b in outer.ids if b in places.path(a)[:-1]]
        if not pairs:
            if _contradicts(inner, outer):
                witnesses[left] = replace(inner, ids=())
            continue
        witnesses[left] = replace(inner, ids=_unique(a for a, _ in pairs))
        witnesses[right] = replace(outer, ids=_unique(b for _, b in pairs))
    for right in {right for left, right in block.links if _beneath(witnesses[left], witnesses[right])}:
        witnesses[right] = replace(witnesses[right], weight=0.3 * witnesses[right].weight)
    return witnesses


def _contradicts(inner: Witness, outer: Witness) -> bool:
    """Whether `xã X, huyện Y` names a commune that does not lie there: one of the past, not its namesake."""
    if Manner.BARE in (inner.mention.manner, outer.mention.manner) or not inner.ids or not outer.ids:
        return False
    return all(len(places.path(a)) > len(places.path(b)) for a in inner.ids for b in outer.ids)


def _beneath(inner: Witness, outer: Witness) -> bool:
    return any(b in places.path(a)[:-1] for a in inner.ids for b in outer.ids)


def _unique(ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(ids))


def _firm(witness: Witness) -> bool:
    """Whether a settled mention is evidence for others: its kind is said, or it is a province."""
    if not witness.settled or witness.mention.loose or witness.block is BlockKind.BYLINE:
        return False
    return witness.mention.manner is not Manner.BARE or places.level(witness.ids[0]) is Level.PROVINCE


def _support(witnesses: Iterable[Witness]) -> dict[str, float]:
    """Weight of the firm evidence for a unit or anything beneath it."""
    support: dict[str, float] = defaultdict(float)
    for witness in witnesses:
        if _firm(witness):
            for unit_id in places.path(witness.ids[0]):
                support[unit_id] += witness.weight
    return support


def _joint_support(witnesses: Sequence[Witness]) -> dict[str, float]:
    """Where no name is unique: the one unit above that explains more of the names than any other."""
    names: dict[str, set[str]] = defaultdict(set)
    for witness in witnesses:
        if witness.mention.manner is not Manner.BARE and witness.block is not BlockKind.BYLINE:
            for above in {unit_id for own in witness.ids for unit_id in places.path(own)[:-1]}:
                names[above].add(witness.mention.key)
    lowest = sorted(names, key=lambda unit_id: (len(names[unit_id]), places.level(unit_id) is Level.DISTRICT))
    if not lowest or len(names[lowest[-1]]) < 2:
        return {}
    best = lowest[-1]
    rivals = [
        one for one in lowest[:-1] if one not in places.path(best) and places.level(one) is places.level(best)
    ]
    if any(len(names[rival]) == len(names[best]) for rival in rivals):
        return {}
    return dict.fromkeys(places.path(best), 1.0)


def _narrowed(witness: Witness, support: Mapping[str, float], regime: Regime) -> Witness:
    """Keep the units with the nearest evidence, if one of them clearly has most of it."""
    if len(witness.ids) < 2:
        return witness
    ranked = sorted(((_nearness(own, support), own) for own in witness.ids), reverse=True)
    (depth, weight), best = ranked[0]
    (next_depth, next_weight), _ = ranked[1]
    if depth == 0 or (depth == next_depth and weight < 2 * next_weight):
        return witness
    return replace(witness, ids=(best,)) if _enough(witness, best, depth, regime) else witness


def _nearness(unit_id: str, support: Mapping[str, float]) -> tuple[int, float]:
    """How near the evidence is (4 the unit itself, 3 its parent, 2 above that, 0 none), and its weight."""
    for distance, above in enumerate(reversed(places.path(unit_id))):
        if above in support:
            return 4 - distance, support[above]
    return 0, 0.0


def _enough(witness: Witness, unit_id: str, depth: int, regime: Regime) -> bool:
    if witness.mention.manner is not Manner.BARE:
        return True
    if regime is Regime.OLD and places.level(unit_id) is Level.COMMUNE:
        return depth >= 3
    return depth >= 2


def _allowed(witness: Witness, support: Mapping[str, float], regime: Regime) -> bool:
    """Whether a settled mention counts: a bare or loosely named unit needs firm evidence beside itself."""
    if _firm(witness):
        return True
    unit_id = witness.ids[0]
    depth, _ = _nearness(unit_id, support)
    return depth > 0 and _enough(witness, unit_id, depth, regime)
