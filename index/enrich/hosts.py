"""Which unit a host of the state or the party belongs to, read from its name: `phubinh.thainguyen.gov.vn`.

Portals name themselves after units in letters without accents. A host means the unit of the map of the day:
hosts outlive units, and since July 2025 that of a former district means no more than its province.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING

from search import places
from search.places import Level, Regime
from search.text import comparable, folded

if TYPE_CHECKING:
    from collections.abc import Mapping

HOST = re.compile(r"(?<![\w@.-])([a-z0-9-]+(?:\.[a-z0-9-]+)*)\.(?:gov|dcs|org|edu)\.vn(?![\w.-])")
_OTHER_NAMES = {"hochiminhcity": "hochiminh", "tphcm": "hochiminh", "hcm": "hochiminh", "hcmcpv": "hochiminh",
                "brvt": "bariavungtau", "vungtau": "bariavungtau", "hue": "thuathienhue"}  # fmt: skip
_KIND = re.compile(r"^(?:www|huyen|quan|thixa|thanhpho|tinh|tp|tx|huyenuy|thanhuy|thiuy|tinhuy|quanuy)?")


def unit_of_host(host: str, regime: Regime, day: str) -> str | None:
    """The id of the lowest unit of a map that a host is named after, or None."""
    match = HOST.search(host.lower())
    if match is None:
        return None
    labels = [slug for label in match[1].split(".") for slug in _slugs(label)]
    named = next((label for label in reversed(labels) if label in _provinces(regime)), None)
    if named is None:
        return _alone(labels, regime, day)
    province = _provinces(regime)[named]
    if regime is Regime.NEW:
        return province
    lower = (_districts(province).get(label) for label in labels if label != named)
    return next((found for found in lower if found and day in ("", *_within(found, day))), province)


def _within(unit_id: str, day: str) -> tuple[str, ...]:
    unit = places.unit(unit_id)
    return (day,) if unit and any(form.valid(day, day) for form in unit.forms) else ()


def _alone(labels: list[str], regime: Regime, day: str) -> str | None:
    """A host that names a district and no province: only where one district has that name."""
    for label in labels:
        found = _all_districts().get(label, ())
        if len(found) == 1:
            if regime is Regime.OLD:
                return found[0] if _within(found[0], day) or not day else None
            return places.now(found[0])[0][0][0]
    return None


def _slugs(label: str) -> tuple[str, ...]:
    """What a part of a host may name: itself, and without the kind before it (`tpthainguyen`)."""
    plain = label.replace("-", "")
    known = _OTHER_NAMES.get(plain, plain)
    kind = _KIND.match(known)
    return (
        tuple(dict.fromkeys((known, known[kind.end() :]))) if kind and kind.end() < len(known) else (known,)
    )


def _slug(name: str) -> str:
    return "".join(letter for letter in folded(comparable(name)) if letter.isalnum())


@cache
def _provinces(regime: Regime) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for unit in places.units():
        if places.level(unit.id) is Level.PROVINCE and places.regime(unit.id) is regime:
            found.update((_slug(form.name), unit.id) for form in unit.forms)
    if regime is Regime.NEW:  # a host keeps the name of a province that was merged
        for slug, old in _provinces(Regime.OLD).items():
            found.setdefault(slug, places.now(old)[0][0][0])
    return found


@cache
def _districts(province: str) -> Mapping[str, str]:
    return {_slug(form.name): unit.id for one in places.children(province)
            if (unit := places.unit(one)) for form in unit.forms}  # fmt: skip


@cache
def _all_districts() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, set[str]] = defaultdict(set)
    for unit in places.units():
        if places.level(unit.id) is Level.DISTRICT:
            for form in unit.forms:
                found[_slug(form.name)].add(unit.id)
    return {slug: tuple(sorted(ids)) for slug, ids in found.items()}
