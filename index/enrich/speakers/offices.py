"""Offices beside a name: the one before it, the one behind it, and where each begins and ends."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from index.enrich.speakers.clauses import behind_titles, opens_clause, opens_list
from index.enrich.speakers.names import NAME, is_full, is_unit, name_start
from index.enrich.speakers.words.kinds import BODY, BREAKS, JOB, NO_END, OFFICE, SAID_BEHIND
from index.enrich.speakers.words.proper import NO_NAME_END, PLACE_BEFORE, PLACE_ENDS, UNIT_BEFORE, UNIT_ENDS
from search.model import Span

if TYPE_CHECKING:
    from index.enrich.speakers.page import Page

LONGEST_OFFICE = 220
PLACES = re.compile(r"(?:tỉnh|huyện|tp|thành phố|quận|xã|thị xã|thị trấn|phường|tx)(?!\w)")
POST = re.compile(r"\s*(?P<sep>,|[-–—]|\(|,? (?:trong|với) (?:tư cách|vai trò|cương vị)(?: là)?)\s*")
"""What parts a name from the office behind it."""
_DASH = re.compile(r"\s[-–—]\s")
_PARTED = re.compile(r",\s*(?![^()]*\))|\s[-–—]\s")
_ALSO_HIS = re.compile(" và ")
_GOES_ON = re.compile(r"(?:thuộc|cũng là|đồng thời là|kiêm|nguyên|phụ trách|chịu trách nhiệm) ")
_JOB = re.compile(JOB)
_LISTED = re.compile(", | [-–] ")
_YOUTH = re.compile("(?:thành|tỉnh|huyện|quận|thị|xã|phường) đoàn(?!\\w)")
"""The youth union of a unit: `Thành Đoàn Quy Nhơn`."""
_FAR = 20
"""Characters before a name in which the kind of a unit may stand."""


def office_before(page: Page, start: int, left: int) -> Span | None:
    """The office that ends at `left`, before a name or its form of address."""
    stop = page.bare(start, left, " ,–-:")
    begin = _office_start(page, start, stop) if stop > start else None
    if begin is None or NO_END.search(page.low, begin, stop):
        return None
    if _ends_clause(page, start, left) and not opens_clause(page, start, begin):
        return None
    while (comma := comma_before(page, start, begin)) is not None:
        earlier = _office_start(page, start, comma)
        if earlier is None or not opens_list(page, start, earlier) or names_somebody(page, earlier, begin):
            break
        if page.text[comma] != "," and not OFFICE.fullmatch(page.low, earlier, comma - 1):
            break
        begin = earlier
    return Span(begin, stop - begin)


def _ends_clause(page: Page, start: int, left: int) -> bool:
    """Whether a comma stands before a place: an office there is a name's only if it opens the clause."""
    bare = page.bare(start, left, " \n")
    return bare > start and page.text[bare - 1] == ","


def comma_before(page: Page, start: int, begin: int) -> int | None:
    """The comma or dash right before a place."""
    bare = page.bare(start, begin, " \n")
    return bare - 1 if page.text.endswith((",", " –", " -"), start, bare) else None


def _office_start(page: Page, start: int, stop: int) -> int | None:
    """The first word of an office that ends at `stop`, within its clause."""
    begin = page.segment(start, stop)
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


def office_closed(page: Page, begin: int, end: int) -> int | None:
    """Where an office in brackets ends, if nothing stands behind them."""
    close = _closing(page.text, begin, end)
    return close if close and not page.text[close + 1 : end].strip(" ,") else None


def _closing(text: str, begin: int, end: int) -> int | None:
    """The bracket that closes one that is open before `begin`."""
    depth = 1
    for at in range(begin, end):
        depth += (text[at] == "(") - (text[at] == ")")
        if not depth:
            return at
    return None


def office_end(page: Page, begin: int, end: int, sep: str) -> int | None:
    """Where an office that begins behind a comma or a dash ends; None where it is none."""
    stop = page.bare(begin, end, " ,-–—")
    if (apposed := page.text.find(", người ", begin, stop)) >= 0:
        stop = apposed
    if sep == ",":
        for dash in _DASH.finditer(page.text, begin, stop):
            if page.text[dash.end()].islower() and not OFFICE.match(page.low, dash.end()):
                stop = dash.start()
                break
    if stop <= begin or holds_break(page.text, begin, stop) or stop - begin > LONGEST_OFFICE:
        return None
    if names_somebody(page, begin, stop) or _holds_clause(page, begin, stop):
        return None
    return without_places(page, begin, stop)


