"""What a run of capitals is besides a name: a part of an office or a body, a unit, a place."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from index.enrich.speakers.words.kinds import BODY, OFFICE
from index.enrich.speakers.words.proper import NO_NAME_END, PLACE_BEFORE, PLACE_ENDS, UNIT_BEFORE, UNIT_ENDS
from index.enrich.speakers.words.titles import RANK

if TYPE_CHECKING:
    from index.enrich.speakers.prose.page import Page

_YOUTH = re.compile("(?:thành|tỉnh|huyện|quận|thị|xã|phường) đoàn(?!\\w)")
"""The youth union of a unit: `Thành Đoàn Quy Nhơn`."""
_RANK = re.compile(rf"{RANK}(?!\w)")
"""A rank: `Trung` of `Trung tướng` is no name."""
_FAR = 20
"""Characters before a name in which the kind of a unit may stand."""


def is_common(page: Page, begin: int, end: int) -> bool:
    """Whether a capitalised run begins a word for an office or a body, or ends one: `Chủ` of `Chủ tịch`."""
    last = max(page.text.rfind(" ", begin, end) + 1, begin)
    if NO_NAME_END.match(page.low, last) or _YOUTH.match(page.low, begin, end):
        return True
    office = OFFICE.match(page.low, begin)
    if office is not None and office.end() == end and page.text.find(" ", begin, end) >= 0:
        return True
    found = office or BODY.match(page.low, begin) or _RANK.match(page.low, begin)
    return found is not None and found.end() > end


def is_behind_unit(page: Page, begin: int) -> bool:
    """Whether the name of a unit may begin there, or the office of a unit end."""
    if _word_before(page, begin) not in UNIT_ENDS:
        return False
    return UNIT_BEFORE.search(page.low, max(0, begin - _FAR), begin) is not None


def is_behind_place(page: Page, begin: int) -> bool:
    """Whether the name of a place, a school or a firm may begin there."""
    if _word_before(page, begin) not in PLACE_ENDS:
        return False
    return PLACE_BEFORE.search(page.low, max(0, begin - _FAR), begin) is not None


def _word_before(page: Page, begin: int) -> str:
    """The word, in lower case, that ends before a place."""
    words = page.low[max(0, begin - _FAR) : begin].rsplit(None, 1)
    return words[-1].rpartition("(")[2] if words else ""
