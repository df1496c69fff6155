"""Persons in runs of capitalised words: where the name begins, the office before it, whether it is one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from index.enrich.gazetteer import UPPER
from index.enrich.speakers.people.kinds_before import is_behind_place, is_behind_unit, is_common
from index.enrich.speakers.people.offices import office_before
from index.enrich.speakers.prose.clauses import ROLE_BEFORE, clause_start, opens_clause, titles_start
from index.enrich.speakers.prose.names import (
    SYLLABLE,
    is_foreign,
    is_full,
    is_press,
    is_province,
    is_unit,
    name_start,
    without_titles,
)
from index.enrich.speakers.prose.page import COVER
from index.enrich.speakers.who import Who
from index.enrich.speakers.words.kinds import BODY, FIRM, JOB, OF_FIRM, OFFICE, OFFICE_ONLY
from search.model import Span

if TYPE_CHECKING:
    from index.enrich.speakers.prose.page import Page


_ANOTHERS = re.compile(rf" (?:của|các|những) {OFFICE.pattern}\Z|{SYLLABLE}(?: {SYLLABLE}){{1,3}} và ")
"""The office before a name is another's: `đại diện của ca sĩ X`, `cầu thủ A và xạ thủ B`."""
_IS = " là "
"""What may stand between an office and its holder."""
_JOB_BEFORE = re.compile(JOB)
"""A job: `nhân viên`."""
_HOLDER = re.compile(rf"(?: [^\W{UPPER}\d_]+){{0,2}} {SYLLABLE}(?: {SYLLABLE})+ (?:thuộc|của|từ) ")
"""Behind a job, its holder and whom he is of: `Nhân viên Metula thuộc Quỹ X`."""
_OF_PEOPLE = re.compile(r"(?:người|(?<!thủ )tướng) \Z")
"""What stands before whose people one is of."""
_STATE = re.compile(r"(?:tổng thống|thủ tướng|ngoại trưởng|bộ trưởng|đại sứ|quốc vương|lãnh đạo|chủ tịch) \Z")
"""Offices of a state, before its name: `Tổng thống Mỹ Trump`."""
_ELECTED = re.compile(
    r"(?:thống đốc|thị trưởng|nghị sĩ|cảnh sát trưởng|thủ hiến|cảnh sát|bang|hạt) (?:bang )?\Z"
)
"""Offices of foreign places, before their names: `Thống đốc bang Ohio Mike Hart`."""
_WITH_COUNTRY, _WITH_PLACE = 2, 3
"""Words of a country and a name, and of a foreign place and a name: `Thống đốc Mississippi Tate Reeves`."""
_ARTIST = re.compile(
    r"(?:nam |nữ |cựu )?(?:nghệ sĩ|ca sĩ|nhạc sĩ|nsưt|nsnd|nhà thơ|nhà văn|họa sĩ|đạo diễn|diễn viên"
    r"|luật sư|bác sĩ|nghệ nhân)"
    r"(?!\w)"
)
"""Jobs before a name that is a unit's too: they stand before no unit's."""
_UNCLE, _CITY = (
    "Hồ Chí Minh",
    ("tp. ", "tp ", "tp.", "thành phố ", "đoàn ", "học viện ", "lăng ", "bảo tàng "),
)
"""A name that a city bears, and what stands before it there."""
_HOUSE = re.compile(r"(?:tại|số|ở|ngụ|trú|nhà|địa chỉ) (?:số )?\d+[\w/-]{0,8} \Z")
"""What stands before the name of a street: `ngụ tại 30 Lê Lợi`."""
_IN_SCHOOL = re.compile(r"(?<!\w)(?:trường|đại học|bệnh viện|học viện)(?: [^\W\d]+){1,5} \Z")
"""What stands before a name that a school or a hospital bears."""
_SCHOOL = 40
"""Characters before a name in which the kind of a school that bears it stands."""
_SHARED = re.compile(
    r"(?:ông|bà) chủ|(?:ban )?(?:lãnh đạo|đại diện|cán bộ|nhân viên|cơ quan|quan chức)|một .*"
)
"""Offices behind which the name of a body is as likely as that of a person."""


def person_at(page: Page, start: int, begin: int, end: int) -> Who | None:
    """The person whose name is, or ends, a run of capitalised words, with the office before it."""
    key = start, begin, end
    if key not in page.persons:
        page.persons[key] = _person_at(page, start, begin, end)
    return page.persons[key]


