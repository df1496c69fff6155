"""bm25s: scores all articles for some words. It has neither AND nor phrases; facets we count beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from tools.measure.engine.peers.base import Peer
from tools.measure.engine.shapes import FIELDS, GAP, PLACE, TOP, TOPIC, Answer

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from tools.measure.engine.shapes import Question, Source

FACETS = "facets.npz"
COLUMNS = ("province", "district", "year")


class Bm25s(Peer):
    """Text and facet columns only: it has one field."""

    name = "bm25s"
    module = "bm25s"
    kinds = frozenset({"or"})
    filters = False
    questions = 60
    largest = 100_000
    remark = "OR only, text only; facets are counted beside it with NumPy"

    def build(self, source: Source, folder: Path, threads: int) -> None:  # noqa: ARG002 - it has one
        """Words as numbers, so that it need not look them up again."""
        import bm25s

        numbers: dict[str, int] = {}
        words = [_numbered(record.text, numbers) for record in source.records()]
        retriever = bm25s.BM25()
        retriever.index((words, numbers), show_progress=False)
        retriever.save(folder / "bm25s", show_progress=False)
        columns = {name: [getattr(record, name) for record in source.records()] for name in COLUMNS}
        topics = [(record.number, topic) for record in source.records() for topic in record.topic]
        columns["topic"] = [topic for _, topic in topics]
        np.savez(folder / FACETS, owner=np.array([number for number, _ in topics]), **_coded(columns))

    def open(self, folder: Path) -> Bm25sSearcher:
        """Open with the matrix mapped."""
        return Bm25sSearcher(folder)


class Bm25sSearcher:
    """See `Searcher`."""

    def __init__(self, folder: Path) -> None:
        import bm25s

        self._retriever: Any = bm25s.BM25.load(folder / "bm25s", mmap=True)
        with np.load(folder / FACETS) as arrays:
            self._arrays = dict(arrays)

    def search(self, question: Question) -> Answer:
        """Its scores of all articles; what has one matches."""
        scores = self._scores(question)
        matching = scores > 0
        top = np.argpartition(scores, -TOP)[-TOP:] if len(scores) > TOP else np.arange(len(scores))
        ordered = top[np.argsort(-scores[top])]
        facets = {facet: self._count(facet, matching, question.opened) for facet in question.facets}
        return Answer(int(np.count_nonzero(matching)), ordered.tolist(), facets)

    def numbers(self, question: Question) -> NDArray[np.int64]:
        """All articles that match, ascending."""
        return np.flatnonzero(self._scores(question) > 0)

    def _scores(self, question: Question) -> NDArray[np.float32]:
        known = [word for word in question.words if word in self._retriever.vocab_dict]
        scores: NDArray[np.float32] = self._retriever.get_scores(known)
        return scores

    def _count(self, facet: str, matching: NDArray[np.bool_], opened: str) -> dict[str, int]:
        if facet == TOPIC:
            counts = self._values("topic", matching[self._arrays["owner"]])
            return dict(sorted(counts.items(), key=lambda pair: -pair[1])[:TOP])
        counts = self._values(FIELDS[facet], matching)
        if facet == PLACE:
            below = self._values("district", matching)
            counts |= {path: count for path, count in below.items() if path.startswith(f"{opened}/")}
        return counts

    def _values(self, column: str, matching: NDArray[np.bool_]) -> dict[str, int]:
        names = self._arrays[f"{column}_names"]
        counts = np.bincount(self._arrays[column][matching], minlength=len(names))
        found = np.flatnonzero(counts)
        return dict(zip(names[found].tolist(), counts[found].tolist(), strict=True))


def _numbered(text: str, numbers: dict[str, int]) -> list[int]:
    return [numbers.setdefault(word, len(numbers)) for word in text.split(" ") if word != GAP]


def _coded(columns: dict[str, list[str]]) -> dict[str, Any]:
    """Each column as numbers of its names."""
    arrays: dict[str, Any] = {}
    for name, values in columns.items():
        arrays[f"{name}_names"], arrays[name] = np.unique(values, return_inverse=True)
    return arrays
