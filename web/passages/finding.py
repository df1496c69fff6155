"""What has become of a clipped passage: there as it was, elsewhere in its article, reworded, or gone."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from search.archive import Show
from search.model import Span
from web.passages.spans import within

if TYPE_CHECKING:
    from search.archive import Archive, Shows
    from search.engine import Reader
    from search.model import Document
    from web.passages.codes import Clip


class State(StrEnum):
    """What was found: the same words, the same elsewhere, other words, a closed source, no such article."""

    SAME = "same"
    MOVED = "moved"
    CHANGED = "changed"
    CLOSED = "closed"
    GONE = "gone"


class Places(NamedTuple):
    """Where passages are looked for: what is answered, what is kept, and what of it may be shown."""

    reader: Reader
    archive: Archive
    shows: Shows

    def document(self, article_id: str) -> Document | None:
        """An article that is there and was not withdrawn."""
        return self.reader.get(article_id) if self.archive.withdrawn(article_id) is None else None

    def may_show(self, document: Document) -> bool:
        """Whether all of its text may be shown."""
        return self.shows(document.article.source, document.article.url) is Show.FULL


class Found(NamedTuple):
    """A passage as it is now; `text` is what stands there, empty where nothing may be shown."""

    state: State
    document: Document | None = None
    span: Span | None = None
    text: str = ""


def found_now(places: Places, clip: Clip, text: str = "") -> Found:
    """What stands where a passage was clipped; with the `text` that it had, also where that is now."""
    document = places.document(clip.article)
    if document is None:
        return Found(State.GONE)
    article = document.article
    if not places.may_show(document):
        return Found(State.CLOSED, document)
    span = within(article, clip.span)
    here = article.text[span.start : span.end] if span else ""
    if here and (same(here, text) if text else clip.is_worded(here)):
        return Found(State.SAME, document, span, here)
    moved = elsewhere(article.text, text)
    if moved is not None:
        return Found(State.MOVED, document, moved, article.text[moved.start : moved.end])
    return Found(State.CHANGED, document, span, here)


def same(one: str, other: str) -> bool:
    """Whether two texts differ in blanks only."""
    return one.split() == other.split()


def elsewhere(text: str, words: str) -> Span | None:
    """Where some words stand in a text, as they are written; the first place."""
    start = text.find(words) if words else -1
    return Span(start, len(words)) if start >= 0 else None
