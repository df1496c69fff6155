"""Abbreviations in a query, both ways: `HĐND` is read as `Hội đồng nhân dân` too, and the reverse.

Only loose words are read so, never what stands in quotes, an exclusion or a document number.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from search.abbreviations import readings
from search.keys import fold_of
from search.model import And, Best, Phrase, Word

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from search.abbreviations import Reading
    from search.model import Node
    from search.query.loose import Part

SURE = 0.8
"""What another form weighs, relative to the form that was typed."""

UNSURE = 0.4
"""The same for a form with several meanings."""


class Expanded(NamedTuple):
    """An abbreviation that was read, and the parts `[first, last)` that hold it."""

    label: str
    first: int
    last: int


def with_readings(parts: Sequence[Part], *, accented: bool) -> tuple[list[Node], list[Expanded]]:
    """What to match for each part or run of parts, and how abbreviations were read."""
    nodes: list[Node] = []
    expanded: list[Expanded] = []
    first = 0
    for at, part in enumerate((*parts, None)):
        if part is not None and not part.fixed:
            continue
        nodes.extend(_read_run(parts[first:at], first, expanded, accented=accented))
        first = at + 1
        if part is not None:
            nodes.append(part.node)
    return nodes, expanded


def _read_run(run: Sequence[Part], first: int, expanded: list[Expanded], *, accented: bool) -> Iterable[Node]:
    """The nodes of neighbouring loose parts; readings that begin or end inside a part take it wholly."""
    words = [word for part in run for word in part.words]
    found = list(readings(words, accented=accented)) if words else []
    at = 0
    index = 0
    while index < len(run):
        covered, inside = _covered(run, index, at, found)
        if inside:
            expanded.extend(Expanded(one.label, first + index, first + index + covered) for one in inside)
            yield _read(run[index : index + covered], at, inside)
        else:
            yield run[index].node
        at += sum(len(part.words) for part in run[index : index + covered])
        index += covered


def _covered(run: Sequence[Part], index: int, at: int, found: Sequence[Reading]) -> tuple[int, list[Reading]]:
    """How many parts from `index` on belong together, and the readings within their words."""
    end = at + len(run[index].words)
    covered = 1
    while any(reading.start < end < reading.end for reading in found if reading.start >= at):
        end += len(run[index + covered].words)
        covered += 1
    return covered, [reading for reading in found if at <= reading.start and reading.end <= end]


def _read(parts: Sequence[Part], at: int, inside: Sequence[Reading]) -> Node:
    """The typed words, or with each reading in their place."""
    words = [word for part in parts for word in part.words]
    typed = _together([part.node for part in parts])
    if len(inside) == 1 and inside[0].start == at and inside[0].end == at + len(words):
        return Best(((1.0, typed), *_forms(inside[0])))
    pieces: list[Node] = []
    here = at
    for reading in inside:
        pieces.extend(words[here - at : reading.start - at])
        own = words[reading.start - at : reading.end - at]
        pieces.append(Best(((1.0, _together(own)), *_forms(reading))))
        here = reading.end
    pieces.extend(words[here - at :])
    return Best(((1.0, typed), (1.0, _together(pieces))))


def _together(nodes: Sequence[Node]) -> Node:
    return nodes[0] if len(nodes) == 1 else And(tuple(nodes))


def _forms(reading: Reading) -> Iterable[tuple[float, Node]]:
    weight = UNSURE if reading.ambiguous else SURE
    typed = reading.end - reading.start
    for form in reading.forms:
        words = tuple(Word(key, key, fold_of(key)) for key in form)
        # A phrase counts as its words do: the long form of one short word must not count fourfold.
        yield weight * min(1.0, typed / len(words)), words[0] if len(words) == 1 else Phrase(words)
