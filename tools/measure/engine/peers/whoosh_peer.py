"""Whoosh as it comes: its own codec (W3), writer, matchers and facets, all in Python."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from tools.measure.engine.peers.base import Peer
from tools.measure.engine.shapes import FIELDS, GAP, PLACE, TOP, TOPIC, Answer

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from tools.measure.engine.shapes import Chosen, Counts, Question, Source

FACETS = ("province", "district", "commune", "year", "month", "source", "group")


class StockWhoosh(Peer):
    """One process; one segment."""

    name = "whoosh"
    module = "whoosh"
    questions = 20
    largest = 20_000
    remark = "asked 20 questions a row, and only up to 20,000 articles"

    def build(self, source: Source, folder: Path, threads: int) -> None:  # noqa: ARG002 - more leave segments
        """One commit."""
        from whoosh.filedb.filestore import FileStorage

        writer = FileStorage(str(folder)).create_index(_schema()).writer(limitmb=512)
        for record in source.records():
            facets = {name: getattr(record, name) for name in FACETS}
            writer.add_document(
                number=record.number,
                text=record.text,
                head=record.head,
                pairs=record.pairs,
                topic=" ".join(record.topic),
                **facets,
            )
        writer.commit()

    def open(self, folder: Path) -> WhooshSearcher:
        """Open for reading."""
        from whoosh.filedb.filestore import FileStorage

        return WhooshSearcher(FileStorage(str(folder)).open_index())


class WhooshSearcher:
    """See `Searcher`."""

    def __init__(self, index: Any) -> None:
        from whoosh import query, sorting

        self._query, self._sorting = query, sorting
        self._searcher = index.searcher()

    def search(self, question: Question) -> Answer:
        """One pass that ranks and counts; more passes for facets under other filters."""
        passes = question.passes()
        own = passes.pop(question.chosen, ())
        total, top, facets = self._pass(question, question.chosen, own)
        for chosen, names in passes.items():
            facets |= self._pass(question, chosen, names)[2]
        return Answer(total, top, facets)

    def numbers(self, question: Question) -> NDArray[np.int64]:
        """All articles that match, ascending."""
        query = self._query.And([self._match(question), *self._filters(question.chosen)])
        found = list(self._searcher.docs_for_query(query))
        return np.sort(np.array([self._number(document) for document in found], np.int64))

    def _number(self, document: int) -> int:
        return int(self._searcher.stored_fields(document)["number"])

    def _pass(
        self, question: Question, chosen: Chosen, names: tuple[str, ...]
    ) -> tuple[int, list[int], Counts]:
        facets = self._sorting.Facets()
        for name in names:
            for field in ("province", "district") if name == PLACE else (FIELDS[name],):
                facets.add_field(field, maptype=self._sorting.Count, allow_overlap=name == TOPIC)
        filters = self._filters(chosen)
        found = self._searcher.search(
            self._match(question),
            limit=TOP,
            groupedby=facets if names else None,
            filter=self._query.And(filters) if filters else None,
            optimize=False,
        )
        counts = {name: _counted(name, found, question.opened) for name in names}
        return len(found), [hit["number"] for hit in found[:TOP]], counts

    def _filters(self, chosen: Chosen) -> list[Any]:
        return [
            self._query.Or([self._query.Term(FIELDS[facet], value) for value in values])
            for facet, values in chosen
        ]

    def _match(self, question: Question) -> Any:
        if question.kind == "phrase":
            return self._query.Phrase("text", list(question.words))
        keys = question.keys or tuple((word,) for word in question.words)
        groups = [self._query.Or([self._query.Term("text", key) for key in each]) for each in keys]
        return (self._query.Or if question.kind == "or" else self._query.And)(groups).normalize()


def _schema() -> Any:
    from whoosh import analysis, fields

    words = analysis.SpaceSeparatedTokenizer()
    gaps = words | analysis.StopFilter(stoplist=[GAP], minsize=1, renumber=False)
    return fields.Schema(
        number=fields.STORED(),
        text=fields.TEXT(analyzer=gaps),
        head=fields.TEXT(analyzer=words, phrase=False),
        pairs=fields.TEXT(analyzer=words, phrase=False),
        topic=fields.KEYWORD(),
        **{name: fields.ID(sortable=True) for name in FACETS},
    )


def _counted(facet: str, found: Any, opened: str) -> dict[str, int]:
    if facet == TOPIC:
        ordered = sorted(found.groups("topic").items(), key=lambda pair: -pair[1])
        return dict(ordered[:TOP])
    counts = dict(found.groups(FIELDS[facet]))
    if facet == PLACE:
        below = found.groups("district")
        counts |= {path: count for path, count in below.items() if path.startswith(f"{opened}/")}
    return counts
