"""`tratin fuzz`: queries that nobody types; none may fail."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import click
import msgspec

from tools.console import pass_console
from tools.measure.figures import Figure, Goal, Report, judged, machine
from tools.measure.fuzzing.trial import Trial, run
from tools.recording import Record
from tools.reporting import finish, record_option

if TYPE_CHECKING:
    from pathlib import Path

    from tools.console import Console
    from tools.measure.fuzzing.trial import Outcome

NONE = Goal("none may fail", at_most=0)


@click.command()
@click.argument("subject", type=click.Choice(["query"]))
@click.option(
    "--count",
    type=click.IntRange(1),
    default=50_000,
    show_default=True,
    help="Số câu hỏi. / How many queries.",
)
@click.option("--seed", default=1, show_default=True, help="Hạt giống ngẫu nhiên. / Random seed.")
@click.option(
    "--first",
    type=click.IntRange(0),
    default=0,
    show_default=True,
    help="Bắt đầu từ câu thứ mấy. / Number of the first query, to try one again.",
)
@click.option(
    "--every",
    type=click.IntRange(0),
    default=20,
    show_default=True,
    help="Cứ mấy câu thì tìm thật một câu; 0: không tìm. / One query in so many is searched for; 0 for none.",
)
@click.option(
    "--index",
    "own",
    is_flag=True,
    help="Tìm trong chỉ mục của --home. / Search the index of --home, not one of made-up articles.",
)
@click.option(
    "--jobs",
    type=click.IntRange(1, 256),
    help="Số tiến trình, mặc định bằng số nhân. / Processes; as many as there are cores if not given.",
)
@record_option
@pass_console
def fuzz(  # noqa: PLR0913 - an option each
    console: Console,
    subject: str,
    count: int,
    seed: int,
    first: int,
    every: int,
    *,
    own: bool,
    jobs: int | None,
    page: Path | None,
) -> None:
    """Thử những câu hỏi không ai gõ. / Try queries that nobody types.

    They are made by grammar, by mutation of Vietnamese, of any characters, mixed, and very long. Each is
    read, written again and read as the same tree, told in words and put into the advanced form; some are
    searched for, with facets, snippets and marks. Printed are the failures, each with the shortest text that
    still fails and the command that tries it again, and what took longest with all that.
    Exit code 7 if one fails.
    """
    settings = console.settings
    index = settings.index_dir if own else None
    limit_ms = settings.number("search_limit_ms")
    trial = Trial(seed, count, first, every, index, limit_ms)
    with console.progress("fuzz", count) as tell:
        outcome = run(trial, jobs or os.cpu_count() or 1, tell)
    _tell(console, outcome, seed)
    report = _report(subject, seed, outcome)
    finish(console, report, Record(page, report.data) if page else None)


def _tell(console: Console, outcome: Outcome, seed: int) -> None:
    """Each failure, and the slowest queries, cut where they are long."""
    for failure in outcome.failures:
        console.emit({"failure": msgspec.to_builtins(failure)})
    for failure in sorted(outcome.failures, key=lambda each: len(each.shortest)):
        console.line(f"{failure.check}: {failure.shortest!r}")
        console.line(f"    {failure.detail}")
        console.line(f"    tratin fuzz query --seed {seed} --first {failure.number} --count 1")
    for slow in outcome.slowest:
        console.line(f"{slow.ms:9.1f} ms  #{slow.number}  {_cut(slow.text)!r}")


def _cut(text: str) -> str:
    return text if len(text) <= MOST_SHOWN else f"{text[:MOST_SHOWN]}… ({len(text)})"


MOST_SHOWN = 80


def _report(subject: str, seed: int, outcome: Outcome) -> Report:
    figures = [
        Figure("queries", outcome.count, "queries"),
        Figure("searched for", outcome.searched, "queries"),
        Figure("reading one", round(outcome.read_ms / outcome.count, 3), "ms"),
        Figure("slowest, all checks", outcome.slowest[0].ms, "ms"),
        Figure("failures", len(outcome.failures), "queries"),
    ]
    return Report(f"fuzz {subject}", machine(), f"seed {seed}", judged(figures, {"failures": NONE}))
