"""How one text became another: paragraph beside paragraph, and in each the words that went and came.

Pure, for any two texts: versions of an article, or two passages side by side. Both sides can be read off the
answer: what is the same or went gives the first text back, what is the same or came the second one.
"""

from __future__ import annotations

import re
from collections import Counter
from enum import StrEnum
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from search.alignment import Effort, aligned

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_TOKEN = re.compile(r"\d+(?:[.,]\d+)+|[^\W_]+|\s+|[\W_]")
"""A number with its groups, a run of letters or digits, blanks, or one sign; joined they are the text."""

ALIKE = 0.4
"""Share of common words from which two paragraphs are one that was reworded (2 x common / all of both)."""

MOST_PAIRS = 3600
"""Pairs of paragraphs of one gap that are compared; in a larger gap none stands for another."""

LIKENESS = 8
"""Different words of two paragraphs that are looked up in the time of one comparison of an alignment."""


class Change(StrEnum):
    """What became of a stretch."""

    SAME = "same"
    DELETED = "deleted"
    INSERTED = "inserted"


class Piece(NamedTuple):
    """A stretch of a paragraph and what became of it."""

    change: Change
    text: str


class Row(NamedTuple):
    """A paragraph beside what it became; `before` and `after` are their places, None where one has none."""

    before: int | None
    after: int | None
    pieces: tuple[Piece, ...]

    @property
    def is_changed(self) -> bool:
        """Whether the two sides differ."""
        return any(piece.change is not Change.SAME for piece in self.pieces) or None in {
            self.before,
            self.after,
        }

    def side(self, gone: Change) -> tuple[Piece, ...]:
        """The pieces of one side: `DELETED` for that of before, `INSERTED` for that of after."""
        return tuple(piece for piece in self.pieces if piece.change in {Change.SAME, gone})


class Extent(NamedTuple):
    """How much differs: paragraphs that do, and words that came and went."""

    paragraphs: int
    inserted: int
    deleted: int


def differences(before: Sequence[str], after: Sequence[str], effort: Effort | None = None) -> tuple[Row, ...]:
    """The rows of two lists of paragraphs, each of which stands in one of them, in order.

    Those that share an `effort` share the bound of time.
    """
    effort = effort or Effort()
    rows: list[Row] = []
    done_before = done_after = 0
    for i, j in [*aligned(before, after, effort), (len(before), len(after))]:
        rows += _gap(before, after, range(done_before, i), range(done_after, j), effort)
        if i < len(before):
            rows.append(Row(i, j, _whole(Change.SAME, before[i])))
        done_before, done_after = i + 1, j + 1
    return tuple(rows)


def word_differences(before: str, after: str, effort: Effort | None = None) -> tuple[Piece, ...]:
    """The stretches of two texts that are the same, went or came, in order; none is empty."""
    ours, theirs = _TOKEN.findall(before), _TOKEN.findall(after)
    pieces: list[Piece] = []
    done_ours = done_theirs = 0
    for i, j in [*aligned(ours, theirs, effort), (len(ours), len(theirs))]:
        pieces.append(Piece(Change.DELETED, "".join(ours[done_ours:i])))
        pieces.append(Piece(Change.INSERTED, "".join(theirs[done_theirs:j])))
        pieces.append(Piece(Change.SAME, "".join(ours[i : i + 1])))
        done_ours, done_theirs = i + 1, j + 1
    return _legible(_joined(pieces))


def extent(rows: Iterable[Row]) -> Extent:
    """How much differs."""
    paragraphs = inserted = deleted = 0
    for row in rows:
        paragraphs += row.is_changed
        inserted += sum(_words(piece.text) for piece in row.pieces if piece.change is Change.INSERTED)
        deleted += sum(_words(piece.text) for piece in row.pieces if piece.change is Change.DELETED)
    return Extent(paragraphs, inserted, deleted)


