"""Which lines of a query are wanted, and in which order."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zlib import crc32

from oracle.groups import is_in_group, paths_of
from oracle.lines import wording

from search import places
from search.alphabet import alphabetical
from search.facets import moment
from search.model import LineOrder

if TYPE_CHECKING:
    from collections.abc import Iterable

    from oracle.lines import Occurrence
    from oracle.stretches import Placed, Stretch

    from search.model import Document, Lines, Map

NEIGHBOURS, OWN = 5, 8
"""Words that orders look at: those beside an occurrence, and its own."""


def wanted_lines(every: list[Occurrence], wanted: Lines, map_: Map) -> list[Occurrence]:
    """Those occurrences that are wanted, in the order that is wanted."""
    return _ordered(_kept(every, wanted, map_), wanted, map_)


def _kept(every: list[Occurrence], wanted: Lines, map_: Map) -> list[Occurrence]:
    """Those of one wording, or of one group, where that is asked for."""
    return [
        one
        for one in every
        if (not wanted.wording or wording(one, wanted.alike) == wanted.wording)
        and (wanted.by is None or is_in_group(one, wanted.by, wanted.group, map_))
    ]


def _ordered(some: list[Occurrence], wanted: Lines, map_: Map) -> list[Occurrence]:
    """The lines in the order that is wanted; ties newer first."""

    def newest(one: Occurrence) -> tuple[object, ...]:
        at = moment(one.document)
        return at is None, -(at or 0), one.document.id, one.stretch

    def oldest(one: Occurrence) -> tuple[object, ...]:
        at = moment(one.document)
        return at is None, at or 0, one.document.id, one.stretch

    def own(one: Occurrence) -> object:
        match wanted.order:
            case LineOrder.LEFT:
                return _rank(one.text.beside(one.stretch[0], -1, NEIGHBOURS))
            case LineOrder.RIGHT:
                return _rank(one.text.beside(one.stretch[1], 1, NEIGHBOURS))
            case LineOrder.MATCH:
                return _rank(map(one.text.at.get, _first_places(one.stretch)))
            case LineOrder.PLACE:
                return _place(one.document, map_)
            case LineOrder.SAMPLE:
                return _by_chance(one, wanted.seed)
        return ()

    if wanted.order is LineOrder.OLDEST:
        return sorted(some, key=oldest)
    return sorted(some, key=lambda one: (own(one), newest(one)))


def _by_chance(one: Occurrence, seed: int) -> int:
    """SplitMix64 of what the article is called and where in it the occurrence begins."""
    bits = (1 << 64) - 1
    mixed = ((crc32(one.document.id.encode()) << 32 | one.stretch[0]) + seed * 0x9E3779B97F4A7C15) & bits
    mixed = (mixed ^ mixed >> 30) * 0xBF58476D1CE4E5B9 & bits
    mixed = (mixed ^ mixed >> 27) * 0x94D049BB133111EB & bits
    return mixed ^ mixed >> 31


def _rank(tokens: Iterable[Placed | None]) -> list[object]:
    """Words in alphabetical order, an empty place before any; the shorter of two that begin alike first."""
    ranks = [(alphabetical(token.key), token.key) if token else () for token in tokens]
    while ranks and not ranks[-1]:
        ranks.pop()
    return ranks


def _first_places(stretch: Stretch) -> range:
    return range(stretch[0], min(stretch[1] + 1, stretch[0] + OWN))


def _place(document: Document, map_: Map) -> tuple[bool, object]:
    """The names of its units from the province down, path by path; then their ids."""
    units = list(dict.fromkeys(unit for path in paths_of(document, map_) for unit in path))
    return not units, ([alphabetical(_name(unit)) for unit in units], units)


def _name(unit_id: str) -> str:
    unit = places.unit(unit_id)
    return unit.name if unit else unit_id
