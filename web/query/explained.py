"""Why a hit stands where it does: the parts of its score, for programs and in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from search.model import Form, ReasonKind, Zone
from web.texts.words import phrase, say

if TYPE_CHECKING:
    from search.model import Reason, Spelled

DIGITS = 4
"""Decimals of points in answers, as of scores."""

_LABELS = {
    ReasonKind.WORD: phrase("“{part}”"),
    ReasonKind.PHRASE: phrase("cụm từ “{part}”"),
    ReasonKind.NEAR: phrase("“{part}” gần nhau"),
    ReasonKind.TERM: phrase("“{part}”, viết cách nào cũng tính"),
    ReasonKind.ALL: phrase("mọi bài"),
    ReasonKind.PAIR: phrase("“{part}” đứng liền nhau"),
    ReasonKind.WINDOW: phrase("“{part}” cùng trong một đoạn"),
    ReasonKind.TITLE: phrase("“{part}” trong tiêu đề"),
    ReasonKind.FRESH: phrase("bài mới"),
}
"""What a part of a score is called."""

_FORMS = {
    Form.EXACT: phrase("đúng như đã gõ"),
    Form.MARKS: phrase("thêm dấu"),
    Form.BARE: phrase("không dấu"),
    Form.OTHER: phrase("cách đọc khác"),
}
"""What a spelling is beside what was typed."""

_ZONES = {
    Zone.TITLE: phrase("trong tít"),
    Zone.LEAD: phrase("trong sapô"),
    Zone.AUTHOR: phrase("ở tên tác giả"),
}


def reason_json(reason: Reason, lang: str) -> dict[str, Any]:
    """A part of the score of a hit; `label` and `where` are for people."""
    return {
        "kind": reason.kind.value,
        "text": reason.text,
        "typed": reason.typed or None,
        "weight": round(reason.weight, DIGITS),
        "zone": reason.zone.value or None,
        "idf": round(reason.idf, DIGITS),
        "in_text": reason.in_text,
        "in_head": reason.in_head,
        "spellings": [
            {
                "key": each.key,
                "form": each.form.value,
                "weight": round(each.weight, DIGITS),
                "in_text": each.in_text,
                "in_head": each.in_head,
            }
            for each in reason.spellings
        ],
        "points": round(reason.points, DIGITS),
        "label": label(reason, lang),
        "where": where(reason, lang),
    }


def label(reason: Reason, lang: str) -> str:
    """A part in words: `cụm từ “Ủy ban nhân dân”, cách đọc khác của “UBND”`."""
    is_word = reason.kind is ReasonKind.PHRASE and " " not in reason.text  # one word of a zone
    text = say(_LABELS[ReasonKind.WORD if is_word else reason.kind], lang, part=reason.text)
    if reason.typed:
        text += ", " + say("cách đọc khác của “{typed}”", lang, typed=reason.typed)
    return text


def where(reason: Reason, lang: str) -> str:
    """Where and how often it stands: `5 lần, ở đầu bài tính 2: đảng 5 (đúng như đã gõ)`."""
    if not reason.in_text:
        return ""
    text = say("{n} lần", lang, n=reason.in_text)
    if reason.zone:
        text += " " + say(_ZONES[reason.zone], lang)
    if reason.in_head:
        text += ", " + say("ở đầu bài tính {count}", lang, count=reason.in_head)
    spelled = ", ".join(_spelled(each, lang) for each in reason.spellings)
    return f"{text}: {spelled}" if spelled else text


def _spelled(spelling: Spelled, lang: str) -> str:
    return f"{spelling.key} {spelling.in_text} ({say(_FORMS[spelling.form], lang)})"
