"""Notes on how a query was read: as plain data, and where each leads that one need not agree with."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from search.model import Accents, Note
from web.addresses import links
from web.addresses.period import when_label
from web.texts.dates import day_label
from web.texts.labels import ref_label
from web.texts.words import note_text, phrase, say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from web.addresses.params import Params

Json = dict[str, Any]

ACCENTS = {
    "unaccented": Accents.EXACT,
    "accents-ignored": Accents.EXACT,
    "restored": Accents.LOOSE,
}
"""What to say of accents instead, where a note tells how they were taken."""


_BOUNDS = {"from": phrase("Từ ngày"), "to": phrase("Đến ngày")}
"""Parameters that people type into fields, as these are called."""


def has_words(q: str, notes: Iterable[Json]) -> bool:
    """Whether there is something to look for in a query: signs alone find everything."""
    return bool(q) and all(note["code"] != "no-words" for note in notes)


def note_json(note: Note, lang: str) -> Json:
    """A note as a code, its words, a sentence, and what to ask where it is not wanted.

    `instead` is another query, `accent` another value of that parameter; both are null where neither helps.
    """
    accent = ACCENTS.get(note.code)
    return {
        "code": note.code,
        "words": list(note.words),
        "text": note_text(_labelled(note, lang), lang),
        "instead": note.instead or None,
        "accent": accent.value if accent else None,
    }


def _labelled(note: Note, lang: str) -> Note:
    """With documents, days and fields as people write them; a day that is none is told in its own words."""
    if len(note.words) != 2:
        return note
    typed, value = note.words
    if note.code == "date-read":
        return replace(note, words=(typed, day_label(date.fromisoformat(value), lang)))
    if note.code == "document-read":
        return replace(note, words=(typed, ref_label(value, lang).replace("*", "…")))
    if note.code == "swapped":
        return replace(note, words=(when_label(typed, lang), when_label(value, lang)))
    if note.code == "bad-value" and typed in _BOUNDS:
        return Note("bad-day", (say(_BOUNDS[typed], lang), value))
    return note


@dataclass(frozen=True, slots=True)
class ShownNote:
    """A note as a page shows it; `href` asks for the same without it."""

    text: str
    href: str | None = None


def shown_notes(notes: Iterable[Json], params: Params, address: Callable[[Params], str]) -> list[ShownNote]:
    """Notes with the addresses of what they can be replaced by."""
    return [ShownNote(note["text"], _without(note, params, address)) for note in notes]


def _without(note: Json, params: Params, address: Callable[[Params], str]) -> str | None:
    if note["instead"]:
        return address(links.with_q(params, note["instead"]))
    if note["accent"] and note["accent"] != params.accent:
        return address(links.accented(params, Accents(note["accent"])))
    return None
