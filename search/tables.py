"""Fingerprints of the tables that the product ships: what was made from an older one is stale."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from search.errors import DataError

DATA = Path(__file__).with_name("data")

UNITS = ("units.tsv", "edges.tsv")


@cache
def fingerprint(names: tuple[str, ...]) -> str:
    """Names the content of some tables."""
    digest = hashlib.sha256()
    for name in names:
        try:
            digest.update((DATA / name).read_bytes())
        except OSError as error:
            raise DataError(f"{name}: {error}") from error
    return digest.hexdigest()[:12]
