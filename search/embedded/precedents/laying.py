"""Some articles cut into tokens, so that places become stretches of their texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from search.embedded.inversion import first_positions
from search.embedded.phrases import packed
from search.tokenizer_batch import cut_batch
from search.zones import searched

if TYPE_CHECKING:
    from collections.abc import Sequence

    from search.embedded.container import Array
    from search.model import Article, Block


class Laid:
    """The searched blocks of some articles, cut."""

    def __init__(self, articles: Sequence[Article]) -> None:
        parts = [(owner, block) for owner, article in enumerate(articles) for block in searched(article)]
        self._blocks = [block for _, block in parts]
        owners = np.fromiter((owner for owner, _ in parts), np.int64, len(parts))
        cut = self._cut = cut_batch([articles[owner].of(block) for owner, block in parts])
        counts = np.diff(cut.first)
        positions = cut.positions + np.repeat(first_positions(cut, owners), counts)
        self._places = packed(np.repeat(owners, counts), positions)

    def find(self, owners: Array, firsts: Array, lasts: Array) -> list[tuple[Block, int, int]]:
        """The block of each stretch of positions, and where it begins and ends in the article's text."""
        begin = self._places.searchsorted(packed(owners.astype(np.int64), firsts))
        end = self._places.searchsorted(packed(owners.astype(np.int64), lasts))
        texts = self._cut.first.searchsorted(begin, side="right") - 1
        shifts = self._cut.offsets.take(texts)
        starts = self._cut.starts.take(begin) - shifts
        ends = self._cut.ends.take(end) - shifts
        blocks = [self._blocks[text] for text in texts.tolist()]
        return [
            (block, block.start + start, min(block.start + stop, block.end))
            for block, start, stop in zip(blocks, starts.tolist(), ends.tolist(), strict=True)
        ]
