"""Which neighbouring syllables are known to belong together: those inside words and names of places.

The set is fixed by two tables, the segmenter's dictionary and the administrative units: an index that holds a
pair holds every place of it, so a phrase of two such syllables is one look-up. All other neighbours are found
on positions.
"""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from search import tables
from search.keys import key_of
from search.places import units
from search.segment.model import fingerprint as model_fingerprint
from search.segment.model import lexicon
from search.tokenizer import tokenize

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from numpy.typing import NDArray

JOINER = "_"
"""Stands between the two keys of a pair; no key has it."""


class KnownPairs:
    """The known pairs as a table of bits. Syllables have numbers from 1; 0 is any other token."""

    def __init__(self) -> None:
        pairs = {(key_of(left), key_of(right)) for left, right in _neighbours()}
        keys = sorted({key for pair in pairs for key in pair})
        self._keys = ["", *keys]
        self.numbers: Mapping[str, int] = {key: number for number, key in enumerate(keys, 1)}
        self._width = len(keys) + 1
        codes = np.fromiter(
            (self.numbers[left] * self._width + self.numbers[right] for left, right in pairs),
            np.int64,
            len(pairs),
        )
        self._bits = np.zeros(self._width * self._width // 8 + 1, np.uint8)
        np.bitwise_or.at(self._bits, codes >> 3, np.uint8(1) << (codes & 7).astype(np.uint8))

    def among(self, left: NDArray[np.int64], right: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Which of these pairs of numbers are known."""
        return self.hold(self.codes(left, right))

    def hold(self, codes: NDArray[np.int64]) -> NDArray[np.bool_]:
        """The same for pairs as `codes`."""
        found: NDArray[np.bool_] = (self._bits[codes >> 3] >> (codes & 7).astype(np.uint8)) & 1 != 0
        return found

    def codes(self, left: NDArray[np.int64], right: NDArray[np.int64]) -> NDArray[np.int64]:
        """Pairs of numbers as one number each."""
        return left * self._width + right

    def name_of(self, code: int) -> str:
        """How a pair is written."""
        left, right = divmod(code, self._width)
        return f"{self._keys[left]}{JOINER}{self._keys[right]}"

    def names(self) -> list[str]:
        """All pairs, as they are written."""
        return [
            self.name_of(code)
            for code in np.flatnonzero(np.unpackbits(self._bits, bitorder="little")).tolist()
        ]

    def knows(self, left: str, right: str) -> bool:
        """Whether two keys are a known pair."""
        code = self.numbers.get(left, 0) * self._width + self.numbers.get(right, 0)
        return bool(self._bits[code >> 3] >> (code & 7) & 1)


def _neighbours() -> Iterator[tuple[str, str]]:
    """Neighbouring syllables of words of two and three syllables, and of the names of units."""
    for word in lexicon().dictionary:
        yield from pairwise(word.split(" "))
    for unit in units():
        for name in (unit.name, *unit.aliases):
            yield from pairwise([name[start:end] for start, end, *_ in tokenize(name)])


def fingerprint() -> str:
    """Names the set: an index of another one is not built upon."""
    return f"{model_fingerprint()} {tables.fingerprint(tables.UNITS)}"


@cache
def known_pairs() -> KnownPairs:
    """The one table."""
    return KnownPairs()
