"""Prints the figures of `bench` and `quality`, and ends with 7 where a goal or floor is missed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click
import msgspec

from tools.console import NamedPath
from tools.recording import record

if TYPE_CHECKING:
    from tools.console import Console
    from tools.measure.figures import Report
    from tools.recording import Record

MISSED = 7
"""Exit code where a goal or floor is missed."""

record_option = click.option(
    "--record",
    "page",
    type=NamedPath(dir_okay=False, path_type=Path),
    help="Trang .md để ghi số đo. / Markdown page into which the figures are written, a table a command.",
)


def finish(console: Console, report: Report, to: Record | None) -> None:
    """Print a report, write it into a page if one is named, and end with 7 if a goal was missed."""
    if to is not None:
        record(report, to)
    console.emit(msgspec.to_builtins(report))
    console.line(f"{report.command}: {report.data}; {report.machine}")
    for figure in report.figures:
        verdict = {True: "đạt · met", False: "CHƯA ĐẠT · MISSED", None: ""}[figure.met]
        goal = f"   ({figure.goal})" if figure.goal else ""
        console.line(f"  {figure.name}: {figure.value:g} {figure.unit}{goal} {verdict}".rstrip())
    if not report.ok:
        raise click.exceptions.Exit(MISSED)
