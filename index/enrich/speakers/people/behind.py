"""What follows a name before a verb: an office, a place, an age, an apposition, an occasion."""

from __future__ import annotations

import re

from index.enrich.gazetteer import UPPER
from index.enrich.speakers.people.office_behind import POST, follows_bare, office_closed, office_end
from index.enrich.speakers.prose.clauses import behind_titles
from index.enrich.speakers.prose.page import COVER, Page
from index.enrich.speakers.words.kinds import BODY, BREAKS, JOB, MANY, NO_END, OFFICE
from index.enrich.speakers.words.lists import choice
from index.enrich.speakers.words.titles import KIN, ROLE
from search.model import Span

_BRACKET = re.compile(r"\s*\([^()]{1,80}\)")
"""A place or the like in brackets right behind a name: `ông A (xã B)`."""
_IN_BRACKET = re.compile(
    r"\s*\((?:\d{2} tuổi, |(?:sn|sinh năm) \d{4}, |(?:trú|ngụ|quê|ở) [^,;()]{2,50}, "
    r"|(?:khi đó|lúc đó|lúc bấy giờ|hiện|nay|đang|nguyên) là )+"
    rf"(?={OFFICE.pattern})"
)
"""What stands in a bracket before the office: `(65 tuổi, Phó bí thư X)`."""
_AGE = re.compile(r"\s*,\s*(?:(?:sn|sinh năm) )?\d{2,4}(?: tuổi)?(?=\s*,)")
"""An age or a year between commas: `bà A, 45 tuổi, …`, `anh B, sn 1990, …`."""
_DWELLING = re.compile(
    r"(?:,| [-–—])? ?(?:(?:trú|ngụ|ở|quận|huyện|xã|phường|thị trấn|tỉnh|thôn|xóm|bản|ấp|khối|khu"
    rf"|tổ|sn|sinh|quê|tại|công tác|cộng tác|làm việc|cựu|một(?! số)|{ROLE}|{KIN})(?!\w)"
    r"|\d{2,4}(?: tuổi)?(?=[ ,]*\Z|,))[^;:]{0,80}\Z"
)
"""Where somebody lives, works or is of, or how old he is: `, trú xã A`, `, một người dân`."""
_AFFILIATED = re.compile(
    r" (?:tại|thuộc|đến từ|từ|của) (?:nước này|tờ|tạp chí|hãng tin|tổ chức|quỹ|đại học|trường|viện|học viện"
    r"|công ty|tập đoàn|ngân hàng|tòa án|tòa|bộ|sở|cục|văn phòng|đoàn|hội|đảng|bệnh viện|cơ quan|ban"
    r"|trung tâm)[^,;:]{0,60}\Z"
)
"""A firm, a school or a paper that somebody is of: ` thuộc Viện X`, ` đến từ tập đoàn Y`."""
_OF_ONE = re.compile(rf" (?:của|từ|tại) (?:[^\W\d_]+ ){{0,3}}[{UPPER}\d][^,;:()]{{0,60}}\Z")
"""Behind a job and a name, the club or the paper that he is of: `HLV Mauro của Nam Định`."""
_ON_OCCASION = re.compile(
    r",? (?:(?:trong|tại|trên) (?:một )?(?:buổi|cuộc|lần|dịp|bài|trao đổi|phiên|họp báo|chương trình|bức thư"
    r"|thư|đơn|email|video|trang|mạng|hội nghị|hội thảo|lễ|bản|thông cáo|tuyên bố|phát biểu|bình luận"
    r"|thông điệp|báo cáo|văn bản|công văn|thông báo|lá thư|diễn đàn|tọa đàm|đại hội|dòng)"
    r"|khi (?:phát biểu|trả lời|trao đổi|nói chuyện|được hỏi|làm việc|gặp|tiếp|thăm|đến|tới))"
    r"(?!\w)[^,;:.]{0,80},?\Z"
)
"""Behind a name, where or when he says something."""
_APPOSED_TEXT = re.compile(rf"\s*, [^\W{UPPER}\d_][^;:.{COVER}]{{4,100}},\Z")
"""Something else between commas: `ông A, người từng trồng dưa ở đây,`."""
_TRADES = choice("""
    cư dân|ngư dân|khách du lịch|thợ|chiến sĩ|chiến lược gia|môi giới|điều phối viên|nghiên cứu viên|quản lý
    chủ|kỹ thuật viên|bảo vệ|lao động|cô gái|chàng trai|phụ nữ|đàn ông|bạn thân|đồng nghiệp|sống|làm
    bào chữa|đại diện cho
""")
"""What somebody is or does, which is neither an office nor a job of the lists."""
_FIRMS = choice("""
    bán|sản xuất|cung cấp|phân phối|mạng|băng|máy|phát hành|khai thác|thầu|đầu tư|xuất bản|vận hành|điều hành
    chế tạo
""")
"""What a firm is, where `nhà` stands before it: `một nhà bán lẻ`."""
_TELLS_PERSON = (
    r"(?:\d{1,3} tuổi|(?:sn|sinh năm) \d|(?:ngụ|trú|quê) "
    rf"|(?:một (?:trong (?:những|các|số) )?|nữ |nam |cựu )*(?:người(?! phát ngôn)|nhà(?= )(?! {_FIRMS})"
    rf"|{ROLE}|{KIN}|{JOB}|{_TRADES}))(?!\w)"
)
"""What is told of persons only: an age, a trade, whose son one is."""
_CLAUSE = r"(?:đã|được|bị|là|khi|sẽ|đang|bảo(?! thủ| hiểm| vệ| tàng| tồn)|hỏi|đều|tỏ ra|cùng|thì|mà|nhưng)"
"""Words of a clause, where no comma tells that something between commas ends."""
_SOMEBODY = re.compile(
    rf"\s*(?:(?:,|[-–—])\s*{_TELLS_PERSON}[^{COVER};:]{{0,120}}[,–—-]|\({_TELLS_PERSON}[^{COVER};:()]*\)[\s,]*"
    rf"|, {_TELLS_PERSON}(?: (?!{_CLAUSE}(?!\w))[^{COVER};:,() ]+){{0,16}})\Z"
)
"""What tells between commas or in brackets that a name is a person's: `, 24 tuổi,`, `, một nông dân ở X,`."""
_LOOSE_END = re.compile(rf" (?:{_CLAUSE}(?!\w)|[“”\"])|,")
"""What stands in no more that is told of a job where no comma closes it."""
_ALSO = re.compile(
    rf"(?:,? và (?:cũng )?(?:đồng thời )?là [^{COVER};:,]{{3,80}}|, {_TELLS_PERSON}(?: (?!{_CLAUSE}(?!\w))"
    rf"[^{COVER};:,() ]+){{0,12}})\Z"
)
"""What more somebody is than his office: ` và là tác giả cuốn sách X`, `, đảng viên Bảo thủ`."""
_HALF = re.compile(r" (?:gần|ở|chuyên|trực tiếp|thường|luôn)\Z")
"""Words that go with what was cut off: `một xe ôm gần đó`."""
_CUT = re.compile(r",\s")
"""Where an office may end that something else follows between commas."""
_JOB = re.compile(rf"(?:một )?(?:{JOB}|{MANY})")
"""A job, of which more may be told: `nhà báo chuyên theo dõi …`."""
APPOSED = Span(-2, -2)
"""Between commas behind a name, something else is told of him."""
SOMEBODY = Span(-3, -3)
"""What stands between commas behind a name is told of persons only."""
BARE = Span(-1, -1)
"""Nothing stands behind a name."""
NO_OFFICE = Span(0, 0)
"""A place or an age stands behind a name."""


