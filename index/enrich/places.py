"""Decides where an article happened, from the units its text names (see `index.enrich.witnesses`).

Evidence is added up the tree of units; the place is the lowest unit that carries most of the evidence above
it. Confidence grows with the evidence and falls with the best rival; below `SURE` the unit above is taken,
and at last none: unknown stays unknown. An article that speaks of the whole country more than of any place
has none. The constants were set on the labelled texts of one half of `tests/cases/enrich`.
"""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from index.enrich.hosts import unit_of_host
from index.enrich.mentions import Manner
from index.enrich.witnesses import Period, could_be, gather, settle
from search import places
from search.model import BlockKind, Evidence, Location, Span
from search.places import Level, Regime

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.enrich.witnesses import Gathered, Witness
    from search.model import Article, PlacePath, Published

FIRST_NEW_DAY = date(2025, 7, 1)
INERTIA_ENDS = date(2026, 6, 30)
"""For a year texts still name abolished units; later they would be history."""

SURE = 0.48
"""Below this confidence a unit is given up for the one above it, or for none."""

_FULL = 2.05
"""Weight of evidence at which confidence reaches 63 % of what the rivals allow."""

_CLEARLY = 1.2
"""The other map is believed if it explains this many times the evidence."""

FOCUS_CHAIN, FOCUS_EARLY, FOCUS_LATE = 0.45, 0.9, 1.8
"""A lower unit is the place if it has this share of what is said of the unit above it itself: where the
opening says in which unit it lies and names no other beside it, where the opening names it, and else."""
ALONE = 0.3
"""Most that all units beside it may have, as a share, for a unit to be the only one."""
RIVAL = 0.42
"""Most that the next unit beside it may have, as a share of it."""
PORTAL = 1.25
"""What the portal counts beside the text, and at most again for words that only it gives a name to."""
ACTOR = 0.35
"""What the bodies of a unit count beyond the mention itself: they act, other places are where they do."""
ONCE_OR_TWICE = 10.0
"""What the bodies of a unit may weigh above a place that is told of: one opened it, or told the reporter."""
VENUE = 1.3
"""How much more a unit needs where only a body of the unit above acts: it may be but the venue."""
CUE = 0.6
"""What a level that is spoken of without a name weighs."""
TITLED = 0.8
"""What is left of that where the title names the place."""
COUNTRY = 1.1
"""What a word for the whole country weighs against a place."""

_MOST_MENTIONED = 12
_MOST_EVIDENCE = 5


@dataclass(frozen=True, slots=True)
class _Finding:
    unit: str
    confidence: float
    witnesses: tuple[Witness, ...]


def locate(article: Article, published: Published) -> Location | None:
    """Where an article happened, or None where its text does not say surely enough.

    Only the article's own blocks are read. The map is that of the article's day; without a day both are
    tried, and the one before July 2025 is preferred, since it alone has districts.
    """
    gathered = gather(article)
    if not (gathered.blocks or gathered.host or gathered.portal):
        return None
    finding = _on_the_better_map(gathered, _periods(published))
    return (
        _location(article, finding, published.day.isoformat() if published.day else "") if finding else None
    )


def _on_the_better_map(gathered: Gathered, periods: Sequence[Period]) -> _Finding | None:
    """What is found on the first map, or on the second one if that explains clearly more of what is named.

    Without a day both maps may explain an article alike; then a district or a province is taken for the old
    one, and of a commune nothing says which.
    """
    first = _decide(gathered, periods[0])
    if len(periods) == 1:
        return first
    second = _decide(gathered, periods[1])
    most, other = _explained(first), _explained(second)
    if second is not None and other > _CLEARLY * most:
        if periods[0].regime is Regime.NEW:
            vague = first is None or places.level(first.unit) is Level.PROVINCE
            return second if vague and other > _CLEARLY * _named(gathered, periods[0]) else first
        return None if _has_namesakes_before(second) else second
    if periods[0].regime is Regime.OLD and first and second and most < _CLEARLY * other and _either(first):
        return None
    return first


def _either(finding: _Finding) -> bool:
    """Whether a commune is named without its district, so that one of today may be meant as well."""
    named = (each for each in finding.witnesses if each.mention.manner is not Manner.BARE)
    return places.level(finding.unit) is Level.COMMUNE and not any(
        places.level(each.ids[0]) is Level.DISTRICT for each in named
    )


def _explained(finding: _Finding | None) -> float:
    """Weight of the typed mentions that a finding makes sense of, all as if they stood alone."""
    if finding is None:
        return 0.0
    province = places.path(finding.unit)[0]
    return sum(
        witness.full
        for witness in finding.witnesses
        if witness.mention.manner is not Manner.BARE
        and not witness.mention.past
        and province in (witness.ids[0], *places.above(witness.ids[0]))
    )


