"""What a sentence gives to whom: the verb of saying, who stands before it, and the words that are his."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from index.enrich.speakers.people.office_behind import office_from
from index.enrich.speakers.prose.page import COVER
from index.enrich.speakers.saying.according import according
from index.enrich.speakers.saying.given import Told, opens_nothing, words_given
from index.enrich.speakers.saying.left_out import left_out, linked
from index.enrich.speakers.saying.quoting import QUOTED, TOLD_OPENS, passed_on, told_behind, without_verb
from index.enrich.speakers.saying.subjects import before_verb
from index.enrich.speakers.saying.together import together
from index.enrich.speakers.words.kinds import BODY, OFFICE_ONLY
from index.enrich.speakers.words.sayings import (
    BODY_ENDS,
    NEVER_BEFORE,
    NOT_SAYING,
    NOUNS,
    OFTEN,
    PERSONAL,
    PRAISE,
    VERB,
)
from search.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from index.enrich.speakers.prose.page import Page
    from index.enrich.speakers.prose.reading import Prose, Sentence
    from index.enrich.speakers.who import Who


VERB_BEHIND = "who stands before a verb of saying"
"""What such a statement rests on."""

_ORDER = re.compile(
    r"[-*•+– ]*(?:Đề nghị|Yêu cầu|Giao|Kiến nghị|Đề xuất|Chỉ đạo|Tập trung chỉ đạo)(?! tại)(?!\w)"
)
"""A sentence that begins so has no subject: whoever follows is asked."""
_ORDER_STARTS = frozenset("-*•+– ĐYGKCT")
"""Signs and letters that such a sentence begins with."""
_NEXT = re.compile(r"(?:;|, còn|, trong khi(?: đó)?,?| còn| trong khi(?: đó)?,?|,? và|¤\s*[,;]?)\s*\Z")
"""What parts the words of one from who speaks next: `ông A nói …, còn bà B cho rằng …`."""
_TELLS = re.compile(
    r"(?:biết|hay|cho rằng|nói|khẳng định|thông tin|thông báo|tiết lộ|xác nhận|kể|nhấn mạnh"
    r"|chia sẻ|tuyên bố|nhận định|đánh giá|giải thích|cáo buộc|chỉ ra|phản ánh|chỉ rõ|nêu rõ)\Z"
)
"""Verbs in whose words others may be told to say something."""
_OF_BODIES = re.compile(
    r"(?:đề nghị|yêu cầu|chỉ đạo|kiến nghị|đề xuất|khẳng định|cho biết|cho hay|cho rằng|nhận định|cảnh báo"
    r"|thông báo|tuyên bố|thừa nhận|xác nhận|nêu rõ|lưu ý|khuyến cáo|quán triệt|kêu gọi|hứa|bác bỏ|phủ nhận)"
    r"(?!\w)"
)
"""Verbs of what an office or a body is told to say in the words of another."""
_SUBORDINATE = re.compile(
    r"(?:Sau khi|Nói về|Về việc|Trước việc|Trước thông tin|Liên quan|Khi|Mặc dù|Dù|Trả lời|Đáp lại"
    r"|Đối với|Bị)(?!\w)"
)
"""What a sentence begins with before the clause of its own speaker."""
_LEAVE = re.compile("xin (?:phép|rút|tạm|lùi|hoãn|gia hạn|miễn)(?!\\w)")
"""What somebody asks for himself."""
_NEAR = 25
"""Characters between somebody and that verb."""
_IN_OFFICE = re.compile(
    r"(?:Trên|Với|Trong|Ở) (?:cương vị|tư cách|vai trò)(?: mới)?(?: (?:là|của))?(?: một)? "
)
"""What a sentence begins with before the office of who speaks in it."""
_PASSIVE = (" được ", " bị ")
"""Before somebody: another is asked or told something by him."""
_TOLD_BY = re.compile(
    r"(?:đề nghị|yêu cầu|kiến nghị|cho biết|cho hay|khẳng định|xác nhận|cảnh báo|thừa nhận|nhận định"
    r"|giải thích|tố cáo"
    r"|cho rằng|chỉ đạo(?= (?:[A-ZĐ]|các|phải|cơ quan|công an|sở|đơn vị))|tiết lộ|chia sẻ|kể|hỏi"
    r"|đưa ra)(?!\w)"
)
"""Verbs of what is said to another so, or of him."""
_BY = re.compile(r"(?<!\w)(?:mà|được|bị|do|bởi|các|những)\s*\Z")
"""Before an office or a body: what it says is told of something else."""
_LONGEST_VERB = 12
"""Characters of the longest of them."""
_ASKED = re.compile(r"(?<!\w)(?:mời|giao|hỏi|đề nghị|yêu cầu|với|cùng|và|gặp|gửi|cho|của|để)\s*\Z")
"""Before a name: he does something at another's asking, or is another's object."""
_NOUN_BEHIND = re.compile(
    r"(?<!\w)(?:Còn về|Đối với|Trả lời|Trước những|Liên quan đến|Giải thích về|Nói về|Ngoài|Theo|Trước|Về"
    r"|Sau|Do|Trong|Từ|Bên cạnh|Cùng với|Với)(?: các| những)? \Z"
)
"""Behind these such a word is no verb: `Ngoài yêu cầu đối với …`."""
_ASKS = re.compile("đề nghị|yêu cầu|kiến nghị|đề xuất")
"""Verbs whose object is asked to do something."""


def told_in(prose: Prose, at: int) -> Iterator[Told]:
    """What the sentence with a number gives to whom."""
    sentence = prose.sentences[at]
    page, start, end = prose.page, sentence.start, sentence.end
    if found := according(prose, sentence):
        yield from _before_theo(prose, at, found)
        yield from _each(page, start, found)
        yield from _told_of(prose, at, found.who, found.said[0].start if found.shown.start == start else end)
        return
    told = passed_on(prose, sentence)
    if told is None and page.text.startswith(TOLD_OPENS, start):
        told = told_behind(prose, at)
    if told is not None:
        yield told
        return
    done, asked = start, end
    is_order = page.text[start] in _ORDER_STARTS and _ORDER.match(page.text, start, end) is not None
    for verb in _verbs(page, start, end):
        if verb.start < done:
            continue
        told = _by_verb(prose, at, verb, done)
        if is_order and (told is None or not _orders(page.text, told.who, verb)):
            continue
        if told is not None and not _is_asked(page.text, asked, told.who):
            yield from _each(page, done, told)
            done = verb.end if told.who.sure else done
        elif _ASKS.match(page.text, verb.start, verb.end) and not _NOUN_BEHIND.search(
            page.text, start, verb.start
        ):
            asked = min(asked, verb.start)
    if done == start and (other := without_verb(prose, sentence)):
        yield other


def _before_theo(prose: Prose, at: int, theo: Told) -> Iterator[Told]:
    """Who says something before `theo`: `ông A cho biết, theo Sở B, …`, `ông A nói …, còn theo ông B …`."""
    page, start, stop = prose.page, prose.sentences[at].start, theo.shown.start
    for verb in _verbs(page, start, stop):
        is_telling = any(each.match(page.text, verb.start) for each in (OFTEN, PERSONAL))
        told = _by_verb(prose, at, verb, start) if is_telling else None
        if told is None or not told.who.sure:
            continue
        ended = _NEXT.search(page.text, verb.end, page.bare(verb.end, stop, " "))
        if ended or theo.said[0].start < stop:
            told = told._replace(said=tuple(_until(told.said, ended.start() if ended else stop - 2)))
        if told.said:
            yield from _each(page, start, told)
        return


def _until(said: Iterable[Span], stop: int) -> Iterator[Span]:
    """The stretches up to a place."""
    for span in said:
        if span.start < stop:
            yield Span(span.start, min(span.end, stop) - span.start)


def _orders(text: str, who: Who, verb: Span) -> bool:
    """Whether somebody is told behind what he demands: `Yêu cầu các sở …, ông A khẳng định …`."""
    is_named = who.name is not None and (who.titled or who.office is not None)
    return is_named and text.endswith(", ", 0, who.start) and PERSONAL.match(text, verb.start) is not None


def _told_of(prose: Prose, at: int, theo: Who, begin: int) -> Iterator[Told]:
    """Who is told to say something in the words of another that begin at a place."""
    page, end = prose.page, prose.sentences[at].end
    for verb in _verbs(page, begin, end):
        who = before_verb(page, begin, verb.start)
        if who is None or not who.sure or who.pronoun or not _is_of_another(page.text, begin, who, verb):
            continue
        is_his = theo.name is not None and theo.office is None
        if is_his and who.start <= begin + 1 and OFFICE_ONLY.match(page.low, who.start):
            continue
        if who.name is None and not (
            BODY.match(page.low, who.start) or OFFICE_ONLY.match(page.low, who.start)
        ):
            continue
        said, _ = words_given(prose, at, who, verb)
        if said and said[0].start >= verb.end:
            yield from _each(page, begin, Told(who, said, Span(who.start, verb.end - who.start), VERB_BEHIND))
            return


def _each(page: Page, start: int, told: Told) -> Iterator[Told]:
    """What is told of those who say it together, one by one."""
    for who in together(page, start, told.who):
        yield told if who is told.who else told._replace(who=who)


def _verbs(page: Page, start: int, end: int) -> Iterator[Span]:
    """The verbs of saying between two places that somebody may stand before."""
    text = page.text
    for verb in VERB.finditer(text, start, end):
        before, begin, stop = verb.start(), verb.start() + 1, verb.end()
        last = text[text.rfind(" ", start, before) + 1 : before]
        is_never = last in NEVER_BEFORE and (last != "khi" or OFTEN.match(text, begin) is None)
        if is_never and not page.low.endswith(BODY_ENDS, start, before):
            continue
        if not (NOT_SAYING.match(text, begin, end) or text.endswith(NOUNS, start, stop)):
            yield Span(begin, stop - begin)


def _is_asked(text: str, asked: int, who: Who) -> bool:
    """Whether somebody is rather whom another asks: `Hội đề nghị Bộ A, Sở B chỉ đạo …`."""
    return (
        asked < who.start and who.name is None and not who.pronoun and text.find(COVER, asked, who.start) < 0
    )


def _by_verb(prose: Prose, at: int, verb: Span, done: int) -> Told | None:
    """Words given by a verb; behind `done`, where another's end, only to who clearly begins anew."""
    page, start = prose.page, prose.sentences[at].start
    if opens_nothing(prose, at, verb):
        return None
    is_asking = page.text.startswith("xin", verb.start)
    who, why = before_verb(page, done, verb.start), VERB_BEHIND
    if is_asking and not (who and _asks_leave(page.text, who, verb)):
        who = None
    if done > start and (who is None or who.start <= done or not _is_next(page.text, start, done, who, verb)):
        return None
    if who is None:
        who, why = left_out(page, start, verb) or (linked(page, start, verb), why)
    if who is None or _says_nothing(prose, at, who, verb):
        return None
    if who.name is not None and who.office is None and page.text.startswith(("T", "V", "Ở"), start):
        who = _as_holder(page, start, who)
    said, quoted = words_given(prose, at, who, verb)
    if not said:
        return None
    return Told(who, said, Span(who.start, verb.end - who.start), QUOTED if quoted else why)


