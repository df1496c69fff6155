"""Weighs the mentions of an article and settles which unit each of them means on one map.

Names are ambiguous (over 40 % of communes share theirs). A mention is settled if its kind and name are
borne by one unit at that time, if its neighbours say where it lies (`xã X, huyện Y`), or if only one of its
units stands beneath a unit already evidenced. Bare names of communes need an evidenced district, or today
a province.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from index.enrich.cues import national
from index.enrich.gazetteer import name_key
from index.enrich.hosts import HOST
from index.enrich.mentions import Manner, Mention, Reader, linked
from index.enrich.wording import LEVEL_OF_KIND
from search import places
from search.model import PROSE, Block, BlockKind
from search.places import Level, Regime

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from search.model import Article
    from search.places import Form, Unit

READ = PROSE | {BlockKind.TITLE, BlockKind.CAPTION, BlockKind.BYLINE}
"""Blocks in which names are looked for; a byline may support a place, never decide it."""

_MANNER = {Manner.TYPED: 2.0, Manner.LISTED: 1.2, Manner.BARE: 0.7}
_BLOCK = {BlockKind.TITLE: 3.0, BlockKind.LEAD: 1.5, BlockKind.CAPTION: 0.5, BlockKind.BYLINE: 0.3}
_ELSEWHERE, _COURT, _PAST = 0.2, 0.3, 0.2
"""What is left of a mention that tells where a person is from, where a court stands, or what was."""
_FORMER, _APPOINTED = 0.5, 1.8
"""The same for an office that a person had, and for one that a person is appointed to: that is the news."""
_OPENING = 400
"""So many code points of running text count as much as a lead."""

_MOST = 500
"""Mentions weighed in an article: a longer list of names tells no more, and would take seconds."""

_FARTHEST = 100_000
"""Code points of an article that are read; the longest of 7,600 real ones had 62,000."""

_COUNTRY_REACH = 4_000
"""Code points in which words for the whole country are counted."""

_ROUNDS = 3
"""Evidence of one round settles names in the next: province, district, commune."""

_UNMARKED, _SAMPLE = 0.01, 2000
"""A text whose beginning has a smaller share of letters beyond ASCII was typed without accents."""

NAMED_AND_VALID, LAPSED, SAME_LEVEL, ONCE = range(4)
"""How well a unit fits a mention: by kind, name and day; so until at most a year before; by level, name and
day; or by kind and name at another time."""


class Witness(NamedTuple):
    """A mention at its offsets in the article, and the ids of the units it can mean on the map at hand.

    `early` is whether it stands in the title or the opening; `ranks` says how well each id fits; `located`
    whether its neighbour says in which unit it lies; `full` is its weight as if it stood alone.
    """

    mention: Mention
    weight: float
    block: BlockKind
    early: bool = False
    ids: tuple[str, ...] = ()
    ranks: tuple[int, ...] = ()
    located: bool = False
    full: float = 0.0

    @property
    def settled(self) -> bool:
        """Whether one unit is meant."""
        return len(self.ids) == 1


class BlockWitnesses(NamedTuple):
    """The mentions of some blocks, and which neighbours stand together."""

    witnesses: tuple[Witness, ...]
    links: tuple[tuple[int, int], ...]


class Period(NamedTuple):
    """A map and the first and last day, as ISO, on which an article may have been written on it."""

    regime: Regime
    first: str
    last: str


@dataclass(frozen=True, slots=True)
class Gathered:
    """All that an article says of places: mentions, cues by level, and how much it is of the country.

    `host` is where it is from, `portal` the unit whose portal that is, where its file says so.
    """

    blocks: tuple[BlockWitnesses, ...]
    cues: Mapping[Level, float]
    national: float
    host: str = ""
    portal: str = ""


def gather(article: Article) -> Gathered:
    """All mentions in the article's own blocks, weighted, with no unit chosen yet."""
    text = article.text[:_FARTHEST]
    reader = Reader(text, plain=_unmarked(text[:_SAMPLE]))
    room = _MOST
    cues: dict[Level, float] = defaultdict(float)
    country = 0.0
    stretches = []
    for stretch in _stretches(article):
        names = reader.names(stretch.start, min(stretch.end, _FARTHEST), room)
        mentions = [mention for mention in names.mentions if stretch.counts(mention, text)]
        room = max(0, room - len(mentions))
        if mentions:
            witnesses = tuple(_witness(mention, stretch) for mention in mentions)
            stretches.append(BlockWitnesses(witnesses, tuple(linked(text, mentions))))
        for cue in names.cues:
            cues[cue.level] += stretch.weight(cue.start)
        if stretch.start < _COUNTRY_REACH:
            for start in national(reader.small, stretch.start, stretch.end):
                country += stretch.weight(start)
    told = next((witness.value for witness in article.witnesses if witness.field == "place"), "")
    return Gathered(tuple(stretches), cues, country, _host(article), told)


