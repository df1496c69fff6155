"""An article as a reader wants it: its parts apart, lines of lists and tables split, furniture left out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from search.model import PROSE, BlockKind, MarkedText, Span
from web.view import pieces

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from search.model import Block, Document

Pieces = list[tuple[str, bool]]

_FLOW = PROSE | {BlockKind.CAPTION, BlockKind.ATTACHMENT}
_BY_LINE = frozenset({BlockKind.TABLE, BlockKind.ATTACHMENT})
_ITEM = re.compile(r"\s*(?:[-–—•+*]|\(?[\divx]{1,4}[.)]|[^\W\d_]\))")


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the article's own text: its kind and its lines, each cut at its marks.

    `is_numbered` says that the lines of a list bring their own numbers or dashes.
    """

    kind: str
    lines: tuple[Pieces, ...]
    is_numbered: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """What the article page draws; related lists, pagers and menus never get here."""

    title: Pieces
    parts: tuple[Part, ...]
    bylines: tuple[Pieces, ...]
    sources: tuple[Pieces, ...]
    sections: tuple[str, ...]
    matches: int


def reading_of(document: Document, marked: Sequence[MarkedText]) -> Reading:
    """Lay out a document; `marked` are its blocks in order with what a query matched, or nothing."""
    article = document.article
    texts = tuple(marked) or tuple(MarkedText(article.of(block)) for block in article.blocks)
    pairs = list(zip(article.blocks, texts, strict=False))
    title = next((text for block, text in pairs if block.kind is BlockKind.TITLE), MarkedText(""))
    shown = [(block, text) for block, text in pairs if block.kind in _FLOW]
    return Reading(
        title=pieces(title.text, title.marks),
        parts=_parts(shown),
        bylines=_signed(pairs, BlockKind.BYLINE),
        sources=_signed(pairs, BlockKind.SOURCE),
        sections=_texts(document, BlockKind.SECTION),
        matches=sum(len(text.marks) for _, text in pairs),
    )


def _texts(document: Document, kind: BlockKind) -> tuple[str, ...]:
    texts = (document.article.of(block).strip() for block in document.article.blocks_of(kind))
    return tuple(text for text in texts if text)


def _signed(blocks: Iterable[tuple[Block, MarkedText]], kind: BlockKind) -> tuple[Pieces, ...]:
    """Who wrote an article or where it comes from, cut at its marks."""
    return tuple(
        pieces(text.text, text.marks) for block, text in blocks if block.kind is kind and text.text.strip()
    )


def _parts(blocks: Iterable[tuple[Block, MarkedText]]) -> tuple[Part, ...]:
    """One part a block; neighbouring blocks of a list are one list."""
    filled = ((block.kind, text) for block, text in blocks if text.text.strip())
    parts: list[Part] = []
    for kind, group in groupby(filled, key=itemgetter(0)):
        texts = [text for _, text in group]
        if kind is BlockKind.LIST:
            parts.append(_part(kind, [line for text in texts for line in lines_of(text)]))
        else:
            parts += [_part(kind, lines_of(text) if kind in _BY_LINE else (text,)) for text in texts]
    return tuple(parts)


def _part(kind: BlockKind, lines: Sequence[MarkedText]) -> Part:
    is_numbered = kind is BlockKind.LIST and all(_ITEM.match(line.text) for line in lines)
    return Part(kind.value, tuple(pieces(line.text, line.marks) for line in lines), is_numbered)


def lines_of(marked: MarkedText) -> tuple[MarkedText, ...]:
    """The lines of a marked text that are not blank, each with its own marks; a mark never spans lines."""
    lines = []
    start = 0
    for line in marked.text.split("\n"):
        end = start + len(line)
        marks = [
            Span(max(mark.start, start) - start, min(mark.end, end) - max(mark.start, start))
            for mark in marked.marks
            if mark.start < end and mark.end > start
        ]
        if line.strip():
            lines.append(MarkedText(line, tuple(marks)))
        start = end + 1
    return tuple(lines)
