"""Abbreviations in a query, both ways (`HĐND` is read as `Hội đồng nhân dân` too), and synonyms.

Only loose words are read so, never what stands in quotes, a field or a document number; synonyms not in an
exclusion either. What a word is also read as is never read as something else in its turn.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from search.abbreviations import CODE, readings
from search.keys import fold_of
from search.model import And, Best, Phrase, Word
from search.query.kinds import kinds_in
from search.synonyms import NONE

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from search.abbreviations import Reading
    from search.model import Node
    from search.query.loose import Part
    from search.synonyms import Synonyms

SURE = 0.8
"""What another form weighs, relative to the form that was typed."""

UNSURE = 0.4
"""The same for a form with several meanings."""

SYLLABLE = 0.2
"""What a short form weighs that is indexed as a syllable: beside `12-NQ/TU` it finds Hà Tu and Tu Mơ Rông."""


class Expanded(NamedTuple):
    """Words that were read as others, for a note, and the parts `[first, last)` that hold them."""

    code: str
    label: str
    first: int
    last: int


def with_readings(
    parts: Sequence[Part], *, accented: bool, synonyms: Synonyms = NONE
) -> tuple[list[Node], list[Expanded]]:
    """What to match for each part or run of parts, and how abbreviations and synonyms were read."""
    nodes: list[Node] = []
    expanded: list[Expanded] = []
    first = 0
    for at, part in enumerate((*parts, None)):
        if part is not None and not part.fixed:
            continue
        run = parts[first:at]
        nodes.extend(_read_run(run, _found(run, synonyms, accented=accented), first, expanded))
        first = at + 1
        if part is not None:
            nodes.append(part.node)
    return nodes, expanded


def _found(run: Sequence[Part], synonyms: Synonyms, *, accented: bool) -> Sequence[Reading]:
    """The readings of the words of neighbouring loose parts."""
    words = [word for part in run for word in part.words]
    others = [*synonyms.readings(words, accented=accented), *kinds_in(words)]
    return readings(words, accented=accented, others=others) if words else ()


def _read_run(
    run: Sequence[Part], found: Sequence[Reading], first: int, expanded: list[Expanded]
) -> Iterable[Node]:
    """The nodes of neighbouring loose parts; readings that begin or end inside a part take it wholly."""
    at = 0
    index = 0
    while index < len(run):
        covered, inside = _covered(run, index, at, found)
        here = run[index : index + covered]
        if inside:
            expanded.extend(
                Expanded(one.code, one.label, first + index, first + index + covered) for one in inside
            )
            yield _read(here, at, inside)
        else:
            yield run[index].node
        at += sum(len(part.words) for part in here)
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
    return _best(_together([part.node for part in parts]), words, at, inside)


def _best(typed: Node, words: Sequence[Word], at: int, inside: Sequence[Reading]) -> Node:
    """Typed words from position `at` on, with readings of some of them, or other forms of them all."""
    span = at, at + len(words)
    whole = [each for each in inside if (each.start, each.end) == span]
    rest = [each for each in inside if (each.start, each.end) != span]
    apart = [(1.0, _together(list(_pieces(words, at, rest))))] if rest else []
    own = _unmistaken(typed, whole)
    weight = SYLLABLE if isinstance(own, Word) and own.bare else 1.0
    return Best(((weight, own), *apart, *_forms(whole)))


def _unmistaken(typed: Node, whole: Sequence[Reading]) -> Node:
    """A word as typed, or its other short form where that itself would find a syllable: `TW` for `TƯ`.

    One that has no other is meant without marks: `TU` is never `từ`.
    """
    instead = next((one.instead for one in whole if one.instead), "")
    if not instead or not isinstance(typed, Word):
        return typed
    return Word(typed.surface, instead, fold_of(instead), bare=instead == typed.key)


def _pieces(words: Sequence[Word], at: int, inside: Sequence[Reading]) -> Iterable[Node]:
    """Typed words one by one, those that have readings with them."""
    here = at
    for reading in sorted(inside, key=lambda one: (one.start, -one.end)):
        if reading.start < here:
            continue  # within the one before
        yield from words[here - at : reading.start - at]
        own = words[reading.start - at : reading.end - at]
        within = [each for each in inside if reading.start <= each.start and each.end <= reading.end]
        yield _best(_together(own), own, reading.start, within)
        here = reading.end
    yield from words[here - at :]


def _together(nodes: Sequence[Node]) -> Node:
    return nodes[0] if len(nodes) == 1 else And(tuple(nodes))


def _forms(same: Sequence[Reading]) -> Iterable[tuple[float, Node]]:
    """The forms of readings of the same words with their weights, those of synonyms first, none twice."""
    seen: set[tuple[str, ...]] = set()
    for reading in sorted(same, key=lambda one: one.code == CODE):
        weight = UNSURE if reading.ambiguous else SURE
        typed = reading.end - reading.start
        for form in (each for each in reading.forms if each not in seen):
            seen.add(form)
            words = tuple(Word(key, key, fold_of(key)) for key in form)
            # A phrase counts as its words do: the long form of one short word must not count fourfold.
            yield weight * min(1.0, typed / len(words)), words[0] if len(words) == 1 else Phrase(words)
