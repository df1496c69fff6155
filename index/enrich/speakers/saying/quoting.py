"""Whose a quotation is without a verb of saying."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from index.enrich.gazetteer import UPPER
from index.enrich.speakers.people.first_names import is_called
from index.enrich.speakers.people.named import main_subject, named
from index.enrich.speakers.people.offices import holds_break
from index.enrich.speakers.people.persons import is_surely_one, person_at
from index.enrich.speakers.prose.clauses import opens_clause
from index.enrich.speakers.prose.names import NAME, is_full, is_press, is_unit
from index.enrich.speakers.saying.according import may_end
from index.enrich.speakers.saying.given import Told, trimmed_end, without_marks
from index.enrich.speakers.saying.subjects import before_verb, named_or_office
from index.enrich.speakers.who import Who
from index.enrich.speakers.words.kinds import OFFICE_ONLY, SINGLE
from index.enrich.speakers.words.sayings import FAULT, PERSONAL, VERB
from search.model import Span

if TYPE_CHECKING:
    from index.enrich.speakers.prose.page import Page
    from index.enrich.speakers.prose.reading import Prose, Sentence

QUOTED, BEFORE_QUOTED, NOUN = (
    "who stands behind what is quoted",
    "who stands before what is quoted",
    "whose statement it is called",
)
"""What such statements rest on."""

_OF = re.compile(
    r"(?:là|đó là|Đó là)[^,;:.]{0,30} (?:chia sẻ|tâm sự|lời|khẳng định|nhận định|phát biểu|ý kiến|câu nói"
    r"|bộc bạch|trải lòng)[^,;:.]{0,40} của "
    r"|[^,;:.]{3,40} dẫn (?:lời|trình bày|phát biểu|tuyên bố|chia sẻ)(?: của)? "
)
"""What stands between a quotation and whose it is: `“…” – là chia sẻ của ông A`."""
_NOUN_OF = re.compile(
    r" (?:(?:lời|tuyên bố|cảnh báo|khẳng định|nhận định|ý kiến|phát biểu|đề nghị|cáo buộc|trình bày)"
    r"[^,;:.]{0,30} của|dẫn lời) (?=[^;:.]{4,120} rằng )"
)
"""What somebody’s statement is called: ` lời cảnh báo của ông A rằng …`."""
_THIS_IS = re.compile(
    r"(?:Đây|Đó|Trên đây)(?: cũng)? là (?:lời |những |một trong những |nội dung |ý kiến )?(?:chia sẻ|tâm sự"
    r"|khẳng định|nhận định|phát biểu|ý kiến|đề nghị|kiến nghị|yêu cầu|cảnh báo|đánh giá|thông tin|quan điểm"
    r"|nhấn mạnh|chỉ đạo|lời|bộc bạch|trăn trở|đề xuất)(?: [^\W\d]+){0,2} của "
)
"""What follows a statement, before whose it is: `Đây là khẳng định của`."""
_TOLD_BY = re.compile(
    r"(?:Đây|Đó|Trên đây)(?: cũng| chính)? là (?:(?:một trong những|những|một số|các|một) )?"
    r"(?:thông tin|nội dung|điều|ý kiến|quan điểm|nhận định|vấn đề|con số|yêu cầu|khẳng định|chia sẻ"
    r"|kiến nghị|đề xuất|câu hỏi|chỉ đạo|băn khoăn)(?: [^\W\d]+){0,3}? (?:được|mà|do) "
    r"|(?:Điều|Thông tin|Nội dung|Vấn đề|Việc|Quan điểm|Ý kiến|Đề xuất)"
    r" (?:này|trên|đó)(?: cũng| đã| vừa){0,2} được "
)
"""The same before who says it with a verb: `Đây là thông tin được ông A nêu tại …`."""
TOLD_OPENS = (
    "Đây ",
    "Đó ",
    "Trên đây ",
    "Điều ",
    "Thông tin ",
    "Nội dung ",
    "Vấn đề ",
    "Việc ",
    "Quan điểm ",
    "Ý kiến ",
    "Đề xuất ",
)
"""What such sentences begin with."""
_WHERE = re.compile(
    r",?(?: [-–])? (?:tại(?! [A-ZĐ])|trong|khi|trước|sau|về|với|xung quanh|liên quan|gửi|đưa|ở|vào|sáng|chiều"
    r"|tối|ngày|được|đã)(?!\w)"
)
"""What stands behind him: where, when or about what he says it."""
_PASSED_ON = re.compile(
    r" (?:truyền đạt|thông báo) (?:ý kiến|kết luận|chỉ đạo)[^,;:.]{0,20} của "
    r"(?=[^,;:.]{4,80},? (?P<verb>chỉ đạo|yêu cầu|đề nghị|giao|đồng ý) )"
)
"""Whose words another passes on: ` truyền đạt ý kiến của ông A yêu cầu …`."""
_LONGEST_REST = 80
"""Characters behind a quotation in which somebody stands who says it."""
_TITLES_ALONE = frozenset(("", "ông", "bà", "anh", "chị", "cô", "thầy", "bác", "chú", "em", "tướng"))
"""What stands between a quotation and his name."""
_FEW_WORDS = re.compile(rf"(?: (?!(?:được|bị|của|và|cũng|từ|đã|sẽ)(?!\w))[^\W{UPPER}_]+){{1,7}}\s*[.!?…]?")
"""What he does while he says it: no more than some words."""
_DOES = re.compile(
    rf" (?!(?:được|bị|của|và|cũng|từ|đã|sẽ|là|có)(?!\w))[^\W{UPPER}_]+(?: [^\W{UPPER}_]+){{0,6}}\s*:"
)
"""What he does before a colon."""
_HE = re.compile(
    rf"\s*, (ông|bà|anh|chị|cô|cậu)(?: (?!được|bị|của|và|cũng|từ|đã|sẽ|là)[^\W{UPPER}_]+){{1,5}}\s*[.!?…]?"
)
"""A pronoun behind a quotation, and what he does while he says it: `“…”, anh thẳng thắn`."""
_MANNER = re.compile(
    r" (?:thẳng thắn|khẩn khoản|gay gắt|dứt khoát|bức xúc|xúc động|ngậm ngùi|trăn trở|tâm tư|nghiêm khắc"
    r"|quyết liệt|mạnh mẽ|rõ ràng"
    r"|nói rõ|hồ hởi|phấn khởi|lo lắng|băn khoăn|kết lại|mở đầu|kết thúc|tiếp lời|cắt ngang"
    r"|ngắt lời)(?: \w+){0,2}:? *\Z"
)
"""How somebody speaks, told before a colon."""
_THAT = " rằng "
"""What opens the words of such a statement."""
_NEAR = 6
"""Characters between a quotation and what it is called."""


def without_verb(prose: Prose, sentence: Sentence) -> Told | None:
    """What a sentence gives to somebody whose statement it is called, or beside whom a quotation stands."""
    if prose.page.text[sentence.start] in "ĐT" and (told := _named_behind(prose, sentence)):
        return told
    if prose.page.text.find(_THAT, sentence.start, sentence.end) >= 0 and (told := _noun_of(prose, sentence)):
        return told
    if not sentence.quotations:
        return None
    return (
        _behind_quotation(prose, sentence)
        or _beside_quotation(prose, sentence)
        or _before_quotation(prose, sentence)
    )


def _noun_of(prose: Prose, sentence: Sentence) -> Told | None:
    """`… lời cảnh báo của ông A rằng …`."""
    text = prose.page.text
    found = _NOUN_OF.search(text, sentence.start, sentence.end)
    if found is None:
        return None
    stop = text.index(_THAT, found.end())
    begin = stop + len(_THAT)
    said = Span(begin, trimmed_end(text, sentence.end) - begin)
    who = named_or_office(prose.page, found.end(), stop)
    if who is None or who.start > found.end() or said.length <= 0:
        return None
    return Told(who, (said,), Span(found.start() + 1, stop - found.start() - 1), NOUN)


def _named_behind(prose: Prose, sentence: Sentence) -> Told | None:
    """`Đây là khẳng định của ông A tại …`: the sentence before is his."""
    text = prose.page.text
    found = _THIS_IS.match(text, sentence.start, sentence.end)
    at = prose.sentences.index(sentence) if found else 0
    if found is None or not at:
        return None
    where = _WHERE.search(text, found.end(), sentence.end)
    stop = trimmed_end(text, where.start() if where else sentence.end)
    who = named_or_office(prose.page, found.end(), stop)
    if who is None or who.start > found.end():
        return None
    previous = prose.sentences[at - 1]
    said = Span(previous.start, trimmed_end(text, previous.end) - previous.start)
    return Told(who, without_marks(previous, said), Span(sentence.start, stop - sentence.start), NOUN)


def told_behind(prose: Prose, at: int) -> Told | None:
    """`Đây là thông tin được ông A nêu tại …`: the sentence before is his."""
    text, sentence = prose.page.text, prose.sentences[at]
    found = _TOLD_BY.match(text, sentence.start, sentence.end)
    verb = VERB.search(text, found.end(), sentence.end) if found and at else None
    who = before_verb(prose.page, found.end(), verb.start() + 1) if found and verb else None
    if found is None or verb is None or who is None or who.start > found.end():
        return None
    previous = prose.sentences[at - 1]
    said = Span(previous.start, trimmed_end(text, previous.end) - previous.start)
    shown = Span(sentence.start, verb.end() - sentence.start)
    return Told(who, without_marks(previous, said), shown, NOUN)


def passed_on(prose: Prose, sentence: Sentence) -> Told | None:
    """`Văn phòng truyền đạt ý kiến của ông A chỉ đạo …`."""
    text = prose.page.text
    if text.find(" của ", sentence.start, sentence.end) < 0:
        return None
    found = _PASSED_ON.search(text, sentence.start, sentence.end)
    who = named(prose.page, found.end(), found.start("verb")) if found else None
    if found is None or who is None or who.start > found.end():
        return None
    begin = found.end("verb") + 1
    said = Span(begin, trimmed_end(text, sentence.end) - begin)
    return Told(who, (said,), Span(found.start() + 1, found.end("verb") - found.start() - 1), NOUN)


def _beside_quotation(prose: Prose, sentence: Sentence) -> Told | None:
    """`“…”, ông A ngậm ngùi`: whoever stands behind a quotation and does no more than a few words tell."""
    page, quotation = prose.page, sentence.quotations[-1]
    begin, end = quotation.whole.end, sentence.end
    if he := _HE.fullmatch(page.text, begin, end):
        pronoun = Who(None, None, he.start(1), pronoun=he[1])
        return Told(
            pronoun, quotation.words, Span(he.start(1), trimmed_end(page.text, end) - he.start(1)), QUOTED
        )
    runs = page.runs(begin, end) if end - begin <= _LONGEST_REST else []
    if not runs or page.text[begin : runs[0][0]].strip(" ,–-") not in _TITLES_ALONE:
        return None
    who = person_at(page, begin, *runs[0])
    rest = page.text[runs[0][1] : end]
    if (
        who is None
        or not _FEW_WORDS.fullmatch(rest)
        or not is_surely_one(page, who, sentence.start, bare=True)
    ):
        return None
    is_parted = page.text[begin : who.start].strip() != ""
    if not (is_parted or PERSONAL.search(rest)):
        return None
    if not who.titled and (PERSONAL.search(rest) is None or " dẫn " in rest):
        return None
    return Told(who, quotation.words, Span(who.start, trimmed_end(page.text, end) - who.start), QUOTED)


def _behind_quotation(prose: Prose, sentence: Sentence) -> Told | None:
    """`“…” – là chia sẻ của ông A`."""
    quotation = sentence.quotations[-1]
    found = _OF.search(prose.page.text, quotation.whole.end, sentence.end)
    if found is None or found.start() - quotation.whole.end > _NEAR:
        return None
    for stop in may_end(prose.page.text, found.end(), sentence.end):
        who = named(prose.page, found.end(), stop)
        if who is not None and who.start <= found.end():
            return Told(who, quotation.words, Span(found.start(), stop - found.start()), QUOTED)
    return None


def _before_quotation(prose: Prose, sentence: Sentence) -> Told | None:
    """`Ông A gay gắt: “…”`: a quotation behind a colon is his who does something before it."""
    text = prose.page.text
    for quotation in sentence.quotations:
        at = quotation.whole.start
        if not text[sentence.start : at].rstrip().endswith(":") or VERB.search(text, sentence.start, at):
            continue
        who = (
            main_subject(prose.page, sentence.start, at)
            or _opens_bare(prose.page, sentence.start, at)
            or _office_opens(prose.page, sentence.start, at)
            or _name_alone(prose.page, sentence.start, at)
        )
        if who is not None and not FAULT.search(text, sentence.start, at):
            return Told(who, quotation.words, Span(who.start, at - who.start), BEFORE_QUOTED)
    return None


def _opens_bare(page: Page, start: int, end: int) -> Who | None:
    """Whose full name alone opens the clause: `Nguyễn Văn A không giấu được xúc động: “…”`."""
    first, last = next(reversed(page.runs(start, end)), (-1, -1))
    if first < 0 or not is_full(page.text[first:last]) or not _DOES.match(page.text, last, end):
        return None
    who = person_at(page, start, first, last)
    if who is None or not opens_clause(page, start, who.start):
        return None
    return who if is_surely_one(page, who, start, bare=True) else None


def _name_alone(page: Page, start: int, end: int) -> Who | None:
    """Whose name is all that stands before a quotation: `Trần Quế: “…”`."""
    run = NAME.fullmatch(page.text, start, page.bare(start, end, " :"))
    if run is None or is_press(run[0]) or is_unit(run[0]) or not (is_full(run[0]) or is_called(run[0])):
        return None
    return Who(Span(run.start(), run.end() - run.start()), None, run.start())


def _office_opens(page: Page, start: int, end: int) -> Who | None:
    """Whose office alone opens the clause before a quotation: `Phó ban X thẳng thắn: “…”`."""
    clause = page.clause(start, page.bare(start, end, " :"))
    if OFFICE_ONLY.match(page.low, clause, end) is None:
        return None
    rest = _MANNER.search(page.low, clause, end)
    stop = page.bare(clause, rest.start() if rest else end, " :,")
    if stop <= clause or holds_break(page.text, clause, stop) or not SINGLE.fullmatch(page.low, clause, stop):
        return None
    last = page.text.rfind(" ", clause, stop) + 1
    is_whole = page.text[last].isupper() or OFFICE_ONLY.fullmatch(page.low, clause, stop) is not None
    return Who(None, Span(clause, stop - clause), clause) if is_whole else None
