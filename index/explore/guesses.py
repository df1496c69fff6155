"""What can only be guessed of a portal: its name, its place. A person decides."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from index.enrich.hosts import unit_of_host
from index.enrich.mentions import Manner, Reader
from index.explore.model import PlaceGuess
from search import places
from search.places import Regime
from search.text import canonical, comparable

if TYPE_CHECKING:
    from collections.abc import Iterable

    from search.places import Unit

_ENDS = " .:|-–—*•>»<«_~#\t"
_GENERIC = re.compile(
    r"(?:trang chủ|chi tiết(?: tin| bài viết)?|tin tức|tin mới|danh sách|nội dung|home(?: ?page)?|default"
    r"|index|news|untitled(?: document)?|new document|welcome.{0,20}|iis.{0,20})?",
    re.IGNORECASE,
)
_PARTS = re.compile(r"\s+[|–—»-]\s+|\s*::\s*")
_LONGEST = 120
_MOST_NAMES = 8


def name_of(titles: Iterable[str], host: str) -> str:
    """A name for the portal: the longest part of the first title that says whose it is, else its host."""
    for title in titles:
        plain = " ".join(canonical(html.unescape(title)).split())
        parts = [part.strip(_ENDS) for part in _PARTS.split(plain)]
        named = max((part for part in parts if not _GENERIC.fullmatch(part)), key=len, default="")
        if " " in named:
            return named[:_LONGEST].strip(_ENDS)
    return host


def place_of(host: str, name: str) -> PlaceGuess | None:
    """The unit that a portal is of, by its host and its name; None where neither says anything."""
    by_host = unit_of_host(host, Regime.OLD, "") or unit_of_host(host, Regime.NEW, "")
    by_name = _unit_in(name)
    found = by_host or by_name
    if found is None:
        return None
    evidence = [f"host {host}: {places.label(by_host)}"] if by_host else []
    evidence += [f"title {name!r}: {places.label(by_name)}"] if by_name else []
    agree = by_host is not None and by_name is not None and _agree(by_host, by_name)
    if agree and by_name and by_host in places.above(by_name):
        found = by_name
    return PlaceGuess(found, places.label(found), agree, tuple(evidence))


def _agree(first: str, second: str) -> bool:
    """Whether two units are one, or one lies in the other, on either map."""
    return bool(_around(first) & {second} or _around(second) & {first} or _today(first) & _today(second))


def _around(unit_id: str) -> frozenset[str]:
    return places.above(unit_id) | {unit_id}


def _today(unit_id: str) -> frozenset[str]:
    return frozenset(path[-1] for path in places.now(unit_id)[0])


def _unit_in(name: str) -> str | None:
    """The lowest unit that a name mentions with its kind, if only one can be meant."""
    names = Reader(name).names(0, len(name), _MOST_NAMES)
    typed = [mention for mention in names.mentions if mention.manner is not Manner.BARE]
    meant: list[Unit] = []
    for mention in sorted(typed, key=lambda each: _depth(each.units), reverse=True):
        fitting = _fitting(mention.units, mention.kinds)
        others = {other.id for each in typed if each is not mention for other in each.units}
        inside = [unit for unit in fitting if places.above(unit.id) & others]
        meant = inside or fitting
        if meant:
            break
    ids = {unit.id for unit in meant}
    old = {unit_id for unit_id in ids if places.regime(unit_id) is Regime.OLD}
    chosen = old or ids
    return next(iter(chosen)) if len(chosen) == 1 else None


def _fitting(units: Iterable[Unit], kinds: tuple[str, ...]) -> list[Unit]:
    """Those of some units that were ever called by one of these kinds; all where none was."""
    said = {comparable(kind) for kind in kinds}
    fitting = [unit for unit in units if {comparable(form.kind) for form in unit.forms} & said]
    return fitting or list(units)


def _depth(units: Iterable[Unit]) -> int:
    return max((len(places.path(unit.id)) for unit in units), default=0)
