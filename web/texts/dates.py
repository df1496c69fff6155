"""Dates as people read them: `09/11/2021`, `khoảng 2023, ước đoán`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from search.model import VIETNAM, Trust
from web.texts.words import phrase, say

if TYPE_CHECKING:
    from datetime import date, datetime, time

    from search.model import Published


_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
"""Not from the system's locale, which differs from machine to machine."""


def day_label(day: date, lang: str) -> str:
    """`09/11/2021` in Vietnamese, `9 November 2021` in English."""
    if lang == "vi":
        return f"{day.day:02}/{day.month:02}/{day.year}"  # strftime takes ten times as long
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def local_day(moment: datetime) -> date:
    """The day of a moment on the Vietnamese calendar."""
    return moment.astimezone(VIETNAM).date()


def clock_label(clock: time | None) -> str:
    """`11:11`, or nothing where the page states no time."""
    return f"{clock:%H:%M}" if clock else ""


def moment_label(moment: datetime, lang: str) -> str:
    """A day and time on the Vietnamese clock."""
    return f"{day_label(local_day(moment), lang)} {moment.astimezone(VIETNAM):%H:%M}"


_MARKS = {
    Trust.INFERRED: phrase("{date}, ước đoán"),
    Trust.URL: phrase("{date}, theo địa chỉ trang"),
    Trust.FEED: phrase("{date}, theo nguồn cấp tin"),
}
"""How a date is marked that the page itself does not state."""


def month_label(year: int, month: int, lang: str) -> str:
    """`tháng 6/2020` in Vietnamese, `June 2020` in English."""
    return f"tháng {month}/{year}" if lang == "vi" else f"{_MONTHS[month - 1]} {year}"


def year_label(year: int, lang: str) -> str:
    """`năm 2020` in Vietnamese, `2020` in English."""
    return f"năm {year}" if lang == "vi" else str(year)


def years_label(published: Published, lang: str) -> str | None:
    """The years that an inferred date may lie in, where they are several: `2021 hoặc 2022, ước đoán`."""
    first, last = published.first_year, published.last_year
    if published.trust is not Trust.INFERRED or published.day is not None:
        return None
    if first is None or last is None or first == last:
        return None
    two, more = phrase("{first} hoặc {last}, ước đoán"), phrase("từ {first} đến {last}, ước đoán")
    return say(two if last == first + 1 else more, lang, first=first, last=last)


def published_label(published: Published, lang: str) -> str:
    """When an article was published, with how far that can be trusted, in a few words."""
    if published.day is not None:
        day = day_label(published.day, lang)
        return say(_MARKS[published.trust], lang, date=day) if published.trust in _MARKS else day
    if published.month is not None and published.year is not None:
        month = month_label(published.year, published.month, lang)
        return say(_MARKS[published.trust], lang, date=month) if published.trust in _MARKS else month
    if published.year is not None and published.trust is Trust.STATED:
        return year_label(published.year, lang)
    if published.year is not None:
        return say("khoảng {year}, ước đoán", lang, year=published.year)
    first, last = published.first_year, published.last_year
    if first is not None and last is not None and published.trust is not Trust.UNKNOWN:
        years = str(first) if first == last else f"{first}–{last}"
        return say("{date}, ước đoán", lang, date=years)
    return say("không rõ ngày", lang)
