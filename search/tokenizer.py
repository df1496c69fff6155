"""Canonical text to tokens: one cut at C speed, offsets by addition, types from the cache.

Positions count syllables. They jump by `SENTENCE_GAP` at the end of a sentence or line, so that no phrase is
ever found across it, and run on over commas, hyphens and brackets.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

from search.tokens import TYPES, Kind, Type

SENTENCE_GAP = 10
"""Larger than any gap that a phrase may hold."""

# A number keeps its groups, even before a letter (2.000; 12,5km); the rest is runs of letters and digits.
TOKEN = re.compile(r"(\d+(?:[.,]\d+)+|[^\W_]+)")
_SENTENCE_END = re.compile(r"[.!?…](?=\s|[\"”»)]|$)")
_VOWEL = re.compile("[aeiouy]")
_MAX_SEPARATORS = 1 << 14


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of a text as parallel lists: `text[starts[i]:ends[i]]` is a `types[i]` at `positions[i]`."""

    starts: list[int]
    ends: list[int]
    positions: list[int]
    types: list[Type]

    def __len__(self) -> int:
        """The number of tokens."""
        return len(self.starts)


class Token(NamedTuple):
    """One token: `text[start:end]`, its position in syllables, its key, fold and kind."""

    start: int
    end: int
    position: int
    key: str
    fold: str
    kind: Kind


class _Steps(dict[str, int]):
    """How far the position moves over a separator: 1, or more at the end of a sentence or line."""

    def __missing__(self, separator: str) -> int:
        if len(self) >= _MAX_SEPARATORS or len(separator) > 64:
            return _step(separator)
        step = self[separator] = _step(separator)
        return step


STEPS = _Steps()
"""`STEPS[separator]`: how far the position moves over it."""


def _step(separator: str) -> int:
    if "\n" in separator or _SENTENCE_END.search(separator):
        return 1 + SENTENCE_GAP
    return 1


class Parted(NamedTuple):
    """A text cut at its tokens: `parts` are what stands between them and they themselves, in turns.

    The other lists tell where each token begins and ends.
    """

    parts: list[str]
    starts: list[int]
    ends: list[int]

    def begins_sentence(self, at: int) -> bool:
        """Whether a sentence or line ends between the token before and this one."""
        before, separator, after = self.parts[2 * at - 1 : 2 * at + 2]
        return STEPS[separator] > 1 and ends_sentence(before, separator, after)


def part(text: str) -> Parted:
    """Cut a canonical text at its tokens."""
    parts = TOKEN.split(text)
    offsets = list(accumulate(map(len, parts)))
    return Parted(parts, offsets[0:-1:2], offsets[1::2])


class Laid(NamedTuple):
    """Where the tokens of a text stand, as parallel lists: `surfaces[i]` is `text[starts[i]:ends[i]]`."""

    surfaces: list[str]
    starts: list[int]
    ends: list[int]
    positions: list[int]


def lay(text: str, first_position: int = 0) -> Laid:
    """Where the tokens of a canonical text stand, in order; linear in its length."""
    parts, starts, ends = part(text)
    surfaces = parts[1::2]
    if not surfaces:
        return Laid([], [], [], [])
    separators = parts[2:-1:2]
    steps = [STEPS[separator] for separator in separators]
    for at in [at for at, step in enumerate(steps) if step > 1]:
        if not ends_sentence(surfaces[at], separators[at], surfaces[at + 1]):
            steps[at] = 1
    return Laid(surfaces, starts, ends, list(accumulate(steps, initial=first_position)))


def cut(text: str, first_position: int = 0) -> Tokens:
    """The tokens of a canonical text, in order."""
    surfaces, starts, ends, positions = lay(text, first_position)
    return Tokens(starts, ends, positions, [TYPES[surface] for surface in surfaces])


def tokenize(text: str, first_position: int = 0) -> list[Token]:
    """The tokens of a canonical text, one by one."""
    found = cut(text, first_position)
    columns = (found.starts, found.ends, found.positions, found.types)
    return [Token(start, end, at, *type_) for start, end, at, type_ in zip(*columns, strict=True)]


def ends_sentence(before: str, separator: str, after: str) -> bool:
    """Whether a separator that holds a full stop or the like really ends a sentence or line.

    Not after `TP.`, `ThS.`, `v.v.`; and without a blank (`vidu.com.vn`, `bộ.Chi`) only before a capital.
    """
    if "\n" in separator:
        return True
    if separator[0] == "." and _is_abbreviated(before):
        return False
    if separator[-1] in ".!?…":
        return after[0].isupper() and not before.isupper()
    return True


def _is_abbreviated(surface: str) -> bool:
    """Up to three letters, all of them capitals or none a vowel."""
    return (
        len(surface) <= 3
        and surface.isalpha()
        and (surface.isupper() or not _VOWEL.search(TYPES[surface].fold))
    )
