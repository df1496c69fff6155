"""The words of a language file, numbered by fold and key: all spellings of a fold have numbers in a row."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from search.embedded.folds import fold_of_key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from search.embedded.container import Array


class Words(NamedTuple):
    """Words in order; `numbers` says of each term of the field its number here, or -1."""

    keys: list[str]
    folds: list[str]
    """Distinct, in order."""
    fold_at: Array
    """Where the words of each fold begin, one more than there are folds."""
    numbers: Array

    def fold_of(self) -> Array:
        """The number of the fold of each word."""
        return np.repeat(np.arange(len(self.folds)), np.diff(self.fold_at))


def words_of(names: Sequence[str], used: Array) -> Words:
    """The words among the terms of a field; `used` are their numbers, ascending."""
    found = sorted((fold_of_key(names[number]), names[number], number) for number in used.tolist())
    numbers = np.full(len(names), -1, np.int32)
    numbers[[number for _, _, number in found]] = np.arange(len(found))
    folds = sorted({fold for fold, _, _ in found})
    starts: dict[str, int] = {}
    for at, (fold, _, _) in enumerate(found):
        starts.setdefault(fold, at)
    return Words(
        [key for _, key, _ in found],
        folds,
        np.array([*starts.values(), len(found)], np.int64),
        numbers,
    )
