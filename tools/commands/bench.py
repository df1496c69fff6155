"""`tratin bench`: how fast, on this machine, and how durable."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from search.errors import InputError
from tools.console import NamedPath, pass_console
from tools.measure.backup import measure_backup
from tools.measure.chain import measure_chain
from tools.measure.cleaning import timing
from tools.measure.cleaning.memory import measure_memory
from tools.measure.cleaning.peers import installed
from tools.measure.crash import measure_crashes
from tools.measure.crawl.frontier import measure_frontier
from tools.measure.crawl.speed import measure_crawl
from tools.measure.engine.peers import PEERS
from tools.measure.engine.run import PARTS, Comparison, compare
from tools.measure.enrich.run import speed_figures
from tools.measure.figures import GOALS, Report, goals_of, judged, machine
from tools.measure.precedents.run import Subject, measure_precedents
from tools.measure.private import private_data
from tools.measure.query import measure_query
from tools.measure.segmentation import measure_speed
from tools.measure.speed import SUBJECTS, measure
from tools.measure.web import Load, browser_path, measure_web
from tools.recording import Record
from tools.reporting import finish, record_option

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from tools.console import Console
    from tools.measure.figures import Figure

ARTICLES, ARTICLES_OF_BACKUP = 1_000, 20_000
"""How many articles are made without --articles."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be measured, and on what: the options of the command."""

    subject: str
    data: Path | None
    articles: int | None
    peers: tuple[str, ...]
    trials: int
    count: int
    seconds: float
    seed: int
    keep: Path | None
    parts: tuple[str, ...]
    page: Path | None

    @property
    def size(self) -> int:
        """How many articles."""
        return self.articles or (ARTICLES_OF_BACKUP if self.subject == "backup" else ARTICLES)

    def record(self, scope: str, *, whole: bool = True) -> Record | None:
        """Where the figures are recorded, if they are."""
        return Record(self.page, scope, whole) if self.page else None


def _bench_commands(console: Console, wanted: Wanted) -> None:
    """Whole commands on a scratch home."""
    subject, data, articles = wanted.subject, wanted.data, wanted.size
    figures = measure(subject, data, articles, wanted.seed)
    if data is not None:
        figures = judged(figures, goals_of(GOALS, subject))
    named = data.name if data else f"{articles} synthetic articles, seed {wanted.seed} (not comparable)"
    report = Report(f"bench {subject}", machine(), named, figures)
    finish(console, report, wanted.record(_scope(data, figures)))


def _bench_analysis(console: Console, wanted: Wanted) -> None:
    """Ratios to pyvi hold on any machine; the goals are for real articles."""
    private = private_data()
    figures = [*measure_speed(private), *measure_chain(private)]
    if private is not None:
        figures = judged(figures, goals_of(GOALS, "analysis"))
    named = "seeds and party articles" if private else "seeds and synthetic articles (not comparable)"
    finish(console, Report("bench analysis", machine(), named, figures), wanted.record(named))


def _bench_enrich(console: Console, wanted: Wanted) -> None:
    """The goals are for real articles."""
    private = private_data()
    figures = speed_figures(private, wanted.size, wanted.seed)
    if private is not None:
        figures = judged(figures, goals_of(GOALS, "enrich"))
    named = "party articles" if private else f"synthetic articles, seed {wanted.seed} (not comparable)"
    finish(console, Report("bench enrich", machine(), named, figures), wanted.record(named))


def _bench_clean(console: Console, wanted: Wanted) -> None:
    """Ratios to trafilatura hold on any machine where it is; memory holds anywhere."""
    private = private_data()
    figures = [*timing.measure_speed(private, wanted.seed), *measure_memory(wanted.count, wanted.seed)]
    figures = judged(figures, goals_of(GOALS, "clean"), whole=timing.PEER in installed())
    of = f"{'a real and ' if private else ''}synthetic pages, seed {wanted.seed}"
    named = f"{of}; memory over {wanted.count:,} pages"
    finish(console, Report("bench clean", machine(), named, figures), wanted.record(named))


