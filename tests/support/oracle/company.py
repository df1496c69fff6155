"""What stands beside the occurrences of a query, counted place by place."""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import lru_cache
from itertools import pairwise
from math import inf
from typing import TYPE_CHECKING

from oracle.measures import log_dice, log_likelihood
from oracle.pairs import known

from search.alphabet import alphabetical
from search.model import Collocate, Measure, Unit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from oracle.lines import Occurrence
    from oracle.stretches import Text

Words = tuple[str, ...]


def collocates(
    texts: tuple[Text, ...], every: Sequence[Occurrence], unit: Unit, measure: Measure, left: int, right: int
) -> list[Collocate]:
    """Syllables, or known pairs of them, within so many syllables and the sentence; the foremost first."""
    beside: list[tuple[Occurrence, Words]] = []
    looked = 0
    for one in every:
        sides = (
            [token.key for token in one.text.beside(one.stretch[0], -1, left)][::-1],
            [token.key for token in one.text.beside(one.stretch[1], 1, right)],
        )
        for side in sides:
            looked += len(side) if unit is Unit.SYLLABLE else max(0, len(side) - 1)
            beside += [(one, words) for words in _units(side, unit)]
    return _told(texts, every, beside, looked, measure, 1 if unit is Unit.SYLLABLE else 2)


def _units(side: list[str], unit: Unit) -> list[Words]:
    if unit is Unit.SYLLABLE:
        return [(key,) for key in side]
    return [pair for pair in pairwise(side) if pair in known()]


def runs_beside(
    texts: tuple[Text, ...], every: Sequence[Occurrence], measure: Measure, step: int, syllables: int
) -> list[Collocate]:
    """The runs of so many syllables right before (`step` -1) or behind the occurrences."""
    beside = []
    for one in every:
        found = [token.key for token in one.text.beside(one.stretch[step > 0], step, syllables)][::step]
        if len(found) == syllables:
            beside.append((one, tuple(found)))
    return _told(texts, every, beside, len(beside), measure, syllables)


def _told(
    texts: tuple[Text, ...],
    every: Sequence[Occurrence],
    beside: Sequence[tuple[Occurrence, Words]],
    counted: int,
    measure: Measure,
    length: int,
) -> list[Collocate]:
    """Each with its measures; `counted` is what they are held against, `length` their syllables."""
    tokens = sum(len(text.at) for text in texts)
    totals = _totals(texts, length)
    lines = Counter(words for _, words in beside)
    articles = defaultdict(set)
    for one, words in beside:
        articles[words].add(one.document.id)
    found = []
    for words, often in lines.items():
        likelihood = log_likelihood(often, counted, totals[words], tokens)
        dice = log_dice(often, len(every), totals[words]) if likelihood else 0.0
        name = " ".join(words)
        found.append(Collocate(name, name, often, len(articles[words]), totals[words], likelihood, dice))
    return _ordered(found, measure)


def _ordered(found: list[Collocate], measure: Measure) -> list[Collocate]:
    def place(one: Collocate) -> tuple[object, ...]:
        words = [(alphabetical(word), word) for word in one.wording.split(" ")]
        return -value_of(one, measure), -one.lines, words

    return sorted(found, key=place)


def value_of(one: Collocate, measure: Measure) -> float:
    """What a collocate is ranked by; what chance explains, which is told as 0, comes last."""
    match measure:
        case Measure.COUNT:
            return one.lines
        case Measure.LOG_LIKELIHOOD:
            return one.log_likelihood
        case Measure.LOG_DICE:
            return one.log_dice - 100 * (one.lines < 3) if one.log_dice else -inf


@lru_cache(16)
def _totals(texts: tuple[Text, ...], length: int) -> Counter[Words]:
    """How often every run of so many syllables stands in all texts."""
    return Counter(
        tuple(text.at[at].key for at in range(place, place + length))
        for text in texts
        for place in text.at
        if all(at in text.at for at in range(place, place + length))
    )
