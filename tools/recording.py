"""Writes the figures of `bench` and `quality` into a page: a table a command, a line a figure.

What stands before the mark is anybody's. After it each section holds the last whole run of a command, and
what runs of a part brought since; a section that another machine wrote is begun anew.
"""

from __future__ import annotations

import os
import platform
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path

    from tools.measure.figures import Figure, Report

MARK = "<!-- figures: written by --record, do not edit below -->"
HEAD = f"# Figures\n\n{MARK}\n"
COLUMNS = "| figure | value | goal | verdict | date |\n|---|---|---|---|---|\n"
VERDICTS = {True: "met", False: "MISSED", None: ""}


class Record(NamedTuple):
    """Where to write the figures of a run, what they were measured over, and whether nothing was left out."""

    path: Path
    scope: str
    whole: bool = True


class _Section(NamedTuple):
    """What one command measured on one machine: table lines by figure."""

    machine: str
    lines: dict[str, str]


def record(report: Report, to: Record) -> None:
    """Write a report into its section of the page; other sections stay."""
    text = to.path.read_text(encoding="utf-8") if to.path.exists() else HEAD
    head, _, made = text.partition(MARK)
    sections = _sections(made)
    title, machine = f"{report.command}, {to.scope}", _machine()
    held = sections.get(title)
    kept = held.lines if held and held.machine == machine and not to.whole else {}
    today = datetime.now(UTC).date().isoformat()
    fresh = {each.name: _line(each, today) for each in report.figures}
    sections[title] = _Section(
        machine, kept | {n: _dated(kept.get(n, ""), line) for n, line in fresh.items()}
    )
    body = "".join(f"\n## {each}\n\n{_written(sections[each])}" for each in sorted(sections))
    to.path.write_text(f"{head}{MARK}\n{body}", encoding="utf-8")


def _sections(made: str) -> dict[str, _Section]:
    found = {}
    for part in made.split("\n## ")[1:]:
        title, _, rest = part.partition("\n\n")
        machine, _, table = rest.partition("\n\n")
        lines = table.splitlines()[2:]
        found[title] = _Section(machine, {line.split(" | ")[0].removeprefix("| "): line for line in lines})
    return found


def _written(section: _Section) -> str:
    return f"{section.machine}\n\n{COLUMNS}" + "".join(f"{line}\n" for line in section.lines.values())


def _line(figure: Figure, today: str) -> str:
    value = f"{figure.value:g} {figure.unit}".rstrip()
    return f"| {figure.name} | {value} | {figure.goal or ''} | {VERDICTS[figure.met]} | {today} |"


def _dated(kept: str, line: str) -> str:
    """The line of before where it says the same: a part repeats what an earlier one measured."""
    return kept if kept.rpartition(" | ")[0] == line.rpartition(" | ")[0] else line


def _machine() -> str:
    """What was measured on: cores, memory and Python, no more."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    python = f"{platform.python_implementation()} {platform.python_version()}"
    return f"{os.cpu_count()} cores, {memory:.0f} GB of memory, {python}"
