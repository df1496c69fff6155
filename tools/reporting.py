"""Prints the figures of `bench` and `quality`, and ends with 7 where a goal or floor is missed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click
import msgspec

if TYPE_CHECKING:
    from tools.console import Console
    from tools.measure.figures import Report

MISSED = 7
"""Exit code where a goal or floor is missed."""


def finish(console: Console, report: Report) -> None:
    """Print a report and end with 7 if a goal was missed."""
    console.emit(msgspec.to_builtins(report))
    console.line(f"{report.command}: {report.data}; {report.machine}")
    for figure in report.figures:
        verdict = {True: "đạt · met", False: "CHƯA ĐẠT · MISSED", None: ""}[figure.met]
        goal = f"   ({figure.goal})" if figure.goal else ""
        console.line(f"  {figure.name}: {figure.value:g} {figure.unit}{goal} {verdict}".rstrip())
    if not report.ok:
        raise click.exceptions.Exit(MISSED)
