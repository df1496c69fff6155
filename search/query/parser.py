"""The parser: one pass over the parts of a query, each part a word, a phrase or an exclusion."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from search.model import And, Best, Canonical, Everything, Near, Not, Note, Or, Phrase, Prefix, Word
from search.query.abbreviations import with_readings
from search.query.splitting import split
from search.text import canonical, has_marks
from search.tokens import TYPES, Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from search.model import Node
    from search.query.parts import Part

MAX_LENGTH = 2000
"""Characters that are read; the rest is cut, with a note."""

MAX_WORDS = 128
"""Syllables that are read; the rest is cut, with a note."""

_VOWEL = re.compile("[aeiouy]")


def parse(text: str) -> tuple[Node, tuple[Note, ...]]:
    """Read a query. Returns what to match and notes on how it was read; never raises."""
    notes: list[Note] = []
    text = canonical(text)
    if len(text) > MAX_LENGTH:
        text = text[:MAX_LENGTH]
        notes.append(Note("cut", (str(MAX_LENGTH),)))
    parts, cut = _limited(split(text))
    if cut:
        notes.append(Note("too-many-words", (str(MAX_WORDS),)))
    if not parts:
        return Everything(), tuple(notes)
    wanted = [part for part in parts if not part.excluded]
    accented = has_marks(text)
    if not wanted:
        notes.append(Note("only-exclusions"))
    elif not accented and (bare := _bare(wanted)):
        notes.append(Note("unaccented", (" ".join(bare),)))
    nodes, labels = with_readings(parts, accented=accented)
    notes.extend(Note("abbreviation", (label,)) for label in labels)
    match = nodes[0] if len(nodes) == 1 and wanted else And(tuple(nodes))
    return match, tuple(notes)


def words_of(node: Node) -> list[Word | Prefix]:
    """The words of a tree as they were typed, in order; exclusions and other readings left out."""
    match node:
        case Word() | Prefix():
            return [node]
        case Phrase(words) | Near(words):
            return list(words)
        case Best(readings):
            return words_of(readings[0][1]) if readings else []
        case Not() | Everything() | Canonical():
            return []
        case And(parts) | Or(parts):
            return [word for part in parts for word in words_of(part)]


def _bare(parts: Sequence[Part]) -> list[str]:
    """The words that could carry marks: not those of a document number, not `UBND` or `2021`."""
    wordy = [part.words for part in parts if not any(word.key[0].isdigit() for word in part.words)]
    return [word.surface for words in wordy for word in words if _could_carry_marks(word)]


def _could_carry_marks(word: Word) -> bool:
    return bool(_VOWEL.search(word.fold)) and TYPES[word.surface].kind is not Kind.ABBREVIATION


def _limited(parts: Iterator[Part]) -> tuple[list[Part], bool]:
    """The parts up to the limit of words, and whether some were left out."""
    kept: list[Part] = []
    room = MAX_WORDS
    for part in parts:
        room -= len(part.words)
        if room < 0:
            return kept, True
        kept.append(part)
    return kept, False
