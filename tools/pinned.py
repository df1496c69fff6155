"""`tratin clean --pin` and `--check-pins`: pages of a home folder that are read as they were."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tools.console import grouped
from tools.explaining import target_of
from tools.pinning import check, pin, pins

if TYPE_CHECKING:
    from tools.console import Console

DRIFTED = 7
"""Exit code where a pinned page is read differently."""


def pin_target(console: Console, target: str, source: str) -> None:
    """Keep a page, and what is made of it now, in the folder `pins` of the home."""
    page, known = target_of(console.settings, target, source)
    path = pin(page, known, console.settings.home / "pins")
    console.say(f"Đã giữ {path}", "pinned")
    console.emit({"pin": str(path)})


def check_pins(console: Console) -> None:
    """Compare all pinned pages with what the cleaner makes of them; ends with 7 where one drifts."""
    folder = console.settings.home / "pins"
    number, drifts = len(pins(folder)), check(folder)
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
