"""Administrative units of Vietnam: their names, parents, and what each became in July 2025.

Ids carry the regime, since the codes were used again for other units (see `search/data/README.md`):

    p:19  d:173  c:05968     province, district, commune until 2025-06-30
    P:19  C:05941            province, commune since 2025-07-01

A unit keeps its id when it is renamed, upgraded or moved; what it was on a day is one of its dated forms.

Nothing here raises on an unknown id: its label is the id itself, so that a page can always be drawn.
"""

from __future__ import annotations

from bisect import bisect_right
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
_EDGE_COLUMNS = 5


class Level(StrEnum):
    """How high a unit stands."""

    PROVINCE = "province"
    DISTRICT = "district"
    COMMUNE = "commune"


class Regime(StrEnum):
    """Which map a unit belongs to: three levels until 2025-06-30, two since 2025-07-01."""

    OLD = "old"
    NEW = "new"


class Form(NamedTuple):
    """A unit as it stood from a day (`since`, empty: unknown) to the day before `until` (empty: today)."""

    kind: str
    name: str
    parent: str
    since: str
    until: str

    def valid(self, first: str, last: str) -> bool:
        """Whether it stood on any day from `first` to `last`, as ISO days."""
        return self.since <= last and (not self.until or first < self.until)


@dataclass(frozen=True, slots=True, eq=False)
class Unit:
    """A unit with the kind, name and parent that it had last; `parent` is empty for a province.

    The table makes each once: units are the same only if they are one object, and quick keys of caches.

    `forms` are all that it had, oldest first. Days are ISO, empty where unknown or not yet; `valid_to` is
    the first day on which it was no more.
    """

    id: str
    kind: str
    name: str
    parent: str
    valid_from: str
    valid_to: str
    aliases: tuple[str, ...] = ()
    forms: tuple[Form, ...] = ()

    def on(self, day: str) -> Form:
        """The form of a day; of an unknown or impossible day the last one."""
        return next((form for form in self.forms if day and form.valid(day, day)), self.forms[-1])


@dataclass(frozen=True, slots=True)
class _Table:
    units: Mapping[str, Unit]
    children: Mapping[str, tuple[str, ...]]
    successors: Mapping[str, tuple[str, ...]]
    predecessors: Mapping[str, tuple[str, ...]]
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


@lru_cache(maxsize=1 << 16)
def path(unit_id: str, day: str = "") -> PlacePath:
    """Ids from the province down to the unit itself, as it lay on an ISO day, else where it lay last.

    An unknown id is a path of its own.
    """
    known = _table().units
    ids = [unit_id]
    while (found := known.get(ids[-1])) and (parent := found.on(day).parent):
        ids.append(parent)
    return tuple(reversed(ids))


@cache
def above(unit_id: str) -> frozenset[str]:
    """Ids of all units in which a unit ever lay; empty for a province."""
    found = unit(unit_id)
    parents = {form.parent for form in found.forms if form.parent} if found else set()
    return frozenset(parents.union(*map(above, parents)))


def children(unit_id: str) -> tuple[str, ...]:
    """Ids of the units that lay directly beneath, ordered by id."""
    return _table().children.get(unit_id, ())


def successors(unit_id: str) -> tuple[str, ...]:
    """Ids of the units that took a unit's place, empty where none is known."""
    return _table().successors.get(unit_id, ())


def predecessors(unit_id: str) -> tuple[str, ...]:
    """Ids of the units whose place a unit took, whole or in part, in the order of the table."""
    return _table().predecessors.get(unit_id, ())


@lru_cache(maxsize=1 << 16)
def now(unit_id: str) -> tuple[tuple[PlacePath, ...], bool]:
    """Paths of a unit on today's map, and whether it was divided among them.

    A province gives its new province, a commune its successors, and a district, which has none of its
    own, the path `(new province, old district)`. A commune that was gone before July 2025 gives what its
    own successors give, or its district where they are not known. Units of today's map give their own path.
    """
    if regime(unit_id) is Regime.NEW or unit(unit_id) is None:
        return (path(unit_id),), False
    found = successors(unit_id)
    if found and (level(unit_id) is not Level.DISTRICT or regime(found[0]) is Regime.NEW):
        ways = [now(new) for new in found]
        paths = tuple(dict.fromkeys(each for way, _ in ways for each in way))
        return paths, len(found) > 1 or any(partial for _, partial in ways)
    if level(unit_id) is Level.COMMUNE:
        parents = path(unit_id)[:-1]
        return now(parents[-1]) if parents else ((path(unit_id),), False)
    own = path(unit_id)
    return tuple((*new, *own[1:]) for new in now(own[0])[0]) if len(own) > 1 else (own,), False


@lru_cache(maxsize=1 << 16)
def lives_on(unit_id: str) -> bool:
    """Whether a unit exists today, or one of the same kind and name took its place: `tỉnh Thái Nguyên`."""
    found = unit(unit_id)
    if found is None or not found.valid_to:
        return True
    heirs = (_table().units.get(path[-1]) for path in now(unit_id)[0])
    return any(
        heir is not None
        and not heir.valid_to
        and (heir.kind, comparable(heir.name)) == (found.kind, comparable(found.name))
        for heir in heirs
    )