def _named(gathered: Gathered, period: Period) -> float:
    """The same for all that could be a unit of a map."""
    return sum(
        witness.full
        for block in gathered.blocks
        for witness in block.witnesses
        if witness.mention.manner is not Manner.BARE and could_be(witness.mention, period)
    )


def _periods(published: Published) -> tuple[Period, ...]:
    """The maps to read an article on, the preferred one first, and the days when it may have been written."""
    if published.day:
        first = last = published.day
    else:
        first = date(published.first_year or published.year or 1, 1, 1)
        last = date(published.last_year or published.year or 9999, 12, 31)
    before = Period(Regime.OLD, first.isoformat(), min(last, date(2025, 6, 30)).isoformat())
    after = Period(Regime.NEW, max(first, FIRST_NEW_DAY).isoformat(), last.isoformat())
    if last < FIRST_NEW_DAY:
        return (before,)
    if first > INERTIA_ENDS:
        return (after,)
    if first >= FIRST_NEW_DAY:
        return after, before._replace(first="2025-06-30")
    return before, after


def _has_namesakes_before(finding: _Finding) -> bool:
    """Whether a unit of today's map shares its name with an old one that lies in another province today.

    Without a day nothing says that the new one is meant.
    """
    if places.regime(finding.unit) is Regime.OLD:
        return False
    meant = [witness for witness in finding.witnesses if witness.ids == (finding.unit,)]
    if any(witness.located for witness in meant):
        return False
    named = (witness.mention.units for witness in meant)
    return any(
        today[0] != places.path(finding.unit)[0]
        for units in named
        for unit in units
        if places.level(unit.id) is places.level(finding.unit)
        for today in places.now(unit.id)[0]
    )


def _decide(gathered: Gathered, period: Period) -> _Finding | None:
    witnesses = settle(gathered, period)
    said = _Said(gathered)
    for witness in witnesses:
        if witness.block is BlockKind.BYLINE and not any(
            w.ids == witness.ids for w in witnesses if w is not witness
        ):
            continue
        said.add(witness, places.path(witness.ids[0], period.last))
    said.prior(_unit_of_portal(gathered, period))
    for unit_id, confidence in reversed(_descent(said)):
        if confidence >= SURE:
            return _Finding(unit_id, confidence, tuple(witnesses))
    return None


def _unit_of_portal(gathered: Gathered, period: Period) -> str | None:
    """The unit that the portal stands for on the map of the article: by its file, else by its host."""
    told = gathered.portal
    if not told:
        return unit_of_host(gathered.host, period.regime, period.last) if gathered.host else None
    if places.regime(told) is period.regime:
        return told
    if period.regime is Regime.OLD:  # a unit of today's map tells no more than which province it was in
        return None
    today = {path[:1] if places.level(told) is Level.DISTRICT else path for path in places.now(told)[0]}
    return today.pop()[-1] if len(today) == 1 else places.now(told)[0][0][0]


class _Said:
    """What an article says of each unit: of itself, of it and all beneath, and how."""

    def __init__(self, gathered: Gathered) -> None:
        self.cues, self.national = gathered.cues, gathered.national
        self.own: dict[str, float] = defaultdict(float)
        self.total: dict[str, float] = defaultdict(float)
        self.early: set[str] = set()
        self.typed: set[str] = set()
        self.chained: set[str] = set()
        self.titled: set[str] = set()
        self.offices: dict[str, float] = defaultdict(float)
        self.acts: dict[str, float] = defaultdict(float)

    def add(self, witness: Witness, path: PlacePath) -> None:
        """Count a witness for its unit and all above it."""
        self.own[path[-1]] += witness.weight
        if witness.mention.office and not witness.mention.court:
            self.acts[path[-1]] += witness.weight
        for unit_id in path:
            self.total[unit_id] += witness.weight
            if witness.block is BlockKind.TITLE:
                self.titled.add(unit_id)
            if witness.early:
                self.early.add(unit_id)
                if witness.located:
                    self.chained.add(unit_id)
            if witness.mention.manner is not Manner.BARE:
                self.typed.add(unit_id)
            if witness.mention.office and not witness.mention.court:
                self.offices[unit_id] += witness.weight

    def prior(self, unit_id: str | None) -> None:
        """Count the portal: little for itself, and what it says of `tỉnh`, `huyện` without a name."""
        if unit_id is None:
            return
        level = places.level(unit_id)
        weight = PORTAL + min(PORTAL, sum(each for of, each in self.cues.items() if of is level))
        for above in places.path(unit_id):
            self.total[above] += weight
        self.typed.add(unit_id)

    def of_the_country(self, province: str) -> bool:
        """Whether the whole country is spoken of more than a province and what lies in it."""
        share = COUNTRY * (TITLED if province in self.titled else 1.0)
        return share * self.national > self.total[province]

    def rank(self, unit_id: str) -> tuple[float, str]:
        """Sorts units by what is said of them, their offices more; by id where that is equal."""
        return -(self.total[unit_id] + ACTOR * self.offices.get(unit_id, 0.0)), unit_id


