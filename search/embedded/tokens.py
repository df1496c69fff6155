"""Numbers for what is counted: keys by the surfaces that have them, canonical terms."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from search.embedded.hashing import Numbering
from search.embedded.markless import kind_of
from search.embedded.neighbours import hash_of
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
        self._syllables = np.zeros(1 << 12, np.int64)
        self._hashes = np.zeros(1 << 12, np.uint64)
        self._kinds = np.zeros(1 << 12, np.uint8)

    def __len__(self) -> int:
        return len(self.keys)

    def learn(self, key: str) -> int:
        """The number of a key that is new."""
        number = len(self.keys)
        self.keys.append(key)
        if number >= len(self._syllables):
            self._syllables = np.concatenate([self._syllables, np.zeros_like(self._syllables)])
            self._hashes = np.concatenate([self._hashes, np.zeros_like(self._hashes)])
            self._kinds = np.concatenate([self._kinds, np.zeros_like(self._kinds)])
        self._syllables[number] = known_pairs().numbers.get(key, 0)
        self._hashes[number] = hash_of(key)
        self._kinds[number] = kind_of(key)
        return number

    def numbers_of(self, text: Array, starts: Array, ends: Array) -> Array:
        """The numbers of the keys of some surfaces, as `Numbering.numbers` takes them."""
        return self._by_surface.numbers(text, starts, ends)

    def numbers_of_keys(self, text: Array, starts: Array, ends: Array) -> Array:
        """The same for stretches that are keys already."""
        return self._as_written.numbers(text, starts, ends)

    def syllables_of(self, numbers: Array) -> Array:
        """What `search.pairs` calls these keys."""
        return self._syllables.take(numbers)

    def hashes_of(self, numbers: Array) -> Array:
        """What `neighbours` makes of these keys."""
        return self._hashes.take(numbers)

    def kinds_of(self, numbers: Array) -> Array:
        """What these keys tell of marks, see `markless.kind_of`."""
        return self._kinds.take(numbers)


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
