"""What to ask one after the other, until something is found: all that was typed, then most of it.

Few words are keywords, and those who type them count on finding what has them all: an article without one of
them is found only where none has all, and then must hold most of them by rarity. From `SENTENCE` loose
syllables on a query is a sentence. What has all of its words close together is found first: a headline that
was pasted. Else an article may lack most words, and documents, days, then even quotes are only a part of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from search.model import And, Best, Canonical, Cites, Near, Or, Phrase, Some, Word
from search.query.lexer import SENTENCE
from search.query.parser import words_of
from search.ranking import WINDOW

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from search.model import Node

SENTENCE_SHARE = 0.1
"""How much of a sentence an article must hold, by rarity."""

MOST_SHARE = 0.5
"""The same of keywords."""

LEAST_KEYWORDS = 3
"""Of two words one alone is not most."""


def is_sentence(node: Node) -> bool:
    """Whether a tree has many loose words."""
    return sum(map(_syllables, filter(_is_loose, _parts(node)))) >= SENTENCE


def attempts(node: Node) -> Iterator[Node]:
    """Trees from strict to loose; the first asks for all that was typed."""
    parts = _parts(node)
    if is_sentence(node):
        yield And((*parts, Near(tuple(words_of(And(tuple(filter(_is_loose, parts))))), WINDOW)))
        yield _with(parts, lambda part: _is_loose(part) or _is_read(part), SENTENCE_SHARE)
        if any(isinstance(part, Phrase | Near) and not part.zone for part in parts):
            yield _with(parts, _is_typed, SENTENCE_SHARE)
        return
    yield node
    if sum(map(_is_loose, parts)) >= LEAST_KEYWORDS:
        yield _with(parts, _is_loose, MOST_SHARE)


def _parts(node: Node) -> Sequence[Node]:
    return node.parts if isinstance(node, And) else (node,)


def _with(parts: Sequence[Node], is_part: Callable[[Node], bool], share: float) -> Node:
    """The parts, with one sentence of all that are a part of it, each once."""
    inside: dict[Node, None] = {}
    for part in filter(is_part, parts):
        inside[_cased(part)] = None
    others = [part for part in parts if not is_part(part)]
    some = Some(tuple(inside), share)
    return And((some, *others)) if others else some


def _cased(part: Node) -> Node:
    """A word in whatever case is the same word."""
    return Word(part.surface.lower(), part.key, part.fold) if isinstance(part, Word) else part


def _is_typed(part: Node) -> bool:
    """What was typed in whatever way, fields and exclusions not."""
    is_phrase = isinstance(part, Phrase | Near) and not part.zone
    return is_phrase or _is_loose(part) or _is_read(part)


def _is_read(part: Node) -> bool:
    """Documents and days."""
    if isinstance(part, Best):
        return any(isinstance(reading, Canonical | Cites | Or) for _, reading in part.readings)
    return isinstance(part, Canonical | Cites)


def _is_loose(part: Node) -> bool:
    """Words, and words with further readings; not what was typed in one way only."""
    if isinstance(part, Best):
        return bool(part.readings) and isinstance(part.readings[0][1], Word | And)
    return isinstance(part, Word)


def _syllables(part: Node) -> int:
    if isinstance(part, Best):
        typed = part.readings[0][1]
        return len(typed.parts) if isinstance(typed, And) else 1
    return 1
