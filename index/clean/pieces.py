"""The pieces of a page: runs of text between the borders of blocks, in order, and the blocks around them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from index.clean.lines import line_at
from index.clean.patterns import read_sign

if TYPE_CHECKING:
    from collections.abc import Iterator

    from index.clean.lines import Line
    from index.clean.patterns import Sign
    from index.clean.roles import Role


_HEADLINE, _LONGEST = 4, 60  # syllables of a headline in a link, with its summary at most
_DAY_BESIDE = re.compile(
    r"[(\[]?(?:ngày )?\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{2,4})?\W{0,4}(?:\d{1,2}[:h]\d{2})?\W*$", re.IGNORECASE
)


@dataclass(slots=True, eq=False)
class Node:
    """A block element; its pieces are `first` to before `last`.

    `marks` are the fields that a portal's rules find in it.
    `prose` is the weight of the prose in it, `own` that of its paragraphs which are no teasers; `stamp` is
    the time that a `<time>` element names for machines.
    """

    tag: str
    parent: Node | None
    role: Role | None = None
    marks: tuple[str, ...] = ()
    align: str = ""
    stamp: str = ""
    first: int = 0
    last: int = 0
    prose: float = 0.0
    own: float = 0.0
    dropped: Role | None = None

    def ancestors(self) -> Iterator[Node]:
        """This block and those around it, outwards."""
        node: Node | None = self
        while node is not None:
            yield node
            node = node.parent

    def innermost(self, count: int) -> tuple[Node, ...]:
        """This block and those around it, so many at most."""
        return tuple(islice(self.ancestors(), count))

    def inside(self, other: Node) -> bool:
        """Whether the other block is this one or stands around it."""
        return any(node is other for node in self.ancestors())

    def nearest(self, *tags: str) -> Node | None:
        """The innermost block with one of these tags."""
        return next((node for node in self.ancestors() if node.tag in tags), None)


@dataclass(slots=True, eq=False)
class Piece:
    """One run of text.

    `links`, `bold`, `italic` and `big` count its characters in such elements, `anchors` the links in it.

    `image` is the block that holds a picture which stands since the piece before; `href` the first link in
    it; `after_break` says that only a `<br>` divides it from the piece before. `is_teaser` is
    whether it sums up another article, `repeats` other pages of the host have it too.
    """

    text: str
    node: Node
    links: int = 0
    anchors: int = 0
    bold: int = 0
    italic: int = 0
    big: int = 0
    image: Node | None = None
    href: str = ""
    after_break: bool = False
    prose: float = 0.0
    is_teaser: bool = False
    repeats: bool = False
    _line: Line | None = None
    _sign: Sign | None = None

    @property
    def line(self) -> Line:
        """The piece as a line of text, for the rules of captures."""
        if self._line is None:
            self._line = line_at(self.text, 0, len(self.text))
            self._sign = read_sign(self._line)
        return self._line

    @property
    def sign(self) -> Sign | None:
        """What the words say by themselves."""
        self.line  # noqa: B018 - reads the sign too
        return self._sign

    @property
    def words(self) -> int:
        """Syllables."""
        return self.text.count(" ") + 1

    def share(self, part: int) -> float:
        """A count of characters as a share of the text."""
        return part / (len(self.text) or 1)

    @property
    def is_link(self) -> bool:
        """Whether nearly all of it is links; a day may stand beside them."""
        share = self.share(self.links)
        return share > 0.8 or (share > 0.5 and _DAY_BESIDE.search(self.text) is not None)

    @property
    def is_headline(self) -> bool:
        """Whether it is one link with as many words as a headline has."""
        return self.anchors <= 1 and _HEADLINE <= self.words <= _LONGEST and self.is_link
