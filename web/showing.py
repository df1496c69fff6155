"""What a source lets be shown: a reader that answers no more of its articles, and captures that stay closed.

    full     all of it
    snippet  passages in results and the beginning of the text with a link; no whole text, no capture
    link     title, date, place, source and the link to the original

The reader cuts what it answers, so that whatever is drawn from it, today or later, holds no more.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from search.archive import Show
from search.model import PROSE, Article, Block, BlockKind, MarkedText
from web.view import shortened

if TYPE_CHECKING:
    from collections.abc import Sequence

    from search.archive import Shows
    from search.engine import Reader
    from search.model import (
        Copies,
        Document,
        Evidence,
        Hit,
        Query,
        Result,
        Stats,
        Suggestion,
        Word,
    )
    from search.suggest.model import Correction, Reading

SNIPPET = 300
"""Characters of the text that are shown of an article of which only a snippet may be."""


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


class ShownReader:
    """A `search.engine.Reader` that answers only what may be shown of each article."""

    def __init__(self, reader: Reader, shows: Shows) -> None:
        self._reader = reader
        self._shows = shows

    def search(self, query: Query) -> Result:
        """Answer a query."""
        result = self._reader.search(query)
        return replace(
            result, hits=tuple(cut_hit(hit, self._shows(hit.source, hit.url)) for hit in result.hits)
        )

    def get(self, article_id: str) -> Document | None:
        """As much of the document with this id as may be shown, or None."""
        found = self._reader.get(article_id)
        return found and cut_document(found, self._shows(found.article.source, found.article.url))

    def copies(self, article_id: str, most: int) -> Copies:
        """The near-duplicates of an article."""
        return self._reader.copies(article_id, most)

    def mark(self, document: Document, query: Query) -> tuple[MarkedText, ...]:
        """The blocks of a document as it was answered, with what the query matched."""
        return self._reader.mark(document, query)

    def passages(self, document: Document, query: Query) -> tuple[MarkedText, ...]:
        """The passages of a document as it was answered."""
        return self._reader.passages(document, query)

    def suggest(self, text: str, limit: int) -> tuple[Suggestion, ...]:
        """How what is being typed may go on."""
        return self._reader.suggest(text, limit)

    def restore(self, words: Sequence[Word], most: int) -> tuple[Reading, ...]:
        """The likeliest readings of words typed without some of their marks."""
        return self._reader.restore(words, most)

    def did_you_mean(self, words: Sequence[Word]) -> tuple[Correction, ...]:
        """What may be meant by words of which some seem mistyped."""
        return self._reader.did_you_mean(words)

    def as_typed(self, words: Sequence[Word]) -> tuple[Word, ...]:
        """The words, those typed in keys of an input method as it would have made them."""
        return self._reader.as_typed(words)

    def stats(self) -> Stats:
        """What the index holds."""
        return self._reader.stats()

    def held(self) -> Reader:
        """The same of the generation that serves now."""
        return ShownReader(self._reader.held(), self._shows)
