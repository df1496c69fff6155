"""`tratin quality`: how right, against floors that only rise."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from search.errors import InputError
from tools.console import pass_console
from tools.measure.facts import measure_seeds
from tools.measure.figures import FLOORS, Report, goals_of, judged, machine
from tools.measure.pairs import measure_pairs
from tools.measure.private import private_data
from tools.measure.segmentation import measure_equality, measure_f1
from tools.recording import Record
from tools.reporting import finish, record_option

if TYPE_CHECKING:
    from pathlib import Path

    from tools.console import Console
    from tools.measure.figures import Figure, Goal


@click.command()
@click.argument("subject", type=click.Choice(["seeds", "analysis", "pairs"]))
@click.option(
    "--share",
    type=click.FloatRange(0.0001, 1.0),
    default=1.0,
    show_default=True,
    help="Phần dữ liệu được so. / Share of the data that `analysis` compares with pyvi.",
)
@record_option
@pass_console
def quality(console: Console, subject: str, share: float, page: Path | None) -> None:
    """Đo độ đúng. / Measure how right the product is.

    `seeds`: the facts expected of the seed articles. `analysis`: equality with pyvi and, with
    TRATIN_PRIVATE_DATA, words found in the treebank. `pairs`: what pairs of syllables add to ranking, by
    where they come from, on questions of law; it needs TRATIN_PRIVATE_DATA. Floors are in
    tools/quality.toml. Exit code 7 if one is missed.
    """
    if subject == "seeds":
        data, figures = "the five seed articles", measure_seeds()
        floors = goals_of(FLOORS, subject)
    elif subject == "pairs":
        data, figures = "questions of law", _pairs()
        floors = goals_of(FLOORS, subject)
    else:
        data, figures, floors = _analysis(share)
    report = Report(f"quality {subject}", machine(), data, judged(figures, floors))
    finish(console, report, Record(page, data) if page else None)


def _pairs() -> list[Figure]:
    private = private_data()
    if private is None:
        raise InputError(
            "`quality pairs` needs the private data: set TRATIN_PRIVATE_DATA to the folder that holds data/",
            vietnamese="Cần dữ liệu riêng: hãy đặt biến môi trường TRATIN_PRIVATE_DATA.",
        )
    return list(measure_pairs(private))


def _analysis(share: float) -> tuple[str, list[Figure], dict[str, Goal]]:
    """Floors of what needs the private data hold only where it is."""
    private = private_data()
    figures = [*measure_equality(private, share), *measure_f1(private)]
    measured = {figure.name for figure in figures}
    floors = goals_of(FLOORS, "analysis")
    if private is None:
        floors = {name: goal for name, goal in floors.items() if name in measured}
    named = "seeds, odd strings, articles" + (", treebank" if private else " of our own making")
    return f"{named}; share {share:g}", figures, floors
