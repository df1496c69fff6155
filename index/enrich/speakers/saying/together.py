"""Those who say something together: `ông A và bà B cho biết`, `UBND huyện X và Sở Y đề nghị`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from index.enrich.speakers.bodies.alone import office_alone
from index.enrich.speakers.people.named import named
from index.enrich.speakers.prose.clauses import behind_opening, opens_clause
from index.enrich.speakers.words.kinds import BODY, MANY, OFFICE_ONLY
from search.model import Span

if TYPE_CHECKING:
    from index.enrich.speakers.prose.page import Page
    from index.enrich.speakers.who import Who

_AND = re.compile(" (?:và|cùng) ")
"""What joins two."""
_JOINS = (" và ", " cùng ")
"""The same."""
_COMMA = ", "
"""What parts the first of more than two."""
_OF_SEVERAL = re.compile(rf"(?:ban )?{MANY}(?!\w)")
"""Who is of several bodies speaks for all of them: `lãnh đạo Huyện ủy và UBND huyện X`."""
_ONE_BODY = re.compile(r"(?:quốc hội|đbqh|hđnd|bầu cử|ban|phòng|cơ quan|văn phòng|thường trực)\Z")
"""What ends before `và` within the name of one body: `Đoàn ĐBQH và HĐND tỉnh`."""
_OPENING = re.compile(
    r"[-–•*, ]*(?:(?:vì vậy|vì thế|do đó|theo đó|trước đó|sau đó|tuy nhiên|ngoài ra|đồng thời|mới đây"
    r"|(?:sáng|trưa|chiều|tối|ngày|tháng|năm|cuối|đầu|hôm|cùng)(?: [\w/.-]+){1,4}),? ){0,2}"
)
"""What may stand before the first of two bodies: `Vì vậy, cuối năm 2017,`."""
_REACH = 200
"""Characters before somebody in which another stands who speaks with him."""


def together(page: Page, start: int, who: Who) -> tuple[Who, ...]:
    """All who say it, in order: the one found and those told with him before him."""
    if who.office is None and who.name is None:
        return (who,)
    if who.name is not None:
        is_joined = page.text.endswith(_JOINS, start, who.start)
        return (*_named_before(page, start, who), who) if is_joined else (who,)
    before = _body_before(page, start, who)
    return (*before, *_parted(page, who))


def _named_before(page: Page, start: int, who: Who) -> tuple[Who, ...]:
    """Those named before somebody: `ông A, bà B và` before `ông C`."""
    begin = max(start, who.start - _REACH)
    joint = next((each for each in _JOINS if page.text.endswith(each, begin, who.start)), None)
    before: list[Who] = []
    while joint is not None:
        stop = (before[0] if before else who).start - len(joint)
        one = named(page, begin, stop) or _office_before(page, begin, stop)
        if one is None or not (one.titled or one.office is not None):
            return ()
        before.insert(0, one)
        joint = _COMMA if page.text.endswith(_COMMA, begin, one.start) else None
        if joint and opens_clause(page, start, one.start) and not named(page, begin, one.start - 2):
            joint = None
    return tuple(before) if before and _begins(page, start, before[0].start) else ()


def _office_before(page: Page, start: int, stop: int) -> Who | None:
    """Who holds an office alone before another: `Hiệu trưởng và cô giáo N.`."""
    one = office_alone(page, start, stop)
    if one is None or one.office is None or OFFICE_ONLY.match(page.low, one.office.start) is None:
        return None
    last = page.text.rfind(" ", start, one.office.end) + 1
    return one if page.text[last].islower() else None


def _begins(page: Page, start: int, at: int) -> bool:
    """Whether a clause begins at a place, or those according to whom something is said."""
    return opens_clause(page, start, at) or page.low.endswith("theo ", start, at)


def _body_before(page: Page, start: int, who: Who) -> tuple[Who, ...]:
    """The body that opens the sentence before another: `Quân ủy Trung ương, Bộ Quốc phòng yêu cầu`."""
    if not page.text.endswith(_COMMA, start, who.start):
        return ()
    stop = who.start - len(_COMMA)
    begin = behind_opening(page, page.segment(start, stop), stop)
    opens = _OPENING.fullmatch(page.low, start, begin) is not None
    one = office_alone(page, begin, stop) if opens and BODY.match(page.low, begin, stop) else None
    return (one,) if one is not None and one.body and one.start == begin else ()


def _parted(page: Page, who: Who) -> tuple[Who, ...]:
    """The bodies that one stretch tells: `UBND huyện X và Sở Y`."""
    assert who.office is not None
    begin, end = who.office.start, who.office.end
    if not BODY.match(page.low, begin) or _OF_SEVERAL.match(page.low, begin):
        return (who,)
    cuts = [begin]
    for joint in _AND.finditer(page.text, begin, end):
        is_one = _ONE_BODY.search(page.low, begin, joint.start())
        if is_one is None and _opens_another(page, joint.end(), end):
            cuts.append(joint.end())
    if len(cuts) == 1:
        return (who,)
    stops = [*(page.text.rfind(" ", 0, cut - 1) for cut in cuts[1:]), end]
    return tuple(
        who._replace(office=Span(cut, stop - cut), start=cut, body=BODY.match(page.low, cut) is not None)
        for cut, stop in zip(cuts, stops, strict=True)
    )


def _opens_another(page: Page, at: int, end: int) -> bool:
    """Whether another body or office of more than one word begins at a place."""
    another = BODY.match(page.low, at, end) or OFFICE_ONLY.match(page.low, at, end)
    return another is not None and page.text.startswith(" ", another.end(), end)
