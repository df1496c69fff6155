"""What ranking is measured against: BM25 on the same tokens, alone, with neighbouring pairs, and bm25s.

BM25 has the product's own form and constants, over title and text together; a pair of neighbours in the
question is one more term where they stand side by side, at `PAIR_WEIGHT`. bm25s (Lu 2024) is another program.
"""

from __future__ import annotations

from importlib.util import find_spec
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from search.ranking import DIGITS, K1, LENGTHS, idf, length_codes, normal
from search.text import canonical
from search.tokenizer import cut

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from tools.measure.ranking.judged import Passage

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float64]

PAIR_WEIGHT = 0.6


class Tokens:
    """The tokens of passages: keys, or folds, with their positions; lines are sentences of their own."""

    def __init__(self, passages: Sequence[Passage], *, folded: bool) -> None:
        self.ids = [passage.id for passage in passages]
        self.folded = folded
        self.words = [list(self._words(passage)) for passage in passages]

    def _words(self, passage: Passage) -> Iterator[tuple[str, int]]:
        first = 0
        for _, text in passage.blocks():
            tokens = cut(text, first)
            names = (type_.fold if self.folded else type_.key for type_ in tokens.types)
            yield from zip(names, tokens.positions, strict=True)
            first = tokens.positions[-1] + 11 if tokens.positions else first

    def of(self, question: str) -> list[str]:
        """The tokens of a question, in order."""
        return [type_.fold if self.folded else type_.key for type_ in cut(canonical(question)).types]


class Bm25:
    """BM25 over some tokens; `pairs` counts neighbours too."""

    def __init__(self, tokens: Tokens, *, pairs: bool) -> None:
        self._tokens = tokens
        self._pairs = pairs
        lengths = np.array([len(words) for words in tokens.words], np.int64)
        self._normal = normal(LENGTHS[length_codes(lengths)], float(lengths.mean()))
        self._postings = _postings(tokens.words, pairs=pairs)
        self._ids = np.array(tokens.ids)

    def best(self, question: str, most: int) -> list[str]:
        """The ids of the passages that rank highest."""
        scores = self._scores(self._tokens.of(question))
        order = np.lexsort((self._ids, -scores.round(DIGITS)))[:most]
        found: list[str] = self._ids[order[scores[order] > 0]].tolist()
        return found

    def _scores(self, words: Sequence[str]) -> Floats:
        scores = np.zeros(len(self._ids))
        asked: dict[object, float] = dict.fromkeys(words, 1.0)
        if self._pairs:
            asked |= dict.fromkeys(pairwise(words), PAIR_WEIGHT)
        for term, weight in asked.items():
            if term in self._postings:
                docs, tf = self._postings[term]
                normals = self._normal[docs] if isinstance(term, str) else K1
                scores[docs] += weight * idf(len(self._ids), len(docs)) * tf / (tf + normals)
        return scores


def _postings(texts: Sequence[list[tuple[str, int]]], *, pairs: bool) -> dict[object, tuple[Ints, Floats]]:
    """By term: the passages that hold it, ascending, and how often each does."""
    counts: dict[object, dict[int, int]] = {}
    for doc, words in enumerate(texts):
        terms: list[object] = [word for word, _ in words]
        if pairs:
            terms += [(one, other) for (one, at), (other, after) in pairwise(words) if after == at + 1]
        for term in terms:
            held = counts.setdefault(term, {})
            held[doc] = held.get(doc, 0) + 1
    return {
        term: (np.array(list(held), np.int64), np.array(list(held.values()), np.float64))
        for term, held in counts.items()
    }


class Bm25s:
    """bm25s over the same tokens, with the same constants."""

    def __init__(self, tokens: Tokens) -> None:
        import bm25s  # noqa: PLC0415 - a peer, not always there

        self._tokens = tokens
        self._known = {word for words in tokens.words for word, _ in words}
        self._index = bm25s.BM25(method="lucene", k1=K1, b=0.75)
        self._index.index([[word for word, _ in words] for words in tokens.words], show_progress=False)

    def best(self, question: str, most: int) -> list[str]:
        """The ids of the passages that rank highest."""
        asked = [word for word in dict.fromkeys(self._tokens.of(question)) if word in self._known]
        if not asked:
            return []
        found, _ = self._index.retrieve([asked], k=most, show_progress=False)
        return [self._tokens.ids[int(number)] for number in found[0]]


def has_bm25s() -> bool:
    """Whether it is installed (`make peers`)."""
    return find_spec("bm25s") is not None
