"""Analysis: everything that is known of a text before it is indexed or searched.

    canonical text -> tokens (`tokenizer`) -> compounds (`segment`) -> canonical terms (`terms`)

Two readings of one text: `analyze` for documents and words of a query, `normalize` for prefixes, filters and
facet values. Syllables are the matching unit; compounds are for suggestions and
topics (what ranks is in `search.pairs`); terms stand beside both.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from search import keys
from search.segment import plain
from search.segment.model import fingerprint as model_fingerprint
from search.terms import find_terms
from search.tokenizer import Token, Tokens, cut, tokenize

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from search.terms import Term

VERSION = "3"
"""Changes whenever the same text gives other tokens, compounds or terms."""


@dataclass(frozen=True, slots=True)
class Analysis:
    """A text's tokens, its compounds as ranges `[first, last)` over them, and its canonical terms."""

    tokens: Tokens
    compounds: tuple[tuple[int, int], ...]
    terms: tuple[Term, ...]


def analyze(text: str, first_position: int = 0) -> Analysis:
    """Analyse a canonical text. Raises nothing, whatever the text."""
    return put_together(text, plain.compounds(plain.prepared(text)), first_position)


def put_together(text: str, spans: Iterable[tuple[int, int]], first_position: int = 0) -> Analysis:
    """The analysis of a text whose compounds are already known as stretches of it (see `search.segment`)."""
    tokens = cut(text, first_position)
    compounds = tuple(_ranges(text, tokens, spans))
    return Analysis(tokens, compounds, tuple(find_terms(text, tokens.starts, tokens.types)))


def _ranges(text: str, tokens: Tokens, spans: Iterable[tuple[int, int]]) -> Iterable[tuple[int, int]]:
    """Stretches of a text as ranges of its tokens; none with fewer than two tokens or over a line's end."""
    for start, end in spans:
        if "\n" in text[start:end]:
            continue
        first = bisect_left(tokens.starts, start)
        last = bisect_right(tokens.ends, end)
        if last - first >= 2:
            yield first, last


def compound_key(tokens: Tokens, first: int, last: int) -> str:
    """The key of a compound: the keys of its syllables joined by `_`."""
    return "_".join([type_.key for type_ in tokens.types[first:last]])


def normalize(text: str) -> str:
    """One comparable form of a whole string: keys joined by blanks."""
    return " ".join(type_.key for type_ in cut(text).types)


@cache
def fingerprint() -> str:
    """Names this analyser: its version, its lists and its model. An index holds the one that made it."""
    parts: Sequence[str] = (VERSION, repr(sorted(keys.I_TO_Y.items())), model_fingerprint())
    return f"analysis-{VERSION}-{hashlib.sha256('|'.join(parts).encode()).hexdigest()[:12]}"


__all__ = ["Analysis", "Token", "Tokens", "analyze", "compound_key", "fingerprint", "normalize", "tokenize"]
