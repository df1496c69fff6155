"""Which province, district or commune issued a cited document: every province has its own 07-CT/TU.

The sign tells the level (TU a province, or a city whose committee is a Thành ủy), the words beside the number
the unit (`của Tỉnh ủy Bình Thuận`); where they name none, it is the one in which the article happened.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from index.enrich.gazetteer import names_at
from search import places
from search.places import Level, Regime
from search.text import comparable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from search.model import Article, Citation, Location, PlacePath, Span

FIRST_NEW_DAY = date(2025, 7, 1)
_BEFORE, _AFTER, _FURTHER = 130, 130, 90
"""How far round a number its issuer is looked for, and behind a name the units above it, in code points."""

_PROVINCE, _CITY = ("tỉnh",), ("thành phố",)
_DISTRICT = ("huyện", "quận", "thị xã", "thành phố")
_COMMUNE = ("xã", "phường", "thị trấn", "đặc khu")
_ALL = (*_PROVINCE, *_DISTRICT, *_COMMUNE)
_KINDS_OF_SIGN = (
    (re.compile(r"ĐUK$"), _PROVINCE),
    (re.compile(r"TXU$"), ("thị xã",)),
    (re.compile(r"ThU$"), _CITY),
    (re.compile(r"HU$"), ("huyện",)),
    (re.compile(r"QU$"), ("quận",)),
    (re.compile(r"ĐU$"), _COMMUNE),
    (re.compile(r"TU$"), (*_PROVINCE, *_CITY)),
    (re.compile(r"(?:UBND|HĐND|UBHC)$"), _ALL),
    (re.compile(r"S[A-ZĐ]{1,8}$"), (*_PROVINCE, *_CITY)),
)
"""By the end of the issuer's sign, the kinds of units whose bodies use it."""

_SHORT = {"tp": "thành phố", "t.p": "thành phố", "tx": "thị xã", "t.x": "thị xã", "tt": "thị trấn"}
_COMMITTEES = {
    "tỉnh uỷ": "tỉnh",
    "thành uỷ": "thành phố",
    "huyện uỷ": "huyện",
    "quận uỷ": "quận",
    "thị uỷ": "thị xã",
    "thị xã uỷ": "thị xã",
}
_KIND = r"tỉnh|thành phố|t\.?p|huyện|quận|thị xã|t\.?x|xã|phường|thị trấn|tt|đặc khu"
_BODY = re.compile(
    rf"(?<!\w)(?:(?P<committee>{'|'.join(_COMMITTEES)})(?: (?:tỉnh|thành phố|tp))?"
    r"|(?:đảng uỷ|đảng bộ|ubnd|hđnd|uỷ ban nhân dân|hội đồng nhân dân|(?:các )?cơ quan|sở [^,.;:()\d]{2,40}?)"
    rf"(?: của)? (?P<kind>{_KIND})\.?)(?!\w) ?"
)
_OWNER = re.compile(r"(?<!\w)(?:của|do)(?!\w)")
_ABOVE = re.compile(rf"[,(]? ?(?:thuộc |của )?(?<!\w)(?:{_KIND})\.? ")
_STOP = re.compile(r"(?<!\btp)(?<!\btx)[.;](?=\s)|\n")


class _Said(NamedTuple):
    """A body that the words name: the kind of its unit, and what units it can be (none: no name is said)."""

    kind: str
    units: tuple[str, ...]


def with_places(
    citations: Iterable[Citation], article: Article, location: Location | None
) -> tuple[Citation, ...]:
    """The citations, those of local issuers with the unit whose body issued them, where that is known."""
    then = location.then if location else ()
    return tuple(
        replace(citation, place=place)
        if (kinds := _kinds(citation)) and (place := _place(citation, kinds, article, then))
        else citation
        for citation in citations
    )


def _kinds(citation: Citation) -> tuple[str, ...]:
    """The kinds of units that use the sign; none where the issuer is no local one."""
    if citation.kind == "party":
        issuer = citation.number.partition("/")[2]
    elif citation.kind == "letter":
        issuer = citation.number.rpartition("/")[2].partition("-")[0]
    else:
        issuer = citation.number.rpartition("/")[2].partition("-")[2]
    return next((kinds for sign, kinds in _KINDS_OF_SIGN if sign.search(issuer)), ())


