"""The articles published on the day, in the month or year that a query is, beside those that name it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from search.query.fields import TITLES
from search.tokenizer import TOKEN
from web.addresses import links
from web.addresses.period import iso_of, typed_label, when_label
from web.texts.words import phrase, say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from search.model import Note
    from web.query.meant import Asking

Json = dict[str, Any]

_FIELDS = ("year", "month", "day")
"""Fields of the time of publication, by how many strokes ISO 8601 has between the parts of their values."""

_LABELS = (
    phrase("Bài đăng năm {when}"),
    phrase("Bài đăng tháng {when}"),
    phrase("Bài đăng ngày {when}"),
)


def published_json(asking: Asking) -> Json | None:
    """Where a query is a date and nothing else: the one for what was published then, if it finds anything."""
    params = asking.params
    iso = iso_of(params.q) if params.page == 1 else None
    if iso is None:
        return None
    strokes = iso.count("-")
    asked = f"{TITLES[_FIELDS[strokes]].vi}:{typed_label(iso)}"
    count = asking.count(links.with_q(params, asked))
    label = say(_LABELS[strokes], params.lang, when=when_label(iso, params.lang))
    return {"when": iso, "text": label, "q": asked, "count": count} if count else None


def as_typed(text: str, notes: Iterable[Note]) -> str:
    """A part of a query as an engine writes it, `"31 12 2025"`; a day among them as it was typed."""
    parts = text.strip('"').split()
    days = (note.words[0] for note in notes if note.code == "date-read")
    return next((day for day in days if TOKEN.findall(day) == parts), text)
