"""A query cut into its parts: phrases in quotes, exclusions, document numbers and dates in any writing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from search.docnumbers import find_numbers
from search.model import Word
from search.moments import find_days
from search.query.parts import Part
from search.tokenizer import tokenize

if TYPE_CHECKING:
    from collections.abc import Iterator

_QUOTED = re.compile(r'(?P<minus>(?<!\S)-)?["“”„«](?P<quoted>[^"“”„«»]*)["“”«»]')
_PLAIN = re.compile(r"(?P<minus>(?<!\S)-)?(?P<plain>[^\s\"“”„«»]+)")
_DAY_WORD = re.compile(r"ngày\s*$", re.IGNORECASE)


class _Fixed(NamedTuple):
    """A document number or date at `text[start:end]`."""

    start: int
    end: int
    number: str = ""
    day: str = ""


def split(text: str) -> Iterator[Part]:
    """The parts of a canonical query, in order."""
    at = 0
    for found in _QUOTED.finditer(text):
        yield from _unquoted(text[at : found.start()])
        words = _words(found["quoted"])
        if words:
            yield Part(words, bool(found["minus"]), fixed=True)
        at = found.end()
    yield from _unquoted(text[at:])


def _unquoted(text: str) -> Iterator[Part]:
    at = 0
    for fixed in _fixed(text):
        yield from _loose(text[at : fixed.start])
        yield Part(
            _words(text[fixed.start : fixed.end]),
            excluded=False,
            fixed=True,
            number=fixed.number,
            day=fixed.day,
        )
        at = fixed.end
    yield from _loose(text[at:])


def _loose(text: str) -> Iterator[Part]:
    for found in _PLAIN.finditer(text):
        words = _words(found["plain"])
        if words:
            yield Part(words, bool(found["minus"]), fixed=False)


def _fixed(text: str) -> list[_Fixed]:
    """Document numbers and dates, in order, none overlapping; what follows a minus is left to be excluded."""
    found = [
        _Fixed(number.at, number.end, number=number.numbers[-1])  # of a list the last stands at `at`
        for number in find_numbers(_capitals(text))
    ]
    for moment in find_days(text):
        before = _DAY_WORD.search(text, 0, moment.span.start)
        found.append(
            _Fixed(
                before.start() if before else moment.span.start, moment.span.end, day=moment.day.isoformat()
            )
        )
    kept: list[_Fixed] = []
    for one in sorted(found):
        if (not kept or one.start >= kept[-1].end) and text[max(0, one.start - 1) : one.start] != "-":
            kept.append(one)
    return kept


def _capitals(text: str) -> str:
    """Capitals, length kept: in a query `28-ct/tw` is a document number without more ado."""
    return "".join(upper if len(upper := char.upper()) == 1 else char for char in text)


def _words(text: str) -> list[Word]:
    return [Word(text[token.start : token.end], token.key, token.fold) for token in tokenize(text)]
