"""The office behind a name, and where it ends."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from index.enrich.speakers.people.offices import (
    LONGEST_OFFICE,
    PLACES,
    holds_break,
    names_somebody,
    without_places,
)
from index.enrich.speakers.prose.clauses import behind_titles
from index.enrich.speakers.prose.names import NAME, is_full, is_unit
from index.enrich.speakers.words.kinds import BODY, BREAKS, JOB, NO_END, OFFICE, OFFICE_ONLY, SAID_BEHIND
from search.model import Span

if TYPE_CHECKING:
    from index.enrich.speakers.prose.page import Page

POST = re.compile(r"\s*(?P<sep>,|[-–—]|\(|,? (?:trong|với) (?:tư cách|vai trò|cương vị)(?: là)?)\s*")
"""What parts a name from the office behind it."""
_BARE = re.compile(
    r"(?P<sep> )(?=(?:Bí thư|Chủ|Phó|Giám|Hiệu|Tổng giám|Cục trưởng|Vụ trưởng) "
    r"|(?:phó )?(?:bí thư|chủ tịch|giám đốc|hiệu trưởng) [^ ]+ )"
)
"""A blank before an office that is written big, or before one that goes on."""
DASHES = ("-", "–", "—")
"""Signs that may enclose an office: `ông A - giám đốc B - cho biết`."""
_DASH = re.compile(r"\s[-–—]\s")
"""A dash between blanks."""
_PARTED = re.compile(r",\s*(?![^()]*\))|\s[-–—]\s")
"""What parts several offices: `Phó Bí thư, Chủ tịch UBND …`."""
_GOES_ON = re.compile(r"(?:thuộc|cũng là|đồng thời là|kiêm|nguyên|phụ trách|chịu trách nhiệm) ")
"""What an office goes on with behind a comma: `Phó Giám đốc, phụ trách kỹ thuật`."""
_AGE = re.compile(r"(?:\d{2} tuổi|(?:sn|sinh năm) \d{4}), ")
"""How old somebody is, before his office in a bracket."""
_JOB = re.compile(JOB)
"""A job: `MC`."""


def office_closed(page: Page, begin: int, end: int) -> int | None:
    """Where an office in brackets ends, if nothing stands behind them."""
    close = _closing(page.text, begin, end)
    if not close or page.text[close + 1 : end].strip(" ,"):
        return None
    apposed = page.text.find(", người ", begin, close)
    return apposed if apposed >= 0 else close


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
    is_between_dashes = sep in DASHES and page.text[end - 1 : end] in DASHES
    if is_between_dashes and (found := BREAKS.search(page.text, begin, stop)):
        stop = max(page.text.rfind(",", begin, found.end()), begin)
    stop = _without_clause(page, begin, stop)
    if stop <= begin or holds_break(page.text, begin, stop) or stop - begin > LONGEST_OFFICE:
        return None
    if names_somebody(page, begin, stop) or (
        not (is_between_dashes or BODY.match(page.low, begin)) and _holds_clause(page, begin, stop)
    ):
        return None
    return without_places(page, begin, stop)


def _without_clause(page: Page, begin: int, stop: int) -> int:
    """The end of an office without a bracket in which more is told than an office may hold."""
    opened = page.text.rfind("(", begin, stop) if page.text[stop - 1] == ")" else -1
    return page.bare(begin, opened, " ") if opened > begin and holds_break(page.text, opened, stop) else stop


def _holds_clause(page: Page, begin: int, stop: int) -> bool:
    """Whether behind a comma something begins that is no part of an office."""
    for comma in _PARTED.finditer(page.text, begin, stop):
        at = comma.end()
        if "," not in comma[0] or page.text[at : at + 1].isupper():
            continue
        if not any(part.match(page.low, at) for part in (OFFICE, BODY, _GOES_ON, PLACES)):
            return True
    return False


def follows_bare(page: Page, start: int, end: int) -> re.Match[str] | None:
    """A blank alone between a name and the office behind it: `Trần Quốc Đồng Bí thư xã X`."""
    blank = _BARE.match(page.text, start, end)
    return blank if blank is not None and OFFICE_ONLY.match(page.low, blank.end(), end) else None


def office_behind(page: Page, start: int, end: int) -> Span | None:
    """The office behind a name, up to the first word that is no part of it."""
    if (sep := POST.match(page.text, start, end) or follows_bare(page, start, end)) is None:
        return None
    begin = behind_titles(page, sep.end(), end)
    if sep["sep"] == "(" and (age := _AGE.match(page.low, begin, end)):
        begin = age.end()
    if OFFICE.match(page.low, begin, end) is None:
        return None
    if sep["sep"] == "(":
        close = _closing(page.text, begin, end)
        return Span(begin, close - begin) if close else None
    return office_from(page, begin, end)


def office_from(page: Page, begin: int, end: int) -> Span | None:
    """The office that begins at a place, up to the first word that is no part of it."""
    if OFFICE.match(page.low, begin, end) is None:
        return None
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
