"""What stands in quotes: words in their order, with gaps, beginnings of words, or words near each other."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from search.model import Gap, Near, Phrase, Prefix, Word, Zone
from search.query.loose import LEAST_LETTERS
from search.tokenizer import SENTENCE_GAP, tokenize

if TYPE_CHECKING:
    from search.model import Node
    from search.query.syntax import Quoted

WIDEST = SENTENCE_GAP - 1
"""Syllables of the widest gap: a sentence never ends in one."""

STAR, STARS = Gap(1, 3), Gap(0, 8)
"""What `*` and `**` stand for."""

SIGN = re.compile(r"(?<!\S)\*+(?!\S)")
"""A gap between words."""

_SIDE = Gap()


def node_of(quoted: Quoted, zone: Zone = Zone.ANY) -> Node | None:
    """What asks for a quote; None if it holds no word."""
    words, gaps = _read(quoted.text)
    if not words:
        return None
    if quoted.within and len(words) > 1:
        return Near(words, quoted.within, quoted.ordered, zone)
    if len(words) == 1 and zone is Zone.ANY:
        return words[0]
    return Phrase(words, gaps if any(gap != _SIDE for gap in gaps) else (), zone)


def _read(text: str) -> tuple[tuple[Word | Prefix, ...], tuple[Gap, ...]]:
    """The words, and the gaps between them; signs at either end say nothing, several in a row add up."""
    words: list[Word | Prefix] = []
    gaps: list[Gap] = []
    gap = _SIDE
    at = 0
    for sign in (*SIGN.finditer(text), None):
        for word in _words(text[at : sign.start() if sign else None]):
            if words:
                gaps.append(gap)
            gap = _SIDE
            words.append(word)
        if sign is not None:
            wider = STARS if len(sign[0]) > 1 else STAR
            gap = Gap(min(gap.least + wider.least, WIDEST), min(gap.most + wider.most, WIDEST))
            at = sign.end()
    return tuple(words), tuple(gaps)


def _words(text: str) -> list[Word | Prefix]:
    found: list[Word | Prefix] = []
    for token in tokenize(text):
        surface = text[token.start : token.end]
        is_begun = text[token.end : token.end + 1] == "*" and surface[-1].isalpha()
        kind = Prefix if is_begun and len(surface) >= LEAST_LETTERS else Word
        found.append(kind(surface, token.key, token.fold))
    return found
