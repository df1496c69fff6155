"""What an address asks for of phrases over time: up to six phrases, what a point is, and what it shows."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from msgspec import structs

from search.model import Note, Period
from search.query.invisible import typed_text
from web.addresses.params import MAX_QUERY

if TYPE_CHECKING:
    from collections.abc import Sequence

    from werkzeug.datastructures import MultiDict

    from web.addresses.params import Params

MORE = ("q2", "q3", "q4", "q5", "q6")
"""The phrases after the first one, which is the query of the address."""

MOST = 1 + len(MORE)
"""Phrases that are drawn: as many lines as can be told apart."""


class Shown(StrEnum):
    """What the height of a point is: articles, or their share of all articles of its period."""

    COUNT = "count"
    SHARE = "share"


class Wanted(NamedTuple):
    """Phrases, none twice and none empty, and how they are counted and shown."""

    phrases: tuple[str, ...]
    period: Period = Period.YEAR
    shown: Shown = Shown.COUNT

    def pairs(self) -> list[tuple[str, str]]:
        """The parameters beside the first phrase that `read_wanted` turns into the same."""
        found = list(zip(MORE, self.phrases[1:], strict=False))
        if self.period is not Period.YEAR:
            found.append(("period", self.period.value))
        if self.shown is not Shown.COUNT:
            found.append(("shown", self.shown.value))
        return found


def read_wanted(args: MultiDict[str, str], params: Params) -> tuple[Wanted, Params, tuple[Note, ...]]:
    """What an address asks for, its search with the first phrase as query, and notes; never raises."""
    notes: list[Note] = []
    typed = [params.q, *(args.get(name, "") for name in MORE)]
    phrases = tuple(dict.fromkeys(text for text in map(_tidy, typed) if text))
    if len(phrases) > MOST:
        notes.append(Note("too-many-phrases", (str(MOST),)))
    period = _one_of(args, "period", tuple(Period), notes)
    shown = _one_of(args, "shown", tuple(Shown), notes)
    wanted = Wanted(phrases[:MOST], Period(period or Period.YEAR), Shown(shown or Shown.COUNT))
    return wanted, structs.replace(params, q=phrases[0] if phrases else "", page=1), tuple(notes)


def _tidy(text: str) -> str:
    return typed_text(text[:MAX_QUERY])[:MAX_QUERY].rstrip()


def _one_of(args: MultiDict[str, str], name: str, allowed: Sequence[str], notes: list[Note]) -> str:
    value = args.get(name, "").strip()
    if value in allowed:
        return value
    if value:
        notes.append(Note("bad-value", (name, value[:40])))
    return ""
