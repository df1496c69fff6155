"""Which body is meant that is told in short: `cơ quan này`, `công ty`, `quận`."""

from __future__ import annotations

import re
from functools import cache, partial
from typing import TYPE_CHECKING

from index.enrich.speakers.meant.holding import NOBODY, Person
from index.enrich.speakers.meant.told_bodies import body_of_kind, with_letters

if TYPE_CHECKING:
    from index.enrich.speakers.prose.page import Page
    from search.model import Span

_BARE_UNIT = re.compile(
    "(?i:sở|bộ|cục|tòa|vks|vksnd|tand|tỉnh|huyện|thành phố|tp|quận|xã|phường|thị xã|thị trấn)"
)
"""The kind of a unit or an office that stands for one told in full: `sở` behind `Sở Y tế X`."""
_THIS = re.compile(
    "(?i:cơ quan|đơn vị|hãng|công ty|tập đoàn|tổ chức|sở|bộ|nhà máy|ngân hàng|tòa|ủy ban|siêu thị"
    "|chi nhánh|nhóm phân tích)"
    " (?:này|trên|nói trên)"
)
"""A body told before."""
_ANY_BODY = re.compile("(?i:cơ quan|đơn vị|tổ chức|hãng|công ty|siêu thị|chi nhánh|nhóm phân tích) ")
"""What any body may be called that was told before."""
_FIRM_KIND = re.compile("(?i:(?:tổng )?công ty|tập đoàn|hãng(?: hàng không)?|doanh nghiệp|ngân hàng)")
"""A firm told by its kind alone is the one of before."""


class Bodies:
    """Finds which body is meant, in the text of one article, and keeps the one that spoke last."""

    def __init__(self, text: str, page: Page) -> None:
        self._text = text
        self._last = NOBODY
        self._called = cache(partial(with_letters, text, page))
        """A body with its letters: each is looked for in the whole text, so once."""

    def meant(self, found: Person, span: Span) -> Person:
        """The body of before that one told in short is; else the one that is told; `NOBODY` if not sure."""
        self._last = self._meant(found, span)
        return self._last

    def _meant(self, found: Person, span: Span) -> Person:
        """The body of before, one that the text tells in full, or the one that is told."""
        if _THIS.fullmatch(found.office):
            if self._last != NOBODY:
                return self._last
            told = body_of_kind(self._text, found.office.split(" ")[0], span.start)
            return NOBODY if _ANY_BODY.match(found.office) else found._replace(office=told or found.office)
        if _FIRM_KIND.fullmatch(found.office) and _FIRM_KIND.match(self._last.office):
            return self._last
        if _BARE_UNIT.fullmatch(found.office):
            told = body_of_kind(self._text, found.office, span.start)
            return found._replace(office=told or found.office)
        return found._replace(office=self._called(found.office))
