"""Xapian: terms with positions, filters as boolean terms, facets counted by its own spies over value slots.

A spy counts one value a document, so a facet of several values has several slots, added up.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import numpy as np

from tools.measure.engine.peers.base import Peer
from tools.measure.engine.shapes import FIELDS, GAP, PLACE, TOP, TOPIC, Answer

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from numpy.typing import NDArray

    from tools.measure.engine.shapes import Chosen, Counts, Question, Record, Source

PREFIXES = {"text": "", "head": "XH", "pairs": "XP", "province": "XA", "year": "XY", "topic": "XT"}
"""Prefixes of terms by field; keys are lower case, so a capital never begins one."""
SLOTS = {"province": 0, "district": 1, "commune": 2, "year": 3, "month": 4, "source": 5, "group": 6}
TOPIC_SLOTS = range(7, 13)
FLUSH = 50_000


class Xapian(Peer):
    """Built in one go and compacted."""

    name = "xapian"
    module = "xapian"
    questions = 60
    largest = 100_000
    remark = (
        "a facet of several values is counted over several slots; a word without marks is a union of keys"
    )

    def build(self, source: Source, folder: Path, threads: int) -> None:  # noqa: ARG002 - it has one
        """One transaction; then compacted, which is its way to one segment."""
        import xapian

        database = xapian.WritableDatabase(str(folder / "raw"), xapian.DB_CREATE | xapian.DB_DANGEROUS)
        generator = xapian.TermGenerator()
        for done, record in enumerate(source.records(), 1):
            database.add_document(_document(record, generator))
            if done % FLUSH == 0:
                database.commit()
        database.commit()
        database.compact(str(folder / "compact"))
        database.close()
        for path in (folder / "raw").iterdir():
            path.unlink()

    def open(self, folder: Path) -> XapianSearcher:
        """Open for reading."""
        return XapianSearcher(folder / "compact")


class XapianSearcher:
    """See `Searcher`."""

    def __init__(self, folder: Path) -> None:
        import xapian

        self._xapian = xapian
        self._database = xapian.Database(str(folder))

    def search(self, question: Question) -> Answer:
        """One pass that ranks and counts; more passes for facets under other filters."""
        passes = question.passes()
        own = passes.pop(question.chosen, ())
        total, top, facets = self._pass(question, question.chosen, own, TOP)
        for chosen, names in passes.items():
            facets |= self._pass(question, chosen, names, 0)[2]
        return Answer(total, top, facets)

    def numbers(self, question: Question) -> NDArray[np.int64]:
        """All articles that match, ascending."""
        enquire = self._xapian.Enquire(self._database)
        enquire.set_query(self._query(question, question.chosen))
        enquire.set_weighting_scheme(self._xapian.BoolWeight())
        found = enquire.get_mset(0, self._database.get_doccount())
        return np.sort(np.array([match.docid - 1 for match in found], np.int64))

    def _pass(
        self, question: Question, chosen: Chosen, names: tuple[str, ...], size: int
    ) -> tuple[int, list[int], Counts]:
        query = self._query(question, chosen)
        found, spies = self._spied(query, [slot for name in names for slot in _slots(name)], size)
        counts = {name: _counted(name, spies) for name in names}
        if PLACE in names:  # a pass over one province is faster than to list all districts
            make = self._xapian.Query
            inside = make(make.OP_FILTER, query, make(PREFIXES["province"] + question.opened))
            below = _values(self._spied(inside, [SLOTS["district"]], 0)[1][SLOTS["district"]])
            counts[PLACE] |= {path: count for path, count in below.items() if "/" in path}
        return found.get_matches_estimated(), [match.docid - 1 for match in found], counts

    def _spied(self, query: Any, slots: list[int], size: int) -> tuple[Any, dict[int, Any]]:
        enquire = self._xapian.Enquire(self._database)
        enquire.set_query(query)
        spies = {slot: self._xapian.ValueCountMatchSpy(slot) for slot in slots}
        for spy in spies.values():
            enquire.add_matchspy(spy)
        return enquire.get_mset(0, size, self._database.get_doccount()), spies

    def _query(self, question: Question, chosen: Chosen) -> Any:
        make = self._xapian.Query
        query = self._match(question)
        for facet, values in chosen:
            field = FIELDS[facet]
            filtering = make(make.OP_OR, [PREFIXES[field] + value for value in values])
            query = make(make.OP_FILTER, query, filtering)
        return query

    def _match(self, question: Question) -> Any:
        make = self._xapian.Query
        if question.kind == "phrase":
            return make(make.OP_PHRASE, list(question.words))
        if question.kind == "folded":
            return make(make.OP_AND, [make(make.OP_SYNONYM, list(keys)) for keys in question.keys])
        return make(make.OP_OR if question.kind == "or" else make.OP_AND, list(question.words))


def _document(record: Record, generator: Any) -> Any:
    """Its generator splits as we do, for blanks stand between keys."""
    import xapian

    document = xapian.Document()
    generator.set_document(document)
    generator.set_termpos(0)
    for sentence in record.text.split(f" {GAP} "):
        generator.index_text(sentence)
        generator.increase_termpos(1)
    for field, text in (("head", record.head), ("pairs", record.pairs)):
        generator.index_text_without_positions(text, 1, PREFIXES[field])
    for name in ("province", "year"):
        document.add_boolean_term(PREFIXES[name] + getattr(record, name))
    for topic in record.topic:
        document.add_boolean_term(PREFIXES["topic"] + topic)
    for name, slot in SLOTS.items():
        document.add_value(slot, getattr(record, name))
    for slot, topic in zip(TOPIC_SLOTS, record.topic, strict=False):
        document.add_value(slot, topic)
    return document


def _slots(facet: str) -> Iterable[int]:
    return TOPIC_SLOTS if facet == TOPIC else (SLOTS[FIELDS[facet]],)


def _counted(facet: str, spies: dict[int, Any]) -> dict[str, int]:
    """What the spies saw."""
    if facet != TOPIC:
        return _values(spies[SLOTS[FIELDS[facet]]])
    counts: Counter[str] = Counter()
    for slot in TOPIC_SLOTS:
        counts.update(_values(spies[slot]))
    return dict(counts.most_common(TOP))


def _values(spy: Any) -> dict[str, int]:
    return {item.term.decode(): item.termfreq for item in spy.values()}