def _person_at(page: Page, start: int, begin: int, end: int) -> Who | None:
    """What `person_at` keeps."""
    if is_common(page, begin, end):
        return None
    plain, is_titled = without_titles(page.text, begin, end)
    if is_titled and page.text[begin - 1] == " " and is_behind_unit(page, begin):
        plain, is_titled = begin, False  # `xã Anh Dũng` is a unit
    if is_titled and page.text.startswith("Anh ", begin) and not opens_clause(page, start, begin):
        return _british(page, start, plain, end)
    titles = begin if is_titled else titles_start(page, start, plain)
    titled = is_titled or titles < plain
    plain = _behind_people(page, plain, end)
    behind_kind = is_behind_unit(page, plain)
    if not titled and (moved := _behind_country(page, start, plain, end)) != plain:
        plain = titles = moved
    name = name_start(page.text, plain, end, titled=titled, behind_kind=behind_kind)
    if name < 0 or not (titled or (end - name > 1 and _may_be_person(page, name, end))):
        return None
    left = titles_start(page, start, titles) if name == plain else name
    return _with_office(page, start, Who(Span(name, end - name), None, left, titled and name == plain))


def _behind_people(page: Page, begin: int, end: int) -> int:
    """Where a name begins behind whose people one is of: `người Mỹ Elon Musk`, `tướng Nga Zelin`."""
    space = page.text.find(" ", begin, end)
    if (
        space < 0
        or not _OF_PEOPLE.search(page.low, max(0, begin - 10), begin)
        or is_unit(page.text[begin:end])
    ):
        return begin
    return space + 1 if is_foreign(page.text[begin:space]) else begin


def _may_be_person(page: Page, begin: int, end: int) -> bool:
    """Whether a run without forms of address is neither a body, as `Bộ Công Thương` is, nor a paper."""
    name = page.text[begin:end]
    if " " in name and OF_FIRM.match(name.rpartition(" ")[2]):
        return False
    return not is_press(name) and (BODY.match(page.low, begin, end) is None or is_full(name))


def _with_office(page: Page, start: int, found: Who) -> Who | None:
    """Somebody with the office before him; None where his name is rather a part of it."""
    assert found.name is not None
    office = office_before(page, start, found.start) or (
        _who_is(page, start, found) if found.titled else None
    )
    if office is None:
        return found
    is_one = found.titled or is_full(page.text[found.name.start : found.name.end])
    if not is_one and page.text[office.end : found.start].strip() in ("-", "–"):
        return None
    if _ANOTHERS.search(page.text, office.start, office.end) or _is_named_before(page, office):
        return None
    return found._replace(office=office, start=office.start)


def _who_is(page: Page, start: int, found: Who) -> Span | None:
    """The office that opens a clause before `là` and its holder: `Người phát ngôn X là ông A nói`."""
    if not page.text.endswith(_IS, start, found.start):
        return None
    office = office_before(page, start, found.start - len(_IS))
    return office if office is not None and opens_clause(page, start, office.start) else None


def _is_named_before(page: Page, office: Span) -> bool:
    """Whether an office names its holder, who is of a body: `Nhân viên Metula thuộc Quỹ X`."""
    job = _JOB_BEFORE.match(page.low, office.start, office.end)
    return job is not None and _HOLDER.match(page.text, job.end(), office.end) is not None


def _british(page: Page, start: int, begin: int, end: int) -> Who:
    """A person behind the office of a country that is written as a form of address: `Ngoại trưởng Anh X`."""
    office = office_before(page, start, begin)
    return Who(Span(begin, end - begin), office, office.start if office else begin, titled=office is None)


def _behind_country(page: Page, start: int, begin: int, end: int) -> int:
    """Where a name begins behind that of a country or a foreign place: `Tổng thống Mỹ Trump`."""
    space = page.text.find(" ", begin, end)
    words = page.text.count(" ", begin, end) + 1
    second = page.text.rfind(" ", begin, end)
    if words == _WITH_PLACE and is_foreign(page.text[begin:second]) and office_before(page, start, begin):
        return second + 1
    if words == _WITH_PLACE and FIRM.match(page.text[begin:space]) and office_before(page, start, begin):
        return space + 1
    if words == _WITH_PLACE and is_behind_unit(page, begin) and _is_of_foreign_unit(page.text[begin:end]):
        return space + 1
    if words == _WITH_PLACE and _ELECTED.search(page.low, max(0, begin - 30), begin):
        return begin if is_full(page.text[begin:end]) or is_full(page.text[space + 1 : end]) else space + 1
    if words != _WITH_COUNTRY or not is_unit(page.text[begin:space]) or is_unit(page.text[begin:end]):
        return begin
    office = office_before(page, start, begin) if is_foreign(page.text[begin:space]) else None
    is_state = office is not None and OFFICE_ONLY.match(page.low, office.start) is not None
    return space + 1 if is_state or _STATE.search(page.low, max(0, begin - 16), begin) else begin