def short_label(unit_id: str, *, today: bool = False, day: str = "") -> str:
    """Kind and name, of an ISO day if one is given: `huyện Sa Thầy`.

    With `today`, units of the map before July 2025 end in `(cũ)`.
    """
    found = unit(unit_id)
    if found is None:
        return unit_id
    mark = OLD_MARK if today and regime(unit_id) is Regime.OLD else ""
    form = found.on(day)
    return f"{form.kind} {form.name}{mark}"


def label(unit_id: str, day: str = "") -> str:
    """The unit with all that lies above it: `phường Đồng Phú, Đồng Hới, Quảng Bình`."""
    return path_label(path(unit_id, day), day)


def path_label(place: PlacePath, day: str = "") -> str:
    """A path for people, lowest unit first; on today's map an old district is `huyện Sa Thầy (cũ)`.

    Kinds above the lowest unit are shown only where the name alone could mean something else.
    """
    if not place:
        return ""
    *uppers, lowest = place
    today = regime(place[0]) is Regime.NEW
    names = [short_label(lowest, today=today, day=day)]
    below = lowest
    for unit_id in reversed(uppers):
        names.append(_as_ancestor(unit_id, below, day))
        below = unit_id
    return ", ".join(names)


def era(place: PlacePath, day: str) -> str:
    """A day on which all units of a path were called as on another ISO day: there are few of these a path."""
    changes = _changes(place)
    if not day or not changes:
        return ""
    at = bisect_right(changes, day)
    return changes[at - 1] if at else BEFORE_ALL


BEFORE_ALL = "0001-01-01"
"""The day for all days before the first change of any of its units."""


@lru_cache(maxsize=1 << 16)
def _changes(place: PlacePath) -> tuple[str, ...]:
    """The days on which the units of a path began or ended to be what they were."""
    forms = [form for found in map(unit, place) if found is not None for form in found.forms]
    return tuple(sorted({day for form in forms for day in (form.since, form.until) if day}))


def _as_ancestor(unit_id: str, below: str, day: str) -> str:
    found = unit(unit_id)
    if found is None:
        return unit_id
    form = found.on(day)
    if form.kind == CITY and not form.parent:
        return f"TP. {form.name}"
    child = unit(below)
    same_as_child = not form.parent and child is not None and child.on(day).name == form.name
    if form.name.isdigit() or unit_id in _table().twins or same_as_child:
        return f"{form.kind} {form.name}"
    return form.name


@cache
def _table() -> _Table:
    known = _read_units()
    beneath: dict[str, list[str]] = defaultdict(list)
    for row in known.values():
        for parent in dict.fromkeys(form.parent for form in row.forms if form.parent):
            if parent not in known:
                raise DataError(f"units.tsv: {row.id} lies in {parent}, which is not there")
            beneath[parent].append(row.id)
    successors: dict[str, list[str]] = defaultdict(list)
    for old, new, day in _read_edges():
        if old not in known or new not in known:
            raise DataError(f"edges.tsv: {old} to {new} names a unit that is not in units.tsv")
        if known[old].valid_to <= day:  # of a unit that lived on, only a part was given away
            successors[old].append(new)
    before: dict[str, list[str]] = defaultdict(list)
    for old, heirs in successors.items():
        for new in heirs:
            before[new].append(old)
    return _Table(known, _frozen(beneath), _frozen(successors), _frozen(before), _district_twins(known))


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


def _read_units() -> dict[str, Unit]:
    """Units by id, each from its lines, which stand together, oldest form first."""
    forms: dict[str, list[Form]] = {}
    aliases: dict[str, str] = {}
    for number, fields in _lines("units.tsv"):
        if not 3 <= len(fields) <= _UNIT_COLUMNS:
            raise DataError(f"units.tsv, line {number}: {len(fields)} columns instead of {_UNIT_COLUMNS}")
        unit_id, kind, name, parent, since, until, others = fields + [""] * (_UNIT_COLUMNS - len(fields))
        forms.setdefault(unit_id, []).append(Form(kind, name, parent, since, until))
        aliases[unit_id] = others
    return {unit_id: _unit(unit_id, tuple(known), aliases[unit_id]) for unit_id, known in forms.items()}


def _unit(unit_id: str, forms: tuple[Form, ...], aliases: str) -> Unit:
    last = forms[-1]
    names = tuple(aliases.split("|")) if aliases else ()
    return Unit(unit_id, last.kind, last.name, last.parent, forms[0].since, last.until, names, forms)


def _read_edges() -> Iterator[tuple[str, str, str]]:
    for number, fields in _lines("edges.tsv"):
        if not 2 <= len(fields) <= _EDGE_COLUMNS:
            raise DataError(f"edges.tsv, line {number}: {len(fields)} columns instead of {_EDGE_COLUMNS}")
        yield fields[0], fields[1], fields[4] if len(fields) == _EDGE_COLUMNS else ""
