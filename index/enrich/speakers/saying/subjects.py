"""Who stands before a verb of saying: a name with its office before or behind it, an office, a pronoun."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from index.enrich.gazetteer import UPPER
from index.enrich.speakers.bodies.alone import office_alone
from index.enrich.speakers.people.first_names import first_name
from index.enrich.speakers.people.named import CLOSES, named
from index.enrich.speakers.people.persons import is_surely_one, person_at
from index.enrich.speakers.prose.clauses import clause_start, opens_clause
from index.enrich.speakers.prose.names import is_full
from index.enrich.speakers.saying.apposed import apposed
from index.enrich.speakers.who import Who
from index.enrich.speakers.words.kinds import BODY, OFFICE, UNIT_KIND
from index.enrich.speakers.words.sayings import ADVERB_ENDS, BODY_ENDS, NO_SUBJECT, TRAILING_ADVERBS
from index.enrich.speakers.words.titles import KIN, PRONOUNS, TITLE_ENDS, TITLE_OR_ROLE

if TYPE_CHECKING:
    from index.enrich.speakers.prose.page import Page

_REACH = 320
"""Characters before a verb in which its subject is looked for."""
_MOST_ADVERBS = 4
"""Adverbs that are left out one by one before a verb."""
_LONGEST_ADVERB = 60
"""Characters of an adverb."""
_SENT_TO = re.compile(r"(?<!\w)(?:gửi|chuyển|báo cáo|đến|tới|cho|với) [^;:.]{3,160}\Z")
"""Before a comma and an office: it is whom something was sent to: `gửi Bộ A, Sở B, đề nghị`."""
_LETTER_TO = re.compile(
    r"(?<!\w)(?:gửi (?:đơn|thư|văn bản|công văn|tờ trình|báo cáo|kiến nghị)[^;:.]{0,80} (?:đến|tới|cho)"
    r"|(?<![Tt]rong )(?:đơn|thư|văn bản|công văn|tờ trình|báo cáo)[^,;:.]{0,30} gửi) [^;:.]{0,160}, \Z"
)
"""Before an office: it is the last whom a letter went to: `gửi đơn đến A, B và C bày tỏ`."""
_WHEN = re.compile(
    r" (?:(?:sau khi|trước khi|ngay khi) [^,;:.]{4,80}"
    r"|(?:trong|tại|trên) (?:một |các |nhiều )?(?:buổi|cuộc|lần|dịp|bài|phiên|họp báo|hội nghị|hội thảo"
    r"|chương trình|bức thư|lá thư"
    r"|thư|lễ|kỳ họp|thông điệp|thông cáo|tuyên bố|video|bản tin|mạng xã hội|twitter"
    r"|facebook)(?!\w)[^,;:.]{0,80}|(?:đang )?(?:và|cùng|cùng với) (?:các|những|nhiều"
    r"|một số|cộng sự|đồng nghiệp|gia đình|lãnh đạo|đoàn|vợ|chồng|con|bạn)(?!\w)[^,;:.]{0,80})\Z"
)
"""What tells behind somebody when he says it, or with which crowd."""
_OF_OFFICES = (" cùng các", " đang cùng các", " trong ", " tại ", " trên ", " khi ")
"""What may stand so behind an office without a name."""
_PAPER = re.compile(
    r"(?:bản |tờ |lá |bức |bài |một |trong )?(?:phát biểu|tường trình|trường trình|thông điệp|bài viết"
    r"|bài đăng|bài bình luận|tâm thư|di chúc|lời khai|giải trình|thông cáo|thông báo|công điện|công văn"
    r"|văn bản|báo cáo|đơn|thư|tờ trình"
    r"|chỉ thị|tuyên bố|trang web|website|trang facebook|fanpage|tài khoản)"
    r"(?: (?!của |từ |tới |đến |gửi |cho |lên |về )[\w/.-]+){0,6} (?:của|từ) "
)
"""A paper before whose it is: `thông báo ngày 6/1 của`."""
_APPOSED = re.compile(
    rf"(?:một|nơi|cơ quan|đơn vị|tổ chức|hãng|công ty|nhóm|liên minh|doanh nghiệp|tập đoàn|ngân hàng|quỹ)"
    rf"(?= [^\W{UPPER}\d])(?! (?:cảnh sát|điều tra|công an|an ninh|thi hành))"
)
"""What is told of a body between commas begins so."""
_OPENS = (
    OFFICE,
    BODY,
    UNIT_KIND,
    TITLE_OR_ROLE,
    re.compile(
        rf"(?:{KIN}|nam|thuộc|kiêm|phụ trách|trú|ngụ|ở|khối|khu|sn|sinh|quê|tại|công tác|làm việc|cựu|\d|hiện"
        rf"|nay|vốn|cũng|đang|là)"
    ),
)
"""What a clause without capitals opens with that tells who speaks, or what he is."""


def before_verb(page: Page, start: int, verb: int) -> Who | None:
    """Who stands right before a verb, in the sentence that begins at `start`."""
    start = max(start, verb - _REACH)
    end = _without_adverbs(page, start, verb)
    if end <= start or not _may_end(page, start, end) or not _may_be_clause(page, start, end):
        return None
    who = (
        _pronoun(page, start, end)
        or named(page, start, end, loose=True)
        or _apposed_body(page, start, end)
        or _writer(page, start, end)
        or office_alone(page, start, end)
        or _before_occasion(page, start, end)
        or first_name(page, start, end, verb)
        or apposed(page, start, end, verb)
    )
    return None if who is not None and _is_last_told(page, start, end, who) else who


def _apposed_body(page: Page, start: int, end: int) -> Who | None:
    """A body, or an office, of which more is told between signs: `Sở A, cơ quan quản lý …, cho biết`."""
    sign = page.text[end - 1]
    if sign not in CLOSES:
        return None
    begin = page.segment(start, page.bare(start, end, " ,-–—"))
    stop = page.bare(start, begin, " \n")
    if stop <= start or page.text[stop - 1] != sign or _APPOSED.match(page.text, begin, end) is None:
        return None
    who = office_alone(page, start, stop - 1)
    return who if who is not None and (who.body or sign != ",") else None


def _before_occasion(page: Page, start: int, end: int) -> Who | None:
    """Who is named before it is told when he says it: `ông A sau khi xem băng đã xác nhận`."""
    when = _WHEN.search(page.low, start, end)
    if when is None:
        return None
    who = named(page, start, when.start(), loose=True)
    if who is None and page.text.startswith(_OF_OFFICES, when.start()):
        who = office_alone(page, start, when.start())
    return who if who is not None and opens_clause(page, start, who.start) else None


def _writer(page: Page, start: int, end: int) -> Who | None:
    """Whose paper says something: `Thông cáo của Bộ A nhấn mạnh …`."""
    if page.text.find(" của ", start, end) < 0 and page.text.find(" từ ", start, end) < 0:
        return None
    stop = page.bare(start, end, " ,–-")
    papers = list(_PAPER.finditer(page.low, clause_start(page, start, stop), stop))
    paper = papers[-1] if papers and (stop == end or papers[0].start() <= start) else None
    who = named_or_office(page, paper.end(), stop) if paper else None
    return who if paper and who is not None and who.start <= paper.end() else None


def named_or_office(page: Page, start: int, end: int) -> Who | None:
    """Who a stretch ends with: a name with its office, or an office alone."""
    return named(page, start, end) or office_alone(page, start, end)


def _is_last_told(page: Page, start: int, end: int, who: Who) -> bool:
    """Whether an office or a body before a comma is rather the last of those a letter went to."""
    if who.name is not None or who.pronoun:
        return False
    sent = _SENT_TO if page.text[end - 1] == "," else _LETTER_TO
    return sent.search(page.text, start, who.start) is not None


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
        or page.text[end - 1] in CLOSES
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
        if found is None or found.start() >= end or _is_of_clause(page, start, found.start()):
            break
        end = page.bare(start, found.start(), " \n")
    return end


def _is_of_clause(page: Page, start: int, at: int) -> bool:
    """Whether a day is a part of what is told of somebody: `người nhậm chức vào ngày 1/12`."""
    return page.text.endswith((" vào ", " từ ", " đến ", " tới ", " hồi "), start, at)


def _pronoun(page: Page, start: int, end: int) -> Who | None:
    """Who a pronoun that is the whole clause stands for, or the name that it takes up."""
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
