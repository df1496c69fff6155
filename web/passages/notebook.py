"""The notebook: clipped passages as they are now, and beside it what they were."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from search.differences import word_differences
from search.model import VIETNAM
from web.articles.fragments import directive, with_fragment
from web.cite import press
from web.passages.codes import Clip, code_of
from web.passages.files import KIND, VERSION, Notebook, Saved
from web.passages.finding import Found, State, found_now
from web.view import safe_url

if TYPE_CHECKING:
    from collections.abc import Iterable

    from search.differences import Piece
    from search.model import Capture
    from web.export.making import Holding
    from web.passages.finding import Places


class Entry(NamedTuple):
    """A passage of a notebook: where it was clipped, what is there now, and its citation.

    `was` is what a file says of it; `before` the stored version that it was read from then, if that is kept;
    `now` the newest one. `pieces` are the differences of the words, where these are others.
    """

    code: str | None
    clip: Clip
    found: Found
    citation: str
    original: str | None
    page: str
    note: str = ""
    was: Saved | None = None
    before: int | None = None
    now: Capture | None = None
    pieces: tuple[Piece, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether there are words to show."""
        return bool(self.found.text)


def entry_of(holding: Holding, places: Places, clip: Clip, lang: str, was: Saved | None = None) -> Entry:
    """A passage as it is now."""
    found = found_now(places, clip, was.text if was else "")
    document = found.document
    if document is None:
        citation = was.citation if was else ""
        return Entry(code_of(clip), clip, found, citation, None, "", was.note if was else "", was)
    captures = holding.archive.captures(document.id) if found.state is not State.CLOSED else ()
    now = next((one for one in captures if one.version == document.version), None)
    before = next((one.version for one in captures if was and one.sha256 == was.sha256), None)
    fetched = holding.fetched([document.id]).get((document.id, document.version))
    is_reworded = was is not None and bool(was.text) and found.state is State.CHANGED
    return Entry(
        code=code_of(Clip(clip.article, found.span or clip.span, clip.sign)),
        clip=clip,
        found=found,
        citation=press(holding.work(document, fetched), lang),
        original=_original(found),
        page=holding.page(document.id, found.span),
        note=was.note if was else "",
        was=was,
        before=before,
        now=now,
        pieces=word_differences(was.text, found.text) if was and is_reworded else (),
    )


def _original(found: Found) -> str | None:
    """The original page, at the passage where that may be shown."""
    document = found.document
    url = safe_url(document.article.url) if document else None
    if document is None or url is None or found.span is None or not found.text:
        return url
    return with_fragment(url, directive(document.article.text, found.span.start, found.span.end))


def notebook_of(entries: Iterable[Entry], site_name: str, address: str) -> Notebook:
    """The entries as a file, with their notes."""
    saved = [saved_of(entry, entry.note) for entry in entries]
    now = datetime.now(VIETNAM).replace(microsecond=0)
    return Notebook(KIND, VERSION, now.isoformat(), site_name, saved, address)


def saved_of(entry: Entry, note: str) -> Saved:
    """A passage as it is saved today."""
    document, span = entry.found.document, entry.found.span or entry.clip.span
    if document is None:
        return Saved(entry.clip.article, *entry.clip.span, note=note, citation=entry.citation)
    return Saved(
        article=document.id,
        start=span.start,
        length=span.length,
        text=entry.found.text,
        note=note,
        citation=entry.citation,
        title=document.article.title,
        source=document.article.source,
        url=safe_url(document.article.url),
        date=document.published.iso,
        page=entry.page,
        version=entry.now.version if entry.now else None,
        sha256=entry.now.sha256 if entry.now else None,
    )
