"""A reader that cuts what it answers, so that whatever is drawn from it, today or later, holds no more."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from search.archive import show_all
from web.showing.cutting import cut_document, cut_hit
from web.showing.precedents import ShownPrecedents

if TYPE_CHECKING:
    from collections.abc import Sequence

    from search.archive import Shows
    from search.engine import Precedents, Reader
    from search.model import Copies, Document, MarkedText, Query, Result, Stats, Suggestion, Word
    from search.suggest.model import Correction, Reading


def shown_by(reader: Reader, shows: Shows) -> Reader:
    """A reader that answers only what may be shown; the same one where that is everything."""
    return reader if shows is show_all else ShownReader(reader, shows)


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

    def precedents(self) -> Precedents:
        """How things were worded before, as far as it may be shown."""
        return ShownPrecedents(self._reader.precedents(), self._shows, self._reader.get)

    def look(self) -> None:
        """See now whether there is a new generation."""
        self._reader.look()

    def held(self) -> Reader:
        """The same of the generation that serves now."""
        return ShownReader(self._reader.held(), self._shows)
