"""The notebook: passages that a reader keeps in an address or a file, never here."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

import msgspec
from flask import Response, redirect, render_template, request

from search.errors import InputError
from web.addresses.whole import whole
from web.export.formats import LIBRARIES, TABLES
from web.export.here import asked_here, holding_here, places_here
from web.export.making import of_clippings
from web.export.model import Fact
from web.pages.blueprint import pages
from web.pages.exporting import download, known
from web.pages.kept import Kept, kept_in_address, kept_in_file, kept_in_form, named_here
from web.pages.sending import allow
from web.passages.files import as_json, opened, written
from web.passages.finding import found_now
from web.passages.lines import lines_of
from web.passages.naming import MOST_CLIPS
from web.passages.notebook import notebook_of
from web.passages.spans import NAME
from web.site import asked, link, site
from web.texts.dates import moment_label
from web.texts.words import phrase, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from flask.typing import ResponseReturnValue

    from web.passages.codes import Clip
    from web.passages.files import Notebook
    from web.passages.finding import Found

NOTHING = Kept([], [])

_NO_FILE = phrase("Chưa chọn tệp nào để mở.")
_BAD_FILE = phrase("Tệp vừa chọn không phải là sổ trích, hoặc đã hỏng.")

MOST_BYTES = 2_000_000
"""Of a file that is opened, and of what is sent to make one."""


@pages.get("/so-tay")
def notebook() -> str:
    """The passages that the address holds, as they are now, each with its citation."""
    return _drawn(kept_in_address())


@pages.post("/so-tay")
def sent_notebook() -> ResponseReturnValue:
    """A file that is opened, or the notebook of a page with other passages; nothing of it is kept.

    What an address can hold moves into it; notes are sent from page to page.
    """
    allow(MOST_BYTES)
    sent = request.files.get("tep")
    if sent is not None and not sent.filename:
        return _drawn(NOTHING, _NO_FILE), 400
    try:
        kept = kept_in_form() if sent is None else kept_in_file(opened(sent.read()))
    except InputError:
        return _drawn(NOTHING, _BAD_FILE), 400
    if kept.file or kept.unknown or kept.has_notes:
        return _drawn(kept)
    return redirect(link("pages.notebook", **{NAME: kept.codes}), 303)


@pages.post("/so-tay/tep")
def notebook_file() -> ResponseReturnValue:
    """The notebook as a file: of the passages named, or of the file opened before, with notes as sent."""
    allow(MOST_BYTES)
    try:
        kept = kept_in_form()
    except InputError:
        return _drawn(NOTHING, _BAD_FILE), 400
    response = Response(written(kept.file or _notebook_of(kept)), content_type="application/json")
    response.headers["Content-Disposition"] = 'attachment; filename="so-trich.json"'
    return response


@pages.post("/xuat/so-tay.<ending>")
def export_notebook(ending: str) -> ResponseReturnValue:
    """The notebook of a page as a file in the formats of lines, with notes as sent."""
    allow(MOST_BYTES)
    try:
        kept = kept_in_form()
    except InputError:
        return _drawn(NOTHING, _BAD_FILE), 400
    return _exported(ending, [(entry.clip, entry.found, entry.note) for entry in kept.entries], kept.codes)


@pages.get("/xuat/so-tay.<ending>")
def export_clippings(ending: str) -> Response:
    """The passages of the address as a file, in the formats of lines."""
    return clippings_file(ending)


def clippings_file(ending: str) -> Response:
    """The same, for pages and API."""
    clips, places = named_here()[0], places_here()
    return _exported(
        ending, ((clip, found_now(places, clip), "") for clip in clips), request.args.getlist(NAME)
    )


def _exported(ending: str, passages: Iterable[tuple[Clip, Found, str]], codes: Sequence[str]) -> Response:
    """Passages with their notes as a file; those of articles that are gone are told in its head."""
    asked_for, lang = asked_here(known(ending)), asked()[0].lang
    given = list(passages)
    gone = [f"{clip.article} {note}".strip() for clip, found, note in given if found.document is None]
    head = [
        Fact("what", say("Nội dung", lang), say("các đoạn của sổ trích", lang)),
        Fact("passages", say("Số đoạn", lang), len(given)),
        *([Fact("gone", say("Bài không còn trong kho.", lang).rstrip("."), "; ".join(gone))] if gone else ()),
    ]
    here = asked_for._replace(address=whole(link("pages.notebook", **{NAME: list(codes)})))
    return download("so-tay", ending, of_clippings(holding_here(), here, head, lines_of(given)))


def notebook_json() -> dict[str, Any]:
    """The notebook of the current address as plain data: the file, and the state of each passage."""
    kept = kept_in_address()
    states = [entry.found.state.value for entry in kept.entries]
    codes = [entry.code for entry in kept.entries]
    return {**as_json(_notebook_of(kept)), "states": states, "codes": codes, "unknown": kept.unknown}


def _notebook_of(kept: Kept) -> Notebook:
    return notebook_of(kept.entries, site().name, whole(link("pages.notebook", **{NAME: kept.codes})))


def _drawn(kept: Kept, trouble: str = "") -> str:
    return render_template(
        "notebook.html",
        params=asked()[0],
        kept=kept,
        entries=kept.entries,
        saved_at=saved_at(kept.file.saved, asked()[0].lang) if kept.file else None,
        opened=msgspec.json.encode(kept.file).decode() if kept.file else None,
        is_sent=request.method == "POST",
        resent="so" if request.method == "POST" and kept.entries else None,
        trouble=say(trouble, asked()[0].lang) if trouble else None,
        name=NAME,
        most=MOST_CLIPS,
        own_path=link("pages.notebook"),
        file_path=link("pages.notebook_file"),
        here_href=link("pages.notebook", **{NAME: kept.codes}),
        beside=lambda one, other: link("pages.beside", a=one, b=other),
        export_path=lambda ending: link("pages.export_notebook", ending=ending),
        tables=TABLES,
        libraries=LIBRARIES,
    )


def saved_at(iso: str, lang: str) -> str:
    """When a file says that it was saved, for people; what is no moment stays as it is."""
    try:
        return moment_label(datetime.fromisoformat(iso), lang)
    except (ValueError, OverflowError):
        return iso
