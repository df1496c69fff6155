"""A small grammar of dates and clocks as Vietnamese portals write them.

    09/11/2021   9-11-2021   09.11.21   ngày 9 tháng 11 năm 2021   Tháng Mười Một 9, 2021
    09 thg 11, 2021   Th11 9, 2021   ０９／１１／２０２１
    11/18/2024 (there is no eighteenth month: the month is first)
    2021-11-09   2021-11-09T04:11:00Z   Tue, 09 Nov 2021 11:11:00 +0700   Tue Nov 09 11:11:00 ICT 2021
    11:11   8h30   8 giờ 30   08:37 PM   8:37 p.m.   8:37 CH   8:37 tối   11:11:05 GMT   12:41 (GMT+7)

The day comes first, always: an order guessed per string turns 9 November into 11 September. A date that
does not exist (18th month) is no date. Two-digit years are 20xx. Weekdays say nothing and are not read.
Libraries were tried: they swapped day and month, or found nothing where words stood around the date.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from typing import TYPE_CHECKING

from search.model import VIETNAM, Span
from search.text import lower

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_VIETNAMESE = ("một", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười", "mười một", "mười hai")
_ENGLISH = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTHS = {word: 1 + at for names in (_VIETNAMESE, _ENGLISH) for at, word in enumerate(names)}
_WORDS = "|".join(sorted(_VIETNAMESE, key=len, reverse=True)).replace(" ", "[ ]")  # "mười" begins "mười một"
_MONTH = rf"tháng[ ]+(?:\d{{1,2}}|{_WORDS})(?!\w)|(?<![a-z])(?:{'|'.join(_ENGLISH)})[a-z]{{0,6}}\.?"
_SHORT = r"(?<!\w)th(?:g\.?[ ]?)?\d\d?(?!\w)"
_YEAR = r"(?:19|20)\d\d"


def _days(month: str, more: str = "") -> re.Pattern[str]:
    """A pattern of days with these names of months, and more ways to write a day."""
    return re.compile(
        rf"""(?<!\d)(?<!\d[/.])(?:
            (?P<year1>{_YEAR})(?P<mark1>[-/])(?P<month1>\d\d?)(?P=mark1)(?P<day1>\d\d?)(?!\d)
          | (?P<day2>\d\d?)[ ]?(?P<mark2>[-/.–])[ ]?(?P<month2>\d\d?)[ ]?(?P=mark2)[ ]?(?P<year2>{_YEAR}|\d\d)
            (?!\d|/\d)
          | (?P<day3>\d\d?)[ ]?[-/.–][ ]?(?P<month3>\d\d?)[ ]?,?[ ]?năm[ ](?P<year3>{_YEAR})(?!\d)
          | (?P<day4>\d\d?)[ ,]+(?P<month4>{month})[ ,]+(?:năm[ ]+)?(?P<year4>{_YEAR})(?!\d)
          | (?P<month5>{month})[ ]+(?P<day5>\d\d?),?[ ]+(?P<year5>{_YEAR})(?!\d)
          {more}
        )""",
        re.VERBOSE,
    )


_DAY = _days(_MONTH)
_LINE_DAY = _days(
    f"{_MONTH}|{_SHORT}",
    rf"""| (?P<month6>{_MONTH})[ ]+(?P<day6>\d\d?)
            (?=[ ]\d\d:\d\d:\d\d[ ](?:[a-z]{{2,5}}[ ])?(?P<year6>{_YEAR})(?!\d))""",
)
"""Days of date lines and metadata: with short names of months, and with the clock before the year."""
_MONTH_FIRST = re.compile(rf"\d,?[ ]+{_YEAR}")
"""In every text with a day whose month is first."""
_BEGIN = re.compile(r"\d(?<!\d\d)\d?(?:\d\d[-/]|[ ]?[-/.–]|[ ,]+[a-z])")
"""So begins every other day; searched ten times faster than `_DAY`."""
_MONTH_WORD = re.compile(r"^th(?:áng|g\.?)?(?=[ \d])")
_DIGIT = re.compile(r"\d")
_FULL_WIDTH = re.compile("[\uff0d-\uff1a]")
_PLAIN = {code: code - 0xFEE0 for code in range(0xFF0D, 0xFF1B)}
"""Full-width digits and the signs between them, as Chinese and Japanese systems write dates."""
_CLOCK = re.compile(
    r"""(?<![\d:/.,])(?P<hour>[01]?\d|2[0-3])
    (?:(?:\ ?:\ ?|\ ?[hg]\ ?|\ ?giờ\ ?)(?P<minute>[0-5]\d)(?!\d)(?::(?P<second>[0-5]\d)(?:\.\d+)?)?
      |\ ?(?:h|giờ)(?!\w))
    (?:\ ?(?P<half>[ap]m|[ap]\.m\.?|sa|ch|sáng|trưa|chiều|tối)(?!\w))?
    (?:\ ?(?:(?P<utc>z|gmt|utc)(?!\ ?[+-]|\w)|(?P<offset>[+-][01]\d:?[0-5]\d)(?!\d)))?""",
    re.VERBOSE,
)
_REACH = 30
"""How far a clock may stand from its day, in code points: room for a weekday and some bars."""

_NOON_BEGINS = 10
"""`10:30 trưa` is before midday; an earlier hour with `trưa` is after it."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A day found in a text, with its clock (Vietnamese time) where one stands beside it."""

    span: Span
    day: date
    clock: time | None = None