def _bench_engine(console: Console, wanted: Wanted) -> None:
    """Goals go by the number of articles, and hold where our engine and tantivy took part."""
    data, articles, seed = wanted.data, wanted.size, wanted.seed
    comparison = Comparison(data, articles, seed, wanted.peers, wanted.parts, wanted.keep)
    figures = compare(comparison, lambda line: click.echo(line, err=True))
    count = round(next(figure.value for figure in figures if figure.name == "articles"))
    if data is not None and any(figure.name == "bytes on disk" for figure in figures):
        figures = judged(figures, goals_of(GOALS, f"engine-{count}"), whole=not wanted.parts)
    named = data.name if data else f"{articles} synthetic articles, seed {seed} (not comparable)"
    report = Report("bench engine", machine(), f"{named}, {count} articles", figures)
    finish(console, report, wanted.record(_scope(data, figures), whole=comparison.whole))


def _bench_query(console: Console, wanted: Wanted) -> None:
    """The goals are for 100,000 articles of a file."""
    data, articles = wanted.data, wanted.size
    if data is None:
        raise InputError("`bench query` needs --data", vietnamese="Cần --data: tệp JSON Lines có các bài.")
    figures = measure_query(data, articles, wanted.seed, wanted.keep)
    figures = judged(figures, goals_of(GOALS, f"query-{articles}"))
    report = Report("bench query", machine(), f"{data.name}, {articles} articles", figures)
    finish(console, report, wanted.record(_scope(data, figures)))


def _bench_web(console: Console, wanted: Wanted) -> None:
    """The goals are for 100,000 articles of a file; those of a browser hold where there is one."""
    load = Load(wanted.data, wanted.size, wanted.seed, wanted.seconds, wanted.keep)
    figures = measure_web(load, lambda line: click.echo(line, err=True))
    if load.data is not None:
        figures = judged(figures, goals_of(GOALS, f"web-{load.articles}"), whole=browser_path() is not None)
    named = load.data.name if load.data else "synthetic articles (not comparable)"
    of = f"{named}, {load.articles} articles, seed {load.seed}, {load.seconds:g} s each"
    finish(console, Report("bench web", machine(), of, figures), wanted.record(_scope(load.data, figures)))


def _bench_precedents(console: Console, wanted: Wanted) -> None:
    """The goals are for 100,000 articles of a file."""
    data, articles = wanted.data, wanted.size
    if data is None:
        raise InputError(
            "`bench precedents` needs --data", vietnamese="Cần --data: tệp JSON Lines có các bài."
        )
    subject = Subject(data, articles, wanted.seed, wanted.keep)
    figures = measure_precedents(subject, lambda line: click.echo(line, err=True))
    figures = judged(figures, goals_of(GOALS, f"precedents-{articles}"))
    report = Report("bench precedents", machine(), f"{data.name}, {articles} articles", figures)
    finish(console, report, wanted.record(_scope(data, figures)))


def _bench_crawl(console: Console, wanted: Wanted) -> None:
    """The goals of the crawl hold for any number of pages but a few, those of the frontier for a million."""
    subject, count, seed = wanted.subject, wanted.count, wanted.seed
    measured = measure_crawl(count, seed) if subject == "crawl" else measure_frontier(count, seed)
    is_whole = count >= (10_000 if subject == "crawl" else 1_000_000)
    figures = judged(list(measured), goals_of(GOALS, subject)) if is_whole else list(measured)
    named = f"{count:,} {'pages' if subject == 'crawl' else 'addresses'}, seed {seed}"
    report = Report(f"bench {subject}", machine(), named, figures)
    finish(console, report, wanted.record(named))


def _bench_backup(console: Console, wanted: Wanted) -> None:
    """The goals say that nothing is lost, and hold for any articles."""
    figures = judged(list(measure_backup(wanted.data, wanted.size, wanted.seed)), goals_of(GOALS, "backup"))
    scope = _scope(wanted.data, figures)
    finish(
        console,
        Report("bench backup", machine(), f"{scope}, seed {wanted.seed}", figures),
        wanted.record(scope),
    )


def _bench_crash(console: Console, wanted: Wanted) -> None:
    """What went wrong is told before the figures; the goals hold on any machine."""
    figures, notes = measure_crashes(wanted.trials, wanted.seed)
    for note in notes:
        console.line(note)
    named = f"{wanted.trials} kills and {wanted.trials} damaged files, seed {wanted.seed}"
    report = Report("bench crash", machine(), named, judged(figures, goals_of(GOALS, "crash")))
    finish(console, report, wanted.record(named))


def _scope(data: Path | None, figures: list[Figure]) -> str:
    """How many articles were measured, and whether they were made up."""
    count = round(next(figure.value for figure in figures if figure.name == "articles"))
    return f"{count:,} articles" if data else f"{count:,} made-up articles (not comparable)"