def _descent(said: _Said) -> list[tuple[str, float]]:
    """From the province with most evidence down to the unit in focus, each with its confidence."""
    steps: list[tuple[str, float]] = []
    margin = 1.0
    beneath = [unit_id for unit_id in said.total if places.level(unit_id) is Level.PROVINCE]
    while beneath:
        best, *rivals = sorted(beneath, key=said.rank)
        less = said.rank(rivals[0])[0] / said.rank(best)[0] if rivals else 0.0
        others = sum(said.total[rival] for rival in rivals) / said.total[best]
        if not steps and said.of_the_country(best):
            break
        if steps and (less > RIVAL or not _in_focus(best, steps[-1][0], said, others)):
            break
        margin = min(margin, 1 - less)
        steps.append((best, _confidence(said.total[best], margin)))
        beneath = [unit_id for unit_id in places.children(best) if unit_id in said.total]
    return steps


def _in_focus(unit_id: str, above: str, said: _Said, others: float) -> bool:
    """Whether an article tells of a unit rather than of the one above it."""
    level, higher = places.level(unit_id), places.level(above)
    spoken = sum(weight for each, weight in said.cues.items() if each is level or _beneath(each, level))
    if unit_id not in said.typed and not spoken:
        return False
    of_above = said.own.get(above, 0.0) + CUE * (said.cues.get(higher, 0.0) if higher else 0.0)
    share = FOCUS_EARLY if unit_id in said.early else FOCUS_LATE
    acts, acts_above = said.offices.get(unit_id, 0.0), said.acts.get(above, 0.0)
    if unit_id in said.chained and others < ALONE and acts_above <= max(acts, ONCE_OR_TWICE):
        share = FOCUS_CHAIN
    if acts_above and not acts:
        share *= VENUE
    return said.total[unit_id] + CUE * spoken >= share * of_above


_ORDER = (Level.PROVINCE, Level.DISTRICT, Level.COMMUNE)


def _beneath(one: Level, other: Level | None) -> bool:
    return other is not None and _ORDER.index(one) > _ORDER.index(other)


def _confidence(weight: float, margin: float) -> float:
    """0..1: how much evidence there is, times how far the best rival is behind (`margin`, 0..1)."""
    return min(0.99, round((1 - math.exp(-weight / _FULL)) * (0.35 + 0.65 * margin), 2))


def _location(article: Article, finding: _Finding, day: str) -> Location:
    then = places.path(finding.unit, day)
    now, partial = places.now(finding.unit)
    inside = [witness for witness in finding.witnesses if finding.unit in places.path(witness.ids[0], day)]
    return Location(
        then=then,
        now=now,
        confidence=finding.confidence,
        partial=partial,
        mentioned=_mentioned(finding.witnesses, then, day),
        evidence=_evidence(article, inside, day),
    )


def _mentioned(witnesses: Sequence[Witness], then: PlacePath, day: str) -> tuple[PlacePath, ...]:
    """Other units that are surely named, the most evidenced first."""
    weights: dict[str, float] = defaultdict(float)
    for witness in witnesses:
        if witness.ids[0] not in then and witness.block is not BlockKind.BYLINE:
            weights[witness.ids[0]] += witness.weight
    ranked = sorted(weights, key=lambda unit_id: (-weights[unit_id], unit_id))
    return tuple(places.path(unit_id, day) for unit_id in ranked[:_MOST_MENTIONED])


def _evidence(article: Article, witnesses: Sequence[Witness], day: str) -> tuple[Evidence, ...]:
    """The heaviest mentions, each wording once."""
    seen: dict[str, Evidence] = {}
    for witness in sorted(witnesses, key=lambda witness: (-witness.weight, witness.mention.start)):
        mention = witness.mention
        quote = article.text[mention.start : mention.end]
        if quote not in seen:
            span = Span(mention.start, mention.end - mention.start)
            seen[quote] = Evidence(quote, _why(witness, day), span)
            if len(seen) == _MOST_EVIDENCE:
                break
    return tuple(seen.values())


_MANNER = {
    Manner.TYPED: "named with its kind",
    Manner.LISTED: "named in a list with its kind",
    Manner.BARE: "named without its kind, beneath or beside surer evidence",
}


def _why(witness: Witness, day: str) -> str:
    where = places.label(witness.ids[0], day)
    return f"{_MANNER[witness.mention.manner]}, in the {witness.block.value}: {where}"
