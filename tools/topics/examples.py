"""The articles that words are learned from: labelled ones, and others that show which words go together."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from index.enrich.citations import find_citations
from index.enrich.topic_words import Weighted
from index.enrich.topics import parts_of, phrase_scores
from search.topics import shipped
from tools.measure.enrich.labels import DEV, LABELS, LAST, TEXTS, TRAINING, article_of, rows_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from search.model import Article

UNLABELLED = "vietnews_20k.jsonl.gz"


class Example(NamedTuple):
    """A labelled article: its parts, the score of each topic by its phrases, and what labellers said."""

    parts: list[Weighted]
    scores: Mapping[str, float]
    labels: tuple[tuple[str, ...], ...]


def examples(private: Path) -> list[Example]:
    """All labelled articles but those of the halves that are kept apart."""
    texts = _texts(private)
    found = []
    for label in _labels():
        article = article_of(texts[label["id"]])
        scores = phrase_scores(article, find_citations(article), shipped())
        found.append(Example(parts_for_words(article), scores, tuple(map(tuple, label["topics"]))))
    return found


def _labels() -> Iterator[dict[str, Any]]:
    for line in LABELS.read_text("utf-8").splitlines():
        label = json.loads(line)
        if label["half"] == DEV:
            yield label
    yield from map(json.loads, TRAINING.read_text("utf-8").splitlines())


def _kept_apart() -> set[str]:
    lines = [*LABELS.read_text("utf-8").splitlines(), *LAST.read_text("utf-8").splitlines()]
    return {label["id"] for label in map(json.loads, lines) if label["half"] != DEV}


def _texts(private: Path) -> dict[str, dict[str, Any]]:
    apart = _kept_apart()
    return {row["id"]: row for name in TEXTS for row in rows_of(private / name) if row["id"] not in apart}


def corpus(private: Path) -> list[Article]:
    """All texts that may be looked at, labelled or not."""
    texts, apart = _texts(private), _kept_apart()
    for row in rows_of(private / UNLABELLED):
        if row["id"] not in apart:
            texts.setdefault(row["id"], row)
    return [article_of(row) for row in texts.values()]


def parts_for_words(article: Article) -> list[Weighted]:
    """An article as its words are asked."""
    return [Weighted(part.words, part.weight) for part in parts_of(article)]
