"""The notebook that a form sends: passages by code, or those of a file opened before, with notes as typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import msgspec
from flask import request

from web.export.here import holding_here, places_here
from web.passages.files import MOST_NOTE, opened
from web.passages.naming import MOST_CLIPS, clips_in
from web.passages.notebook import entry_of, saved_of
from web.passages.spans import NAME
from web.site import asked, site

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from web.passages.codes import Clip
    from web.passages.files import Notebook, Saved
    from web.passages.notebook import Entry

OPENED, NOTE, ADD, DROP = "opened", "note", "add", "drop"
"""Fields of the form: the file that was opened before, a note for each passage, the name of one more passage,
and the place of the one that is dropped."""


class Kept(NamedTuple):
    """What a notebook holds: its passages as they are now, the names that are none, and the file it is of."""

    entries: list[Entry]
    unknown: list[str]
    file: Notebook | None = None

    @property
    def codes(self) -> list[str]:
        """The codes of its passages: what an address can hold of it."""
        return [entry.code for entry in self.entries if entry.code]

    @property
    def has_notes(self) -> bool:
        """Whether there is more in it than an address holds."""
        return any(entry.note for entry in self.entries)


def named_here(names: Sequence[str] | None = None) -> tuple[list[Clip], list[str]]:
    """The passages that the address names, or some others, and the names that are none."""
    given = request.args.getlist(NAME) if names is None else names
    return clips_in(given[: 2 * MOST_CLIPS], site().reader)


def kept_in_address() -> Kept:
    """The notebook of the current address."""
    clips, unknown = named_here()
    return Kept(_entries(clips), unknown)


def kept_in_file(file: Notebook) -> Kept:
    """The notebook of a file, compared with what is there now."""
    lang, holding, places = asked()[0].lang, holding_here(), places_here()
    return Kept([entry_of(holding, places, saved.clip, lang, saved) for saved in file.clippings], [], file)


def kept_in_form() -> Kept:
    """The notebook as it was sent, one passage more or less where that is asked. Raises `InputError`."""
    given = request.form
    notes = [" ".join(note.split())[:MOST_NOTE] for note in given.getlist(NOTE)]
    dropped = given.get(DROP, "")
    at = int(dropped) if dropped.isascii() and dropped.isdecimal() and len(dropped) < 4 else -1
    if OPENED in given:
        return _of_file(opened(given[OPENED].encode("utf-8", "replace")), notes, at, given.get(ADD, ""))
    names = given.getlist(NAME)
    noted = dict(zip(names, notes, strict=False))
    left = [name for place, name in enumerate(names) if place != at]
    clips, unknown = named_here([*left, given.get(ADD, "")])
    entries = [entry._replace(note=noted.get(entry.code or "", "")) for entry in _entries(clips)]
    return Kept(entries, unknown)


def _of_file(file: Notebook, notes: Sequence[str], dropped: int, added: str) -> Kept:
    clippings = [
        msgspec.structs.replace(saved, note=notes[at]) if at < len(notes) else saved
        for at, saved in enumerate(file.clippings)
    ]
    left = [saved for at, saved in enumerate(clippings) if at != dropped]
    clips, unknown = named_here([added])
    more = [saved_of(entry, "") for entry in _entries(clips) if not _holds(left, entry.clip)]
    kept = kept_in_file(msgspec.structs.replace(file, clippings=[*left, *more][:MOST_CLIPS]))
    return kept._replace(unknown=unknown)


def _holds(clippings: Iterable[Saved], clip: Clip) -> bool:
    return any(saved.clip[:2] == clip[:2] for saved in clippings)


def _entries(clips: Iterable[Clip]) -> list[Entry]:
    lang, holding, places = asked()[0].lang, holding_here(), places_here()
    return [entry_of(holding, places, clip, lang) for clip in clips]
