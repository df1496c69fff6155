"""What a sentence gives to whom: the verb of saying, who stands before it, and the words that are his."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from index.enrich.gazetteer import UPPER
from index.enrich.speakers.people import (
    Who,
    before_verb,
    main_subject,
    named,
    named_or_office,
    office_subject,
)
from index.enrich.speakers.reading import COVER
from index.enrich.speakers.words import FAULT, NEED_MARK, NEVER_BEFORE, NOT_SAYING, OFTEN, PARTICLES, VERB
from search.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from index.enrich.speakers.reading import Prose, Quotation, Sentence


class Told(NamedTuple):
    """Words given to somebody; `shown` is the stretch from who to the verb, `why` what it rests on."""

    who: Who
    said: tuple[Span, ...]
    shown: Span
    why: str


GOES_ON = Who(None, None, 0, pronoun="")
"""Whoever spoke last: a sentence that leaves its subject out."""

VERB_BEHIND, QUOTED, BEFORE_QUOTED, ACCORDING, LEFT_OUT = (
    "who stands before a verb of saying",
    "who stands behind what is quoted",
    "who stands before what is quoted",
    "what is said according to somebody",
    "a verb of saying without its subject",
)

_ACCORDING = re.compile(
    r"(?:Theo|Cũng theo|Còn theo|Trong khi đó, theo|Tuy nhiên, theo)(?: lời(?: kể)?(?: của)?"
    r"| chia sẻ của| đánh giá của"
    r"| nhận định của| ý kiến của)? "
)
_ACCORDING_BEHIND = re.compile(r", theo (?:lời )?")
_OF = re.compile(
    r"(?:là|đó là|Đó là)[^,;:.]{0,30} (?:chia sẻ|tâm sự|lời|khẳng định|nhận định|phát biểu|ý kiến|câu nói"
    r"|bộc bạch|trải lòng)[^,;:.]{0,40} của "
)
_LINKS = (",", ";", " và", " đồng thời", " cũng như", " cùng với đó", " cùng đó", " cũng", " đã")
"""What links a verb to one before it with the same subject."""
_LONGEST_OPENING = 40
_LEFT_OUT = re.compile(
    r"(?:Đồng thời|Ngoài ra|Bên cạnh đó|Cùng với đó|Qua đó|Từ đó|Theo đó|Trên cơ sở đó|Trong đó"
    r"|Cũng tại đây)?,? ?(?:cũng |đã )?\Z"
)
_NEXT = re.compile(r"(?:;|, còn|, trong khi(?: đó)?,?| còn| trong khi(?: đó)?,?|,? và|¤\s*[,;]?)\s*\Z")
_NOUNS = ("an chỉ đạo", "ở thông tin", "ộ thông tin", "ản báo cáo", "ổng thông tin")
"""A verb of saying behind these letters is a part of a name."""
_SPEAKING = re.compile(r"phát biểu(?: \w+)?\s*\Z")
_BETWEEN = re.compile(r"[\s,.;:–—-]*(?:đó là |Đó là )?\Z")
_LEAST_WORDS = 3
_LEAST_BEFORE = 6


def told_in(prose: Prose, at: int) -> Iterator[Told]:
    """What the sentence with a number gives to whom."""
    sentence = prose.sentences[at]
    text, start, end = prose.page.text, sentence.start, sentence.end
    if found := _according(prose, sentence):
        yield found
        return
    done = start
    for verb in VERB.finditer(text, start, end):
        begin = verb.start() + 1
        if begin < done or NOT_SAYING.match(text, begin, end) or text.endswith(_NOUNS, start, verb.end()):
            continue
        if text[text.rfind(" ", start, verb.start()) + 1 : verb.start()] in NEVER_BEFORE:
            continue
        told = _by_verb(prose, at, Span(begin, verb.end() - begin), done)
        if told is not None:
            yield told
            done = verb.end()
    if done == start and (other := _behind_quotation(prose, sentence) or _before_quotation(prose, sentence)):
        yield other


def _by_verb(prose: Prose, at: int, verb: Span, done: int) -> Told | None:
    sentence = prose.sentences[at]
    page, text, start = prose.page, prose.page.text, sentence.start
    who = before_verb(page, start if done == start else done, verb.start)
    if done > start and (who is None or who.start <= done or not _NEXT.search(text, done, who.start)):
        return None
    why = VERB_BEHIND
    if who is None:
        if done > start:
            return None
        head = text[start : verb.start]
        linked = head.rstrip().endswith(_LINKS)
        if (
            len(head) < _LONGEST_OPENING
            and _LEFT_OUT.fullmatch(head)
            and text[verb.start].islower() == bool(head.strip())
        ):
            who, why = GOES_ON._replace(start=start), LEFT_OUT
        elif linked and OFTEN.match(text, verb.start) and not FAULT.search(head):
            who = main_subject(page, start, verb.start) or office_subject(page, start, verb.start)
        if who is None:
            return None
    said, quoted = _words(prose, at, who, verb)
    if not said:
        return None
    return Told(who, said, Span(who.start, verb.end - who.start), QUOTED if quoted else why)


def _words(prose: Prose, at: int, who: Who, verb: Span) -> tuple[tuple[Span, ...], bool]:
    """The words given, and whether they stand before who says them."""
    sentence = prose.sentences[at]
    text, end = prose.page.text, sentence.end
    before = [q for q in sentence.quotations if q.whole.end <= who.start]
    quoted = bool(before) and _BETWEEN.fullmatch(text, before[-1].whole.end, who.start) is not None
    said = before[-1].words if quoted else ()
    begin, marked = _content(text, verb.end, end)
    if not text[begin:end].strip(" .,") and text[verb.end : end].rstrip().endswith(":"):
        return said + _following(prose, at), quoted
    here = [q for q in sentence.quotations if q.whole.start >= verb.end]
    if here and not text[begin : here[0].whole.start].strip(" .,:"):
        return said + _quoted_and_more(text, here[0], end), quoted
    few = len(text[begin:end].split()) < _LEAST_WORDS
    if few or (_needs_mark(text, who, verb) and not marked and not here):
        said = said or _quoted_before(prose, at, who)
        return (said, True) if said or not few else (_clause_before(text, sentence.start, who), True)
    if quoted and not _AND_MORE.search(text, verb.end, end):
        return said, quoted
    stop = _trimmed_end(text, end)
    return (*said, *([Span(begin, stop - begin)] if stop > begin else ())), quoted


def _needs_mark(text: str, who: Who, verb: Span) -> bool:
    """Whether only a colon, a quotation or `rằng` opens words behind a verb."""
    weak = NEED_MARK.fullmatch(text, verb.start, verb.end)
    return weak is not None or _SPEAKING.search(text, who.start, verb.start) is not None


def _quoted_and_more(text: str, quotation: Quotation, end: int) -> tuple[Span, ...]:
    """The words of a quotation behind a verb, up to the end of the sentence if that goes on."""
    if len(text[quotation.whole.end : end].split()) <= _LEAST_WORDS:
        return quotation.words
    last = quotation.words[-1]
    return (*quotation.words[:-1], Span(last.start, _trimmed_end(text, end) - last.start))


_AND_MORE = re.compile(rf"[:{COVER}]|(?:và|đồng thời)[^,;:]{{0,20}}{VERB.pattern}")
_OPENING = re.compile(r"[\s,:–—-]*")


def _content(text: str, begin: int, end: int) -> tuple[int, bool]:
    """Where what follows a verb begins, and whether a colon or a word opens it."""
    marked = False
    while found := PARTICLES.match(text, begin, end):
        marked = marked or found[0].strip() in {"rằng", "là", "như sau"}
        begin = found.end()
    opening = _OPENING.match(text, begin, end)
    assert opening is not None
    return opening.end(), marked or ":" in opening[0]


_SIGNS = frozenset(' .!?…,;“”"\n')


def _trimmed_end(text: str, end: int) -> int:
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
    stop = _trimmed_end(prose.page.text, following.end)
    return (Span(following.start, stop - following.start),)


def _quoted_before(prose: Prose, at: int, who: Who) -> tuple[Span, ...]:
    """The quotation that is the whole sentence before, where a new sentence only says whose it was."""
    sentence = prose.sentences[at]
    if not at or prose.page.text[sentence.start : who.start].strip(" –-"):
        return ()
    previous = prose.sentences[at - 1]
    if len(previous.quotations) != 1 or {previous.start, sentence.start} <= prose.starts:
        return ()
    whole = previous.quotations[0].whole
    if (
        prose.page.text[previous.start : whole.start].strip()
        or prose.page.text[whole.end : previous.end].strip()
    ):
        return ()
    return previous.quotations[0].words


_QUOTED_BY = re.compile(r",[^,]{0,40} (?:dẫn lời|trích lời)\Z")


def _clause_before(text: str, start: int, who: Who) -> tuple[Span, ...]:
    """What stands before who says it without quotation marks: `Giá sẽ tăng, ông A nói`."""
    head = _QUOTED_BY.sub(",", text[start : who.start].rstrip())
    is_clause = COVER not in head and head.endswith((",", "-", "–"))
    if who.pronoun or not is_clause or len(head.split()) < _LEAST_BEFORE:
        return ()
    return (Span(start, len(head.rstrip(" ,-–"))),)


def _according(prose: Prose, sentence: Sentence) -> Told | None:
    """Words of a sentence like `Theo ông A, Bí thư B, …` or `…, theo ông A`."""
    text, end = prose.page.text, sentence.end
    if text[sentence.start] in "TC" and (opening := _ACCORDING.match(text, sentence.start, end)):
        return _according_to(prose, sentence, opening.end())
    if text.find(", theo ", sentence.start, end) >= 0:
        for behind in reversed(list(_ACCORDING_BEHIND.finditer(text, sentence.start, end))):
            if told := _according_behind(prose, sentence, behind):
                return told
    return None


def _according_to(prose: Prose, sentence: Sentence, begin: int) -> Told | None:
    text, end = prose.page.text, sentence.end
    commas = [found.start() for found in _COMMA.finditer(text, begin, min(end, begin + 300))]
    for stop in reversed(commas[:5]):
        who = named_or_office(prose.page, begin, stop)
        if who is None or who.start > begin or len(text[stop + 1 : end].split()) < _LEAST_WORDS:
            continue
        if not VERB.search(text, begin, stop):
            said = Span(stop + 2, _trimmed_end(text, end) - stop - 2)
            shown = Span(sentence.start, stop - sentence.start)
            return Told(who, _without_marks(sentence, said), shown, ACCORDING)
    return None


def _according_behind(prose: Prose, sentence: Sentence, behind: re.Match[str]) -> Told | None:
    text, end, begin = prose.page.text, sentence.end, behind.end()
    if len(text[sentence.start : behind.start()].split()) < _LEAST_BEFORE:
        return None
    for stop in _ends(text, begin, end):
        who = named_or_office(prose.page, begin, stop)
        if who is not None and who.start <= begin:
            said = Span(sentence.start, behind.start() - sentence.start)
            if len(text[stop:end].split()) > _LEAST_WORDS:
                first = stop + len(text[stop:end]) - len(text[stop:end].lstrip(" ,–-"))
                said = Span(first, _trimmed_end(text, end) - first)
            shown = Span(behind.start() + 2, stop - behind.start() - 2)
            return Told(who, _without_marks(sentence, said), shown, ACCORDING)
    return None


_COMMA = re.compile(",")


def _without_marks(sentence: Sentence, said: Span) -> tuple[Span, ...]:
    """A stretch, or the words of the quotation that it consists of."""
    for each in sentence.quotations:
        if each.whole.start <= said.start and said.end <= each.whole.end + 1:
            return each.words
    return (said,)


def _behind_quotation(prose: Prose, sentence: Sentence) -> Told | None:
    """`“…” – là chia sẻ của ông A`: whose a quotation is, without a verb of saying."""
    if not sentence.quotations:
        return None
    quotation: Quotation = sentence.quotations[-1]
    found = _OF.search(prose.page.text, quotation.whole.end, sentence.end)
    if found is None or found.start() - quotation.whole.end > 6:
        return None
    for stop in _ends(prose.page.text, found.end(), sentence.end):
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
        who = main_subject(prose.page, sentence.start, at)
        if who is not None and who.name is not None and not FAULT.search(text, sentence.start, at):
            return Told(who, quotation.words, Span(who.start, at - who.start), BEFORE_QUOTED)
    return None


def _ends(text: str, begin: int, end: int) -> Iterator[int]:
    """Where a name with its office may end: with the sentence, before a comma, a bracket or a word."""
    yield _trimmed_end(text, end)
    for found in reversed(list(re.finditer(rf"[,(–-]|\s(?=[^\W{UPPER}\d])", text[begin:end]))):
        yield begin + found.start()
