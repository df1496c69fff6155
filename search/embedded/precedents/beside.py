"""What stands in and beside occurrences, as numbers of words (see `lexicon`), a row an occurrence."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from search.embedded.container import Array
    from search.embedded.precedents.occurrences import Everywhere, Occurrences


def before(everywhere: Everywhere, part: Occurrences, count: int) -> Array:
    """The words before each occurrence in its sentence, the nearest first; 0 where there is none."""
    return _beside(everywhere, part, part.firsts, -1, count)


def behind(everywhere: Everywhere, part: Occurrences, count: int) -> Array:
    """The words behind each occurrence in its sentence, the nearest first; 0 where there is none."""
    return _beside(everywhere, part, part.lasts, 1, count)


def _beside(everywhere: Everywhere, part: Occurrences, edges: Array, step: int, count: int) -> Array:
    forward, table = everywhere.segment(part).forward, everywhere.table(part)
    words = np.zeros((len(part), count), np.int32)
    slots = forward.slots(part.docs, edges)
    there = np.arange(len(part))
    for column in range(count):
        slots = slots + step
        found = table.take(forward.at(slots))
        held = np.flatnonzero(found)
        there, slots, found = there.take(held), slots.take(held), found.take(held)
        words[there, column] = found
    return words


def within(everywhere: Everywhere, part: Occurrences, count: int) -> Array:
    """The first words of each occurrence itself; 0 in empty places, and behind its end."""
    forward, table = everywhere.segment(part).forward, everywhere.table(part)
    words = np.zeros((len(part), count), np.int32)
    slots, lengths = forward.slots(part.docs, part.firsts), part.lasts - part.firsts
    for column in range(min(count, int(lengths.max(initial=-1)) + 1)):
        there = np.flatnonzero(lengths >= column)
        words[there, column] = table.take(forward.at(slots.take(there) + column))
    return words
