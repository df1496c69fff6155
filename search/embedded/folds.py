"""From a fold to the keys of the text that share it: folding is a view of the dictionary, not a second index.

text.folds    the folds of several keys, or of one that is not its own fold, in order
text.at       where each one's keys begin in
text.terms    numbers of keys, ascending
text.df       in how many articles any of them stands: the statistics of the union
"""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from search.embedded.container import Arrays, ArrayWriter, Strings, add_strings, fitted, open_strings
from search.keys import fold_of
from search.zones import TEXT

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from search.embedded.container import Array
    from search.embedded.postings import Field, Term

fold_of_key = lru_cache(1 << 16)(fold_of)
"""`search.keys.fold_of`, remembered."""


class Folds:
    """The folds of a segment."""

    def __init__(self, arrays: Arrays) -> None:
        self.arrays = arrays
        self.folds: Strings = open_strings(arrays, f"{TEXT}.folds")
        self._at = arrays[f"{TEXT}.at"]
        self._terms = arrays[f"{TEXT}.terms"]
        self.df = arrays[f"{TEXT}.df"]

    def terms(self, number: int) -> list[int]:
        """The terms of a fold."""
        return self._terms[int(self._at[number]) : int(self._at[number + 1])].tolist()  # type: ignore[no-any-return]


def write_folds(path: Path, field: Field) -> None:
    """Work out the folds of the text and write them."""
    writer = ArrayWriter(path)
    groups: dict[str, list[int]] = defaultdict(list)
    by_name = {term: number for number, term in enumerate(field.terms.texts())}
    for term, number in by_name.items():
        fold = fold_of_key(term)
        if fold != term or not term.isascii():
            groups[fold].append(number)
    for fold, numbers in groups.items():  # the bare spelling itself belongs to them
        bare = by_name.get(fold)
        if bare is not None and bare not in numbers:
            numbers.append(bare)
            numbers.sort()
    folds = sorted(groups, key=str.encode)
    members = [groups[fold] for fold in folds]
    add_strings(writer, f"{TEXT}.folds", [fold.encode() for fold in folds])
    writer.add(f"{TEXT}.at", fitted(np.cumsum([0, *map(len, members)])))
    writer.add(f"{TEXT}.terms", fitted([number for group in members for number in group]))
    terms = ([field.term(number) for number in group] for group in members)
    writer.add(f"{TEXT}.df", fitted([union_df(field.size, each) for each in terms]))
    writer.close({})


def union_df(size: int, terms: Sequence[Term]) -> int:
    """In how many of the articles of a segment any of some terms stands."""
    if len(terms) == 1:
        return terms[0].df
    lists: list[Array] = [term.docs for term in terms if term.docs is not None]
    if len(lists) == len(terms) and sum(map(len, lists)) * 8 < size:
        docs = np.concatenate(lists)
        docs.sort()
        return 1 + int(np.count_nonzero(docs[1:] != docs[:-1]))
    held = np.zeros(size, bool)
    for term in terms:
        if term.docs is None:
            held |= term.freqs != 0
        else:
            held[term.docs] = True
    return int(np.count_nonzero(held))


def open_folds(path: Path) -> Folds:
    """The folds in a file."""
    return Folds(Arrays(path))
