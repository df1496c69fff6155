"""The sheet that a page is labelled on: its pieces, where the article stands, each piece's kind so far."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from index.clean.headings import squash
from index.clean.roles import Role
from search.model import BlockKind

if TYPE_CHECKING:
    from index.clean.headings import Headline
    from index.clean.metadata import Told
    from index.clean.pieces import Node, Piece
    from index.clean.region import Region
    from index.clean.tree import Tree

FILE = re.compile(r"\.(?:pdf|docx?|xlsx?|pptx?|zip|rar|7z)(?:[?#].*)?$", re.IGNORECASE)
"""Addresses of attached documents."""

_OWN_ROLES = frozenset(
    {Role.LEAD, Role.DATE, Role.BYLINE, Role.SOURCE, Role.SECTION, Role.CAPTION, Role.ATTACHMENT}
)
_DROPPED = {
    Role.RELATED: (BlockKind.RELATED, "a block named as related articles"),
    Role.TAGS: (BlockKind.CHROME, "a block named as key words"),
    Role.COMMENT: (BlockKind.CHROME, "a block named as comments"),
    Role.TOOLS: (BlockKind.CHROME, "a block named as tools"),
    Role.AD: (BlockKind.CHROME, "a block named as advertisement"),
    Role.NAV: (BlockKind.CHROME, "a block named as menu"),
    Role.FOOT: (BlockKind.CHROME, "a block named as footer"),
    Role.SIDE: (BlockKind.CHROME, "a block named as side column"),
}


@dataclass(slots=True)
class Sheet:
    """The state of labelling one page; `kinds` and `whys` have an entry for each piece.

    `splits` has pieces of two kinds: where the second begins, and both. `stamp` is the time that the element
    of the date line names for machines. `authors` are the names in the metadata, squashed, `holders` the
    blocks around the paragraphs that are the article's own.
    """

    pieces: list[Piece]
    region: Region
    headline: Headline
    authors: frozenset[str]
    kinds: list[BlockKind]
    whys: list[str]
    splits: dict[int, tuple[int, BlockKind, BlockKind]] = field(default_factory=dict)
    stamp: str = ""
    holders: set[Node | None] = field(default_factory=set)

    def set(self, i: int, kind: BlockKind, why: str) -> None:
        """Label a piece."""
        self.kinds[i], self.whys[i] = kind, why

    @property
    def begin(self) -> int:
        """The first piece behind the headline, or of the block around the text where there is none."""
        if self.headline.last is not None:
            return self.headline.last + 1
        return min(self.region.first, self.region.node.first)

    def role(self, piece: Piece) -> Role | None:
        """What the names of a piece's block, or of two around it, say that it is for within an article."""
        for node in piece.node.innermost(3):
            if node is self.region.node:
                return None
            if node.role in _OWN_ROLES:
                return node.role
        return None

    def is_near(self, piece: Piece) -> bool:
        """Whether a piece stands in the blocks that hold headline and text."""
        if self.headline.last is None:
            return piece.node.inside(self.region.node)
        around = self.region.node.innermost(4)
        title = self.pieces[self.headline.last].node
        return any(node in around for node in piece.node.innermost(4)) or any(
            piece.node.inside(node) for node in title.innermost(3)
        )

    def label_plain(self, i: int) -> bool:
        """Label what is sure wherever it stands; whether the piece is."""
        piece = self.pieces[i]
        if piece.node.dropped:
            self.set(i, *_DROPPED[piece.node.dropped])
        elif piece.is_link and FILE.search(piece.href):
            self.set(i, BlockKind.ATTACHMENT, "a link to a file")
        elif piece.node.nearest("figcaption"):
            self.set(i, BlockKind.CAPTION, "<figcaption>")
        else:
            return False
        return True


def new_sheet(tree: Tree, region: Region, headline: Headline, told: Told) -> Sheet:
    """A sheet on which every piece is still outside the article."""
    pieces = tree.pieces
    return Sheet(
        pieces,
        _below(region, headline, pieces),
        headline,
        frozenset(squash(name) for name, _ in told.authors),
        [BlockKind.CHROME] * len(pieces),
        ["outside the article"] * len(pieces),
    )


def _below(region: Region, headline: Headline, pieces: list[Piece]) -> Region:
    """The region without a headline that reads as its first paragraph."""
    if headline.last is None or headline.last < region.first:
        return region
    behind = range(headline.last + 1, region.last + 1)
    first = next((i for i in behind if pieces[i].prose), min(headline.last + 1, region.last))
    return replace(region, first=first)
