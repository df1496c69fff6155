"""Addresses that open a page at some words of it: `#:~:text=`.

The syntax is that of https://wicg.github.io/scroll-to-text-fragment/: `prefix-,start,end,-suffix`, each
percent-encoded, the comma, the dash and `&` too. A browser takes the first place that fits, so the words get
as much of what stands around them as tells them apart; one that does not know it opens the page.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote

from search.tokenizer import tokenize
from web.view import safe_url

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from search.model import Document, MarkedText, Span

LONGEST = 120
"""Characters of a phrase that are given whole; of a longer one only how it begins and ends."""

ENDS = 5
"""Words at either end of a longer phrase."""

MOST_BESIDE = 8
"""Words on either side that are added at most to tell a phrase from the others like it."""

REACH = 1000
"""Characters on either side in which they are looked for: a line of dots has no words, however long it is."""

DIRECTIVE = ":~:text="

_BEFORE = re.compile(r"\S*\w\W*")
_AFTER = re.compile(r"\W*\w\S*")
"""Words with the signs between them and the phrase: context of signs alone would tell little."""


def link_to_phrase(document: Document, marked: Sequence[MarkedText]) -> str | None:
    """The original page at the first phrase that matched; None without one, or without a safe address.

    `marked` are the blocks of the document. Single words are no phrase: they would lead anywhere.
    """
    url = safe_url(document.article.url)
    first = next(_phrases(document, marked), None) if url else None
    if url is None or first is None:
        return None
    return with_fragment(url, directive(document.article.text, *first))


def with_fragment(url: str, words: str) -> str:
    """The address with a text directive; its own fragment stays in front."""
    page, _, own = url.partition("#")
    return f"{page}#{own.partition(':~:')[0]}{DIRECTIVE}{words}"


def directive(text: str, start: int, end: int) -> str:
    """The value of `text=` for `text[start:end]`, encoded; context is taken from its own line only."""
    phrase = " ".join(text[start:end].split())
    before, after = _beside(text, start, end)
    count = _enough(text, phrase, before, after)
    parts = [_ends(phrase)]
    if count and before:
        parts.insert(0, f"{encoded(' '.join(before[-count:]))}-")
    if count and after:
        parts.append(f"-{encoded(' '.join(after[:count]))}")
    return ",".join(parts)


def encoded(words: str) -> str:
    """Words as a part of the directive: nothing in them is read as its syntax."""
    return quote(words, safe="").replace("-", "%2D")


def _ends(phrase: str) -> str:
    words = phrase.split()
    if len(phrase) <= LONGEST or len(words) <= 2 * ENDS:
        return encoded(phrase)
    return f"{encoded(' '.join(words[:ENDS]))},{encoded(' '.join(words[-ENDS:]))}"


def _beside(text: str, start: int, end: int) -> tuple[list[str], list[str]]:
    """The words of the line before and after a phrase; a word that it is a part of is none."""
    line = text.rfind("\n", 0, start) + 1
    stop = text.find("\n", end)
    before = text[max(line, start - REACH) : start]
    after = text[end : min(len(text) if stop < 0 else stop, end + REACH)]
    left = [word.strip() for word in _BEFORE.findall(before)]
    right = [word.strip() for word in _AFTER.findall(after)]
    if before and before[-1].isalnum():
        left.pop()
    if after and after[0].isalnum():
        right.pop(0)
    return left[-MOST_BESIDE:], right[:MOST_BESIDE]


def _enough(text: str, phrase: str, before: Sequence[str], after: Sequence[str]) -> int:
    """How many words on either side tell a phrase from all others of the text."""
    whole = _packed(text)
    for count in range(MOST_BESIDE):
        sought = _around(phrase, before[-count:] if count else (), after[:count])
        if whole.count(sought) < 2:
            return count
    return MOST_BESIDE


def _around(phrase: str, before: Iterable[str], after: Iterable[str]) -> str:
    return _packed("".join((*before, phrase, *after)))


def _packed(text: str) -> str:
    """A text without blanks and capitals, as neither tells places apart."""
    return "".join(text.split()).casefold()


def _phrases(document: Document, marked: Sequence[MarkedText]) -> Iterator[tuple[int, int]]:
    """Where phrases of two words and more stand that matched: those of the text first, then of the title."""
    pairs = list(zip(document.article.blocks, marked, strict=False))
    for wanted in (False, True):
        for block, found in pairs:
            if (block.kind == "title") is wanted:
                for mark in found.marks:
                    if _is_phrase(found.text, mark):
                        yield block.start + mark.start, block.start + mark.end


def _is_phrase(text: str, mark: Span) -> bool:
    words = text[mark.start : mark.end]
    return len(tokenize(words)) > 1 and "\n" not in words.strip()
