"""Near-duplicates: different contents counted, folded on their group after ranking, and listed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from search.model import Copies, Copy

if TYPE_CHECKING:
    from collections.abc import Sequence

    from search.embedded.container import Array
    from search.embedded.matched import Place
    from search.embedded.segment import Segment
    from search.embedded.selection import Selection
    from search.embedded.snapshot import Snapshot
    from search.embedded.values import Values


def distinct(selections: Sequence[Selection], found: Sequence[Array]) -> int:
    """How many different contents were found; an article without a group is one by itself."""
    alone = 0
    named: set[bytes] = set()
    only = 0
    for selection, docs in zip(selections, found, strict=True):
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


def copies(snapshot: Snapshot, found: Sequence[Array], places: Sequence[Place]) -> list[int]:
    """For each article, how many more of its group were found."""
    return [
        _members(snapshot, found, name) - 1 if (name := _name(snapshot, place)) else 0 for place in places
    ]


def _members(snapshot: Snapshot, found: Sequence[Array], name: bytes) -> int:
    total = 0
    for segment, docs in zip(snapshot.segments, found, strict=True):
        number = segment.values.group_names.find(name)
        if number > 0:
            total += int(np.count_nonzero(segment.values.groups.take(docs) == number))
    return total


# ---------------------------------------------------------------- listed


def copies_of(snapshot: Snapshot, article_id: str, most: int) -> Copies:
    """All articles of the group of one, and the first of them, see `search.model.Copies`."""
    place = snapshot.place(article_id)
    if place is None or not place[0].values.groups[place[1]]:
        return Copies()
    values = place[0].values
    name = values.group_names[int(values.groups[place[1]])]
    found = [
        (age(segment.values, number), segment, number)
        for segment in snapshot.segments
        for number in _living(segment, name)
    ]
    found.sort(key=lambda each: each[0])
    return Copies(len(found), tuple(_copy(segment, number) for _, segment, number in found[:most]))


def _living(segment: Segment, name: bytes) -> list[int]:
    """The living articles of a segment that are in a group."""
    number = segment.values.group_names.find(name)
    if number <= 0:
        return []
    is_in = segment.values.groups == number
    living: list[int] = np.flatnonzero(is_in if segment.alive is None else is_in & segment.alive).tolist()
    return living


def age(values: Values, number: int) -> tuple[bool, bool, int, bytes]:
    """What puts articles in order: a known day first, unknown dates last, the oldest first, by id."""
    moment, first = int(values.moments[number]), int(values.first_days[number])
    has_day = first > 0 and first == int(values.last_days[number])
    return not has_day, moment < 0, moment, values.ids[number]


def _copy(segment: Segment, number: int) -> Copy:
    document = segment.stored.document(number)
    article = document.article
    return Copy(document.id, article.title, article.source, article.url, document.published)
