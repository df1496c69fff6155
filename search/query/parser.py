"""The parser: any text gives what to match and notes on how it was read."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from search.model import (
    And,
    Best,
    Between,
    Canonical,
    Cites,
    Everything,
    Has,
    Near,
    Not,
    Note,
    Or,
    Phrase,
    Prefix,
    Some,
    Word,
)
from search.query import grammar, reading
from search.query.context import usual
from search.query.invisible import typed_text
from search.query.limits import MAX_LENGTH, MAX_WORDS, limited
from search.query.rendering import render
from search.query.slips import mended
from search.query.syntax import All, Except, leaves
from search.syllables import can_be_bare
from search.text import canonical, has_marks

if TYPE_CHECKING:
    from search.model import Node
    from search.query.context import Context
    from search.query.syntax import Syntax


def parse(text: str, context: Context | None = None) -> tuple[Node, tuple[Note, ...]]:
    """Read a query. Returns what to match and notes on how it was read; never raises."""
    syntax, notes = syntax_of(text, context)
    typed = " ".join(leaf.text for leaf in leaves(syntax))
    accented = has_marks(typed)
    node, more = reading.read(syntax, context or usual(), accented=accented)
    if syntax == All() and canonical(text).strip():
        notes.append(Note("no-words"))
    elif _only_excludes(syntax):
        notes.append(Note("only-exclusions"))
    elif not accented and (bare := _bare(node)):
        notes.append(Note("unaccented", (" ".join(bare),)))
    return node, (*notes, *more)


def syntax_of(text: str, context: Context | None = None) -> tuple[Syntax, list[Note]]:
    """The tree of a query as typed, within the limits, and notes on what was left out."""
    syntax, notes = _syntax_of(text, context or usual())
    return syntax, [*notes]


@lru_cache(1 << 6)  # a page asks for that of its query several times
def _syntax_of(text: str, context: Context) -> tuple[Syntax, tuple[Note, ...]]:
    text, slips = mended(typed_text(text[: MAX_LENGTH * 2]))
    notes: list[Note] = []
    if len(text) > MAX_LENGTH:
        text = text[:MAX_LENGTH].rstrip()
        notes.append(Note("cut", (str(MAX_LENGTH),)))
    syntax = grammar.read(text, context)
    kept = limited(syntax)
    if kept != syntax:
        notes.append(Note("too-many-words", (str(MAX_WORDS),)))
    while (length := _written_length(text, kept)) > MAX_LENGTH:  # it would not be read whole again
        text = text[: len(text) * MAX_LENGTH // length].rstrip()
        kept = limited(grammar.read(text, context))
        notes = [note for note in notes if note.code != "cut"]
        notes.append(Note("cut", (str(MAX_LENGTH),)))
    return (_settled(kept, context) if notes else kept), (*notes, *slips)


def _settled(kept: Syntax, context: Context) -> Syntax:
    """A tree of which something was cut off as it is read again: a number cut in two may be another thing."""
    for _ in range(grammar.READINGS):
        again = limited(grammar.read(render(kept), context))
        if again == kept:
            break
        kept = again
    return kept


def _written_length(text: str, syntax: Syntax) -> int:
    """How long a tree is as it is written, where that may be more than a query can have."""
    return len(render(syntax)) if len(text) * LONGER > MAX_LENGTH else 0


LONGER = 8
"""A tree is written with at most so many times the characters that it was typed with: `|` is ` HOẶC `."""


def typed_words(node: Node) -> list[Word | Prefix]:
    """The words of a tree as they were typed, exclusions too; other readings left out."""
    match node:
        case Not(part):
            return typed_words(part)
        case And(parts) | Or(parts) | Some(parts):
            return [word for part in parts for word in typed_words(part)]
        case _:
            return words_of(node)


def words_of(node: Node) -> list[Word | Prefix]:
    """The same without exclusions, in order."""
    match node:
        case Word() | Prefix():
            return [node]
        case Phrase(words) | Near(words):
            return list(words)
        case Best(readings):
            return words_of(readings[0][1]) if readings else []
        case Not() | Everything() | Canonical() | Cites() | Has() | Between():
            return []
        case And(parts) | Or(parts) | Some(parts):
            return [word for part in parts for word in words_of(part)]


def _only_excludes(syntax: Syntax) -> bool:
    if isinstance(syntax, All):
        return bool(syntax.parts) and all(map(_only_excludes, syntax.parts))
    return isinstance(syntax, Except)


def _bare(node: Node) -> list[str]:
    """The words that could carry marks: not those of a document number, not `UBND` or `2021`."""
    return [word.surface for word in words_of(node) if _could_carry_marks(word)]


def _could_carry_marks(word: Word | Prefix) -> bool:
    return can_be_bare(word.fold) and not (isinstance(word, Word) and word.bare)
