"""`tratin quality`: how right, against floors that only rise."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import click

from search.errors import InputError
from tools.console import pass_console
from tools.measure.cleaning.peers import peer_figures
from tools.measure.cleaning.run import (
    by_layout,
    front_marks,
    own_figures,
    own_marks,
    real_figures,
    real_marks,
    worst,
)
from tools.measure.enrich.run import quality_figures
from tools.measure.facts import measure_seeds
from tools.measure.figures import FLOORS, Report, goals_of, judged, machine
from tools.measure.language import measure_language
from tools.measure.precedents.planted import quality_figures as similar_figures
from tools.measure.private import private_data
from tools.measure.ranking.known import ARTICLES, known_figures
from tools.measure.ranking.run import ranking_figures
from tools.measure.segmentation import measure_equality, measure_f1
from tools.recording import Record
from tools.reporting import finish, record_option

if TYPE_CHECKING:
    from tools.console import Console
    from tools.measure.figures import Figure, Goal


_NEARLY = 0.05
"""So far a share may be from one in so many: 0.33 is a third."""

SUBJECTS = ("seeds", "analysis", "ranking", "clean", "enrich", "language", "similar")


@click.command()
@click.argument("subject", type=click.Choice(SUBJECTS))
@click.option(
    "--share",
    type=click.FloatRange(0.0001, 1.0),
    default=1.0,
    show_default=True,
    help="Phần dữ liệu được so. / Share of the data that `analysis` compares with pyvi, of the synthetic "
    "pages of `clean`, of the made-up texts of `enrich`, of the questions of `ranking`, and of the private "
    "articles of `language`. A share of the last two has floors of its own, or none.",
)
@click.option(
    "--seed",
    default=1,
    show_default=True,
    help="Hạt giống của những gì tự tạo. / Seed of what is made up.",
)
@click.option(
    "--show",
    type=click.IntRange(0),
    default=0,
    metavar="N",
    help="In ra N trang tệ nhất (clean). / Print the N worst pages, and what is wrong on each (clean).",
)
@click.option(
    "--items",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Tệp JSON Lines có các bài để hỏi lại (ranking), hay để lẫn vào (similar). / JSON Lines file of "
    "articles to be found again (ranking), or among which others are to be found (similar).",
)
@record_option
@pass_console
def quality(  # noqa: PLR0913, PLR0917 - an option each
    console: Console,
    subject: str,
    share: float,
    seed: int,
    show: int,
    items: Path | None,
    page: Path | None,
) -> None:
    """Đo độ đúng. / Measure how right the product is.

    `seeds`: the facts expected of the seed articles. `analysis`: equality with pyvi and, with
    TRATIN_PRIVATE_DATA, words found in the treebank. `ranking`: judged questions through the whole
    product beside BM25 (and bm25s after `make peers`); it needs TRATIN_PRIVATE_DATA; with --items, articles
    are asked for by their titles and a few words too. `clean`: articles out of HTML,
    on synthetic pages, which a checkout has, and on real ones with TRATIN_PRIVATE_DATA, beside others that
    do so (`make peers`; that takes minutes); --show prints the worst pages. `enrich`: places, topics,
    documents cited, speakers, dates and near-duplicates, on labelled texts, real ones with
    TRATIN_PRIVATE_DATA, and on made-up ones. `language`: marks restored and slips found; with
    TRATIN_PRIVATE_DATA on held-out party articles too. `similar`: passages of articles worded otherwise,
    among made-up articles or those of --items: how often their article is among the first three. Floors
    are in tools/quality.toml.
    Exit code 7 if one is missed.
    """
    if subject == "seeds":
        data, figures = "the five seed articles", measure_seeds()
        floors = goals_of(FLOORS, subject)
    elif subject == "ranking":
        told = _told(share)
        data, figures = f"questions of law, seed {seed}{told}", _ranking(seed, items, share)
        floors = goals_of(FLOORS, f"{subject}{told}")
    elif subject == "clean":
        data, figures, floors = _clean(seed, share, show)
    elif subject == "enrich":
        data, figures, floors = _enrich(seed, share)
    elif subject == "similar":
        data, figures, floors = _similar(seed, items)
    elif subject == "language":
        data, figures, floors = _language(seed, share)
    else:
        data, figures, floors = _analysis(share)
    report = Report(f"quality {subject}", machine(), data, judged(figures, floors))
    finish(console, report, Record(page, data) if page else None)


def _told(share: float) -> str:
    """How a share is told, in the names of its floors too; the whole goes without saying.

    Raises `InputError` for one that is no half, third, fourth and so on.
    """
    if abs(1 / share - round(1 / share)) > _NEARLY:
        raise InputError(
            "a share of questions or articles is 1, 0.5, 0.25 or another of one in so many",
            vietnamese="Phần câu hỏi hay bài là 1, 0.5, 0.25 hoặc một phần mấy khác.",
        )
    return "" if share == 1 else f", share {share:g}"


def _ranking(seed: int, items: Path | None, share: float) -> list[Figure]:
    private = private_data()
    if private is None:
        raise InputError(
            "`quality ranking` needs the private data: set TRATIN_PRIVATE_DATA to the folder of data/",
            vietnamese="Cần dữ liệu riêng: hãy đặt biến môi trường TRATIN_PRIVATE_DATA.",
        )
    known = known_figures(items, ARTICLES, seed) if items else ()
    return [*ranking_figures(private, seed, share), *known]


def _clean(seed: int, share: float, show: int) -> tuple[str, list[Figure], dict[str, Goal]]:
    """Pages of both kinds; what went wrong is told on stderr. Floors of real pages hold where these are."""
    own, fronts, real = own_marks(seed, share), front_marks(seed, share), real_marks(private_data())
    for line in (*worst(own, show), *worst(fronts, show), *worst(real, show)):
        click.echo(line, err=True)
    named = f"{len(own) + len(fronts)} synthetic pages, seed {seed}" + (
        f", and {len(real)} real ones" if real else ""
    )
    figures = [*own_figures(own), *own_figures(fronts, "front ends"), *real_figures(real)]
    figures += peer_figures([each.sample for each in own], "own pages", by_layout(own))
    figures += peer_figures([each.sample for each in fronts], "front ends", by_layout(fronts))
    figures += peer_figures([each.sample for each in real], "real pages")
    return named, figures, _where_measured(figures, "clean", whole=bool(real))


def _enrich(seed: int, share: float) -> tuple[str, list[Figure], dict[str, Goal]]:
    """Floors of real articles hold only where these are."""
    private = private_data()
    figures = quality_figures(private, share, seed)
    named = f"labelled texts, made-up ones of seed {seed}, share {share:g}" + (
        ", and labelled real articles" if private else ""
    )
    return named, figures, _where_measured(figures, "enrich", whole=private is not None)


def _language(seed: int, share: float) -> tuple[str, list[Figure], dict[str, Goal]]:
    """Marks of the seeds come from the private articles; without these from so little that floors are low."""
    private, told = private_data(), _told(share)
    with TemporaryDirectory() as folder:
        figures = list(measure_language(private, Path(folder), seed, share))
    if private is None:
        return "the five seed articles, each by the other four", figures, goals_of(FLOORS, "language-seeds")
    named = f"the five seed articles, and held-out party articles, seed {seed}{told}"
    return named, figures, goals_of(FLOORS, f"language{told}")


def _similar(seed: int, items: Path | None) -> tuple[str, list[Figure], dict[str, Goal]]:
    """Passages of real articles where these are, else of made-up ones: the floors hold for both."""
    private = private_data()
    figures = similar_figures(private, items, seed)
    among = items.name if items else "made-up articles"
    named = f"passages of {'party news' if private else 'made-up articles'} among {among}, seed {seed}"
    return named, figures, goals_of(FLOORS, "similar")


def _analysis(share: float) -> tuple[str, list[Figure], dict[str, Goal]]:
    """Floors of what needs the private data hold only where it is."""
    private = private_data()
    figures = [*measure_equality(private, share), *measure_f1(private)]
    floors = _where_measured(figures, "analysis", whole=private is not None)
    named = "seeds, odd strings, articles" + (", treebank" if private else " of our own making")
    return f"{named}; share {share:g}", figures, floors


def _where_measured(figures: list[Figure], subject: str, *, whole: bool) -> dict[str, Goal]:
    """The floors of a subject; where a part of its data is absent, only those of what was measured."""
    measured = {figure.name for figure in figures}
    floors = goals_of(FLOORS, subject)
    return floors if whole else {name: goal for name, goal in floors.items() if name in measured}
