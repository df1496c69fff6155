"""Numbers for what is counted: keys by the surfaces that have them, pairs, canonical terms."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from search.pairs import JOINER, known_pairs
from search.tokens import TYPES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from search.embedded.container import Array

_PAIR_SHIFT = 32
"""A pair is one number: left << 32 | right."""


class Keys:
    """Numbers of keys, from 0, in the order in which they were met."""

    def __init__(self) -> None:
        self.keys: list[str] = []
        self._by_key = _ByKey(self)
        self._by_surface = _BySurface(self._by_key)
        self.pairs = _Pairs(self._by_key)
        """Pairs that are written `đảng_viên`, as one number each."""
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

    def numbers_of(self, surfaces: Sequence[str]) -> Array:
        """The numbers of the keys of some surfaces."""
        return np.fromiter(map(self._by_surface.__getitem__, surfaces), np.int64, len(surfaces))

    def numbers_of_keys(self, keys: Sequence[str]) -> Array:
        """The numbers of some keys."""
        return np.fromiter(map(self._by_key.__getitem__, keys), np.int64, len(keys))

    def syllables_of(self, numbers: Array) -> Array:
        """What `search.pairs` calls these keys."""
        return self._syllables.take(numbers)

    def pair_codes(self, left: Array, right: Array) -> Array:
        """Pairs of keys as one number each."""
        codes: Array = left << _PAIR_SHIFT | right
        return codes

    def pair_names(self, codes: Array) -> list[bytes]:
        """Pairs as their field writes them: `đảng_viên`."""
        keys = self.keys
        mask = (1 << _PAIR_SHIFT) - 1
        return [f"{keys[code >> _PAIR_SHIFT]}{JOINER}{keys[code & mask]}".encode() for code in codes.tolist()]


class _ByKey(dict[str, int]):
    """Numbers by key; what is new is learned."""

    def __init__(self, keys: Keys) -> None:
        super().__init__()
        self._keys = keys

    def __missing__(self, key: str) -> int:
        number = self[key] = self._keys.learn(key)
        return number


class _BySurface(dict[str, int]):
    """Numbers by surface; what is new is learned."""

    def __init__(self, by_key: _ByKey) -> None:
        super().__init__()
        self._by_key = by_key

    def __missing__(self, surface: str) -> int:
        number = self[surface] = self._by_key[TYPES[surface].key]
        return number


class _Pairs(dict[str, int]):
    """Numbers by the writing of a pair."""

    def __init__(self, by_key: _ByKey) -> None:
        super().__init__()
        self._by_key = by_key

    def __missing__(self, pair: str) -> int:
        left, right = map(self._by_key.__getitem__, pair.split(JOINER))
        code = self[pair] = left << _PAIR_SHIFT | right
        return code


class TermNumbers(dict[str, int]):
    """Numbers of canonical terms, in the order in which they were met."""

    def __missing__(self, term: str) -> int:
        number = self[term] = len(self)
        return number
