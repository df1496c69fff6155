"""Suggestions for what is being typed, from all segments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from search.embedded.language.complete_documents import complete_documents
from search.embedded.language.complete_phrases import complete_phrases
from search.embedded.language.complete_titles import complete_titles
from search.pairs import JOINER
from search.suggest.completing import read_typed, shared_out
from search.suggest.joining import Joining
from search.zones import PAIRS

if TYPE_CHECKING:
    from search.embedded.snapshot import Snapshot
    from search.model import Suggestion

MOST = 50
"""Suggestions that are made at the most."""


def suggest(snapshot: Snapshot, text: str, limit: int) -> tuple[Suggestion, ...]:
    """See `search.engine.Reader.suggest`."""
    limit = max(0, min(limit, MOST))
    typed = read_typed(text, snapshot.language) if limit else None
    if typed is None:
        return ()
    documents = complete_documents(snapshot.segments, typed, limit)
    phrases = complete_phrases(snapshot.language.parts, _joining(snapshot), typed, limit)
    return shared_out(documents, phrases, complete_titles(snapshot.segments, typed, limit), limit)


def _joining(snapshot: Snapshot) -> Joining:
    """What completions are joined by; an index holds every place of two halves of a word as a term."""

    def is_pair(left: str, right: str) -> bool:
        return any(snapshot.terms(PAIRS, f"{left}{JOINER}{right}"))

    return Joining(snapshot.language, is_pair)
