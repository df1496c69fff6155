"""An open language file: what one segment knows."""

from __future__ import annotations

from bisect import bisect_left
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from search.embedded.container import Arrays, Strings, open_strings
from search.embedded.language.phrases import LONGEST
from search.errors import DamagedIndex

if TYPE_CHECKING:
    from pathlib import Path

    from search.embedded.container import Array
    from search.embedded.language.ranges import Rows


class Part:
    """The arrays of one `.lang` file, and look-ups in them. Raises `DamagedIndex` when it is opened."""

    def __init__(self, path: Path) -> None:
        self.arrays = arrays = Arrays(path)
        try:
            self.words: Strings = open_strings(arrays, "words")
            self.folds: Strings = open_strings(arrays, "folds")
            self.fold_at = arrays["folds.at"]
            self.fold_of = arrays["words.fold"]
            self.counts = arrays["words.count"]
            self.cases = arrays["words.case"]
            self.codes = arrays["pairs.codes"]
            self.pair_counts = arrays["pairs.count"]
            self.totals, self.lost, self.kinds = (
                arrays[f"left.{name}"] for name in ("total", "lost", "kinds")
            )
            self.phrases = arrays["phrases.words"].reshape(-1, LONGEST)
            self.phrase_articles = arrays["phrases.articles"]
            self.phrase_cases = arrays["phrases.case"]
            self.title_words, self.title_at = arrays["titles.words"], arrays["titles.at"]
            self.title_order = arrays["titles.order"]
            self.scale = arrays.info["articles"] / max(1, arrays.info["read"])
            """What a count among the articles that were read stands for among all."""
            self.phrase_scale = arrays.info["articles"] / max(1, arrays.info["read_for_phrases"])
            self.title_rows: dict[int, Rows] = {}
            """Places in titles, by how many folds from each on are compared; made when first asked for."""
            self.phrase_rows: dict[int, Rows] = {}
            """Phrases, by how many of their folds are compared; made when first asked for."""
        except (KeyError, TypeError, ValueError) as error:
            raise DamagedIndex(f"{path.name}: its arrays make no sense ({error!r})") from error

    @cached_property
    def tokens(self) -> int:
        """How often words stand in the text, all together."""
        return int(self.counts.sum(dtype=np.int64))

    @cached_property
    def phrase_longer(self) -> Array:
        """Of each phrase, its syllables beyond two."""
        longer: Array = np.count_nonzero(self.phrases, axis=1).astype(np.int8) - np.int8(2)
        return longer

    @cached_property
    def spelled(self) -> dict[int, str]:
        """The spelling of words that is not their key."""
        spelled = open_strings(self.arrays, "spelled").texts()
        return dict(zip(self.arrays["spelled.words"].tolist(), spelled, strict=True))

    @cached_property
    def keys(self) -> list[str]:
        """All words; they are few, and held in memory once anything is asked."""
        return self.words.texts()

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The number of each word."""
        return {key: number for number, key in enumerate(self.keys)}

    @cached_property
    def fold_keys(self) -> list[bytes]:
        """All folds in their order, UTF-8."""
        return self.folds.all()

    @cached_property
    def fold_numbers(self) -> dict[str, int]:
        """The number of each fold."""
        return {fold: number for number, fold in enumerate(self.folds.texts())}

    def spellings(self, fold: str) -> range:
        """The words that share a fold."""
        number = self.fold_numbers.get(fold, -1)
        return range(int(self.fold_at[number]), int(self.fold_at[number + 1])) if number >= 0 else range(0)

    def fold_range(self, fold: str, *, is_prefix: bool) -> range:
        """The folds that begin so, or the one that is so."""
        if is_prefix:
            encoded = fold.encode()
            low = bisect_left(self.fold_keys, encoded)
            return range(low, bisect_left(self.fold_keys, encoded + b"\xff", low))
        number = self.fold_numbers.get(fold, -1)
        return range(number, number + 1) if number >= 0 else range(0)

    def pair(self, left: int, right: int) -> int:
        """How often a word stands before another in what was read; -1 is no word."""
        if left < 0 or right < 0:
            return 0
        wanted = left * len(self.words) + right
        at = int(self.codes.searchsorted(np.uint64(wanted)))
        return int(self.pair_counts[at]) if at < len(self.codes) and self.codes[at] == wanted else 0

    def pairs(self, left: Array, right: Array) -> Array:
        """How often each word of `left` stands before each of `right` in what was read; -1 is no word."""
        wanted = left[:, None] * len(self.words) + right
        known = (left >= 0)[:, None] & (right >= 0)
        if not len(self.codes):
            return np.zeros(known.shape, np.int64)
        wanted = np.where(known, wanted, 0).astype(np.uint64)
        at = np.minimum(self.codes.searchsorted(wanted), len(self.codes) - 1)
        held = known & (self.codes.take(at) == wanted)
        return np.where(held, self.pair_counts.take(at), 0).astype(np.int64)
