"""`tratin crawl`: what portals publish, into the store and the index."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import click

from index.portals import load_portals, portal_folders
from index.processes import cores
from search.errors import InputError
from search.topics import taxonomy_of
from tools.console import grouped, pass_console
from tools.crawling import Plan
from tools.crawling import crawl as run
from tools.reasons import coded
from tools.watch.alarms import moment
from tools.watch.telling import iso

if TYPE_CHECKING:
    from collections.abc import Callable

    from index.crawl.progress import Progress
    from index.portals import Portals
    from tools.console import Console


@click.command()
@click.option(
    "--follow",
    is_flag=True,
    help="Chạy mãi: thăm lại, lập chỉ mục ngay khi có bài mới. / Go on for ever: visit again, build the "
    "index as soon as there is something new.",
)
@click.option(
    "--portal",
    "only",
    multiple=True,
    help="Chỉ cổng tin này (tên tệp). / Only this portal (name of its file).",
)
@click.option("--pages", type=click.IntRange(1), help="Dừng sau chừng này trang. / Stop after so many pages.")
@click.option(
    "--minutes", type=click.FloatRange(0.01), help="Dừng sau chừng này phút. / Stop after so many minutes."
)
@click.option(
    "--wait",
    type=click.FloatRange(0),
    default=5.0,
    show_default=True,
    help="Đợi các máy chủ được để yên, cả thảy chừng này phút. / Wait so many minutes in all for hosts that "
    "are left alone.",
)
@click.option("--no-build", is_flag=True, help="Không lập chỉ mục. / Do not build the index.")
@click.option(
    "--jobs",
    type=click.IntRange(1, 64),
    default=cores,
    help="Số tiến trình đọc trang; mặc định là số lõi. / Processes that read pages; by default one a core.",
)
@pass_console
def crawl(console: Console, *, only: tuple[str, ...], jobs: int, **plan: Any) -> None:
    """Thu thập các cổng tin đã bật. / Crawl the portals that are enabled.

    Fetches what is due, politely (robots.txt, pauses), keeps every page in the store, and builds the index.
    Can be ended at any moment, kill -9 included, and goes on where it was. docs/crawling.md describes it.
    """
    settings = console.settings
    portals = load_portals(portal_folders(settings.home), taxonomy_of(settings))
    _check(portals, only)
    minutes = plan["minutes"]
    seconds = minutes and minutes * 60
    limits = Plan(plan["follow"], plan["pages"], seconds, plan["wait"] * 60, not plan["no_build"], only)
    with console.status() as tell:
        progress = run(settings, portals, limits, jobs, _shown(tell))
    _summary(console, progress)


def _check(portals: Portals, only: tuple[str, ...]) -> None:
    known = {portal.key for portal in portals.all}
    if unknown := [key for key in only if key not in known]:
        raise InputError(
            f"there is no portal {unknown[0]!r}; `tratin portals` lists them",
            vietnamese=f"Không có cổng tin {unknown[0]!r}.",
        )


def _shown(tell: Callable[[str], None]) -> Callable[[Progress], None]:
    """Draws a line of what was done."""

    def show(progress: Progress) -> None:
        left = progress.waiting / progress.rate if progress.rate else 0
        tell(
            f"{grouped(progress.pages)} trang · {grouped(progress.added)} bài mới · "
            f"{progress.bytes / 1e6:.1f} MB · {progress.hosts} máy chủ · {progress.failed} lỗi · "
            f"{progress.rate:.1f}/s · {grouped(progress.waiting)} chờ ({left:.0f} s)"
        )

    return show


COUNTS = {
    "added": ("bài mới", "new articles"),
    "changed": ("bản mới", "changed"),
    "unchanged": ("không đổi", "unchanged"),
    "gone": ("đã gỡ", "gone"),
    "refused": ("không được lấy", "refused"),
    "failed": ("lỗi", "failed"),
}


def _summary(console: Console, progress: Progress) -> None:
    seconds = time.monotonic() - progress.begun
    counts = {name: getattr(progress, name) for name in COUNTS}
    parts = [(grouped(counts[name]), *words) for name, words in COUNTS.items() if counts[name]]
    done = f"{grouped(progress.pages)} trang · pages ({progress.bytes / 1e6:.1f} MB, {seconds:.0f} s)"
    console.say(
        f"Đã thăm {done}: {', '.join(f'{count} {word}' for count, word, _ in parts) or 'không có gì mới'}",
        ", ".join(f"{count} {word}" for count, _, word in parts) or "nothing new",
    )
    for reason, count in sorted(progress.failures.items(), key=lambda pair: -pair[1]):
        console.line(f"  {grouped(count)} {coded(reason)}")
    for each in progress.resting:
        console.say(
            f"Còn {grouped(each.due)} địa chỉ phải thăm: {each.host} được để yên đến {moment(each.until)}",
            f"addresses are still due: {each.host} is left alone until {moment(each.until)}",
        )
    told = {"pages": progress.pages, **counts, "bytes": progress.bytes, "named": progress.named}
    resting = [{"host": each.host, "until": iso(each.until), "due": each.due} for each in progress.resting]
    told_too = {"failures": progress.failures, "resting": resting, "seconds": round(seconds, 3)}
    console.emit({"summary": told, **told_too})
