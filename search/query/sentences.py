"""Questions and sentences: when not every word has to match.

Few words are keywords: all must match. From `SENTENCE` loose syllables on a query is a sentence, of which
an article need not hold every word; and where no article holds all keywords, those that hold most of them are
found instead. Of questions of law, to ask for all words finds anything for 2 % only, and of spans of such
questions it is better from five syllables on to rank what has some; but people who type five syllables, two
or three words, count on finding what has them all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from search.model import And, Best, Some, Word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from search.model import Node

SENTENCE = 9
"""Loose syllables from which a query is a sentence."""

SENTENCE_SHARE = 0.2
"""How much of a sentence an article must hold, by rarity."""

MOST_SHARE = 0.5
"""The same of keywords, where no article holds all of them."""

LEAST_KEYWORDS = 3
"""Of two words one alone is not most."""


def as_sentence(node: Node) -> Node:
    """A tree whose loose words are a sentence if they are many; else the same tree."""
    parts = _parts(node)
    loose = [part for part in parts if _is_loose(part)]
    if sum(map(_syllables, loose)) < SENTENCE:
        return node
    return _with(parts, Some(tuple(loose), SENTENCE_SHARE))


def with_most(node: Node) -> Node | None:
    """A tree that asks for most of its loose words instead of all; None where it has too few."""
    parts = _parts(node)
    loose = [part for part in parts if _is_loose(part)]
    if len(loose) < LEAST_KEYWORDS:
        return None
    return _with(parts, Some(tuple(loose), MOST_SHARE))


def is_sentence(node: Node) -> bool:
    """Whether not all of its words have to match."""
    return any(isinstance(part, Some) for part in _parts(node))


def _parts(node: Node) -> Sequence[Node]:
    return node.parts if isinstance(node, And) else (node,)


def _with(parts: Sequence[Node], some: Some) -> Node:
    """The parts with one for all that are loose, in the place of the first of these."""
    others = [part for part in parts if not _is_loose(part)]
    return And((some, *others)) if others else some


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
