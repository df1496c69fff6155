"""Which words are given to somebody: what follows a verb of saying, and quotations before or behind it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from index.enrich.speakers.prose.page import COVER
from index.enrich.speakers.words.sayings import NEED_MARK, PARTICLES, VERB
from search.model import Span

if TYPE_CHECKING:
    from index.enrich.speakers.prose.quotations import Quotation
    from index.enrich.speakers.prose.reading import Prose, Sentence
    from index.enrich.speakers.who import Who

LEAST_WORDS = 3
"""Fewer words are nothing that somebody says."""
LEAST_BEFORE = 6
"""Fewer words before `ông A nói` or `theo ông A`, without quotation marks, are no clause."""
_SPEAKING = re.compile(r"phát biểu(?: \w+)?\s*\Z")
"""A word before a verb by which words need a mark: `phát biểu chỉ đạo, yêu cầu`."""
_ASKS = re.compile("yêu cầu|đề nghị|chỉ đạo|bày tỏ|chúc mừng|biểu dương|ghi nhận|báo cáo|giải trình|kết luận")
"""Verbs that need a mark behind that word: others tell what is said."""
_BETWEEN = re.compile(
    r"[\s,.;:–—-]*(?:đó là |Đó là |[^,.;:¤]{1,40} (?:dẫn lời|trích lời|dẫn phát biểu của) (?:của )?)?\Z"
)
"""What may stand between a quotation and whose it is: `“…”, báo X dẫn lời ông A nói`."""
_AND_MORE = re.compile(rf"[:{COVER}]|(?:và|đồng thời)[^,;:]{{0,20}}(?:{VERB.pattern})")
"""What tells that more is said behind the verb: `“…”, ông A nói và cho biết …`."""
_OPENING = re.compile(r"[\s,:–—-]*")
"""Signs and blanks before what is said."""
_QUOTED_BY = re.compile(
    r",(?: (?:bản|lá|bức))? (?:thông cáo|thông báo|tuyên bố|báo cáo|kết luận|văn bản|công văn"
    r"|thư)(?: [\w/.-]+){0,5} (?:của|từ)\Z"
    r"|,[^,]{0,40} (?:dẫn lời|trích lời|dẫn (?:thông tin|nguồn tin|tuyên bố|thông báo)(?: từ| của)?)\Z"
)
"""Who quotes another, between what is said and who said it: `…, báo X dẫn lời ông A nói`."""
_OCCASION = re.compile(
    r"(?:trong (?:một |phần |cuộc |buổi |lời |bài |thông |tuyên |thư |phiên |chương trình|video|bản |bức )"
    r"|tại (?:một |cuộc |buổi |hội nghị|hội thảo|phiên |lễ |kỳ |diễn đàn|tọa đàm|đại hội|họp báo)"
    r"|trên (?:một |trang |mạng )"
    r"|(?:sáng|chiều|tối|hôm|ngày) (?:nay|qua|\d\S*)(?: \d\S*)?(?:[.\s]*\Z"
    r"| (?=(?:tại|trong|trước|với|sau) )))(?:(?! (?:đã|sẽ|đang|là|có|không|phải|cần|được|bị|đó"
    r"|này) )[^,:;]){0,80}"
    r"|như (?:vậy|thế|trên)(?!\w)[^:]*"
)
"""Where or when something is said, which is told behind the verb."""
_TOPIC = re.compile(rf"[^.;:{COVER}]{{3,150}}?(?: rằng |: ?)")
"""About what somebody speaks before it is told what he says: `nói về việc này rằng`, `lý giải về … :`."""
_WITH_COMMA = ("nêu", "đáp", "trả lời")
"""Verbs that a comma is mark enough for: `Bí thư nêu, mặc dù …`."""
_WITH_CLAUSE = ("nêu", "ám chỉ")
"""Verbs that so many words behind them are enough for."""
_RAISED = re.compile(r" (?!trên|cao|gương|tên|bật|tại|trong|lại|[^ ]+ [^ ]+ này|[^ ]+ này)(?:[^\s.,;:]+ ){5}")
"""What somebody raises: `ông A nêu việc …`."""
_THIS_IS = re.compile(" (?:đây|đó|việc này|điều này) là ")
"""What opens a judgement: `lên án đây là hành động khiêu khích`."""
_JUDGES = re.compile(r"(?:chỉ trích|ca ngợi|lên án|khen ngợi|phê bình|phản đối) [^,;:.¤]{2,70} \Z")
"""What stands between a judgement and its words: `chỉ trích ông A “quá mềm yếu”`."""
_SO = ("như vậy", "như thế", "như trên")
"""What stands for the sentence before: `nhấn mạnh như vậy`."""
_LONGEST_OCCASION, _LONGEST_NAME = 60, 40
"""Characters of where it is said, and of a quotation that names something."""
_SIGNS = frozenset(' .!?…,;“”"\n')
"""Blanks and signs that end what is said but are no part of it."""


class Told(NamedTuple):
    """Words given to somebody; `shown` is the stretch from who to the verb, `why` what it rests on."""

    who: Who
    said: tuple[Span, ...]
    shown: Span
    why: str


def words_given(prose: Prose, at: int, who: Who, verb: Span) -> tuple[tuple[Span, ...], bool]:
    """The words given, and whether they stand before who says them."""
    sentence = prose.sentences[at]
    text, end = prose.page.text, sentence.end
    if passive := _told_by(text, sentence.start, who, verb, end):
        return passive, True
    before = [q for q in sentence.quotations if q.whole.end <= who.start]
    quoted = bool(before) and _BETWEEN.fullmatch(text, before[-1].whole.end, who.start) is not None
    said = before[-1].words if quoted else ()
    begin, marked = _content(text, verb.end, end)
    if not text[begin:end].strip(" .,") and text[verb.end : end].rstrip().endswith(":"):
        return said + _following(prose, at), quoted
    here = [q for q in sentence.quotations if q.whole.start >= verb.end]
    if here and (more := _quoted_behind(text, begin, verb, here[0], end)):
        return said + more, quoted
    few = not here and _tells_nothing(text, begin, end)
    if few or (not marked and _needs_mark(text, who, verb)):
        said = said or _quoted_before(prose, at, who) or _said_so(prose, at, begin)
        return (said, True) if said or not few else (_clause_before(text, sentence.start, who), True)
    if quoted and _is_named(text, sentence.start, before[-1]):
        said, quoted = (), False
    if quoted and not _AND_MORE.search(text, verb.end, end):
        return said, quoted
    stop = trimmed_end(text, end)
    return (*said, *([Span(begin, stop - begin)] if stop > begin else ())), quoted


def opens_nothing(prose: Prose, at: int, verb: Span) -> bool:
    """Whether a verb that needs a mark has none, nor a quotation near: it gives no words to anybody."""
    text, (_, end, quotations) = prose.page.text, prose.sentences[at]
    weak = NEED_MARK.fullmatch(text, verb.start, verb.end)
    if weak is None or quotations or (at and prose.sentences[at - 1].quotations):
        return False
    if (weak[0] in _WITH_COMMA and text.startswith(",", verb.end)) or _THIS_IS.match(text, verb.end):
        return False
    begin, marked = _content(text, verb.end, end)
    if marked or text.startswith(_SO, begin) or _goes_straight_on(text, weak[0], verb.end):
        return False
    return not _tells_nothing(text, begin, end)


def _told_by(text: str, start: int, who: Who, verb: Span, end: int) -> tuple[Span, ...]:
    """What stands before `được đại diện X cho biết`, where no words follow."""
    if not text.endswith(" được ", start, who.start) or not _tells_nothing(text, verb.end, end):
        return ()
    stop = who.start - len(" được ")
    return (Span(start, stop - start),) if len(text[start:stop].split()) >= LEAST_WORDS else ()


def _tells_nothing(text: str, begin: int, end: int) -> bool:
    """Whether too few words follow a verb, or only where or when it was said."""
    begin += len(text[begin:end]) - len(text[begin:end].lstrip())
    return len(text[begin:end].split()) < LEAST_WORDS or _OCCASION.fullmatch(text, begin, end) is not None


def _opens_quotation(head: str) -> bool:
    """Whether nothing but signs, or where it was said, stands before a quotation."""
    return not head.strip(" .,:") or (len(head) < _LONGEST_OCCASION and head.rstrip().endswith(":"))


def _is_named(text: str, start: int, quotation: Quotation) -> bool:
    """Whether a quotation is rather what the words before it name: `hội thảo với chủ đề “…”`."""
    head = text[start : quotation.whole.start].rstrip()
    return quotation.whole.length <= _LONGEST_NAME and head[-1:].isalpha()


def _needs_mark(text: str, who: Who, verb: Span) -> bool:
    """Whether only a colon, a quotation or `rằng` opens words behind a verb."""
    weak = NEED_MARK.fullmatch(text, verb.start, verb.end)
    if weak is not None and weak[0] in _WITH_COMMA and text.startswith(",", verb.end):
        return False
    if _THIS_IS.match(text, verb.end):
        return False
    if weak is not None and (who.name or who.pronoun) and _goes_straight_on(text, weak[0], verb.end):
        return False
    if _ASKS.match(text, verb.start) is None:
        return weak is not None
    return weak is not None or _SPEAKING.search(text, who.start, verb.start) is not None


def _goes_straight_on(text: str, verb: str, end: int) -> bool:
    """Whether what is said follows such a verb without a mark: `nêu việc …`, `phát biểu TP. HCM …`."""
    if verb == "phát biểu":
        return text[end + 1 : end + 2].isupper()
    return verb in _WITH_CLAUSE and _RAISED.match(text, end) is not None


def _quoted_behind(text: str, begin: int, verb: Span, first: Quotation, end: int) -> tuple[Span, ...]:
    """The words of a quotation that a verb opens; none where others stand between."""
    if _opens_quotation(text[begin : first.whole.start]):
        return _quoted_and_more(text, first, end)
    return first.words if _JUDGES.match(text, verb.start, first.whole.start) else ()


def _quoted_and_more(text: str, quotation: Quotation, end: int) -> tuple[Span, ...]:
    """The words of a quotation behind a verb, up to the end of the sentence if that goes on."""
    if len(text[quotation.whole.end : end].split()) <= LEAST_WORDS:
        return quotation.words
    last = quotation.words[-1]
    return (*quotation.words[:-1], Span(last.start, trimmed_end(text, end) - last.start))


def _content(text: str, begin: int, end: int) -> tuple[int, bool]:
    """Where what follows a verb begins, and whether a colon or a word opens it."""
    if text.endswith(" về", 0, begin) and (topic := _TOPIC.match(text, begin, end)):
        return topic.end(), True
    marked = False
    while found := PARTICLES.match(text, begin, end):
        marked = marked or found[0].strip() in {"rằng", "là", "như sau"}
        begin = found.end()
    opening = _OPENING.match(text, begin, end)
    assert opening is not None
    return opening.end(), marked or ":" in opening[0]


def trimmed_end(text: str, end: int) -> int:
    """An end without the blanks and signs before it."""
    while end > 0 and text[end - 1] in _SIGNS:
        end -= 1
    return end


def _following(prose: Prose, at: int) -> tuple[Span, ...]:
    """What a colon at the end of a sentence opens: the next sentence, or its quotation."""
    if at + 1 >= len(prose.sentences):
        return ()
    following = prose.sentences[at + 1]
    if following.quotations and following.quotations[0].whole.start <= following.start + 2:
        return following.quotations[0].words
    stop = trimmed_end(prose.page.text, following.end)
    return (Span(following.start, stop - following.start),)


def _quoted_before(prose: Prose, at: int, who: Who) -> tuple[Span, ...]:
    """The quotation that is the whole sentence before, where a new sentence only says whose it was."""
    sentence = prose.sentences[at]
    if not at or prose.page.text[sentence.start : who.start].strip(" –-"):
        return ()
    previous = prose.sentences[at - 1]
    begins_anew = {previous.start, sentence.start} <= prose.starts and not _goes_on(prose, sentence)
    if len(previous.quotations) != 1 or begins_anew:
        return ()
    whole = previous.quotations[0].whole
    if prose.page.text[previous.start : whole.start].strip() or prose.page.text[
        whole.end : previous.end
    ].strip(" ."):
        return ()
    return previous.quotations[0].words


def _goes_on(prose: Prose, sentence: Sentence) -> bool:
    """Whether a block begins as a sentence goes on, whose line was torn: `- ông A nói`."""
    return prose.page.text[sentence.start : sentence.end].lstrip(" –-")[:1].islower()


def _said_so(prose: Prose, at: int, begin: int) -> tuple[Span, ...]:
    """The sentence before, where this one only says who said so: `Ông A nhấn mạnh như vậy tại …`."""
    if not at or not prose.page.text.startswith(_SO, begin):
        return ()
    previous = prose.sentences[at - 1]
    stop = trimmed_end(prose.page.text, previous.end)
    return (Span(previous.start, stop - previous.start),) if stop > previous.start else ()


def _clause_before(text: str, start: int, who: Who) -> tuple[Span, ...]:
    """What stands before who says it without quotation marks: `Giá sẽ tăng, ông A nói`."""
    head = _QUOTED_BY.sub(",", text[start : who.start].rstrip())
    is_clause = head.endswith((",", "-", "–")) and not head.rstrip(" ,-–").endswith(COVER)
    if who.pronoun or not is_clause or len(head.split()) < LEAST_BEFORE:
        return ()
    return (Span(start, len(head.rstrip(" ,-–"))),)


def without_marks(sentence: Sentence, said: Span) -> tuple[Span, ...]:
    """A stretch, or the words of the quotation that it consists of."""
    for each in sentence.quotations:
        if each.whole.start <= said.start and said.end <= each.whole.end + 1:
            return each.words
    return (said,)


def is_short(text: str) -> bool:
    """Whether a stretch has too few words to be said."""
    return COVER not in text and len(text.split()) < LEAST_WORDS
