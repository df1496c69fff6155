"""Bodies of an article that are told in short elsewhere: by letters in brackets, by their kind."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from index.enrich.gazetteer import UPPER
from index.enrich.speakers.meant.lines import line_start
from index.enrich.speakers.people.offices import holds_break
from index.enrich.speakers.prose.names import SYLLABLE, is_unit
from index.enrich.speakers.words.kinds import ACRONYM, BODY
from search.text import lower

if TYPE_CHECKING:
    from index.enrich.speakers.prose.page import Page

_LETTERS = re.compile(r" \((?:[A-ZĐ][A-ZĐ&]{2,7}|[A-Z][A-Z]*[a-z]*[A-Z]+[a-z]*|[A-Z][a-z]{3,7}[ae]?)\)")
"""What a body is called for short."""
_LONGEST_BODY = 120
"""Characters of the name of a body before its letters."""
_FIELD = (
    r"(?i:giao thông(?:(?: và| -)? vận tải)?|gtvt|giáo dục(?:(?: và| -| &)? đào tạo)?|gd ?[-&] ?đt|y tế"
    r"|tài nguyên(?:(?: và| -| &)? môi trường)?|tn ?[-&] ?mt|tài chính|xây dựng|nội vụ|tư pháp|công thương"
    r"|công an|quốc phòng|ngoại giao|ngoại vụ|kế hoạch(?:(?: và| -| &)? đầu tư)?|kh ?[-&] ?đt"
    r"|khoa học (?:và|-|&) công nghệ|thông tin(?:(?: và| -| &)? truyền thông)?|tt ?[-&] ?tt|du lịch"
    r"|văn hóa(?:(?:,| -)? thể thao)?(?: (?:và|&|-) (?:du lịch|thể thao))?|vh-tt|dân tộc|nn ?[-&] ?ptnt"
    r"|nông nghiệp(?: (?:và|&|-) (?:phát triển nông thôn|môi trường|ptnt))?|quy hoạch ?[-–]? ?kiến trúc"
    r"|lao động(?:,| -) thương binh (?:và|-|&) xã hội|lđ ?- ?tb ?& ?xh)(?!\w)"
)
"""What a ministry or a department is for: `Giao thông vận tải`, whatever is written big."""
_OF_UNIT = rf"(?: (?:tỉnh|thành phố|TP\.?|Tp\.?|huyện|quận|thị xã))?(?: {SYLLABLE})+"
"""The unit whose body it is."""
_OF_UNITS = ("sở", "tòa")
"""Kinds of bodies behind which a name is that of their head, if it is no unit's."""
_RESTS = {
    "bộ": rf" {_FIELD}(?P<unit>)",
    "sở": rf" {_FIELD}(?P<unit>{_OF_UNIT})?",
    "cục": rf"(?= [{UPPER}])(?: [\w&-]+){{1,8}}?(?<!Phòng)(?P<unit>)(?=[,.;:(\n]"
    r"| (?:đã|vừa|cũng|sẽ|đang|cho|đề nghị|yêu cầu|là|có|được|khẳng định|về|trong|tại|để)(?!\w))",
}
"""What follows the kind of a body in its name."""
_KINDS = "(?:[Nn]gân hàng|[Cc]ông ty|[Tt]ập đoàn|[Hh]ãng|[Tt]ổ chức|[Hh]iệp hội|[Qq]uỹ|[Vv]iện)"
"""Kinds of bodies before their letters: `Hiệp hội VLA`."""


def with_letters(text: str, page: Page, body: str) -> str:
    """A body with the letters it is called by, where another sentence tells them in brackets."""
    at = text.find(f"{body} (")
    letters = _LETTERS.match(text, at + len(body)) if at >= 0 else None
    if letters:
        return body + letters[0]
    return (_before_letters(text, page, body) or body) if ACRONYM.match(body) else body


def _before_letters(text: str, page: Page, letters: str) -> str:
    """The body that is told in full before its letters in brackets, with them; empty if there is none."""
    at = text.find(f" ({letters})")
    line = max(line_start(text, at), at - _LONGEST_BODY) if at >= 0 else 0
    for found in BODY.finditer(page.low, line, max(at, 0)):
        if not holds_break(page.text, found.start(), at):
            return text[found.start() : at + len(letters) + 3]
    kind = re.compile(rf"({_KINDS}) {re.escape(letters)}(?!\w)").search(text)
    return kind[0] if kind else ""


def body_of_kind(text: str, kind: str, before: int) -> str:
    """The body of before whose kind is told alone: `UBND quận X` for `quận`; empty if there is none."""
    low = lower(kind)
    rest = _RESTS.get(low, rf"(?: án)?(?: nhân dân)?(?P<unit>{_OF_UNIT})")
    kind = rf"(?<!\w)[{kind[0].upper()}{kind[0].lower()}]{re.escape(kind[1:])}"
    fuller = re.compile(rf"(?:UBND |Ủy ban nhân dân )?{kind}{rest}(?!\w)")
    told = [_without_name(found, low) for found in fuller.finditer(text, 0, before)]
    later = {_without_name(found, low) for found in fuller.finditer(text, before)} if not told else set()
    return told[-1] if told else later.pop() if len(later) == 1 else ""


def _without_name(found: re.Match[str], kind: str) -> str:
    """A body without the name of its head that stands behind it: `Sở Y tế Nguyễn Văn A`."""
    unit = found["unit"] if kind in _OF_UNITS else None
    is_name = unit and unit[1].isupper() and not unit.startswith((" TP", " Tp")) and not is_unit(unit[1:])
    return found[0].removesuffix(unit) if unit and is_name else found[0]
