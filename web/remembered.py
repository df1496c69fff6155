"""Answers that are remembered as they are written: most people begin to type what others did."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from search.model import Stats

    Make = Callable[[], bytes]

MOST = 2048
"""How many are remembered, those asked for last: 2 KB each, 10 at most, for filters stand in each link."""

LONGEST = 100
"""Bytes of an address that is remembered: anyone may send others, as long as they like."""


class Remembered:
    """Answers to addresses, each made once for a generation of the index. Safe to use from several threads.

    They are such as only the address and the index tell. What is raised while one is made is raised, and
    nothing is remembered.
    """

    def __init__(self) -> None:
        self._remembered = lru_cache(MOST)(_made)

    def answer(self, make: Make, root: str, address: bytes, stats: Stats) -> bytes:
        """The answer to the current request, or what `make` made of the same one before.

        The site stands at `root`; `address` is what follows its path, `stats` what the index tells of itself.
        """
        ask = self._remembered if len(address) <= LONGEST else _made
        return ask(make, root, address, stats.generation, stats.built)


def _made(make: Make, root: str, address: bytes, generation: str, built: datetime) -> bytes:
    del root, address, generation, built  # by these it is remembered
    return make()
