"""What the value of a field means: years, places, topics; `None` where it means nothing.

năm     2021, 2019..2021, 2019-2021, 2019.., ..2015, 2019,2021
tháng   11/2021, 2021-11, 6/2021..9/2021
ngày    9/11/2021, 2021-11-09, 1/5/2021..30/6/2021, 1/5/2021.., 2021 and 11/2021 as their days
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from search import placenames, terms_of_office
from search.docnames import find_named
from search.model import NAMED, Between, Cites, Has, Or
from search.moments import find_days
from search.places import level
from search.query.citations import citation_of
from search.tokenizer import tokenize

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from search.model import Node
    from search.query.context import Context

FIRST_YEAR, LAST_YEAR = 1900, 2100
"""Years that are read; an open range ends here."""

MOST_PLACES = 60
"""Units of one name: communes that share it are all meant."""

MOST_MONTHS = 600

_YEAR = r"(?:19|20)\d\d"
_RANGE = re.compile(r"(?P<first>[^.]*?)\s*(?:\.\.+|…|–|—|~)\s*(?P<last>[^.]*)")
_YEARS = re.compile(rf"(?P<first>{_YEAR})?(?:(?P<to>\.\.+|…|-|–|—)(?P<last>{_YEAR})?)?")
_MONTH = re.compile(rf"(?P<month>\d\d?)[/.-](?P<year>{_YEAR})|(?P<year2>{_YEAR})-(?P<month2>\d\d?)")


def meaning(name: str, text: str, context: Context) -> Node | None:
    """What articles a field with this value asks for; None where the value means nothing."""
    return _MEANINGS[name](text.strip(), context)


def _years(text: str, _: Context) -> Node | None:
    found: dict[str, None] = {}
    for part in re.split(r"[,;]", text):
        match = _YEARS.fullmatch(part.strip())
        if match is None or not (match["first"] or match["last"]):
            return None
        first = int(match["first"] or FIRST_YEAR)
        last = int(match["last"] or (LAST_YEAR if match["to"] else first))
        found |= dict.fromkeys(map(str, range(min(first, last), max(first, last) + 1)))
    return Has("year", tuple(found))


def _months(text: str, _: Context) -> Node | None:
    first, last = _ends(text, _month)
    if first is None or last is None:
        return None
    first, last = min(first, last), max(first, last)
    months = range(first[0] * 12 + first[1] - 1, last[0] * 12 + last[1])
    if len(months) > MOST_MONTHS:
        return None
    return Has("month", tuple(f"{month // 12}-{month % 12 + 1:02d}" for month in months))


def _month(text: str) -> tuple[int, int] | None:
    match = _MONTH.fullmatch(text)
    if match is None:
        return None
    year, month = int(match["year"] or match["year2"]), int(match["month"] or match["month2"])
    return (year, month) if 1 <= month <= 12 else None


def _days(text: str, _: Context) -> Node | None:
    match = _RANGE.fullmatch(text)
    if match is None:
        days = days_of(text)
        return Between(*days) if days else None
    first, last = days_of(match["first"]), days_of(match["last"])
    if (match["first"] and first is None) or (match["last"] and last is None) or not (first or last):
        return None
    if first and last and first[0] > last[1]:
        first, last = last, first
    return Between(first[0] if first else None, last[1] if last else None)


def days_of(text: str) -> tuple[date, date] | None:
    """The first and last day of a day, a month or a year."""
    text = text.strip()
    found = find_days(text)
    if len(found) == 1:
        return found[0].day, found[0].day
    if month := _month(text):
        following = date(month[0] + month[1] // 12, month[1] % 12 + 1, 1)
        return date(*month, 1), following - timedelta(days=1)
    if re.fullmatch(_YEAR, text):
        return date(int(text), 1, 1), date(int(text), 12, 31)
    return None


def _ends(
    text: str, read: Callable[[str], tuple[int, int] | None]
) -> tuple[tuple[int, int] | None, tuple[int, int] | None]:
    """Both ends of a range, or twice the one value."""
    match = _RANGE.fullmatch(text)
    if match is None:
        one = read(text)
        return one, one
    return read(match["first"].strip()), read(match["last"].strip())


def _congress(text: str) -> str:
    """The figures of a congress in capitals: `xiii`, `13`."""
    congresses = [congress for congress, _ in terms_of_office.CONGRESSES]
    is_number = text.isascii() and text.isdecimal() and len(text) < 3
    return congresses[int(text) - 1] if is_number and 0 < int(text) <= len(congresses) else text.upper()


def _term(text: str, _: Context) -> Node | None:
    found = [
        term.value
        for term in terms_of_office.TERMS
        if _congress(text) == term.congress or re.sub(r"\s*[-–/]\s*|\.\.", "-", text) == term.value
    ]
    return Has("term", tuple(found)) if found else None


def _place(text: str, _: Context) -> Node | None:
    """Units of this name, those of the highest level: a province, or else all districts, all communes."""
    found = [one for one in placenames.find(text, MOST_PLACES) if one.whole]
    if not found:
        return None
    return Has("place", tuple(one.unit.id for one in found if level(one.unit.id) is level(found[0].unit.id)))


def _topic(text: str, context: Context) -> Node | None:
    """Topics of this id or name, in either language; else those whose names hold these words."""
    topics = context.taxonomy.topics.values()
    wanted = _plain(text)
    if not wanted:
        return None
    same = [one.id for one in topics if text == one.id or wanted in (_plain(one.name), _plain(one.name_en))]
    inside = [one.id for one in topics if f" {wanted} " in f" {_plain(one.name)} "]
    return Has("topic", tuple(same or inside)) if same or inside else None


@lru_cache(1 << 10)
def _plain(text: str) -> str:
    return " ".join(token.fold for token in tokenize(text))


def _source(text: str, _: Context) -> Node | None:
    return Has("source", (text,)) if _plain(text) else None


def _document(text: str, _: Context) -> Node | None:
    named = next(iter(find_named(text)), None)
    if named is not None and named.numbers and named.numbers[0].startswith(NAMED):
        return _either(Cites(number) for number in named.numbers)
    found = citation_of(text)
    if found is None or found.end < len(text) or found.end - found.start < len(text) // 2:
        return None  # what stands behind the number is no part of it
    return found.node


def _either(nodes: Iterable[Node]) -> Node:
    parts = tuple(nodes)
    return parts[0] if len(parts) == 1 else Or(parts)


_MEANINGS: Mapping[str, Callable[[str, Context], Node | None]] = {
    "year": _years,
    "month": _months,
    "day": _days,
    "term": _term,
    "place": _place,
    "topic": _topic,
    "source": _source,
    "ref": _document,
}
