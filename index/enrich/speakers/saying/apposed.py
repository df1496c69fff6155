"""Somebody of whom more is told before his verb than an office: `chị A bán nước ở đây cho biết`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from index.enrich.gazetteer import UPPER
from index.enrich.speakers.people.named import is_whose
from index.enrich.speakers.people.office_behind import office_behind
from index.enrich.speakers.people.persons import is_surely_one, person_at
from index.enrich.speakers.prose.clauses import opens_clause
from index.enrich.speakers.prose.names import is_full
from index.enrich.speakers.prose.page import COVER
from index.enrich.speakers.words.kinds import JOB
from index.enrich.speakers.words.sayings import PERSONAL, SAYING

if TYPE_CHECKING:
    from index.enrich.speakers.prose.page import Page
    from index.enrich.speakers.who import Who
    from search.model import Span

_FARTHEST = 180
"""Characters between a name and its verb."""
_CLAUSE = re.compile(
    rf"[{COVER};:?!…“”\"]|(?<!\w)(?:được|bị(?! (?:cáo|can|hại|đơn) )|nghe|thấy|rằng|nếu|nhưng|sẽ|có thể"
    rf"|không|chưa|khiến|nhờ|mà|thì"
    rf"|hoặc"
    rf"|muốn|nhớ|đòi|những lời|câu|theo|gặp|hỏi|vì|do|khi|và|về|việc|đề nghị|yêu cầu|{SAYING})(?!\w)"
)
"""What stands in a clause of its own, so that another than who is named first may be the subject."""
_APPOSED = re.compile(r" ?[(,–—-]")
"""What opens more that is told of somebody."""
_JOB = re.compile(JOB)
"""A job before a name: `Bác sĩ`."""
_TELLS = re.compile(
    rf" (?:(?:phó )?(?:bí thư|chủ tịch|giám đốc|hiệu trưởng)|bán|làm|sống|ở|trú|ngụ|đến từ|quê|công tác"
    rf"|tham gia|bào chữa|phụ trách|vừa|đang|chuyên|kinh doanh|thuộc|cùng|tại"
    rf"|từ|trên|trong|bên|cạnh|gần|chủ|người)(?= [^\W{UPPER}]| [{UPPER}\d])"
)
"""What is told of somebody right behind his name: where he lives, what he does."""


def _ends(span: Span) -> tuple[int, int]:
    """Where a stretch begins and ends."""
    return span.start, span.end


def apposed(page: Page, start: int, end: int, verb: int) -> Who | None:
    """Who opens a clause before a verb of persons, with more that is told of him behind his name."""
    if not PERSONAL.match(page.text, verb):
        return None
    for first, last in reversed(page.runs(max(start, end - _FARTHEST), end)):
        if not (_APPOSED.match(page.text, last, end) or _TELLS.match(page.text, last, end)):
            continue
        found = person_at(page, start, first, last)
        if found is None or found.name is None or found.name.end != last:
            continue
        if not opens_clause(page, start, found.start) or not is_surely_one(page, found, start, bare=False):
            continue
        is_one = found.titled or (
            found.office is not None
            and (
                is_full(page.text[found.name.start : last]) or _JOB.fullmatch(page.low, *_ends(found.office))
            )
        )
        if not is_one or is_whose(page, start, found):
            continue
        if _CLAUSE.search(page.low, last, end):
            return None
        return found._replace(office=office_behind(page, last, end) or found.office)
    return None
