"""What a sentence gives to whom: the verb of saying, who stands before it, and the words that are his."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from index.enrich.speakers.prose.page import COVER
from index.enrich.speakers.saying.according import according
from index.enrich.speakers.saying.given import Told, words_given
from index.enrich.speakers.saying.left_out import left_out, linked
from index.enrich.speakers.saying.quoting import QUOTED, passed_on, without_verb
from index.enrich.speakers.saying.subjects import before_verb
from index.enrich.speakers.saying.together import together
from index.enrich.speakers.words.sayings import (
    BODY_ENDS,
    NEVER_BEFORE,
    NOT_SAYING,
    NOUNS,
    OFTEN,
    PRAISE,
    VERB,
)
from search.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from index.enrich.speakers.prose.page import Page
    from index.enrich.speakers.prose.reading import Prose, Sentence
    from index.enrich.speakers.who import Who


VERB_BEHIND = "who stands before a verb of saying"
"""What such a statement rests on."""

_ORDER = re.compile(
    r"[-*•+– ]*(?:Đề nghị|Yêu cầu|Giao|Kiến nghị|Đề xuất|Chỉ đạo|Tập trung chỉ đạo)(?! tại)(?!\w)"
)
"""A sentence that begins so has no subject: whoever follows is asked."""
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
_BY = re.compile(r"(?<!\w)(?:mà|được|bị|do|bởi|các|những)\s*\Z")
"""Before an office or a body: what it says is told of something else."""
_LONGEST_VERB = 12
"""Characters of the longest of them."""
_ASKED = re.compile(r"(?<!\w)(?:mời|giao|hỏi|đề nghị|yêu cầu|với|cùng|và|gặp|gửi|cho|của|để)\s*\Z")
"""Before a name: he does something at another's asking, or is another's object."""
_ASKS = re.compile("đề nghị|yêu cầu|kiến nghị|đề xuất")
"""Verbs whose object is asked to do something."""


def told_in(prose: Prose, at: int) -> Iterator[Told]:
    """What the sentence with a number gives to whom."""
    sentence = prose.sentences[at]
    page, start, end = prose.page, sentence.start, sentence.end
    if found := according(prose, sentence):
        yield from _each(page, start, found)
        return
    if told := passed_on(prose, sentence):
        yield told
        return
    done, asked = start, end
    for verb in () if _ORDER.match(page.text, start, end) else _verbs(page, start, end):
        if verb.start < done:
            continue
        told = _by_verb(prose, at, verb, done)
        if told is not None and not _is_asked(page.text, asked, told.who):
            yield from _each(page, done, told)
            done = verb.end if told.who.sure else done
        elif _ASKS.match(page.text, verb.start, verb.end):
            asked = min(asked, verb.start)
    if done == start and (other := without_verb(prose, sentence)):
        yield other


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
    is_asking = page.text.startswith("xin", verb.start)
    who, why = None if is_asking else before_verb(page, done, verb.start), VERB_BEHIND
    if done > start and (who is None or who.start <= done or not _is_next(page.text, done, who, verb)):
        return None
    if who is None:
        who, why = left_out(page, start, verb) or (linked(page, start, verb), why)
    if who is not None and _is_no_praise(page.text, who, verb):
        return None
    if who is None or _is_question(prose.sentences[at], page.text, who):
        return None
    said, quoted = words_given(prose, at, who, verb)
    if not said:
        return None
    return Told(who, said, Span(who.start, verb.end - who.start), QUOTED if quoted else why)


def _is_no_praise(text: str, who: Who, verb: Span) -> bool:
    """Whether a word of praise stands behind who is no person for sure, or tells by whom one is praised."""
    is_one = who.name is not None and (who.titled or who.office is not None)
    if is_one and not text.endswith("được ", 0, who.start):
        return False
    return PRAISE.fullmatch(text, verb.start, verb.end) is not None


def _is_next(text: str, done: int, who: Who, verb: Span) -> bool:
    """Whether somebody behind another's words clearly begins anew, or is told of in them by his name."""
    if _NEXT.search(text, done, who.start):
        return True
    is_named = who.name is not None and (who.titled or who.office is not None)
    if (
        is_named
        and text.endswith((", ", "¤, "), done, who.start)
        and _TELLS.search(text, verb.start, verb.end)
    ):
        return True
    if not _TELLS.search(text, max(0, done - _LONGEST_VERB), done) or _ASKED.search(text, done, who.start):
        return False
    return is_named or (who.office is not None and _is_told_of(text, done, who, verb))


def _is_told_of(text: str, done: int, who: Who, verb: Span) -> bool:
    """Whether an office or a body asks for something or states it within the words of another."""
    return _OF_BODIES.match(text, verb.start) is not None and not _BY.search(text, done, who.start)


def _is_question(sentence: Sentence, text: str, who: Who) -> bool:
    """Whether somebody is asked what he says: `Ông đánh giá thế nào về …?`."""
    return bool(who.pronoun) and not sentence.quotations and text[sentence.end - 1] == "?"
