"""The notebook: passages that a reader keeps in an address or a file, never here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
from flask import Response, render_template, request, url_for

from search.errors import InputError
from web.addresses.whole import whole
from web.export.formats import LIBRARIES, TABLES
from web.export.here import asked_here, holding_here, places_here
from web.export.making import of_found_lines
from web.export.model import Fact
from web.pages.blueprint import pages
from web.pages.exporting import download, known
from web.pages.sending import allow
from web.passages.files import as_json, opened, written
from web.passages.finding import found_now
from web.passages.lines import lines_of
from web.passages.naming import MOST_CLIPS, clips_in
from web.passages.notebook import entry_of, notebook_of
from web.passages.spans import NAME
from web.site import asked, link, site
from web.texts.words import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from web.passages.codes import Clip
    from web.passages.files import Notebook
    from web.passages.notebook import Entry

MOST_BYTES = 2_000_000
"""Of a file that is opened, and of what is sent to make one."""


@pages.get("/so-tay")
def notebook() -> str:
    """The passages that the address holds, as they are now, each with its citation."""
    entries, unknown = entries_here()
    return _drawn(entries, unknown)


@pages.post("/so-tay")
def opened_notebook() -> tuple[str, int]:
    """The passages of a file that was sent, compared with what is there now; nothing of it is kept."""
    allow(MOST_BYTES)
    sent = request.files.get("tep")
    try:
        found = opened(sent.read() if sent else b"")
    except InputError:
        return _drawn([], [], is_bad=True), 400
    lang, holding, places = asked()[0].lang, holding_here(), places_here()
    entries = [entry_of(holding, places, saved.clip, lang, saved) for saved in found.clippings]
    return _drawn(entries, [], file=found), 200


@pages.post("/so-tay/tep")
def notebook_file() -> Response:
    """The notebook as a file: of the passages named, or of the file opened before, with notes as sent."""
    allow(MOST_BYTES)
    notes = request.form.getlist("note")
    before = request.form.get("opened")
    if before is not None:
        try:
            return _file(noted(opened(before.encode("utf-8", "replace")), notes))
        except InputError:
            return Response(_drawn([], [], is_bad=True), 400, content_type="text/html; charset=utf-8")
    entries, _ = entries_here(request.form.getlist(NAME))
    return _file(notebook_of(entries, notes, site().name, _address(entries)))


def noted(notebook: Notebook, notes: Sequence[str]) -> Notebook:
    """The same with other notes."""
    clippings = [
        msgspec.structs.replace(saved, note=" ".join(notes[at].split())) if at < len(notes) else saved
        for at, saved in enumerate(notebook.clippings)
    ]
    return msgspec.structs.replace(notebook, clippings=clippings)


@pages.get("/xuat/so-tay.<ending>")
def export_clippings(ending: str) -> Response:
    """The passages of the address as a file, in the formats of lines."""
    return clippings_file(ending)


def clippings_file(ending: str) -> Response:
    """The same, for pages and API."""
    asked_for, lang = asked_here(known(ending)), asked()[0].lang
    clips = named_here()[0]
    head = [
        Fact("what", say("Nội dung", lang), say("các đoạn của sổ trích", lang)),
        Fact("passages", say("Số đoạn", lang), len(clips)),
    ]
    found = lines_of(found_now(places_here(), clip) for clip in clips)
    here = asked_for._replace(address=whole(link("pages.notebook", **{NAME: request.args.getlist(NAME)})))
    return download("so-tay", ending, of_found_lines(holding_here(), here, head, found))


def named_here(names: Sequence[str] | None = None) -> tuple[list[Clip], list[str]]:
    """The passages that the address names, or some others, and the names that are none."""
    given = request.args.getlist(NAME) if names is None else names
    return clips_in(given[: 2 * MOST_CLIPS], site().reader)


def entries_here(names: Sequence[str] | None = None) -> tuple[list[Entry], list[str]]:
    """The same passages as entries."""
    clips, unknown = named_here(names)
    lang, holding, places = asked()[0].lang, holding_here(), places_here()
    return [entry_of(holding, places, clip, lang) for clip in clips], unknown


def notebook_json() -> dict[str, Any]:
    """The notebook of the current address as plain data: the file, and the state of each passage."""
    entries, unknown = entries_here()
    found = as_json(notebook_of(entries, (), site().name, _address(entries)))
    states = [entry.found.state.value for entry in entries]
    codes = [entry.code for entry in entries]
    return {**found, "states": states, "codes": codes, "unknown": unknown}


def _file(notebook: Notebook) -> Response:
    response = Response(written(notebook), content_type="application/json")
    response.headers["Content-Disposition"] = 'attachment; filename="so-trich.json"'
    return response


def _address(entries: Sequence[Entry]) -> str:
    return whole(link("pages.notebook", **{NAME: [entry.code for entry in entries if entry.code]}))


def _drawn(
    entries: Sequence[Entry], unknown: Sequence[str], file: Notebook | None = None, *, is_bad: bool = False
) -> str:
    codes = [entry.code for entry in entries if entry.code]

    def with_codes(endpoint: str, kept: Sequence[str], **values: Any) -> str:
        return link(endpoint, **{NAME: list(kept)}, **values)

    return render_template(
        "notebook.html",
        params=asked()[0],
        entries=entries,
        codes=codes,
        unknown=unknown,
        file=file,
        opened=msgspec.json.encode(file).decode() if file else None,
        is_bad=is_bad,
        name=NAME,
        most=MOST_CLIPS,
        own_path=url_for("pages.notebook"),
        open_path=link("pages.opened_notebook"),
        file_path=link("pages.notebook_file"),
        here_href=with_codes("pages.notebook", codes),
        without=lambda code: with_codes("pages.notebook", [one for one in codes if one != code]),
        beside=lambda one, other: link("pages.beside", a=one, b=other),
        export_href=lambda ending: with_codes("pages.export_clippings", codes, ending=ending),
        tables=TABLES,
        libraries=LIBRARIES,
    )
