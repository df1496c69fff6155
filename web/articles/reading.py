"""An article as a reader wants it: its parts apart, lines of lists and tables split, furniture left out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from search.model import PROSE, BlockKind, MarkedText
from web.articles.stretches import PASSAGE, Cutter, Proof

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from search.model import Block, Document, Evidence, Span
    from web.articles.stretches import Line

_FLOW = PROSE | {BlockKind.CAPTION, BlockKind.ATTACHMENT}
_BY_LINE = frozenset({BlockKind.TABLE, BlockKind.ATTACHMENT, BlockKind.LIST})
_ITEM = re.compile(r"\s*(?:[-–—•+*]|\(?[\divx]{1,4}[.)]|[^\W\d_]\))")

_HEADS = {BlockKind.DATELINE: "dong-ngay", BlockKind.SECTION: "chuyen-muc"}
"""Anchors of the lines of the head that stand for blocks of the page, drawn in other words."""

DATE, PLACE, TOPIC, CITED, SPEAKER = "ngay", "noi", "chu-de", "van-ban", "nguoi-noi"
"""Names of facts; topics, documents and speakers have a number behind, from 1 (`chu-de-1`)."""


class _Drawn(NamedTuple):
    """A block that is drawn, its text and what matched in it."""

    block: Block
    text: str
    marks: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the article's own text: its kind and its lines, each cut at matches and evidence.

    `is_numbered` says that the lines of a list bring their own numbers or dashes.
    """

    kind: str
    lines: tuple[Line, ...]
    is_numbered: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """What the article page draws; related lists, pagers and menus never get here.

    `anchors` are the places of the evidence that is drawn, by its span; `heads` the facts that were read from
    a line of the head, by its anchor.
    """

    title: Line
    parts: tuple[Part, ...]
    bylines: tuple[Line, ...]
    sources: tuple[Line, ...]
    sections: tuple[str, ...]
    matches: int
    anchors: Mapping[tuple[int, int], str]
    heads: Mapping[str, tuple[str, ...]]

    def anchor_of(self, span: Sequence[int] | None) -> str:
        """The place of evidence in the page; empty where it is not drawn."""
        return self.anchors.get((span[0], span[1]), "") if span else ""


def reading_of(document: Document, marked: Sequence[MarkedText], passage: Span | None = None) -> Reading:
    """Lay out a document; `marked` are its blocks in order with what a query matched, or nothing.

    A `passage` is shown as the words of a fact are.
    """
    article = document.article
    texts = tuple(marked) or tuple(MarkedText(article.of(block)) for block in article.blocks)
    drawn = [
        _Drawn(block, found.text, found.marks) for block, found in zip(article.blocks, texts, strict=False)
    ]
    proofs = (*proofs_of(document), *((Proof(passage, PASSAGE),) if passage else ()))
    in_heads = tuple(_in_heads(document, proofs))
    cutter = Cutter(proofs)
    title = next((one for one in drawn if one.block.kind is BlockKind.TITLE), None)
    filled = [one for one in drawn if one.text.strip()]
    reading = Reading(  # in the order of the page: so matches are counted
        title=cutter.whole(title.text, title.block.start, title.marks) if title else (),
        parts=_parts([one for one in filled if one.block.kind in _FLOW], cutter),
        bylines=_signed(filled, BlockKind.BYLINE, cutter),
        sources=_signed(filled, BlockKind.SOURCE, cutter),
        sections=tuple(one.text.strip() for one in filled if one.block.kind is BlockKind.SECTION),
        matches=cutter.matches,
        anchors=cutter.anchors,
        heads=_by_anchor(in_heads),
    )
    cutter.anchors.update({proof.span: anchor for anchor, proof in in_heads})
    return reading


def proofs_of(document: Document) -> Iterator[Proof]:
    """The words of the text that facts were read from; what stands outside of it is left out."""
    found: list[tuple[str, tuple[Evidence, ...]]] = [(DATE, document.published.evidence)]
    if document.location:
        found.append((PLACE, document.location.evidence))
    found += [(f"{TOPIC}-{at}", topic.evidence) for at, topic in enumerate(document.topics, 1)]
    found += [(f"{CITED}-{at}", cited.evidence) for at, cited in enumerate(document.citations, 1)]
    found += [(f"{SPEAKER}-{at}", (one.evidence,)) for at, one in enumerate(document.statements, 1)]
    for fact, evidence in found:
        yield from (Proof(one.span, fact) for one in evidence if one.span and one.span.length > 0)


def _in_heads(document: Document, proofs: Iterable[Proof]) -> Iterator[tuple[str, Proof]]:
    """Evidence that lies in a block that a line of the head stands for, with the anchor of that line."""
    blocks = document.article.blocks_of(*_HEADS)
    for proof in proofs:
        for block in blocks:
            if block.start <= proof.span.start and proof.span.end <= block.end:
                yield _HEADS[block.kind], proof


def _by_anchor(in_heads: Iterable[tuple[str, Proof]]) -> dict[str, tuple[str, ...]]:
    heads: dict[str, tuple[str, ...]] = {}
    for anchor, proof in in_heads:
        heads[anchor] = tuple(dict.fromkeys((*heads.get(anchor, ()), proof.fact)))
    return heads


def _signed(blocks: Iterable[_Drawn], kind: BlockKind, cutter: Cutter) -> tuple[Line, ...]:
    """Who wrote an article or where it comes from."""
    return tuple(
        cutter.whole(one.text, one.block.start, one.marks) for one in blocks if one.block.kind is kind
    )


def _parts(blocks: Iterable[_Drawn], cutter: Cutter) -> tuple[Part, ...]:
    """One part a block; neighbouring blocks of a list are one list."""
    parts: list[Part] = []
    for kind, group in groupby(blocks, key=lambda one: one.block.kind):
        cut = [_lines(one, cutter) for one in group]
        if kind is BlockKind.LIST:
            parts.append(_part(kind, tuple(line for lines in cut for line in lines)))
        else:
            parts += [_part(kind, lines) for lines in cut]
    return tuple(parts)


def _lines(one: _Drawn, cutter: Cutter) -> tuple[Line, ...]:
    if one.block.kind in _BY_LINE:
        return cutter.lines(one.text, one.block.start, one.marks)
    return (cutter.whole(one.text, one.block.start, one.marks),)


def _part(kind: BlockKind, lines: tuple[Line, ...]) -> Part:
    is_numbered = kind is BlockKind.LIST and all(
        _ITEM.match("".join(run.text for run in line)) for line in lines
    )
    return Part(kind.value, lines, is_numbered)
