"""Questions and sentences: when not every word has to match.

Few words are keywords: all must match. From `SENTENCE` loose syllables on a query is a sentence, of which
an article need not hold every word; and where no article holds all keywords, those that hold most of them are
found instead. Of questions of law, to ask for all words finds anything for 2 % only, and of spans of such
questions it is better from five syllables on to rank what has some; but people who type five syllables, two
or three words, count on finding what has them all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from search.model import And, Best, Canonical, Cites, Near, Or, Phrase, Some, Word
from search.query.lexer import SENTENCE

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from search.model import Node

SENTENCE_SHARE = 0.1
"""How much of a sentence an article must hold, by rarity."""

MOST_SHARE = 0.5
"""The same of keywords, where no article holds all of them."""

LEAST_KEYWORDS = 3
"""Of two words one alone is not most."""


def as_sentence(node: Node) -> Node:
    """A tree whose loose words are a sentence if they are many; else the same tree.

    Documents and days in a sentence are a part of it; what stands in quotes or is excluded stays strict.
    """
    parts = _parts(node)
    if sum(map(_syllables, filter(_is_loose, parts))) < SENTENCE:
        return node
    return _with(parts, lambda part: _is_loose(part) or _is_read(part), SENTENCE_SHARE)


def with_most(node: Node) -> Node | None:
    """A tree that asks for most of what was typed instead of all of it; None where that is too little.

    Of a sentence that finds nothing, what stands in quotes need not match either.
    """
    parts = _parts(node)
    if any(isinstance(part, Some) for part in parts):
        if not any(isinstance(part, Phrase) and not part.zone for part in parts):
            return None
        return _with(parts, _is_typed, SENTENCE_SHARE)
    if sum(map(_is_loose, parts)) < LEAST_KEYWORDS:
        return None
    return _with(parts, _is_loose, MOST_SHARE)


def is_sentence(node: Node) -> bool:
    """Whether not all of its words have to match."""
    return any(isinstance(part, Some) for part in _parts(node))


def _parts(node: Node) -> Sequence[Node]:
    return node.parts if isinstance(node, And) else (node,)


def _with(parts: Sequence[Node], is_part: Callable[[Node], bool], share: float) -> Node:
    """The parts, with one sentence of all that are a part of it, each once."""
    inside: dict[Node, None] = {}
    for part in filter(is_part, parts):
        inside |= dict.fromkeys(part.parts if isinstance(part, Some) else (_cased(part),))
    others = [part for part in parts if not is_part(part)]
    some = Some(tuple(inside), share)
    return And((some, *others)) if others else some


def _cased(part: Node) -> Node:
    """A word in whatever case is the same word."""
    return Word(part.surface.lower(), part.key, part.fold) if isinstance(part, Word) else part


def _is_typed(part: Node) -> bool:
    """What was typed in whatever way, fields and exclusions not."""
    is_phrase = isinstance(part, Phrase | Near) and not part.zone
    return is_phrase or isinstance(part, Some) or _is_loose(part) or _is_read(part)


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
