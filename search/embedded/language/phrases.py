"""Phrases of the corpus: two to five syllables of one sentence that several articles share.

They are counted by articles, length by length; a run can only be frequent where both runs one shorter are
(Agrawal and Srikant 1994), so longer ones are looked for only there. Runs are compared by 49 bits of a hash,
with 15 bits for the article below.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from search.embedded.language.runs import ROW_BITS, hashed, likely, places
from search.pairs import known_pairs

if TYPE_CHECKING:
    from search.embedded.container import Array

LONGEST = 5
MOST = 200_000
"""Phrases that are kept."""

SAME = 0.8
"""A run is a mere part of a phrase one syllable longer that stands in at least this share of its articles."""

NOT_FIRST = frozenset(
    "và của các những là được cho với ở tại từ về vì do bởi để mà thì này đó kia ấy đã đang sẽ vẫn cũng còn "
    "rất nếu như khi bị theo qua mỗi mọi từng giữa hay hoặc nhưng rằng phải song nhằm đều luôn một vào nên "
    "tới đến nào trong ngoài trên dưới trước sau".split()
)
NOT_LAST = frozenset(
    "và của các những là được cho với ở tại từ về vì do bởi để mà thì này đó kia ấy đã đang sẽ vẫn cũng còn "
    "rất nếu như khi theo qua mỗi mọi từng giữa hay hoặc nhưng rằng song nhằm đều luôn một vào nên tới đến "
    "nào trong trên dưới sau nhiều cùng không có chưa ngày".split()
)
"""Keys of function words with which no phrase begins, or ends; `thiết bị` and `chuẩn bị` may."""


class Phrases(NamedTuple):
    """Phrases: their words as rows of `LONGEST` numbers, -1 behind the last; articles and hash of each."""

    words: Array
    articles: Array
    hashes: Array


class _Level(NamedTuple):
    """The frequent runs of one length: hashes ascending, their articles, and where each stands."""

    hashes: Array
    articles: Array
    at: Array
    is_phrase: Array


class Limits(NamedTuple):
    """Where phrases may begin and end: bits 1 and 2 of each word; a number of `search.pairs` for each word.

    A phrase must not begin or end within a known pair, unless it holds another one there.
    """

    edges: Array
    syllables: Array


def find_phrases(tokens: Array, rows: Array, beside: Array, limits: Limits, least: int) -> Phrases:
    """The phrases of a text in its order; `tokens` are words, -1 for what is none."""
    whole = np.append(beside & (tokens[:-1] >= 0) & (tokens[1:] >= 0), [False])
    levels: list[_Level] = []
    hashes = hashed(np.zeros(len(tokens), np.uint64), tokens)
    at = np.flatnonzero(whole)
    begins, ends = _borders(tokens, whole, limits)
    for length in range(2, LONGEST + 1):
        runs = hashed(hashes.take(at), tokens.take(at + length - 1))
        fits = begins.take(at) & ends.take(at + length - 1)
        level, frequent = _level(runs, rows.take(at), at, fits, least)
        if levels:
            _drop_parts(levels[-1], level, hashes)
        levels.append(level)
        hashes = np.zeros(len(tokens), np.uint64)
        hashes[at] = runs
        at = _longer(at, frequent, whole, length, len(tokens))
    return _best(levels, tokens)


def _borders(tokens: Array, whole: Array, limits: Limits) -> tuple[Array, Array]:
    """Where phrases may begin, and where they may end."""
    syllables = limits.syllables.take(tokens)
    edges = limits.edges.take(tokens)
    known = np.zeros(len(tokens) + 1, bool)  # whether an occurrence makes a known pair with the one before
    known[1:-1] = known_pairs().among(syllables[:-1], syllables[1:]) & whole[:-1]
    is_word = tokens >= 0
    begins = is_word & (edges & 1 > 0) & (~known[:-1] | known[1:])
    ends = is_word & (edges & 2 > 0) & (~known[1:] | known[:-1])
    return begins, ends


def _longer(at: Array, frequent: Array, whole: Array, length: int, size: int) -> Array:
    """Where runs one longer may be frequent."""
    held = np.zeros(size + 1, bool)
    held[at[frequent]] = True
    starts = np.flatnonzero(held[:-1] & held[1:])
    return starts[whole.take(starts + length - 1)]


def _level(runs: Array, rows: Array, at: Array, fits: Array, least: int) -> tuple[_Level, Array]:
    """The frequent runs, and of all runs those that are (nearly always) frequent."""
    packed = runs << np.uint64(ROW_BITS)
    packed |= rows.astype(np.uint64)
    packed.sort()
    packed = _distinct(packed)[0] >> np.uint64(ROW_BITS)
    hashes, articles = _distinct(packed)
    many = np.flatnonzero(articles >= least)
    hashes, articles = hashes.take(many), articles.take(many)
    is_frequent = likely(runs, hashes)
    phrases = np.flatnonzero(is_frequent & fits)
    found = places(hashes, runs.take(phrases), at.take(phrases))
    return _Level(hashes, articles, found, found >= 0), np.flatnonzero(is_frequent)


def _distinct(values: Array) -> tuple[Array, Array]:
    """Distinct numbers of a sorted array, and how often each stands in it."""
    fresh = np.ones(len(values), bool)
    np.not_equal(values[1:], values[:-1], out=fresh[1:])
    begins = np.flatnonzero(fresh)
    return values.take(begins), np.diff(begins, append=len(values))


def _drop_parts(shorter: _Level, longer: _Level, hashes: Array) -> None:
    """Runs that nearly always stand in a longer phrase are no phrases."""
    phrases = np.flatnonzero(longer.is_phrase)
    if not len(phrases):
        return
    at, articles = longer.at.take(phrases), longer.articles.take(phrases)
    for shift in (0, 1):
        part = np.searchsorted(shorter.hashes, hashes.take(at + shift))
        part = np.minimum(part, len(shorter.hashes) - 1)
        is_same = shorter.hashes.take(part) == hashes.take(at + shift)
        held = is_same & (articles >= SAME * shorter.articles.take(part))
        shorter.is_phrase[part[held]] = False


def _best(levels: list[_Level], tokens: Array) -> Phrases:
    """The best phrases of all lengths: by articles, a longer one counts for as much more."""
    words, articles, hashes = [], [], []
    for length, level in enumerate(levels, 2):
        chosen = np.flatnonzero(level.is_phrase)
        at = level.at.take(chosen)
        rows = np.full((len(at), LONGEST), -1, np.int64)
        for column in range(length):
            rows[:, column] = tokens.take(at + column)
        words.append(rows)
        articles.append(level.articles.take(chosen))
        hashes.append(level.hashes.take(chosen))
    found = Phrases(np.concatenate(words), np.concatenate(articles), np.concatenate(hashes))
    worth = found.articles * np.count_nonzero(found.words >= 0, axis=1)
    order = np.lexsort((found.hashes, -worth))[:MOST]
    return Phrases(found.words[order], found.articles[order], found.hashes[order])
