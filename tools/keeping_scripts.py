"""Keeps the script of the search box in the home folder, for pages that hold it when the site has another."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from search import files
from web.embed.earlier import path_of
from web.embed.script import script

if TYPE_CHECKING:
    from pathlib import Path


def keep_script(home: Path) -> None:
    """Keep the script that is served now; a folder that takes none keeps none, and the site goes on."""
    path = path_of(home, script().stamp)
    with suppress(OSError):  # another process was as quick, or nothing may be written there
        if not path.is_file() or path.read_bytes() != script().data:
            files.make_folder(path.parent)
            files.write_over(path, script().data)
