"""What `from` and `to` name: years, months or days, as people write them, and as an address holds them.

2021   năm 2021        2021-07   7/2021   7-2021   tháng 7/2021   tháng 7 2021
2021-07-15   15/7/2021   15-07-2021   15.7.2021   15 tháng 7 năm 2021

The day comes first, always (`search.moments`). Marks may be missing: `thang 7 2021`.
An address holds ISO 8601 of what was named: `2021-07`.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from search.query.citations import marked
from search.query.values import days_of
from web.texts.dates import day_label
from web.texts.words import phrase, say

if TYPE_CHECKING:
    from web.addresses.params import Params

MAX_TYPED = 40
"""Characters of a date; a longer text is none."""

MAX_DIGITS = 8

_DATE = re.compile(r"(?:ngày|tháng|năm|[\d\s/.,–-])+", re.IGNORECASE)
"""All that may stand in a date; more digits than eight are more than one."""
_NAMED = re.compile(r"^(?:ngày|tháng|năm)\s+", re.IGNORECASE)
_SPELT_MONTH = re.compile(r"^(?:tháng (\d\d?),?(?: năm)?|(\d\d?) năm) (?=\d{4}$)", re.IGNORECASE)

SINCE, UNTIL = phrase("từ {when}"), phrase("đến {when}")


def iso_of(typed: str) -> str | None:
    """What was typed as a year, month or day of ISO 8601; None where it is none of 1900 to 2099."""
    text = marked(" ".join(typed.split()))
    is_one = _DATE.fullmatch(text[:MAX_TYPED]) and sum(map(str.isdecimal, text)) <= MAX_DIGITS
    if len(text) > MAX_TYPED or not is_one:
        return None
    days = days_of(_NAMED.sub("", _SPELT_MONTH.sub(r"\1\2/", text)))
    if days is None:
        return None
    first, last = days
    if first == last:
        return first.isoformat()
    return f"{first:%Y-%m}" if first.month == last.month else f"{first:%Y}"


def first_day(iso: str) -> date | None:
    """The first day of a year, month or day; None for nothing."""
    days = days_of(iso)
    return days[0] if days else None


def last_day(iso: str) -> date | None:
    """The last day of a year, month or day; None for nothing."""
    days = days_of(iso)
    return days[1] if days else None


def typed_label(iso: str) -> str:
    """As one would type it: `15/7/2021`, `7/2021`, `2021`."""
    return "/".join(part.lstrip("0") for part in reversed(iso.split("-")))


def when_label(iso: str, lang: str) -> str:
    """`15/07/2021`, `7/2021` or `2021`; a day has its month in words in English."""
    return day_label(date.fromisoformat(iso), lang) if iso.count("-") == 2 else typed_label(iso)


def period_labels(params: Params) -> tuple[tuple[str, str], ...]:
    """The bounds that are set, by the parameter, each in words: `("from", "từ 7/2021")`."""
    bounds = (("from", SINCE, params.since), ("to", UNTIL, params.until))
    return tuple(
        (name, say(text, params.lang, when=when_label(iso, params.lang))) for name, text, iso in bounds if iso
    )
