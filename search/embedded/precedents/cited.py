"""Where canonical terms stand: postings tell only in which articles, their texts tell where."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np

from search.embedded.counting import holding
from search.embedded.phrases import packed
from search.embedded.sets import common
from search.model import Canonical, Cites
from search.terms import TermKind, find_terms
from search.tokenizer import SENTENCE_GAP, cut
from search.zones import TERMS, blocks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from search.embedded.container import Array
    from search.embedded.phrases import Finder
    from search.model import Article


def cited(finder: Finder, node: Canonical | Cites, docs: Array) -> tuple[Array, Array]:
    """The first and last places of a canonical term in some articles, by number among them."""
    kind, value = _named(node)
    keys = finder.spelling.snapshot.vocabulary.matching(TERMS, f"{kind}:{value}")
    terms = finder.spelling.terms(TERMS, keys)[finder.number]
    if not terms:
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    some = common(docs, holding(finder.view, terms)[0])
    pattern = re.compile(".*".join(map(re.escape, value.split("*"))), re.DOTALL)
    ranks = docs.searchsorted(some).tolist()
    found = [
        (rank, *place)
        for rank, doc in zip(ranks, some.tolist(), strict=True)
        for place in _places(finder.segment.stored.document(doc).article, kind, pattern)
    ]
    owners, firsts, lasts = np.array(found, np.int64).reshape(-1, 3).T
    places = packed(owners.copy(), firsts)
    return places, places - firsts + lasts


def _named(node: Canonical | Cites) -> tuple[str, str]:
    if isinstance(node, Canonical):
        return node.kind, node.value
    return TermKind.DOCUMENT.value, node.number


def _places(article: Article, kind: str, pattern: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """The first and last positions of a term in the text of an article."""
    base = 0
    for _, text in blocks(article):
        tokens = cut(text, base)
        for term in find_terms(text, tokens.starts, tokens.types):
            if term.kind == kind and pattern.fullmatch(term.value):
                yield tokens.positions[term.first], tokens.positions[term.last - 1]
        if len(tokens):
            base = tokens.positions[-1] + 1 + SENTENCE_GAP
