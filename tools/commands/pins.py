"""`tratin pins`: checks the table of pinned results."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from search.edited import own_path, text_of
from search.engine import open_reader
from search.errors import EngineError
from search.model import VIETNAM
from search.pin_review import remarks_on
from search.pin_table import problems_in, read_pins
from search.pins import NAME
from tools.checking import tell_missing, tell_problems, tell_remarks
from tools.console import both, pass_console

if TYPE_CHECKING:
    from collections.abc import Callable

    from tools.console import Console


@click.group()
def pins() -> None:
    """Bài ghim: kiểm tra bảng. / Pinned results: check the table.

    The table is pins.toml in the home folder, or what the setting `pins_file` names; docs/staff.md tells how
    to edit it. It needs no build: start `tratin serve` again after a change.
    """


@pins.command()
@click.argument("file", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@pass_console
def check(console: Console, file: Path | None) -> int:
    """Kiểm tra bảng bài ghim, nói mọi lỗi. / Check a table of pinned results, tell every mistake.

    FILE is a table; without it, the one in use. Also tells pins that are over, two pins for one query and,
    where there is an index, articles that are not in it. Exit code 2 if anything is wrong, 0 if there are
    only notes.
    """
    path = file or own_path(console.settings, "pins_file", NAME)
    if path is None:
        return tell_missing(console, console.settings.home / NAME)
    text = text_of(path)
    problems = problems_in(text)
    held = () if problems else read_pins(text, str(path))
    today = datetime.now(VIETNAM).date()
    remarks = list(remarks_on(held, today, _is_there(console) if held else None))
    console.emit(
        {
            "file": str(path),
            "pins": len(held),
            "problems": [one._asdict() for one in problems],
            "remarks": [one._asdict() for one in remarks],
        }
    )
    tell_remarks(console, remarks)
    return tell_problems(console, path, problems)


def _is_there(console: Console) -> Callable[[str], bool] | None:
    """Whether an article is in the index; None where there is no index to ask."""
    reader = open_reader(console.settings)
    try:
        reader.stats()
    except EngineError as error:
        console.line(f"Không tra được mã bài · ids not looked up: {both(error.vietnamese, str(error))}")
        return None
    return lambda article: reader.get(article) is not None