def _holds_clause(page: Page, begin: int, stop: int) -> bool:
    """Whether behind a comma something begins that is no part of an office."""
    for comma in _PARTED.finditer(page.text, begin, stop):
        at = comma.end()
        if "," not in comma[0] or page.text[at : at + 1].isupper():
            continue
        if not any(part.match(page.low, at) for part in (OFFICE, BODY, _GOES_ON, PLACES)):
            return True
    return False


def without_places(page: Page, begin: int, stop: int) -> int:
    """The end of an office without the bracket of places that it ends with."""
    opened = page.text.rfind("(", begin, stop) if page.text[stop - 1] == ")" else -1
    if opened < 0 or not (
        PLACES.match(page.low, opened + 1, stop)
        or all(map(is_unit, _LISTED.split(page.text[opened + 1 : stop - 1])))
    ):
        return stop
    return page.bare(begin, opened, " \n")


def office_behind(page: Page, start: int, end: int) -> Span | None:
    """The office behind a name, up to the first word that is no part of it."""
    if (sep := POST.match(page.text, start, end)) is None:
        return None
    begin = behind_titles(page, sep.end(), end)
    if OFFICE.match(page.low, begin, end) is None:
        return None
    if sep["sep"] == "(":
        close = _closing(page.text, begin, end)
        return Span(begin, close - begin) if close else None
    found = SAID_BEHIND.search(page.text, begin, end)
    if found and (found[0].strip() in ("này", "đó") or page.low.startswith("vị ", begin)):
        return None
    stop = _stop_behind(page, begin, _last_part(page, begin, found.start() if found else end))
    if stop <= begin or names_somebody(page, begin, stop) or _is_job_of_another(page, begin, stop):
        return None
    return Span(begin, without_places(page, begin, stop) - begin)


def _stop_behind(page: Page, begin: int, stop: int) -> int:
    """The end of an office without an open bracket, signs, and words that no office ends with."""
    if page.text.count("(", begin, stop) > page.text.count(")", begin, stop):
        stop = page.text.index("(", begin)
    stop = page.bare(begin, stop, " ,-–—.(")
    while joint := NO_END.search(page.low, begin, stop):
        stop = joint.start()
    return stop


def _is_job_of_another(page: Page, begin: int, stop: int) -> bool:
    """Whether behind a name the job of another begins: `Triệu Vy, MC Lý Tương`."""
    job = _JOB.match(page.low, begin, stop)
    run = NAME.match(page.text, job.end() + 1, stop) if job else None
    return run is not None and is_full(run[0]) and not is_unit(run[0])


def _last_part(page: Page, begin: int, stop: int) -> int:
    """Where the last of some offices ends that commas part."""
    for comma in _PARTED.finditer(page.text, begin, stop):
        if OFFICE.match(page.low, comma.end(), stop) is None:
            return comma.start()
    return stop


def names_somebody(page: Page, begin: int, stop: int) -> bool:
    """Whether an office is that of another, whose name follows: `ông A, Chủ tịch UBND xã Lê Văn B`."""
    for first, last in page.runs(begin, stop):
        if page.text[last : min(stop, last + 1)] not in ("", ",") or " " not in page.text[first:last]:
            continue
        if is_common(page, first, last):
            continue
        behind_kind = is_behind_unit(page, first)
        at = name_start(page.text, first, last, titled=False, behind_kind=behind_kind)
        if at < 0 or not is_full(page.text[at:last]) or is_unit(page.text[at:last]):
            continue
        if at > first or behind_kind or not is_behind_place(page, at):
            return True
    return False


def is_common(page: Page, begin: int, end: int) -> bool:
    """Whether a capitalised run begins a word for an office or a body, or ends one: `Chủ` of `Chủ tịch`."""
    last = max(page.text.rfind(" ", begin, end) + 1, begin)
    if NO_NAME_END.match(page.low, last) or _YOUTH.match(page.low, begin, end):
        return True
    found = OFFICE.match(page.low, begin) or BODY.match(page.low, begin)
    return found is not None and found.end() > end


def is_behind_unit(page: Page, begin: int) -> bool:
    """Whether the name of a unit may begin there, or the office of a unit end."""
    if _word_before(page, begin) not in UNIT_ENDS:
        return False
    return UNIT_BEFORE.search(page.low, max(0, begin - _FAR), begin) is not None


def is_behind_place(page: Page, begin: int) -> bool:
    """Whether the name of a place, a school or a firm may begin there."""
    if _word_before(page, begin) not in PLACE_ENDS:
        return False
    return PLACE_BEFORE.search(page.low, max(0, begin - _FAR), begin) is not None


def _word_before(page: Page, begin: int) -> str:
    """The word, in lower case, that ends before a place."""
    words = page.low[max(0, begin - _FAR) : begin].rsplit(None, 1)
    return words[-1].rpartition("(")[2] if words else ""
