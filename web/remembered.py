"""Answers that are remembered as they are written: many people ask what others asked, or ask again.

Only such are as the address and the index tell, and what else is named. All is in the memory of one process,
and gone with the next generation of the index.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable
    from datetime import datetime

    from search.model import Stats

Made = TypeVar("Made")


class Remembered(Generic[Made]):
    """Answers to addresses, each made once for a generation of the index. Safe to use from several threads.

    The `most` that were asked for last are kept, of addresses of `longest` bytes at most: anyone may send
    others, as long as they like. What is raised while one is made is raised, and nothing is remembered.
    """

    def __init__(self, most: int, longest: int) -> None:
        self._remembered = lru_cache(most)(_made)
        self._longest = longest

    def answer(
        self, make: Callable[[], Made], root: str, address: bytes, stats: Stats, *about: Hashable
    ) -> Made:
        """The answer to the current request, or what `make` made of the same one before.

        The site stands at `root`; `address` is what follows its path, `stats` what the index tells of itself,
        `about` whatever else tells answers apart.
        """
        ask = self._remembered if len(address) <= self._longest else _made
        made: Made = ask(make, root, address, stats.generation, stats.built, *about)
        return made


def _made(
    make: Callable[[], Made], root: str, address: bytes, generation: str, built: datetime, *about: Hashable
) -> Made:
    del root, address, generation, built, about  # by these it is remembered
    return make()
