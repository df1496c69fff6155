"""Figures, the goals they are held against, and the one JSON shape in which they are printed."""

from __future__ import annotations

import os
import platform
import tomllib
from pathlib import Path

import msgspec

from search.errors import DataError

FOLDER = Path(__file__).parents[1]
GOALS = FOLDER / "goals.toml"
FLOORS = FOLDER / "quality.toml"


class Figure(msgspec.Struct, frozen=True):
    """A measured value. `goal` reads `>= 300`, and `met` is None where none holds for this data."""

    name: str
    value: float
    unit: str
    goal: str | None = None
    met: bool | None = None


class Report(msgspec.Struct, frozen=True):
    """All figures of one run."""

    command: str
    machine: str
    data: str
    figures: list[Figure]

    @property
    def ok(self) -> bool:
        """Whether every goal that holds was met."""
        return all(figure.met is not False for figure in self.figures)


class Goal(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A bound of a figure, and why it is what it is."""

    why: str
    at_least: float | None = None
    at_most: float | None = None

    def judge(self, figure: Figure) -> Figure:
        """The figure with this goal."""
        if self.at_least is not None:
            goal, met = f">= {self.at_least:g}", figure.value >= self.at_least
        elif self.at_most is not None:
            goal, met = f"<= {self.at_most:g}", figure.value <= self.at_most
        else:
            raise DataError(f"the goal of {figure.name} has no bound")
        return msgspec.structs.replace(figure, goal=goal, met=met)


def goals_of(path: Path, subject: str) -> dict[str, Goal]:
    """The goals of one subject, by the name of the figure."""
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    try:
        return msgspec.convert(table.get(subject, {}), dict[str, Goal])
    except msgspec.ValidationError as error:
        raise DataError(f"{path.name}: {error}") from error


def judged(figures: list[Figure], goals: dict[str, Goal], *, whole: bool = True) -> list[Figure]:
    """Figures with their goals; in a whole run a goal whose figure was not measured is a miss."""
    measured = {figure.name for figure in figures}
    missing = [
        Figure(name, float("nan"), "", "measured", met=False)
        for name in goals
        if whole and name not in measured
    ]
    return [goals[f.name].judge(f) if f.name in goals else f for f in figures] + missing


def machine() -> str:
    """What the figures were measured on."""
    return f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}"
