"""Which spellings the words of a query stand for, by the company they were typed in.

Of words without marks the likeliest reading counts fully and every other spelling less, the less the surer
the reading is. In a query that has marks a word is believed, unless the index knows it beside its neighbours
far better with more marks: `kết nap`, `đang viên`. A typed mark is never doubted.
"""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from search.ranking import OTHER
from search.suggest.restoring import restore
from search.syllables import can_be_bare

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from search.model import Word
    from search.query.runs import Run
    from search.suggest.model import Language, Reading

TYPED = 3.5
"""Log-odds from which on a word among words with marks is read with more marks: thirty to one."""

CLOSE = 0.5
"""Log-odds up to which a reading is as likely as the best one."""

MOST_READINGS = 3


class Meant(NamedTuple):
    """The keys that a word stands for most likely, and what its other spellings weigh."""

    keys: frozenset[str]
    other: float


class Meanings(NamedTuple):
    """What words stand for, and which runs were read otherwise than typed: as typed, and as read."""

    words: Mapping[Word, Meant]
    told: tuple[tuple[str, str], ...]


NONE = Meanings({}, ())


def meanings(runs: Iterable[Run], language: Language, *, accented: bool) -> Meanings:
    """What the words of some runs stand for; `accented` says whether the query has any mark."""
    found: dict[Word, Meant] = {}
    told: list[tuple[str, str]] = []
    for run in runs:
        read = _among_marked(run, language) if accented else _bare(run, language)
        for word, meant in read.words.items():
            before = found.get(word, meant)
            found[word] = Meant(before.keys | meant.keys, max(before.other, meant.other))
        told += read.told
    return Meanings(found, tuple(told))


def _bare(run: Run, language: Language) -> Meanings:
    """The likeliest readings of words all typed without marks; those nearly as likely count alike."""
    if not any(map(_can_be_bare, run)):
        return NONE
    readings = restore(run, language, MOST_READINGS)
    best, *others = readings
    close = [best, *(each for each in others if likelihood_apart(best, each, language) < CLOSE)]
    sure = 1 / (1 + math.exp(-best.odds)) if len(close) == 1 else 1 - 1 / (1 + len(close))
    meant = {
        word: Meant(frozenset(known), 1 - (1 - OTHER) * sure)
        for at, word in enumerate(run)
        if (known := {each.keys[at] for each in close if language.count(each.keys[at])})
    }
    return Meanings(meant, _told(run, best.keys, best.text) if len(close) == 1 else ())


def likelihood_apart(one: Reading, other: Reading, language: Language) -> float:
    """How much likelier one reading is, as log-odds."""
    return likelihood(one.keys, language) - likelihood(other.keys, language)


def _among_marked(run: Run, language: Language) -> Meanings:
    """Words that are far likelier with more marks beside the others."""
    if len(run) < 2:
        return NONE
    keys = next(iter(restore(run, language))).keys
    typed = tuple(word.key for word in run)
    if keys == typed or likelihood(keys, language) - likelihood(typed, language) < TYPED:
        return NONE
    meant = {
        word: Meant(frozenset({word.key, key}), OTHER)
        for word, key in zip(run, keys, strict=True)
        if key != word.key
    }
    changed = " ".join(key if word in meant else word.surface for word, key in zip(run, keys, strict=True))
    return Meanings(meant, _told(run, keys, changed))


def _can_be_bare(word: Word) -> bool:
    return can_be_bare(word.fold)


def _told(run: Run, keys: Sequence[str], text: str) -> tuple[tuple[str, str], ...]:
    if tuple(keys) == tuple(word.key for word in run):
        return ()
    return ((" ".join(word.surface for word in run), text),)


def likelihood(keys: Sequence[str], language: Language) -> float:
    """The logarithm of the probability of words one after the other."""
    first = float(language.alone(keys[:1])[0])
    return first + sum(float(language.after([left], [right])[0, 0]) for left, right in pairwise(keys))
