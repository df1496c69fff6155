"""Words that stand loose in a query, cut into parts: words, beginnings of words, documents and dates."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from search.model import Best, Canonical, Phrase, Prefix, Word
from search.moments import find_days
from search.query.citations import DIGIT, documents_in, marked, with_typed
from search.terms import TermKind
from search.tokenizer import tokenize

if TYPE_CHECKING:
    from collections.abc import Iterator

    from search.model import Node

LEAST_LETTERS = 2
"""Letters of the shortest beginning of a word that is looked for."""

_DAY_WORD = re.compile(r"(?<!\w)ngày\s*$", re.IGNORECASE)
_STARS = re.compile(r"\*+")


class Part(NamedTuple):
    """A part with its words as they stand at `text[start:end]`, and what asks for it.

    `fixed` parts are read in this one way; `told` is the canonical writing of a document or date.
    """

    start: int
    end: int
    words: list[Word]
    node: Node
    fixed: bool = False
    told: str = ""


def parts_of(text: str) -> Iterator[Part]:
    """The parts of loose words, in order."""
    at = 0
    for part in _fixed(text):
        yield from _chunks(text, at, part.start)
        yield part
        at = part.end
    yield from _chunks(text, at, len(text))


def words_in(text: str) -> list[Word]:
    """The words of a text."""
    return [Word(text[token.start : token.end], token.key, token.fold) for token in tokenize(text)]


def together(words: list[Word]) -> Node:
    """One word, or several as a phrase."""
    return words[0] if len(words) == 1 else Phrase(tuple(words))


def _fixed(text: str) -> list[Part]:
    """Documents, then dates that are no part of them."""
    found = []
    for document in documents_in(text):
        words = words_in(document.text)
        node = with_typed(document, together(words))
        cited = document.cited[0]
        told = ".".join(part for part in (cited.number, cited.term, *cited.places[:1], cited.year) if part)
        found.append(Part(document.start, document.end, words, node, fixed=True, told=told))
    said = marked(text)
    for moment in find_days(said) if DIGIT.search(said) else ():
        before = _DAY_WORD.search(said, 0, moment.span.start)
        start, end = before.start() if before else moment.span.start, moment.span.end
        if all(end <= one.start or one.end <= start for one in found):
            words, day = words_in(text[start:end]), moment.day.isoformat()
            node = Best(((1.0, together(words)), (1.0, Canonical(TermKind.DATE.value, day))))
            found.append(Part(start, end, words, node, fixed=True, told=day))
    return sorted(found, key=lambda one: one.start)


def _chunks(text: str, start: int, end: int) -> Iterator[Part]:
    for chunk in re.finditer(r"\S+", text[start:end]):
        yield from _chunk(chunk[0], start + chunk.start())


def _chunk(chunk: str, at: int) -> Iterator[Part]:
    """What has no blank inside: a word, a phrase (`HĐND&UBND`), or the beginning of a word (`kế*`)."""
    pieces = _STARS.split(chunk) if "*" in chunk else [chunk]
    for number, piece in enumerate(pieces):
        words = words_in(piece)
        if not words:
            continue
        is_begun = number + 1 < len(pieces) and piece[-1:].isalpha()
        here = chunk.index(piece)
        if is_begun and len(words[-1].surface) >= LEAST_LETTERS:
            last = Prefix(*_fields(words[-1]))
            node: Node = last if len(words) == 1 else Phrase((*words[:-1], last))
            yield Part(at + here, at + here + len(piece) + 1, words, node, fixed=True)
        else:
            yield Part(at + here, at + here + len(piece), words, together(words))


def _fields(word: Word) -> tuple[str, str, str]:
    return word.surface, word.key, word.fold
