"""Beginnings of words and the words that each stands for: few in one query, however many begin so."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

from search.model import Accents, And, Best, Near, Not, Or, Phrase, Prefix, Some
from search.ranking import MOST_BEGUN
from search.text import has_marks

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from search.model import Node


class Vocabulary(Protocol):
    """The keys of an index."""

    def begun(self, prefix: str, *, folded: bool) -> tuple[int, tuple[str, ...]]:
        """How many keys begin so, or whose folds do; and the most frequent ones, up to `MOST_BEGUN`."""
        ...


class Begun(NamedTuple):
    """A beginning as it was typed, its words in order, and whether there are more."""

    typed: Prefix
    keys: tuple[str, ...]
    is_cut: bool


Name = tuple[str, str]

Beginnings = dict[Name, Begun]
"""By key and fold of the beginning: in whatever case it is the same one."""


def beginnings(node: Node, vocabulary: Vocabulary, accents: Accents) -> Beginnings:
    """The beginnings of a query in order, each with its share of the words that one query may stand for."""
    typed: dict[Name, Prefix] = {}
    for prefix in _prefixes(node):
        typed.setdefault((prefix.key, prefix.fold), prefix)
    found = {name: _begun(prefix, vocabulary, accents) for name, prefix in typed.items()}
    room = shares({name: count for name, (count, _) in found.items()})
    return {
        name: Begun(typed[name], tuple(sorted(keys[: room[name]])), room[name] < count)
        for name, (count, keys) in found.items()
    }


def shares(counts: Mapping[Name, int], most: int = MOST_BEGUN) -> dict[Name, int]:
    """How many words each beginning gets: as many as any other, but none more than begin so."""
    found: dict[Name, int] = {}
    for name in sorted(counts, key=lambda name: counts[name]):
        found[name] = min(counts[name], most // (len(counts) - len(found)))
        most -= found[name]
    return found


def _begun(prefix: Prefix, vocabulary: Vocabulary, accents: Accents) -> tuple[int, tuple[str, ...]]:
    """Marks that were typed are a constraint, as for whole words; without them every spelling counts."""
    marked = accents is Accents.EXACT or (has_marks(prefix.key) and accents is not Accents.LOOSE)
    return vocabulary.begun(prefix.key if marked else prefix.fold, folded=not marked)


def _prefixes(node: Node) -> Iterator[Prefix]:
    """All beginnings in a tree, exclusions and other readings too, in order."""
    match node:
        case Prefix():
            yield node
        case Phrase(words) | Near(words):
            yield from (word for word in words if isinstance(word, Prefix))
        case Not(part):
            yield from _prefixes(part)
        case Best(readings):
            yield from _all(tuple(part for _, part in readings))
        case And(parts) | Or(parts) | Some(parts):
            yield from _all(parts)


def _all(parts: Sequence[Node]) -> Iterator[Prefix]:
    for part in parts:
        yield from _prefixes(part)
