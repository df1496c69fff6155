"""The labels by the book: pyvi's features and CRFsuite's additions in their own order, for texts with ties.

`Ai Ai Ai Ai Ai Ai Ai` can be cut in several ways that the model rates the same. CRFsuite then decides by how
its sums happen to be rounded. To decide alike we must add the same numbers in the same order, which takes
about ten times as long; so `search.segment.plain` comes here only when a decision was closer than `TIE`, as
in one of 20,000 articles of news.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from search.segment.model import Successor, lexicon

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

TIE = 1e-6
"""Difference of two paths below which rounding may decide: far above the rounding of a sum of any length."""


def labels(surfaces: Sequence[str]) -> list[bool]:
    """Whether each token is labelled I_W: Viterbi's algorithm as in `crf1dc_viterbi` of CRFsuite."""
    (begin_begin, begin_inside), (inside_begin, inside_inside) = lexicon().model.steps
    came_from: list[tuple[bool, bool]] = []  # whether the best path to B_W, and to I_W, comes from I_W
    best_begin = best_inside = 0.0
    for place, (begin, inside) in enumerate(_scores(surfaces)):
        if place:
            to_begin = best_begin + begin_begin, best_inside + inside_begin
            to_inside = best_begin + begin_inside, best_inside + inside_inside
            came_from.append((to_begin[1] > to_begin[0], to_inside[1] > to_inside[0]))
            best_begin, best_inside = max(to_begin) + begin, max(to_inside) + inside
        else:
            best_begin, best_inside = begin, inside
    found = [best_inside > best_begin]
    for before in reversed(came_from):
        found.append(before[found[-1]])
    return found[: len(surfaces)][::-1]


def _scores(surfaces: Sequence[str]) -> Iterator[tuple[float, float]]:
    """The sums of the weights for B_W and I_W at each token."""
    attributes = lexicon().model.attributes
    for place in range(len(surfaces)):
        begin = inside = 0.0
        for name in _features(surfaces, place):
            weights = attributes.get(name.partition("\0")[0])  # names are C strings, which end at a NUL
            if weights:
                begin += weights[0]
                inside += weights[1]
        yield begin, inside


def _features(surfaces: Sequence[str], place: int) -> Iterator[str]:
    """What holds of a token, in the order of `word2features`."""
    yield "bias"
    yield from _shape("", surfaces[place], ("lower", "isupper", "istitle", "isdigit"))
    if place > 0:
        yield from _shape("-1:", surfaces[place - 1], ("lower", "istitle", "isupper"))
        if _successor(surfaces, place - 1).is_pair:
            yield "-1:word.bi_gram()"
        if place > 1 and surfaces[place].lower() in _successor(surfaces, place - 2).thirds:
            yield "-2:word.tri_gram()"
    if place < len(surfaces) - 1:
        yield from _shape("+1:", surfaces[place + 1], ("lower", "istitle", "isupper"))
        if _successor(surfaces, place).is_pair:
            yield "+1:word.bi_gram()"
        if place < len(surfaces) - 2 and surfaces[place + 2].lower() in _successor(surfaces, place).thirds:
            yield "+2:word.tri_gram()"


def _shape(slot: str, surface: str, names: tuple[str, ...]) -> Iterator[str]:
    for name in names:
        value = getattr(surface, name)()
        if value is True:
            yield f"{slot}word.{name}()"
        elif value:
            yield f"{slot}word.{name}():{value}"


def _successor(surfaces: Sequence[str], place: int) -> Successor:
    """What the dictionary knows of a token and the next."""
    return lexicon().successors[surfaces[place].lower()].get(surfaces[place + 1].lower(), _STRANGERS)


_STRANGERS = Successor(is_pair=False, thirds=frozenset())
