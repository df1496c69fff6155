"""Whose a verb of saying is that has no subject of its own: that of a verb before it, or who spoke last."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from index.enrich.gazetteer import UPPER
from index.enrich.speakers.bodies.alone import office_subject
from index.enrich.speakers.people.named import main_subject
from index.enrich.speakers.who import Who
from index.enrich.speakers.words.sayings import FAULT, OFTEN, OFTEN_IN_LETTERS
from search.text import lower

if TYPE_CHECKING:
    from index.enrich.speakers.prose.page import Page
    from search.model import Span

GOES_ON = Who(None, None, 0, pronoun="")
"""Whoever spoke last: a sentence that leaves its subject out."""
LEFT_OUT = "a verb of saying without its subject"
"""What such a statement rests on."""
_PRONOUNS = "[Ôô]ng|[Bb]à|[Aa]nh|[Cc]hị|[Cc]ô|[Vv]ị này"
"""Pronouns for one person."""
_LINK_WORDS = "và|nhưng|song|đồng thời|cũng như|cùng với đó|cùng đó|cũng|đã|khi|vẫn|mà"
_LINKS = (",", ";", *(f" {word}" for word in _LINK_WORDS.split("|")))
"""What links a verb to one before it with the same subject."""
_AGREED = (" thống nhất", " nhất trí", " đồng thuận")
"""What may stand between: `đã họp và thống nhất đề nghị`."""
_ASKS = re.compile("đề nghị|đề xuất|kiến nghị|yêu cầu")
"""Verbs of what is agreed on so."""
_LONGEST_CALL = 100
"""Characters before a verb in which it is told how somebody turns to another."""
_LONGEST_OPENING = 40
"""Characters before a verb that opens its sentence."""
_LEFT_OUT = re.compile(
    r"(?:Đồng thời|Ngoài ra|Bên cạnh đó|Cùng với đó|Qua đó|Từ đó|Theo đó|Trên cơ sở đó|Trong đó"
    r"|Cũng tại đây)?,? ?(?:cũng |đã )?\Z"
)
"""What may stand before such a verb: `Đồng thời đề nghị …`."""
_LETTER = re.compile(
    r"(?<! việc) (?:ban hành|ra|có|gửi|ký|ký tiếp|phát|phát đi) (?:đơn|thư|(?i:công văn"
    r"|văn bản|chỉ thị|công điện|thông báo|tờ trình|thông cáo|công hàm|tâm thư"
    r"|khiếu nại|kháng nghị|báo cáo|quyết định|nghị quyết|kết luận))(?!\w)[^.;:]{0,200}\Z"
)
"""Somebody writes a letter, and the verb of saying tells what it asks for."""
_PRONOUN = re.compile(
    rf"(?:[-*•+– ]*|(?:Tuy nhiên|Ngoài ra|Sau đó|Trước đó|Đồng thời), )({_PRONOUNS})"
    rf"(?= [^\W{UPPER}\d_])"
)
"""The pronoun that a sentence begins with."""
_SENT = re.compile(
    r" (?:văn bản|công văn|tờ trình|đơn|thư|báo cáo)[^,.;:]{0,30} (?:gửi|trình|lên) [^.;:,]{4,120},?\s*\Z"
)
"""Before a verb: a letter went to somebody."""
_OTHER = re.compile(r", (?:nhưng|còn|trong khi|song)(?: [^\W\d_]+){1,4} cũng\s*\Z")
"""Before a verb: another subject than the one of the sentence."""
_CALLS = re.compile(
    r" (?:(?:đến|tới|xuống) (?:hiện trường|nhà|trụ sở|cơ quan|trường)|trả lại hồ sơ|trả hồ sơ"
    r"|họp báo(?<!buổi họp báo)(?<!cuộc họp báo)|gọi điện|gọi|điện thoại|điện"
    r"|nhắn tin|viết thư|gửi thư|lên tiếng|gửi đơn|làm đơn"
    r"|đưa ra (?:kết luận|ý kiến"
    r"|tuyên bố|thông báo|thông điệp)|(?:ra|ban hành) (?:nghị quyết|quyết định|tuyên bố|phán quyết))(?!\w)"
    r"(?: (?!(?:được|bị|mà|nhưng|khi|rằng)(?!\w))[^\s,;:.]+){0,14}\s*\Z"
)
"""How somebody turns to another, right before the verb of what he asks for: `gọi điện cho xã yêu cầu …`."""
_ASKS_SO = re.compile(
    r"(?:đề nghị|yêu cầu|kêu gọi|thông báo|tố cáo|tố giác|kiến nghị|xin|cầu xin|hỏi|mời)(?!\w)"
)
"""The verbs of that."""
_BY_MANY = re.compile(
    r" (?:được|bị) (?:nhiều|các|những|một số|cử tri|người dân|đại biểu|báo chí|phóng viên|dư luận)(?!\w)"
)
"""Before a verb: what many do to somebody is not his."""
_DECIDES = re.compile(r" quyết định (?:thi hành )?(?:kỷ luật|khiển trách|cảnh cáo|khởi tố)(?!\w)")
"""What a body decides about another is no fault of its own."""


def left_out(page: Page, start: int, verb: Span) -> tuple[Who, str] | None:
    """Whoever spoke last, where a sentence begins with its verb: `Đồng thời đề nghị …`."""
    if verb.start - start >= _LONGEST_OPENING:
        return None
    head = page.text[start : verb.start]
    is_left_out = _LEFT_OUT.fullmatch(head) and page.text[verb.start].islower() == bool(head.strip())
    return (GOES_ON._replace(start=start), LEFT_OUT) if is_left_out else None


def _pronoun_subject(page: Page, start: int, end: int) -> Who | None:
    """The pronoun that opens a sentence and does something in it: `Ông ghi nhận …`."""
    found = _PRONOUN.match(page.text, start, end)
    return Who(None, None, found.start(1), pronoun=lower(found[1])) if found else None


def _asking(page: Page, start: int, verb: Span) -> Who | None:
    """Whose letter to another asks for something: `UBND xã có văn bản gửi UBND huyện xin …`."""
    if not _SENT.search(page.text, start, verb.start):
        return None
    return main_subject(page, start, verb.start) or office_subject(page, start, verb.start)


def _in_letter(page: Page, start: int, verb: Span) -> bool:
    """Whether a verb tells what a letter, or somebody who calls another, asks for."""
    if OFTEN_IN_LETTERS.match(page.text, verb.start) and _LETTER.search(page.text, start, verb.start):
        return True
    begin = max(start, verb.start - _LONGEST_CALL)
    return (
        _ASKS_SO.match(page.text, verb.start) is not None
        and _CALLS.search(page.text, begin, verb.start) is not None
    )


def linked(page: Page, start: int, verb: Span) -> Who | None:
    """The subject of a verb before this one: `ông A ghi nhận …, đồng thời đề nghị …`."""
    if page.text.startswith("xin", verb.start):
        return _asking(page, start, verb)
    stop = page.bare(start, verb.start, " \n")
    agreed = next((each for each in _AGREED if page.text.endswith(each, start, stop)), "")
    often = _ASKS if agreed else OFTEN
    is_linked = often.match(page.text, verb.start) and page.text.endswith(_LINKS, start, stop - len(agreed))
    if not is_linked and not _in_letter(page, start, verb):
        return None
    who = (
        _pronoun_subject(page, start, verb.start)
        or main_subject(page, start, verb.start)
        or office_subject(page, start, verb.start)
    )
    if who is not None and any(each.search(page.text, who.start, verb.start) for each in (_OTHER, _BY_MANY)):
        return None
    begin = who.start if who is not None else start
    if who is not None and who.body and (decided := _DECIDES.search(page.text, begin, verb.start)):
        begin = decided.end()
    return None if who is None or FAULT.search(page.text, begin, verb.start) else who
