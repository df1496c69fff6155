"""From a fold to the accented terms that share it: folding is a view of the dictionary, not a second index.

<field>.folds    the folds of several terms, or of one that is not its own fold, in order
<field>.at       where each one's terms begin in
<field>.terms    numbers of terms, ascending
<field>.df       in how many articles any of them stands (of the text): the statistics of the union
"""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from search.embedded.container import Arrays, ArrayWriter, Strings, add_strings, fitted, open_strings
from search.keys import fold_of
from search.pairs import JOINER
from search.zones import PAIRS, TEXT

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from search.embedded.container import Array
    from search.embedded.postings import Field

FOLDED = (TEXT, PAIRS)

_fold_of = lru_cache(1 << 16)(fold_of)


def fold_of_term(term: str) -> str:
    """The fold of a key, or of a pair of keys."""
    return JOINER.join(map(_fold_of, term.split(JOINER)))


class Folds:
    """The folds of one field of a segment."""

    def __init__(self, arrays: Arrays, name: str) -> None:
        self.arrays = arrays
        self.folds: Strings = open_strings(arrays, f"{name}.folds")
        self._at = arrays[f"{name}.at"]
        self._terms = arrays[f"{name}.terms"]
        self.df = arrays.get(f"{name}.df")

    def terms(self, number: int) -> list[int]:
        """The terms of a fold."""
        return self._terms[int(self._at[number]) : int(self._at[number + 1])].tolist()  # type: ignore[no-any-return]


def write_folds(path: Path, fields: Sequence[Field]) -> None:
    """Work out the folds of some fields and write them."""
    writer = ArrayWriter(path)
    for field in fields:
        _write(writer, field)
    writer.close({})


def _write(writer: ArrayWriter, field: Field) -> None:
    groups: dict[str, list[int]] = defaultdict(list)
    by_name = {term: number for number, term in enumerate(field.terms.texts())}
    for term, number in by_name.items():
        fold = fold_of_term(term)
        if fold != term or not term.isascii():
            groups[fold].append(number)
    for fold, numbers in groups.items():  # the bare spelling itself belongs to them
        bare = by_name.get(fold)
        if bare is not None and bare not in numbers:
            numbers.append(bare)
            numbers.sort()
    folds = sorted(groups, key=str.encode)
    members = [groups[fold] for fold in folds]
    add_strings(writer, f"{field.name}.folds", [fold.encode() for fold in folds])
    writer.add(f"{field.name}.at", fitted(np.cumsum([0, *map(len, members)])))
    writer.add(f"{field.name}.terms", fitted([number for group in members for number in group]))
    if field.name == TEXT:
        writer.add(f"{field.name}.df", fitted([union_df(field, group) for group in members]))


def union_df(field: Field, numbers: Sequence[int]) -> int:
    """In how many articles of a segment any of some terms stands."""
    if len(numbers) == 1:
        return int(field.df[numbers[0]])
    terms = [field.term(number) for number in numbers]
    lists: list[Array] = [term.docs for term in terms if term.docs is not None]
    if len(lists) == len(terms) and sum(map(len, lists)) * 8 < field.size:
        docs = np.concatenate(lists)
        docs.sort()
        return 1 + int(np.count_nonzero(docs[1:] != docs[:-1]))
    held = np.zeros(field.size, bool)
    for term in terms:
        if term.docs is None:
            held |= term.freqs != 0
        else:
            held[term.docs] = True
    return int(np.count_nonzero(held))


def open_folds(path: Path) -> dict[str, Folds]:
    """The folds of every folded field."""
    arrays = Arrays(path)
    return {name: Folds(arrays, name) for name in FOLDED}
