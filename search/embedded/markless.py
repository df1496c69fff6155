"""Articles written without marks: only there a word without marks may be one that was typed with some.

In a text with marks `quan` is `quan` and never `quân`: of the 85,000 words in 9,186 real articles whose marks
might have been left out hardly one in a sample had any. So beside a key there is a *markless* one,
`key + SIGN`: its places in articles without marks alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from search.embedded.postings import narrowed
from search.text import has_marks
from search.tokens import TYPES, Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from search.embedded.container import Array
    from search.embedded.postings import Term
    from search.embedded.segment import Segment

SIGN = "\x1f"
"""Behind a key that counts in articles without marks only; no token holds it."""

SHARE = 0.1
"""An article is written without marks if fewer of its words have some; of 9,186 others .31 at least have."""

WORD, MARKED = 1, 2


def markless(key: str) -> str:
    """The same word where it stands in an article without marks."""
    return key + SIGN


def is_markless(key: str) -> bool:
    """Whether a key counts in articles without marks only."""
    return key.endswith(SIGN)


def plain(key: str) -> str:
    """A key as a text has it."""
    return key.removesuffix(SIGN)


def kind_of(key: str) -> int:
    """What a key tells of the text that it stands in: nothing, or as a word, or as one with marks."""
    if TYPES[key].kind is Kind.NUMBER:
        return 0
    return MARKED if has_marks(key) else WORD


def without_marks(docs: Array, kinds: Array, articles: int) -> Array:
    """The articles that are written without marks, ascending; `docs` are where words of these kinds stand."""
    words = np.bincount(docs, kinds != 0, minlength=articles)
    marked = np.bincount(docs, kinds == MARKED, minlength=articles)
    return np.flatnonzero(marked < SHARE * words)


def in_markless(segments: Sequence[Segment], terms: Sequence[Term | None]) -> tuple[Term | None, ...]:
    """A term in each segment, in the articles without marks alone."""
    return tuple(
        None if term is None else narrowed(term, segment.markless)
        for segment, term in zip(segments, terms, strict=True)
    )
