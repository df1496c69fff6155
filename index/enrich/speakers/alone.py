"""An office, a body or a unit that speaks without a name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from index.enrich.speakers.clauses import behind_titles, clause_start
from index.enrich.speakers.names import NAME, is_press, is_province
from index.enrich.speakers.offices import LONGEST_OFFICE, PLACES, comma_before, holds_break, without_places
from index.enrich.speakers.persons import Who, is_quoted, is_surely_one, person_at
from index.enrich.speakers.words.kinds import (
    ACRONYM,
    BODY,
    BREAKS,
    FIRM,
    JOB,
    NO_END,
    OFFICE_ONLY,
    UNIT_BODY,
    VAGUE,
)
from search.model import Span

if TYPE_CHECKING:
    from index.enrich.speakers.page import Page

_JOB_ONLY = re.compile(
    r"(?:đạo diễn|nam diễn viên|nữ diễn viên|diễn viên|nam ca sĩ|nữ ca sĩ|ca sĩ|nhạc sĩ|hlv|tiền vệ|tiền đạo"
    r"|hậu vệ|thủ môn|nghệ sĩ|nhiếp ảnh gia|siêu mẫu|người mẫu|hoa hậu|á hậu)"
    r"(?= (?:người|gốc|quê|sinh năm|của|cho biết|phim)|\Z)"
)
"""Jobs by which somebody is called instead of his name."""
_JOB = re.compile(rf"{JOB}(?: này)?\Z")
_PARTY = re.compile(r"(?:nhà đầu tư|nhà thầu|đơn vị|doanh nghiệp|chủ đầu tư)(?: này)?\Z")
_ADVERBIAL = frozenset(
    "Trong Tại Theo Để Sau Nếu Về Trước Đến Ngày Từ Do Vì Ngoài Khi Với Tuy nhiên Riêng Qua Hiện".split()
)
"""Words that a sentence begins with before its subject."""
_SOME = re.compile(
    r" (?:(?:hai|ba|bốn|năm|sáu|\d{1,2}) (?:tỉnh|huyện|nước|bộ|sở|bên|xã|thành phố|bộ, ngành)|một số|nhiều"
    r"|các (?!nước|trường|cấp|khu|dân tộc|cơ quan|doanh nghiệp|vấn đề|lực lượng|tỉnh)\w+)(?!\w)"
)
"""Words of offices and bodies that several hold."""
_ONE = re.compile("một (?=.* )")
_COMMA = re.compile(", ")
_FIRST_CLAUSES = 3


def office_alone(page: Page, start: int, end: int) -> Who | None:
    """An office, or a body, that is the whole clause before `end`."""
    stop = page.bare(start, end, " ,–-")
    inside = page.text.rfind("(", start, stop) if page.text[stop - 1 : stop] == ")" else stop
    inside = max(inside, start)
    for candidate in dict.fromkeys((page.segment(start, inside), clause_start(page, start, inside))):
        begin = _behind_units(page, start, candidate)
        if begin is not None and (who := _office_or_body(page, start, begin, stop)):
            return who
    return None


def _office_or_body(page: Page, start: int, begin: int, stop: int) -> Who | None:
    at = _with_full_name(page, start, behind_titles(page, begin, stop), stop)
    is_office = any(kind.match(page.low, at, stop) for kind in (OFFICE_ONLY, _JOB_ONLY))
    is_office = is_office or _is_job_behind_quotation(page, start, at, stop)
    if not (is_office or _is_body(page, start, at, stop)) or _is_none(page, at, stop):
        return None
    if is_office:
        if _holds_person(page, start, at, stop):
            return None
        at = _first_office(page, start, at)
    at = one.end() if (one := _ONE.match(page.low, at, stop)) else at
    return Who(None, Span(at, without_places(page, at, stop) - at), at, body=not is_office)


def _is_job_behind_quotation(page: Page, start: int, at: int, stop: int) -> bool:
    """Whether a job alone stands right behind a quotation: `“…”, chuyên gia nói`."""
    return (
        page.text[at:stop].islower()
        and is_quoted(page, start, at)
        and _JOB.match(page.low, at, stop) is not None
    )


def _with_full_name(page: Page, start: int, at: int, stop: int) -> int:
    """Where a body begins that is told in full before a dash and its letters: `Công ty Tân An - TAC`."""
    bare = page.bare(start, at, " \n")
    if bare <= start or page.text[bare - 1] not in "-–" or ACRONYM.match(page.text[at:stop]) is None:
        return at
    begin = page.segment(start, bare - 1)
    return begin if BODY.match(page.low, begin) and not holds_break(page.text, begin, bare - 1) else at


def _is_none(page: Page, at: int, stop: int) -> bool:
    """Whether what begins like an office or a body is none as a whole, or that of several."""
    return (
        holds_break(page.text, at, stop)
        or stop - at > LONGEST_OFFICE
        or _SOME.search(page.text, at, stop) is not None
        or NO_END.search(page.low, at, stop) is not None
        or VAGUE.fullmatch(page.low, at, stop) is not None
    )


def _behind_units(page: Page, start: int, at: int) -> int | None:
    """Where what speaks begins, if units follow it: `lãnh đạo Huyện ủy X, tỉnh Y`; None if nobody does."""
    while PLACES.match(page.low, at) or _opens_unit(page, at):
        comma = comma_before(page, start, at)
        last = page.text.rfind(" ", start, comma) + 1
        if comma is None or page.text[comma] != "," or not page.text[last].isupper():
            return at
        at = page.segment(start, comma)
        if not any(kind.match(page.low, at) for kind in (OFFICE_ONLY, BODY, PLACES)):
            return None
    return at


def _opens_unit(page: Page, at: int) -> bool:
    """Whether the name of a province begins at a place."""
    run = NAME.match(page.text, at) if page.text[at : at + 1].isupper() else None
    return run is not None and is_province(run[0])


def _holds_person(page: Page, start: int, at: int, stop: int) -> bool:
    """Whether an office that seems to stand alone names its holder: something else goes on behind him."""
    for begin, end in page.runs(at, stop):
        one = person_at(page, start, begin, end)
        if one is None or one.name is None or one.office is None or one.name.end != end:
            continue
        if " " in page.text[one.name.start : end] and is_surely_one(page, one, start, bare=False):
            return True
    return False


def _is_body(page: Page, start: int, at: int, stop: int) -> bool:
    """Whether a body speaks: by its kind, its letters, or as a unit."""
    if _PARTY.match(page.low, at, stop) and not _opens_sentence(page, start, at):
        return False
    name = page.text[at:stop]
    return (
        BODY.match(page.low, at, stop) is not None
        or ACRONYM.match(name) is not None
        or (FIRM.match(name) is not None and not is_press(name))
        or UNIT_BODY.match(name) is not None
        or is_province(name)
    )


def _opens_sentence(page: Page, start: int, at: int) -> bool:
    """Whether nothing but what tells when, where or why stands before a place."""
    head = page.text[start:at].strip(" -–•*")
    return not head or head.split()[0].strip(",") in _ADVERBIAL


def _first_office(page: Page, start: int, at: int) -> int:
    """Where the first of several offices begins that commas part."""
    while (comma := comma_before(page, start, at)) is not None:
        earlier = page.segment(start, comma)
        if OFFICE_ONLY.match(page.low, earlier, comma) is None or holds_break(page.text, earlier, comma):
            break
        at = earlier
    return at


def office_subject(page: Page, start: int, end: int) -> Who | None:
    """The office, or body, that opens the first or second clause of a sentence and does something in it."""
    for begin in [start, *(m.end() for m in _COMMA.finditer(page.text, start, end))][:_FIRST_CLAUSES]:
        body = BODY.match(page.low, begin, end) is not None
        if not (body or OFFICE_ONLY.match(page.low, begin, end)):
            continue
        stop = BREAKS.search(page.text, begin, end)
        last = _before_bracket(page, begin, page.bare(begin, stop.start(), " ,")) if stop else begin
        if (
            last > begin
            and page.text.find(",", begin, last) < 0
            and not VAGUE.fullmatch(page.low, begin, last)
        ):
            return Who(None, Span(begin, last - begin), begin, body=body)
    return None


def _before_bracket(page: Page, begin: int, stop: int) -> int:
    """The end of an office without a bracket that was not closed."""
    opened = page.text.rfind("(", begin, stop)
    is_open = opened >= 0 and page.text.find(")", opened, stop) < 0
    return page.bare(begin, opened, " ") if is_open else stop
