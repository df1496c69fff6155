"""Whether what speaks is a body: by its kind, its letters, as a firm or a unit."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from index.enrich.gazetteer import UPPER
from index.enrich.speakers.people.offices import holds_break
from index.enrich.speakers.prose.names import is_press, is_province
from index.enrich.speakers.words.kinds import ACRONYM, BODY, FIRM, LONE_BODY, OF_COUNTRY, UNIT_BODY

if TYPE_CHECKING:
    from index.enrich.speakers.prose.page import Page

_NAMED_SO = re.compile(rf"(?:Trường|Khoa|Hội|Quỹ|Ban) [{UPPER}][^\W\d_]+\Z")
"""What may be the whole name of a person although a body begins so: `Trường Giang`."""
_PARTY = re.compile(r"(?:nhà đầu tư|nhà thầu|đơn vị|doanh nghiệp|chủ đầu tư)(?: này)?\Z")
"""A party to a contract, which speaks only where it opens a sentence: `Nhà thầu này cho biết`."""
_CENTRE = ("Trung ương", "Trung ương Đảng", "Trung ương Đoàn")
"""The Central Committee, or that of the youth union, told in short."""
_ADVERBIAL = frozenset(
    "Trong Tại Theo Để Sau Nếu Về Trước Đến Ngày Từ Do Vì Ngoài Khi Với Tuy nhiên Riêng Qua Hiện".split()
)
"""Words that a sentence begins with before its subject."""


def with_full_name(page: Page, start: int, at: int, stop: int) -> int:
    """Where a body begins that is told in full before a dash and its letters: `Công ty Tân An - TAC`."""
    bare = page.bare(start, at, " \n")
    if bare <= start or page.text[bare - 1] not in "-–" or ACRONYM.match(page.text[at:stop]) is None:
        return at
    begin = page.segment(start, bare - 1)
    return begin if BODY.match(page.low, begin) and not holds_break(page.text, begin, bare - 1) else at


def is_body(page: Page, start: int, at: int, stop: int) -> bool:
    """Whether a body speaks: by its kind, its letters, or as a unit."""
    if _PARTY.match(page.low, at, stop) and not _opens_sentence(page, start, at):
        return False
    name = page.text[at:stop]
    short = OF_COUNTRY.sub("", name)
    return (
        (BODY.match(page.low, at, stop) is not None and not _NAMED_SO.match(name))
        or LONE_BODY.fullmatch(page.low, at, stop) is not None
        or (ACRONYM.match(short) is not None and not is_press(name))
        or (FIRM.match(short) is not None and not is_press(name))
        or UNIT_BODY.match(name) is not None
        or name in _CENTRE
        or (is_province(name) and name != "Hồ Chí Minh")
    )


def _opens_sentence(page: Page, start: int, at: int) -> bool:
    """Whether nothing but what tells when, where or why stands before a place."""
    head = page.text[start:at].strip(" -–•*")
    return not head or head.split()[0].strip(",") in _ADVERBIAL