def _asks_leave(text: str, who: Who, verb: Span) -> bool:
    """Whether somebody right before a verb asks for leave, no letter of his: `ông A xin phép nghỉ`."""
    if who.name is None or not who.titled or _LEAVE.match(text, verb.start) is None:
        return False
    return verb.start - max(who.name.end, who.office.end if who.office else 0) <= _NEAR


def _as_holder(page: Page, start: int, who: Who) -> Who:
    """Somebody with the office that opens his sentence: `Trên cương vị là Chủ tịch xã, ông A …`."""
    role = _IN_OFFICE.match(page.text, start, who.start)
    office = office_from(page, role.end(), who.start) if role else None
    is_his = office is not None and page.text[office.end : who.start].strip() == ","
    return who._replace(office=office) if is_his else who


def _says_nothing(prose: Prose, at: int, who: Who, verb: Span) -> bool:
    """Whether somebody is praised or asked, or something is done by him rather than said."""
    text, start = prose.page.text, prose.sentences[at].start
    if _is_no_praise(text, who, verb) or _is_question(prose.sentences[at], text, who):
        return True
    return text.endswith(_PASSIVE, start, who.start) and not _TOLD_BY.match(text, verb.start)


def _is_no_praise(text: str, who: Who, verb: Span) -> bool:
    """Whether a word of praise stands behind who is no person for sure, or tells by whom one is praised."""
    is_one = who.name is not None and (who.titled or who.office is not None)
    if is_one and not text.endswith("được ", 0, who.start):
        return False
    return PRAISE.fullmatch(text, verb.start, verb.end) is not None


