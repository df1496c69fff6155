"""The words of a text as numbers, without accents, case or the way tones are placed; all at NumPy's speed.

    Ngày 05/03, Đảng ủy xã HÒA BÌNH  ->  ngay 5 3 dang uy xa hoa binh

A word is a run of letters and digits, its number a hash. `i` and `y` are one letter, and a figure loses a
zero before it: `05/3` and `5/03` are one date.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from search.text import folded

if TYPE_CHECKING:
    from collections.abc import Callable

Array = NDArray[Any]

_LONGEST = 64
"""Letters of a word that count."""

_BMP = 1 << 16


def _letters() -> Array:
    """By code point: the letter that it is compared as, 0 for what is between words."""
    table = np.zeros(_BMP, np.uint64)
    for code in range(_BMP):
        char = chr(code)
        if char.isalnum():
            table[code] = ord(folded(char).replace("y", "i"))
    return table


def _where(test: Callable[[str], bool]) -> Array:
    return np.array([test(chr(code)) for code in range(_BMP)])


class _Tables(NamedTuple):
    """By code point: the letter that it is compared as, whether it is a digit, whether it is a capital."""

    letters: Array
    digits: Array
    capitals: Array


@cache
def _tables() -> _Tables:
    """Made when a text is read first: it takes a twentieth of a second."""
    return _Tables(_letters(), _where(str.isdecimal), _where(str.isupper))


def mixed(numbers: Array) -> Array:
    """Numbers of 64 bits spread over all their bits, as SplitMix64 does."""
    numbers = numbers * np.uint64(0x9E3779B97F4A7C15)
    numbers ^= numbers >> np.uint64(30)
    numbers *= np.uint64(0xBF58476D1CE4E5B9)
    numbers ^= numbers >> np.uint64(27)
    numbers *= np.uint64(0x94D049BB133111EB)
    numbers ^= numbers >> np.uint64(31)
    return numbers


def odd_numbers(count: int, seed: int) -> Array:
    """Odd numbers without a pattern."""
    numbers: Array = np.arange(1, count + 1, dtype=np.uint64) + np.uint64(seed << 20)
    return mixed(numbers) | np.uint64(1)


_PLACES = odd_numbers(_LONGEST, 1)


class Words(NamedTuple):
    """The words of a text: their numbers, and which are figures and which are written like a name."""

    hashes: Array
    are_figures: Array
    are_names: Array


def words_of(text: str) -> Words:
    """The words of a canonical text, in order."""
    codes = np.frombuffer(text.encode("utf-32-le", "replace"), np.uint32)
    codes = np.minimum(codes, _BMP - 1)
    tables = _tables()
    letters = tables.letters[codes]
    digits = tables.digits[codes]
    inside = letters != 0
    inside &= ~_leading_zeros(letters, digits, inside)
    begins = inside.copy()
    begins[1:] &= ~inside[:-1]
    at = np.flatnonzero(inside)
    if not len(at):
        return Words(np.zeros(0, np.uint64), np.zeros(0, bool), np.zeros(0, bool))
    first = np.flatnonzero(begins[at])
    lengths = np.diff(first, append=len(at))
    place = np.arange(len(at)) - np.repeat(first, lengths)
    kept = letters[at] * _PLACES[np.minimum(place, _LONGEST - 1)]
    hashes = mixed(np.add.reduceat(kept, first))
    starts = at[first]
    capitals = tables.capitals[codes]
    seconds = np.minimum(starts + 1, len(codes) - 1)
    return Words(hashes, digits[starts], capitals[starts] & ~capitals[seconds])


def _leading_zeros(letters: Array, digits: Array, inside: Array) -> Array:
    """A zero that begins a figure of several digits; of several such zeros the first."""
    found: Array = letters == ord("0")
    found[1:] &= ~inside[:-1]
    found[:-1] &= digits[1:]
    found[-1:] = False
    return found
