"""A text that was pasted, read: its words as numbers, what they weigh, and the parts that are looked for."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from search.embedded.alike.shared import Known
from search.model import Span
from search.text import canonical
from search.tokenizer import cut

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from search.embedded.container import Array
    from search.embedded.snapshot import Snapshot

MOST_WORDS = 1_000
"""Syllables and numbers of a text that are read: two printed pages."""

MOST_LETTERS = 1 << 14
"""Code points of it that are looked at for these."""

_SHORT, _LONG = 12, 48
"""Words of a part: shorter sentences are joined, longer ones are looked for in pieces."""


class Pasted(NamedTuple):
    """The words of a text in order: where they begin and end in `text`, and their numbers from 1.

    `folds[number - 1]` is a word without its marks: accents, the place of a tone mark and i or y say nothing.
    `weights` say how rare each is in the archive; `parts` are stretches of words, of a sentence or some.
    """

    text: str
    read: Span
    starts: list[int]
    ends: list[int]
    numbers: Array
    known: Known
    folds: list[str]
    weights: Array
    parts: list[tuple[int, int]]

    def folds_of(self, part: tuple[int, int]) -> list[str]:
        """The words of a part."""
        return [self.folds[number - 1] for number in self.numbers[part[0] : part[1]].tolist()]


def read(text: str, snapshot: Snapshot) -> Pasted:
    """Read a text, its beginning if it is long."""
    text = canonical(text)
    tokens = cut(text[:MOST_LETTERS])
    size = min(len(tokens), MOST_WORDS)
    folds = [type_.fold for type_ in tokens.types[:size]]
    distinct = {fold: number for number, fold in enumerate(dict.fromkeys(folds), start=1)}
    numbers = np.array([distinct[fold] for fold in folds], np.int64)
    rarities = np.array([0.0, *(_rarity(snapshot, fold) for fold in distinct)])
    if size < len(tokens) or len(text) > MOST_LETTERS:
        end = tokens.ends[size - 1] if size else MOST_LETTERS
    else:
        end = len(text)
    return Pasted(
        text,
        Span(0, end),
        tokens.starts[:size],
        tokens.ends[:size],
        numbers,
        Known(numbers),
        list(distinct),
        rarities.take(numbers),
        list(_parts(tokens.positions[:size])),
    )


def _rarity(snapshot: Snapshot, fold: str) -> float:
    return math.log(1 + (snapshot.articles + 1) / (1 + snapshot.vocabulary.group_df(fold)))


def _parts(positions: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Stretches of whole sentences, or of a long one: not too short, not too long."""
    ends = [at for at, (one, other) in enumerate(pairwise(positions), start=1) if other - one > 1]
    begin = 0
    for end in (*ends, len(positions)):
        if end - begin < _SHORT and end < len(positions):
            continue
        pieces = -(-(end - begin) // _LONG)
        bounds = [begin + (end - begin) * piece // pieces for piece in range(pieces + 1)] if pieces else []
        yield from pairwise(bounds)
        begin = end
