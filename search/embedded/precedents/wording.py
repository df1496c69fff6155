"""Occurrences by their wording: the same words in the same order, numbers and names alike if asked."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

import numpy as np

from search.model import NAME, NUMBER

if TYPE_CHECKING:
    from search.embedded.container import Array
    from search.embedded.lexicon import Lexicon
    from search.embedded.precedents.occurrences import Everywhere, Occurrences
    from search.model import Alike

_ANY_NUMBER, _ANY_NAME = np.uint64(1), np.uint64(2)
_FIRST_WORD = 3
_FACTOR = np.uint64(0x9E3779B97F4A7C15)
_MIX = np.uint64(0xBF58476D1CE4E5B9)


def fingerprints(everywhere: Everywhere, alike: Alike) -> Array:
    """A number for the wording of each occurrence, of 64 bits: equal for equal ones."""
    found = [_of_part(everywhere, part, alike) for part in everywhere.parts]
    return np.concatenate([np.zeros(0, np.uint64), *found])


def _of_part(everywhere: Everywhere, part: Occurrences, alike: Alike) -> Array:
    forward, table = everywhere.segment(part).forward, everywhere.table(part)
    is_number = everywhere.snapshot.lexicon.is_number
    hashes = np.zeros(len(part), np.uint64)
    slots, lengths = forward.slots(part.docs, part.firsts), part.lasts - part.firsts + 1
    in_name = np.zeros(len(part), bool)
    for at in range(int(lengths.max(initial=0))):
        there = np.flatnonzero(lengths > at)
        words = table.take(forward.at(slots.take(there) + at))
        codes = words.astype(np.uint64) + np.uint64(_FIRST_WORD - 1)
        kept = words > 0
        if alike.numbers:
            codes[is_number.take(words)] = _ANY_NUMBER
        if alike.names:
            named, begun = _names(everywhere, part, there, at, in_name)
            codes[named] = _ANY_NAME
            kept &= begun | ~named
        chosen = there[kept]
        hashes[chosen] = mixed(hashes[chosen], codes[kept])
    return hashes


def _names(
    everywhere: Everywhere, part: Occurrences, there: Array, at: int, in_name: Array
) -> tuple[Array, Array]:
    """Which words are part of a name: of two or more with capitals in a row; and which begin one."""
    here = _capital(everywhere, part, there, at)
    before = in_name.take(there)
    named = here & (before | _capital(everywhere, part, there, at + 1))
    in_name[there] = named
    return named, named & ~before


def _capital(everywhere: Everywhere, part: Occurrences, there: Array, at: int) -> Array:
    """Whether the word so far behind the beginning of some occurrences, inside them, has a capital."""
    segment = everywhere.segment(part)
    docs, positions = part.docs.take(there), part.firsts.take(there) + at
    inside = np.flatnonzero(positions <= part.lasts.take(there))
    docs, positions = docs.take(inside), positions.take(inside)
    words = everywhere.table(part).take(segment.forward.at(segment.forward.slots(docs, positions)))
    held = segment.forward.capital(docs, positions) & ~everywhere.snapshot.lexicon.is_number.take(words)
    found = np.zeros(len(there), bool)
    found[inside] = held
    return found


def mixed(hashes: Array, codes: Array) -> Array:
    """Numbers for runs of words that are one word longer than those of `hashes`."""
    found: Array = (hashes ^ codes) * _FACTOR
    found ^= found >> np.uint64(29)
    found *= _MIX
    found ^= found >> np.uint64(32)
    return found


def fingerprint(wording: str, lexicon: Lexicon) -> int | None:
    """The number of a wording; None where one of its words is unknown."""
    signs = {NUMBER: int(_ANY_NUMBER), NAME: int(_ANY_NAME)}
    codes = []
    for word in wording.split():
        number = lexicon.numbers.get(word, 0)
        if word not in signs and not number:
            return None
        codes.append(signs.get(word, number + _FIRST_WORD - 1))
    hashes = np.zeros(1, np.uint64)
    for code in codes:
        hashes = mixed(hashes, np.array([code], np.uint64))
    return int(hashes[0])


def wording_of(everywhere: Everywhere, part: Occurrences, number: int, alike: Alike) -> str:
    """The wording of one occurrence of a part: its keys, or signs for what counts as the same."""
    segment, lexicon = everywhere.segment(part), everywhere.snapshot.lexicon
    doc, first, last = int(part.docs[number]), int(part.firsts[number]), int(part.lasts[number])
    positions = np.arange(first, last + 1)
    docs = np.full(len(positions), doc)
    words = everywhere.table(part).take(segment.forward.at(segment.forward.slots(docs, positions)))
    numbers = lexicon.is_number.take(words)
    capitals = segment.forward.capital(docs, positions) & (words > 0) & ~numbers
    parts: list[str] = []
    for is_capital, run in groupby(
        zip(words.tolist(), numbers.tolist(), capitals.tolist(), strict=True), lambda each: each[2]
    ):
        some = list(run)
        if alike.names and is_capital and len(some) > 1:
            parts.append(NAME)
        else:
            parts += [
                NUMBER if alike.numbers and is_number else lexicon.keys[word - 1]
                for word, is_number, _ in some
                if word
            ]
    return " ".join(parts)
