"""The comparison from beginning to end: analyse, build, check, time, and print ours beside tantivy."""

from __future__ import annotations

import gc
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

from tools.measure.engine import entrants, limit, probe, ratios, timing
from tools.measure.engine.checking import check
from tools.measure.engine.corpus import read_articles
from tools.measure.engine.keeping import Keeper, made_from
from tools.measure.engine.queries import NAMES, draw
from tools.measure.figures import Figure
from tools.synth import make_articles

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from tools.measure.engine.checking import Checked
    from tools.measure.engine.entrants import Entrant
    from tools.measure.engine.queries import Rows
    from tools.measure.engine.shapes import Source
    from tools.measure.engine.timing import Contender, Times

    Tell = Callable[[str], None]

FAST, SLOW = 5, 3
"""Rounds of engines that are asked all questions, and of those that are asked fewer."""
FULL = 200
SLOWEST = ", one pass"

ALONE = "memory and threads"
PARTS = (*NAMES, ALONE)
"""What a run may be cut into: the rows, and what engines need in processes and threads of their own."""


class Comparison(NamedTuple):
    """What to compare: articles of a JSON Lines file, or of our own making; some engines and parts, or all.

    Analysed articles and indexes stay in `keep`, if that is given.
    """

    data: Path | None
    articles: int
    seed: int
    peers: Sequence[str] = ()
    parts: Sequence[str] = ()
    keep: Path | None = None

    @property
    def whole(self) -> bool:
        """Whether nothing was left out."""
        return not self.parts and not self.peers


def compare(wanted: Comparison, tell: Tell) -> list[Figure]:
    """All figures."""
    if wanted.keep is not None:
        wanted.keep.mkdir(parents=True, exist_ok=True)
        return list(_compared(wanted, wanted.keep, tell))
    with TemporaryDirectory(prefix="tratin-engine-") as folder:
        return list(_compared(wanted, Path(folder), tell))


def _compared(wanted: Comparison, folder: Path, tell: Tell) -> Iterator[Figure]:
    data, articles, seed, names, parts, _ = wanted
    keeper = Keeper(folder, made_from(data, articles, seed), tell)
    source = keeper.corpus(read_articles(data, articles) if data else make_articles(articles, seed), articles)
    peers, absent = entrants.chosen(names, len(source))
    for reason in absent:
        tell(f"left out: {reason}")
    for peer in peers:
        tell(f"{peer.name}: {peer.remark}")
    rows = draw(source, seed)
    tell("building")
    entered = entrants.enter(peers, source, keeper)
    yield Figure("articles", len(source), "articles")
    for entrant in entered:
        yield from entrants.figures(entrant)
    yield from ratios.of_indexes(entered)
    yield from _of_rows(
        source, {row: asked for row, asked in rows.items() if row in (parts or rows)}, entered, tell
    )
    if ALONE in (parts or PARTS):
        tell(ALONE)
        for entrant in entered:
            yield from _alone(entrant, rows, folder)


def _of_rows(source: Source, rows: Rows, entered: list[Entrant], tell: Tell) -> Iterator[Figure]:
    """Answers checked and timed."""
    if not rows:
        return
    tell("checking answers")
    checked = check(source, rows, {e.peer.name: (e.searcher, e.questions(rows)) for e in entered})
    for entrant in entered:
        name = entrant.peer.name
        yield Figure(f"{name}: answers compared", checked.compared[name], "answers")
        yield Figure(f"{name}: wrong answers", checked.wrong[name], "answers")
    for row in rows:
        yield Figure(f"{row}: wrong answers", checked.wrong_by_row[row], "answers")
    gc.collect()
    gc.freeze()  # what was read so far is not to be looked through while others are timed
    took: dict[str, dict[str, Times]] = {}
    for row in rows:
        tell(row)
        took[row] = timing.interleaved(dict(_contenders(entered, rows, row)))
        yield from _times(row, took[row])
    yield from _limits(source, rows, took, checked)
    yield from ratios.of_times(took)


def _contenders(entered: Sequence[Entrant], rows: Rows, row: str) -> Iterator[tuple[str, Contender]]:
    """Who answers the questions of a row. An engine of several passes also stands for its slowest one."""
    for entrant in entered:
        questions = entrant.questions(rows).get(row)
        if not questions:
            continue
        name, searcher = entrant.peer.name, entrant.searcher
        rounds = FAST if entrant.peer.questions >= FULL else SLOW
        yield name, timing.Contender(timing.whole(searcher), questions, rounds)
        if passes := getattr(searcher, "passes", None):
            yield f"{name}{SLOWEST}", timing.Contender(timing.slowest_pass(passes), questions, rounds)


def _times(row: str, took: dict[str, Times]) -> Iterator[Figure]:
    for name, times in took.items():
        yield Figure(f"{row}: {name}, p50", round(times.p50, 3), "ms")
        yield Figure(f"{row}: {name}, p99", round(times.p99, 3), "ms")


def _limits(
    source: Source, rows: Rows, took: dict[str, dict[str, Times]], checked: Checked
) -> Iterator[Figure]:
    """How far each row is from what reading memory costs."""
    speed = limit.bandwidth(len(source))
    yield Figure("read bandwidth", round(speed / 1e6, 1), "GB/s")
    for row, questions in rows.items():
        least = [
            limit.least_bytes(question, total, source.frequencies, len(source))
            for question, total in zip(questions, checked.totals[row], strict=True)
        ]
        for name in ("ours", "tantivy"):
            if name in took[row]:
                value = limit.times_the_limit(took[row][name].each, least, speed)
                yield Figure(f"{row}: {name}, times the limit of memory", round(value, 1), "times")


def _alone(entrant: Entrant, rows: Rows, scratch: Path) -> Iterator[Figure]:
    """What a fresh process needs, and for engines that threads may share, how they fare under eight."""
    name = entrant.peer.name
    questions = [question for asked in entrant.questions(rows).values() for question in asked[:40]]
    probed = probe.probe(name, entrant.folder, questions, scratch / "questions.json")
    yield Figure(f"{name}: open", round(probed.opened, 1), "ms")
    yield Figure(f"{name}: first answer", round(probed.first, 1), "ms")
    yield Figure(f"{name}: anonymous memory", round(probed.memory, 1), "MB")
    if entrant.peer.threads:
        slow, rate = timing.crowded(entrant.searcher, questions * 3)
        yield Figure(f"{name}: p99 with 8 threads", round(slow, 2), "ms")
        yield Figure(f"{name}: answers with 8 threads", round(rate), "answers/s")
