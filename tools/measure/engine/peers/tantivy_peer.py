"""tantivy-py 0.27. It ranks in one pass and counts in another, for its Python side joins no collectors.

Its best ways as tried: JSON lines in; a gap as a token, cheaper than a filter that drops it; facets as fast
text fields; the total from the counting pass, so that ranking may skip; known pairs narrow a phrase.
"""

from __future__ import annotations

from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import msgspec
import numpy as np

from search.keys import fold_of
from tools.measure.engine.peers.base import Peer
from tools.measure.engine.shapes import FIELDS, PLACE, TOP, TOPIC, YEAR, Answer

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from numpy.typing import NDArray

    from tools.measure.engine.shapes import Chosen, Counts, Question, Source

FACETS = ("province", "district", "commune", "year", "month", "source", "topic", "group")
HEAP = 1_500_000_000
"""Bytes a thread: 125,000 articles fit, so that a commit makes one segment a thread."""
COMMIT = 125_000
MERGED = 8
"""Segments of about the same size that its merge policy makes one; there is no call that merges."""


class Tantivy(Peer):
    """All fields in the text's own writing; a folded word is the union of its keys."""

    name = "tantivy"
    module = "tantivy"
    heads = True
    threads = True
    folds = False
    remark = "ranks and counts in two passes; a word without marks is a union of keys"

    def build(self, source: Source, folder: Path, threads: int) -> None:
        """One segment; two threads leave one each."""
        import tantivy

        index = tantivy.Index(_schema(folds=self.folds), path=str(folder))
        _register(index)
        writer = index.writer(HEAP * threads, threads)
        step = len(source) if len(source) <= COMMIT else -(-len(source) // MERGED)
        for first in range(0, len(source), step):
            self._add(writer, source, first, min(first + step, len(source)))
            writer.commit()
        writer.wait_merging_threads()

    def _add(self, writer: Any, source: Source, first: int, last: int) -> None:
        for line in source.lines(first, last):
            writer.add_json(line.decode())

    def open(self, folder: Path) -> TantivySearcher:
        """Open with the tokeniser that the fields name."""
        import tantivy

        index = tantivy.Index.open(str(folder))
        _register(index)
        return TantivySearcher(index, folds=self.folds)


class TantivyFolds(Tantivy):
    """With one more field: all words without marks, which costs size and time of building."""

    name = "tantivy-folds"
    kinds = frozenset({"folded"})
    filters = False
    heads = False
    threads = False
    folds = True
    remark = "one more field of words without marks"

    def _add(self, writer: Any, source: Source, first: int, last: int) -> None:
        import tantivy

        folds = Folds()
        for record in source.records(first, last):
            fields = msgspec.structs.asdict(record)
            fields["fold"] = " ".join(map(folds.__getitem__, record.text.split(" ")))
            writer.add_document(tantivy.Document(**fields))


class Folds(dict[str, str]):
    """The fold of each key, worked out once."""

    def __missing__(self, key: str) -> str:
        fold = self[key] = fold_of(key)
        return fold


class TantivySearcher:
    """See `Searcher`; `passes` is what a question costs part by part."""

    def __init__(self, index: Any, *, folds: bool) -> None:
        import tantivy

        self._schema = index.schema
        self._searcher = index.searcher()
        self._make = tantivy.Query
        self._must, self._should = tantivy.Occur.Must, tantivy.Occur.Should
        self._folds = folds
        self.segments: int = self._searcher.num_segments

    def search(self, question: Question) -> Answer:
        """One ranking pass, and a counting pass for each set of filters."""
        passes = question.passes()
        total, top = self._rank(question, count=question.chosen not in passes)
        facets: Counts = {}
        for chosen, names in passes.items():
            holding, counts = self._count(question, chosen, names)
            facets |= counts
            total = holding if chosen == question.chosen else total
        return Answer(total, top, facets)

    def passes(self, question: Question) -> list[Callable[[], object]]:
        """The passes of `search` as calls."""
        passes = question.passes()
        return [
            partial(self._rank, question, count=question.chosen not in passes),
            *(partial(self._count, question, chosen, names) for chosen, names in passes.items()),
        ]

    def numbers(self, question: Question) -> NDArray[np.int64]:
        """All articles that match, ascending."""
        query = self._query(question, question.chosen, ranked=False)
        found = self._searcher.search(query, max(1, self._searcher.num_docs), count=False).hits
        numbers = self._searcher.fast_field_values("number", [address for _, address in found])
        return np.sort(np.array(numbers, np.int64))

    def _rank(self, question: Question, *, count: bool) -> tuple[int, list[int]]:
        found = self._searcher.search(self._query(question, question.chosen, ranked=True), TOP, count=count)
        top = self._searcher.fast_field_values("number", [address for _, address in found.hits])
        return (found.count or 0) if count else 0, top

    def _count(self, question: Question, chosen: Chosen, names: tuple[str, ...]) -> tuple[int, Counts]:
        """How many match, and the counts of some facets. A single-valued facet sums up to all that match."""
        wanted = {name: _terms(FIELDS[name], TOP if name == TOPIC else 1000) for name in names}
        if PLACE in names:
            branch = {"districts": _terms("district", 10_000)}
            wanted["opened"] = {"filter": f'province:"{question.opened}"', "aggs": branch}
        if names == (TOPIC,):
            wanted["all"] = {"value_count": {"field": "number"}}
        found = self._searcher.aggregate(self._query(question, chosen, ranked=False), wanted)
        counts = {name: _buckets(found[name]) for name in names}
        total = int(found["all"]["value"]) if names == (TOPIC,) else sum(counts[_single(names)].values())
        if PLACE in names:
            below = _buckets(found["opened"]["districts"])
            counts[PLACE] |= {path: count for path, count in below.items() if "/" in path}
        return total, counts

    def _query(self, question: Question, chosen: Chosen, *, ranked: bool) -> Any:
        """What matches, with filters that do not weigh."""
        query = self._match(question)
        if not chosen and not (ranked and question.head):
            return query
        parts = [(self._must, query)]
        for facet, values in chosen:
            filtering = self._any([self._term(FIELDS[facet], value) for value in values])
            parts.append((self._must, self._make.const_score_query(filtering, 0.0)))
        if ranked and question.head:
            parts += [(self._should, self._term("head", word)) for word in question.words]
        return self._make.boolean_query(parts)

    def _match(self, question: Question) -> Any:
        if question.kind == "phrase":
            return self._phrase(list(question.words))
        if question.kind == "or":
            return self._any([self._term("text", word) for word in question.words])
        if question.kind == "folded" and self._folds:
            return self._all([self._term("fold", word) for word in question.words])
        keys = question.keys or tuple((word,) for word in question.words)
        return self._all([self._any([self._term("text", key) for key in each]) for each in keys])

    def _phrase(self, words: list[str]) -> Any:
        """Neighbours in the field of pairs are known: alone they are the phrase, else they narrow it."""
        pairs = ["_".join(pair) for pair in pairwise(words)]
        known = [self._term("pairs", pair) for pair in pairs if self._searcher.doc_freq("pairs", pair)]
        if known and len(words) == 2:
            return known[0]
        phrase = self._make.phrase_query(self._schema, "text", words)
        return self._all([phrase, *(self._make.const_score_query(pair, 0.0) for pair in known)])

    def _term(self, field: str, value: str) -> Any:
        return self._make.term_query(self._schema, field, value, "freq")

    def _all(self, parts: list[Any]) -> Any:
        return (
            parts[0] if len(parts) == 1 else self._make.boolean_query([(self._must, part) for part in parts])
        )

    def _any(self, parts: list[Any]) -> Any:
        return (
            parts[0]
            if len(parts) == 1
            else self._make.boolean_query([(self._should, part) for part in parts])
        )


def _schema(*, folds: bool) -> Any:
    import tantivy

    builder = tantivy.SchemaBuilder()
    builder.add_integer_field("number", fast=True)
    builder.add_text_field("text", tokenizer_name="whitespace", index_option="position")
    for name in ("head", "pairs", *(["fold"] if folds else [])):
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="freq")
    for name in FACETS:
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic", fast=True)
    return builder.build()


def _register(index: Any) -> None:
    """Its whitespace tokeniser is not among those it knows by name."""
    import tantivy

    analyser = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
    index.register_tokenizer("whitespace", analyser)


def _terms(field: str, size: int) -> dict[str, Any]:
    return {"terms": {"field": field, "size": size}}


def _buckets(found: dict[str, Any]) -> dict[str, int]:
    return {bucket["key"]: bucket["doc_count"] for bucket in found["buckets"]}


def _single(names: tuple[str, ...]) -> str:
    """A facet of which every article has one value."""
    return PLACE if PLACE in names else YEAR
