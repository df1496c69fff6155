"""The segmenter over many texts at a time, with NumPy: the words of `search.segment.plain`, in less time.

All tokens of a batch stand in one row, an edge before, between and after the texts:

    numbers   0 | 12  7 31  4 | 0 | 12  9 | 0      rows of the table `Known`; 0 is the edge
    scores    a float64 each, from the columns of the table and from the dictionary
    inside    a bool each: labelled I_W
    joined    a bool each: continues the word of the token before

The edge has weights that let the chain start afresh after it, so the texts do not touch each other.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from itertools import pairwise
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from search.segment import plain, ties
from search.segment.model import NOTHING_JOINS, lexicon, matches
from search.segment.ties import TIE
from search.text import new_style

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Bools = NDArray[np.bool_]
    Floats = NDArray[np.float64]

CHARACTERS = 100_000
"""Length of a batch: its arrays stay in the processor's cache. A longer text goes the plain way."""

ROWS = 1 << 18
"""Capacity of a table; a full one is left for a new one, which has room for any batch."""

CHARACTERS_KEPT = 1 << 25
"""Length of all stretches that a table may hold; keeps texts without blanks from filling the memory."""

EDGE = " "
"""The stretch between texts. No text gives it, for texts are cut at blanks."""


class Compounds(NamedTuple):
    """Words of two tokens or more: those of text `i` are `starts[first[i]:first[i + 1]]`, likewise `ends`.

    Offsets count characters of the text in NFC, from its beginning.
    """

    first: Ints
    starts: Ints
    ends: Ints


def words_batch(texts: Sequence[str]) -> list[list[str]]:
    """`plain.words` of each text."""
    found: list[list[str]] = []
    for batch in _batches(texts):
        if len(batch) == 1 and len(batch[0]) > CHARACTERS:
            found.append(plain.words(batch[0]))
        else:
            found += _words(_row(batch))
    return found


def compounds_batch(texts: Sequence[str]) -> list[list[tuple[int, int]]]:
    """`plain.compounds` of each text."""
    first, starts, ends = compounds_arrays(texts)
    spans = list(zip(starts.tolist(), ends.tolist(), strict=True))
    bounds = first.tolist()
    return [spans[start:end] for start, end in pairwise(bounds)]


def compounds_arrays(texts: Sequence[str], *, styled: bool = False) -> Compounds:
    """`plain.compounds` of all texts as arrays of int64; the fastest form for building an index.

    `styled` gives the texts new-style tone marks first, once a stretch instead of once an occurrence.
    """
    parts = []
    for batch in _batches([unicodedata.normalize("NFC", text) for text in texts]):
        if len(batch) == 1 and len(batch[0]) > CHARACTERS:
            text = new_style(batch[0]) if styled else batch[0]
            spans = np.array(plain.compounds(text), np.int64).reshape(-1, 2)
            parts.append(Compounds(np.array([0, len(spans)]), spans[:, 0], spans[:, 1]))
        else:
            parts.append(_compounds(_row(batch, styled=styled)))
    counts = [np.diff(part.first) for part in parts]
    nothing = np.zeros(0, np.int64)
    return Compounds(
        np.concatenate([[0], np.cumsum(np.concatenate([nothing, *counts]))]),
        np.concatenate([nothing, *(part.starts for part in parts)]),
        np.concatenate([nothing, *(part.ends for part in parts)]),
    )


def _batches(texts: Sequence[str]) -> Iterator[Sequence[str]]:
    """The texts in order, as many at a time as hold `CHARACTERS`; a longer one alone."""
    first = size = 0
    for number, text in enumerate(texts):
        if number > first and size + len(text) > CHARACTERS:
            yield texts[first:number]
            first, size = number, 0
        size += len(text)
    if first < len(texts):
        yield texts[first:]


class _Full(Exception):  # noqa: N818 - not an error: the caller begins a new table
    """The table has no room for the next stretch."""


class _Rows(dict[str, int]):
    """The row of each stretch; an unknown one is learned."""

    def __init__(self, known: Known) -> None:
        super().__init__()
        self._known = known

    def __missing__(self, stretch: str) -> int:
        return self._known.learn(stretch)


class _Spellings(dict[int, str]):
    """Words of two tokens, by both numbers; most words come often, so their strings are made once."""

    def __init__(self, known: Known) -> None:
        super().__init__()
        self._known = known

    def __missing__(self, code: int) -> str:
        surface = self._known.surface
        word = f"{surface[code // ROWS]}_{surface[code % ROWS]}"
        if len(self) >= ROWS:
            self.clear()
        self[code] = word
        return word


