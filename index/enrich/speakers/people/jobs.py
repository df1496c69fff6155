"""Somebody who is told by a job alone: `một tài xế`, `nhân viên Formosa`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from index.enrich.gazetteer import UPPER
from index.enrich.speakers.prose.names import is_foreign, is_province
from index.enrich.speakers.words.kinds import JOB

if TYPE_CHECKING:
    from index.enrich.speakers.prose.page import Page

_JOB = re.compile(
    rf"(?:(?:một|nữ|nam|cựu|vị|một nữ|một nam) )?{JOB}(?P<rest>(?: (?!{JOB})[^\W\d_]+"
    rf"|(?<=năm) \d{{4}}| \d\d(?= tuổi)){{0,12}})\Z"
)
"""A job that is told instead of a name, with what is told of it."""
_OF_PRESS = re.compile(r"(?:một )?(?:pv|phóng viên|btv|biên tập viên|nhà báo)(?!\w)")
"""Who asks rather than answers: `một phóng viên`."""
_NO_NAME = re.compile(
    rf"(?: [^\W{UPPER}\d_]+)*\Z| (?:riêng )?của (?:ông|bà|anh|chị|bị cáo|bị can) [^a-z]"
    r"| (?:bào chữa|biện hộ|đại diện)(?: pháp lý)? (?:cho|của) .*"
    r"|.* (?:của|tại|ở|thuộc|người|gốc|từ|trong|hãng|công ty) [^a-z]"
)
"""What may stand behind a job alone: no capitals, but for where he is of."""
_OF_FIRMS = ("nhân viên ", "một nhân viên ", "hlv trưởng ")
"""Jobs behind which a capital is rather that of a firm."""


_OF_UNIT = re.compile(
    "(?:một )?đại biểu (?:hđnd|quốc hội|(?:tỉnh|thành phố|tp\\.?|huyện|quận|đoàn|người)(?!\\w))"
)
"""A deputy of a unit, who is told by nothing else."""


def is_job(page: Page, at: int, stop: int) -> bool:
    """Whether somebody is told by his job alone: `một tài xế nói`, `nhân viên Formosa cho biết`."""
    job = _JOB.match(page.low, at, stop)
    if job is None or _OF_PRESS.match(page.low, at):
        return False
    rest = page.text[job.start("rest") : stop]
    if page.low.startswith("đại biểu ", at):
        return _OF_UNIT.match(page.low, at) is not None or is_province(rest.strip()) or rest.islower()
    is_of_country = " " in rest.strip() and is_foreign(rest.strip())
    return _NO_NAME.match(rest) is not None or is_of_country or page.low.startswith(_OF_FIRMS, at, stop)
