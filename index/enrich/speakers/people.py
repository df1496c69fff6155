"""Who stands before a verb of saying: a name with its office before or behind it, an office alone, a pronoun."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from index.enrich.speakers.words import (
    ADDRESS,
    BODY,
    BREAKS,
    FOREIGN,
    JOB_WORD,
    DEGREE,
    OFFICE,
    OFFICE_ONLY,
    PLACE_BEFORE,
    PRONOUN,
    RANK,
    SAYING,
    STOP,
    SURNAMES,
    TITLE_BEFORE,
    TITLE_WORD,
    TRAILING_ADVERBS,
    UNIT_BEFORE,
    UPPER_SYLLABLE,
)
from index.enrich.wording import OPENERS
from search import places
from search.model import Span
from search.text import comparable

_INITIALS = r"(?:[A-ZĐ]\.[ ]?){1,4}[A-ZĐ]?(?!\w)"
NAME = re.compile(rf"(?<![\w/-])(?:{_INITIALS}|{UPPER_SYLLABLE}(?:[ -]{UPPER_SYLLABLE}){{0,8}})(?![\w/])")
_LONGEST = 5
"""Syllables of a name."""
_BRACKET = re.compile(r"\s*\([^()]{1,80}\)")
_POST = re.compile(r"\s*(?P<sep>,|[-–—]|\()\s*")
_TITLE = rf"(?:(?i:{ADDRESS}|{RANK})|{DEGREE})"
_LEADING_TITLES = re.compile(rf"(?:{_TITLE}[\s,.]+)+")
_DWELLING = re.compile(
    r",? ?(?:(?i:trú|ngụ|ở|thôn|xóm|bản|ấp|khối|khu|tổ|người|sn|sinh|quê|cựu|đảng viên|hội viên|thành viên|một)(?!\w)|\d)"
    r"[^;:]{0,80}\Z"
)
_PRONOUN = re.compile(rf"(?i:{PRONOUN})\Z")
_CLAUSE = re.compile(rf"[,;:(–—¤]\s*|\s-\s|{STOP}")
_ALSO = re.compile(r"(?i:bên cạnh đó|ngoài ra|tại đây|theo đó|đồng thời|trước đó|sau đó|do đó|vì vậy|tuy nhiên|đặc biệt"
                   r"|cũng theo|nhưng|và|song|thế nhưng|trong khi đó|riêng|còn|mới đây|tại hội nghị|về phía mình)\s+")


class Who(NamedTuple):
    """Somebody named in a text; spans are empty where nothing is told. A `pronoun` stands for one named before."""

    name: Span | None
    office: Span | None
    start: int
    titled: bool = False
    pronoun: str = ""
    body: bool = False


@cache
def _unit_names() -> frozenset[str]:
    return FOREIGN | {comparable(form.name) for unit in places.units() for form in unit.forms}


def before_verb(text: str, start: int, end: int) -> Who | None:
    """Who stands right before `end` in the sentence that begins at `start`: the subject of a verb there."""
    end = _without_adverbs(text, start, end)
    if end <= start:
        return None
    return _pronoun(text, start, end) or named(text, start, end) or _office_alone(text, start, end)


def _without_adverbs(text: str, start: int, end: int) -> int:
    while found := TRAILING_ADVERBS.search(text[max(start, end - 60) : end].rstrip()):
        cut = max(start, end - 60) + found.start()
        if cut >= end or (OFFICE.fullmatch(text, cut, end) is not None):
            break
        end = cut
    while end > start and text[end - 1].isspace():
        end -= 1
    return end


def _clause(text: str, start: int, end: int) -> int:
    """Where the last clause of a stretch begins."""
    last = start
    for found in _CLAUSE.finditer(text, start, end):
        last = found.end()
    if opening := _ALSO.match(text, last, end):
        last = opening.end()
    return last


def _pronoun(text: str, start: int, end: int) -> Who | None:
    end -= len(text[start:end]) - len(text[start:end].rstrip(" ,"))
    begin = _clause(text, start, end)
    if _PRONOUN.match(text, begin, end) and _PRONOUN.fullmatch(text, begin, end):
        return Who(None, None, begin, pronoun=comparable(text[begin:end]))
    return None


def named(text: str, start: int, end: int) -> Who | None:
    """The person named last before `end`, with the office up to there."""
    runs = list(NAME.finditer(text, start, end))
    for run in reversed(runs[-20:]):
        if (after := _office_after(text, run.end(), end)) is None:
            continue
        found = person_at(text, start, run.start(), run.end())
        if found is None or not is_surely_one(text, found, start, bare=after is _BARE):
            continue
        if after is not _BARE:
            is_office = after.length and (found.office is None or OFFICE.match(text, after.start))
            return found._replace(office=after if is_office else found.office)
        return found
    return None


_BARE = Span(-1, -1)
_NOWHERE = Span(0, 0)


def _office_after(text: str, start: int, end: int) -> Span | None:
    """What a name is followed by: its office; nothing; a place or an age, told as an empty span; None: else."""
    if not text[start:end].strip(" ,"):
        return _BARE
    at = start
    if (bracket := _BRACKET.match(text, start, end)) and not OFFICE.match(text, _inside(text, start)):
        at = bracket.end()
        if not text[at:end].strip(" ,"):
            return _NOWHERE
    if (sep := _POST.match(text, at, end)) is None:
        return None
    titles = _LEADING_TITLES.match(text, sep.end(), end)
    begin = titles.end() if titles else sep.end()
    if OFFICE.match(text, begin) is None and (sep["sep"] == "(" or BODY.match(text, begin) is None):
        return _NOWHERE if sep["sep"] in ",(" and _DWELLING.fullmatch(text, at, end) else None
    stop = _office_end(text, begin, end, sep["sep"])
    return Span(begin, stop - begin) if stop else None


def _inside(text: str, start: int) -> int:
    return text.find("(", start) + 1


def _office_end(text: str, begin: int, end: int, sep: str) -> int | None:
    """Where an office that begins behind a comma, a dash or in a bracket ends; None where it is none."""
    if sep == "(":
        close = _closing(text, begin, end)
        return close if close and not text[close + 1 : end].strip(" ,") else None
    stop = begin + len(text[begin:end].rstrip(" ,-–—"))
    if sep == ",":
        for dash in re.finditer(r"\s[-–—]\s", text[begin:stop]):
            following = begin + dash.end()
            if not OFFICE.match(text, following) and text[following].islower():
                stop = begin + dash.start()
                break
    if _holds_break(text, begin, stop) or stop - begin > 220:
        return None
    return _without_places(text, begin, stop)


def _closing(text: str, begin: int, end: int) -> int | None:
    depth = 1
    for at in range(begin, end):
        depth += (text[at] == "(") - (text[at] == ")")
        if not depth:
            return at
    return None


def _without_places(text: str, begin: int, stop: int) -> int:
    """An office without the bracket of places that it ends with."""
    if text[stop - 1] == ")" and (open_ := text.rfind("(", begin, stop)) > 0:
        inside = comparable(text[open_ + 1 : stop - 1])
        if re.match(r"(?:tỉnh|huyện|tp|thành phố|quận|xã|thị xã|thị trấn|phường|tx)(?![\w])", inside) or (
            inside in _unit_names()
        ):
            return begin + len(text[begin:open_].rstrip())
    return stop


def person_at(text: str, start: int, begin: int, end: int) -> Who | None:
    """The person whose name is, or ends, a run of capitalised words, with the office before it."""
    if any((common := known.match(text, begin)) and common.end() > end for known in (OFFICE, BODY)):
        return None
    plain = _without_titles(text, begin, end)
    titled = plain > begin or TITLE_BEFORE.search(text, max(start, begin - 60), begin) is not None
    begin = _name_start(text, plain, end, titled=titled)
    if begin < 0 or end - begin < 2:
        return None
    left, titled = min(begin, plain), False
    if plain <= begin:
        left, titled = _titles_start(text, start, begin)
    office = _office_before(text, start, left)
    return Who(Span(begin, end - begin), office, office.start if office else left, titled)


def _without_titles(text: str, begin: int, end: int) -> int:
    """Where a run begins without the forms of address that are capitalised in it."""
    while (space := text.find(" ", begin, end)) > 0:
        word = text[begin:space]
        if word not in OPENERS and TITLE_WORD.fullmatch(word) is None and JOB_WORD.fullmatch(word) is None:
            break
        begin = space + 1
    return begin


def _titles_start(text: str, start: int, begin: int) -> tuple[int, bool]:
    """Where the forms of address before a name begin, and whether there are any."""
    left, titled = begin, False
    while found := TITLE_BEFORE.search(text, max(start, left - 60), left):
        left, titled = found.start(), True
    while job := re.search(r"(?:^|(?<=[\s,.(]))(?:HLV|CEO|MC|NTK|KTS|ĐBQH)\s+\Z", text[max(start, left - 6) : left]):
        return max(start, left - 6) + job.end(), titled
    return left, titled


def _name_start(text: str, begin: int, end: int, *, titled: bool) -> int:
    """Where the name begins in a run of capitalised words: offices and places may stand before it; -1: nowhere."""
    words = [(m.start(), m[0]) for m in re.finditer(r"[^ ]+", text[begin:end])]
    keys = [comparable(word) for _, word in words]
    if titled and len(words) <= _LONGEST:
        return begin
    capitals = [len(word) > 1 and word.isupper() for _, word in words]
    if any(capitals) and not (all(capitals) and keys[0] in SURNAMES and len(keys) > 1):
        after = len(capitals) - capitals[::-1].index(True)
        rest = begin + words[after][0] if after < len(words) else end
        return _name_start(text, rest, end, titled=False) if end > rest and len(words) - after > 1 else -1
    if len(words) == 1 and words[0][1].isupper() and not titled:
        return -1
    whole = 2 <= len(words) <= 4 and keys[0] in SURNAMES
    units = _unit_names()
    fitting = [at for at in range(len(keys)) if keys[at] in SURNAMES and 2 <= len(keys) - at <= 4]
    behind_kind = PLACE_BEFORE.search(text, max(0, begin - 20), begin) is not None
    split = [at for at in fitting if at and _ends_with_unit(keys[:at], units)]
    if split and (behind_kind or not whole):
        return begin + words[split[0]][0]
    if behind_kind and " ".join(keys) in units:
        return -1
    if not whole and (foreign := [at for at in range(1, len(keys)) if " ".join(keys[:at]) in FOREIGN]):
        return begin + words[foreign[-1]][0]
    if whole:
        return begin
    if fitting:
        return begin + words[fitting[0]][0]
    return begin if len(words) <= _LONGEST else -1


def _ends_with_unit(keys: list[str], units: frozenset[str]) -> bool:
    return any(" ".join(keys[at:]) in units for at in range(len(keys)))


def is_surely_one(text: str, found: Who, start: int, *, bare: bool) -> bool:
    """Whether a name without an office behind it is that of a person rather than of a place or a body."""
    assert found.name is not None
    if found.titled:
        return True
    begin, end = found.name.start, found.name.end
    keys = [comparable(word) for word in text[begin:end].split()]
    if " ".join(keys) in _unit_names():
        return False
    is_full = 2 <= len(keys) <= 4 and keys[0] in SURNAMES
    if found.office is not None and OFFICE.fullmatch(text, found.office.start, found.office.end):
        return True
    if PLACE_BEFORE.search(text, max(0, begin - 20), begin):
        return is_full and found.office is not None and UNIT_BEFORE.search(text, max(0, begin - 20), begin) is not None
    if not bare and found.office is None:
        return is_full or (len(keys) > 1 and _clause(text, start, begin + 1) == begin)
    if found.office is not None:
        return len(keys) >= 2 or OFFICE.fullmatch(text, found.office.start, found.office.end) is not None
    at_clause = _clause(text, start, end) == begin
    return at_clause and len(keys) >= 2 and (keys[0] in SURNAMES and len(keys) <= 4)


def _office_before(text: str, start: int, left: int) -> Span | None:
    """The office that ends at `left`, before a name or its form of address."""
    stop = left
    while stop > start and text[stop - 1] in " ,–-:":
        stop -= 1
    begin = _office_start(text, start, stop)
    if begin is None:
        return None
    if _JOINT.search(text, begin, stop):
        return None
    while (comma := _comma_before(text, start, begin)) is not None:
        earlier = _office_start(text, start, comma)
        if earlier is None or not _opens_clause(text, start, earlier):
            break
        begin = earlier
    return Span(begin, stop - begin)


_JOINT = re.compile(r" (?:của|và|cho|tại|về|các|với|những|gồm|cùng)\Z")
"""What an office does not end with: what stands behind is no name of its holder."""


def _comma_before(text: str, start: int, begin: int) -> int | None:
    head = text[start:begin].rstrip()
    return start + len(head) - 1 if head.endswith(",") else None


def _opens_clause(text: str, start: int, at: int) -> bool:
    head = text[start:at].rstrip()
    return not head or head[-1] in ",:;–-¤(" or TITLE_BEFORE.search(head) is not None or bool(_ALSO.search(head + " "))


def _office_start(text: str, start: int, stop: int) -> int | None:
    """The first word of an office that ends at `stop`, within its clause."""
    begin = _segment(text, start, stop)
    for found in OFFICE.finditer(text, begin, stop):
        if not BREAKS.search(text, found.end(), stop):
            also = [m.end() for m in re.finditer(" và ", text[found.end() : stop])]
            later = [at + found.end() for at in also if OFFICE.match(text, at + found.end(), stop)]
            return later[-1] if later else found.start()
    return None


def _holds_break(text: str, begin: int, stop: int) -> bool:
    """Whether a stretch is no office as a whole; it may end with `này`, and be one `tại` a country."""
    found = BREAKS.search(text, begin, stop)
    return found is not None and not (found[0] == "này" and found.end() == stop)


_SEGMENT = re.compile(rf"[,;:¤(]\s*|\s[-–—]\s|{STOP}")


def _segment(text: str, start: int, stop: int) -> int:
    last = start
    for found in _SEGMENT.finditer(text, start, stop):
        if found.end() < stop:
            last = found.end()
    return last


_VAGUE = re.compile(r"(?i:điều hành|đại diện|lãnh đạo|quản lý|cán bộ|phụ trách|phó|trưởng|công an xã hội|tổ|đội|phòng|ban"
                    r"|bộ|hội|thường trực|thường vụ|sáng lập|giám sát|viện|sở|vụ|trường|cục|đoàn|đài|quỹ|công chức|viên chức)")


def _office_alone(text: str, start: int, end: int) -> Who | None:
    """An office, or a body, that is the whole clause before `end`."""
    stop = start + len(text[start:end].rstrip(" ,–-"))
    bracket = text.rfind("(", start, stop) if text[stop - 1 : stop] == ")" else stop
    begin = _clause(text, start, max(bracket, start))
    for candidate in (_segment(text, start, max(bracket, start)), begin):
        titles = _LEADING_TITLES.match(text, candidate, stop)
        at = titles.end() if titles else candidate
        body = False
        if not OFFICE_ONLY.match(text, at, stop):
            body = BODY.match(text, at, stop) is not None
            if not body:
                continue
        if _holds_break(text, at, stop) or stop - at > 160 or _VAGUE.fullmatch(text, at, stop):
            continue
        while not body and (comma := _comma_before(text, start, at)) is not None:
            earlier = _segment(text, start, comma)
            if OFFICE_ONLY.match(text, earlier, comma) is None or _holds_break(text, earlier, comma):
                break
            at = earlier
        return Who(None, Span(at, _without_places(text, at, stop) - at), at, body=body)
    return None


def named_or_office(text: str, start: int, end: int) -> Who | None:
    """Who a stretch names that is nothing but a name with its office, or an office."""
    return named(text, start, end) or _office_alone(text, start, end)


def main_subject(text: str, start: int, end: int) -> Who | None:
    """The first person of a sentence who does something in it: he opens a clause, and a verb follows."""
    for run in NAME.finditer(text, start, end):
        found = person_at(text, start, run.start(), run.end())
        if found is None or found.name is None or not _opens_clause(text, start, found.start):
            continue
        if not is_surely_one(text, found, start, bare=True):
            continue
        found = found._replace(office=office_behind(text, run.end(), end) or found.office)
        if found.titled or (found.office is not None and text.count(" ", found.name.start, found.name.end)):
            return found
    return None


_ENDING = re.compile(
    rf"{BREAKS.pattern}|(?<!\w)(?!(?:thông tin|giao|trao đổi|báo cáo|phản ánh|khai|đánh giá|kết luận|chỉ đạo|mong)(?!\w)){SAYING}(?!\w)"
    rf"|\s(?:thông tin|trao đổi|đánh giá|chỉ đạo|kết luận|phản ánh)(?=\s*[:,“\"]|\s*\Z)"
)


def office_subject(text: str, start: int, end: int) -> Who | None:
    """The office that opens the first or second clause of a sentence and does something in it."""
    for at in [start, *(m.end() for m in re.finditer(r", ", text[start:end]))][:3]:
        begin = start + at if at != start else start
        if OFFICE_ONLY.match(text, begin, end) and (stop := BREAKS.search(text, begin, end)):
            last = begin + len(text[begin : stop.start()].rstrip(" ,"))
            if last > begin and "," not in text[begin:last]:
                return Who(None, Span(begin, last - begin), begin)
    return None


def office_behind(text: str, start: int, end: int) -> Span | None:
    """The office behind a name, up to the first word that is no part of it."""
    if (sep := _POST.match(text, start, end)) is None:
        return None
    titles = _LEADING_TITLES.match(text, sep.end(), end)
    begin = titles.end() if titles else sep.end()
    if OFFICE.match(text, begin, end) is None:
        return None
    if sep["sep"] == "(":
        close = _closing(text, begin, end)
        return Span(begin, close - begin) if close else None
    stop = end
    if found := _ENDING.search(text, begin, end):
        stop = found.start()
    stop = _last_segment(text, begin, stop)
    if "(" in text[begin:stop] and text.count("(", begin, stop) > text.count(")", begin, stop):
        stop = text.index("(", begin)
    stop = begin + len(text[begin:stop].rstrip(" ,-–—.("))
    while joint := _JOINT.search(text, begin, stop):
        stop = joint.start()
    return Span(begin, _without_places(text, begin, stop) - begin) if stop > begin else None


def _last_segment(text: str, begin: int, stop: int) -> int:
    """Where the last of some offices ends that commas part."""
    for comma in re.finditer(r",\s*(?![^()]*\))|\s[-–—]\s", text[begin:stop]):
        if not OFFICE.match(text, begin + comma.end(), stop):
            return begin + comma.start()
    return stop