class Known:
    """Every stretch and token seen so far, a row each. Rows are only added, so threads may share a table."""

    def __init__(self, *, styled: bool) -> None:
        self.rows = _Rows(self)
        self._styled = styled
        self.first = np.zeros(
            ROWS + 1, np.int64
        )  # the tokens of stretch i stand at first[i]..first[i + 1] of:
        self.numbers = np.zeros(ROWS, np.int64)
        self.starts = np.zeros(ROWS, np.int64)  # characters from the start of the stretch
        self.width = np.zeros(ROWS, np.int64)  # characters from a stretch to the next

        self.own = np.zeros(ROWS)
        self.following = np.zeros(ROWS)
        self.previous = np.zeros(ROWS)
        self.syllable = np.zeros(ROWS, np.int64)
        self.closes = np.zeros(ROWS, np.int8)
        self.opens = np.zeros(ROWS, np.int8)
        self.length = np.zeros(ROWS, np.int64)
        self.surface = np.empty(ROWS, object)
        self.spellings = _Spellings(self)
        self._tokens = {EDGE: 0}
        self._characters = 0
        self._lock = Lock()
        self._add_edge()

    def _add_edge(self) -> None:
        """Row 0. It takes back what it hands on; the label before it is decided by that token's own lead."""
        step = lexicon().chain
        self.own[0] = -1e6
        self.following[0] = -step.after_begin
        self.previous[0] = step.low
        self.closes[0], self.opens[0] = NOTHING_JOINS
        self.first[1] = 1
        self.rows[EDGE] = 0

    def learn(self, stretch: str) -> int:
        """The row of a new stretch. Raises `_Full`."""
        written = unicodedata.normalize("NFC", stretch)
        found = matches(new_style(written) if self._styled else written)
        with self._lock:
            if stretch in self.rows:
                return self.rows[stretch]
            row = len(self.rows)
            here = int(self.first[row])
            self._characters += len(stretch)
            if row >= ROWS or here + len(found) > ROWS or self._characters > CHARACTERS_KEPT:
                raise _Full
            for at, match in enumerate(found, here):
                self.numbers[at] = self._number(match[0])
                self.starts[at] = match.start()
            self.width[row] = len(stretch) + 1
            if stretch == "\n":  # the blanks about it are our own, see plain.stretches
                self.width[row], self.starts[here] = 0, -1
            self.first[row + 1] = here + len(found)
            self.rows[stretch] = row  # last: from here on other threads may read the row
            return row

    def _number(self, surface: str) -> int:
        number = self._tokens.get(surface)
        if number is None:
            number = len(self._tokens)
            token = lexicon().tokens[surface]
            self.own[number] = token.own
            self.following[number] = token.following
            self.previous[number] = token.previous
            self.syllable[number] = _pairs().syllables.get(token.key, 0)
            self.closes[number] = token.closes
            self.opens[number] = token.opens
            self.length[number] = len(surface)
            self.surface[number] = surface
            self._tokens[surface] = number
        return number


class _Pairs(NamedTuple):
    """The dictionary by numbers of syllables; 0 is any other token.

    `table` has two bits for each code `left * width + right`: 1 for a word of two syllables, 2 for the
    first two of a word of three, whose third ones are in `thirds`.
    """

    syllables: dict[str, int]
    width: int
    table: NDArray[np.uint8]
    thirds: dict[int, frozenset[int]]


