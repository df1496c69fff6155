"""Days as feeds, sitemaps and lists write them, and in which order the day and the month stand."""

from __future__ import annotations

import re
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from index.explore.model import DateOrder
from search.model import VIETNAM

if TYPE_CHECKING:
    from collections.abc import Iterable

_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
_NUMBERS = re.compile(r"(?<![\d/.-])(\d{1,2})([/.-])(\d{1,2})\2(\d{4})(?!\d)")
_MOST_EXAMPLES = 3
_LAST_MONTH = 12

WRITTEN = re.compile(rf"{_NUMBERS.pattern}|(?<!\d){_ISO.pattern}")
"""A day in figures, somewhere in a text."""


def day_of(written: str, *, day_first: bool = True) -> date | None:
    """The day of a date as written, in Vietnamese time if it names a zone; None if it cannot be read."""
    text = written.strip()[:100]
    if _ISO.match(text):
        return _iso(text)
    if match := _NUMBERS.search(text):
        first, _, second, year = match.groups()
        day, month = (first, second) if day_first else (second, first)
        return _date(int(year), int(month), int(day))
    try:
        found = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return found.astimezone(VIETNAM).date() if found.tzinfo else found.date()


def newest(written: Iterable[str], *, day_first: bool = True) -> date | None:
    """The newest of some days as written; None if none can be read."""
    days = (day_of(each, day_first=day_first) for each in written)
    return max((day for day in days if day), default=None)


def order_in(written: Iterable[str]) -> DateOrder:
    """Whether days stand before months, by what can only be read one way; None where none or both do."""
    day_first: dict[str, None] = {}
    month_first: dict[str, None] = {}
    for text in written:
        for match in _NUMBERS.finditer(text[:200]):
            first, second = int(match[1]), int(match[3])
            if first > _LAST_MONTH >= second:
                day_first.setdefault(match[0])
            elif second > _LAST_MONTH >= first:
                month_first.setdefault(match[0])
    examples = tuple([*day_first, *month_first][:_MOST_EXAMPLES])
    if bool(day_first) == bool(month_first):
        return DateOrder(None, examples)
    return DateOrder(bool(day_first), examples)


def _iso(text: str) -> date | None:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return _date(*(int(part) for part in text[:10].split("-")))
    return found.astimezone(VIETNAM).date() if found.tzinfo else found.date()


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
