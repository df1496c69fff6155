"""What the words of a text say about its topics beside the phrases of the table: learned from labels.

Each article is a vector over some thousand words and pairs of neighbours,

    x(g)  =  idf(g) x log(1 + weight of its places),  divided by the vector's length, at least SHORT,

and the score of a topic, as its phrases make it, is multiplied by a factor

    exp((bias + sum over g of x(g) x weight(g, topic)) / 2)

within bounds. So a topic that no phrase speaks for is never given. `tools/topics/learn.py` makes the weights.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import chain, repeat
from typing import TYPE_CHECKING, Any, NamedTuple
from zipfile import BadZipFile

import numpy as np

from index.enrich.phrases import LINE, spellings
from search.errors import DataError
from search.tables import DATA

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    Vector = NDArray[np.float32]

NAME = "topic-words.npz"
"""The weights, in `search/data`."""
SHORT = 20.0
"""Length of the vector of a text of some 40 words: what is shorter says less, and is not made longer."""
LEAST, MOST = 0.1, 10.0
"""Bounds of a factor: words alone neither make nor undo a topic that phrases are sure of."""
_LOWEST, _HIGHEST = np.log(LEAST), np.log(MOST)
_GATES = (1 << 17) - 1
"""The last bits of a pair's key that are looked up before the key: most neighbours are no pair."""


class Weighted(NamedTuple):
    """Words of a text in lower case with the weight of each of their places."""

    words: Sequence[str]
    weight: float


class Said(NamedTuple):
    """The entries that a text holds, `ids` ascending, and its vector over them, of length 1 at most."""

    ids: NDArray[np.intp]
    vector: Vector


@dataclass(frozen=True, slots=True, eq=False)
class TopicWords:
    """A vocabulary with weights for each topic.

    `entries` are words, and pairs as two words with a blank; entry 0 stands for nothing. `idf` has the shape
    (entries,), `weights` (entries, topics), `bias` (topics,).
    """

    entries: tuple[str, ...]
    topics: tuple[str, ...]
    idf: Vector
    weights: Vector
    bias: Vector
    _words: Mapping[str, int]
    _pair_keys: NDArray[np.int32]
    _pair_ids: NDArray[np.int32]
    _gates: NDArray[np.bool_]

    @classmethod
    def of(
        cls, entries: Sequence[str], topics: Sequence[str], idf: Vector, weights: Vector, bias: Vector
    ) -> TopicWords:
        """Make a vocabulary ready. Both words of a pair must be entries too, with an idf of 0 if need be."""
        numbers = {entry: number for number, entry in enumerate(entries) if entry}
        words = {
            written: number
            for entry, number in numbers.items()
            if " " not in entry
            for written in spellings(entry)
        }
        pairs = sorted(
            (words[first] * len(entries) + words[second], number)
            for entry, number in numbers.items()
            if " " in entry
            for first, second in [entry.split()]
        )
        keys, ids = np.array([*pairs, (-1, 0)], np.int32).T  # the last one matches nothing
        gates = np.zeros(_GATES + 1, bool)
        gates[keys[:-1] & _GATES] = True
        return cls(tuple(entries), tuple(topics), idf, weights, bias, words, keys.copy(), ids.copy(), gates)

    def said(self, parts: Sequence[Weighted]) -> Said:
        """What a text says; `parts` as `index.enrich.topics` weighs them."""
        read = [(*part.words, LINE) for part in parts]
        words = list(chain.from_iterable(read))
        weights = np.repeat([part.weight for part in parts], list(map(len, read)))
        numbers = np.fromiter(map(self._words.get, words, repeat(0)), np.int32, len(words))
        keys = numbers[:-1] * len(self.entries) + numbers[1:]
        likely = np.flatnonzero(self._gates[keys & _GATES])
        at = self._pair_keys[:-1].searchsorted(keys[likely])
        is_pair = self._pair_keys[at] == keys[likely]
        held = likely[is_pair]
        found = np.concatenate((numbers, self._pair_ids[at[is_pair]]))
        counts = np.bincount(found, np.concatenate((weights, weights[held])), len(self.entries))
        is_said = np.zeros(len(self.entries), bool)
        is_said[found] = True
        is_said[0] = False
        ids = np.flatnonzero(is_said)
        vector = (self.idf[ids] * np.log1p(counts[ids])).astype(np.float32)
        return Said(ids, vector / max(float(np.sqrt(vector @ vector)), SHORT))

    def factors(self, said: Said) -> dict[str, float]:
        """What the score of each topic is multiplied by."""
        sums = self.bias + said.vector @ self.weights[said.ids]
        bounded = np.minimum(np.maximum(sums / 2, _LOWEST), _HIGHEST)
        return dict(zip(self.topics, np.exp(bounded).tolist(), strict=True))

    def telling(self, said: Said, topic: str, most: int) -> list[str]:
        """The entries that move a topic most, in the direction in which all together move it."""
        column = self.topics.index(topic)
        moves = said.vector * self.weights[said.ids, column]
        if self.bias[column] + moves.sum() < 0:
            moves = -moves
        first = np.argsort(-moves, kind="stable")[:most]
        return [self.entries[said.ids[one]] for one in first if moves[one] > 0]


@cache
def shipped_words() -> TopicWords:
    """The weights that the product ships. Raises `DataError` if they cannot be read."""
    return read_words(DATA / NAME)


def read_words(path: Path) -> TopicWords:
    """Weights from a file of `write_words`. Raises `DataError` if it cannot be read."""
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as data:
            fields: dict[str, Any] = dict(data)
        weights = fields["weights"].astype(np.float32) * fields["scale"]
        entries, topics = (bytes(fields[name]).decode().split("\n") for name in ("entries", "topics"))
        return TopicWords.of(entries, topics, fields["idf"].astype(np.float32), weights, fields["bias"])
    except (OSError, EOFError, BadZipFile, ValueError, KeyError) as error:
        raise DataError(f"{path}: {error}", vietnamese=f"Không đọc được {path}.") from error


def write_words(words: TopicWords, path: Path) -> None:
    """Write weights, each in one byte."""
    scale = np.float32(np.abs(words.weights).max() / 127 or 1)
    np.savez_compressed(
        path,
        entries=np.frombuffer("\n".join(words.entries).encode(), np.uint8),
        topics=np.frombuffer("\n".join(words.topics).encode(), np.uint8),
        idf=words.idf.astype(np.float16),
        weights=np.rint(words.weights / scale).astype(np.int8),
        scale=scale,
        bias=words.bias.astype(np.float32),
    )
