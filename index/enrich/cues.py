"""Signs of how high an article speaks from: the whole country, a province, a district or a commune."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from search.text import comparable

if TYPE_CHECKING:
    from collections.abc import Iterator

_NATIONAL = tuple(
    comparable(
        "bộ trưởng|thứ trưởng|thủ tướng|chính phủ|quốc hội|bộ chính trị|ban bí thư|tổng bí thư|chủ tịch nước"
        "|trung ương|cả nước|toàn quốc|các tỉnh, thành|các tỉnh thành|các địa phương|nhà nước|toàn đảng"
        "|văn phòng tw|ban tw|uỷ viên tw|tổng cục|tổng thanh tra|ubkttw|tổng giám đốc|đại sứ"
    ).split("|")
)
_NOT_NATIONAL = re.compile(
    comparable(
        r"(?:đoàn|đại biểu|đbqh|bầu cử|ứng cử|uỷ viên|nghị định của|uỷ viên dự khuyết|nguyên uỷ viên)"
        r" ?(?:ban chấp hành )?$"
    )
)


def national(small: str, start: int, end: int) -> Iterator[int]:
    """Where a text, in comparable form, names the whole country or one of its highest bodies."""
    for word in _NATIONAL:  # finding each is faster than one pattern of all
        at = small.find(word, start, end)
        while at >= 0:
            if not _NOT_NATIONAL.search(small, max(0, at - 30), at):
                yield at
            at = small.find(word, at + len(word), end)
