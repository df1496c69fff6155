"""A text as bytes, one for each character, in which letters have no marks: patterns go through them fast.

A letter of the alphabet with any marks in any case is itself, small (`Đ` is `d`); other ASCII is itself. Any
other letter, digit or sign is `LETTER`, `DIGIT` or `SIGN`.
"""

from __future__ import annotations

from functools import cache, lru_cache
from string import ascii_lowercase
from typing import TYPE_CHECKING

import numpy as np

from search.text import folded

if TYPE_CHECKING:
    from numpy.typing import NDArray

LETTER, DIGIT, SIGN = 1, 2, 3

_LATIN = (*range(0xC0, 0x250), *range(0x1E00, 0x1F00), 0x212A)
"""Where letters with marks stand, and the sign of Kelvin, which is a `K`."""

_TABLE = 0x2200
"""Code points that are looked up: all that are usual in Latin writing."""


def unmarked(text: str) -> bytes:
    """The bytes of a text, as many as it has characters."""
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    found = _table().take(points, mode="clip")
    beyond = np.flatnonzero(points >= _TABLE)
    if len(beyond):
        found[beyond] = [_byte(chr(point)) for point in points.take(beyond).tolist()]
    return found.tobytes()


@cache
def _table() -> NDArray[np.uint8]:
    return np.array([_byte(chr(code)) for code in range(_TABLE)], np.uint8)


@lru_cache(1 << 14)
def _byte(char: str) -> int:
    if not char.isalnum():
        return ord(char) if SIGN < ord(char) < 0x80 else SIGN
    if char.isascii():
        return ord(char.lower())
    if ord(char) in _LATIN and (fold := folded(char)) in ascii_lowercase:
        return ord(fold)
    return DIGIT if char.isdecimal() else LETTER
