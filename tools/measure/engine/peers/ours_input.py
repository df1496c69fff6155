"""Analysed articles as our engine takes them in: in place of its own analysis.

Texts are never decoded: words are numbered where they stand in the UTF-8 of the JSON lines.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import msgspec
import numpy as np

from search.embedded.inversion import Batch, Occurrences, side_by_side, text_ends
from search.embedded.markless import without_marks
from search.embedded.said import SILENCE
from search.embedded.values import Facts
from search.tokenizer import SENTENCE_GAP
from search.zones import BOUNDS
from tools.measure.engine.shapes import GAP

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from search.embedded.tokens import Keys

    Ints = NDArray[np.int64]


class Line(msgspec.Struct, gc=False):
    """A `Record` whose texts are JSON still."""

    number: int
    text: msgspec.Raw
    head: msgspec.Raw
    province: str
    district: str
    commune: str
    year: str
    month: str
    source: str
    topic: list[str]
    group: str


decode = msgspec.json.Decoder(Line).decode


class _Words(NamedTuple):
    """The words of some texts: how many each has, the UTF-8 of all, and where each word begins and ends."""

    counts: Ints
    text: NDArray[np.uint8]
    starts: Ints
    ends: Ints

    @property
    def docs(self) -> Ints:
        """Whose each word is."""
        return np.repeat(np.arange(len(self.counts)), self.counts)


def batch_of(lines: Sequence[Line], keys: Keys) -> Batch:
    """What the engine's own analysis gives, from analysed text."""
    words, positions = _without_gaps(_words([line.text for line in lines]))
    text = Occurrences(words.docs, keys.numbers_of_keys(*words[1:]), positions)
    heads = _words([line.head for line in lines])
    pairs, neighbours = side_by_side(keys, text, len(lines))
    bounds = np.zeros((len(lines), len(BOUNDS)), np.int64)
    bounds[:, -1] = text_ends(text, len(lines))
    nothing = np.zeros(0, np.int64)
    return Batch(
        text,
        _once(heads.docs, keys.numbers_of_keys(*heads[1:])),
        pairs,
        Occurrences(nothing, nothing, nothing),
        neighbours,
        words.counts,
        heads.counts,
        bounds,
        np.zeros(int((bounds[:, -1] + 7 >> 3).sum()), np.uint8),
        without_marks(text.docs, keys.kinds_of(text.terms), len(lines)),
        SILENCE,
    )


def _once(docs: Ints, terms: Ints) -> Occurrences:
    return Occurrences(docs, terms, np.ones(len(docs), np.int64))


def _words(texts: Sequence[msgspec.Raw]) -> _Words:
    """The words between blanks."""
    parts = [_content(text) for text in texts]
    text = np.frombuffer(b" ".join(parts), np.uint8)
    blanks = np.flatnonzero(text == ord(" "))
    starts, ends = np.append(0, blanks + 1), np.append(blanks, len(text))
    sizes = np.fromiter(map(len, parts), np.int64, len(parts))
    counts = np.diff(np.searchsorted(starts, np.append(0, np.cumsum(sizes + 1))))
    empty = sizes == 0
    if empty.any():  # what stands between two blanks there is no word
        filled = starts < ends
        return _Words(np.where(empty, 0, counts), text, starts[filled], ends[filled])
    return _Words(counts, text, starts, ends)


def _content(text: msgspec.Raw) -> bytes:
    """The UTF-8 of a JSON string."""
    encoded = bytes(text)
    if b"\\" in encoded:
        return msgspec.json.decode(encoded, type=str).encode()
    return encoded[1:-1]


def _without_gaps(words: _Words) -> tuple[_Words, Ints]:
    """The words of articles without the gaps, and their positions: a gap is a jump."""
    gaps = words.ends - words.starts == 1
    gaps &= words.text.take(words.starts) == ord(GAP)
    kept = np.flatnonzero(~gaps)
    first = np.cumsum(words.counts) - words.counts
    before = np.cumsum(gaps)
    positions = (kept + before.take(kept) * (SENTENCE_GAP - 1)).astype(np.int64)
    bounds = np.searchsorted(kept, np.append(first, len(words.starts)))
    counts = np.diff(bounds)
    filled = np.flatnonzero(counts)
    base = np.zeros(len(counts), np.int64)
    base[filled] = positions[bounds[filled]]
    positions -= np.repeat(base, counts)
    return _Words(counts, words.text, words.starts.take(kept), words.ends.take(kept)), positions


def facts_of(line: Line) -> Facts:
    """What is kept of an article beside its words."""
    path = (line.province, *[value for value in (line.district, line.commune) if "/" in value])
    dated, topics_of = ((line.year,), (line.month,), (), ()), tuple(line.topic)
    facets = (path, (), *dated, topics_of, ("stated",), (line.source,), (), ())
    topics = tuple([(topic.partition("/")[0], topic) for topic in line.topic if "/" in topic])
    group = "" if line.group == "-" else line.group
    return Facts(str(line.number), 1, line.number, 0, 0, group, facets, ((path,), (), topics, ()))
