"""As much of what the engine answers as a source lets be shown.

full     all of it
snippet  passages in results and the beginning of the text with a link; no whole text, no capture
link     title, date, place, source and the link to the original
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from search.archive import Show
from search.model import PROSE, Article, Block, BlockKind, MarkedText
from web.view import shortened

if TYPE_CHECKING:
    from collections.abc import Sequence

    from search.model import Document, Evidence, Hit, Line, Passage, Variant

BESIDE = 100
"""Characters on either side of an occurrence that are shown of such an article."""

SNIPPET = 300
"""Characters of the text that are shown of an article of which only a snippet may be."""


FEW = 8
"""Words of a wording that are told of whatever article, about as many as of a run: more are a text."""


def cut_hit(hit: Hit, show: Show) -> Hit:
    """As much of a hit as may be shown."""
    if show is not Show.LINK:
        return hit
    return replace(hit, snippets=(), matches=len(hit.title.marks), topics=(), reasons=())


def cut_document(document: Document, show: Show) -> Document:
    """As much of an article as may be shown; facts lose the words that they were read from."""
    if show is Show.FULL:
        return document
    is_link, location = show is Show.LINK, document.location
    return replace(
        document,
        article=_cut(document.article, show),
        published=replace(document.published, evidence=()),
        location=replace(location, evidence=(), mentioned=() if is_link else location.mentioned)
        if location
        else None,
        about_years=() if is_link else document.about_years,
        topics=() if is_link else tuple(replace(one, evidence=()) for one in document.topics),
        citations=()
        if is_link
        else tuple(replace(one, evidence=_quotes(one.evidence)) for one in document.citations),
        statements=(),
    )


def cut_line(line: Line, show: Show) -> Line:
    """As much of a line as may be shown: of a link nothing of the text, of a snippet the words close by."""
    if show is Show.FULL:
        return line
    if show is Show.LINK:
        return line._replace(before="", match="", after="", authors=(), statement=None)
    return line._replace(
        before=line.before[-BESIDE:],
        match=line.match[:SNIPPET],
        after=line.after[:BESIDE],
        authors=(),
        statement=line.statement and replace(line.statement, said=()),
    )


def cut_variant(variant: Variant, show: Show) -> Variant:
    """As much of a wording of many words as may be shown of the article that was the first to have it."""
    if show is Show.FULL or (show is Show.SNIPPET and len(variant.text) <= SNIPPET):
        return variant
    return replace(variant, wording="", text=variant.text[:SNIPPET] if show is Show.SNIPPET else "")


def cut_passage(passage: Passage, show: Show) -> Passage:
    """As much of a passage as may be shown: of a link nothing of the text, of a snippet its beginning."""
    if show is Show.FULL:
        return passage
    if show is Show.LINK:
        return replace(passage, text="", runs=())
    runs = tuple(run for run in passage.runs if run.found.end <= SNIPPET)
    return replace(passage, text=passage.text[:SNIPPET], runs=runs)


def _quotes(evidence: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """Names of documents as they were written, without where: the text is cut."""
    return tuple(replace(one, span=None) for one in evidence)


def _cut(article: Article, show: Show) -> Article:
    """The title, and the beginning of the text where a snippet may be shown."""
    parts = [(BlockKind.TITLE, article.title)]
    if show is Show.SNIPPET:
        told = next(
            (article.of(block) for block in article.blocks_of(*PROSE) if article.of(block).strip()), ""
        )
        parts.append((BlockKind.LEAD, shortened(MarkedText(" ".join(told.split())), SNIPPET).text))
    text, blocks = "", list[Block]()
    for kind, words in parts:
        if words:
            blocks.append(Block(kind, len(text), len(text) + len(words)))
            text += f"{words}\n"
    return Article(text, tuple(blocks), article.source, article.url)
