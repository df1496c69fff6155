"""Completions that begin only at a later word, and the words typed before them.

The archive must have the two words at the joint side by side, and they must not be halves of one word:
`chủ đề` is not `chủ` before `đề nghị`. The words before get the marks they are meant with, where these are
sure.
"""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from search.suggest.lattice import Column, best_paths_to
from search.suggest.restoring import column_of, spellings
from search.text import has_marks

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from search.suggest.completing import Typed
    from search.suggest.lattice import Path
    from search.suggest.model import Language

SURE = 2.0
"""Log-odds from which on a reading is sure: seven to one."""

_READINGS = 3
"""Readings of the words before a completion of which those that are likely must agree."""


class Head(NamedTuple):
    """The keys of the words before a completion.

    `weight` is how much likelier it is behind them than anywhere; 0 where it must not stand there.
    """

    keys: tuple[str, ...]
    weight: float


def is_joined(typed: Typed, first: int) -> bool:
    """Whether the word numbered `first` stands right behind another: behind a field or a sign it does not."""
    between = typed.text[typed.ends[first - 1] : typed.starts[first]]
    return not between.strip() and ":" not in typed.text[: typed.starts[first]]


class Joining(NamedTuple):
    """What is needed to join: the language, and whether two keys are halves of one word."""

    language: Language
    is_pair: Callable[[str, str], bool]

    def heads(self, typed: Typed, first: int, begun: Iterable[str]) -> dict[str, Head]:
        """The words before the one numbered `first`, by the key that a completion begins with.

        Beside fields they are left as they were typed: their values stand in no sentence.
        """
        words = typed.words[:first]
        own = tuple(word.key for word in words)
        keys = tuple(dict.fromkeys(begun))
        if not keys or ":" in typed.text[: typed.starts[first]]:
            return dict.fromkeys(keys, Head(own, 1.0))
        columns = [column_of(each) for each in spellings(words, self.language)]
        ends = best_paths_to([*columns, column_of(keys)], self.language, _READINGS)
        alone = self.language.alone(keys).tolist()
        return {
            key: Head(
                _sure(own, columns, paths),
                self._weight((*_keys(columns, paths[0]), key), paths[0].score - share),
            )
            for key, paths, share in zip(keys, ends, alone, strict=True)
        }

    def _weight(self, keys: Sequence[str], odds: float) -> float:
        together = self.language.together(*keys[-2:])
        return math.exp(odds) if together and not self._is_halved(keys) else 0.0

    def _is_halved(self, keys: Sequence[str]) -> bool:
        """Whether the last two words are halves of one, words read two by two from the left."""
        taken = False
        for left, right in pairwise(keys):
            taken = not taken and self.is_pair(left, right)
        return taken


def _sure(own: Sequence[str], columns: Sequence[Column], paths: Sequence[Path]) -> tuple[str, ...]:
    """The keys that all likely ways have; others stay as they were typed, and so does what has a mark."""
    likely = [_keys(columns, path) for path in paths if paths[0].score - path.score < SURE]
    return tuple(
        typed if has_marks(typed) or len(set(read)) > 1 else read[0]
        for typed, read in zip(own, zip(*likely, strict=True), strict=True)
    )


def _keys(columns: Sequence[Column], path: Path) -> tuple[str, ...]:
    """The words of a way without its last one, the completion's."""
    return tuple(column.words[choice] for column, choice in zip(columns, path.choices, strict=False))
