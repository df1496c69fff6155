"""The comparison from beginning to end: analyse, build, check, time, and print ours beside tantivy."""

from __future__ import annotations

import gc
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from tools.measure.engine import entrants, limit, probe, ratios, timing
from tools.measure.engine.checking import check
from tools.measure.engine.corpus import analyse, jobs_for, read_articles
from tools.measure.engine.queries import draw
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


def compare(data: Path | None, articles: int, seed: int, names: Sequence[str], tell: Tell) -> list[Figure]:
    """All figures. `data` is a JSON Lines file; without it, articles are of our own making."""
    with TemporaryDirectory(prefix="tratin-engine-") as folder:
        scratch = Path(folder)
        records = read_articles(data, articles) if data else make_articles(articles, seed)
        tell("analysing")
        source = analyse(records, scratch, jobs=jobs_for(articles))
        rows = draw(source, seed)
        peers, absent = entrants.chosen(names, len(source))
        for reason in absent:
            tell(f"left out: {reason}")
        for peer in peers:
            tell(f"{peer.name}: {peer.remark}")
        tell("building")
        entered = entrants.enter(peers, source, scratch)
        return list(_figures(source, rows, entered, scratch, tell))


def _figures(
    source: Source, rows: Rows, entered: list[Entrant], scratch: Path, tell: Tell
) -> Iterator[Figure]:
    tell("checking answers")
    checked = check(source, rows, {e.peer.name: (e.searcher, e.questions(rows)) for e in entered})
    yield Figure("articles", len(source), "articles")
    for entrant in entered:
        name = entrant.peer.name
        yield from entrants.figures(entrant)
        yield Figure(f"{name}: answers compared", checked.compared[name], "answers")
        yield Figure(f"{name}: wrong answers", checked.wrong[name], "answers")
    gc.collect()
    gc.freeze()  # what was read so far is not to be looked through while others are timed
    took: dict[str, dict[str, Times]] = {}
    for row in rows:
        tell(row)
        took[row] = timing.interleaved(dict(_contenders(entered, rows, row)))
        yield from _times(row, took[row])
    tell("limits, threads, memory")
    yield from _limits(source, rows, took, checked)
    yield from ratios.of(entered, took)
    for entrant in entered:
        yield from _alone(entrant, rows, scratch)


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