def find_days(text: str) -> tuple[Moment, ...]:
    """All full dates of a text, in order, without clocks."""
    if not _DIGIT.search(text):
        return ()
    return tuple(days_in_lower(lower(text), 0, len(text)))


def days_in_lower(low: str, begin: int, end: int) -> Iterator[Moment]:
    """`find_days` in `low[begin:end]`, for whom the text in lower case is at hand."""
    is_any = _MONTH_FIRST.search(low, begin, end) is not None
    found = _DAY.finditer(low, begin, end) if is_any else _beginning_with_digit(low, begin, end)
    return (moment for match in found if (moment := _day(match)))


def _beginning_with_digit(low: str, begin: int, end: int) -> Iterator[re.Match[str]]:
    """What `_DAY` finds in `low[begin:end]` where no month is first."""
    for first in _BEGIN.finditer(low, begin, end):
        if first.start() >= begin and (match := _DAY.match(low, first.start(), end)):
            yield match
            begin = match.end()


def find_moments(text: str) -> tuple[Moment, ...]:
    """All full dates of a date line or metadata field, each with the nearest clock.

    A date that can only be read with its month first (11/18/2024) is read so here, where a system wrote it.
    """
    if not _DIGIT.search(text):
        return ()
    low = lower(plain_digits(text))
    days = [moment for match in _LINE_DAY.finditer(low) if (moment := _day(match) or _month_first(match))]
    clocks = _clocks(low, days) if days else []
    return tuple(_with_clock(day, _own(day, days, clocks)) for day in days)


def _own(day: Moment, days: Sequence[Moment], clocks: Sequence[re.Match[str]]) -> list[re.Match[str]]:
    """The clocks to which no other day stands nearer."""
    return [clock for clock in clocks if day == min(days, key=lambda one: _distance(one, clock))]


def _distance(day: Moment, clock: re.Match[str]) -> int:
    return max(clock.start() - day.span.end, day.span.start - clock.end())


def plain_digits(text: str) -> str:
    """A text with full-width digits and signs as plain ones; its length stays."""
    return text.translate(_PLAIN) if _FULL_WIDTH.search(text) else text


def clock_beside(low: str, day: Moment) -> Moment:
    """A day of a text in lower case, however it was found, with the clock beside it."""
    return _with_clock(day, _clocks(low, [day]))


def _clocks(low: str, days: Sequence[Moment]) -> list[re.Match[str]]:
    """The clocks that stand outside the days."""
    return [
        match
        for match in _CLOCK.finditer(low)
        if not any(match.start() < day.span.end and day.span.start < match.end() for day in days)
    ]


def _month_first(match: re.Match[str]) -> Moment | None:
    month, day = match["day2"], match["month2"]
    if not day or match["mark2"] != "/" or len(match["year2"]) != 4 or int(day) <= 12:
        return None
    try:
        found = date(int(match["year2"]), int(month), int(day))
    except ValueError:
        return None
    return Moment(Span(match.start(), match.end() - match.start()), found)


def _day(match: re.Match[str]) -> Moment | None:
    way = str(match.lastgroup)[-1]  # the last group of each way to write a day has its figure
    year, month, day = match[f"year{way}"], match[f"month{way}"], match[f"day{way}"]
    # "1.2.10" is a chapter, "01.02.10" a date.
    if len(year) == 2 and match["mark2"] != "/" and len(day + month) < 4:
        return None
    try:
        found = date(int(year) + (2000 if len(year) == 2 else 0), _month(month), int(day))
    except ValueError:
        return None
    return Moment(Span(match.start(), match.end() - match.start()), found)


def _month(written: str) -> int:
    word = " ".join(_MONTH_WORD.sub("", written).split())
    return int(word) if word.isdecimal() else _MONTHS.get(word) or _MONTHS[word[:3]]


def _with_clock(day: Moment, clocks: list[re.Match[str]]) -> Moment:
    nearest = min(clocks, key=lambda clock: _distance(day, clock), default=None)
    if nearest is None or _distance(day, nearest) > _REACH:
        return day
    start, end = min(day.span.start, nearest.start()), max(day.span.end, nearest.end())
    local = datetime.combine(day.day, _clock(nearest), _zone(nearest)).astimezone(VIETNAM)
    # Midnight to the second is how systems write "no time", unless they say which half of the day it is in.
    clock = None if local.time() == time() and not nearest["half"] else local.time()
    return Moment(Span(start, end - start), local.date(), clock)


def _clock(match: re.Match[str]) -> time:
    hour, half = int(match["hour"]), (match["half"] or "").replace(".", "")
    afternoon = half in ("pm", "ch", "chiều", "tối") or (half == "trưa" and hour < _NOON_BEGINS)
    if afternoon and hour < 12:
        hour += 12
    if half in ("am", "sa", "sáng") and hour == 12:
        hour = 0
    return time(hour, int(match["minute"] or 0), int(match["second"] or 0))


def _zone(match: re.Match[str]) -> tzinfo:
    if match["utc"]:
        return UTC
    if match["offset"]:
        sign = -1 if match["offset"][0] == "-" else 1
        digits = match["offset"][1:].replace(":", "")
        return timezone(sign * timedelta(hours=int(digits[:2]), minutes=int(digits[2:])))
    return VIETNAM
