"""What of an article is searched, and as what: two streams of tokens, the same in every engine.

    text   all that is the article's own, in this order: title, lead, body, captions, byline
    head   title and lead once more; a word of the title counts twice

The text matches, ranks and answers phrases; the head only ranks. Between two blocks, positions jump as at
the end of a sentence, so no phrase runs from one into the next.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from search.model import BlockKind, Zone

if TYPE_CHECKING:
    from collections.abc import Iterator

    from search.model import Article, Block

TEXT = "text"
HEAD = "head"
PAIRS = "pairs"
"""Neighbouring syllables that are known to belong together (see `search.pairs`): `đảng_viên`."""
TERMS = "terms"
"""Canonical terms (see `search.terms`): `document:28-CT/TW`."""

BODY = frozenset({BlockKind.BODY, BlockKind.HEADING, BlockKind.LIST, BlockKind.TABLE, BlockKind.QUOTE})

AUTHORS = frozenset({BlockKind.BYLINE, BlockKind.SOURCE})

ORDER = (
    frozenset({BlockKind.TITLE}),
    frozenset({BlockKind.LEAD}),
    BODY,
    frozenset({BlockKind.CAPTION}),
    AUTHORS,
)
"""Kinds of blocks in the order in which they make up the text."""

HEAD_TIMES = {BlockKind.TITLE: 2, BlockKind.LEAD: 1}
"""How often a word of such a block counts in the head."""


TITLE_END, LEAD_END, AUTHOR_BEGIN, TEXT_END = "title.end", "lead.end", "author.begin", "text.end"
BOUNDS = (TITLE_END, LEAD_END, AUTHOR_BEGIN, TEXT_END)
"""Positions of the text at which parts of it end or begin, in the order in which they are kept."""

NO_AUTHOR = 1 << 30
"""Where the byline begins in an article that has none: behind every position."""


def searched(article: Article) -> list[Block]:
    """The searched blocks of an article in the order of the text."""
    return sorted((block for block in article.blocks if block.kind in _PLACES), key=_place)


def _place(block: Block) -> int:
    return _PLACES[block.kind]


def blocks(article: Article) -> Iterator[tuple[BlockKind, str]]:
    """The kinds and texts of the searched blocks of an article in the order of the text."""
    for block in searched(article):
        yield block.kind, article.of(block)


_ZONES = {BlockKind.TITLE: Zone.TITLE, BlockKind.LEAD: Zone.LEAD, **dict.fromkeys(AUTHORS, Zone.AUTHOR)}
_PLACES = {kind: place for place, kinds in enumerate(ORDER) for kind in kinds}


def is_searched(kind: BlockKind) -> bool:
    """Whether blocks of a kind are a part of the text that is searched."""
    return kind in _PLACES


def zone_of(kind: BlockKind) -> Zone:
    """The zone of the text that a block of a kind lies in; `ANY` where it is none that can be asked for."""
    return _ZONES.get(kind, Zone.ANY)


def texts_of(article: Article) -> Iterator[tuple[str, Zone]]:
    """The searched blocks of an article in the order of the text, without its title, each with its zone."""
    title = next(iter(article.blocks_of(BlockKind.TITLE)), None)
    for block in searched(article):
        if block is not title:
            yield article.of(block), zone_of(block.kind)
