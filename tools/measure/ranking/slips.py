"""One slip in a question: is the right word suggested, and what is found after it was accepted."""

from __future__ import annotations

import random
from statistics import fmean
from typing import TYPE_CHECKING

from search.model import Query
from search.query import parse
from search.query.loose import words_in
from search.tokenizer import TOKEN
from search.tokens import TYPES
from tools.measure.figures import Figure
from tools.measure.ranking.changes import with_slip

if TYPE_CHECKING:
    from collections.abc import Iterator

    from search.embedded.reader import EmbeddedReader
    from tools.measure.ranking.judged import Judged

AROUND = 6
"""Syllables on either side of the slip that are typed with it: longer texts are not doubted."""

UNKNOWN = 2
"""A word that the passages hold no more often than this is taken for unknown."""


def slip_figures(judged: Judged, reader: EmbeddedReader, seed: int) -> Iterator[Figure]:
    """Of each question a stretch round a slip: suggestions, and first hits before and after."""
    chance = random.Random(seed)  # noqa: S311 - a reproducible sample
    right: list[float] = []
    typed: list[float] = []
    accepted: list[float] = []
    for question in judged.questions:
        text = _stretch(question.query, chance)
        slipped, at = with_slip(text, chance)
        word = TOKEN.findall(slipped)[at] if at >= 0 and len(TOKEN.findall(slipped)) > at else ""
        if not word or _known(reader, word):
            continue
        corrections = reader.did_you_mean(words_in(slipped))
        meant = corrections[0].text if corrections else slipped
        right.append(float(_keys(meant) == _keys(text)))
        typed.append(_hit(reader, text, question.rel))
        accepted.append(typed[-1] if meant == text else _hit(reader, meant, question.rel))
    name = f"{judged.name}: slips"
    yield Figure(f"{name}, right word first", round(fmean(right), 4), f"of {len(right)} questions")
    yield Figure(f"{name}, loss after accepting", round(fmean(typed) - fmean(accepted), 4), "hit@1")


def _stretch(text: str, chance: random.Random) -> str:
    """A stretch of a question, a dozen syllables long."""
    tokens = list(TOKEN.finditer(text))
    length = 2 * AROUND
    first = chance.randrange(max(1, len(tokens) - length))
    last = min(len(tokens), first + length) - 1
    return text[tokens[first].start() : tokens[last].end()]


def _known(reader: EmbeddedReader, word: str) -> bool:
    match, _ = parse(f'"{word}"')
    return reader.search(Query(match=match, size=1)).total > UNKNOWN


def _keys(text: str) -> list[str]:
    return [TYPES[token].key for token in TOKEN.findall(text)]


def _hit(reader: EmbeddedReader, text: str, rel: frozenset[str]) -> float:
    match, _ = parse(text)
    hits = reader.search(Query(match=match, size=1)).hits
    return float(bool(hits) and hits[0].id in rel)
