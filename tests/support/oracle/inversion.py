"""What an article adds to each field, as `search.zones` says it."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from oracle.pairs import pairs_in

from search.analysis import analyze
from search.model import BlockKind
from search.terms import TermKind
from search.tokenizer import SENTENCE_GAP
from search.zones import HEAD_TIMES, blocks

if TYPE_CHECKING:
    from search.model import Article

ZONES = {
    BlockKind.TITLE: "title",
    BlockKind.LEAD: "lead",
    BlockKind.BYLINE: "author",
    BlockKind.SOURCE: "author",
}
INDEXED_TERMS = {TermKind.DOCUMENT, TermKind.DATE}


@dataclass
class Inversion:
    """The positions of the keys of the text, and how often each key stands in the other fields."""

    text: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    head: Counter[str] = field(default_factory=Counter)
    pairs: Counter[str] = field(default_factory=Counter)
    terms: Counter[str] = field(default_factory=Counter)
    zones: dict[str, tuple[float, float]] = field(default_factory=dict)
    """Where title, lead and byline begin, and where they end."""


def invert(article: Article) -> Inversion:
    """The inversion of an article; a block begins where a sentence would that follows the block before."""
    found = Inversion()
    begin = 0
    for kind, text in blocks(article):
        analysis = analyze(text, begin)
        tokens = analysis.tokens
        for type_, position in zip(tokens.types, tokens.positions, strict=True):
            found.text[type_.key].append(position)
            if kind in HEAD_TIMES:
                found.head[type_.key] += HEAD_TIMES[kind]
        found.pairs.update(f"{left}_{right}" for left, right in pairs_in(analysis))
        kept = (term for term in analysis.terms if term.kind in INDEXED_TERMS)
        found.terms.update(f"{term.kind}:{term.value}" for term in kept)
        if tokens.positions:
            zone = ZONES.get(kind, "")
            first, _ = found.zones.get(zone, (tokens.positions[0], 0))
            found.zones[zone] = first, tokens.positions[-1] + 1
            begin = tokens.positions[-1] + 1 + SENTENCE_GAP
    return found
