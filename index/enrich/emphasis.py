"""The blocks in which an article speaks for itself, and how much a place in them counts."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from search.model import PROSE, Block, BlockKind
from search.text import lower

if TYPE_CHECKING:
    from collections.abc import Iterator

    from search.model import Article

TITLE, LEAD, BODY = 3.0, 1.5, 1.0


class OwnText(NamedTuple):
    """An article's own blocks with their weights, and its whole text in lower case, for several readers."""

    blocks: tuple[tuple[Block, float], ...]
    low: str

    def of(self, block: Block) -> str:
        """The text of a block in lower case."""
        return self.low[block.start : block.end]


def own_text(article: Article) -> OwnText:
    """What those need that read an article block by block in lower case."""
    return OwnText(tuple(own_blocks(article)), lower(article.text))


def own_blocks(article: Article) -> Iterator[tuple[Block, float]]:
    """Title, prose and captions, each with its weight; without a lead, the first prose is the lead."""
    has_lead = bool(article.blocks_of(BlockKind.LEAD))
    for block in article.blocks:
        if block.kind is BlockKind.TITLE:
            yield block, TITLE
        elif block.kind is BlockKind.LEAD or (block.kind in PROSE and not has_lead):
            has_lead = True
            yield block, LEAD
        elif block.kind in PROSE or block.kind is BlockKind.CAPTION:
            yield block, BODY