class _Stretch:
    """Blocks of the article's own that follow one another, read in one go."""

    def __init__(self, blocks: Sequence[Block], opening: int) -> None:
        self.blocks = blocks
        self.start, self.end = blocks[0].start, blocks[-1].end
        self._starts = [block.start for block in blocks]
        self._openings = []
        for block in blocks:
            self._openings.append(block.start + opening)
            opening -= (block.end - block.start) * (block.kind in PROSE)
        self.opening = opening
        self._shouts: dict[int, bool] = {}

    def block(self, at: int) -> Block:
        """The block in which an offset stands."""
        return self.blocks[bisect_right(self._starts, at) - 1]

    def early(self, at: int) -> bool:
        """Whether an offset stands in the title, the lead, or the opening of the running text."""
        number = bisect_right(self._starts, at) - 1
        kind = self.blocks[number].kind
        if kind is BlockKind.BYLINE:
            return False
        return kind in (BlockKind.TITLE, BlockKind.LEAD) or at < self._openings[number]

    def weight(self, at: int) -> float:
        """What a word at an offset counts by its block."""
        number = bisect_right(self._starts, at) - 1
        return _BLOCK.get(self.blocks[number].kind) or (1.5 if at < self._openings[number] else 1.0)

    def counts(self, mention: Mention, text: str) -> bool:
        """Whether a mention counts: a bare name does not where all is set in capitals."""
        if mention.manner is not Manner.BARE:
            return True
        block = self.block(mention.start)
        if block.start not in self._shouts:
            head = text[block.start : min(block.end, block.start + 400)]
            self._shouts[block.start] = head == head.upper()
        return not self._shouts[block.start]


def _stretches(article: Article) -> Iterator[_Stretch]:
    opening = _OPENING
    for readable, blocks in groupby(article.blocks, key=lambda block: block.kind in READ):
        if readable:
            stretch = _Stretch([block for block in blocks if block.start < _FARTHEST] or [_NOTHING], opening)
            opening = stretch.opening
            yield stretch


_NOTHING = Block(BlockKind.CAPTION, 0, 0)


def _unmarked(text: str) -> bool:
    """Whether a text was typed without accents."""
    return len(text) - len(text.encode("ascii", "ignore")) < _UNMARKED * len(text)


def _witness(mention: Mention, stretch: _Stretch) -> Witness:
    kind, early = stretch.block(mention.start).kind, stretch.early(mention.start)
    weight = _MANNER[mention.manner] * stretch.weight(mention.start)
    weight *= 1.5 if mention.office else 1
    weight *= 1.5 if mention.marked else 1
    weight *= _ELSEWHERE if mention.residence else 1
    weight *= _COURT if mention.court else 1
    weight *= _PAST if mention.past else 1
    weight *= _FORMER if mention.former and kind is not BlockKind.TITLE else 1
    weight *= _APPOINTED if mention.appointed else 1
    return Witness(mention, weight, kind, early, full=weight)


def _host(article: Article) -> str:
    """The host that an article is from: of its address, its source, or as its first line may say."""
    opening = next((article.of(block)[:80] for block in article.blocks if block.kind in PROSE), "")
    named = HOST.search(opening)
    return (
        urlsplit(article.url or "").hostname
        or (article.source if HOST.search(article.source) else "")
        or (named[0] if named else "")
    )


def settle(gathered: Gathered, period: Period) -> list[Witness]:
    """The witnesses on one map, each with the units it can still mean after all evidence is weighed."""
    witnesses = [witness for block in gathered.blocks for witness in _with_neighbours(block, period)]
    if not any(_firm(witness) for witness in witnesses):
        witnesses = [_by_cues(witness, gathered.cues) for witness in witnesses]
    support = _support(witnesses)
    for _ in range(_ROUNDS):
        support = support or _joint_support(witnesses)
        narrowed = [_narrowed(witness, support, period.regime) for witness in witnesses]
        if narrowed == witnesses:
            break
        witnesses, support = narrowed, _support(narrowed) or support
    return [witness for witness in witnesses if witness.settled and _allowed(witness, support, period.regime)]


