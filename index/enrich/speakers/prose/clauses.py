"""Where a clause begins, and the forms of address that stand before a name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from index.enrich.speakers.words.kinds import BODY, OFFICE
from index.enrich.speakers.words.titles import ROLE, TITLE_BEFORE, TITLE_ENDS, TITLES

if TYPE_CHECKING:
    from index.enrich.speakers.prose.page import Page

_ALSO = re.compile(
    r"(?<!\w)(?:bên cạnh đó|ngoài ra|tại đây|theo đó|đồng thời|trước đó|sau đó|do đó|vì vậy"
    r"|tuy nhiên|đặc biệt|(?:đáng chú ý|đáng nói|điều đáng (?:nói|chú ý|lưu ý))(?: là)?,?"
    rf"|cũng theo|(?:còn |về )?phía(?= (?:đại diện|lãnh đạo|ngành|{BODY.pattern}))"
    r"|(?:theo )?(?:nguồn tin|thông tin|tin)(?: ban đầu| mới nhất| chính thức)? từ|(?:ngày"
    r"|sáng|trưa|chiều|tối|đêm|hôm) (?:ngày )?\(?\d{1,2}[-/.]\d{1,2}(?:[-/.]\d{4})?\)?|hiện"
    r"|hiện nay|hiện tại|sau khi|nên|dù|mặc dù|nhưng|và|song|thế nhưng|trong khi đó|riêng|còn"
    r"|trong khi|mới đây|bước đầu|tại hội nghị|về phía mình|trong đó|vì thế|ngay sau đó|nay|vừa qua"
    r"|thời gian qua|gần đây|cùng ngày|lần này|năm nay|năm ngoái|hôm nay|hôm qua|sáng nay|chiều nay|tối qua"
    r"|khi đó|lúc này|lúc đó|đến nay|tuần trước|tuần này|tiếp đó|nhân dịp này|về việc này|cuối cùng"
    r"|đầu tiên|thậm chí|thêm|thêm rằng"
    r"|tiếp theo|ban đầu|lúc đầu|từ đó|qua đó|bởi vậy|dẫu vậy|dù vậy|tuy vậy|về phần mình)\s+"
)
"""What opens a clause before its subject."""
_SIDE = "phía "
"""What stands before the name of a firm: `phía Vietnam Airlines`."""
_PASSED = re.compile(
    r" (?:dẫn (?:lời|thông tin|nguồn tin|trình bày|phát biểu|tuyên bố|thông báo|thông cáo|báo cáo|số liệu)"
    r"(?: của| từ)? |với (?:pv|phóng viên|báo chí|chúng tôi) (?=(?:lãnh đạo|đại diện|ông|bà|anh"
    r"|chị) )|(?:được|bị) (?="
    rf"(?:lãnh đạo|đại diện|bí thư|phó bí thư|chủ tịch|phó chủ tịch|giám đốc|hiệu trưởng|ông|bà|đồng chí"
    rf"|thủ tướng"
    rf"|bộ trưởng|tổng bí thư|{BODY.pattern}) ))"
)
"""What stands before who says something in the words of another, or by whom something is explained."""
_PASSED_BY = (" dẫn ", " được ", " bị ", " với p", " với báo", " với chúng")
"""Words of which one is in all of those."""
_ALSO_LAST = re.compile(rf"{_ALSO.pattern}\Z")
"""Such an opening that ends a stretch."""
_LONGEST_OPENING = 45
"""Characters before a name in which such an opening stands."""
_SIGNS = frozenset(",:;–-¤(")
"""What a clause begins behind."""
_NOW = re.compile(r"(?:hiện |hiện nay |nay |vốn |cũng |từng |nguyên )?(?:đang )?là |một (?!số )")
"""What stands before an office that is told of somebody: `hiện là giám đốc`, `một bác sĩ`."""
_OWNER = ("ông chủ ", "bà chủ ")
"""An office that begins like a form of address."""
ROLE_BEFORE = re.compile(rf"(?<!\w){ROLE}\s*\Z")
"""A role right before a name: `nạn nhân`."""
_LONGEST_TITLE = 40
"""Characters of a form of address."""


def clause_start(page: Page, start: int, end: int) -> int:
    """Where the last clause of a stretch begins, behind what opens it."""
    key = start, end
    if key not in page.clause_starts:
        page.clause_starts[key] = behind_opening(page, page.clause(start, end), end)
    return page.clause_starts[key]


def behind_opening(page: Page, at: int, end: int) -> int:
    """Where the subject of a clause begins that begins at a place."""
    if opening := _ALSO.match(page.low, at, end):
        return opening.end()
    if page.low.startswith(_SIDE, at, end) and page.text[at + len(_SIDE)].isupper():
        return at + len(_SIDE)
    if not any(page.low.find(word, at, end) >= 0 for word in _PASSED_BY):
        return at
    passed = _PASSED.search(page.low, at, end)
    return passed.end() if passed else at


def opens_clause(page: Page, start: int, at: int) -> bool:
    """Whether a clause begins at a place, but for a form of address."""
    return _opening(page, start, at) is not None


def opens_list(page: Page, start: int, at: int) -> bool:
    """Whether a sign stands before the first of several offices, but for a form of address or `tại đây`."""
    opening = _opening(page, start, at)
    return opening is not None and "hội nghị" not in opening


def _opening(page: Page, start: int, at: int) -> str | None:
    """What opens the clause that begins at a place; None if none does."""
    left = titles_start(page, start, at)
    stop = page.bare(start, left, " \n")
    if stop <= start or page.low[stop - 1] in _SIGNS:
        return ""
    found = _ALSO_LAST.search(page.low, max(start, left - _LONGEST_OPENING), left)
    return found[0] if found else None


def titles_start(page: Page, start: int, begin: int) -> int:
    """Where the forms of address before a name begin; `begin` where there are none."""
    left = begin
    while True:
        bare = page.bare(start, left, " ,.–-")
        last = max(page.low.rfind(" ", start, bare), page.low.rfind("/", start, bare), start - 1) + 1
        if page.low[last:bare].rpartition(".")[2] not in TITLE_ENDS:
            return left
        found = TITLE_BEFORE.search(page.low, max(start, left - _LONGEST_TITLE), left)
        if found is None or found.start() >= left or _is_part(page, start, found.start(), left):
            return left
        if left < begin and page.low.startswith("phụ huynh", found.start()):
            return left
        left = found.start()


def _is_part(page: Page, start: int, begin: int, end: int) -> bool:
    """Whether what looks like a role is a part of a name: `Hội Nông dân Quảng Nam`."""
    return (
        begin > start + 1
        and page.text[begin].isupper()
        and page.text[begin - 2].isalpha()
        and ROLE_BEFORE.match(page.low, begin, end) is not None
    )


def behind_titles(page: Page, begin: int, end: int) -> int:
    """Where an office begins behind `hiện là`, `một`, forms of address and the like."""
    if now := _NOW.match(page.low, begin, end):
        begin = now.end()
    titles = None if page.low.startswith(_OWNER, begin) else TITLES.match(page.low, begin, end)
    if titles is None or (
        OFFICE.match(page.low, begin, end) and not OFFICE.match(page.low, titles.end(), end)
    ):
        return begin
    return titles.end()
