"""What follows a name before a verb: an office, a place, an age, an apposition, an occasion."""

from __future__ import annotations

import re

from index.enrich.gazetteer import UPPER
from index.enrich.speakers.people.office_behind import POST, office_closed, office_end
from index.enrich.speakers.prose.clauses import behind_titles
from index.enrich.speakers.prose.page import COVER, Page
from index.enrich.speakers.words.kinds import BODY, OFFICE
from index.enrich.speakers.words.titles import KIN, ROLE
from search.model import Span

_BRACKET = re.compile(r"\s*\([^()]{1,80}\)")
"""A place or the like in brackets right behind a name: `ông A (xã B)`."""
_AGE = re.compile(r"\s*,\s*(?:(?:sn|sinh năm) )?\d{2,4}(?: tuổi)?(?=\s*,)")
"""An age or a year between commas: `bà A, 45 tuổi, …`, `anh B, sn 1990, …`."""
_DWELLING = re.compile(
    r"(?:,| [-–—])? ?(?:(?:trú|ngụ|ở|quận|huyện|xã|phường|thị trấn|tỉnh|thôn|xóm|bản|ấp|khối|khu"
    rf"|tổ|sn|sinh|quê|tại|công tác|cộng tác|làm việc|cựu|một(?! số)|{ROLE}|{KIN})(?!\w)"
    r"|\d{2,4}(?: tuổi)?(?=[ ,]*\Z|,))[^;:]{0,80}\Z"
)
"""Where somebody lives, works or is of, or how old he is: `, trú xã A`, `, một người dân`."""
_AFFILIATED = re.compile(
    r" (?:tại|thuộc|đến từ|của) (?:tờ|tạp chí|hãng tin|tổ chức|quỹ|đại học|trường|viện|học viện|công ty"
    r"|tập đoàn|ngân hàng)[^,;:]{0,60}\Z"
)
"""A firm, a school or a paper that somebody is of: ` thuộc Viện X`, ` đến từ tập đoàn Y`."""
_OF_ONE = re.compile(rf" (?:của|từ|tại) (?:[^\W\d_]+ ){{0,3}}[{UPPER}\d][^,;:()]{{0,60}}\Z")
"""Behind a job and a name, the club or the paper that he is of: `HLV Mauro của Nam Định`."""
_ON_OCCASION = re.compile(
    r" (?:trong|tại|trên) (?:một )?(?:buổi|cuộc|bài|trao đổi|phiên|họp báo|chương trình|bức thư|thư"
    r"|đơn|email|video|trang|mạng|hội nghị|hội thảo|lễ|bản|thông cáo|tuyên bố)(?!\w)[^,;:.]{0,80}\Z"
)
"""Behind a name, where or when he says something."""
_APPOSED_TEXT = re.compile(rf"\s*, [^\W{UPPER}\d_][^;:.{COVER}]{{4,100}},\Z")
"""Something else between commas: `ông A, người từng trồng dưa ở đây,`."""
APPOSED = Span(-2, -2)
"""Between commas behind a name, something else is told of him."""
BARE = Span(-1, -1)
"""Nothing stands behind a name."""
NO_OFFICE = Span(0, 0)
"""A place or an age stands behind a name."""


def behind(page: Page, start: int, end: int) -> Span | None:
    """What a name is followed by up to `end`: its office, or nothing of that kind; None where it is none."""
    if start >= end or not page.text[start:end].strip(" ,"):
        return BARE
    at = start
    if (bracket := _BRACKET.match(page.text, start, end)) and not OFFICE.match(
        page.low, page.text.index("(", start) + 1
    ):
        at = bracket.end()
        if not page.text[at:end].strip(" ,"):
            return NO_OFFICE
    if age := _AGE.match(page.low, at, end):
        at = age.end()
    return _after(page, at, end)


def _after(page: Page, at: int, end: int) -> Span | None:
    """The office behind a sign that ends at `end`; nothing but a place where one follows; else None."""
    if (sep := POST.match(page.text, at, end)) is None:
        is_of = (
            _AFFILIATED.match(page.low, at, end)
            or _DWELLING.fullmatch(page.low, at, end)
            or _OF_ONE.match(page.text, at, end)
            or _ON_OCCASION.match(page.low, at, end)
        )
        return NO_OFFICE if is_of else None
    begin = behind_titles(page, sep.end(), end)
    in_bracket = sep["sep"] == "("
    if OFFICE.match(page.low, begin) is None and (in_bracket or BODY.match(page.low, begin) is None):
        if _DWELLING.fullmatch(page.low, at, end):
            return NO_OFFICE
        return APPOSED if _APPOSED_TEXT.match(page.text, at, end) else None
    stop = office_closed(page, begin, end) if in_bracket else office_end(page, begin, end, sep["sep"])
    return Span(begin, stop - begin) if stop else None
