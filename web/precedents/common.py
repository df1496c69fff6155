"""What all answers about precedents tell: the question, the notes, days."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from web.query.notes import note_json
from web.view import query_json

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from search.model import Note, Query

Json = dict[str, Any]


def asked_json(query: Query, notes: Iterable[Note], lang: str) -> Json:
    """What was asked, and how it was read: each note once; one on a reading says more than on its marks."""
    found = dict.fromkeys(notes)
    codes = {note.code for note in found}
    told = [note for note in found if note.code != "unaccented" or "restored" not in codes]
    return {"query": query_json(query), "notes": [note_json(note, lang) for note in told]}


def iso(day: date | None) -> str | None:
    """A day, if it is known."""
    return day.isoformat() if day else None
