"""Who made an index of the embedded engine: what must be the same to open it, and to build upon it."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from search import pairs
from search.analysis import fingerprint
from search.errors import StaleIndex

if TYPE_CHECKING:
    from collections.abc import Mapping

ENGINE = "embedded-12"
"""Changes whenever the files of a generation mean something else."""


@cache
def makers() -> dict[str, str]:
    """What decides over the keys and files of a generation; an index made by others is not opened."""
    return {"analyser": fingerprint(), "engine": ENGINE}


def fingerprints(made_from: Mapping[str, str]) -> dict[str, str]:
    """All that decides over what an index holds; one of others is not built upon."""
    return {**makers(), "pairs": pairs.fingerprint(), **made_from}


def check_makers(fingerprints: Mapping[str, str]) -> None:
    """Raise `StaleIndex` where an index was made by another version."""
    for part, ours in makers().items():
        theirs = fingerprints.get(part)
        if theirs != ours:
            raise StaleIndex(
                f"the index was built by another version ({part}: {theirs}, now {ours}); run `tratin build`"
            )