def _is_of_foreign_unit(run: str) -> bool:
    """Whether three words are the name of a foreign place and a name: `tỉnh ủy Attapeu Meenaporn Chai`."""
    return run.isascii() and not is_full(run) and not is_unit(run) and not is_unit(run.partition(" ")[2])


def is_surely_one(page: Page, found: Who, start: int, *, bare: bool, in_office: bool = False) -> bool:
    """Whether a name is that of a person rather than of a place or a body."""
    assert found.name is not None
    begin, end = found.name.start, found.name.end
    name, office = page.text[begin:end], found.office
    if is_unit(name):
        return _is_one_despite_unit(page, found, name)
    if found.titled:
        people = "người dân " if " " in name else "người "
        return is_full(name) or not page.low.endswith(people, start, begin)
    if office is not None and (told := _told_by_office(page, office, name)) is not None:
        return told
    if _is_behind_place(page, start, found):
        return is_full(name) and office is not None and is_behind_unit(page, begin)
    several = " " in name
    if (several and (in_office or office is not None)) or (
        (bare or in_office) and is_quoted(page, start, found.start)
    ):
        return True
    at_clause = several and clause_start(page, start, begin + 1) == begin
    is_name = (is_full(name) and at_clause) if bare else (is_full(name) or at_clause)
    return office is None and is_name


def is_told_as_one(page: Page, found: Who, start: int) -> bool:
    """Whether a name of which something is told that is told of persons only opens a clause."""
    assert found.name is not None
    begin, end = found.name.start, found.name.end
    name = page.text[begin:end]
    if found.office is not None or is_province(name) or is_foreign(name) or is_press(name):
        return False
    return clause_start(page, start, begin + 1) == begin and not is_behind_place(page, begin)


def _is_behind_place(page: Page, start: int, found: Who) -> bool:
    """Whether the name of a place, a school or a firm may begin where a name does."""
    assert found.name is not None
    at = found.name.start
    if page.text[at - 2 : at - 1].isdigit() and _HOUSE.search(page.low, max(start, at - _SCHOOL), at):
        return True
    in_school = found.office is None and _IN_SCHOOL.search(page.low, max(start, at - _SCHOOL), at)
    return bool(in_school) or is_behind_place(page, at)


def _is_one_despite_unit(page: Page, found: Who, name: str) -> bool:
    """Whether a name that is a unit's too is a person's: a form of address or an artist's job is there."""
    assert found.name is not None
    at = found.name.start
    if found.office is not None and _ARTIST.match(page.low, found.office.start) and not is_foreign(name):
        return True
    if name == _UNCLE:
        is_bare = found.office is None and found.start == at and not page.low.endswith(_CITY, 0, at)
        return is_bare or page.low.endswith("chủ tịch ", 0, at)
    if found.office is not None and name.count(" ") > 1 and is_full(name):
        return not (is_behind_unit(page, at) or is_behind_place(page, at) or is_foreign(name))
    if is_foreign(name) and _OF_PEOPLE.search(page.low, max(0, at - 10), at):
        return False
    return found.titled and not ROLE_BEFORE.search(page.low, max(0, at - 12), at)


def _told_by_office(page: Page, office: Span, name: str) -> bool | None:
    """What the office before a name tells of whether it is a person's; None if nothing."""
    if _SHARED.fullmatch(page.low, office.start, office.end) and not is_full(name):
        return False
    last = page.text.rfind(" ", 0, office.end) + 1
    is_whole = OFFICE.fullmatch(page.low, office.start, office.end) is not None
    return True if is_whole or is_foreign(page.text[last : office.end]) else None


def is_quoted(page: Page, start: int, at: int) -> bool:
    """Whether a quotation ends right before a place: `“…”, Storey nói`."""
    stop = page.bare(start, at, " ,–-")
    head = page.text[max(start, stop - 1) : stop]
    return head in (COVER, "”") or (head == '"' and stop < at)
