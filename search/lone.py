"""A syllable of a word that stands whole elsewhere is no mark: of `đại hội đảng bộ` not the `bộ` of `cán bộ`.

An article matches loose words wherever they stand. What a reader looks for is the words that he typed, and
most Vietnamese words have two syllables: where an article has one whole, its syllables elsewhere say nothing.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from search.marking import Match

Ties = frozenset[tuple[int, int]]
"""Parts of a query that are neighbouring syllables of one word, the first and the second."""


def without_lone(texts: Sequence[str], each: Sequence[list[Match]], ties: Ties) -> list[list[Match]]:
    """The matches of all texts of an article, in order, without syllables that stand alone.

    A match goes if its part stands beside what it is tied to somewhere in the article, and here neither
    beside that nor beside what comes before or behind it in the query.
    """
    parted = [list(_stretches(text, matches)) for text, matches in zip(texts, each, strict=True)]
    whole = {part for stretches in parted for stretch in stretches for part in _tied(stretch, ties)}
    if not whole:
        return list(each)
    return [[match for stretch in stretches for match in _kept(stretch, whole, ties)] for stretches in parted]


def _stretches(text: str, matches: Sequence[Match]) -> Iterator[list[Match]]:
    """Matches that overlap or have only blanks between them, together."""
    stretch: list[Match] = []
    end = -1
    for match in matches:
        if stretch and match.start > end and not is_blank(text[end : match.start]):
            yield stretch
            stretch = []
        stretch.append(match)
        end = max(end, match.end)
    if stretch:
        yield stretch


def _tied(stretch: Sequence[Match], ties: Ties) -> Iterator[int]:
    """The parts of a stretch that stand beside what they are tied to."""
    for one, other in pairwise(stretch):
        if (one.part, other.part) in ties:
            yield from (one.part, other.part)


def _kept(stretch: list[Match], whole: set[int], ties: Ties) -> list[Match]:
    linked = [
        other.part == one.part + 1 or (one.part, other.part) in ties for one, other in pairwise(stretch)
    ]
    beside = zip(stretch, [False, *linked], [*linked, False], strict=True)
    return [match for match, before, behind in beside if before or behind or match.part not in whole]


def is_blank(between: str) -> bool:
    """Whether nothing but blanks in a line stands between two matches."""
    return between == " " or (between.isspace() and "\n" not in between)
