"""Words of sentences like `Theo ông A, Bí thư B, …` and `…, theo ông A`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from index.enrich.gazetteer import UPPER
from index.enrich.speakers.people.first_names import first_name
from index.enrich.speakers.prose.clauses import behind_titles
from index.enrich.speakers.prose.names import NAME, is_full
from index.enrich.speakers.prose.page import COVER
from index.enrich.speakers.saying.given import (
    LEAST_BEFORE,
    LEAST_WORDS,
    Told,
    is_short,
    trimmed_end,
    without_marks,
)
from index.enrich.speakers.saying.subjects import named_or_office
from index.enrich.speakers.saying.together import together
from index.enrich.speakers.who import Who
from index.enrich.speakers.words.kinds import BODY, JOB_ALONE, OFFICE, UNIT_KIND
from index.enrich.speakers.words.sayings import NOUNS, VERB
from index.enrich.speakers.words.titles import PRONOUNS, TITLE_OR_ROLE
from search.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from index.enrich.speakers.prose.page import Page
    from index.enrich.speakers.prose.reading import Prose, Sentence

WHY = "what is said according to somebody"
"""What such a statement rests on."""

_OPENING = re.compile(
    r"(?:Theo|Cũng theo|Còn theo|Trong khi đó,? theo|Tuy nhiên,? theo"
    r"|(?:Ngoài ra|Bên cạnh đó|Cụ thể|Đặc biệt|Mặt khác|Trước đó) theo)(?: lời(?: kể)?(?: của)?"
    r"| (?:một |những )?(?:nguồn tin|thông tin|tin|số liệu|dữ liệu|thống kê|báo cáo|thông báo|thông cáo"
    r"|tuyên bố|xác nhận|đơn|công văn|văn bản|tờ trình|trình báo|trình bày|nhận xét|giới thiệu|khuyến nghị"
    r"|công bố|dự báo|kết luận|phản ánh|tâm sự|lời tâm sự|giải thích|phân tích|ghi nhận"
    r"|tính toán|lý giải|khẳng định|ước tính|chia sẻ|đánh giá|nhận định|ý kiến|tường trình"
    r"|lời khai|tiết lộ|kiến nghị|khiếu nại|tố cáo|đề xuất|khuyến cáo|quan điểm|lập luận|trả lời|mô tả|lý lẽ"
    r"|cáo buộc|dự đoán|suy luận|lời giải thích|cảnh báo)(?: (?!đề nghị|yêu cầu"
    r"|chỉ đạo)[\w/.-]+){0,4}?"
    r" (?:của|từ)(?: phía)?)? "
)
"""What opens a sentence before who said it: `Theo số liệu từ phía …`, `Theo đánh giá của …`."""
_WORD_FROM = re.compile(
    r"(?:[^,;:.“”\n]{3,40}, )?(?:[Tt]hông tin|[Tt]in|[Nn]guồn tin)(?: ban đầu| mới nhất| chính thức| nhanh)?"
    r" từ (?:phía )?(?![^;:]{4,120} cho (?:biết|hay)(?!\w))"
)
"""What opens a sentence before whose word it is: `Sáng 4/2, tin từ UBND huyện X, …`."""
_PAPERS = (
    r"(?:trình báo|tường trình|phản ánh|giải thích|lý giải|lập luận|phân tích|quan điểm|ghi nhận|tiết lộ"
    r"|thông cáo|thông báo|tuyên bố|báo cáo|khẳng định|lời kể|chia sẻ|phát biểu|nhận định|đánh giá"
    r"|số liệu|dữ liệu"
    r"|thông tin|nguồn tin|thống kê|văn bản|đơn|khiếu nại|tố cáo|lời khai|xác nhận|tính toán|ước tính)"
    r"(?: (?!của |từ )[\w/.-]+){0,4} (?:của|từ) "
)
"""What somebody says it in: `thông cáo chính thức của`."""
_BEHIND = re.compile(
    rf", theo {_PAPERS}"
    r"|(?:,| (?:nhưng|song|còn|và)"
    r"(?= theo (?:(?:ông|bà|anh|chị) |(?:lãnh đạo|đại diện|chuyên gia|luật sư|bác sĩ|nghệ sĩ|(?i:phó|chủ tịch"
    r"|giám đốc|bí thư|trưởng)) [^,;:.]{3,60}, ))) theo (?:lời )?"
)
"""What stands behind what is said: `…, theo lời …`, `… nhưng theo ông …`."""
_COMMA = re.compile(", ")
"""What parts a name from the office behind it, or from the next clause."""
_NEXT = re.compile(
    r" (?=(?:những|các|nếu|đây|nguyên nhân|mặc dù|dù|do|vì|hiện nay|hiện tại|từ|sau khi|cần|phải) )"
)
"""What begins behind a name where no sign stands: `Theo ông A những hình ảnh …`."""
_CLAUSE = re.compile(
    r" (?:đã|sẽ|đang|thì|là|việc|hiện|các|những|nếu|khi|do|vì|để|trong|từ|đến|tại|có|không|chưa|cần|phải|vẫn"
    r"|cũng|còn|nên|mới|sau|trước|với|qua|đây|nguyên nhân|mỗi|năm|mức|số|tổng|nhiều|một|ngày|ở|trên"
    r"|thuộc|hôm|về|gửi)(?!\w)"
)
"""What a clause goes on with behind an office: other words go on with the office itself."""
_SIGN = re.compile(r"[,:] ?| [-–] | (?=(?:việc|thì|(?:tính )?đến (?:nay|thời điểm)) )")
"""Where who said it may end: `Theo ông A, Bí thư B, …`."""
_MAY_END = re.compile(rf"[,:(–-]|\s(?=[^\W{UPPER}\d])")
"""Before what who said it may end: a sign, or a word without a capital."""
_OPENS_BY = 70
"""Characters of a sentence in which it is opened."""
_ADDRESSES = ("ông ", "bà ", "anh ", "chị ")
"""Forms of address of whom a crowd may be told with."""
_AND_CROWD = re.compile(" (?:và|cùng) (?:người dân|các|những|nhiều|một số|bạn bè|gia đình|hàng xóm)(?!\\w)")
"""With which crowd somebody says it: `Theo ông A và người dân địa phương`."""
_KIND = re.compile(rf"(?:công ty|hãng|tổ chức|tập đoàn|ngân hàng|quỹ|trang|viện|nền tảng)(?= [^\W{UPPER}\d])")
"""What a body is, told behind its name."""
_REACH, _MOST_SIGNS = 300, 6
"""Characters and signs behind `theo` within which who says it ends."""


def according(prose: Prose, sentence: Sentence) -> Told | None:
    """What a sentence gives to somebody by `theo`."""
    text, end = prose.page.text, sentence.end
    if text[sentence.start] in "TCNBĐM" and (
        (opening := _OPENING.match(text, sentence.start, end))
        and (told := _according_to(prose, sentence, opening.end()))
    ):
        return told
    if text.find("in từ ", sentence.start, sentence.start + _OPENS_BY) >= 0 and (
        opening := _WORD_FROM.match(text, sentence.start, end)
    ):
        return _according_to(prose, sentence, opening.end())
    if text.find(" theo ", sentence.start, end) >= 0:
        for behind in reversed(list(_BEHIND.finditer(text, sentence.start, end))):
            if _may_begin(prose.page, behind.end()) and (told := _according_behind(prose, sentence, behind)):
                return told
    return None


def _may_begin(page: Page, at: int) -> bool:
    """Whether somebody or a body may be told from a place on: most words behind `theo` tell of none."""
    if page.text[at : at + 1].isupper():
        return True
    return any(kind.match(page.low, at) for kind in (TITLE_OR_ROLE, OFFICE, BODY, UNIT_KIND))


def _according_to(prose: Prose, sentence: Sentence, begin: int) -> Told | None:
    """What stands behind `Theo ông A, Bí thư B,`."""
    page, text, end = prose.page, prose.page.text, sentence.end
    if not _may_begin(page, begin):
        return None
    signs = list(_SIGN.finditer(text, begin, min(end, begin + _REACH)))
    if page.low.startswith(_ADDRESSES, begin) and (clause := _goes_on(page, begin, end)):
        signs = [clause, *signs]
    for sign in reversed(signs[:_MOST_SIGNS]):
        stop = sign.start()
        who = _who(page, begin, stop, end)
        if who is None or is_short(text[sign.end() : end]) or _holds_verb(text, begin, stop):
            continue
        if who.name is None and sign[0] != ", " and JOB_ALONE.match(page.low, sign.end(), end):
            continue
        said = Span(sign.end(), trimmed_end(text, end) - sign.end())
        shown = Span(sentence.start, stop - sentence.start)
        return Told(who, without_marks(sentence, said), shown, WHY)
    return None


def _goes_on(page: Page, begin: int, end: int) -> re.Match[str] | None:
    """Where a clause goes on right behind a form of address and a name, if one does."""
    name = NAME.match(page.text, page.text.index(" ", begin) + 1, end)
    return _NEXT.match(page.text, name.end(), end) if name else None


def _holds_verb(text: str, begin: int, stop: int) -> bool:
    """Whether a verb of saying stands there that is no part of the name of a body."""
    return any(not text.endswith(NOUNS, begin, verb.end()) for verb in VERB.finditer(text, begin, stop))


def _who(page: Page, begin: int, stop: int, end: int) -> Who | None:
    """Who stands between `theo` and a sign, as a whole; a pronoun in a question is who is asked."""
    if page.text[end - 1] != "?" and (pronoun := _pronoun(page, begin, stop)):
        return pronoun
    if page.low.startswith(_ADDRESSES, begin) and (crowd := _AND_CROWD.search(page.low, begin, stop)):
        stop = crowd.start()
    who = named_or_office(page, begin, stop) or first_name(page, begin, stop, end)
    if who is not None and _is_firm(page, who):
        return None
    return who if who is not None and _is_whole(page, begin, who) else None


def _pronoun(page: Page, begin: int, stop: int) -> Who | None:
    """The pronoun that is all that stands between two places."""
    text = page.text[begin:stop]
    return Who(None, None, begin, pronoun=text) if text in PRONOUNS else None


def _is_firm(page: Page, who: Who) -> bool:
    """Whether what is told behind a name is a kind of bodies: `Theo Wood Mackenzie - công ty chuyên …`."""
    if who.name is None or who.titled or who.office is None or who.office.start < who.name.start:
        return False
    is_full_name = is_full(page.text[who.name.start : who.name.end])
    return not is_full_name and _KIND.match(page.text, who.office.start) is not None


def _is_whole(page: Page, begin: int, who: Who) -> bool:
    """Whether nothing but a form of address or `một` stands before who is told, or another beside him."""
    if who.titled:
        who = together(page, begin, who)[0]
    if who.start <= begin or page.low[begin : who.start] == "một ":
        return True
    return who.name is None and behind_titles(page, begin, who.start + 1) == who.start


def _according_behind(prose: Prose, sentence: Sentence, behind: re.Match[str]) -> Told | None:
    """What stands before, or behind, `, theo ông A`."""
    page, text, end, begin = prose.page, prose.page.text, sentence.end, behind.end()
    before = text[sentence.start : behind.start()]
    few = COVER not in before and len(before.split()) < LEAST_BEFORE
    for stop in may_end(text, begin, end):
        who = named_or_office(page, begin, stop) or _pronoun(page, begin, stop)
        if who is None or not _is_whole(page, begin, who) or _opens_next(page, who, stop):
            continue
        said = Span(sentence.start, behind.start() - sentence.start)
        if len(text[stop:end].split()) > LEAST_WORDS or COVER in text[stop:end]:
            first = stop + len(text[stop:end]) - len(text[stop:end].lstrip(" ,–-"))
            said = Span(first, trimmed_end(text, end) - first)
        elif few:
            return None
        theo = text.index("theo", behind.start())
        shown = Span(theo, stop - theo)
        return Told(who, without_marks(sentence, said), shown, WHY)
    return None


def _opens_next(page: Page, who: Who, stop: int) -> bool:
    """Whether what seems his office behind a comma goes on as a clause: `theo ông A, UBND xã đã …`."""
    if page.text[stop : stop + 1] != " ":
        return False
    if page.low.startswith("bộ luật ", stop - 2) or (who.name is None and not _CLAUSE.match(page.text, stop)):
        return True
    parts = [m.end() for m in _COMMA.finditer(page.text, who.start, stop)]
    return any(kind.match(page.low, at) for at in parts for kind in (OFFICE, BODY, UNIT_KIND))


def may_end(text: str, begin: int, end: int) -> Iterator[int]:
    """Where a name with its office may end: with the sentence, before a comma, a bracket or a word."""
    if end - begin <= _REACH:
        yield trimmed_end(text, end)
    for found in reversed(list(_MAY_END.finditer(text, begin, min(end, begin + _REACH)))):
        yield found.start()
