"""Who is told to say something within a quotation: `“Chủ tịch xã đề nghị chúng tôi …”, bà A nói`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from index.enrich.speakers.saying.sentences import told_in
from index.enrich.speakers.words.kinds import BODY, OFFICE_ONLY
from index.enrich.speakers.words.lists import choice

if TYPE_CHECKING:
    from collections.abc import Iterator

    from index.enrich.speakers.prose.page import Page
    from index.enrich.speakers.prose.reading import Prose
    from index.enrich.speakers.saying.given import Told
    from index.enrich.speakers.who import Who

_VERBS = choice("""
    đề nghị|yêu cầu|chỉ đạo|kiến nghị|đề xuất|khẳng định|cho biết|cho hay|cho rằng|cảnh báo|thông báo|tuyên bố
    thừa nhận|trả lời|nói|nhấn mạnh|kể|hỏi|bác bỏ|phủ nhận|lưu ý|khuyến cáo|khuyên
    chất vấn|phản ánh|nhắc nhở
""")
MAY_SPEAK = re.compile(rf" (?<!tôi ){_VERBS}(?!\w)")
"""A verb of what somebody is told to say in a quotation."""
_LAST = re.compile(rf"(?<!\w){_VERBS}\Z")
"""The same at the end of what is shown."""
_NOT_HERE = re.compile(
    r"(?<!\w)(?:gì|mà|điều|như|nếu|nghe|biết|khi|chính|lời|việc|bị|do|bởi|được|để|chờ|đợi|xin|trình)"
    r"(?: (?:ông|bà|anh|chị|cô|cụ|đồng chí|các))?\s*\Z",
    re.IGNORECASE,
)
"""Before somebody: that he says it is told of something else, or not for sure."""
_TAKEN_UP = (" này", " đó", " trên", " ấy", " ta", " đây", " đồng", "lãnh đạo", "chính quyền", "cục", " xin")
"""What ends an office or a body that only says again who was told: in a quotation nobody knows by whom."""


def told_within(quoted: Prose, at: int) -> Iterator[Told]:
    """What a sentence of a quotation gives to those who are named in it."""
    page, start = quoted.page, quoted.sentences[at].start
    for told in told_in(quoted, at):
        who = told.who
        is_named = who.name is not None and (who.titled or who.office is not None)
        if not (is_named or _is_office(page, who)) or _NOT_HERE.search(page.text, start, who.start):
            continue
        if is_named or _LAST.search(page.text, told.shown.start, told.shown.end):
            yield told


def _is_office(page: Page, who: Who) -> bool:
    """Whether an office or a body is told by itself rather than as the one of before."""
    if who.name is not None or who.office is None or page.low.endswith(_TAKEN_UP, 0, who.office.end):
        return False
    return any(kind.match(page.low, who.office.start) for kind in (BODY, OFFICE_ONLY))
