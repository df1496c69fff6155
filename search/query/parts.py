"""The parts of a query, before they are put together: words, phrases, exclusions."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from search.model import Best, Canonical, Not, Phrase, Word

if TYPE_CHECKING:
    from search.model import Node


class Part(NamedTuple):
    """A part of a query with its words; `fixed` if it must be found as it stands."""

    words: list[Word]
    excluded: bool
    fixed: bool
    number: str = ""
    day: str = ""

    @property
    def node(self) -> Node:
        """What to match for this part alone."""
        typed: Node = self.words[0] if len(self.words) == 1 else Phrase(tuple(self.words))
        for kind, value in (("document", self.number), ("date", self.day)):
            if value:
                typed = Best(((1.0, typed), (1.0, Canonical(kind, value))))
        return Not(typed) if self.excluded else typed
