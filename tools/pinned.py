"""`tratin clean --pin` and `--check-pins`: pages of a home folder that are to be read as they were."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from index.clean.knowledge import Known
from index.knowing import knowing_of
from index.store import open_store
from index.store.database import is_missing
from tools.console import grouped
from tools.explaining import target_of
from tools.pinning import check, pin, pins

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from index.pages import RawPage
    from search.settings import Settings
    from tools.console import Console

DRIFTED = 7
"""Exit code where a pinned page is read differently."""


def pin_target(console: Console, target: str, source: str) -> None:
    """Keep a page, and what is made of it now, in the folder `pins` of the home."""
    page, known = target_of(console.settings, target, source)
    path = pin(page, known, console.settings.home / "pins")
    console.say(f"Đã giữ {path}", "pinned")
    console.emit({"pin": str(path)})


@contextmanager
def _known_now(settings: Settings) -> Iterator[Callable[[RawPage, Known], Known]]:
    """What `tratin clean` would be told of a page now; without a store, with what was learned when pinned."""
    if is_missing(settings.store_url):
        alone = knowing_of(settings, None)
        yield lambda page, pinned: Known(alone.known_of(page).rules, pinned.repeated)
        return
    with open_store(settings, write=False) as store:
        knowing = knowing_of(settings, store)
        yield lambda page, _: knowing.known_of(page)


def check_pins(console: Console) -> None:
    """Compare pinned pages with what cleaner and rules make of them now; ends with 7 on a drift."""
    folder = console.settings.home / "pins"
    with _known_now(console.settings) as known_of:
        number, drifts = len(pins(folder)), check(folder, known_of)
    for drift in drifts:
        console.line(drift.message)
        console.emit({"pin": str(drift.pin), "field": drift.field})
    drifted = len({drift.pin for drift in drifts})
    console.say(
        f"{grouped(number)} trang đã giữ, {grouped(drifted)} trang đọc khác trước",
        "pages pinned, those read differently",
    )
    console.emit({"summary": {"pins": number, "drifted": drifted}})
    if drifts:
        raise click.exceptions.Exit(DRIFTED)
