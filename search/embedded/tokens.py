"""Numbers for what is counted: keys by the surfaces that have them, pairs, canonical terms."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from search.embedded.hashing import Numbering
from search.pairs import known_pairs
from search.tokens import TYPES

if TYPE_CHECKING:
    from search.embedded.container import Array


class Keys:
    """Numbers of keys, from 0, in the order in which they were met."""

    def __init__(self) -> None:
        self.keys: list[str] = []
        self._by_key = _ByKey(self)
        self._by_surface = Numbering(lambda surface: self._by_key[TYPES[surface].key])
        self._as_written = Numbering(self._by_key.__getitem__)
        self._pairs = Numbering(known_pairs().code_of)
        self._syllables = np.zeros(1 << 12, np.int64)

    def __len__(self) -> int:
        return len(self.keys)

    def learn(self, key: str) -> int:
        """The number of a key that is new."""
        number = len(self.keys)
        self.keys.append(key)
        if number >= len(self._syllables):
            self._syllables = np.concatenate([self._syllables, np.zeros_like(self._syllables)])
        self._syllables[number] = known_pairs().numbers.get(key, 0)
        return number

    def numbers_of(self, text: Array, starts: Array, ends: Array) -> Array:
        """The numbers of the keys of some surfaces, as `Numbering.numbers` takes them."""
        return self._by_surface.numbers(text, starts, ends)

    def numbers_of_keys(self, text: Array, starts: Array, ends: Array) -> Array:
        """The same for stretches that are keys already."""
        return self._as_written.numbers(text, starts, ends)

    def codes_of_pairs(self, text: Array, starts: Array, ends: Array) -> Array:
        """The same for pairs of keys, written `đảng_viên`, as one number each."""
        return self._pairs.numbers(text, starts, ends)

    def syllables_of(self, numbers: Array) -> Array:
        """What `search.pairs` calls these keys."""
        return self._syllables.take(numbers)


class _ByKey(dict[str, int]):
    """Numbers by key; what is new is learned."""

    def __init__(self, keys: Keys) -> None:
        super().__init__()
        self._keys = keys

    def __missing__(self, key: str) -> int:
        number = self[key] = self._keys.learn(key)
        return number


class TermNumbers(dict[str, int]):
    """Numbers of canonical terms, in the order in which they were met."""

    def __missing__(self, term: str) -> int:
        number = self[term] = len(self)
        return number
