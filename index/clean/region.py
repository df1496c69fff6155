"""Where the article stands: the block with most of the page's prose, its first paragraph and its last.

Prose is text that reads as sentences and is no link. A short text beside a link with a headline is a teaser
and counts for little, so that lists of news do not outweigh a short article.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from index.clean.patterns import STOPS
from index.clean.roles import DROPPED, Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.clean.pieces import Node, Piece
    from index.clean.tree import Tree

_SENTENCE = 8  # syllables of the shortest sentence that counts
_PARAGRAPH = 25  # syllables from which a text with punctuation counts, whatever its end
_PICTURED = 0.3  # what a caption counts for
_TEASER = 0.2  # what a teaser counts for
_TEASER_LIMIT = 100  # syllables of the longest teaser
_STANZA = 4  # lines of the shortest verse
_VERSE = (4, 14)  # syllables of a line of verse
_STORY = 30  # syllables of prose without which teasers count too
_ITEM = 6  # pieces of the largest item of a list
_MOST_PROSE = 0.4  # share of the page's prose from which a block is not dropped for its name
_INNER = 0.8  # share of a block's prose that an inner one must have to stand for it
_DENSE = 0.5  # share of prose among the words of a block that belongs to a divided article
_FEW = 30  # syllables of the longest text that is a caption though its block is named as comments
_COLUMN = 60  # syllables of a block that may be a column of the page

_NO_LISTS = frozenset({Role.TOOLS, Role.COMMENT, Role.TAGS})
_END = re.compile(r"[.!?…;:][\"'”’»)\]*/]*$")
_PAUSE = re.compile(r"[.,;:] ")


@dataclass(frozen=True, slots=True)
class Region:
    """The block around the article, the indexes of its first and last paragraph, and how much prose it is.

    `prose` and `teasers` count syllables within the region: of paragraphs, and of texts beside headlines.
    """

    node: Node
    first: int
    last: int
    prose: float
    teasers: float


def is_sentences(piece: Piece) -> bool:
    """Whether a text reads as prose by its length, its punctuation and its few links."""
    words = piece.words
    if words < _SENTENCE or 3 * piece.links > len(piece.text):
        return False
    if words >= _PARAGRAPH:
        return (
            _PAUSE.search(piece.text) is not None or _END.search(piece.text, len(piece.text) - 8) is not None
        )
    return _END.search(piece.text, max(0, len(piece.text) - 8)) is not None and not piece.text.isupper()


def find_region(tree: Tree) -> Region | None:
    """The region of the article, None where a page has no prose. Sets `dropped` of all nodes."""
    pieces, nodes = tree.pieces, tree.nodes
    if not nodes:
        return None
    raw = _weigh(pieces)
    if sum(raw) < _STORY:
        raw = _with_verse(pieces, raw)
    _sum_up(nodes, raw, pieces)
    total = sum(raw)
    _drop(nodes, total)
    weights = [
        0.0 if piece.node.dropped or piece.repeats else weight
        for piece, weight in zip(pieces, raw, strict=True)
    ]
    for piece, weight in zip(pieces, weights, strict=True):
        piece.prose = weight
    _sum_up(nodes, weights, pieces)
    node = _innermost(nodes)
    if not node.prose:
        return None
    first, last = _bounds(node, nodes, weights, pieces)
    full = sum(
        piece.words
        for piece, weight in zip(pieces[first : last + 1], weights[first : last + 1], strict=True)
        if weight
    )
    prose = sum(weights[first : last + 1])
    return Region(node, first, last, prose, full - prose)


def _weigh(pieces: Sequence[Piece]) -> list[float]:
    """The syllables of each piece that reads as prose; teasers and captions count less."""
    headlines = [piece.is_headline and not _is_named(piece.node) for piece in pieces]
    weights = [0.0] * len(pieces)
    among_teasers = False
    for i, piece in enumerate(pieces):
        if not is_sentences(piece):
            continue
        words = piece.words
        if piece.node.role is Role.CAPTION or piece.node.tag == "figcaption":
            weights[i] = words * _PICTURED
            continue
        reach = (i - 1,) if i and weights[i - 1] else (i - 1, i - 2)
        above = next((j for j in reach if j >= 0 and headlines[j]), None)
        among_teasers = (
            above is not None
            and words <= _TEASER_LIMIT
            and (
                _share_box(pieces, weights, above, i)
                or (
                    _are_siblings(pieces[above], piece) and (among_teasers or _leads_on(pieces, headlines, i))
                )
            )
        )
        piece.is_teaser = among_teasers
        weights[i] = words * _TEASER if among_teasers else float(words)
    return weights


def _with_verse(pieces: Sequence[Piece], weights: Sequence[float]) -> list[float]:
    """The weights with verse: four lines or more in a block, divided by breaks, none of the page's own."""
    found = list(weights)
    for _, run in groupby(range(len(pieces)), key=lambda i: id(pieces[i].node)):
        lines = list(run)
        if len(lines) >= _STANZA and all(_is_verse(pieces[i]) for i in lines):
            for i in lines:
                found[i] = float(pieces[i].words)
    return found


