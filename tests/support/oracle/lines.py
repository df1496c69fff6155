"""One place of a query, as a line and by its wording."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from search.bylines import authors_of
from search.model import NAME, NUMBER, Line, Span
from search.tokens import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from oracle.stretches import Placed, Stretch, Text

    from search.model import Alike, Document

BESIDE = 300
"""Letters of a block that are told on each side of an occurrence, at most."""


@dataclass(frozen=True, eq=False)
class Occurrence:
    """One place of a query: the article, its text, the stretch, and which of how many it is there."""

    document: Document
    text: Text
    stretch: Stretch
    number: int
    of: int

    @property
    def tokens(self) -> list[Placed]:
        """Its own tokens."""
        return self.text.within(self.stretch)

    @property
    def day(self) -> date | None:
        """When its article was published, where that is exactly known."""
        return self.document.published.day


def line_of(one: Occurrence) -> Line:
    """An occurrence as a line of a concordance."""
    document, article = one.document, one.document.article
    first, last = one.tokens[0], one.tokens[-1]
    end = last.end if last.block is first.block else first.block.end  # what goes on elsewhere is cut
    said = [
        statement
        for statement in document.statements
        if any(span.start <= first.start < span.end for span in statement.said)
    ]
    return Line(
        article=document.id,
        title=article.title,
        source=article.source,
        url=article.url,
        published=document.published,
        location=document.location,
        kind=first.block.kind,
        before=_before(one, first),
        match=article.text[first.start : end],
        after=_after(one, end, first.block.end),
        span=Span(first.start, end - first.start),
        number=one.number,
        of=one.of,
        version=document.version,
        added=document.added,
        authors=authors_of(article),
        statement=said[0] if said else None,
    )


def _before(one: Occurrence, first: Placed) -> str:
    """What stands before it in its block; where that is long, without the rest of a word that is cut."""
    text = one.document.article.text[first.block.start : first.start]
    is_cut = re.search(r"[^\W_]\Z", text[:-BESIDE])
    return re.sub(r"\A[^\W_]+", "", text[-BESIDE:]) if is_cut else text[-BESIDE:]


def _after(one: Occurrence, begin: int, end: int) -> str:
    text = one.document.article.text[begin:end]
    is_cut = re.match(r"[^\W_]", text[BESIDE:])
    return re.sub(r"[^\W_]+\Z", "", text[:BESIDE]) if is_cut else text[:BESIDE]


def wording(one: Occurrence, alike: Alike) -> str:
    """The keys of an occurrence; numbers, and runs of names, stand for each other where that is asked for."""
    tokens = one.tokens
    capital = [one.text.surface(token)[0].isupper() for token in tokens]
    follows = [at > 0 and token.position == tokens[at - 1].position + 1 for at, token in enumerate(tokens)]
    continued = [capital[at] and follows[at] and capital[at - 1] for at in range(len(tokens))]
    begun = [
        capital[at] and not continued[at] and any(continued[at + 1 : at + 2]) for at in range(len(tokens))
    ]
    words = []
    for at, token in enumerate(tokens):
        if alike.names and begun[at]:
            words.append(NAME)
        elif alike.numbers and token.kind is Kind.NUMBER:
            words.append(NUMBER)
        elif not (alike.names and continued[at]):
            words.append(token.key)
    return " ".join(words)


def articles_of(some: Iterable[Occurrence]) -> int:
    """How many articles some occurrences are in."""
    return len({one.document.id for one in some})
