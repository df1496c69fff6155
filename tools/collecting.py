"""Python's collections of what refers to itself, told to look seldom and not at what stays."""

from __future__ import annotations

import gc

_COLLECTED = 20_000, 10, 10
"""Objects beyond those gone after which the youngest are looked through, of some ten pages; the older."""


def collect_seldom() -> None:
    """Keep what is there out of collections, and look seldom through what comes.

    A page or row is made of many small objects and hardly a cycle: each collection that looks through the
    tables of a process makes someone wait for nothing.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(*_COLLECTED)
