"""Who stands before a verb of saying: a name with its office before or behind it, an office, a pronoun."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from index.enrich.speakers.names import NAME, is_full, is_unit, name_start, without_titles
from index.enrich.speakers.reading import COVER
from index.enrich.speakers.words import (
    ADVERB_ENDS,
    BODY,
    BREAKS,
    JOB,
    NO_END,
    NO_SUBJECT,
    OFFICE,
    OFFICE_ONLY,
    PLACE_BEFORE,
    PRONOUNS,
    ROLE,
    SAID_BEHIND,
    STOP,
    TITLE_BEFORE,
    TITLE_ENDS,
    TITLES,
    TRAILING_ADVERBS,
    UNIT_BEFORE,
    VAGUE,
)
from search.model import Span

if TYPE_CHECKING:
    from index.enrich.speakers.reading import Page


_BRACKET = re.compile(r"\s*\([^()]{1,80}\)")
_POST = re.compile(r"\s*(?P<sep>,|[-–—]|\()\s*")
_DWELLING = re.compile(
    r"(?:,| [-–—])? ?(?:(?:trú|ngụ|ở|quận|huyện|xã|phường|thị trấn|tỉnh|thôn|xóm|bản|ấp|khối|khu|tổ|sn"
    rf"|sinh|quê|cựu|một|{ROLE})(?!\w)|\d)[^;:]{{0,80}}\Z"
)
_CLAUSE_ENDS = (",", ";", ":", "(", "–", "—", COVER, " - ")
_SEGMENT_ENDS = (",", ";", ":", "(", COVER, " - ", " – ", " — ")
_STOP = re.compile(STOP)
_ALSO = re.compile(
    r"(?:bên cạnh đó|ngoài ra|tại đây|theo đó|đồng thời|trước đó|sau đó|do đó|vì vậy|tuy nhiên|đặc biệt"
    r"|cũng theo|nhưng|và|song|thế nhưng|trong khi đó|riêng|còn|mới đây|tại hội nghị|về phía mình)\s+"
)
_ANOTHERS = re.compile(rf" của {JOB}\Z")
"""Before a name: who speaks is another, `đại diện của ca sĩ X`."""
_DASH = re.compile(r"\s[-–—]\s")
_PARTED = re.compile(r",\s*(?![^()]*\))|\s[-–—]\s")
_ALSO_HIS = re.compile(" và ")
_PLACES = re.compile(r"(?:tỉnh|huyện|tp|thành phố|quận|xã|thị xã|thị trấn|phường|tx)(?!\w)")
_REACH = 320
"""Characters before a verb in which its subject is looked for."""
_LONGEST_OFFICE = 220


class Who(NamedTuple):
    """Somebody named in a text; spans are None where nothing is told, a `pronoun` is one named before."""

    name: Span | None
    office: Span | None
    start: int
    titled: bool = False
    pronoun: str = ""
    body: bool = False


_FOLLOWING = ("", ",", "-", "–", "—", "(")
"""What may follow a name before a verb, but for adverbs."""
_BARE = Span(-1, -1)
"""Nothing stands behind a name."""
_NO_OFFICE = Span(0, 0)
"""A place or an age stands behind a name."""


def before_verb(page: Page, start: int, end: int) -> Who | None:
    """Who stands right before `end` in the sentence that begins at `start`: the subject of a verb there."""
    start = max(start, end - _REACH)
    end = _without_adverbs(page, start, end)
    if end <= start or not _may_end(page, start, end):
        return None
    return _pronoun(page, start, end) or named_or_office(page, start, end)


def named_or_office(page: Page, start: int, end: int) -> Who | None:
    """Who a stretch ends with: a name with its office, or an office alone."""
    return named(page, start, end) or _office_alone(page, start, end)


def _may_end(page: Page, start: int, end: int) -> bool:
    """Whether a person or a body may end there: most words before a verb are none."""
    last = max(page.text.rfind(" ", start, end) + 1, start)
    return page.text[last:end] not in NO_SUBJECT


def _without_adverbs(page: Page, start: int, end: int) -> int:
    """The end of a stretch without the adverbs that it ends with."""
    end = start + len(page.text[start:end].rstrip())
    for _ in range(4):
        bare = start + len(page.text[start:end].rstrip(" ,"))
        last = max(page.low.rfind(" ", start, bare) + 1, start)
        if page.low[last:bare] not in ADVERB_ENDS and not page.low[last:bare][-1:].isdigit():
            break
        found = TRAILING_ADVERBS.search(page.low, max(start, end - 60), end)
        if found is None or found.start() >= end:
            break
        end = start + len(page.text[start : found.start()].rstrip())
    return end


def _clause(page: Page, start: int, end: int) -> int:
    """Where the last clause of a stretch begins."""
    last = _behind_last(page.text, start, end, _CLAUSE_ENDS)
    if opening := _ALSO.match(page.low, last, end):
        last = opening.end()
    return last


def _pronoun(page: Page, start: int, end: int) -> Who | None:
    stop = start + len(page.text[start:end].rstrip(" ,"))
    if page.low[max(page.low.rfind(" ", start, stop) + 1, start) : stop] not in TITLE_ENDS:
        return None
    begin = _clause(page, start, stop)
    if page.low[begin:stop] in PRONOUNS:
        return Who(None, None, begin, pronoun=page.low[begin:stop])
    return None


def named(page: Page, start: int, end: int) -> Who | None:
    """The person named last before `end`, with the office up to there."""
    for run in reversed(list(NAME.finditer(page.text, start, end))):
        following = page.text[run.end() : min(end, run.end() + 3)].lstrip()[:1]
        if following not in _FOLLOWING or (after := _behind(page, run.end(), end)) is None:
            continue
        found = person_at(page, start, run.start(), run.end())
        if found is None:
            continue
        in_office = after.length > 0 and OFFICE.match(page.low, after.start) is not None
        if not is_surely_one(page, found, start, bare=after is _BARE, in_office=in_office):
            continue
        if after is _BARE:
            return found
        is_office = after.length and (found.office is None or OFFICE.match(page.low, after.start))
        return found._replace(office=after if is_office else found.office)
    return None


def _behind(page: Page, start: int, end: int) -> Span | None:
    """What a name is followed by up to `end`: its office, or nothing of that kind; None where it is none."""
    if start >= end or not page.text[start:end].strip(" ,"):
        return _BARE
    at = start
    if (bracket := _BRACKET.match(page.text, start, end)) and not OFFICE.match(
        page.low, page.text.index("(", start) + 1
    ):
        at = bracket.end()
        if not page.text[at:end].strip(" ,"):
            return _NO_OFFICE
    if (sep := _POST.match(page.text, at, end)) is None:
        return None
    begin = _behind_titles(page, sep.end(), end)
    in_bracket = sep["sep"] == "("
    if OFFICE.match(page.low, begin) is None and (in_bracket or BODY.match(page.low, begin) is None):
        return _NO_OFFICE if _DWELLING.fullmatch(page.low, at, end) else None
    stop = _closed(page, begin, end) if in_bracket else _office_end(page, begin, end, sep["sep"])
    return Span(begin, stop - begin) if stop else None


def _behind_titles(page: Page, begin: int, end: int) -> int:
    titles = TITLES.match(page.low, begin, end)
    return titles.end() if titles else begin


def _closed(page: Page, begin: int, end: int) -> int | None:
    """Where an office in brackets ends, if nothing stands behind them."""
    close = _closing(page.text, begin, end)
    return close if close and not page.text[close + 1 : end].strip(" ,") else None


def _office_end(page: Page, begin: int, end: int, sep: str) -> int | None:
    """Where an office that begins behind a comma or a dash ends; None where it is none."""
    stop = begin + len(page.text[begin:end].rstrip(" ,-–—"))
    if sep == ",":
        for dash in _DASH.finditer(page.text, begin, stop):
            if page.text[dash.end()].islower() and not OFFICE.match(page.low, dash.end()):
                stop = dash.start()
                break
    if stop <= begin or holds_break(page.text, begin, stop) or stop - begin > _LONGEST_OFFICE:
        return None
    if names_somebody(page, begin, stop):
        return None
    return without_places(page, begin, stop)


def _closing(text: str, begin: int, end: int) -> int | None:
    """The bracket that closes one that is open before `begin`."""
    depth = 1
    for at in range(begin, end):
        depth += (text[at] == "(") - (text[at] == ")")
        if not depth:
            return at
    return None


def without_places(page: Page, begin: int, stop: int) -> int:
    """The end of an office without the bracket of places that it ends with."""
    opened = page.text.rfind("(", begin, stop) if page.text[stop - 1] == ")" else -1
    if opened < 0 or not (
        _PLACES.match(page.low, opened + 1, stop) or is_unit(page.text[opened + 1 : stop - 1])
    ):
        return stop
    return begin + len(page.text[begin:opened].rstrip())


def person_at(page: Page, start: int, begin: int, end: int) -> Who | None:
    """The person whose name is, or ends, a run of capitalised words, with the office before it."""
    if _is_common(page, begin, end):
        return None
    plain, is_titled = without_titles(page.text, begin, end)
    titles = begin if is_titled else _titles_start(page, start, plain)
    titled = is_titled or titles < plain
    behind_kind = _behind_unit(page, plain)
    if not titled:
        plain = _behind_country(page, plain, end)
    name = name_start(page.text, plain, end, titled=titled, behind_kind=behind_kind)
    if name < 0 or end - name < 2:
        return None
    left = _titles_start(page, start, titles) if name == plain else name
    titled = titled and name == plain
    office = _office_before(page, start, left)
    if office and _ANOTHERS.search(page.low, office.start, office.end):
        return None
    return Who(Span(name, end - name), office, office.start if office else left, titled)


_STATE = re.compile(r"(?:tổng thống|thủ tướng|ngoại trưởng|bộ trưởng|đại sứ|quốc vương|lãnh đạo|chủ tịch) \Z")


def _behind_country(page: Page, begin: int, end: int) -> int:
    """Where a name of one word begins behind that of a country: `Tổng thống Mỹ Trump`."""
    space = page.text.find(" ", begin, end)
    if space < 0 or " " in page.text[space + 1 : end] or not is_unit(page.text[begin:space]):
        return begin
    return space + 1 if _STATE.search(page.low, max(0, begin - 16), begin) else begin


def _titles_start(page: Page, start: int, begin: int) -> int:
    """Where the forms of address before a name begin; `begin` where there are none."""
    left = begin
    while True:
        bare = start + len(page.low[start:left].rstrip(" ,.–-"))
        last = max(page.low.rfind(" ", start, bare), page.low.rfind("/", start, bare), start - 1) + 1
        if page.low[last:bare].rpartition(".")[2] not in TITLE_ENDS:
            return left
        found = TITLE_BEFORE.search(page.low, max(start, left - 40), left)
        if found is None or found.start() >= left:
            return left
        left = found.start()


def is_surely_one(page: Page, found: Who, start: int, *, bare: bool, in_office: bool = False) -> bool:
    """Whether a name is that of a person rather than of a place or a body."""
    assert found.name is not None
    begin, end = found.name.start, found.name.end
    name, office = page.text[begin:end], found.office
    if found.titled or is_unit(name):
        return found.titled
    if office is not None and OFFICE.fullmatch(page.low, office.start, office.end):
        return True
    if PLACE_BEFORE.search(page.low, max(0, begin - 20), begin):
        return is_full(name) and office is not None and _behind_unit(page, begin)
    several = " " in name
    is_told = several and (in_office or office is not None)
    if is_told or (bare and _is_behind_quotation(page, start, found.start)):
        return True
    at_clause = several and _clause(page, start, begin + 1) == begin
    return office is None and ((is_full(name) and at_clause) if bare else (is_full(name) or at_clause))


def _is_common(page: Page, begin: int, end: int) -> bool:
    """Whether a capitalised run begins a word for an office or a body: `Chủ` of `Chủ tịch`."""
    found = OFFICE.match(page.low, begin) or BODY.match(page.low, begin)
    return found is not None and found.end() > end


def _behind_unit(page: Page, begin: int) -> bool:
    """Whether the name of a unit may begin there, or the office of a unit end."""
    return UNIT_BEFORE.search(page.low, max(0, begin - 20), begin) is not None


def _is_behind_quotation(page: Page, start: int, at: int) -> bool:
    """Whether a quotation ends right before a place: `“…”, Storey nói`."""
    return page.text[start:at].rstrip(" ,–-").endswith((COVER, '"', "”"))


def _office_before(page: Page, start: int, left: int) -> Span | None:
    """The office that ends at `left`, before a name or its form of address."""
    stop = start + len(page.text[start:left].rstrip(" ,–-:"))
    if (
        stop <= start
        or (begin := _office_start(page, start, stop)) is None
        or NO_END.search(page.low, begin, stop)
    ):
        return None
    while (comma := _comma_before(page.text, start, begin)) is not None:
        earlier = _office_start(page, start, comma)
        if earlier is None or not opens_clause(page, start, earlier):
            break
        if names_somebody(page, earlier, begin):
            break
        if page.text[comma] != "," and not OFFICE.fullmatch(page.low, earlier, comma - 1):
            break
        begin = earlier
    return Span(begin, stop - begin)


def _comma_before(text: str, start: int, begin: int) -> int | None:
    head = text[start:begin].rstrip()
    return start + len(head) - 1 if head.endswith((",", " –", " -")) else None


def opens_clause(page: Page, start: int, at: int) -> bool:
    """Whether a clause begins at a place, but for a form of address."""
    head = page.low[start:at].rstrip()
    return (
        not head
        or head[-1] in ",:;–-¤("
        or _titles_start(page, start, at) < at
        or bool(_ALSO.search(head + " "))
    )


def _office_start(page: Page, start: int, stop: int) -> int | None:
    """The first word of an office that ends at `stop`, within its clause."""
    begin = _segment(page, start, stop)
    for found in OFFICE.finditer(page.low, begin, stop):
        if BREAKS.search(page.text, found.end(), stop) is None:
            also = [m.end() for m in _ALSO_HIS.finditer(page.text, found.end(), stop)]
            later = [at for at in also if OFFICE.match(page.low, at, stop)]
            return later[-1] if later else found.start()
    return None


def holds_break(text: str, begin: int, stop: int) -> bool:
    """Whether a stretch is no office as a whole; it may end with `này`."""
    found = BREAKS.search(text, begin, stop)
    return found is not None and not (found[0].strip() == "này" and found.end() == stop)


def _segment(page: Page, start: int, stop: int) -> int:
    """Where what stands between two signs begins that ends at `stop`."""
    return _behind_last(page.text, start, stop - 1, _SEGMENT_ENDS)


def _behind_last(text: str, start: int, stop: int, signs: tuple[str, ...]) -> int:
    """The place behind the last of some signs, or of a full stop, and the blanks there."""
    last = start
    for sign in signs:
        at = text.rfind(sign, last, stop)
        last = at + len(sign) if at >= 0 else last
    at = text.rfind(". ", last, stop)
    while at >= 0 and not _STOP.match(text, at, stop):
        at = text.rfind(". ", last, at)
    last = at + 2 if at >= 0 else last
    while last < stop and text[last].isspace():
        last += 1
    return last


def _office_alone(page: Page, start: int, end: int) -> Who | None:
    """An office, or a body, that is the whole clause before `end`."""
    stop = start + len(page.text[start:end].rstrip(" ,–-"))
    inside = page.text.rfind("(", start, stop) if page.text[stop - 1 : stop] == ")" else stop
    inside = max(inside, start)
    for candidate in dict.fromkeys((_segment(page, start, inside), _clause(page, start, inside))):
        at = _behind_titles(page, candidate, stop)
        body = False
        if OFFICE_ONLY.match(page.low, at, stop) is None:
            body = BODY.match(page.low, at, stop) is not None
            if not body:
                continue
        if (
            holds_break(page.text, at, stop)
            or stop - at > _LONGEST_OFFICE
            or VAGUE.fullmatch(page.low, at, stop)
        ):
            continue
        at = at if body else _first_office(page, start, at)
        return Who(None, Span(at, without_places(page, at, stop) - at), at, body=body)
    return None


def _first_office(page: Page, start: int, at: int) -> int:
    """Where the first of several offices begins that commas part."""
    while (comma := _comma_before(page.text, start, at)) is not None:
        earlier = _segment(page, start, comma)
        if OFFICE_ONLY.match(page.low, earlier, comma) is None or holds_break(page.text, earlier, comma):
            break
        at = earlier
    return at


def main_subject(page: Page, start: int, end: int) -> Who | None:
    """The first person of a sentence who does something in it: he opens a clause, and a verb follows."""
    for run in NAME.finditer(page.text, start, end):
        found = person_at(page, start, run.start(), run.end())
        if found is None or found.name is None or not opens_clause(page, start, found.start):
            continue
        if not is_surely_one(page, found, start, bare=True):
            continue
        name = page.text[found.name.start : found.name.end]
        found = found._replace(office=office_behind(page, run.end(), end) or found.office)
        if found.titled or (found.office is not None and " " in name):
            return found
    return None


def office_subject(page: Page, start: int, end: int) -> Who | None:
    """The office that opens the first or second clause of a sentence and does something in it."""
    for begin in [start, *(m.end() for m in re.compile(", ").finditer(page.text, start, end))][:3]:
        if OFFICE_ONLY.match(page.low, begin, end) and (stop := BREAKS.search(page.text, begin, end)):
            last = begin + len(page.text[begin : stop.start()].rstrip(" ,"))
            if (
                last > begin
                and "," not in page.text[begin:last]
                and not VAGUE.fullmatch(page.low, begin, last)
            ):
                return Who(None, Span(begin, last - begin), begin)
    return None


def office_behind(page: Page, start: int, end: int) -> Span | None:
    """The office behind a name, up to the first word that is no part of it."""
    if (sep := _POST.match(page.text, start, end)) is None:
        return None
    begin = _behind_titles(page, sep.end(), end)
    if OFFICE.match(page.low, begin, end) is None:
        return None
    if sep["sep"] == "(":
        close = _closing(page.text, begin, end)
        return Span(begin, close - begin) if close else None
    found = SAID_BEHIND.search(page.text, begin, end)
    stop = _last_part(page, begin, found.start() if found else end)
    if page.text.count("(", begin, stop) > page.text.count(")", begin, stop):
        stop = page.text.index("(", begin)
    stop = begin + len(page.text[begin:stop].rstrip(" ,-–—.("))
    while joint := NO_END.search(page.low, begin, stop):
        stop = joint.start()
    if stop <= begin or names_somebody(page, begin, stop):
        return None
    return Span(begin, without_places(page, begin, stop) - begin)


def names_somebody(page: Page, begin: int, stop: int) -> bool:
    """Whether an office is that of another, whose name follows: `ông A, Chủ tịch UBND xã Lê Văn B`."""
    for run in NAME.finditer(page.text, begin, stop):
        if page.text[run.end() : min(stop, run.end() + 1)] not in ("", ",") or " " not in run[0]:
            continue
        if _is_common(page, run.start(), run.end()):
            continue
        behind_kind = _behind_unit(page, run.start())
        start = name_start(page.text, run.start(), run.end(), titled=False, behind_kind=behind_kind)
        if start < 0 or not is_full(page.text[start : run.end()]) or is_unit(page.text[start : run.end()]):
            continue
        if start > run.start() or behind_kind or not PLACE_BEFORE.search(page.low, max(0, start - 20), start):
            return True
    return False


def _last_part(page: Page, begin: int, stop: int) -> int:
    """Where the last of some offices ends that commas part."""
    for comma in _PARTED.finditer(page.text, begin, stop):
        if OFFICE.match(page.low, comma.end(), stop) is None:
            return comma.start()
    return stop
