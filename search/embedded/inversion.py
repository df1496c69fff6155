"""The inversion of one article: per field, every key with its positions."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from search.analysis import compound_key
from search.analysis_batch import analyze_batch
from search.embedded.schema import COMPOUNDS, TERMS, ZONES
from search.terms import TermKind
from search.tokenizer import SENTENCE_GAP

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from search.analysis import Analysis
    from search.model import Article

Field = dict[str, list[int]]

INDEXED_TERMS = frozenset({TermKind.DOCUMENT, TermKind.DATE})
"""Canonical terms that are found as one; abbreviations are read at query time instead."""


class Inversion(NamedTuple):
    """What an article adds to each field, and the length of each zone in tokens, in the order of `ZONES`."""

    fields: Mapping[str, Field]
    lengths: list[int]


def invert_batch(articles: Sequence[Article]) -> Iterator[Inversion]:
    """Invert several articles; their compounds are found in one pass, which is twice as fast."""
    texts = [text for article in articles for texts in _texts(article) for text in texts]
    analyses = iter(analyze_batch(texts))
    for article in articles:
        yield _invert(article, analyses)


def _texts(article: Article) -> list[list[str]]:
    """The texts of the blocks of each zone, in the order of `ZONES`."""
    return [[article.of(block) for block in article.blocks_of(*zone.kinds)] for zone in ZONES]


def _invert(article: Article, analyses: Iterator[Analysis]) -> Inversion:
    """Put the analysed blocks of an article together. No phrase runs from one block into the next."""
    fields: dict[str, Field] = defaultdict(lambda: defaultdict(list))
    lengths = []
    for zone, texts in zip(ZONES, _texts(article), strict=True):
        base = length = 0
        for _ in texts:
            analysis = next(analyses)
            _add(fields, zone.name, analysis, base)
            if analysis.tokens.starts:
                base += analysis.tokens.positions[-1] + SENTENCE_GAP
                length += len(analysis.tokens)
        lengths.append(length)
    return Inversion({name: dict(field) for name, field in fields.items()}, lengths)


def _add(fields: dict[str, Field], zone: str, analysis: Analysis, base: int) -> None:
    """Add a block whose first position is `base`."""
    tokens = analysis.tokens
    keys = fields[zone]
    for type_, position in zip(tokens.types, tokens.positions, strict=True):
        keys[type_.key].append(base + position)
    for first, last in analysis.compounds:
        fields[COMPOUNDS][compound_key(tokens, first, last)].append(base + tokens.positions[first])
    for term in analysis.terms:
        if term.kind in INDEXED_TERMS:
            fields[TERMS][term_key(term.kind, term.value)].append(base + tokens.positions[term.first])


def term_key(kind: TermKind, value: str) -> str:
    """How a canonical term stands in its field: `document:28-CT/TW`."""
    return f"{kind.value}:{value}"
