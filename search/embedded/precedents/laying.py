"""Some articles cut into tokens, so that places become stretches of their texts.

The index tells how many tokens stand before a place, so that no end of a sentence is looked for again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from search.tokenizer_batch import bordered
from search.zones import searched

if TYPE_CHECKING:
    from collections.abc import Sequence

    from search.embedded.container import Array
    from search.embedded.segment import Segment
    from search.model import Article, Block


class Laid:
    """The searched blocks of some articles, cut; article `i` is number `docs[i]` of segment `numbers[i]`."""

    def __init__(
        self, segments: Sequence[Segment], numbers: Array, docs: Array, articles: Sequence[Article]
    ) -> None:
        self._segments = segments
        self._numbers, self._docs = numbers, docs
        blocks = [searched(article) for article in articles]
        self._blocks = [block for each in blocks for block in each]
        texts: list[str] = []
        for article, each in zip(articles, blocks, strict=True):
            text = article.text
            texts += [text[block.start : block.end] for block in each]
        self._cut = bordered(texts)
        self._firsts = self._cut.first.take(np.cumsum([0, *map(len, blocks[:-1])]))

    def find(self, owners: Array, firsts: Array, lasts: Array) -> list[tuple[Block, int, int]]:
        """The block of each stretch of positions, and where it begins and ends in the article's text."""
        tokens = self._tokens(np.tile(owners, 2), np.concatenate([firsts, lasts]))
        begin, end = tokens[: len(owners)], tokens[len(owners) :]
        texts = self._cut.first.searchsorted(begin, side="right") - 1
        shifts = self._cut.offsets.take(texts)
        starts = self._cut.starts.take(begin) - shifts
        ends = self._cut.ends.take(end) - shifts
        blocks = [self._blocks[text] for text in texts.tolist()]
        return [
            (block, block.start + start, min(block.start + stop, block.end))
            for block, start, stop in zip(blocks, starts.tolist(), ends.tolist(), strict=True)
        ]

    def _tokens(self, owners: Array, positions: Array) -> Array:
        """Which tokens of all stand at some positions."""
        tokens = self._firsts.take(owners)
        held = self._numbers.take(owners)
        for number in np.unique(self._numbers).tolist():
            of_it = np.flatnonzero(self._numbers == number)
            here = np.flatnonzero(held == number)
            within = of_it.searchsorted(owners.take(here))
            forward = self._segments[number].forward
            tokens[here] += forward.tokens_before(self._docs.take(of_it), within, positions.take(here))
        return tokens
