"""Whether engines answer right: some questions against a scan of everything, all against each other."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from tools.measure.engine.brute import cropped, scan
from tools.measure.engine.shapes import TOP

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from tools.measure.engine.queries import Rows
    from tools.measure.engine.shapes import Counts, Question, Searcher, Source

    Asked = Mapping[str, tuple[Searcher, Mapping[str, Sequence[Question]]]]
    """Searchers by name, each with the questions that it is asked in each row."""

SCANNED = 10
"""Questions a row that are answered by scanning everything."""
ALL_IDS = 200_000
"""Articles up to which all ids of all questions are compared; beyond, those of the first `SOME_IDS` a row."""
SOME_IDS = 20


class Checked(NamedTuple):
    """Wrong answers and answers compared by engine; wrong ones by row, and there how many articles match."""

    wrong: Counter[str]
    compared: Counter[str]
    wrong_by_row: Counter[str]
    totals: dict[str, list[int]]


class _Known(NamedTuple):
    """What the answer must be; numbers only where ids are compared."""

    total: int
    numbers: NDArray[np.int64] | None
    facets: Counts


def check(source: Source, rows: Rows, asked: Asked) -> Checked:
    """Ask everything of everyone once; the first engine to answer what was not scanned is believed."""
    checked = Checked(Counter(), Counter(), Counter(), {})
    truths = iter(scan(source, [question for asked_ in rows.values() for question in asked_[:SCANNED]]))
    for row, questions in rows.items():
        scanned = [next(truths) for _ in questions[:SCANNED]]
        known: dict[int, _Known] = {
            at: _Known(len(truth.numbers), truth.numbers, truth.facets) for at, truth in enumerate(scanned)
        }
        for name, (searcher, by_row) in asked.items():
            for at, question in enumerate(by_row.get(row, ())):
                found = _ask(searcher, question, ids=at < SOME_IDS or len(source) <= ALL_IDS)
                checked.compared[name] += 1
                wrong = not _same(found, known.setdefault(at, found))
                checked.wrong[name] += wrong
                checked.wrong_by_row[row] += wrong
        checked.totals[row] = [known[at].total if at in known else 0 for at in range(len(questions))]
    return checked


def _ask(searcher: Searcher, question: Question, *, ids: bool) -> _Known:
    """An answer; one that contradicts itself has a total that no other has."""
    answer = searcher.search(question)
    facets = {name: cropped(name, counts) for name, counts in answer.facets.items()}
    if not ids:
        return _Known(answer.total, None, facets)
    numbers = searcher.numbers(question)
    top = np.array(answer.top, np.int64)
    sound = (
        answer.total == len(numbers)
        and len(np.unique(top)) == len(answer.top) == min(TOP, answer.total)
        and bool(np.isin(top, numbers).all())
    )
    return _Known(answer.total if sound else -1, numbers, facets)


def _same(one: _Known, other: _Known) -> bool:
    if (
        one.numbers is not None
        and other.numbers is not None
        and not np.array_equal(one.numbers, other.numbers)
    ):
        return False
    return one.total == other.total >= 0 and one.facets == other.facets