def _is_verse(piece: Piece) -> bool:
    short = _VERSE[0] <= piece.words <= _VERSE[1]
    return short and not piece.links and piece.sign is None and not piece.text.isupper()


def _share_box(pieces: Sequence[Piece], weights: Sequence[float], headline: int, i: int) -> bool:
    """Whether a small block holds a headline and the text below it, and no prose above: an item of a list."""
    for node in pieces[headline].node.innermost(6):
        if node.last > i:
            return node.last - node.first <= _ITEM and not any(weights[node.first : headline])
    return False


def _are_siblings(headline: Piece, piece: Piece) -> bool:
    """Whether a headline and a text stand in the same block, as in lists without blocks for their items."""
    return headline.node is piece.node or headline.node.parent is piece.node.parent


def _is_named(node: Node) -> bool:
    """Whether the block, or the one around it, is named as tools: its links are no headlines."""
    return any(one.role in _NO_LISTS for one in node.innermost(2))


def _leads_on(pieces: Sequence[Piece], headlines: Sequence[bool], i: int) -> bool:
    """Whether another headline follows soon, with no heading of a list before it."""
    for j in range(i + 1, min(i + 4, len(pieces))):
        if headlines[j]:
            return True
        if pieces[j].words < _SENTENCE and pieces[j].sign in STOPS:
            return False
    return False


def _sum_up(nodes: Sequence[Node], weights: Sequence[float], pieces: Sequence[Piece]) -> None:
    """Note the weight of the prose in each block, and that of its paragraphs which are no teasers."""
    sums, own = [0.0], [0.0]
    for piece, weight in zip(pieces, weights, strict=True):
        sums.append(sums[-1] + weight)
        own.append(own[-1] + (weight if weight > _TEASER * piece.words else 0.0))
    for node in nodes:
        node.prose = sums[node.last] - sums[node.first]
        node.own = own[node.last] - own[node.first]


def _drop(nodes: Sequence[Node], total: float) -> None:
    """Mark blocks that are the page's own by their names, and all in them; outer blocks come first."""
    for node in nodes:
        around = node.parent.dropped if node.parent else None
        own = node.role if node.role in DROPPED and node.prose <= _MOST_PROSE * total else None
        if own is Role.COMMENT and node.last - node.first == 1 and node.prose < _FEW:
            own = None  # "comment" is what some systems call a caption
        node.dropped = around or own
        if node.marks:
            node.dropped = Role.RELATED if node.marks == ("related",) else None


def _innermost(nodes: Sequence[Node]) -> Node:
    """Go inwards while one block holds nearly all prose of the one around it.

    Teasers count only where there is hardly anything else: on lists.
    """
    measure = _own if nodes[0].own >= _STORY else _all
    best = nodes[0]
    for node in nodes:
        if "body" in node.marks and node.prose:
            return node
        if node.parent is best and measure(node) >= _INNER * measure(best):
            best = node
    return best


def _own(node: Node) -> float:
    return node.own


def _all(node: Node) -> float:
    return node.prose


def _bounds(
    node: Node, nodes: Sequence[Node], weights: Sequence[float], pieces: Sequence[Piece]
) -> tuple[int, int]:
    """The first and last paragraph in a block; of one that is divided, the dense parts around the biggest."""
    begin, end = node.first, node.last
    children = [child for child in nodes if child.parent is node and child.last > child.first]
    if len(children) > 1:
        biggest = max(range(len(children)), key=lambda i: (children[i].own, children[i].prose))
        if children[biggest].prose < _INNER * node.prose:
            begin, end = _dense(children, biggest, pieces, node)
    inside = [i for i in range(begin, end) if weights[i]]
    inside = inside or [i for i in range(node.first, node.last) if weights[i]]
    return inside[0], inside[-1]


def _dense(children: Sequence[Node], biggest: int, pieces: Sequence[Piece], node: Node) -> tuple[int, int]:
    left = right = biggest
    while left > 0 and not _is_column(children[left - 1], pieces):
        left -= 1
    while right < len(children) - 1 and not _is_column(children[right + 1], pieces):
        right += 1
    begin = node.first if left == 0 else children[left].first
    end = node.last if right == len(children) - 1 else children[right].last
    return begin, end


def _is_column(child: Node, pieces: Sequence[Piece]) -> bool:
    """Whether a part of a divided block is big, hardly prose and has links: a column beside the article."""
    if child.dropped or child.last - child.first == 1:
        return False
    inside = pieces[child.first : child.last]
    words = sum(piece.words for piece in inside)
    if words < _COLUMN or child.prose >= _DENSE * words:
        return False
    return 5 * sum(piece.is_link or piece.is_teaser for piece in inside) >= len(inside)
