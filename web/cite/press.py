"""A reference as Vietnamese newspapers and reports write it, in one line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from web.texts.dates import day_label, published_label
from web.texts.words import phrase, say

if TYPE_CHECKING:
    from web.cite.work import Work

_SEEN = phrase("truy cập ngày {day}")
_READ_IN = phrase("nạp ngày {day}")
_KEPT = phrase("bản lưu {archive}, mã bài {id}")


def press(work: Work, lang: str = "vi") -> str:
    """`Lê A, Trần B, “Tít bài”, Báo X, 09/11/2021, https://…, truy cập ngày 05/03/2026, bản lưu …, mã bài …`.

    Author, title, outlet, date with how it is known, address, the day on which it was fetched, and the name
    of the copy; what is unknown is left out, but for the date.
    """
    parts = [
        ", ".join(work.authors),
        f"“{work.title}”" if work.title else say("(không có tiêu đề)", lang),
        work.outlet,
        published_label(work.published, lang),
        work.address or "",
        say(_SEEN if work.address else _READ_IN, lang, day=day_label(work.seen, lang)),
        say(_KEPT, lang, archive=work.archive, id=work.id),
    ]
    return f"{', '.join(part for part in parts if part)}."