# ------------------------------------------------------------ which units a name can mean at that time


def _on_map(witness: Witness, period: Period) -> Witness:
    """The witness with the units of one map."""
    mention = witness.mention
    ids, ranks = _readings(mention.key, mention.kinds, mention.units, period, mention.manner is Manner.BARE)
    return Witness(mention, witness.weight, witness.block, witness.early, ids, ranks, full=witness.full)


@lru_cache(maxsize=1 << 15)
def _readings(
    key: str, kinds: tuple[str, ...], units: tuple[Unit, ...], period: Period, is_bare: bool
) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """The ids that a name can mean, and how well each fits; a bare one means a province if it can."""
    found = _candidates(key, kinds, units, period)
    if is_bare:
        found = tuple(pair for pair in found if places.level(pair[0]) is Level.PROVINCE) or found
    return tuple(unit for unit, _ in found), tuple(rank for _, rank in found)


def could_be(mention: Mention, period: Period) -> bool:
    """Whether any unit of a map has the name, and had the kind, about that time."""
    return any(rank <= LAPSED for _, rank in _candidates(mention.key, mention.kinds, mention.units, period))


@lru_cache(maxsize=1 << 15)
def _candidates(
    key: str, kinds: tuple[str, ...], units: tuple[Unit, ...], period: Period
) -> tuple[tuple[str, int], ...]:
    """The ids on a map that a name can mean, with how well each fits."""
    found = []
    for unit in units:
        if places.regime(unit.id) is period.regime:
            rank = _rank(unit, key, kinds, period)
            if rank is not None:
                found.append((unit.id, rank))
    return tuple(found)


def _rank(unit: Unit, key: str, kinds: tuple[str, ...], period: Period) -> int | None:
    named, typed = _forms(unit, key, kinds)
    if _any_valid(typed, period.first, period.last):
        return NAMED_AND_VALID
    if typed and _any_valid(typed, _year_before(period.first), period.last):
        return LAPSED
    levels = {LEVEL_OF_KIND[kind] for kind in kinds}
    if places.level(unit.id) in levels and not key.isdigit() and _any_valid(named, period.first, period.last):
        return SAME_LEVEL
    return ONCE if typed and kinds else None


@lru_cache(maxsize=1 << 15)
def _forms(unit: Unit, key: str, kinds: tuple[str, ...]) -> tuple[tuple[Form, ...], tuple[Form, ...]]:
    """The forms in which a unit bore a name, all if only an alias is its; and those of them of some kinds."""
    alias = any(name_key(name) == key for name in unit.aliases)
    named = tuple(form for form in unit.forms if alias or name_key(form.name) == key) or unit.forms
    return named, tuple(form for form in named if not kinds or form.kind in kinds)


def _any_valid(forms: Sequence[Form], first: str, last: str) -> bool:
    for form in forms:  # noqa: SIM110 - `any` costs more than the one form that most have
        if form.valid(first, last):
            return True
    return False


def _year_before(day: str) -> str:
    return f"{int(day[:4]) - 1:04d}{day[4:]}"


def _fittest(witness: Witness) -> Witness:
    """Only the units that fit best."""
    if len(witness.ids) < 2:
        return witness
    best = min(witness.ranks)
    if max(witness.ranks) == best:
        return witness
    kept = [(unit, rank) for unit, rank in zip(witness.ids, witness.ranks, strict=True) if rank == best]
    return witness._replace(ids=tuple(unit for unit, _ in kept), ranks=tuple(rank for _, rank in kept))


def _only(witness: Witness, ids: Iterable[str]) -> Witness:
    """The witness with some of its units."""
    kept = tuple(dict.fromkeys(ids))
    ranks = dict(zip(witness.ids, witness.ranks, strict=True))
    return witness._replace(ids=kept, ranks=tuple(ranks[unit] for unit in kept))


def _by_cues(witness: Witness, cues: Mapping[Level, float]) -> Witness:
    """A bare name in the opening that one district bears, where the article speaks of "the district"."""
    if not witness.early or witness.mention.manner is not Manner.BARE or Level.DISTRICT not in cues:
        return witness
    districts = [unit for unit in witness.ids if places.level(unit) is Level.DISTRICT]
    return _joined(_only(witness, districts)) if len(districts) == 1 else witness


