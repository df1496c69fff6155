"""What a sentence gives to whom: the verb of saying, who stands before it, and the words that are his."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from index.enrich.speakers.according import according
from index.enrich.speakers.alone import office_subject
from index.enrich.speakers.given import Told, words_given
from index.enrich.speakers.page import COVER
from index.enrich.speakers.persons import Who
from index.enrich.speakers.quoting import QUOTED, without_verb
from index.enrich.speakers.subjects import before_verb, main_subject
from index.enrich.speakers.words.sayings import BODY_ENDS, FAULT, NEVER_BEFORE, NOT_SAYING, OFTEN, VERB
from search.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from index.enrich.speakers.page import Page
    from index.enrich.speakers.reading import Prose, Sentence

GOES_ON = Who(None, None, 0, pronoun="")
"""Whoever spoke last: a sentence that leaves its subject out."""

VERB_BEHIND = "who stands before a verb of saying"
LEFT_OUT = "a verb of saying without its subject"

_LINKS = (
    ",",
    ";",
    " và",
    " nhưng",
    " song",
    " đồng thời",
    " cũng như",
    " cùng với đó",
    " cùng đó",
    " cũng",
    " đã",
)
"""What links a verb to one before it with the same subject."""
_LONGEST_OPENING = 40
_LEFT_OUT = re.compile(
    r"(?:Đồng thời|Ngoài ra|Bên cạnh đó|Cùng với đó|Qua đó|Từ đó|Theo đó|Trên cơ sở đó|Trong đó"
    r"|Cũng tại đây)?,? ?(?:cũng |đã )?\Z"
)
_LETTER = re.compile(
    r"(?<! việc) (?:ban hành|ra|có|gửi|ký|phát) (?:công văn|văn bản|chỉ thị|công điện|thông báo|tờ trình"
    r"|thông cáo)(?!\w)[^.;:]{0,90}\Z"
)
"""Somebody writes a letter, and the verb of saying tells what it asks for."""
_ORDER = re.compile(
    r"[-*•+– ]*(?:Đề nghị|Yêu cầu|Giao|Kiến nghị|Đề xuất|Chỉ đạo|Tập trung chỉ đạo)(?! tại)(?!\w)"
)
"""A sentence that begins so has no subject: whoever follows is asked."""
_NEXT = re.compile(r"(?:;|, còn|, trong khi(?: đó)?,?| còn| trong khi(?: đó)?,?|,? và|¤\s*[,;]?)\s*\Z")
_NOUNS = (
    *(
        "an chỉ đạo",
        "ở thông tin",
        "ộ thông tin",
        "toàn thông tin",
        "nghệ thông tin",
        "ản báo cáo",
        "ổng thông tin",
        "ông bố thông tin",
        "có kết luận",
        "hát đi thông báo",
        " ra thông báo",
        " có thông báo",
    ),
    *("gia phân tích", "hà phân tích", "óm phân tích", "òng phân tích", "ên phân tích", "đốc phân tích"),
    *("gười tố cáo", "ơn tố cáo", "iếng nói"),
)
"""A verb of saying behind these letters is a part of a name."""
_DECIDES = re.compile(r" quyết định (?:thi hành )?(?:kỷ luật|khiển trách|cảnh cáo|khởi tố)(?!\w)")
"""What a body decides about another is no fault of its own."""
_ASKS = re.compile("đề nghị|yêu cầu|kiến nghị|đề xuất")


def told_in(prose: Prose, at: int) -> Iterator[Told]:
    """What the sentence with a number gives to whom."""
    sentence = prose.sentences[at]
    page, start, end = prose.page, sentence.start, sentence.end
    if found := according(prose, sentence):
        yield found
        return
    done, asked = start, end
    for verb in () if _ORDER.match(page.text, start, end) else _verbs(page, start, end):
        if verb.start < done:
            continue
        told = _by_verb(prose, at, verb, done)
        if told is not None and not _is_asked(page.text, asked, told.who):
            yield told
            done = verb.end if told.who.sure else done
        elif _ASKS.match(page.text, verb.start, verb.end):
            asked = min(asked, verb.start)
    if done == start and (other := without_verb(prose, sentence)):
        yield other


def _verbs(page: Page, start: int, end: int) -> Iterator[Span]:
    """The verbs of saying between two places that somebody may stand before."""
    text = page.text
    for verb in VERB.finditer(text, start, end):
        before, begin, stop = verb.start(), verb.start() + 1, verb.end()
        last = text[text.rfind(" ", start, before) + 1 : before]
        if last in NEVER_BEFORE and not page.low.endswith(BODY_ENDS, start, before):
            continue
        if not (NOT_SAYING.match(text, begin, end) or text.endswith(_NOUNS, start, stop)):
            yield Span(begin, stop - begin)


def _is_asked(text: str, asked: int, who: Who) -> bool:
    """Whether somebody is rather whom another asks: `Hội đề nghị Bộ A, Sở B chỉ đạo …`."""
    return (
        asked < who.start and who.name is None and not who.pronoun and text.find(COVER, asked, who.start) < 0
    )


def _by_verb(prose: Prose, at: int, verb: Span, done: int) -> Told | None:
    """Words given by a verb; behind `done`, where another's end, only to who clearly begins anew."""
    page, start = prose.page, prose.sentences[at].start
    who, why = before_verb(page, done, verb.start), VERB_BEHIND
    if done > start and (who is None or who.start <= done or not _NEXT.search(page.text, done, who.start)):
        return None
    if who is None:
        who, why = _left_out(page, start, verb) or (_linked(page, start, verb), why)
    if who is None or _is_question(prose.sentences[at], page.text, who):
        return None
    said, quoted = words_given(prose, at, who, verb)
    if not said:
        return None
    return Told(who, said, Span(who.start, verb.end - who.start), QUOTED if quoted else why)


def _is_question(sentence: Sentence, text: str, who: Who) -> bool:
    """Whether somebody is asked what he says: `Ông đánh giá thế nào về …?`."""
    return bool(who.pronoun) and not sentence.quotations and text[sentence.end - 1] == "?"


def _left_out(page: Page, start: int, verb: Span) -> tuple[Who, str] | None:
    """Whoever spoke last, where a sentence begins with its verb: `Đồng thời đề nghị …`."""
    if verb.start - start >= _LONGEST_OPENING:
        return None
    head = page.text[start : verb.start]
    is_left_out = _LEFT_OUT.fullmatch(head) and page.text[verb.start].islower() == bool(head.strip())
    return (GOES_ON._replace(start=start), LEFT_OUT) if is_left_out else None


def _linked(page: Page, start: int, verb: Span) -> Who | None:
    """The subject of a verb before this one: `ông A ghi nhận …, đồng thời đề nghị …`."""
    if not OFTEN.match(page.text, verb.start):
        return None
    stop = page.bare(start, verb.start, " \n")
    if not (page.text.endswith(_LINKS, start, stop) or _LETTER.search(page.text, start, verb.start)):
        return None
    who = main_subject(page, start, verb.start) or office_subject(page, start, verb.start)
    begin = who.start if who is not None else start
    if who is not None and who.body and (decided := _DECIDES.search(page.text, begin, verb.start)):
        begin = decided.end()
    return None if who is None or FAULT.search(page.text, begin, verb.start) else who
