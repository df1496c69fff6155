"""One slip of the hand: whether a word was meant by what was typed, and how likely that slip is.

The noisy channel of Kernighan, Church and Gale (1990), with round numbers instead of a confusion matrix: a
letter left out and two letters swapped are one chance each in a word, an extra or another letter is one of
26, unless it is one that the finger was on or beside.
"""

from __future__ import annotations

from search.suggest.marks import base_of, is_within, letters_of

EASY = -5.5
"""The logarithm of how likely a letter left out, doubled, swapped with the next, or a wrong mark is: one word
in fifty is mistyped, in one of some five places."""

NEAR = -7.0
"""That of a letter beside the right one on the keyboard."""

ODD = -8.5
"""That of any other letter, there or in between."""

_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_AT = {letter: (row, at + row / 2) for row, keys in enumerate(_ROWS) for at, letter in enumerate(keys)}


def slip(typed: str, key: str) -> float | None:
    """The logarithm of how likely a key is mistyped so; None: more than one slip, or a mark is lost."""
    ours, theirs = letters_of(typed), letters_of(key)
    return _slip(ours.letters, theirs.letters) if ours.tone in ("", theirs.tone) else None


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
