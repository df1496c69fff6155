"""The office before a name, and what tells of any words whether they are an office."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from index.enrich.speakers.people.kinds_before import is_behind_place, is_behind_unit, is_common
from index.enrich.speakers.prose.clauses import opens_clause, opens_list
from index.enrich.speakers.prose.names import is_foreign, is_full, is_unit, name_start
from index.enrich.speakers.words.kinds import BREAKS, NO_END, OFFICE, OFFICE_ONLY
from search.model import Span

if TYPE_CHECKING:
    from index.enrich.speakers.prose.page import Page

LONGEST_OFFICE = 220
"""Characters of an office."""
PLACES = re.compile(r"(?:tỉnh|huyện|tp|thành phố|quận|xã|thị xã|thị trấn|phường|tx)(?!\w)")
"""The kind of a unit, before its name: `huyện X`."""
_IN_PICTURE = re.compile(
    r"(?:người|đứng|ngồi|bìa|áo|giữa|bên|thứ|ngoài cùng|hàng|trái|phải|cầm|mặc|đội|ảnh)(?!\w)"
)
"""What a bracket of a caption begins with that tells where somebody stands."""
_ALSO_HIS = re.compile(" và ")
"""What may part an office that names another from his: `lãnh đạo A và Giám đốc B`."""
_LISTED = re.compile(", | [-–] ")
"""What parts the units of a list: `(Hà Nội, Huế)`."""
_LONGEST_NAME = 40
"""Characters of a name."""
_TWO = 2
"""Words of a country and of a name that has but one."""


def office_before(page: Page, start: int, left: int) -> Span | None:
    """The office that ends at `left`, before a name or its form of address."""
    stop = page.bare(start, left, " ,–-:")
    begin = _office_start(page, start, stop) if stop > start else None
    if begin is None or NO_END.search(page.low, begin, stop):
        return None
    if _ends_clause(page, start, left) and not (
        opens_clause(page, start, begin) or page.low.endswith(("theo ", "được ", "bị "), start, begin)
    ):
        return None
    while (comma := comma_before(page, start, begin)) is not None:
        earlier = _office_start(page, start, comma)
        if earlier is None or not opens_list(page, start, earlier) or names_somebody(page, earlier, begin):
            break
        if follows_name(page, start, earlier) or OFFICE_ONLY.match(page.low, earlier) is None:
            break
        if page.text[comma] != "," and not OFFICE.fullmatch(page.low, earlier, comma - 1):
            break
        begin = earlier
    return Span(begin, without_places(page, begin, stop) - begin)


def follows_name(page: Page, start: int, at: int) -> bool:
    """Whether an office stands behind the name of another: `Đối với ông A, Giám đốc B, Chủ tịch C …`."""
    comma = comma_before(page, start, at)
    stop = page.bare(start, comma, " ") if comma is not None else start
    runs = page.runs(max(start, stop - _LONGEST_NAME), stop)
    return bool(runs) and runs[-1][1] == stop and is_full(page.text[slice(*runs[-1])])


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


def without_places(page: Page, begin: int, stop: int) -> int:
    """The end of an office without the bracket of places that it ends with."""
    opened = page.text.rfind("(", begin, stop) if page.text[stop - 1] == ")" else -1
    if opened < 0 or not (
        PLACES.match(page.low, opened + 1, stop)
        or _IN_PICTURE.match(page.low, opened + 1, stop)
        or all(map(is_unit, _LISTED.split(page.text[opened + 1 : stop - 1])))
    ):
        return stop
    return page.bare(begin, opened, " \n")


def names_somebody(page: Page, begin: int, stop: int) -> bool:
    """Whether an office is that of another, whose name follows: `ông A, Chủ tịch UBND xã Lê Văn B`."""
    for first, last in page.runs(begin, stop):
        if page.text[last : min(stop, last + 1)] not in ("", ",") or " " not in page.text[first:last]:
            continue
        if is_common(page, first, last):
            continue
        behind_kind = is_behind_unit(page, first)
        at = name_start(page.text, first, last, titled=False, behind_kind=behind_kind)
        if _is_of_state(page, begin, first, last):
            return True
        if at < 0 or not is_full(page.text[at:last]) or is_unit(page.text[at:last]):
            continue
        if behind_kind or not is_behind_place(page, at):
            return True
    return False


def _is_of_state(page: Page, begin: int, first: int, last: int) -> bool:
    """Whether the name of a foreigner follows his office and his country: `Thủ tướng Nga Dmitry Medvedev`."""
    words = page.text[first:last].split(" ")
    if len(words) <= _TWO or not is_foreign(words[0]) or not "".join(words[1:]).isascii():
        return False
    return OFFICE.fullmatch(page.low, begin, max(begin, first - 1)) is not None