@cache
def _pairs() -> _Pairs:
    dictionary = lexicon().dictionary
    syllables = {name: number for number, name in enumerate(sorted({*" ".join(dictionary).split(" ")}), 1)}
    width = len(syllables) + 1
    table = np.zeros(width * width // 4 + 1, np.uint8)
    thirds = {}
    for first in {line.partition(" ")[0] for line in dictionary}:
        for second, after in lexicon().successors[first].items():
            code = syllables[first] * width + syllables[second]
            table[code >> 2] |= (after.is_pair + 2 * bool(after.thirds)) << 2 * (code & 3)
            if after.thirds:
                thirds[code] = frozenset(syllables[third] for third in after.thirds)
    return _Pairs(syllables, width, table, thirds)


@cache
def _known(*, styled: bool) -> Known:
    return Known(styled=styled)


class _Row(NamedTuple):
    """The tokens of a batch in one row, an edge about each text.

    `rows` and `ends` have an entry a stretch: its row in the table, and where its tokens end here. The others
    have an entry a token: its place among the tokens of all stretches, its number, whether it is joined.
    """

    known: Known
    rows: Ints
    ends: Ints
    places: Ints
    numbers: Ints
    joined: Bools

    def edges(self) -> Ints:
        """Where the edges stand: one more than there are texts."""
        return np.flatnonzero(self.numbers == 0)


def _row(texts: Sequence[str], *, styled: bool = False) -> _Row:
    pieces = [EDGE]
    for text in texts:
        pieces += plain.stretches(text)
        pieces.append(EDGE)
    known, rows = _looked_up(pieces, styled=styled)
    first = known.first[rows]
    counts = known.first[rows + 1] - first
    ends = np.cumsum(counts)
    places = np.repeat(first - ends + counts, counts) + np.arange(ends[-1])
    numbers = known.numbers[places]
    return _Row(known, rows, ends, places, numbers, _joined(known, numbers))


def _looked_up(pieces: list[str], *, styled: bool) -> tuple[Known, Ints]:
    while True:
        known = _known(styled=styled)
        try:
            return known, np.fromiter(map(known.rows.__getitem__, pieces), np.int64, len(pieces))
        except _Full:
            _known.cache_clear()


def _joined(known: Known, numbers: Ints) -> Bools:
    joined, close = _inside(_scores(known, numbers))
    if close:
        edges = np.flatnonzero(numbers == 0)
        for text in set(np.searchsorted(edges, close).tolist()):
            start, end = edges[text - 1] + 1, edges[text]
            joined[start:end] = ties.labels(known.surface[numbers[start:end]].tolist())
    joined[0] = False
    joined[1:] &= known.closes[numbers[1:]] <= known.opens[numbers[:-1]]
    return joined


def _scores(known: Known, numbers: Ints) -> Floats:
    """See `plain._scores`; that of a token is the sum of its own and its neighbours' weights."""
    weights = lexicon().weights
    pairs = _pairs()
    scores = known.own[numbers]
    scores[1:] += known.following[numbers[:-1]]
    scores[:-1] += known.previous[numbers[1:]]
    syllables = known.syllable[numbers]
    codes = syllables[:-1] * pairs.width + syllables[1:]
    found = pairs.table[codes >> 2] >> ((codes & 3) << 1).astype(np.uint8)
    words = np.flatnonzero(found & 1)
    scores[words] += weights.pair_right
    scores[words + 1] += weights.pair_left
    for at in np.flatnonzero(found & 2).tolist():
        if int(syllables[at + 2]) in pairs.thirds[int(codes[at])]:
            scores[at] += weights.triple_right
            scores[at + 2] += weights.triple_left
    return scores


def _inside(scores: Floats) -> tuple[Bools, list[int]]:
    """See `plain._labels`. Most labels are clear whatever is carried on; the rest goes one by one.

    The numbers beside are the places of ties.
    """
    after_inside, after_begin, middle, low, high = lexicon().chain
    inside: Bools = scores + after_inside > high + TIE
    unclear = np.flatnonzero((scores + after_begin > low - TIE) & ~inside)
    leads: dict[int, float] = {}
    doubtful = []
    ties = []
    for at, score, follows_inside in zip(
        unclear.tolist(), scores[unclear].tolist(), inside[unclear - 1].tolist(), strict=True
    ):
        before = leads.get(at - 1)
        if before is None:
            carry = after_inside if follows_inside else after_begin
        else:
            carry = min(max(middle - before, after_inside), after_begin)
        leads[at] = lead = score + carry
        if abs(lead - low) < TIE or abs(lead - high) < TIE:
            ties.append(at)
        if lead > high:
            inside[at] = True
        elif lead > low:
            doubtful.append(at)
    for at in reversed(doubtful):
        inside[at] = not inside[at + 1]
    return inside, ties


def _words(row: _Row) -> list[list[str]]:
    known, numbers, joined = row.known, row.numbers, row.joined
    heads = np.flatnonzero(~joined & (numbers != 0))
    found = known.surface[numbers[heads]]
    is_compound = joined[heads + 1]
    compound = heads[is_compound]
    codes = numbers[compound] * ROWS + numbers[compound + 1]
    found[is_compound] = list(map(known.spellings.__getitem__, codes.tolist()))
    is_long = joined[heads + 1] & joined[np.minimum(heads + 2, len(joined) - 1)]
    for place in np.flatnonzero(is_long).tolist():
        head = end = int(heads[place])
        end += 3
        while joined[end]:
            end += 1
        found[place] = "_".join(known.surface[numbers[head:end]])
    strings = found.tolist()
    bounds = np.searchsorted(heads, row.edges()).tolist()
    return [strings[start:end] for start, end in pairwise(bounds)]


def _compounds(row: _Row) -> Compounds:
    known, joined = row.known, row.joined
    goes_on = np.append(joined[1:], np.False_)
    heads = np.flatnonzero(goes_on & ~joined)
    tails = np.flatnonzero(joined & ~goes_on)
    begins = _begins(row)
    return Compounds(
        np.searchsorted(heads, row.edges()),
        begins[np.searchsorted(row.ends, heads, "right")] + known.starts[row.places[heads]],
        begins[np.searchsorted(row.ends, tails, "right")]
        + known.starts[row.places[tails]]
        + known.length[row.numbers[tails]],
    )


def _begins(row: _Row) -> Ints:
    """Where each stretch begins, in characters from the beginning of its text. Edges have no width."""
    widths = row.known.width[row.rows]
    begins = np.cumsum(widths) - widths
    is_edge = row.rows == 0
    of_text: Ints = begins[is_edge][np.cumsum(is_edge) - 1]
    return begins - of_text


def forget() -> None:
    """Leave all that was learned of texts, to measure a cold start."""
    _known.cache_clear()