def _place(citation: Citation, kinds: tuple[str, ...], article: Article, then: PlacePath) -> PlacePath:
    regime = _regime(citation, then)
    kind = ""
    for evidence in citation.evidence:
        if evidence.span:
            said = _beside(article.text, evidence.span, kinds, regime)
            chosen = _choose(said.units, then) if said else ""
            if chosen:
                return places.path(chosen)
            kind = kind or (said.kind if said and not said.units else "")
    return _here(kind, kinds, then)


def _regime(citation: Citation, then: PlacePath) -> Regime:
    if citation.issued:
        return Regime.NEW if citation.issued >= FIRST_NEW_DAY else Regime.OLD
    return places.regime(then[0]) if then else Regime.OLD


def _beside(text: str, span: Span, kinds: tuple[str, ...], regime: Regime) -> _Said | None:
    """The body that owns the number by its words; else the nearest before it; else the next one."""
    after = text[span.end : span.end + _AFTER]
    stop = _STOP.search(after)
    after = after[: stop.start()] if stop else after
    before = text[max(0, span.start - _BEFORE) : span.start]
    for stop in _STOP.finditer(before):
        before = before[stop.end() :] if stop.end() <= len(before) else before
        break
    following = list(_bodies(after, kinds, regime))
    owner = _OWNER.search(comparable(after))
    owned = [said for at, said in following if owner and at > owner.start()]
    preceding = [said for _, said in _bodies(before, kinds, regime)]
    return next(iter((*owned[:1], *reversed(preceding), *(said for _, said in following))), None)


def _bodies(text: str, kinds: tuple[str, ...], regime: Regime) -> Iterator[tuple[int, _Said]]:
    """The bodies of these kinds of units in a text, in order, each with the units it can be."""
    small = comparable(text)
    for match in _BODY.finditer(small):
        written = match["kind"]
        kind = _COMMITTEES[match["committee"]] if match["committee"] else _SHORT.get(written, written)
        if kind in kinds:
            yield match.start(), _Said(kind, _named(text, small, match.end(), kind, regime))


def _named(text: str, small: str, at: int, kind: str, regime: Regime) -> tuple[str, ...]:
    """The units of a kind whose name stands at an offset, narrowed by those that stand behind it."""
    for name in names_at(text, at):
        here = [unit for unit in name.units if places.regime(unit.id) is regime]
        exact = [unit.id for unit in here if unit.kind == kind]
        fitting = exact or [unit.id for unit in here if _was(unit.id, kind)]
        if fitting:
            for link in _ABOVE.finditer(small, name.end, name.end + _FURTHER):
                above = {unit.id for found in names_at(text, link.end()) for unit in found.units}
                fitting = [one for one in fitting if above & set(places.path(one)[:-1])] or fitting
            return tuple(fitting)
    return ()


def _was(unit_id: str, kind: str) -> bool:
    """Whether a unit may have had this kind before: districts become towns, and towns cities."""
    return kind in _DISTRICT and places.level(unit_id) is Level.DISTRICT


def _choose(units: Sequence[str], then: PlacePath) -> str:
    """The one unit, or the one that lies nearest to where the article happened."""
    if len(units) < 2:
        return units[0] if units else ""
    shared = {unit: len(set(places.path(unit)) & set(then)) for unit in units}
    best = max(shared.values())
    nearest = [unit for unit in units if shared[unit] == best]
    return nearest[0] if best and len(nearest) == 1 else ""


def _here(kind: str, kinds: tuple[str, ...], then: PlacePath) -> PlacePath:
    """The unit of the kind that was said, or that the sign asks for, in which the article happened."""
    if not kind and kinds == _ALL:
        return then if len(then) == 1 else ()
    if kinds == _COMMUNE:
        return then if kind and then and _kind_of(then[-1]) == kind else ()
    wanted = (kind,) if kind else kinds
    if set(wanted) & {*_PROVINCE} or (then and len(wanted) == 1 and _kind_of(then[0]) in wanted):
        return then[:1]
    return next((then[: at + 1] for at, unit in enumerate(then) if _kind_of(unit) in wanted), ())


def _kind_of(unit_id: str) -> str:
    unit = places.unit(unit_id)
    return unit.kind if unit else ""
