"""How right the topics are, on articles that two people labelled independently, by half."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass
from statistics import mean
from typing import TYPE_CHECKING, NamedTuple

from index.enrich.citations import find_citations
from index.enrich.topics import find_topics
from search.errors import DataError
from tools.measure.enrich.labels import LAST_HALF, half_of, last_of
from tools.measure.figures import Figure
from tools.measure.private import private_data

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from tools.measure.enrich.labels import Labelled

    Finder = Callable[[Labelled], Sequence[str]]
    """Says the topics of an article, the primary one first."""
    Part = Callable[[tuple[str, ...]], frozenset[str]]
    """What of some topics is compared: `top` or `sub`."""

TRIALS = 2000
"""Samples of the bootstrap."""
SEED = 1
_MARGIN = 0.025
"""What lies outside a 95 % interval on each side."""

Topics = tuple[str, ...]


class _Counts(NamedTuple):
    """What is common to an answer and a label, and how much each of them says."""

    common: int
    answered: int
    labelled: int


@dataclass(frozen=True, slots=True)
class Judged:
    """The answer for an article beside what each labeller said of it."""

    answer: Topics
    labels: tuple[Topics, ...]


def topics_figures(half: str) -> list[Figure]:
    """All figures of a half, `last` among them. Raises `DataError` without the private data."""
    private = private_data()
    if private is None:
        raise DataError("topics are measured on the private data: set TRATIN_PRIVATE_DATA")
    articles = last_of(private) if half == LAST_HALF else half_of(private, half)
    return figures_of(judge(articles, found), half)


def judge(articles: Iterable[Labelled], finder: Finder) -> list[Judged]:
    """Ask for the topics of labelled articles."""
    return [Judged(tuple(finder(each)), each.topics) for each in articles]


def found(each: Labelled) -> list[str]:
    """What the product answers."""
    return [finding.id for finding in find_topics(each.article, find_citations(each.article))]


def figures_of(judged: Sequence[Judged], half: str) -> list[Figure]:
    """The figures of some answers."""
    values: dict[str, float] = {}
    for level, part in (("top", top), ("sub", sub)):
        scores = [f1(judged, part, labeller) for labeller in labellers(judged)]
        low, high = interval(judged, part)
        values |= {
            f"micro-F1, {level} level": mean(scores),
            f"micro-F1, {level} level, 95 % from": low,
            f"micro-F1, {level} level, 95 % to": high,
            **{f"micro-F1, {level} level, labeller {n}": score for n, score in enumerate(scores, 1)},
            f"macro-F1, {level} level": macro_f1(judged, part),
            f"labellers' agreement, {level} level": agreement(judged, part),
            f"always the most frequent, {level} level": majority(judged, part),
        }
    values["coverage"] = mean(bool(each.answer) for each in judged)
    values["primary right"] = mean(
        each.answer[:1] == label[:1] for each in judged for label in each.labels if label
    )
    values["articles"] = len(judged)
    return [
        Figure(f"{name}, {half}", value, "articles" if name == "articles" else "share")
        for name, value in values.items()
    ]


def top(topics: Topics) -> frozenset[str]:
    """The upper topics of some topics."""
    return frozenset(topic.partition("/")[0] for topic in topics)


def sub(topics: Topics) -> frozenset[str]:
    """The topics themselves."""
    return frozenset(topics)


def labellers(judged: Sequence[Judged]) -> range:
    """The numbers of the labellers."""
    return range(min(len(each.labels) for each in judged))


def f1(judged: Iterable[Judged], part: Part, labeller: int) -> float:
    """Micro-F1 of the answers against one labeller."""
    return _f1(_counts(part(each.answer), part(each.labels[labeller])) for each in judged)


def agreement(judged: Sequence[Judged], part: Part) -> float:
    """Micro-F1 of the first labeller against the second: what a person reaches."""
    return _f1(_counts(part(each.labels[0]), part(each.labels[1])) for each in judged)


def majority(judged: Sequence[Judged], part: Part) -> float:
    """Mean micro-F1 of giving every article the most frequent topic."""
    said = Counter(topic for each in judged for label in each.labels for topic in part(label))
    always = Judged(tuple(topic for topic, _ in said.most_common(1)), ())
    constant = [Judged(always.answer, each.labels) for each in judged]
    return mean(f1(constant, part, labeller) for labeller in labellers(judged))


def macro_f1(judged: Sequence[Judged], part: Part) -> float:
    """Mean over the topics that a labeller gave, of F1; then over the labellers."""
    scores = []
    for labeller in labellers(judged):
        pairs = [(part(each.answer), part(each.labels[labeller])) for each in judged]
        topics = sorted(frozenset().union(*(label for _, label in pairs)))
        scores.append(mean(_f1(_counts(a & {topic}, b & {topic}) for a, b in pairs) for topic in topics))
    return mean(scores)


def interval(judged: Sequence[Judged], part: Part) -> tuple[float, float]:
    """The 95 % interval of the mean micro-F1, by drawing articles anew."""
    rows = [[_counts(part(each.answer), part(each.labels[n])) for n in labellers(judged)] for each in judged]
    chance = random.Random(SEED)  # noqa: S311 - nothing is kept secret with it
    means = []
    for _ in range(TRIALS):
        drawn = chance.choices(rows, k=len(rows))
        means.append(mean(map(_f1, zip(*drawn, strict=True))))
    means.sort()
    return means[int(_MARGIN * TRIALS)], means[int((1 - _MARGIN) * TRIALS) - 1]


def _counts(answer: frozenset[str], label: frozenset[str]) -> _Counts:
    return _Counts(len(answer & label), len(answer), len(label))


def _f1(counts: Iterable[_Counts]) -> float:
    common, answered, labelled = (sum(each) for each in zip(*counts, strict=True))
    return 2 * common / (answered + labelled) if answered + labelled else 1.0
