"""A body that is a part of another, or is told with its units behind it, and who speaks for it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from index.enrich.speakers.people.offices import (
    LONGEST_OFFICE,
    PLACES,
    comma_before,
    follows_name,
    holds_break,
)
from index.enrich.speakers.people.persons import is_surely_one, person_at
from index.enrich.speakers.prose.clauses import behind_opening
from index.enrich.speakers.prose.names import NAME, is_foreign, is_province
from index.enrich.speakers.words.kinds import BODY, OFFICE_ONLY

if TYPE_CHECKING:
    from index.enrich.speakers.prose.page import Page

_PARENT = re.compile(
    r"(?:bộ|sở|công an|ubnd|ủy ban|tổng cục|cục|trường|đại học|viện|học viện|ban|quốc hội"
    r"|tỉnh|thành phố|tp)(?!\w)"
)
"""What a body begins with of which others are parts: `Cục A, Bộ B`."""
_PART = re.compile(
    r"(?<!\w)(?:cục|chi cục|tổng cục|phòng|vụ|viện|trung tâm|khoa|đội|ban|thanh tra|văn phòng|cơ quan)(?!\w)"
)
"""What a body begins with that is a part of another: `Phòng A, Công an tỉnh B`."""


def behind_units(page: Page, start: int, at: int) -> int | None:
    """Where what speaks begins, if units follow it: `lãnh đạo Huyện ủy X, tỉnh Y`; None if nobody does."""
    is_country = False
    while PLACES.match(page.low, at) or _opens_unit(page, at) or (is_country := _opens_country(page, at)):
        unit = at
        comma = comma_before(page, start, at)
        last = max(page.text.rfind(" ", start, comma) + 1, start)
        if comma is None or page.text[comma] != "," or not page.text[last].isupper():
            return at
        at = behind_opening(page, page.segment(start, comma), comma)
        if not any(kind.match(page.low, at) for kind in (OFFICE_ONLY, BODY, PLACES)):
            return unit if is_country else None
    return at


def _opens_unit(page: Page, at: int) -> bool:
    """Whether the name of a province begins at a place."""
    run = NAME.match(page.text, at) if page.text[at : at + 1].isupper() else None
    return run is not None and is_province(run[0])


def _opens_country(page: Page, at: int) -> bool:
    """Whether the name of a country begins at a place, behind a comma: `Tòa án tối cao X, Canada`."""
    run = NAME.match(page.text, at) if page.text.endswith(", ", 0, at) else None
    return run is not None and is_foreign(run[0]) and BODY.match(page.low, at) is None


def holder_of(page: Page, start: int, at: int) -> int | None:
    """Where who speaks for a body begins before a comma: `cán bộ thuộc đội Điều tra, Công an huyện X`."""
    comma = comma_before(page, start, at)
    if comma is None or page.text[comma] != "," or not BODY.match(page.low, at):
        return None
    begin = behind_opening(page, page.segment(start, comma), comma)
    if holds_break(page.text, begin, at):
        return None
    if not OFFICE_ONLY.match(page.low, begin, comma):
        return holder_of(page, start, begin)
    is_anothers = follows_name(page, start, _first_of(page, start, begin))
    return None if is_anothers or holds_person(page, start, begin, comma) else begin


def _first_of(page: Page, start: int, at: int) -> int:
    """Where the first of several offices begins of which the last begins at a place."""
    while (comma := comma_before(page, start, at)) is not None:
        earlier = page.segment(start, comma)
        if OFFICE_ONLY.match(page.low, earlier, comma) is None:
            break
        at = earlier
    return at


def whole_body(page: Page, start: int, at: int) -> int:
    """Where a body begins that is a part of the one at a place: `Cục A và Phòng, chống B, Bộ C`."""
    if page.text[at - 2 : at] != ", " or not _PARENT.match(page.low, at):
        return at
    for part in _PART.finditer(page.low, max(start, at - LONGEST_OFFICE), at):
        is_first = not page.text[start : part.start()].strip(" -–•*") or page.text[part.start() - 2] in ",:"
        if is_first and not holds_break(page.text, part.start(), at):
            return part.start()
    return at


def holds_person(page: Page, start: int, at: int, stop: int) -> bool:
    """Whether an office that seems to stand alone names its holder: something else goes on behind him."""
    for begin, end in page.runs(at, stop):
        one = person_at(page, start, begin, end)
        if one is None or one.name is None or one.office is None or one.name.end != end:
            continue
        if " " in page.text[one.name.start : end] and is_surely_one(page, one, start, bare=False):
            return True
    return False
