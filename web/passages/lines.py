"""A passage as a line, so that it is exported as lines are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from search.bylines import authors_of
from search.model import BlockKind, Line
from web.passages.finding import State

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from search.model import Block, Document, Span
    from web.passages.codes import Clip
    from web.passages.finding import Found

REACH = 300
"""Characters on either side that go along, of the same block."""


def lines_of(passages: Iterable[tuple[Clip, Found, str]]) -> Iterator[tuple[Line, str]]:
    """A line for each passage whose article is there, with its note; of a closed source it has no words."""
    for clip, found, note in passages:
        if found.document is not None:
            yield _line(found, found.document, found.span or clip.span), note


def _line(found: Found, document: Document, span: Span) -> Line:
    article = document.article
    is_open = found.state is not State.CLOSED
    block = _block_of(document, span) if is_open else None
    begin, end = (block.start, block.end) if block else (span.start, span.end)
    return Line(
        article=document.id,
        title=article.title,
        source=article.source,
        url=article.url,
        published=document.published,
        location=document.location,
        kind=block.kind if block else BlockKind.BODY,
        before=article.text[max(begin, span.start - REACH) : span.start] if is_open else "",
        match=found.text,
        after=article.text[span.end : min(end, span.end + REACH)] if is_open else "",
        span=span,
        number=1,
        of=1,
        version=document.version,
        added=document.added,
        authors=authors_of(article),
    )


def _block_of(document: Document, span: Span) -> Block | None:
    """The block in which a passage begins."""
    return next((one for one in document.article.blocks if one.start <= span.start < one.end), None)
