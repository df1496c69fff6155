"""An article cut into what can be clipped of it: paragraphs and sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from flask import abort, render_template

from search.model import PROSE, BlockKind, Span
from web.pages.blueprint import pages
from web.passages.sentences import sentences
from web.passages.spans import MOST, NAME, written
from web.site import asked, link, site

if TYPE_CHECKING:
    from collections.abc import Iterator

    from search.model import Document

_CLIPPED = PROSE | {BlockKind.TITLE, BlockKind.CAPTION}


class Piece(NamedTuple):
    """Some words, and the address of the article at them."""

    text: str
    href: str


class Paragraph(NamedTuple):
    """A line of an article: all of it (None: too long), and its sentences."""

    kind: str
    whole: Piece | None
    sentences: tuple[Piece, ...]


@pages.get("/bai/<article_id>/trich")
def clipping(article_id: str) -> str:
    """Every paragraph and sentence of an article as a link to it: for who wants to clip or cite it."""
    document = site().reader.get(article_id)
    if document is None:
        abort(404)
    return render_template(
        "clipping.html",
        params=asked()[0],
        article_id=article_id,
        title=document.article.title,
        paragraphs=list(_paragraphs(document)),
    )


def _paragraphs(document: Document) -> Iterator[Paragraph]:
    article = document.article
    for block in article.blocks_of(*_CLIPPED):
        start = block.start
        for line in article.of(block).split("\n"):
            pieces = [_piece(document, Span(start + at, length)) for at, length in sentences(line)]
            if pieces:
                text = line.strip()
                span = Span(start + line.index(text), len(text))
                whole = _piece(document, span) if len(pieces) > 1 and span.length <= MOST else None
                yield Paragraph(block.kind.value, whole, tuple(pieces))
            start += len(line) + 1


def _piece(document: Document, span: Span) -> Piece:
    href = link("pages.article", article_id=document.id, **{NAME: written(span)}, _anchor="doan")
    return Piece(document.article.text[span.start : span.end], href)
