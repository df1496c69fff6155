"""`tratin build`: the store into a new index generation."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import click

from index.store import open_store
from search.errors import EngineError, StoreError
from search.generations import current, manifest_of
from tools.building import make_ready, publish
from tools.console import grouped, pass_console

if TYPE_CHECKING:
    from pathlib import Path

    from tools.console import Console


@click.command()
@click.option(
    "--allow-empty",
    is_flag=True,
    help="Cho phép chỉ mục rỗng thay chỉ mục đang có bài. / Let an empty index replace one with articles.",
)
@click.option("--full", is_flag=True, help="Lập lại từ đầu. / Build from nothing, not on the index there is.")
@pass_console
def build(console: Console, *, allow_empty: bool, full: bool) -> None:
    """Lập chỉ mục từ kho. / Build the index from the store.

    Only what is new or changed is indexed; all of it after an upgrade of the program or its tables. Articles
    that an older cleaner or enricher made are made anew first. The new index replaces the old one at a
    stroke: a site that is running notices within a second and never fails a request. Interrupted, it goes on
    where it was when it is run again. A store without articles does not replace an index that has some,
    unless --allow-empty says so.
    """
    started = time.monotonic()
    with open_store(console.settings, write=True, create=False) as store:
        ready = make_ready(console.settings, store, console.progress)
        if not ready.documents and not allow_empty:
            _check_loses_nothing(console.settings.index_dir)
        stats = publish(console.settings, store, ready, console.progress, full=full)
    seconds = time.monotonic() - started
    console.say(
        f"Đã lập chỉ mục {grouped(stats.articles)} bài ({stats.bytes / 1e6:.1f} MB, {seconds:.1f} s)",
        f"indexed {grouped(stats.articles)} articles as {stats.generation}",
    )
    console.emit(
        {
            "generation": stats.generation,
            "articles": stats.articles,
            "bytes": stats.bytes,
            "refreshed": ready.refreshed,
            "seconds": round(seconds, 3),
        }
    )


def _check_loses_nothing(index_dir: Path) -> None:
    """Refuse where the index that serves has articles: a store that lost its database looks empty too."""
    try:
        articles = manifest_of(index_dir / current(index_dir)).documents
    except EngineError:  # there is none, or it is damaged
        return
    if articles:
        raise StoreError(
            f"the store has no articles, the index has {articles}: not replaced. If the store lost its "
            "database, restore that from a copy; --allow-empty makes the empty index all the same",
            vietnamese=f"Kho không có bài nào, chỉ mục đang có {grouped(articles)} bài: giữ nguyên chỉ mục.",
        )
