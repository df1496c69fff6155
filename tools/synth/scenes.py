"""Where an article happens: a unit of the map of its time, its neighbours, its party committee."""

from __future__ import annotations

import random
from bisect import bisect
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from search.places import Level, Regime, children, level, path, regime, short_label, unit, units

if TYPE_CHECKING:
    from collections.abc import Callable

    from search.model import PlacePath
    from search.places import Unit

_COMMITTEES = {
    "tỉnh": ("Tỉnh ủy", "TU"),
    "huyện": ("Huyện ủy", "HU"),
    "quận": ("Quận ủy", "QU"),
    "thị xã": ("Thị ủy", "ThU"),
    "thành phố": ("Thành ủy", "ThU"),
}
"""By kind of unit, with the letters of its documents; all others have a Đảng ủy, and name their kind."""

_NEIGHBOURS = 4


class Commune(NamedTuple):
    """A commune as articles of the place name it, and its bare name, as schools bear it."""

    label: str
    name: str


@dataclass(frozen=True, slots=True)
class Scene:
    """A place. `full` names what lies above it too; `communes` are those that the article speaks of."""

    path: PlacePath
    name: str
    full: str
    committee: str
    code: str
    province: str
    province_name: str
    province_committee: str
    communes: tuple[Commune, ...]
    others: tuple[str, ...]


class _Leaves(NamedTuple):
    """The lowest units of a map, with the weights up to each."""

    ids: tuple[str, ...]
    upto: tuple[float, ...]


def scene(now: Regime, chance: Callable[[], float]) -> Scene:
    """A place on a map: a province, a district or a commune, some of them far more often than others."""
    leaves = _leaves(now)
    whole = path(leaves.ids[bisect(leaves.upto, chance() * leaves.upto[-1])])
    return _scene(whole[: _depth(now, chance())], chance)


def bare_name(unit_id: str) -> str:
    """The name of a unit without its kind; numbers keep it."""
    found = unit(unit_id)
    if found is None or found.name.isdigit():
        return short_label(unit_id)
    return found.name


@cache
def province_names(now: Regime) -> tuple[str, ...]:
    """The names of all provinces of a map."""
    return tuple(one.name for one in units() if not one.parent and regime(one.id) is now and _lasts(one))


def _depth(now: Regime, chance: float) -> int:
    """How deep in the tree an article's place lies: provinces 15 % (25 % where there are no districts)."""
    if now is Regime.NEW:
        return 1 if chance < 0.25 else 2
    return 1 if chance < 0.15 else 2 if chance < 0.55 else 3


LAST_DAYS = frozenset({"", "2025-07-01"})
"""Of units that are made up about: those of today, and those that the reform ended; not those gone before."""


def _lasts(one: Unit) -> bool:
    return one.valid_to in LAST_DAYS


def lasting(unit_id: str) -> tuple[str, ...]:
    """The units beneath another that lay in it last, without those that ended before the others."""
    below = (one for each in children(unit_id) if (one := unit(each)))
    return tuple(one.id for one in below if one.parent == unit_id and _lasts(one))


@cache
def _leaves(now: Regime) -> _Leaves:
    """Few provinces and few communes of each have most of the news, as portals do."""
    order = random.Random(f"places {now}")  # noqa: S311 - which ones does not matter, but always the same
    provinces = [one.id for one in units() if not one.parent and regime(one.id) is now and _lasts(one)]
    order.shuffle(provinces)
    ids, weights = [], []
    for rank, province in enumerate(provinces, 1):
        below = _below(province)
        order.shuffle(below)
        shares = [at**-0.6 for at in range(1, len(below) + 1)]
        ids += below
        weights += [rank**-0.45 * share / sum(shares) for share in shares]
    return _Leaves(tuple(ids), tuple(accumulate(weights)))


def _below(unit_id: str) -> list[str]:
    found = lasting(unit_id)
    return [leaf for child in found for leaf in _below(child)] if found else [unit_id]


def _scene(where: PlacePath, chance: Callable[[], float]) -> Scene:
    focus, province = where[-1], where[0]
    communes = _communes(where, chance)
    committee, code = _committee(focus)
    near = lasting(where[-2]) if len(where) > 1 else ()
    others = tuple(short_label(one) for one in _some(near, chance) if one != focus)
    return Scene(
        path=where,
        name=short_label(focus),
        full=", ".join(short_label(one) for one in reversed(where)),
        committee=committee,
        code=code,
        province=short_label(province),
        province_name=bare_name(province),
        province_committee=_committee(province)[0],
        communes=communes,
        others=others or tuple(commune.label for commune in communes),
    )


def _committee(unit_id: str) -> tuple[str, str]:
    found = unit(unit_id)
    assert found is not None
    if found.kind not in _COMMITTEES:
        return f"Đảng ủy {short_label(unit_id)}", "ĐU"
    title, code = _COMMITTEES[found.kind]
    return f"{title} {bare_name(unit_id)}", code if found.parent else "TU"


def _communes(where: PlacePath, chance: Callable[[], float]) -> tuple[Commune, ...]:
    """Some communes of the place; in news of a province that has districts they are named with theirs."""
    focus = where[-1]
    found = _some(lasting(focus), chance) or (focus,)
    if len(where) > 1 or level(found[0]) is not Level.DISTRICT:
        return tuple(Commune(short_label(one), bare_name(one)) for one in found)
    return tuple(_in_district(one, chance) for one in found)


def _in_district(district: str, chance: Callable[[], float]) -> Commune:
    found = _some(lasting(district), chance)
    if not found:
        return Commune(short_label(district), bare_name(district))
    return Commune(f"{short_label(found[0])} ({short_label(district)})", bare_name(found[0]))


def _some(ids: tuple[str, ...], chance: Callable[[], float]) -> tuple[str, ...]:
    """A few units, each once."""
    return tuple(dict.fromkeys(ids[int(chance() * len(ids))] for _ in range(_NEIGHBOURS))) if ids else ()
