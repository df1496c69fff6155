"""The loose words of a query as runs: words that were typed side by side, for ranking by their nearness."""

from __future__ import annotations

from typing import TYPE_CHECKING

from search.model import And, Best, Or, Phrase, Some, Word

if TYPE_CHECKING:
    from search.model import Node

Run = tuple[Word, ...]


def runs_of(node: Node) -> list[Run]:
    """The runs of a tree, in order; other readings than the typed one, and what is excluded, left out."""
    found: list[list[Word]] = [[]]
    _collect(node, found)
    return [tuple(run) for run in found if run]


def _collect(node: Node, found: list[list[Word]]) -> None:
    match node:
        case Word() if not node.bare:
            found[-1].append(node)
        case Phrase(words) if not node.zone and all(isinstance(word, Word) for word in words):
            found.append([word for word in words if isinstance(word, Word)])
            found.append([])
        case Best(readings) if readings:
            typed = readings[0][1]
            if isinstance(typed, Word | And):
                _collect(typed, found)
            else:
                found.append([])
        case And(parts) | Some(parts):
            for part in parts:
                _collect(part, found)
        case Or(parts):
            for part in parts:
                found.append([])
                _collect(part, found)
            found.append([])
        case _:
            found.append([])
