"""The sentences of a text as ranges, with the signs that belong to them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from search.model import Span
from search.tokenizer import SENTENCE_GAP, lay

if TYPE_CHECKING:
    from collections.abc import Iterator

_BLANK = re.compile(r"\s+")


def sentences(text: str) -> Iterator[Span]:
    """The sentences in order, without blanks at their ends; a text without words is one."""
    laid = lay(text)
    begin = 0
    for at in range(1, len(laid.positions)):
        if laid.positions[at] - laid.positions[at - 1] > SENTENCE_GAP:
            blank = _BLANK.search(text, laid.ends[at - 1], laid.starts[at])
            end = blank.start() if blank else laid.starts[at]
            yield from _trimmed(text, begin, end)
            begin = end
    yield from _trimmed(text, begin, len(text))


def _trimmed(text: str, begin: int, end: int) -> Iterator[Span]:
    words = text[begin:end].strip()
    if words:
        start = text.index(words, begin)
        yield Span(start, len(words))