# ------------------------------------------------------------ neighbours


def _with_neighbours(block: BlockWitnesses, period: Period) -> list[Witness]:
    """Narrow `xã X, huyện Y` on both sides; what only says where its neighbour lies weighs less itself."""
    witnesses = [_on_map(witness, period) for witness in block.witnesses]
    locators: set[int] = set()
    for left, right in (*reversed(block.links), *block.links):
        inner, outer = witnesses[left], witnesses[right]
        pairs = _pairs(inner, outer)
        if not pairs:
            if _contradicts(inner, outer):
                witnesses[left] = inner._replace(ids=(), ranks=())
            continue
        witnesses[left] = _only(inner, (a for a, _ in pairs))._replace(located=True)
        witnesses[right] = _only(outer, (b for _, b in pairs))
        locators.add(right)
    for left, right in reversed(block.links):
        if right in locators and witnesses[right].mention.past and not witnesses[left].mention.past:
            witnesses[left] = _as_past(witnesses[left])
    for at in locators:
        witnesses[at] = witnesses[at]._replace(weight=0.3 * witnesses[at].weight)
    joined = {at for pair in block.links for at in pair if pair[1] in locators}
    return [_joined(_fittest(each)) if at in joined else _fittest(each) for at, each in enumerate(witnesses)]


def _as_past(witness: Witness) -> Witness:
    """`xã X, huyện Y cũ`: what is said of the one is said of both."""
    return witness._replace(weight=_PAST * witness.weight, mention=witness.mention._replace(past=True))


def _pairs(inner: Witness, outer: Witness) -> list[tuple[str, str]]:
    """Units of two neighbours of which one lay in the other, those that fit best."""
    pairs = [
        (rank_a + rank_b, a, b)
        for a, rank_a in zip(inner.ids, inner.ranks, strict=True)
        for b, rank_b in zip(outer.ids, outer.ranks, strict=True)
        if b in places.above(a)
    ]
    best = min((rank for rank, _, _ in pairs), default=0)
    return [(a, b) for rank, a, b in pairs if rank == best]


def _joined(witness: Witness) -> Witness:
    """A name that its neighbour locates is as sure as one whose kind is said."""
    if witness.mention.manner is not Manner.BARE or not witness.settled:
        return witness
    weight = witness.weight * _MANNER[Manner.LISTED] / _MANNER[Manner.BARE]
    return witness._replace(weight=weight, mention=witness.mention._replace(manner=Manner.LISTED))


def _contradicts(inner: Witness, outer: Witness) -> bool:
    """Whether `xã X, huyện Y` names a commune that does not lie there: one of the past, not its namesake."""
    if Manner.BARE in (inner.mention.manner, outer.mention.manner) or not inner.ids or not outer.ids:
        return False
    return all(len(places.path(a)) > len(places.path(b)) for a in inner.ids for b in outer.ids)


# ------------------------------------------------------------ evidence for one another


def _firm(witness: Witness) -> bool:
    """Whether a settled mention is evidence for others: its kind is said, or it is a province."""
    if len(witness.ids) != 1 or witness.block is BlockKind.BYLINE:
        return False
    if witness.mention.manner is Manner.BARE:
        return places.level(witness.ids[0]) is Level.PROVINCE
    return witness.ranks[0] < SAME_LEVEL


def _support(witnesses: Iterable[Witness]) -> dict[str, float]:
    """Weight of the firm evidence for a unit or anything beneath it."""
    support: dict[str, float] = defaultdict(float)
    for witness in witnesses:
        if _firm(witness):
            for unit_id in (*places.above(witness.ids[0]), witness.ids[0]):
                support[unit_id] += witness.weight
    return support


def _joint_support(witnesses: Sequence[Witness]) -> dict[str, float]:
    """Where no name is unique: the one unit above that explains more of the names than any other."""
    names: dict[str, set[str]] = defaultdict(set)
    for witness in witnesses:
        if witness.block is not BlockKind.BYLINE:
            for above in {unit_id for own in witness.ids for unit_id in (*places.above(own), own)}:
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
    return _only(witness, (best,)) if _enough(witness, best, depth, regime) else witness


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
