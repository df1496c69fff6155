"""Rows some at a time, so that the store is asked once for many of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from search.errors import TratinError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Made = TypeVar("Made")

AT_ONCE = 256
"""Rows that are held together."""


def in_batches(made: Iterable[Made]) -> Iterator[list[Made]]:
    """The same in lists; where making them fails, those made before come first, then the error."""
    gathered: list[Made] = []
    try:
        for one in made:
            gathered.append(one)
            if len(gathered) == AT_ONCE:
                yield gathered
                gathered = []
    except (TratinError, OSError):
        if gathered:
            yield gathered
        raise
    yield gathered
