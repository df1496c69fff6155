"""Parts of a query as a person would write them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from search.model import And, Best, Canonical, Cites, Near, Or, Phrase, Prefix, Some, Word

if TYPE_CHECKING:
    from search.model import Node


def written(node: Node) -> str:
    """A part as it was typed, other readings left out; facts and exclusions are not told."""
    match node:
        case Word() | Prefix():
            return surface(node)
        case Phrase(words) | Near(words):
            quoted = f'"{" ".join(map(surface, words))}"'
            return f"{quoted}~{node.within}" if isinstance(node, Near) else quoted
        case Canonical(value=text) | Cites(number=text):
            return text
        case Best(readings):
            return written(readings[0][1]) if readings else ""
        case And(parts) | Or(parts) | Some(parts):
            return " ".join(filter(None, map(written, parts)))
        case _:
            return ""


def surface(word: Word | Prefix) -> str:
    """A word as it was typed, with the `*` of a beginning."""
    return word.surface if isinstance(word, Word) else f"{word.surface}*"
