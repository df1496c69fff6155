"""Near-duplicates: different contents counted, and folded on their group after ranking."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from search.embedded.answer import Place
    from search.embedded.container import Array
    from search.embedded.selection import Selection
    from search.embedded.snapshot import Snapshot


def distinct(selections: Sequence[Selection], results: Sequence[tuple[Array, Array]]) -> int:
    """How many different contents were found; an article without a group is one by itself."""
    alone = 0
    named: set[bytes] = set()
    only = 0
    for selection, (docs, _) in zip(selections, results, strict=True):
        values = selection.values
        if len(values.group_names) == 1:
            alone += len(docs)
            continue
        groups = values.groups.take(docs)
        seen = np.zeros(len(values.group_names), bool)
        seen[groups] = True
        alone += len(docs) - int(np.count_nonzero(groups))
        seen[0] = False
        if len(selections) == 1:
            only = int(np.count_nonzero(seen))
        else:
            named.update(values.group_names[number] for number in np.flatnonzero(seen).tolist())
    return alone + only + len(named)


def _name(snapshot: Snapshot, place: Place) -> bytes:
    values = snapshot.segments[place.segment].values
    return values.group_names[int(values.groups[place.number])]


def folded(snapshot: Snapshot, places: Sequence[Place]) -> list[Place]:
    """The first article of each group, in the order given."""
    kept: list[Place] = []
    seen: set[bytes] = set()
    for place in places:
        name = _name(snapshot, place)
        if name and name in seen:
            continue
        seen.add(name)
        kept.append(place)
    return kept


def copies(snapshot: Snapshot, results: Sequence[tuple[Array, Array]], places: Sequence[Place]) -> list[int]:
    """For each article, how many more of its group were found."""
    return [
        _members(snapshot, results, name) - 1 if (name := _name(snapshot, place)) else 0 for place in places
    ]


def _members(snapshot: Snapshot, results: Sequence[tuple[Array, Array]], name: bytes) -> int:
    total = 0
    for segment, (docs, _) in zip(snapshot.segments, results, strict=True):
        number = segment.values.group_names.find(name)
        if number > 0:
            total += int(np.count_nonzero(segment.values.groups.take(docs) == number))
    return total
