"""Decides where an article happened, from the units its text names (see `index.enrich.witnesses`).

Evidence is added up the tree of units; the place is the lowest unit that carries most of the evidence above
it. Confidence grows with the evidence and falls with the best rival; below `SURE` the unit above is taken,
and at last none: unknown stays unknown. The constants come from a prototype measured on generated
articles; the seeds and their counterfactuals guard them.
"""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from index.enrich.mentions import Manner
from index.enrich.witnesses import gather, settle
from search import places
from search.model import BlockKind, Evidence, Location, Span
from search.places import Regime

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from index.enrich.witnesses import BlockWitnesses, Witness
    from search.model import Article, PlacePath, Published

FIRST_NEW_DAY = date(2025, 7, 1)
INERTIA_ENDS = date(2026, 6, 30)
"""For a year texts still name abolished units; later they would be history."""

SURE = 0.4
"""Below this confidence a unit is given up for the one above it, or for none."""

_FULL = 3.5
"""Weight of evidence at which confidence reaches 63 % of what the rivals allow."""

_FOCUS = 0.6
"""A lower unit is the place if it carries this share of the evidence of the unit above it."""

_CLEARLY = 1.3
"""The other map is believed if it explains this many times the evidence."""

_MOST_MENTIONED = 12
_MOST_EVIDENCE = 5


@dataclass(frozen=True, slots=True)
class _Finding:
    unit: str
    confidence: float
    weight: float
    witnesses: tuple[Witness, ...]


def locate(article: Article, published: Published) -> Location | None:
    """Where an article happened, or None where its text does not say surely enough.

    Only the article's own blocks are read. The map is that of the article's day; without a day both are
    tried, and the one before July 2025 is preferred, since it alone has districts.
    """
    blocks = gather(article)
    regimes = _regimes(published)
    findings = [finding for regime in regimes if (finding := _decide(blocks, regime))]
    if regimes == (Regime.OLD, Regime.NEW):
        findings = [finding for finding in findings if not _has_namesakes_before(finding)]
    if not findings:
        return None
    best = findings[0]
    for other in findings[1:]:
        if other.weight > _CLEARLY * best.weight:
            best = other
    return _location(article, best)


def _regimes(published: Published) -> tuple[Regime, ...]:
    """The maps to read an article on, the preferred one first."""
    if published.day:
        first = last = published.day
    else:
        first = date(published.first_year or published.year or 1, 1, 1)
        last = date(published.last_year or published.year or 9999, 12, 31)
    if last < FIRST_NEW_DAY:
        return (Regime.OLD,)
    if first > INERTIA_ENDS:
        return (Regime.NEW,)
    return (Regime.NEW, Regime.OLD) if first >= FIRST_NEW_DAY else (Regime.OLD, Regime.NEW)


def _has_namesakes_before(finding: _Finding) -> bool:
    """Whether a unit of today's map shares its name with an old one that lies in another province today.

    Without a day nothing says that the new one is meant.
    """
    if places.regime(finding.unit) is Regime.OLD:
        return False
    named = (witness.mention.units for witness in finding.witnesses if witness.ids == (finding.unit,))
    return any(
        today[0] != places.path(finding.unit)[0]
        for units in named
        for unit in units
        if places.level(unit.id) is places.level(finding.unit)
        for today in places.now(unit.id)[0]
    )


def _decide(blocks: Sequence[BlockWitnesses], regime: Regime) -> _Finding | None:
    witnesses = settle(blocks, regime)
    own: dict[str, float] = defaultdict(float)
    total: dict[str, float] = defaultdict(float)
    for witness in witnesses:
        if witness.block is BlockKind.BYLINE and not any(
            w.ids == witness.ids for w in witnesses if w is not witness
        ):
            continue
        own[witness.ids[0]] += witness.weight
        for unit_id in places.path(witness.ids[0]):
            total[unit_id] += witness.weight
    for unit_id, confidence in reversed(_descent(own, total)):
        if confidence >= SURE:
            return _Finding(unit_id, confidence, total[unit_id], tuple(witnesses))
    return None


def _descent(own: Mapping[str, float], total: Mapping[str, float]) -> list[tuple[str, float]]:
    """From the province with most evidence down to the unit in focus, each with its confidence."""
    steps: list[tuple[str, float]] = []
    margin = 1.0
    beneath = [unit_id for unit_id in total if len(places.path(unit_id)) == 1]
    while beneath:
        best, rival, *_ = [*sorted(beneath, key=lambda unit_id: (-total[unit_id], unit_id)), ""]
        above = steps[-1][0] if steps else ""
        if above and (total[best] < _FOCUS * total[above] or total[best] < own.get(above, 0)):
            break
        margin = min(margin, 1 - total.get(rival, 0) / total[best])
        steps.append((best, _confidence(total[best], margin)))
        beneath = [unit_id for unit_id in places.children(best) if unit_id in total]
    return steps


def _confidence(weight: float, margin: float) -> float:
    """0..1: how much evidence there is, times how far the best rival is behind (`margin`, 0..1)."""
    return min(0.99, round((1 - math.exp(-weight / _FULL)) * (0.35 + 0.65 * margin), 2))


def _location(article: Article, finding: _Finding) -> Location:
    then = places.path(finding.unit)
    now, partial = places.now(finding.unit)
    inside = [witness for witness in finding.witnesses if finding.unit in places.path(witness.ids[0])]
    return Location(
        then=then,
        now=now,
        confidence=finding.confidence,
        partial=partial,
        mentioned=_mentioned(finding.witnesses, then),
        evidence=_evidence(article, inside),
    )


def _mentioned(witnesses: Sequence[Witness], then: PlacePath) -> tuple[PlacePath, ...]:
    """Other units that are surely named, the most evidenced first."""
    weights: dict[str, float] = defaultdict(float)
    for witness in witnesses:
        if witness.ids[0] not in then and witness.block is not BlockKind.BYLINE:
            weights[witness.ids[0]] += witness.weight
    ranked = sorted(weights, key=lambda unit_id: (-weights[unit_id], unit_id))
    return tuple(places.path(unit_id) for unit_id in ranked[:_MOST_MENTIONED])


def _evidence(article: Article, witnesses: Sequence[Witness]) -> tuple[Evidence, ...]:
    """The heaviest mentions, each wording once."""
    seen: dict[str, Evidence] = {}
    for witness in sorted(witnesses, key=lambda witness: (-witness.weight, witness.mention.start)):
        mention = witness.mention
        quote = article.text[mention.start : mention.end]
        seen.setdefault(
            quote, Evidence(quote, _why(witness), Span(mention.start, mention.end - mention.start))
        )
    return tuple(seen.values())[:_MOST_EVIDENCE]


_MANNER = {
    Manner.TYPED: "named with its kind",
    Manner.LISTED: "named in a list with its kind",
    Manner.BARE: "named without its kind, beneath or beside surer evidence",
}


def _why(witness: Witness) -> str:
    return f"{_MANNER[witness.mention.manner]}, in the {witness.block.value}: {places.label(witness.ids[0])}"
