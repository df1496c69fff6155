"""Days that a date line counts from the day on which the page was seen: `3 ngày trước`, `Hôm nay, 08:30`.

So is a day without a year (`Thứ bảy, 30/09`): it is the last such day, and its weekday must agree. All of
this is inferred, never stated: a page may have been saved long before it came in.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from search.model import Span
from search.moments import Moment, clock_beside, plain_digits
from search.text import lower

if TYPE_CHECKING:
    from datetime import time


class Counted(NamedTuple):
    """A day or a month found so, why it is believed, and how far."""

    moment: Moment
    why: str
    confidence: float
    is_month: bool = False


_AGO = re.compile(
    r"(?<![\w.,])(?P<count>\d{1,3}|một|an?) ?(?P<unit>giây|phút|giờ|tiếng|ngày|hôm|tuần|tháng|năm"
    r"|seconds?|minutes?|mins?|hours?|days?|weeks?|months?|years?) (?:trước|ago)(?!\w)"
)
_WORDS = {
    "hôm nay": 0,
    "vừa xong": 0,
    "vừa đăng": 0,
    "mới đăng": 0,
    "hôm qua": 1,
    "hôm kia": 2,
    "today": 0,
    "just now": 0,
    "yesterday": 1,
}
_NAMED = re.compile(rf"(?<!\w)(?:{'|'.join(_WORDS)})(?!\w)")
_SECONDS = {
    "giây": 1,
    "second": 1,
    "phút": 60,
    "minute": 60,
    "min": 60,
    "giờ": 3600,
    "tiếng": 3600,
    "hour": 3600,
}
_DAYS = {"ngày": 1, "hôm": 1, "day": 1, "tuần": 7, "week": 7}
_MONTHS = {"tháng": 1, "month": 1, "năm": 12, "year": 12}

_YEARLESS = re.compile(
    r"(?<![\d/.:-])(?P<day>\d\d?)[/.-](?P<month>\d\d?)(?![\d/.:-])"
    r"|(?<!\d)(?P<day2>\d\d?) tháng (?P<month2>\d\d?)(?!\d)"
)
_WEEKDAY = re.compile(
    r"(?<!\w)(?:(?:thứ|th\.?) ?(?P<word>hai|ba|tư|năm|sáu|bảy|bẩy|[2-7])"
    r"|t(?P<digit>[2-7])|(?P<sunday>chủ nhật|cn))(?!\w)"
)
_WEEKDAYS = {"hai": 0, "ba": 1, "tư": 2, "năm": 3, "sáu": 4, "bảy": 5, "bẩy": 5}
_CLOCK = re.compile(r"\d\d? ?(?::|h|g|giờ) ?\d\d")

NEAR, YEARLESS, WEEKDAY, FAR = 0.8, 0.7, 0.85, 0.6
_FAR_BACK = 7
"""Years back in which a day of the right weekday is looked for."""


def counted(text: str, seen: date, at: time | None = None) -> Counted | None:
    """The day of a date line without one, for a page seen on a day, and at a time if it is known."""
    low = lower(plain_digits(text))
    if ago := _AGO.search(low):
        return _ago(ago, seen, at)
    if named := _NAMED.search(low):
        day = seen - timedelta(days=_WORDS[named[0]])
        span = Span(named.start(), named.end() - named.start())
        return Counted(clock_beside(low, Moment(span, day)), _WHY, NEAR)
    return _yearless(low, seen)


_WHY = "counted from the day on which the page was seen"


def _ago(match: re.Match[str], seen: date, at: time | None) -> Counted:
    count = int(match["count"]) if match["count"].isdecimal() else 1
    unit = match["unit"] if match["unit"] in {**_SECONDS, **_DAYS, **_MONTHS} else match["unit"].rstrip("s")
    span = Span(match.start(), match.end() - match.start())
    if unit in _MONTHS:
        months = seen.year * 12 + seen.month - 1 - count * _MONTHS[unit]
        first = date(max(1, months // 12), months % 12 + 1, 1)
        return Counted(Moment(span, first), _WHY, FAR, is_month=True)
    if unit in _DAYS:
        return Counted(Moment(span, seen - timedelta(days=count * _DAYS[unit])), _WHY, NEAR)
    passed = count * _SECONDS[unit]
    now = at.hour * 3600 + at.minute * 60 + at.second if at else 86399
    return Counted(Moment(span, seen + timedelta(days=(now - passed) // 86400)), _WHY, NEAR)


def _yearless(low: str, seen: date) -> Counted | None:
    """A day and a month, where a weekday or a clock says that they are a date."""
    match, weekday = _YEARLESS.search(low), _weekday(low)
    if match is None or (weekday is None and not _CLOCK.search(low)):
        return None
    day, month = int(match["day"] or match["day2"]), int(match["month"] or match["month2"])
    for year in range(seen.year, seen.year - _FAR_BACK, -1):
        try:
            found = date(year, month, day)
        except ValueError:
            continue
        if found <= seen and weekday in (None, found.weekday()):
            moment = clock_beside(low, Moment(Span(match.start(), match.end() - match.start()), found))
            sure = YEARLESS if weekday is None else WEEKDAY
            return Counted(moment, "the last such day before the page was seen", sure)
    return None


def _weekday(low: str) -> int | None:
    match = _WEEKDAY.search(low)
    if match is None:
        return None
    if match["sunday"]:
        return 6
    word = match["word"] or match["digit"]
    return int(word) - 2 if word.isdecimal() else _WEEKDAYS[word]
