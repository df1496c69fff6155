"""Where an article was published as well: what is said of near-duplicates.

A group is told whole, whatever was asked: that an article also stands elsewhere is a fact about it. The
number of copies that a search found is that of the hit.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from search.model import Trust
from web.texts.words import say

if TYPE_CHECKING:
    from search.engine import Reader
    from search.model import Copies, Published, Result

BESIDE_A_HIT = 8
"""Copies that are listed with a hit; the article lists more."""

BESIDE_AN_ARTICLE = 100

NAMED = 2
"""Sources that are named in one line."""


def copies_of(reader: Reader, result: Result) -> dict[str, Copies]:
    """The groups of the hits behind which a search found copies, by id."""
    return {hit.id: reader.copies(hit.id, BESIDE_A_HIT) for hit in result.hits if hit.copies}


def earliest(copies: Copies) -> tuple[str, ...]:
    """The articles of a group that state the earliest date, mostly one; none where that would be all.

    Of several on one day the clock decides, where both state it.
    """
    stated = [copy for copy in copies.articles if copy.published.trust is Trust.STATED]
    first = [
        copy.id for copy in stated if not any(_is_before(other.published, copy.published) for other in stated)
    ]
    return tuple(first) if len(first) < copies.total else ()


def _is_before(one: Published, other: Published) -> bool:
    if one.day is None or other.day is None:
        return False
    if one.day != other.day or one.clock is None or other.clock is None:
        return one.day < other.day
    return one.clock < other.clock


def also_label(copies: Copies, own_id: str, own_source: str, lang: str) -> str:
    """Where else an article stands, in one line; the number of copies where that is nowhere else."""
    others = [copy.source for copy in copies.articles if copy.id != own_id]
    sources = [name for name in dict.fromkeys(others) if name not in {"", own_source}][:NAMED]
    if not sources:
        return say("Và {n} bài trùng nội dung", lang, n=copies.total - 1)
    left = copies.total - 1 - sum(name in sources for name in others)
    names = ", ".join(sources) + (f" (+{left})" if left else "")
    return say("Cũng đăng tại: {names}", lang, names=names)
