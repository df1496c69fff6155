"""What an address says of what stands beside: single words or runs, how far, counted and ranked how."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from search.model import Measure, Note, Unit
from web.texts.words import phrase

if TYPE_CHECKING:
    from collections.abc import Sequence

    from werkzeug.datastructures import MultiDict

FARTHEST = 10
"""Syllables on either side, at most."""

USUAL = 5
"""Syllables on either side where an address says nothing."""

RUNS = range(2, 8)
"""Syllables of a run."""

SIDES = ("before", "behind")

MEASURES = {
    Measure.LOG_DICE: phrase("logDice"),
    Measure.LOG_LIKELIHOOD: phrase("log-likelihood"),
    Measure.COUNT: phrase("số lần"),
}
"""What company is ranked by, the usual one first: that which corpus linguists expect."""

UNITS = {Unit.SYLLABLE: phrase("âm tiết"), Unit.COMPOUND: phrase("từ hai âm tiết")}


class Company(NamedTuple):
    """What is wanted of what stands beside; with `run`, runs of so many syllables on one side."""

    unit: Unit = Unit.SYLLABLE
    measure: Measure = Measure.LOG_DICE
    left: int = USUAL
    right: int = USUAL
    run: int = 0
    side: str = SIDES[1]


def read_company(args: MultiDict[str, str]) -> tuple[Company, tuple[Note, ...]]:
    """What an address asks for, and notes on what could not be used; never raises.

    A window that is closed on both sides holds nothing: it is as wide as usual then.
    """
    notes: list[Note] = []
    left = _number(args, "left", USUAL, (0, FARTHEST), notes)
    right = _number(args, "right", USUAL, (0, FARTHEST), notes)
    if not left and not right:
        left = right = USUAL
    run = _number(args, "run", 0, (0, RUNS[-1]), notes)
    company = Company(
        unit=Unit(_one_of(args, "unit", tuple(Unit), notes)),
        measure=Measure(_one_of(args, "measure", tuple(MEASURES), notes)),
        left=left,
        right=right,
        run=run if run in RUNS else 0,
        side=_one_of(args, "side", SIDES, notes) if args.get("side") else SIDES[1],
    )
    return company, tuple(notes)


def write_company(company: Company) -> list[tuple[str, str]]:
    """The shortest parameters that `read_company` turns into the same."""
    usual = Company()
    pairs = zip(usual._fields, map(str, company), map(str, usual), strict=True)
    return [(name, value) for name, value, told in pairs if value != told]


def _one_of(args: MultiDict[str, str], name: str, allowed: Sequence[str], notes: list[Note]) -> str:
    """A value that is allowed, else the first one."""
    value = args.get(name, "").strip()
    if value and value not in allowed:
        notes.append(Note("bad-value", (name, value[:40])))
    return value if value in allowed else allowed[0]


def _number(
    args: MultiDict[str, str], name: str, usual: int, between: tuple[int, int], notes: list[Note]
) -> int:
    """A whole number, clamped; anything else is the usual one."""
    value = args.get(name, "").strip()
    if not value:
        return usual
    if not (value.isascii() and value.isdecimal()):
        notes.append(Note("bad-value", (name, value[:40])))
        return usual
    return min(max(between[0], int(value[:9])), between[1])
