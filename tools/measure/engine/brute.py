"""What the answers must be: every article is read once for all questions, and no index is used."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from search.keys import fold_of
from tools.measure.engine.shapes import FIELDS, PLACE, TOP, TOPIC, Counts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from numpy.typing import NDArray

    from tools.measure.engine.shapes import Chosen, Question, Record, Source

    Ints = NDArray[np.int64]
    Mask = NDArray[np.bool_]
    Asked = tuple[str, tuple[str, ...]]
    Test = Callable[[set[str], set[str], str], bool]

DISTRICT = "district"


class Truth(NamedTuple):
    """The numbers of all articles that match, and the counts of each facet."""

    numbers: Ints
    facets: Counts


def scan(source: Source, questions: Sequence[Question]) -> list[Truth]:
    """The truth of each question."""
    asked = list(dict.fromkeys((question.kind, question.words) for question in questions))
    matching, facts = _read(source, asked)
    return [facts.truth(question, matching[question.kind, question.words]) for question in questions]


def cropped(facet: str, counts: dict[str, int]) -> dict[str, int]:
    """The most frequent topics, ties at the end left out, for engines break them differently; else all."""
    if facet != TOPIC or len(counts) < TOP:
        return dict(counts)
    least = sorted(counts.values(), reverse=True)[TOP - 1]
    return {value: count for value, count in counts.items() if count > least}


def _read(source: Source, asked: Sequence[Asked]) -> tuple[dict[Asked, Mask], _Facts]:
    """The one pass: which articles hold what is asked for, filters aside, and the facts of all."""
    keys = {word for kind, words in asked if kind != "folded" for word in words}
    folds = _Folds({word for kind, words in asked if kind == "folded" for word in words})
    tests = [(_test(each), array("q")) for each in asked]
    facts = _Facts()
    for record in source.records():
        facts.add(record)
        words = set(record.text.split())
        present, bare = keys & words, set(map(folds.__getitem__, words))
        for test, found in tests:
            if test(present, bare, record.text):
                found.append(record.number)
    masks = [facts.mask(np.frombuffer(found, np.int64)) for _, found in tests]
    return dict(zip(asked, masks, strict=True)), facts


class _Folds(dict[str, str]):
    """Of each key its fold if that is asked for, else nothing."""

    def __init__(self, wanted: set[str]) -> None:
        super().__init__()
        self._wanted = wanted

    def __missing__(self, key: str) -> str:
        fold = fold_of(key)
        found = self[key] = fold if fold in self._wanted else ""
        return found


def _test(asked: Asked) -> Test:
    """Whether an article matches, from those of its words and folds that are asked for, and its text.

    A gap is a word of the text, so that no phrase goes over it.
    """
    kind, words = asked
    needed, phrase = frozenset(words), f" {' '.join(words)} "
    if kind == "phrase":
        return lambda present, _, text: needed <= present and phrase in f" {text} "
    if kind == "or":
        return lambda present, _, __: not needed.isdisjoint(present)
    if kind == "folded":
        return lambda _, bare, __: needed <= bare
    return lambda present, _, __: needed <= present


class _Column:
    """The values of one field as numbers, each with the article that has it."""

    def __init__(self) -> None:
        self.names: dict[str, int] = {}
        self._codes, self._owners = array("i"), array("i")

    def add(self, owner: int, values: Iterable[str]) -> None:
        for value in values:
            self._codes.append(self.names.setdefault(value, len(self.names)))
            self._owners.append(owner)

    def counts(self, mask: Mask) -> dict[str, int]:
        """How many of some articles have each value that any of them has."""
        held = mask[np.frombuffer(self._owners, np.int32)]
        found = np.bincount(np.frombuffer(self._codes, np.int32)[held], minlength=len(self.names)).tolist()
        return {name: count for name, count in zip(self.names, found, strict=True) if count}

    def owners(self, values: Iterable[str]) -> NDArray[np.int32]:
        """The articles that have any of some values."""
        codes = [self.names[value] for value in values if value in self.names]
        return np.frombuffer(self._owners, np.int32)[np.isin(np.frombuffer(self._codes, np.int32), codes)]


class _Facts:
    """What can be chosen and counted, of all articles."""

    def __init__(self) -> None:
        self._size = 0
        self._columns = {name: _Column() for name in (*FIELDS.values(), DISTRICT)}

    def add(self, record: Record) -> None:
        self._size = record.number + 1
        columns = self._columns
        columns["province"].add(record.number, (record.province,))
        columns[DISTRICT].add(record.number, (record.district,) if "/" in record.district else ())
        columns["year"].add(record.number, (record.year,))
        columns["topic"].add(record.number, record.topic)

    def mask(self, numbers: Ints | NDArray[np.int32]) -> Mask:
        """Numbers of articles as a mask over all of them."""
        found = np.zeros(self._size, bool)
        found[numbers] = True
        return found

    def truth(self, question: Question, matching: Mask) -> Truth:
        """The answer to a question whose words these articles hold."""
        facets = {
            facet: self._counts(facet, question, self._filtered(matching, question.filters(facet)))
            for facet in question.facets
        }
        numbers = np.flatnonzero(self._filtered(matching, question.filters()))
        return Truth(numbers, {facet: cropped(facet, counts) for facet, counts in facets.items()})

    def _filtered(self, matching: Mask, chosen: Chosen) -> Mask:
        for facet, values in chosen:
            matching = matching & self.mask(self._columns[FIELDS[facet]].owners(values))
        return matching

    def _counts(self, facet: str, question: Question, mask: Mask) -> dict[str, int]:
        counts = self._columns[FIELDS[facet]].counts(mask)
        if facet == PLACE:
            below = self._columns[DISTRICT].counts(mask)
            branch = f"{question.opened}/"
            counts |= {path: count for path, count in below.items() if path.startswith(branch)}
        return counts
