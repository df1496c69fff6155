"""How words and phrases are mostly written: capitals and spelling, learned from some articles as they stand.

Postings know keys only. `đảng uỷ` is written `Đảng ủy` where most of the articles looked at write it so;
the first word of a sentence says nothing about its capital.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from search.embedded.language.phrases import LONGEST
from search.embedded.language.runs import hashed, likely
from search.text import lower
from search.tokenizer_batch import cut_batch
from search.tokens import TYPES
from search.zones import blocks

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from search.embedded.container import Array
    from search.embedded.stored import StoredDocuments

LOOKED_AT = 800
"""Articles that are read for it, evenly spaced."""

LOWER, CAPITAL, UPPER = 0, 1, 2
"""How a token is written; of a phrase two bits each, the first token lowest."""

_MOSTLY = 0.6
"""A word by itself is written with capitals if at least this share of it is."""


class Casing(NamedTuple):
    """The writing of each word and of each phrase, and the spelling of words that differs from their keys."""

    words: Array
    phrases: Array
    spelled: dict[int, str]


class _Tokens(NamedTuple):
    words: Array
    cases: Array
    fresh: Array
    """Whether a token begins a sentence."""


class _Numbers(dict[str, tuple[int, int]]):
    """Word and case by surface."""

    def __init__(self, by_key: Mapping[str, int]) -> None:
        super().__init__()
        self._by_key = by_key

    def __missing__(self, surface: str) -> tuple[int, int]:
        found = self[surface] = self._by_key.get(TYPES[surface].key, -1), case_of(surface)
        return found


def case_of(surface: str) -> int:
    """How a token is written."""
    if surface.isupper() and (len(surface) > 1 or not surface.isalpha()):
        return UPPER
    return CAPITAL if surface[0].isupper() else LOWER


def cased(word: str, case: int) -> str:
    """A lower-case word written so."""
    if case == UPPER:
        return word.upper()
    return word[:1].upper() + word[1:] if case == CAPITAL else word


def learn(stored: StoredDocuments | None, keys: Sequence[str], words: Array, hashes: Array) -> Casing:
    """The writing of words by their keys, and of phrases (rows of words, and their hashes)."""
    found = _tokens(stored, {key: number for number, key in enumerate(keys)}) if stored else None
    if found is None:
        return Casing(np.zeros(len(keys), np.uint8), np.zeros(len(words), np.uint16), {})
    tokens, spelled = found
    by_word = _of_words(tokens, len(keys))
    return Casing(by_word, _of_phrases(tokens, words, hashes, by_word), spelled)


def _tokens(stored: StoredDocuments, by_key: Mapping[str, int]) -> tuple[_Tokens, dict[int, str]] | None:
    size = len(stored.offsets) - 1
    count = min(size, LOOKED_AT)
    texts = [text for at in range(count) for _, text in blocks(stored.document(at * size // count).article)]
    cut = cut_batch(texts)
    surfaces = cut.surfaces()
    if not surfaces:
        return None
    numbers = _Numbers(by_key)
    pairs = np.array([numbers[surface] for surface in surfaces], np.int64)
    firsts = np.zeros(len(surfaces) + 1, bool)
    firsts[cut.first] = True
    fresh = firsts[:-1] | (np.diff(cut.positions, prepend=-2) != 1)
    return _Tokens(pairs[:, 0], pairs[:, 1], fresh), _spelled(surfaces, numbers)


def _spelled(surfaces: Sequence[str], numbers: _Numbers) -> dict[int, str]:
    """The spelling of words that are mostly written otherwise than their keys: `ủy` of `uỷ`."""
    by_word: dict[int, Counter[str]] = {}
    for surface, count in Counter(surfaces).items():
        word = numbers[surface][0]
        if word >= 0 and not surface.isascii():
            by_word.setdefault(word, Counter())[lower(surface)] += count
    best = {word: min(counts, key=lambda each: (-counts[each], each)) for word, counts in by_word.items()}
    return {word: best[word] for word in sorted(best) if best[word] != TYPES[best[word]].key}


def _of_words(tokens: _Tokens, size: int) -> Array:
    """How each word is written by itself."""
    inside = np.flatnonzero(~tokens.fresh & (tokens.words >= 0))
    words, cases = tokens.words.take(inside), tokens.cases.take(inside)
    counts = np.bincount(words * 3 + cases, minlength=size * 3).reshape(-1, 3)
    most = counts.argmax(axis=1)
    enough = counts.max(axis=1) >= _MOSTLY * counts.sum(axis=1)
    return np.where(enough, most, LOWER).astype(np.uint8)


def _of_phrases(tokens: _Tokens, words: Array, hashes: Array, by_word: Array) -> Array:
    """How each phrase is written; that of its words where it was not met inside a sentence."""
    shifts = 2 * np.arange(LONGEST)
    filled = words >= 0
    alone = (
        np.where(filled, by_word.take(np.maximum(words, 0)), 0).astype(np.int64) if len(by_word) else words
    )
    cases = (alone << shifts).sum(axis=1)
    order = np.argsort(hashes)
    ordered = hashes.take(order)
    size = len(tokens.words)
    runs = hashed(np.zeros(size, np.uint64), tokens.words)
    pattern = tokens.cases.copy()
    at = np.flatnonzero(~tokens.fresh & (tokens.words >= 0))
    met = [np.zeros(0, np.int64)]
    for length in range(2, LONGEST + 1):
        ends = at + length - 1
        inside = np.flatnonzero(ends < size)
        at, ends = at.take(inside), ends.take(inside)
        kept = np.flatnonzero(~tokens.fresh.take(ends) & (tokens.words.take(ends) >= 0))
        at, ends = at.take(kept), ends.take(kept)
        runs[at] = hashed(runs.take(at), tokens.words.take(ends))
        pattern[at] += tokens.cases.take(ends) << (2 * (length - 1))
        met.append(_met(ordered, order, runs.take(at), pattern.take(at)))
    found = np.concatenate(met)
    found.sort()
    return _majority(cases, found)


_PATTERN_BITS = 2 * LONGEST


def _met(ordered: Array, order: Array, runs: Array, patterns: Array) -> Array:
    """Phrases met, each with the way it was written, as one number."""
    if not len(ordered):
        return np.zeros(0, np.int64)
    near = np.flatnonzero(likely(runs, ordered))
    runs, patterns = runs.take(near), patterns.take(near)
    at = np.minimum(np.searchsorted(ordered, runs), len(ordered) - 1)
    right = np.flatnonzero(ordered.take(at) == runs)
    found: Array = (order.take(at.take(right)) << _PATTERN_BITS) + patterns.take(right)
    return found


def _majority(cases: Array, found: Array) -> Array:
    """The most frequent writing of each phrase that was met."""
    begins = np.flatnonzero(np.diff(found, prepend=-1))
    counts = np.diff(begins, append=len(found))
    distinct = found.take(begins)
    phrases = distinct >> _PATTERN_BITS
    best = np.lexsort((-distinct, counts, phrases))  # of each phrase the last one wins
    cases[phrases.take(best)] = distinct.take(best) & ((1 << _PATTERN_BITS) - 1)
    return cases.astype(np.uint16)
