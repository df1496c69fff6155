"""Where the private test data is, if it is there at all."""

from __future__ import annotations

import os
from pathlib import Path


def private_data() -> Path | None:
    """The folder `data` of TRATIN_PRIVATE_DATA, or None where it is absent."""
    named = os.environ.get("TRATIN_PRIVATE_DATA")
    folder = Path(named) / "data" if named else None
    return folder if folder and folder.is_dir() else None
