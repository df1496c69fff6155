"""`tratin status`: what is in the store and in the index."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

import click

from index.knowing import knowing_of
from index.store import open_store
from search.engine import open_reader, stale_parts
from search.errors import EngineError
from tools.console import grouped, pass_console
from tools.vietnamese import skipped

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from index.store import Alarm
    from search.model import Stats
    from tools.console import Console


@click.command()
@pass_console
def status(console: Console) -> None:
    """Cho biết kho và chỉ mục có gì. / Tell what the store and the index hold."""
    with open_store(console.settings, write=False) as store:
        counts = dict(store.counts())
        knowing = knowing_of(console.settings, store)
        stale = store.stale(knowing.stamp_of)
        alarms = store.alarms()
    stats, problem, outdated = _index(console, knowing.made_from)
    console.emit(
        {
            "home": str(console.settings.home),
            "store": counts,
            "stale": stale,
            "problem": str(problem) if problem else None,
            "outdated": list(outdated),
            "alarms": [alarm._asdict() for alarm in alarms],
            "index": stats
            and {
                "generation": stats.generation,
                "articles": stats.articles,
                "built": stats.built.isoformat(),
                "bytes": stats.bytes,
                "first_year": stats.first_year,
                "last_year": stats.last_year,
            },
        }
    )
    console.line(f"Thư mục · home: {console.settings.home}")
    for line in _store_lines(counts):
        console.line(line)
    if stale:
        console.line(f"Kho · store: {grouped(stale)} cần làm sạch lại (tratin clean) · to be cleaned anew")
    for line in _alarm_lines(alarms):
        console.line(line)
    if stats is None:
        known = problem.vietnamese if problem else ""
        console.line(f"Chỉ mục · index: {known} · {problem}")
        return
    console.line(
        f"Chỉ mục · index: {grouped(stats.articles)} bài · articles, {stats.generation}, "
        f"{stats.built:%d/%m/%Y %H:%M}, {stats.bytes / 1e6:.1f} MB"
    )
    if outdated:
        console.line(
            f"Chỉ mục cũ hơn chương trình ({', '.join(outdated)}): hãy chạy `tratin build` · "
            "older than the program: run `tratin build`"
        )


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
