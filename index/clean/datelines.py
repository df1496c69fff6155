"""Lines that hold a time and nothing else: `Thứ Tư, ngày 15/05/2024, 08:37 (GMT+7)`.

A line is a dateline if nothing but punctuation is left of it once the dates, the clocks and the words that go
with them are taken away. All patterns run on folded text.
"""

from __future__ import annotations

import re

from index.clean.wording import choice
from search.text import folded

_MONTH = (
    r"(?:(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?"
    r"|thang (?:\d{1,2}|mot|hai|ba|tu|nam|sau|bay|tam|chin|muoi(?: mot| hai)?))"
)
_NAMED = rf"\b{_MONTH} \d{{1,2}}(?:, ?| )\d{{4}}|\d{{1,2}},? {_MONTH},? (?:nam )?\d{{4}}"
_DATE = re.compile(
    r"(?<!\d)(?:"
    + choice(r"""
        \d{4}-\d{1,2}-\d{1,2}(?:[t ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:z|[+-]\d{2}:?\d{2})?)?
        \d{1,2} ?[/.-] ?\d{1,2} ?[/.-] ?(?:\d{4}|\d{2})
        \d{1,2},? (?:thang|th) ?\d{1,2},? (?:nam )?\d{4}
    """)
    + rf"|{_NAMED})(?!\d)"
)
_CLOCK = re.compile(
    r"(?<!\d)\d{1,2} ?(?::|gio|h|g) ?(?:\d{1,2}(?!\d)(?: ?(?:phut|p(?!\.m))\b)?(?::\d{2}(?!\d))?)?"
    r"(?: ?(?:[ap]\.m\.?|(?:[ap]m|sa|ch|sang|trua|chieu|toi)\b))?"
)
_ZONE = re.compile(r"\(? ?\b(?:gmt|utc) ?(?:[+-] ?\d{1,2}(?::?\d{2})?)? ?\)?")
_VIEWS = re.compile(
    choice(r"""
        \b(?:(?:so )?(?:luot|lan) (?:xem|doc)|da (?:xem|doc)|views?|xem) ?:? ?[\d.,]+(?: lan)?
        (?<![\d.,])[\d.,]+ (?:(?:luot|lan) (?:xem|doc)|views?)
    """)
)
_WORDS = re.compile(
    r"\b"
    + choice(r"""
        thu (?:hai|ba|tu|nam|sau|bay|[2-7])|thu[2-7]|chu nhat|cn|ngay|thang|nam|luc|vao|gio|sang|trua|chieu
        toi|am|pm|sa|ch
        (?:sun|mon|tue|tues|wed|wednes|thu|thur|thurs|fri|sat|satur)(?:day)?
        duoc|dang|cap nhat|lan cuoi|xuat ban|phat hanh|dua tin|tin|bai|tao|viet|gui|thoi gian|viet nam
        posted|published|updated|last|post|date|on|at
    """)
    + r"\b"
)
_PUNCTUATION = " |,.:;()[]-–—•·/*"
STAMP_MARKS = " -–|"
"""What stands between a title and its time, and belongs to neither."""
_STAMP_REACH = 90  # characters: the longest time behind a title, with weekday, zone and that of a change
_STAMP_START = re.compile(
    r"(?<![\w/.-])(?:[(\[]|\d|thu (?:hai|ba|tu|nam|sau|bay|[2-7])\b|chu nhat\b"
    r"|(?:ngay )?(?:dang|cap nhat|xuat ban|dua)\b|ngay\b)"
)
_STAMP_LABEL = re.compile(r"[(\[]?(?:(?:ngay )?(?:dang|cap nhat|xuat ban|dua)\b|thu |chu nhat\b)")
_NOW = re.compile(r"\(?(?:hom nay|bay gio|gio hien tai|current time)\b")


def is_dateline(fold: str) -> bool:
    """Whether the folded line says when, and nothing else. A clock in the head of a page does so too."""
    if len(fold) > 120 or _NOW.match(fold) or not _DATE.search(fold):
        return False
    return not _without(fold, _DATE, _CLOCK, _ZONE, _VIEWS, _WORDS)


def is_clock(fold: str) -> bool:
    """Whether the folded line is the time of day, or today's date said to be so."""
    if len(fold) > 120:
        return False
    if _NOW.match(fold):
        return bool(_DATE.search(fold) or _CLOCK.search(fold))
    return bool(_CLOCK.search(fold)) and not _without(fold, _CLOCK, _ZONE, _WORDS)


def has_weekday(fold: str) -> bool:
    """Whether a weekday is named: page heads show today that way."""
    return re.search(r"\b(?:thu (?:hai|ba|tu|nam|sau|bay|[2-7])|chu nhat)\b", fold) is not None


def find_stamp(text: str) -> int | None:
    """Where the time behind a title begins: `Title (23/10/2020 08:37 PM)`, `Title - 23/10/2020 08:37`.

    A day alone in brackets is one, a day alone behind a title is not: titles name days themselves.
    """
    tail_start = max(0, len(text) - _STAMP_REACH)
    tail = folded(text[tail_start:])
    found = _DATE.search(tail)
    if found is None:
        return None
    bracket = max(tail.rfind("("), tail.rfind("["))
    if tail.endswith((")", "]")) and bracket >= 0 and is_dateline(tail[bracket:]):
        return None if tail[bracket:].startswith("(gmt") else tail_start + bracket
    for match in _STAMP_START.finditer(tail, 0, found.end()):
        start = match.start()
        if match[0].endswith("dang") and "đăng" not in text[tail_start + start :].lower()[: len(match[0])]:
            continue  # Đảng ends a title; only đăng begins a time
        if is_dateline(tail[start:]):
            rest = tail[start:]
            printed = text[tail_start + start :].startswith("Ngày") and not text.isupper()
            timed = printed or _CLOCK.search(_DATE.sub(" ", rest)) or _STAMP_LABEL.match(rest)
            return tail_start + start if timed else None
    return None


def find_day_behind(text: str) -> int | None:
    """Where a day alone begins with which a text ends; None where it does not end so."""
    tail_start = max(0, len(text) - _STAMP_REACH)
    tail = folded(text[tail_start:])
    last = next(reversed(list(_DATE.finditer(tail))), None)
    return tail_start + last.start() if last and not tail[last.end() :].strip(_PUNCTUATION) else None


def split_time_and_names(text: str) -> tuple[int, bool] | None:
    """Where a line of a time and something else is to be divided, and whether the time comes first.

    `11/04/2025 05:47 - Nhật Quang`, `Nhật Quang | 11/04/2025`; None where a line has no time at an end.
    """
    fold = folded(text)
    if len(fold) > 160:
        return None
    found = list(_DATE.finditer(fold))
    if not found:
        return None
    end = max(match.end() for pattern in (_DATE, _CLOCK, _ZONE) for match in pattern.finditer(fold))
    while end < len(fold) and fold[end] in ")]":
        end += 1
    if end < len(fold) and is_dateline(fold[:end]):
        return end, True
    start = next(
        (m.start() for m in _STAMP_START.finditer(fold) if m.start() and is_dateline(fold[m.start() :])), None
    )
    return None if start is None else (start, False)


def split_stamp(title: str) -> tuple[str, str]:
    """The title of a field or heading, and the time behind it (empty if there is none)."""
    at = find_stamp(title)
    bare = title[:at].rstrip(STAMP_MARKS)
    return (bare, title[at:]) if at and bare else (title, "")


def _without(fold: str, *patterns: re.Pattern[str]) -> str:
    for pattern in patterns:
        fold = pattern.sub(" ", fold)
    return fold.strip(_PUNCTUATION)
