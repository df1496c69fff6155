"""Administrative units of Vietnam: their names, parents, and what each became in July 2025.

Ids carry the regime, since the codes were used again for other units (see `search/data/README.md`):

    p:19  d:173  c:05968     province, district, commune until 2025-06-30
    P:19  C:05941            province, commune since 2025-07-01

Nothing here raises on an unknown id: its label is the id itself, so that a page can always be drawn.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from search.errors import DataError
from search.text import comparable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from search.model import PlacePath

DATA = Path(__file__).with_name("data")
OLD_MARK = " (cũ)"
CITY = "thành phố"
_UNIT_COLUMNS = 7


class Level(StrEnum):
    """How high a unit stands."""

    PROVINCE = "province"
    DISTRICT = "district"
    COMMUNE = "commune"


class Regime(StrEnum):
    """Which map a unit belongs to: three levels until 2025-06-30, two since 2025-07-01."""

    OLD = "old"
    NEW = "new"


class Unit(NamedTuple):
    """A unit as it stood; `name` without `kind`, `parent` empty for a province, dates empty where unknown."""

    id: str
    kind: str
    name: str
    parent: str
    valid_from: str
    valid_to: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Table:
    units: Mapping[str, Unit]
    children: Mapping[str, tuple[str, ...]]
    successors: Mapping[str, tuple[str, ...]]
    twins: frozenset[str]


_LEVELS = {"p": Level.PROVINCE, "d": Level.DISTRICT, "c": Level.COMMUNE}


def unit(unit_id: str) -> Unit | None:
    """The unit of an id, or None."""
    return _table().units.get(unit_id)


def units() -> Iterator[Unit]:
    """All units of both maps, ordered by id."""
    return iter(_table().units.values())


def level(unit_id: str) -> Level | None:
    """The level of a unit, read from its id; None for something that is no id."""
    return _LEVELS.get(unit_id[:1].lower()) if unit_id[1:2] == ":" else None


def regime(unit_id: str) -> Regime:
    """The map that an id belongs to."""
    return Regime.NEW if unit_id[:1].isupper() else Regime.OLD


@lru_cache(maxsize=1 << 15)
def path(unit_id: str) -> PlacePath:
    """Ids from the province down to the unit itself; an unknown id is a path of its own."""
    known = _table().units
    ids = [unit_id]
    while (found := known.get(ids[-1])) and found.parent:
        ids.append(found.parent)
    return tuple(reversed(ids))


def children(unit_id: str) -> tuple[str, ...]:
    """Ids of the units directly beneath, ordered by id."""
    return _table().children.get(unit_id, ())


def now(unit_id: str) -> tuple[tuple[PlacePath, ...], bool]:
    """Paths of a unit on today's map, and whether it was divided among them.

    A province gives its new province, a commune its successors, and a district, which has none of its
    own, the path `(new province, old district)`. Units of today's map give their own path.
    """
    own = path(unit_id)
    if regime(unit_id) is Regime.NEW or unit(unit_id) is None:
        return (own,), False
    successors = _table().successors
    if found := successors.get(unit_id):
        return tuple(path(new) for new in found), len(found) > 1
    return tuple((new, *own[1:]) for new in successors.get(own[0], own[:1])), False


def short_label(unit_id: str, *, today: bool = False) -> str:
    """Kind and name: `huyện Sa Thầy`; with `today`, units of the map before July 2025 end in `(cũ)`."""
    found = unit(unit_id)
    if found is None:
        return unit_id
    mark = OLD_MARK if today and regime(unit_id) is Regime.OLD else ""
    return f"{found.kind} {found.name}{mark}"


def label(unit_id: str) -> str:
    """The unit with all that lies above it: `phường Đồng Phú, Đồng Hới, Quảng Bình`."""
    return path_label(path(unit_id))


def path_label(place: PlacePath) -> str:
    """A path for people, lowest unit first; on today's map an old district is `huyện Sa Thầy (cũ)`.

    Kinds above the lowest unit are shown only where the name alone could mean something else.
    """
    if not place:
        return ""
    *above, lowest = place
    today = regime(place[0]) is Regime.NEW
    names = [short_label(lowest, today=today)]
    below = lowest
    for unit_id in reversed(above):
        names.append(_as_ancestor(unit_id, below))
        below = unit_id
    return ", ".join(names)


def _as_ancestor(unit_id: str, below: str) -> str:
    found = unit(unit_id)
    if found is None:
        return unit_id
    if found.kind == CITY and not found.parent:
        return f"TP. {found.name}"
    child = unit(below)
    same_as_child = not found.parent and child is not None and child.name == found.name
    if found.name.isdigit() or unit_id in _table().twins or same_as_child:
        return f"{found.kind} {found.name}"
    return found.name


@cache
def _table() -> _Table:
    known = {row.id: row for row in _read_units()}
    beneath: dict[str, list[str]] = defaultdict(list)
    for row in known.values():
        if row.parent:
            if row.parent not in known:
                raise DataError(f"units.tsv: {row.id} lies in {row.parent}, which is not there")
            beneath[row.parent].append(row.id)
    successors: dict[str, list[str]] = defaultdict(list)
    for old, new in _read_edges():
        if old not in known or new not in known:
            raise DataError(f"edges.tsv: {old} to {new} names a unit that is not in units.tsv")
        successors[old].append(new)
    return _Table(known, _frozen(beneath), _frozen(successors), _district_twins(known))


def _frozen(lists: Mapping[str, list[str]]) -> dict[str, tuple[str, ...]]:
    return {key: tuple(values) for key, values in lists.items()}


def _district_twins(known: Mapping[str, Unit]) -> frozenset[str]:
    """Districts that share their name with another one of the same province."""
    same: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in known.values():
        if row.id.startswith("d:"):
            same[row.parent, comparable(row.name)].append(row.id)
    return frozenset(unit_id for ids in same.values() if len(ids) > 1 for unit_id in ids)


def _lines(name: str) -> Iterator[tuple[int, list[str]]]:
    try:
        text = (DATA / name).read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(f"cannot read the table of places {name}: {error}") from error
    for number, line in enumerate(text.splitlines()[1:], 2):
        yield number, line.split("\t")


def _read_units() -> Iterator[Unit]:
    for number, fields in _lines("units.tsv"):
        if not 3 <= len(fields) <= _UNIT_COLUMNS:
            raise DataError(f"units.tsv, line {number}: {len(fields)} columns instead of {_UNIT_COLUMNS}")
        unit_id, kind, name, parent, since, until, aliases = fields + [""] * (_UNIT_COLUMNS - len(fields))
        yield Unit(unit_id, kind, name, parent, since, until, tuple(aliases.split("|")) if aliases else ())


def _read_edges() -> Iterator[tuple[str, str]]:
    for number, fields in _lines("edges.tsv"):
        if len(fields) not in {2, 3}:
            raise DataError(f"edges.tsv, line {number}: {len(fields)} columns instead of 3")
        yield fields[0], fields[1]
