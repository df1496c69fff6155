"""An office, a body or a unit that speaks without a name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from index.enrich.speakers.bodies.kinds import is_body, with_full_name
from index.enrich.speakers.bodies.parts import behind_units, holder_of, holds_person, whole_body
from index.enrich.speakers.people.jobs import is_job
from index.enrich.speakers.people.offices import LONGEST_OFFICE, comma_before, holds_break, without_places
from index.enrich.speakers.prose.clauses import behind_titles, clause_start
from index.enrich.speakers.prose.names import NAME, is_press
from index.enrich.speakers.prose.page import COVER
from index.enrich.speakers.who import Who
from index.enrich.speakers.words.kinds import (
    BODY,
    BREAKS,
    FIRM,
    JOB,
    LONE_BODY,
    NO_END,
    OF_COUNTRY,
    OFFICE_ONLY,
    VAGUE,
)
from index.enrich.speakers.words.sayings import DAY_END
from search.model import Span

if TYPE_CHECKING:
    from index.enrich.speakers.prose.page import Page

_TRAILING = re.compile(" (?:khác|giấu tên|ẩn danh|nói trên)\\Z")
"""What belongs to no office that it follows: `một cán bộ giấu tên`."""
_OPENING_WORD = re.compile(
    r"(?<!\w)(?:là|bất chấp|khi|vì|bởi|nên|mà|thì|rằng|biết|hay|nếu|lưu|song|nhưng|mới đây"
    r"|và(?= một )) (?=\w)"
)
"""A word behind which the subject of a verb may begin."""
_SOME = re.compile(
    r" (?:(?:hai|ba|bốn|năm|sáu|\d{1,2}) (?:tỉnh|huyện|nước|bộ|sở|bên|xã|thành phố|bộ, ngành)|một số|nhiều"
    r"|(?<!ội )các (?!nước|trường|cấp|khu|dân tộc|cơ quan|doanh nghiệp|vấn đề|lực lượng|tỉnh"
    r"|đoàn thể)\w+)(?!\w)"
)
"""Words of offices and bodies that several hold."""
_ANY_JOB = re.compile(JOB)
"""A job that is told without more."""
_ONE = re.compile("(?:một|tân) (?=.* )")
"""Before an office of several words, it is no part of it: `một lãnh đạo Sở X`, `tân Bí thư X`."""
_BEFORE = ("một ", "ông ", "bà ", "anh ", "chị ", "đồng chí ")
"""What stands before an office that is told without a name: `ông Phó chủ tịch nói`."""
_SIDE = "phía "
"""Before a body or a firm: `phía Vietnam Airlines`."""
_COMMA = re.compile(", ")
"""What parts the first clauses of a sentence."""
_FIRST_CLAUSES = 5
"""Clauses of a sentence that its subject may open."""


def office_alone(page: Page, start: int, end: int) -> Who | None:
    """An office, or a body, that is the whole clause before `end`."""
    stop = page.bare(start, end, " ,–-")
    inside = page.text.rfind("(", start, stop) if page.text[stop - 1 : stop] == ")" else stop
    inside = max(inside, start)
    clause = clause_start(page, start, inside)
    for candidate in dict.fromkeys((page.segment(start, inside), clause, _behind_word(page, clause, inside))):
        at = candidate + len(_SIDE) if page.low.startswith(_SIDE, candidate, inside) else candidate
        begin = behind_units(page, start, at)
        if begin is not None and (who := _office_or_body(page, start, begin, stop)):
            return who
    return None


def _behind_word(page: Page, clause: int, stop: int) -> int:
    """Where an office or a body may begin within a clause, behind a word like `khi` or `nguyên nhân là`."""
    found = list(_OPENING_WORD.finditer(page.low, clause, stop))
    return found[-1].end() if found else clause


def _office_or_body(page: Page, start: int, begin: int, stop: int) -> Who | None:
    """The office or the body between two places; None if it is none, or names its holder."""
    if page.low[begin:stop] in ("cô giáo", "thầy giáo"):
        return Who(None, Span(begin, stop - begin), begin)
    at = with_full_name(page, start, behind_titles(page, begin, stop), stop)
    is_office = OFFICE_ONLY.match(page.low, at, stop) is not None or is_job(page, at, stop)
    if not is_office and (above := holder_of(page, start, at)) is not None:
        at, is_office = above, True
    if not (is_office or is_body(page, start, at, stop)) or _is_none(page, at, stop):
        return None
    if is_office:
        if holds_person(page, start, at, stop) or _is_awaited(page, start, at, stop):
            return None
        at = _first_office(page, start, at)
    if not is_office:
        at = whole_body(page, start, at)
    first = begin if page.low.startswith(_BEFORE, begin) else at
    at = one.end() if (one := _ONE.match(page.low, at, stop)) else at
    stop = other.start() if (other := _TRAILING.search(page.low, at, stop)) else stop
    return Who(None, Span(at, without_places(page, at, stop) - at), first, body=not is_office)


def _is_awaited(page: Page, start: int, at: int, stop: int) -> bool:
    """Whether it is only told when any of a job may say something: `Ngay khi bác sĩ xác nhận …`."""
    return (
        page.low.endswith((" khi ", "khi ", "nếu "), start, at)
        and _ANY_JOB.fullmatch(page.low, at, stop) is not None
    )


def _is_none(page: Page, at: int, stop: int) -> bool:
    """Whether what begins like an office or a body is none as a whole, or that of several."""
    return (
        holds_break(page.text, at, stop)
        or page.text.find(COVER, at, stop) >= 0
        or stop - at > LONGEST_OFFICE
        or _SOME.search(page.text, at, stop) is not None
        or NO_END.search(page.low, at, stop) is not None
        or (
            VAGUE.fullmatch(page.low, at, stop) is not None
            and LONE_BODY.fullmatch(page.low, at, stop) is None
            and not page.low.endswith("một ", 0, at)
        )
    )


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
        if (firm := _firm_at(page, begin, end)) is not None:
            return firm
        if not (body or OFFICE_ONLY.match(page.low, begin, end)):
            continue
        stop = BREAKS.search(page.text, begin, end)
        last = _before_bracket(page, begin, page.bare(begin, stop.start(), " ,")) if stop else begin
        last = day.start() if (day := DAY_END.search(page.low, begin, last)) else last
        if (
            last > begin
            and page.text.find(",", begin, last) < 0
            and not VAGUE.fullmatch(page.low, begin, last)
        ):
            return Who(None, Span(begin, last - begin), begin, body=body)
    return None


def _firm_at(page: Page, begin: int, end: int) -> Who | None:
    """A firm that is told by its name alone at a place: `Formosa Hà Tĩnh có văn bản gửi …`."""
    name = NAME.match(page.text, begin, end) if page.text[begin].isupper() else None
    if name is None or FIRM.match(OF_COUNTRY.sub("", name[0])) is None or is_press(name[0]):
        return None
    return Who(None, Span(begin, name.end() - begin), begin, body=True)


def _before_bracket(page: Page, begin: int, stop: int) -> int:
    """The end of an office without a bracket that was not closed."""
    opened = page.text.rfind("(", begin, stop)
    is_open = opened >= 0 and page.text.find(")", opened, stop) < 0
    return page.bare(begin, opened, " ") if is_open else stop
