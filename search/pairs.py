"""Which neighbouring syllables are known to belong together: those inside the words of the dictionary.

The set is fixed by the segmenter's dictionary, so an index that holds a known pair holds every place of it,
and a phrase of two such syllables is one look-up.
"""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from search.keys import key_of
from search.segment.model import lexicon

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
        codes = left * self._width + right
        found: NDArray[np.bool_] = (self._bits[codes >> 3] >> (codes & 7).astype(np.uint8)) & 1 != 0
        return found

    def knows(self, left: str, right: str) -> bool:
        """Whether two keys are a known pair."""
        one, other = self.numbers.get(left, 0), self.numbers.get(right, 0)
        return bool(self.among(np.array([one]), np.array([other]))[0])


def _neighbours() -> Iterator[tuple[str, str]]:
    """Neighbouring syllables of the dictionary's words of two and three syllables."""
    for word in lexicon().dictionary:
        syllables = word.split(" ")
        yield from pairwise(syllables)


@cache
def known_pairs() -> KnownPairs:
    """The one table."""
    return KnownPairs()
