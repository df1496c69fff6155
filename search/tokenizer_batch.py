"""`search.tokenizer.cut` over many texts at a time, on arrays: for builders. Needs NumPy.

The texts are one array of code points; a table says which are letters or digits; tokens begin and end where
that changes. What is rare (grouped numbers, separators other than one blank) is read as `cut` reads it.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from search.tokenizer import STEPS, TOKEN, Tokens, ends_sentence
from search.tokens import TYPES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    Ints = NDArray[np.int64]

_OTHER, _GROUPING, _LETTER, _DIGIT, _CAPITAL, _UNSEEN = 0, 1, 2, 3, 4, 255
_CLASSES = np.full(0x110000, _UNSEEN, np.uint8)
"""What each code point is; filled as code points are met, the same from any thread."""

_BLANK, _COMMA = map(ord, " ,")


class Bordered(NamedTuple):
    """Where the tokens of several texts begin and end in the joined text; text `i` begins at `offsets[i]`.

    It has the tokens `first[i]:first[i + 1]`; `word` tells of each code point whether it belongs to one.
    """

    joined: str
    codes: NDArray[np.uint32]
    offsets: Ints
    first: Ints
    starts: Ints
    ends: Ints
    word: NDArray[np.bool_]


class Cut(NamedTuple):
    """The tokens of several texts, as `Bordered` has them, with their positions."""

    joined: str
    codes: NDArray[np.uint32]
    offsets: Ints
    first: Ints
    starts: Ints
    ends: Ints
    positions: Ints
    capitals: Ints
    """The tokens with two capitals or more: an abbreviation has them."""
    word: NDArray[np.bool_]
    """Of each code point, whether it belongs to a token."""

    def surfaces(self) -> list[str]:
        """The tokens as they are written."""
        # Blanks for all that is no token, then one split: half the time of cutting out each token.
        spread = np.where(self.word, self.codes, np.uint32(_BLANK))
        surfaces = spread.tobytes().decode("utf-32-le", "surrogatepass").split()
        if len(surfaces) < len(self.starts):
            return _parted(self.joined, surfaces, self.starts, self.ends)
        return surfaces

    def tokens(self) -> Iterator[Tokens]:
        """The tokens of each text, as `search.tokenizer.cut` gives them."""
        bounds = self.first.tolist()
        shifts = np.repeat(self.offsets, np.diff(self.first))
        starts, ends = (self.starts - shifts).tolist(), (self.ends - shifts).tolist()
        positions = self.positions.tolist()
        types = list(map(TYPES.__getitem__, self.surfaces()))
        for begin, end in pairwise(bounds):
            yield Tokens(starts[begin:end], ends[begin:end], positions[begin:end], types[begin:end])


def bordered(texts: Sequence[str]) -> Bordered:
    """Where the tokens of canonical texts stand; half the work of cutting them."""
    joined = "\n".join(texts)
    codes = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), np.uint32)
    lengths = np.fromiter(map(len, texts), np.int64, len(texts))
    offsets = np.cumsum(lengths + 1) - lengths - 1
    classes = _classes(codes)
    word = classes > _GROUPING
    starts, ends = _borders(joined, classes, word)
    first = np.append(np.searchsorted(starts, offsets), len(starts))
    return Bordered(joined, codes, offsets, first, starts, ends, word)


def cut_batch(texts: Sequence[str]) -> Cut:
    """The tokens of canonical texts, each as if it were cut alone."""
    joined, codes, offsets, first, starts, ends, word = bordered(texts)
    positions = _positions(joined, codes, starts, ends)
    filled = first[:-1] < first[1:]
    base = np.zeros(len(texts), np.int64)
    base[filled] = positions[first[:-1][filled]]
    positions = positions - np.repeat(base, np.diff(first))
    counted = np.concatenate([[0], np.cumsum(_CLASSES[codes] == _CAPITAL)])
    capitals = np.flatnonzero(counted[ends] - counted[starts] >= 2)
    return Cut(joined, codes, offsets, first, starts, ends, positions, capitals, word)


def capitals(cut: Cut) -> NDArray[np.bool_]:
    """Whether each token begins with a capital."""
    found: NDArray[np.bool_] = _CLASSES[cut.codes[cut.starts]] == _CAPITAL
    return found


def _parted(joined: str, surfaces: list[str], starts: Ints, ends: Ints) -> list[str]:
    """The surfaces where some stand together without anything between: a number and its unit, `12,5km`."""
    fresh = np.concatenate([[True], starts[1:] != ends[:-1]])
    parts: list[str] = []
    done = 0
    for at in np.flatnonzero(~fresh).tolist():
        first = int(np.count_nonzero(fresh[: at + 1])) - 1
        if first >= done:
            parts += surfaces[done:first]
            parts.append(joined[int(starts[at - 1]) : int(ends[at - 1])])
            done = first + 1
        parts.append(joined[int(starts[at]) : int(ends[at])])
    return parts + surfaces[done:]


def _classes(codes: NDArray[np.uint32]) -> NDArray[np.uint8]:
    """The class of each code point."""
    classes = _CLASSES.take(codes)
    if (unseen := classes == _UNSEEN).any():
        for code in np.unique(codes[unseen]).tolist():
            _CLASSES[code] = _class(chr(code))
        classes = _CLASSES.take(codes)
    return classes


def _borders(joined: str, classes: NDArray[np.uint8], word: NDArray[np.bool_]) -> tuple[Ints, Ints]:
    """Where tokens begin and end; marks in `word` the points and commas that belong to a number."""
    edges = np.flatnonzero(np.diff(word, prepend=False, append=False))
    starts, ends = edges[::2], edges[1::2]
    gaps = _gaps_between_digits(classes, ends)
    if not len(gaps):
        return starts, ends
    is_inside = _are_inside(classes, starts, ends, gaps)
    inside, unclear = gaps[is_inside], gaps[~is_inside]
    word[ends.take(inside)] = True
    starts, ends = np.delete(starts, inside + 1), np.delete(ends, inside)
    if not len(unclear):
        return starts, ends
    starts, ends, numbers = _read_anew(joined, starts, ends, unclear - inside.searchsorted(unclear))
    for start, end in numbers:
        word[start:end] = True
    return starts, ends


def _gaps_between_digits(classes: NDArray[np.uint8], ends: Ints) -> Ints:
    """Behind which tokens there is nothing but a point or comma, with digits on both of its sides."""
    marks = np.flatnonzero(classes == _GROUPING)
    is_between = classes.take(marks - 1, mode="clip") == _DIGIT
    is_between &= classes.take(marks + 1, mode="clip") == _DIGIT
    found: Ints = ends.searchsorted(marks[is_between])
    return found


def _are_inside(classes: NDArray[np.uint8], starts: Ints, ends: Ints, gaps: Ints) -> NDArray[np.bool_]:
    """Which gaps lie within a number: those of stretches that have nothing but digits on all sides."""
    is_clear = _are_digits(classes, starts.take(gaps), ends.take(gaps))
    is_clear &= _are_digits(classes, starts.take(gaps + 1), ends.take(gaps + 1))
    stretch = np.cumsum(np.diff(gaps, prepend=-1) > 1)
    unclear = np.zeros(int(stretch[-1]) + 1, bool)
    unclear[stretch[~is_clear]] = True
    return ~unclear.take(stretch)


def _are_digits(classes: NDArray[np.uint8], starts: Ints, ends: Ints) -> NDArray[np.bool_]:
    """Which of some tokens have nothing but digits."""
    lengths = ends - starts
    begins = _before(lengths)
    places = np.repeat(starts - begins, lengths) + np.arange(int(lengths.sum()))
    found: NDArray[np.bool_] = np.logical_and.reduceat(classes.take(places) == _DIGIT, begins)
    return found


def _class(char: str) -> int:
    if not char.isalnum():
        return _GROUPING if char in ".," else _OTHER
    if char.isdecimal():
        return _DIGIT
    return _CAPITAL if char.isupper() else _LETTER


def _read_anew(joined: str, starts: Ints, ends: Ints, gaps: Ints) -> tuple[Ints, Ints, list[tuple[int, int]]]:
    """Read the stretches around some gaps anew, where letters stand beside a number; also what was found."""
    begins = np.flatnonzero(np.diff(gaps, prepend=-2) > 1)
    firsts = gaps.take(begins)
    lasts = gaps.take(np.append(begins[1:], len(gaps)) - 1) + 1
    lengths = lasts - firsts + 1
    shifted = firsts - _before(lengths)
    found: list[tuple[int, int]] = []
    places: list[int] = []
    for place, first, last in zip(shifted.tolist(), firsts.tolist(), lasts.tolist(), strict=True):
        begin = int(starts[first])
        read = [match.span() for match in TOKEN.finditer(joined, begin, int(ends[last]))]
        found += read
        places += [place] * len(read)
    old = np.repeat(shifted, lengths) + np.arange(int(lengths.sum()))
    new = np.array(found, np.int64).reshape(-1, 2)
    return (
        np.insert(np.delete(starts, old), places, new[:, 0]),
        np.insert(np.delete(ends, old), places, new[:, 1]),
        found,
    )


def _before(lengths: Ints) -> Ints:
    """How much there is before each of some stretches."""
    return np.cumsum(lengths) - lengths


def _positions(joined: str, codes: NDArray[np.uint32], starts: Ints, ends: Ints) -> Ints:
    """Positions counted on from text to text."""
    if not len(starts):
        return np.zeros(0, np.int64)
    steps = np.ones(len(starts), np.int64)
    steps[0] = 0
    gaps, after = starts[1:] - ends[:-1], codes[ends[:-1]]
    following = codes.take(ends[:-1] + 1, mode="clip")  # behind `1,2` of a last `1,2m` there is only the `m`
    plain = ((gaps == 1) & (after == _BLANK)) | ((gaps == 2) & (after == _COMMA) & (following == _BLANK))

    def surface(number: int) -> str:
        return joined[int(starts[number]) : int(ends[number])]

    for at in np.flatnonzero(~plain).tolist():
        separator = joined[int(ends[at]) : int(starts[at + 1])]
        step = STEPS[separator] if separator else 1
        if step > 1 and ends_sentence(surface(at), separator, surface(at + 1)):
            steps[at + 1] = step
    return np.cumsum(steps)
