"""One slip of the hand: whether a word was meant by what was typed, and how likely that slip is.

The noisy channel of Kernighan, Church and Gale (1990), with round numbers instead of a confusion matrix: a
letter left out and two letters swapped are one chance each in a word, an extra or another letter is one of
26, unless it is one that the finger was on or beside.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from search.suggest.marks import base_of, is_within, letters_of

EASY = -5.5
"""The logarithm of how likely a letter left out, doubled, swapped with the next, or a wrong mark is: one word
in fifty is mistyped, in one of some five places."""

ALIKE = -4.0
"""That of a mark written for one that sounds the same: spelling, not a slip of the hand."""

NEAR = -7.0
"""That of a letter beside the right one on the keyboard."""

ODD = -8.5
"""That of any other letter, there or in between."""

HOOK, TILDE = "\u0309", "\u0303"

_VOWELS = frozenset("aeiouy")

_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_AT = {letter: (row, at + row / 2) for row, keys in enumerate(_ROWS) for at, letter in enumerate(keys)}


class Slip(NamedTuple):
    """How likely a slip is (a logarithm), and whether letters that were typed lack marks besides."""

    weight: float
    lacks_marks: bool


def slip(typed: str, key: str) -> Slip | None:
    """How a key is mistyped so; None: more than one slip, or a mark that was typed is lost."""
    ours, theirs = letters_of(typed), letters_of(key)
    if ours.tone not in ("", theirs.tone):
        return None
    weight = _slip(ours.letters, theirs.letters)
    if weight is None:
        return None
    fewer = (bool(ours.tone), _marked(ours.letters)) != (bool(theirs.tone), _marked(theirs.letters))
    return Slip(weight, fewer and _vowels(ours.letters) >= _vowels(theirs.letters))


def sound_alike(one: str, other: str) -> bool:
    """Whether two words differ by hook and tilde only: `kỹ` and `kỷ`, `sữa` and `sửa`."""
    ours, theirs = letters_of(one), letters_of(other)
    return ours.letters == theirs.letters and {ours.tone, theirs.tone} == {HOOK, TILDE}


@lru_cache(1 << 14)
def _marked(letters: str) -> int:
    """How many letters have a hat, horn, breve or bar."""
    return sum(letter != base_of(letter) for letter in letters)


@lru_cache(1 << 14)
def _vowels(letters: str) -> int:
    return sum(base_of(letter) in _VOWELS for letter in letters)


def _slip(typed: str, meant: str) -> float | None:
    length = min(len(typed), len(meant))
    same = next((at for at in range(length) if not is_within(typed[at], meant[at])), length)
    mine, theirs = typed[same:], meant[same:]
    if len(mine) > len(theirs):
        is_double = mine[:1] in {typed[same - 1 : same], mine[1:2]}
        return (EASY if is_double else ODD) if _all_within(mine[1:], theirs) else None
    if len(mine) < len(theirs):
        return EASY if _all_within(mine, theirs[1:]) else None
    if _all_within(mine[1:2] + mine[:1] + mine[2:], theirs):
        return EASY
    if not _all_within(mine[1:], theirs[1:]):
        return None
    return NEAR if mine and _are_neighbours(base_of(mine[0]), base_of(theirs[0])) else ODD


def _all_within(typed: str, meant: str) -> bool:
    return len(typed) == len(meant) and all(map(is_within, typed, meant))


def _are_neighbours(one: str, other: str) -> bool:
    """Whether two letters are the same or touch each other on the keyboard."""
    if one not in _AT or other not in _AT:
        return False
    (row, at), (row2, at2) = _AT[one], _AT[other]
    return abs(row - row2) <= 1 and abs(at - at2) <= 1
