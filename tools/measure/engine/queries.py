"""Questions drawn from the articles with a seed: words of one sentence, so there are hits."""

from __future__ import annotations

import random
from collections import defaultdict
from typing import TYPE_CHECKING

import msgspec

from search.keys import fold_of
from tools.measure.engine.shapes import GAP, MULTI, PLACE, SINGLE, YEAR, Question

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tools.measure.engine.shapes import Record, Source

    Words = tuple[str, ...]
    Draw = Callable[[random.Random, Record], Question | None]

QUESTIONS = 200
"""How many of each kind."""

NAMES = (
    "AND with three facets",
    "OR with three facets",
    "phrase with three facets",
    "folded AND with three facets",
    "AND with a filter and multi-select counts",
    "AND ranked by titles, too",
    "AND with single-valued facets",
    "AND with a multi-valued facet",
    "OR with single-valued facets",
    "OR with a multi-valued facet",
)
"""All rows."""

Rows = dict[str, list[Question]]
"""Questions by the name of the row in which they are reported."""


def draw(source: Source, seed: int, count: int = QUESTIONS) -> Rows:
    """All questions, the same for the same articles and seed."""
    chance = random.Random(seed)  # noqa: S311 - test data
    draws: dict[str, Draw] = {"AND": _and, "OR": _or, "phrase": _phrase, "folded AND": _folded}
    rows = {name: list(_drawn(source, chance, make, count)) for name, make in draws.items()}
    rows["folded AND"] = list(_with_keys(source, rows["folded AND"]))
    filtered = list(_drawn(source, chance, _filtered(source), count))
    return {
        **{f"{name} with three facets": asked for name, asked in rows.items()},
        "AND with a filter and multi-select counts": filtered,
        "AND ranked by titles, too": [msgspec.structs.replace(each, head=True) for each in rows["AND"]],
        **{
            f"{name} with {title}": [msgspec.structs.replace(each, facets=facets) for each in rows[name]]
            for name in ("AND", "OR")
            for title, facets in (("single-valued facets", SINGLE), ("a multi-valued facet", MULTI))
        },
    }


def _drawn(source: Source, chance: random.Random, make: Draw, count: int) -> Iterator[Question]:
    """Exactly so many questions, each from an article of its own if there are enough."""
    made = 0
    for _ in range(count * 100):
        number = chance.randrange(len(source))
        question = make(chance, next(iter(source.records(number, number + 1))))
        if question is not None:
            yield question
            made += 1
            if made == count:
                return
    raise ValueError(f"the articles are too short for {count} questions")


def _sentence(chance: random.Random, record: Record, least: int) -> list[str]:
    """A sentence with so many words, or an empty list."""
    sentences = [part.split() for part in record.text.split(f" {GAP} ")]
    return chance.choice([part for part in sentences if len(part) >= least] or [[]])


def _several(chance: random.Random, record: Record, least: int, most: int) -> Words:
    """Different words of one sentence, or none."""
    words = list(dict.fromkeys(_sentence(chance, record, most)))
    size = chance.randint(least, most)
    return tuple(chance.sample(words, size)) if len(words) >= size else ()


def _and(chance: random.Random, record: Record) -> Question | None:
    words = _several(chance, record, 2, 3)
    return Question("and", words, opened=record.province) if words else None


def _or(chance: random.Random, record: Record) -> Question | None:
    words = _several(chance, record, 2, 4)
    return Question("or", words, opened=record.province) if words else None


def _phrase(chance: random.Random, record: Record) -> Question | None:
    size = chance.randint(2, 4)
    sentence = _sentence(chance, record, size)
    start = chance.randint(0, max(0, len(sentence) - size))
    words = tuple(sentence[start : start + size])
    return Question("phrase", words, opened=record.province) if words else None


def _folded(chance: random.Random, record: Record) -> Question | None:
    words = tuple(dict.fromkeys(map(fold_of, _several(chance, record, 2, 3))))
    return Question("folded", words, opened=record.province) if len(words) >= 2 else None


def _filtered(source: Source) -> Draw:
    """An AND with a province, a year or both chosen; half the time those of another article, too."""

    def make(chance: random.Random, record: Record) -> Question | None:
        words = _several(chance, record, 2, 3)
        if not words:
            return None
        number = chance.randrange(len(source))
        others = [record, *(source.records(number, number + 1) if chance.random() < 0.5 else ())]
        provinces = tuple(dict.fromkeys(each.province for each in others))
        years = tuple(dict.fromkeys(each.year for each in others))
        choices = (PLACE, provinces), (YEAR, years)
        chosen = chance.choice((choices[:1], choices[1:], choices))
        return Question("and", words, chosen=chosen, opened=record.province)

    return make


def _with_keys(source: Source, questions: list[Question]) -> Iterator[Question]:
    """Add to each word all keys of the vocabulary that share its fold."""
    wanted = {word for question in questions for word in question.words}
    by_fold: dict[str, list[str]] = defaultdict(list)
    for key in sorted(source.frequencies):
        if (fold := fold_of(key)) in wanted:
            by_fold[fold].append(key)
    for question in questions:
        yield msgspec.structs.replace(question, keys=tuple(tuple(by_fold[word]) for word in question.words))