def _gap(
    before: Sequence[str], after: Sequence[str], ours: range, theirs: range, effort: Effort
) -> list[Row]:
    """The rows between two paragraphs that are the same: what was reworded stands side by side."""
    rows: list[Row] = []
    done_ours, done_theirs = ours.start, theirs.start
    pairs = _reworded([before[i] for i in ours], [after[j] for j in theirs], effort)
    for i, j in [*((ours.start + i, theirs.start + j) for i, j in pairs), (ours.stop, theirs.stop)]:
        rows += [Row(at, None, _whole(Change.DELETED, before[at])) for at in range(done_ours, i)]
        rows += [Row(None, at, _whole(Change.INSERTED, after[at])) for at in range(done_theirs, j)]
        if i < ours.stop:
            rows.append(Row(i, j, word_differences(before[i], after[j], effort)))
        done_ours, done_theirs = i + 1, j + 1
    return rows


def _reworded(ours: Sequence[str], theirs: Sequence[str], effort: Effort) -> list[tuple[int, int]]:
    """Which paragraphs stand for each other: of all ways that keep the order, the one most alike.

    None does where finding out would take more effort than is left.
    """
    if not ours or not theirs or len(ours) * len(theirs) > MOST_PAIRS:
        return []
    left, right = [_bag(text) for text in ours], [_bag(text) for text in theirs]
    looked_up = min(sum(map(len, left)) * len(right), sum(map(len, right)) * len(left))
    if not effort.take(len(left) * len(right) + looked_up // LIKENESS):
        return []
    alike = [[_likeness(one, other) for other in right] for one in left]
    best = [[0.0] * (len(right) + 1) for _ in range(len(left) + 1)]
    for i in range(len(left) - 1, -1, -1):
        for j in range(len(right) - 1, -1, -1):
            best[i][j] = max(best[i + 1][j], best[i][j + 1], alike[i][j] + best[i + 1][j + 1])
    pairs, i, j = list[tuple[int, int]](), 0, 0
    while i < len(left) and j < len(right):
        if alike[i][j] and best[i][j] == alike[i][j] + best[i + 1][j + 1]:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return pairs


def _likeness(one: Counter[str], other: Counter[str]) -> float:
    """The share of words that two paragraphs have in common; 0 for paragraphs that are not one reworded."""
    common = sum(min(one[word], other[word]) for word in one.keys() & other.keys())
    share = 2 * common / max(1, one.total() + other.total())
    return share if share >= ALIKE else 0.0


def _bag(text: str) -> Counter[str]:
    return Counter(token for token in _TOKEN.findall(text.lower()) if token[0].isalnum())


def _words(text: str) -> int:
    return sum(token[0].isalnum() for token in _TOKEN.findall(text))


def _whole(change: Change, text: str) -> tuple[Piece, ...]:
    return (Piece(change, text),) if text else ()


def _joined(pieces: Iterable[Piece]) -> list[Piece]:
    """Neighbours of one change as one, empty ones left out."""
    filled = (piece for piece in pieces if piece.text)
    return [
        Piece(change, "".join(piece.text for piece in some))
        for change, some in groupby(filled, key=attrgetter("change"))
    ]


def _legible(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """Blanks and signs alone between two changes are part of what changed: words, not crumbs, are read."""
    made: list[Piece] = []
    for at, piece in enumerate(pieces):
        is_inner = 0 < at < len(pieces) - 1
        if piece.change is Change.SAME and is_inner and not _words(piece.text):
            made += [Piece(Change.DELETED, piece.text), Piece(Change.INSERTED, piece.text)]
        else:
            made.append(piece)
    runs = groupby(made, key=lambda piece: piece.change is Change.SAME)
    return tuple(one for is_same, run in runs for one in (run if is_same else _sorted(list(run))))


def _sorted(run: Sequence[Piece]) -> list[Piece]:
    """A run of changes as what went, then what came."""
    went = "".join(piece.text for piece in run if piece.change is Change.DELETED)
    came = "".join(piece.text for piece in run if piece.change is Change.INSERTED)
    return [piece for piece in (Piece(Change.DELETED, went), Piece(Change.INSERTED, came)) if piece.text]