_BENCHES: Mapping[str, Callable[[Console, Wanted], None]] = {
    **dict.fromkeys(SUBJECTS, _bench_commands),
    "query": _bench_query,
    "clean": _bench_clean,
    "enrich": _bench_enrich,
    "analysis": _bench_analysis,
    "engine": _bench_engine,
    "crash": _bench_crash,
    "crawl": _bench_crawl,
    "frontier": _bench_crawl,
    "backup": _bench_backup,
    "web": _bench_web,
    "precedents": _bench_precedents,
}
"""Every subject, and what measures it."""


@click.command()
@click.argument("subject", type=click.Choice([*_BENCHES]))
@click.option(
    "--data",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Tệp JSON Lines để đo. / JSON Lines file to measure on; goals hold only then.",
)
@click.option(
    "--articles",
    type=click.IntRange(10),
    show_default=f"{ARTICLES}; backup: {ARTICLES_OF_BACKUP}",
    help="Số bài tự tạo khi không có --data. / Articles of our own making without --data; "
    "for engine, query, web, precedents and backup also how many of --data.",
)
@click.option(
    "--peers",
    type=click.Choice([*PEERS]),
    multiple=True,
    help="Chỉ những công cụ này (engine). / Only these engines, each with the option again (engine).",
)
@click.option(
    "--trials",
    type=click.IntRange(1),
    default=200,
    show_default=True,
    help="Số lần thử của `crash`. / Kills, and damaged files, of `crash`.",
)
@click.option(
    "--pages",
    "count",
    type=click.IntRange(1),
    default=20_000,
    show_default=True,
    help="Số trang để xem bộ nhớ (clean), số trang (crawl), số địa chỉ (frontier). / Pages over which memory "
    "is watched (clean), that are crawled (crawl), or addresses (frontier).",
)
@click.option(
    "--seconds",
    type=click.FloatRange(0.5),
    default=30.0,
    show_default=True,
    help="Số giây của mỗi lượt tải (web). / Seconds that each load lasts (web).",
)
@click.option("--seed", default=1, show_default=True, help="Hạt giống ngẫu nhiên. / Random seed.")
@click.option(
    "--keep",
    type=NamedPath(file_okay=False, path_type=Path),
    help="Thư mục giữ lại bài đã phân tích và chỉ mục (engine), chỉ mục (query), thư mục dữ liệu (web, "
    "precedents). / Folder where analysed articles and indexes (engine), the index (query) or the home (web, "
    "precedents) stay; a later run on the same articles goes on with them.",
)
@click.option(
    "--only",
    "parts",
    type=click.Choice(PARTS),
    multiple=True,
    metavar="PART",
    help="Chỉ những phần này (engine). / Only this part, the option again for each: "
    f"{'; '.join(PARTS)} (engine).",
)
@record_option
@pass_console
def bench(console: Console, subject: str, **given: Any) -> None:
    """Đo tốc độ và độ bền. / Measure speed, of what is named; or durability, `crash`.

    `add`, `build` and `search` work in a scratch folder. `query`: whole answers to queries of all kinds over
    --articles of --data, suggestions and corrections; --keep keeps the index.
    `analysis` is measured against pyvi on the same
    texts, those of TRATIN_PRIVATE_DATA if it is set. `clean`: articles out of HTML, against trafilatura where
    `make peers` has installed it, and memory over many pages; it needs a checkout. `enrich`: articles a
    second of each part, on those of TRATIN_PRIVATE_DATA if it is set, and near-duplicates among a thousand
    times --articles. `engine` is the embedded engine beside others on the same terms; `make peers` installs
    those. With --keep a long run may be done in
    parts: what was built is not built again, and --only asks for some rows. `crawl`: --pages pages from a
    server on loopback beside what that server can do; `frontier`: --pages addresses. `web`: results pages and
    suggestions over --articles, from `tratin serve` in two processes to visitors in a process of their own,
    and a page in Chromium on a slow line; --keep keeps the home. `precedents`: lines, wordings, company and
    timelines of frequent phrases among --articles of --data, each asked of an emptied memory, and exports.
    `crash` kills writers
    of a small index at random moments and damages its files: nothing may be lost. `backup`: a home folder of
    --articles is backed up, restored, and asked the same as before.
    Goals are in tools/goals.toml. Exit code 7 if one is missed.
    """
    _BENCHES[subject](console, Wanted(subject, **given))
