"""Whether two articles are copies, by their signatures, for many pairs at once.

Copies have nearly all of the shorter one in common, and more than half of both together; nor may each have
figures or names of its own. So a note or a headline that was added, a cut, another date are forgiven; under
the same headline a third may be left. Not:

- a survey that holds whole articles: it has another headline, and two of them are never both half of it;
- notices of one pattern (the same meeting of another month, another commune): figures and names differ;
- the same headline over other figures: `Lịch tiếp công dân tháng 5`, `... tháng 6`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from index.copies.signing import Signatures

if TYPE_CHECKING:
    from index.copies.words import Array

CONTAINED = 0.85
"""The least share of the shingles of the shorter one that the other one has."""

COMMON = 0.55
"""The least share of all shingles of both that both have: over a half, see above."""

CUT_CONTAINED, CUT_COMMON = 0.9, 0.3
"""The same of two articles under one headline: of a long one often the beginning alone is published again."""

MARKED = 0.75
"""The least share of the figures, and of the names, of the one that has fewer of them."""

FEW = 4
"""So few names say nothing: an article without capitals may have a note that has some."""

_AT_ONCE = 1 << 14
"""Pairs that are compared together: some 50 MB."""

_NOTHING = Signatures.NOTHING


def are_copies(signatures: Signatures, left: Array, right: Array) -> Array:
    """For each pair of numbers of articles whether they are copies."""
    parts = [
        _are_copies(signatures, left[at : at + _AT_ONCE], right[at : at + _AT_ONCE])
        for at in range(0, len(left), _AT_ONCE)
    ]
    return np.concatenate(parts) if parts else np.zeros(0, bool)


def _are_copies(signatures: Signatures, left: Array, right: Array) -> Array:
    titles = signatures.titles
    alike, same = (titles[left] == titles[right]).T
    is_cut = alike & same & (titles[left, 0] != 0)
    both, fewer, all_ = _shared(signatures.sketches[left], signatures.sketches[right])
    found: Array = (both >= CONTAINED * fewer) & (both >= COMMON * all_)
    found |= is_cut & (both >= CUT_CONTAINED * fewer) & (both >= CUT_COMMON * all_)
    found &= same | ~alike
    at = np.flatnonzero(found)
    for marks, few in ((signatures.figures, 0), (signatures.names, FEW)):
        both, fewer, _ = _shared(marks[left[at]], marks[right[at]])
        found[at] &= (both >= MARKED * fewer) | (fewer <= few)
    return found


def _shared(left: Array, right: Array) -> tuple[Array, Array, Array]:
    """By pair: values that both have, values of the one that has fewer, values of either.

    Where there are more values than are kept, those are counted up to which both are complete.
    """
    end = np.minimum(_end(left), _end(right))[:, None]
    left, right = np.where(left <= end, left, _NOTHING), np.where(right <= end, right, _NOTHING)
    joined = np.sort(np.concatenate([left, right], axis=1), axis=1)
    twice = (joined[:, 1:] == joined[:, :-1]) & (joined[:, 1:] != _NOTHING)
    both = np.count_nonzero(twice, axis=1)
    counts = [np.count_nonzero(each != _NOTHING, axis=1) for each in (left, right)]
    return both, np.minimum(*counts), counts[0] + counts[1] - both


def _end(kept: Array) -> Array:
    """Up to which value everything was kept: all, where the last place is free."""
    last: Array = kept[:, -1]
    return np.where(last == _NOTHING, _NOTHING - np.uint32(1), last)
