"""Who stands before a verb of saying: a name with its office before or behind it, an office, a pronoun."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from index.enrich.speakers.alone import office_alone
from index.enrich.speakers.clauses import behind_titles, clause_start, opens_clause
from index.enrich.speakers.names import NAME, is_full, is_press, is_unit
from index.enrich.speakers.offices import POST, office_behind, office_closed, office_end
from index.enrich.speakers.persons import Who, is_surely_one, person_at
from index.enrich.speakers.words.called import CALLED, CALLED_FIRST, FIRST, KOREAN
from index.enrich.speakers.words.kinds import BODY, OFFICE, UNIT_KIND
from index.enrich.speakers.words.sayings import (
    ADVERB_ENDS,
    BODY_ENDS,
    HUMAN,
    NO_SUBJECT,
    PERSONAL,
    TRAILING_ADVERBS,
)
from index.enrich.speakers.words.titles import KIN, PRONOUNS, ROLE, TITLE_ENDS, TITLE_OR_ROLE
from index.enrich.wording import OPENERS
from search.model import Span

if TYPE_CHECKING:
    from index.enrich.speakers.page import Page

_REACH = 320
"""Characters before a verb in which its subject is looked for."""
_MOST_ADVERBS = 4
_KOREAN_WORDS = 3
_MOST_BLANKS = 3
"""Blanks in a name without a form of address."""
_LONGEST_ADVERB = 60
_BRACKET = re.compile(r"\s*\([^()]{1,80}\)")
_AGE = re.compile(r"\s*,\s*(?:(?:sn|sinh năm) )?\d{2,4}(?: tuổi)?(?=\s*,)")
_DWELLING = re.compile(
    r"(?:,| [-–—])? ?(?:(?:trú|ngụ|ở|quận|huyện|xã|phường|thị trấn|tỉnh|thôn|xóm|bản|ấp|khối|khu|tổ|sn"
    r"|sinh|quê"
    rf"|tại|công tác|làm việc|cựu|một(?! số)|{ROLE}|{KIN})(?!\w)|\d{{2,4}}(?: tuổi)?(?=[ ,]*\Z"
    rf"|,))[^;:]{{0,80}}\Z"
)
_AFFILIATED = re.compile(
    r" (?:tại|thuộc|đến từ|của) (?:tờ|tạp chí|hãng tin|tổ chức|quỹ|đại học|trường|viện|học viện|công ty"
    r"|tập đoàn|ngân hàng)[^,;:]{0,60}\Z"
)
_NOT_HE = re.compile(
    r"(?:^|(?<=[\s,]))(?:của|cho|với|như|gặp|về|từ|do|bởi|đến|tới|tìm|vụ án|người thân|luật sư|gia đình"
    rf"|{KIN})\s*\Z"
)
"""Before a name: he is not who does something, or another of his house is."""
_AND_OBJECT = re.compile(r"(?<!\w)(?:cho|với|gửi|gặp|tới|mời) [^,;:.]{4,80} và \Z")
"""Before the second of two who are told something: `gọi điện cho ông A và ông B, đề nghị …`."""
_FOLLOWING = frozenset(("", ",", "-", "–", "—", "(", "t", "v", "ở", "c", "đ", "n"))
"""What may follow a name before a verb, but for adverbs, or begin a word that may."""
_OPENS = (
    OFFICE,
    BODY,
    UNIT_KIND,
    TITLE_OR_ROLE,
    re.compile(
        rf"(?:{KIN}|thuộc|kiêm|phụ trách|trú|ngụ|ở|khối|khu|sn|sinh|quê|tại|công tác|làm việc|cựu|\d|hiện"
        rf"|nay|vốn|cũng|đang|là)"
    ),
)
"""What a clause without capitals opens with that tells who speaks, or what he is."""
_CLOSES = (",", "-", "–", "—")
_BARE = Span(-1, -1)
"""Nothing stands behind a name."""
_NO_OFFICE = Span(0, 0)
"""A place or an age stands behind a name."""
_EASILY = ("nói", "thừa nhận")
"""Verbs that are told of clubs and firms too."""


def before_verb(page: Page, start: int, verb: int) -> Who | None:
    """Who stands right before a verb, in the sentence that begins at `start`."""
    start = max(start, verb - _REACH)
    end = _without_adverbs(page, start, verb)
    if end <= start or not _may_end(page, start, end) or not _may_be_clause(page, start, end):
        return None
    return (
        _pronoun(page, start, end) or named_or_office(page, start, end) or first_name(page, start, end, verb)
    )


def named_or_office(page: Page, start: int, end: int) -> Who | None:
    """Who a stretch ends with: a name with its office, or an office alone."""
    return named(page, start, end) or office_alone(page, start, end)


def first_name(page: Page, start: int, end: int, verb: int) -> Who | None:
    """A short name without a form of address that is the whole clause: `Hùng nói`; initials."""
    stop = page.bare(start, end, " ,–-")
    begin = clause_start(page, start, stop)
    run = NAME.fullmatch(page.text, begin, stop)
    if run is None or run[0].count(" ") > _MOST_BLANKS:
        return None
    name = Span(begin, stop - begin)
    if "." in run[0]:
        return Who(name, None, begin) if verb >= end and run[0].count(" ") <= 1 else None
    if run[0].isupper() or _is_no_first_name(page, begin, stop):
        return None
    human = HUMAN.match(page.text, verb)
    if _is_called(run[0]) and PERSONAL.match(page.text, verb):
        return Who(name, None, begin)
    if run[0].count(" ") > 1:
        return None
    is_likely = begin > start if " " not in run[0] else (human is not None and human[0] not in _EASILY)
    return Who(name, None, begin, sure=human is not None and is_likely)


def _is_called(name: str) -> bool:
    """Whether a name without a form of address is surely that of a person, by the names it is made of."""
    words = name.split(" ")
    if len(words) == 1:
        return name in CALLED
    is_korean = len(words) == _KOREAN_WORDS and words[0] in KOREAN
    return is_korean or words[0] in FIRST or words[0] in CALLED_FIRST


def _is_no_first_name(page: Page, begin: int, stop: int) -> bool:
    """Whether a capitalised word is a unit, a paper, a small word, or begins an office or a body."""
    name = page.text[begin:stop]
    if is_unit(name) or is_press(name) or name in OPENERS or name.lower() in NO_SUBJECT:
        return True
    return any(kind.match(page.low, begin, stop) for kind in (OFFICE, BODY))


def _may_end(page: Page, start: int, end: int) -> bool:
    """Whether a person or a body may end there: most words before a verb are none."""
    last = max(page.text.rfind(" ", start, end) + 1, start)
    return page.text[last:end] not in NO_SUBJECT or page.low.endswith(BODY_ENDS, start, end)


def _may_be_clause(page: Page, start: int, end: int) -> bool:
    """Whether the clause before a verb may tell who says it: it holds a capital, or opens as one does."""
    stop = page.bare(start, end, " ,–-")
    begin = clause_start(page, start, stop)
    if (
        not page.text[begin:stop].islower()
        or page.text[begin - 2 : begin] == "- "
        or page.text[stop - 1] == ")"
    ):
        return True
    return any(kind.match(page.low, begin) for kind in _OPENS)


def _without_adverbs(page: Page, start: int, end: int) -> int:
    """The end of a stretch without the adverbs that it ends with."""
    end = page.bare(start, end, " \n")
    for _ in range(_MOST_ADVERBS):
        bare = page.bare(start, end, " ,")
        last = max(page.low.rfind(" ", start, bare) + 1, start)
        word = page.text[last:bare]
        if word not in ADVERB_ENDS and not word.rstrip(")")[-1:].isdigit():
            break
        found = TRAILING_ADVERBS.search(page.low, max(start, end - _LONGEST_ADVERB), end)
        if found is None or found.start() >= end:
            break
        end = page.bare(start, found.start(), " \n")
    return end


def _pronoun(page: Page, start: int, end: int) -> Who | None:
    stop = page.bare(start, end, " ,")
    if page.low[max(page.low.rfind(" ", start, stop) + 1, start) : stop] not in TITLE_ENDS:
        return None
    begin = clause_start(page, start, stop)
    if page.low[begin:stop] in PRONOUNS:
        return _taken_up(page, start, begin) or Who(None, None, begin, pronoun=page.low[begin:stop])
    return None


def _taken_up(page: Page, start: int, begin: int) -> Who | None:
    """Whose name is a whole clause that a pronoun takes up: `Kiều Minh Tuấn, anh thừa nhận …`."""
    stop = page.bare(start, begin, " \n")
    if stop - 1 <= start or page.text[stop - 1] != ",":
        return None
    runs = page.runs(start, stop - 1)
    if not runs or runs[-1][1] != stop - 1:
        return None
    found = person_at(page, start, *runs[-1])
    if found is None or found.name is None or not opens_clause(page, start, found.start):
        return None
    is_one = found.titled or is_full(page.text[found.name.start : found.name.end])
    return found if is_one and is_surely_one(page, found, start, bare=True) else None


def named(page: Page, start: int, end: int) -> Who | None:
    """The person named last before `end`, with the office up to there."""
    for first, last in reversed(page.runs(start, end)):
        following = page.text[last : min(end, last + 3)].lstrip()[:1]
        if following not in _FOLLOWING or (after := _behind(page, last, end)) is None:
            continue
        found = person_at(page, start, first, last)
        if found is not None and _is_he(page, start, end, found, after):
            is_office = after.length > 0 and (found.office is None or OFFICE.match(page.low, after.start))
            return found._replace(office=after if is_office else found.office)
    return None


def _is_he(page: Page, start: int, end: int, found: Who, after: Span) -> bool:
    """Whether somebody with what follows him is the subject of what stands at `end`."""
    in_office = after.length > 0 and OFFICE.match(page.low, after.start) is not None
    if not is_surely_one(page, found, start, bare=after is _BARE, in_office=in_office):
        return False
    if _NOT_HE.search(page.low, max(start, found.start - 12), found.start):
        return False
    if page.text.endswith(",", start, end) and _AND_OBJECT.search(page.low, start, found.start):
        return False
    if after.length <= 0 and _is_in_office(page, start, found):
        return False
    return after is _BARE or not _is_loose(page, start, end, found, after)


def _is_in_office(page: Page, start: int, found: Who) -> bool:
    """Whether a name is no Vietnamese one and ends the office of one before it: `bà A, Giám đốc B Group`."""
    assert found.name is not None
    if found.titled or found.office is None or is_full(page.text[found.name.start : found.name.end]):
        return False
    if OFFICE.fullmatch(page.low, found.office.start, found.office.end):
        return False
    stop = page.bare(start, found.start, " \n")
    if page.text[stop - 1 : stop] not in _CLOSES:
        return False
    stop = page.bare(start, stop, " ,-–—")
    for first, last in page.runs(max(start, stop - 80), stop):
        if last == stop and (other := person_at(page, start, first, stop)):
            is_other = _NOT_HE.search(page.low, max(start, other.start - 12), other.start) is None
            return is_other and is_surely_one(page, other, start, bare=False)
    return False


def _is_loose(page: Page, start: int, end: int, found: Who, after: Span) -> bool:
    """Whether what follows a name within a clause is another subject: `tin từ em H., Ban Giám hiệu`."""
    if not after.length or page.text[end - 1 : end] in _CLOSES or page.text[end : end + 1] in (*_CLOSES, "."):
        return False
    assert found.name is not None
    is_named = found.titled or is_full(page.text[found.name.start : found.name.end])
    is_sure = is_named and OFFICE.match(page.low, after.start) is not None
    return not is_sure and not opens_clause(page, start, found.start)


def _behind(page: Page, start: int, end: int) -> Span | None:
    """What a name is followed by up to `end`: its office, or nothing of that kind; None where it is none."""
    if start >= end or not page.text[start:end].strip(" ,"):
        return _BARE
    at = start
    if (bracket := _BRACKET.match(page.text, start, end)) and not OFFICE.match(
        page.low, page.text.index("(", start) + 1
    ):
        at = bracket.end()
        if not page.text[at:end].strip(" ,"):
            return _NO_OFFICE
    if age := _AGE.match(page.low, at, end):
        at = age.end()
    return _after(page, at, end)


def _after(page: Page, at: int, end: int) -> Span | None:
    """The office behind a sign that ends at `end`; nothing but a place where one follows; else None."""
    if (sep := POST.match(page.text, at, end)) is None:
        is_of = _AFFILIATED.match(page.low, at, end) or _DWELLING.fullmatch(page.low, at, end)
        return _NO_OFFICE if is_of else None
    begin = behind_titles(page, sep.end(), end)
    in_bracket = sep["sep"] == "("
    if OFFICE.match(page.low, begin) is None and (in_bracket or BODY.match(page.low, begin) is None):
        return _NO_OFFICE if _DWELLING.fullmatch(page.low, at, end) else None
    stop = office_closed(page, begin, end) if in_bracket else office_end(page, begin, end, sep["sep"])
    return Span(begin, stop - begin) if stop else None


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
        if found.titled or (found.office is not None and " " in name):
            return found
    return None
