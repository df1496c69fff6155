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

_OTHER, _LETTER, _DIGIT, _CAPITAL, _UNSEEN = 0, 1, 2, 3, 255
_CLASSES = np.full(0x110000, _UNSEEN, np.uint8)
"""What each code point is; filled as code points are met, the same from any thread."""

_BLANK, _COMMA, _POINT = map(ord, " ,.")


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
    word = _word_characters(codes)
    starts, ends = _borders(joined, codes, word)
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


def _word_characters(codes: NDArray[np.uint32]) -> NDArray[np.bool_]:
    """Which code points are letters or digits."""
    classes = _CLASSES.take(codes)
    if (unseen := classes == _UNSEEN).any():
        for code in np.unique(codes[unseen]).tolist():
            _CLASSES[code] = _class(chr(code))
        classes = _CLASSES.take(codes)
    word: NDArray[np.bool_] = classes != _OTHER
    return word


def _borders(joined: str, codes: NDArray[np.uint32], word: NDArray[np.bool_]) -> tuple[Ints, Ints]:
    """Where tokens begin and end; marks in `word` the points and commas that belong to a number."""
    edges = np.flatnonzero(np.diff(word, prepend=False, append=False))
    starts, ends = edges[::2], edges[1::2]
    if len(starts) < 2:
        return starts, ends
    between = codes.take(ends[:-1])
    grouped = (starts[1:] - ends[:-1] == 1) & ((between == _POINT) | (between == _COMMA))
    grouped &= _CLASSES.take(codes.take(ends[:-1] - 1)) == _DIGIT
    grouped &= _CLASSES.take(codes.take(starts[1:])) == _DIGIT
    if not grouped.any():
        return starts, ends
    inside = _inside_numbers(codes, starts, ends, grouped)
    word[ends[:-1][inside]] = True
    starts, ends = starts[np.append(True, ~inside)], ends[np.append(~inside, True)]
    unclear = (grouped & ~inside)[~inside]
    if not unclear.any():
        return starts, ends
    starts, ends, numbers = _read_anew(joined, starts, ends, unclear)
    for start, end in numbers:
        word[start:end] = True
    return starts, ends


def _inside_numbers(
    codes: NDArray[np.uint32], starts: Ints, ends: Ints, grouped: NDArray[np.bool_]
) -> NDArray[np.bool_]:
    """Which gaps lie within a number: those of stretches that have nothing but digits on all sides."""
    gaps = np.flatnonzero(grouped)
    is_clear = _are_digits(codes, starts.take(gaps), ends.take(gaps))
    is_clear &= _are_digits(codes, starts.take(gaps + 1), ends.take(gaps + 1))
    stretch = np.cumsum(np.diff(gaps, prepend=-1) > 1)
    unclear = np.zeros(int(stretch[-1]) + 1, bool)
    unclear[stretch[~is_clear]] = True
    inside = np.zeros(len(grouped), bool)
    inside[gaps[~unclear.take(stretch)]] = True
    return inside


def _are_digits(codes: NDArray[np.uint32], starts: Ints, ends: Ints) -> NDArray[np.bool_]:
    """Which of some tokens have nothing but digits."""
    lengths = ends - starts
    begins = np.cumsum(lengths) - lengths
    places = np.repeat(starts - begins, lengths) + np.arange(int(lengths.sum()))
    found: NDArray[np.bool_] = np.logical_and.reduceat(_CLASSES.take(codes.take(places)) == _DIGIT, begins)
    return found


def _class(char: str) -> int:
    if not char.isalnum():
        return _OTHER
    if char.isdecimal():
        return _DIGIT
    return _CAPITAL if char.isupper() else _LETTER


def _read_anew(
    joined: str, starts: Ints, ends: Ints, grouped: NDArray[np.bool_]
) -> tuple[Ints, Ints, list[tuple[int, int]]]:
    """Read the stretches anew where letters stand beside a number; also what was found there."""
    edges = np.diff(grouped.astype(np.int8), prepend=np.int8(0), append=np.int8(0))
    firsts, lasts = np.flatnonzero(edges == 1), np.flatnonzero(edges == -1)
    keep = np.ones(len(starts), bool)
    found: list[tuple[int, int]] = []
    for first, last in zip(firsts.tolist(), lasts.tolist(), strict=True):
        keep[first : last + 1] = False
        begin = int(starts[first])
        stretch = joined[begin : int(ends[last])]
        found.extend((begin + match.start(), begin + match.end()) for match in TOKEN.finditer(stretch))
    new = np.array(found, np.int64).reshape(-1, 2)
    order = np.argsort(np.concatenate([starts[keep], new[:, 0]]), kind="stable")
    return (
        np.concatenate([starts[keep], new[:, 0]])[order],
        np.concatenate([ends[keep], new[:, 1]])[order],
        found,
    )


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
