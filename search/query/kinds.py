"""Kinds of places that are shortened to a letter before a name: `P. Tân Phú` is read as `phường Tân Phú` too.

A letter alone tells too little for the table of abbreviations; before the name of such a unit it does not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from search import placenames
from search.abbreviations import Reading, keys_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from search.model import Word

_KINDS = {"p": "phường", "q": "quận", "h": "huyện", "x": "xã"}

LONGEST = 4
"""Words of the longest name that is looked up."""


def kinds_in(words: Sequence[Word]) -> Iterator[Reading]:
    """The readings of such letters among the words of a query."""
    for at, word in enumerate(words[:-1]):
        kind = _KINDS.get(word.key)
        if kind and any(map(_is_unit, _names(kind, words[at + 1 : at + 1 + LONGEST]))):
            yield Reading(at, at + 1, (keys_of(kind),), False, f"{word.surface} = {kind}")  # noqa: FBT003 - of a tuple


def _names(kind: str, words: Sequence[Word]) -> Iterator[str]:
    said = [word.surface for word in words]
    return (" ".join((kind, *said[:count])) for count in range(len(said), 0, -1))


def _is_unit(name: str) -> bool:
    return any(one.whole for one in placenames.find(name, 1))
