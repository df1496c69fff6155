"""What the box says, in both languages, by the names that its script uses."""

from __future__ import annotations

from web.texts.english import ENGLISH
from web.texts.words import phrase

LABEL = phrase("Tìm trong kho bài")
SEND = phrase("Tìm")

_TEXTS = {
    "label": LABEL,
    "hint": phrase("Từ, cụm từ, số văn bản…"),
    "send": SEND,
    "scope": phrase("Trong:"),
    "part": phrase("một phần kho bài"),
    "suggestions": phrase("Gợi ý"),
    "all": phrase("Xem tất cả ở trang tra cứu"),
    "there": phrase("Tìm ở trang tra cứu"),
    "none": phrase("Không có bài nào"),
    "untitled": phrase("(không có tiêu đề)"),
    "failed": phrase("Chưa tìm được. Xin thử lại sau ít phút."),
    "busy": phrase("Đang có nhiều lượt tìm quá. Xin thử lại sau ít phút."),
}
_COUNTED = {"counted": phrase("{n} gợi ý"), "articles": phrase("{n} bài")}
"""Texts of two forms, for one and for many."""


def texts_of_script() -> dict[str, dict[str, str | list[str]]]:
    """All of them by language."""
    vietnamese = {**_TEXTS, **{name: [text, text] for name, text in _COUNTED.items()}}
    english = {
        **{name: ENGLISH[text] for name, text in _TEXTS.items()},
        **{name: list(ENGLISH[text]) for name, text in _COUNTED.items()},
    }
    return {"vi": vietnamese, "en": english}  # type: ignore[dict-item]  # a twin is a text or a pair of them
