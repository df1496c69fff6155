"""The person that a stretch ends with, and the one who does something in a sentence."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from index.enrich.speakers.people.behind import APPOSED, BARE, NO_OFFICE, SOMEBODY, behind, tells_person
from index.enrich.speakers.people.office_behind import DASHES, office_behind
from index.enrich.speakers.people.persons import is_surely_one, is_told_as_one, person_at
from index.enrich.speakers.prose.clauses import opens_clause
from index.enrich.speakers.prose.names import is_full
from index.enrich.speakers.words.called import CALLED
from index.enrich.speakers.words.kinds import JOB, OFFICE
from index.enrich.speakers.words.titles import KIN

if TYPE_CHECKING:
    from index.enrich.speakers.prose.page import Page
    from index.enrich.speakers.who import Who
    from search.model import Span

_NOT_HE = re.compile(
    r"(?:^|(?<=[\s,]))(?:của|cho|gửi|với|như|gặp|về|từ|do|bởi|đến|tới|tìm|vụ án|người thân|luật sư|gia đình"
    rf"|{KIN})\s*\Z"
)
"""Before a name: he is not who does something, or another of his house is."""
_AS = "Như "
"""What a sentence begins with whose end only takes up what somebody says: `Như bà A nói, …`."""
_AND_OBJECT = re.compile(r"(?<!\w)(?:cho|với|gửi|gặp|tới|mời) [^,;:.]{4,80} và \Z")
"""Before the second of two who are told something: `gọi điện cho ông A và ông B, đề nghị …`."""
_KIN_OF = re.compile(r", (?:mẹ|má|dì|em|cháu|cô|chú|bác) \Z")
"""Before a name between commas: another is told by it: `bà A, mẹ B, nói`."""
_TOPIC = re.compile(r"(?:đối với|liên quan(?: đến| tới| việc)?) [^;:.]{4,160} và \Z")
"""Before the second of two whom a sentence is about: `Đối với ông A và ông B, …`."""
_FOLLOWING = frozenset(("", *",-–—(tvởcđnkBCPGTHVĐ"))
"""What may follow a name before a verb, but for adverbs, or begin a word that may."""
CLOSES = (",", "-", "–", "—")
"""What closes an apposition."""
_DASHED = 3
"""Characters of a dash with its blanks."""
_OF_STATE = re.compile(
    r"(?:tổng thống|thủ tướng|quyền thủ tướng|(?:phó )?bí thư|phó thủ tướng|thứ trưởng"
    r"|ngoại trưởng|bộ trưởng|thượng nghị sĩ|hạ nghị sĩ|nghị sĩ)"
    r"(?: lâm thời| đắc cử)?(?: (?:mỹ|nga|anh|pháp|đức|nhật bản|nhật|hàn quốc|ukraine|israel|iran|úc))?"
)
"""Offices of a state, behind which one word is the name of their holder: `Tổng thống Trump`."""
_JOB = re.compile(JOB)
"""A job: `luật sư`."""


def named(page: Page, start: int, end: int, *, loose: bool = False) -> Who | None:
    """The person named last before `end`, with the office up to there, or more that is told of him."""
    for first, last in reversed(page.runs(start, end)):
        following = page.text[last : min(end, last + 3)].lstrip()[:1]
        if following not in _FOLLOWING:
            continue
        after = behind(page, last, end, loose=loose)
        if after is None and (end - last > _DASHED or page.text[last:end].strip() not in DASHES):
            continue
        found = person_at(page, start, first, last)
        if after is None and found is not None and _is_between_dashes(page, found):
            after = BARE
        if found is not None and after is not None and _is_he(page, start, end, found, after):
            is_office = after.length > 0 and (found.office is None or _is_fuller(page, after))
            return found._replace(office=after if is_office else found.office)
    return None


def _is_between_dashes(page: Page, found: Who) -> bool:
    """Whether a dash stands before a name too, behind its office: `Chủ tịch xã - ông A - nói`."""
    if found.office is None or found.name is None:
        return False
    return page.text[found.office.end : found.name.start].lstrip().startswith(DASHES)


def _is_fuller(page: Page, after: Span) -> bool:
    """Whether the office behind a name is told rather than the one before it: not if it is in brackets."""
    return OFFICE.match(page.low, after.start) is not None and page.text[after.start - 1] != "("


def is_whose(page: Page, start: int, found: Who) -> bool:
    """Whether somebody is named to whom something is done, or whose another is: `gửi ông A`, `con ông B`."""
    if found.start - start == len(_AS) and page.text.startswith(_AS, start):
        return False
    return _NOT_HE.search(page.low, max(start, found.start - 12), found.start) is not None


def _is_he(page: Page, start: int, end: int, found: Who, after: Span) -> bool:
    """Whether somebody with what follows him is the subject of what stands at `end`."""
    in_office = after.length > 0 and OFFICE.match(page.low, after.start) is not None
    if not is_surely_one(page, found, start, bare=after is BARE, in_office=in_office) and not (
        (after in (SOMEBODY, NO_OFFICE, APPOSED) or page.low.endswith(", một ", 0, max(after.start, 0)))
        and is_told_as_one(page, found, start)
        and _is_told(page, found, end)
    ):
        return False
    needs_clause = after in (APPOSED, SOMEBODY) or _is_bare_job(page, end, after)
    if needs_clause and not opens_clause(page, start, found.start):
        return False
    if is_whose(page, start, found):
        return False
    if _is_object(page, start, end, found):
        return False
    if after.length <= 0 and _is_in_office(page, start, found):
        return False
    return after is BARE or not _is_loose(page, start, end, found, after)


def _is_object(page: Page, start: int, end: int, found: Who) -> bool:
    """Whether something was told to him, a sentence is about him, or somebody is told by being his mother."""
    if _TOPIC.match(page.low, start, found.start):
        return True
    if not page.text.endswith(",", start, end) or found.name is None:
        return False
    is_told_to = _AND_OBJECT.search(page.low, start, found.start) is not None
    return is_told_to or _KIN_OF.search(page.low, start, found.name.start) is not None


def _is_told(page: Page, found: Who, end: int) -> bool:
    """Whether something is told of a name, between signs, that is told of persons only."""
    assert found.name is not None
    return page.text[end - 1] in (*CLOSES, ")") and tells_person(page, found.name.end, end)


def _is_bare_job(page: Page, end: int, after: Span) -> bool:
    """Whether behind a name stands no more than a job, and no comma behind it: another may be meant."""
    if after.length <= 0 or page.text[end - 1 : end] in CLOSES:
        return False
    return _JOB.fullmatch(page.low, after.start, after.end) is not None


def _is_in_office(page: Page, start: int, found: Who) -> bool:
    """Whether a name is no Vietnamese one and ends the office of one before it: `bà A, Giám đốc B Group`."""
    assert found.name is not None
    if found.titled or found.office is None or is_full(page.text[found.name.start : found.name.end]):
        return False
    is_bare = OFFICE.fullmatch(page.low, found.office.start, found.office.end) is not None
    stop = page.bare(start, found.start, " \n")
    if page.text[stop - 1 : stop] not in CLOSES:
        return False
    stop = page.bare(start, stop, " ,-–—")
    for first, last in page.runs(max(start, stop - 80), stop):
        if last == stop and (other := person_at(page, start, first, stop)):
            is_other = _NOT_HE.search(page.low, max(start, other.start - 12), other.start) is None
            if is_bare and not opens_clause(page, start, other.start):
                return False
            return is_other and is_surely_one(page, other, start, bare=False)
    return False


def _is_loose(page: Page, start: int, end: int, found: Who, after: Span) -> bool:
    """Whether what follows a name within a clause is another subject: `tin từ em H., Ban Giám hiệu`."""
    if not after.length or page.text[end - 1 : end] in CLOSES or page.text[end : end + 1] in (*CLOSES, "."):
        return False
    assert found.name is not None
    is_named = found.titled or is_full(page.text[found.name.start : found.name.end])
    is_sure = is_named and OFFICE.match(page.low, after.start) is not None
    return not is_sure and not opens_clause(page, start, found.start)


def main_subject(page: Page, start: int, end: int) -> Who | None:
    """The first person of a sentence who does something in it: he opens a clause, and a verb follows."""
    for first, last in page.runs(start, end):
        found = person_at(page, start, first, last)
        if found is None or found.name is None or not opens_clause(page, start, found.start):
            continue
        if not is_surely_one(page, found, start, bare=True):
            continue
        name = page.text[found.name.start : found.name.end]
        found = found._replace(office=office_behind(page, last, end) or found.office)
        if found.titled or (
            found.office is not None
            and (" " in name or name in CALLED or _is_of_state(page, found.office, last))
        ):
            return found
    return None


def _is_of_state(page: Page, office: Span, end: int) -> bool:
    """Whether the office before a name of one word is one of a state."""
    is_whole = not page.text.startswith((" -", " –"), end)
    return is_whole and _OF_STATE.fullmatch(page.low, office.start, office.end) is not None
