"""Which items of two sequences stand for each other: a common subsequence, long and found within a bound.

What begins and ends alike is matched first; then what occurs once in both sides, as long as its order is the
same (the patience diff of Bram Cohen); between such anchors the shortest edit script is looked for (E. Myers,
"An O(ND) Difference Algorithm and Its Variations", 1986). A stretch that would cost too much is left
unmatched: the answer is then shorter, never wrong.
"""

from __future__ import annotations

import itertools
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

EFFORT = 800_000
"""Comparisons of one whole alignment: about half a second."""

MOST_EDITS = 200
"""Edits of one stretch without an anchor; the search takes their square in time and memory."""


@dataclass(slots=True)
class Effort:
    """How many comparisons may still be made; those who share one share the bound."""

    left: int = EFFORT

    def take(self, count: int) -> bool:
        """Spend some; False where so many are not left, and nothing was spent."""
        if count > self.left:
            return False
        self.left -= count
        return True


class _Stretch(NamedTuple):
    """`before[a:a_end]` beside `after[b:b_end]`."""

    a: int
    a_end: int
    b: int
    b_end: int

    @property
    def size(self) -> int:
        return self.a_end - self.a + self.b_end - self.b


def aligned(
    before: Sequence[Hashable], after: Sequence[Hashable], effort: Effort | None = None
) -> list[tuple[int, int]]:
    """Pairs `(i, j)` with `before[i] == after[j]`, both rising."""
    effort = effort or Effort()
    pairs: list[tuple[int, int]] = []
    waiting = [_Stretch(0, len(before), 0, len(after))]
    while waiting:
        stretch = _trimmed(before, after, waiting.pop(), pairs)
        if stretch.a == stretch.a_end or stretch.b == stretch.b_end or not effort.take(stretch.size):
            continue
        anchors = _anchors(before, after, stretch)
        if anchors:
            pairs += anchors
            waiting += _between(anchors, stretch)
        else:
            pairs += _shortest(before[stretch.a : stretch.a_end], after, stretch, effort)
    return sorted(pairs)


def _trimmed(
    before: Sequence[Hashable], after: Sequence[Hashable], stretch: _Stretch, pairs: list[tuple[int, int]]
) -> _Stretch:
    """The stretch without what begins and ends alike, which joins the pairs."""
    a, a_end, b, b_end = stretch
    while a < a_end and b < b_end and before[a] == after[b]:
        pairs.append((a, b))
        a, b = a + 1, b + 1
    while a < a_end and b < b_end and before[a_end - 1] == after[b_end - 1]:
        a_end, b_end = a_end - 1, b_end - 1
        pairs.append((a_end, b_end))
    return _Stretch(a, a_end, b, b_end)


def _anchors(
    before: Sequence[Hashable], after: Sequence[Hashable], stretch: _Stretch
) -> list[tuple[int, int]]:
    """What occurs once on each side, the longest run of it that has one order."""
    a, a_end, b, b_end = stretch
    ours, theirs = Counter(before[a:a_end]), Counter(after[b:b_end])
    places = {after[j]: j for j in range(b, b_end) if theirs[after[j]] == 1}
    found = [(i, places[before[i]]) for i in range(a, a_end) if ours[before[i]] == 1 and before[i] in places]
    return _rising(found)


def _rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest part of pairs whose second members rise as the first ones do."""
    ends: list[int] = []
    tops: list[int] = []
    below: list[int] = []
    for at, (_, j) in enumerate(pairs):
        height = bisect_left(ends, j)
        below.append(tops[height - 1] if height else -1)
        ends[height : height + 1] = [j]
        tops[height : height + 1] = [at]
    chosen: list[tuple[int, int]] = []
    at = tops[-1] if tops else -1
    while at >= 0:
        chosen.append(pairs[at])
        at = below[at]
    return chosen[::-1]


def _between(anchors: Sequence[tuple[int, int]], stretch: _Stretch) -> list[_Stretch]:
    """The stretches around anchors that are empty on neither side."""
    edges = [(stretch.a - 1, stretch.b - 1), *anchors, (stretch.a_end, stretch.b_end)]
    gaps = (_Stretch(i + 1, next_i, j + 1, next_j) for (i, j), (next_i, next_j) in itertools.pairwise(edges))
    return [gap for gap in gaps if gap.a < gap.a_end and gap.b < gap.b_end]


def _shortest(
    ours: Sequence[Hashable], after: Sequence[Hashable], stretch: _Stretch, effort: Effort
) -> list[tuple[int, int]]:
    """The pairs of a shortest edit script of a stretch; none where it would take too much."""
    theirs = after[stretch.b : stretch.b_end]
    trace = _furthest(ours, theirs, effort)
    if trace is None:
        return []
    pairs: list[tuple[int, int]] = []
    x, y = len(ours), len(theirs)
    for edits in range(len(trace) - 1, -1, -1):
        reached, diagonal = trace[edits], x - y
        down = diagonal == -edits or (
            diagonal != edits and reached.get(diagonal - 1, -1) < reached.get(diagonal + 1, -1)
        )
        from_diagonal = diagonal + 1 if down else diagonal - 1
        from_x = reached.get(from_diagonal, 0)
        from_y = from_x - from_diagonal
        while x > max(from_x, 0) and y > max(from_y, 0) and ours[x - 1] == theirs[y - 1]:
            x, y = x - 1, y - 1
            pairs.append((stretch.a + x, stretch.b + y))
        x, y = from_x, from_y
    return pairs


def _furthest(
    ours: Sequence[Hashable], theirs: Sequence[Hashable], effort: Effort
) -> list[dict[int, int]] | None:
    """How far each diagonal was reached before each further edit, up to the end; None beyond the bounds."""
    reached, trace = {1: 0}, list[dict[int, int]]()
    for edits in range(min(MOST_EDITS, len(ours) + len(theirs)) + 1):
        trace.append(dict(reached))
        if not effort.take(2 * edits + 1):  # half of them for the copy
            return None
        for diagonal in range(-edits, edits + 1, 2):
            left, above = reached.get(diagonal - 1, -1), reached.get(diagonal + 1, -1)
            down = diagonal == -edits or (diagonal != edits and left < above)
            x = begun = above if down else left + 1
            y = x - diagonal
            while x < len(ours) and y < len(theirs) and ours[x] == theirs[y]:
                x, y = x + 1, y + 1
            reached[diagonal] = x
            if not effort.take(x - begun if x > begun else 0):
                return None
            if x >= len(ours) and y >= len(theirs):
                return trace
    return None