def _is_next(text: str, start: int, done: int, who: Who, verb: Span) -> bool:
    """Whether somebody behind another's words clearly begins anew, or is told of in them by his name."""
    if _NEXT.search(text, done, who.start):
        return True
    is_named = who.name is not None and (who.titled or who.office is not None)
    if (
        (is_named or (who.office is not None and _SUBORDINATE.match(text, start)))
        and text.endswith((", ", "¤, "), done, who.start)
        and _TELLS.search(text, verb.start, verb.end)
    ):
        return True
    return _TELLS.search(text, max(0, done - _LONGEST_VERB), done) is not None and _is_of_another(
        text, done, who, verb
    )


def _is_of_another(text: str, begin: int, who: Who, verb: Span) -> bool:
    """Whether somebody is told of by his name, or an office or a body by what it asks for or states."""
    if _ASKED.search(text, begin, who.start):
        return False
    is_named = who.name is not None and (who.titled or who.office is not None)
    return is_named or (who.office is not None and _is_told_of(text, begin, who, verb))


def _is_told_of(text: str, done: int, who: Who, verb: Span) -> bool:
    """Whether an office or a body asks for something or states it within the words of another."""
    return _OF_BODIES.match(text, verb.start) is not None and not _BY.search(text, done, who.start)


def _is_question(sentence: Sentence, text: str, who: Who) -> bool:
    """Whether somebody is asked what he says: `Ông đánh giá thế nào về …?`."""
    return bool(who.pronoun) and not sentence.quotations and text[sentence.end - 1] == "?"
