"""The ways in which portals print a moment, and how exact each is."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from pages.article import Moment

WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")
SHORT_WEEKDAYS = ("Thứ 2", "Thứ 3", "Thứ 4", "Thứ 5", "Thứ 6", "Thứ 7", "CN")


def weekday(when: datetime) -> str:
    """`Thứ Tư`."""
    return WEEKDAYS[when.weekday()]


def iso(when: datetime) -> str:
    """`2021-11-09T11:11:00+07:00`."""
    return when.isoformat(timespec="seconds")


def _half_day(when: datetime, first: str, second: str) -> str:
    """The clock of twelve hours."""
    return f"{when:%I:%M} {first if when.hour < 12 else second}"


CLOCKED: dict[str, Callable[[datetime], str]] = {
    "clock-first": lambda w: f"{w:%H:%M, %d/%m/%Y}",
    "portlet": lambda w: f"({w:%d/%m/%Y} {_half_day(w, 'AM', 'PM')})",
    "plain": lambda w: f"{w:%d/%m/%Y %H:%M}",
    "gmt": lambda w: f"{SHORT_WEEKDAYS[w.weekday()]}, {w:%d/%m/%Y, %H:%M} (GMT+7)",
    "nukeviet": lambda w: f"{weekday(w).capitalize()} - {w:%d/%m/%Y %H:%M}",
    "spoken": lambda w: f"{w.hour} giờ {w.minute} phút, ngày {w.day}/{w.month}/{w.year}",
    "bars": lambda w: f"{weekday(w)}, {w:%d/%m/%Y} | {w:%H:%M}",
    "updated": lambda w: f"Cập nhật ngày: {w:%d/%m/%Y - %H:%M:%S}",
    "unpadded": lambda w: f"{w.day}/{w.month}/{w.year} {w.hour}:{w.minute}",
    "posted": lambda w: f"Đăng ngày {w:%d/%m/%Y} lúc {w:%Hh%M}",
    "labelled": lambda w: f"Ngày đăng: {w:%d/%m/%Y %H:%M}",
    "iso": iso,
    "iso-short": lambda w: f"{w:%Y-%m-%d %H:%M}",
    "sa-ch": lambda w: f"{w:%d/%m/%Y} {_half_day(w, 'SA', 'CH')}",
    "dashed": lambda w: f"{w:%d-%m-%Y %H:%M}",
    "joomla-long": lambda w: f"{weekday(w)}, {w:%d} Tháng {w.month} {w.year} {w:%H:%M}",
    "short-year-clock": lambda w: f"{w:%d/%m/%y %H:%M}",
    "dotted-clock": lambda w: f"{w:%H:%M} | {w:%d.%m.%Y}",
}

DAYS: dict[str, Callable[[datetime], str]] = {
    "day": lambda w: f"{w:%d/%m/%Y}",
    "joomla": lambda w: f"{w:%d} Tháng {w:%m} {w.year}",
    "written": lambda w: f"Ngày {w.day} tháng {w.month} năm {w.year}",
    "dotted": lambda w: f"{w:%d.%m.%Y}",
    "short-year": lambda w: f"{w:%d/%m/%y}",
    "unpadded-day": lambda w: f"{w.day}/{w.month}/{w.year}",
    "dashed-day": lambda w: f"{w:%d-%m-%Y}",
    "like-the-clock": lambda w: f"{weekday(w)}, ngày {w:%d/%m/%Y}",
    "bracketed": lambda w: f"(Ngày {w:%d/%m/%Y})",
    "iso-day": lambda w: f"{w:%Y-%m-%d}",
}

STYLES = (*CLOCKED, *DAYS)


def printed(when: Moment, style: str) -> tuple[str, str]:
    """A moment in a style, and its precision; a moment without a clock takes a style of days instead."""
    if style in CLOCKED and when.clock is None:
        names = tuple(DAYS)
        style = names[tuple(CLOCKED).index(style) % len(names)]
    if style in CLOCKED:
        return CLOCKED[style](when.at()), "minute"
    return DAYS[style](when.at()), "day"
