"""`tratin status`: what is in the store and in the index, how the crawl goes, and what is wrong with any."""

from __future__ import annotations

import time
from itertools import groupby
from typing import TYPE_CHECKING

import click

from index.knowing import knowing_of
from index.store import open_store
from search.engine import open_reader, stale_parts
from search.errors import EngineError
from tools.console import both, grouped, pass_console
from tools.vietnamese import skipped
from tools.watch.alarms import Limits
from tools.watch.lines import lines
from tools.watch.observing import observe

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from index.knowing import Knowing
    from index.store import Alarm, Store
    from search.model import Stats
    from tools.console import Console
    from tools.watch.alarms import Raised
    from tools.watch.observing import Observed

ALARMED = 9
"""Exit code of `--alarms` where there is an alarm."""


@click.command()
@click.option(
    "--alarms",
    is_flag=True,
    help="Chỉ in cảnh báo, mỗi cái một dòng; mã thoát 9 nếu có. / Only alarms, a line each, and exit code 9; "
    "nothing and 0 if there are none: for cron.",
)
@click.option(
    "--hours",
    type=click.FloatRange(0.1),
    default=24,
    show_default=True,
    help="Báo động khi cổng không lấy được trang nào quá chừng này giờ. / Hours after which a portal without "
    "success is an alarm.",
)
@click.option(
    "--expect-follow",
    is_flag=True,
    help="Báo động khi không có tiến trình thu thập đang chạy. / No crawl that runs is an alarm too.",
)
@pass_console
def status(console: Console, *, alarms: bool, hours: float, expect_follow: bool) -> int:
    """Cho biết kho, chỉ mục, việc thu thập. / Tell of the store, the index and the crawl.

    Of each portal that is crawled: when it answered last, new articles and pages of 14 days, what waits, why
    visits failed, what was left out. docs/crawling.md says how to read it.
    """
    limits, now = Limits(hours, expect_follow), int(time.time())
    with open_store(console.settings, write=False) as store:
        knowing = knowing_of(console.settings, store)
        observed = observe(console.settings, store, knowing.portals, limits, now)
        if alarms:
            return _only_alarms(console, observed.raised)
        _tell(console, store, knowing, observed)
    return 0


def _only_alarms(console: Console, found: Sequence[Raised]) -> int:
    for each in found:
        console.emit(each._asdict())
        console.line(each.line)
    return ALARMED if found else 0


def _tell(console: Console, store: Store, knowing: Knowing, observed: Observed) -> None:
    counts = dict(store.counts())
    stale = store.stale(knowing.stamp_of)
    stats, problem, outdated = _index(console, knowing.made_from)
    console.emit(
        {
            "home": str(console.settings.home),
            "store": counts,
            "stale": stale,
            "problem": str(problem) if problem else None,
            "outdated": list(outdated),
            "alarms": [alarm._asdict() for alarm in observed.rules],
            "index": stats
            and {
                "generation": stats.generation,
                "articles": stats.articles,
                "built": stats.built.isoformat(),
                "bytes": stats.bytes,
                "first_year": stats.first_year,
                "last_year": stats.last_year,
            },
            **observed.facts(),
        }
    )
    console.line(f"Thư mục · home: {console.settings.home}")
    for each in observed.raised:
        if each.code != "rules":  # told below, one selector a line
            console.line(f"CẢNH BÁO · ALARM: {each.line}")
    for line in (*_alarm_lines(observed.rules), *_store_lines(counts)):
        console.line(line)
    if stale:
        console.line(f"Kho · store: {grouped(stale)} cần làm sạch lại (tratin clean) · to be cleaned anew")
    for line in (*_index_lines(stats, problem, outdated), *_crawl_lines(observed)):
        console.line(line)


def _crawl_lines(observed: Observed) -> Iterator[str]:
    if observed.machine.crawls:
        yield "Thu thập · crawl: đang chạy · running"
    elif observed.portals:
        yield "Thu thập · crawl: không chạy · not running"
    for portal in observed.portals:
        yield from lines(portal, observed.now)


def _alarm_lines(alarms: Sequence[Alarm]) -> Iterator[str]:
    """The rules of portals that fit no more, by source, so that nobody overlooks them."""
    for source, found in groupby(alarms, key=lambda alarm: alarm.source):
        some = list(found)
        yield (
            f"CẢNH BÁO · ALARM: {source}: {len(some)} quy tắc không khớp trang nào trong "
            f"{some[0].documents} bài mới nhất · rules match nothing on the newest articles"
        )
        yield from (f"  {alarm.selector}" for alarm in some)


def _index(
    console: Console, made_from: Mapping[str, str]
) -> tuple[Stats | None, EngineError | None, tuple[str, ...]]:
    """What the index holds or why there is none, and what it was made by that has changed since."""
    try:
        outdated = stale_parts(console.settings, made_from)
    except EngineError:
        outdated = ()
    try:
        return open_reader(console.settings).stats(), None, outdated
    except EngineError as error:
        return None, error, outdated


def _index_lines(stats: Stats | None, problem: EngineError | None, outdated: Sequence[str]) -> Iterator[str]:
    if stats is None:
        yield f"Chỉ mục · index: {both(problem.vietnamese, str(problem)) if problem else ''}"
        return
    yield (
        f"Chỉ mục · index: {grouped(stats.articles)} bài · articles, {stats.generation}, "
        f"{stats.built:%d/%m/%Y %H:%M}, {stats.bytes / 1e6:.1f} MB"
    )
    if outdated:
        yield (
            f"Chỉ mục cũ hơn chương trình ({', '.join(outdated)}): hãy chạy `tratin build` · "
            "older than the program: run `tratin build`"
        )


def _store_lines(counts: Mapping[str, int]) -> Iterator[str]:
    number = {name: grouped(count) for name, count in counts.items()}
    yield (
        f"Kho · store: {number['articles']} bài · articles, {number['documents']} văn bản sạch · clean, "
        f"{number['skipped']} bỏ qua · skipped, {number['versions']} bản gốc · versions "
        f"({counts['raw_bytes'] / 1e6:.1f} MB, {counts['warc_bytes'] / 1e6:.1f} MB trên đĩa · on disk)"
    )
    for name, count in number.items():
        kind, _, reason = name.partition("/")
        if kind == "skipped" and reason:
            yield f"  bỏ qua · skipped: {count} {skipped(reason)}"
