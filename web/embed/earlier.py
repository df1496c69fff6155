"""Scripts that the site served before, by their hashes: pages that hold one of them go on after an update."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

FOLDER = "embed"
"""Where they lie in the home folder."""

_STAMP = re.compile(r"[0-9a-f]{16}")


def stamp_of(data: bytes) -> str:
    """The short name of a script: of this very text."""
    return hashlib.sha256(data).hexdigest()[:16]


def path_of(home: Path, stamp: str) -> Path:
    """Where the script of a stamp is kept."""
    return home / FOLDER / f"{stamp}.js"


def earlier(home: Path, stamp: str) -> bytes | None:
    """The script of a stamp; None where there is none, or where what lies there is another text."""
    if not _STAMP.fullmatch(stamp):
        return None
    try:
        data = path_of(home, stamp).read_bytes()
    except OSError:
        return None
    return data if stamp_of(data) == stamp else None