def behind(page: Page, start: int, end: int, *, loose: bool = False) -> Span | None:
    """What a name is followed by up to `end`: its office, or nothing of that kind; None where it is none.

    Before a verb it may be `loose`: more may be told of somebody than what is known to follow a name.
    """
    if start >= end or not page.text[start:end].strip(" ,"):
        return BARE
    at = start
    inner = _IN_BRACKET.match(page.low, start, end) if "(" in page.text[start : start + 2] else None
    if inner and (stop := office_closed(page, inner.end(), end)) is not None:
        return Span(inner.end(), stop - inner.end())
    if (bracket := _BRACKET.match(page.text, start, end)) and not OFFICE.match(
        page.low, page.text.index("(", start) + 1
    ):
        at = bracket.end()
        if not page.text[at:end].strip(" ,"):
            return NO_OFFICE
    if age := _AGE.match(page.low, at, end):
        at = age.end()
    found = _after(page, at, end, loose=loose)
    return SOMEBODY if loose and found is None and tells_person(page, start, end) else found


def tells_person(page: Page, start: int, end: int) -> bool:
    """Whether what follows a name is told of persons only: his age, what he does, whose son he is."""
    if (bracket := _BRACKET.match(page.text, start, end)) and _SOMEBODY.match(page.low, bracket.end(), end):
        return True
    return _SOMEBODY.match(page.low, start, end) is not None


def _after(page: Page, at: int, end: int, *, loose: bool) -> Span | None:
    """The office behind a sign that ends at `end`; nothing but a place where one follows; else None."""
    if (sep := POST.match(page.text, at, end) or follows_bare(page, at, end)) is None:
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
    if stop is None and loose and not in_bracket:
        stop = _cut_short(page, begin, end, sep["sep"])
    return Span(begin, stop - begin) if stop else None


def _cut_short(page: Page, begin: int, end: int, sep: str) -> int | None:
    """Where an office ends behind which more is told between commas, or a job of which more is told."""
    if page.text.find(COVER, begin, end) >= 0:
        return None
    closed = page.text[end - 1] == ","
    comma = _CUT.search(page.text, begin, end - 1) if closed else None
    if (
        comma
        and page.text[comma.end()].islower()
        and (stop := office_end(page, begin, comma.start() + 1, sep))
    ):
        return stop
    if (also := _ALSO.search(page.low, begin, end)) and (stop := office_end(page, begin, also.start(), sep)):
        return stop
    found = BREAKS.search(page.text, begin, end) if _JOB.match(page.low, begin) else None
    if (
        found is None
        or found[0] in '“”"'
        or not (closed or _LOOSE_END.search(page.low, found.start(), end) is None)
    ):
        return None
    stop = page.bare(begin, found.start(), " ,-–")
    stop = half.start() if (half := _HALF.search(page.low, begin, stop)) else stop
    return None if stop <= begin or NO_END.search(page.low, begin, stop) else stop
