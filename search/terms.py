"""Canonical terms: what stands for more than its syllables, in one writing.

    Công văn số 99 -CV/TU     document      99-CV/TU
    ngày 21/1/2019            date          2019-01-21
    HĐND&UBND                 abbreviation  HĐND, UBND (those in the reviewed table)

They are spans over the tokens of a text, beside them and never instead of them.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from search.abbreviations import all_abbreviations, keys_of
from search.docnumbers import find_in_lower
from search.moments import days_in_lower
from search.text import lower
from search.tokens import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from search.tokens import Type


class TermKind(StrEnum):
    """What a canonical term is."""

    DOCUMENT = "document"
    DATE = "date"
    ABBREVIATION = "abbreviation"


class Term(NamedTuple):
    """A canonical term over tokens `[first, last)`."""

    first: int
    last: int
    kind: TermKind
    value: str


# Only what is near such a place is read closely: a number before a sign and letters, or before a sign and a
# second and third number.
_PROMISING = re.compile(
    r"\d(?: ?[-/.–] ?\d\d?(?: ?[-/.–] ?\d| ?,? ?năm)"  # 21/1/2019, 21/1 năm
    r"|[ ,]+(?:tháng|(?:[a-z]{3,9}\.?,? ?)?(?:19|20)\d\d)"  # 21 tháng 1, 21 Jan 2019, Tháng Một 21, 2019
    r"|[a-e]?(?: ?[-–—/] ?[^\W\d_]|[^\W\d_]{2}| ?/ ?\d{4} ?/| [^\W\d_]{1,6} ?[-–—/] ?[^\W\d_]))"
)  # the last line: 28-CT, 28CT, 30/2020/, 18 NQ/TW
_BEFORE, _AFTER = 24, 64
"""How far round such a place a number or date may reach, in code points."""


def find_terms(
    text: str, starts: Sequence[int], types: Sequence[Type], capitals: Iterable[int] | None = None
) -> list[Term]:
    """The canonical terms of a text with these tokens, in order; those of one kind do not overlap.

    `capitals` are the tokens that may be abbreviations, where that is known; else all are looked at.
    """
    found = [
        Term(bisect_left(starts, start), bisect_left(starts, end), kind, value)
        for start, end, kind, value in written(text)
    ]
    documents = [term for term in found if term.kind is TermKind.DOCUMENT]
    others = [term for term in found if term.kind is not TermKind.DOCUMENT]
    others.extend(_abbreviations(text, starts, types, range(len(types)) if capitals is None else capitals))
    # A date or abbreviation inside a document number is a part of it.
    taken = {at for document in documents for at in range(document.first, document.last)}
    return sorted(documents + [term for term in others if taken.isdisjoint(range(term.first, term.last))])


def written(text: str) -> Iterator[tuple[int, int, TermKind, str]]:
    """The documents and dates of a text: where they begin and end, what they are, their canonical writing."""
    low = lower(text)
    for begin, end in _near(_PROMISING, low):
        for number in find_in_lower(text, low, begin, end):
            for value in number.numbers:
                yield number.at, number.end, TermKind.DOCUMENT, value
        for moment in days_in_lower(low, begin, end):
            span = moment.span
            yield span.start, span.end, TermKind.DATE, moment.day.isoformat()


def _near(pattern: re.Pattern[str], text: str) -> Iterator[tuple[int, int]]:
    """The stretches round what matches, not overlapping."""
    begin = end = 0
    for match in pattern.finditer(text):
        if match.start() - _BEFORE > end:
            if end:
                yield begin, min(end, len(text))
            begin = match.start() - _BEFORE
        end = match.end() + _AFTER
    if end:
        yield begin, min(end, len(text))


@cache
def _known() -> Mapping[tuple[str, ...], str]:
    """The short forms of the table by their keys."""
    return {keys_of(one.short): one.short for one in all_abbreviations()}


def _abbreviations(
    text: str, starts: Sequence[int], types: Sequence[Type], candidates: Iterable[int]
) -> Iterator[Term]:
    """The short forms that stand in the text in capitals, longest first: `NN&PTNT` before `NN`."""
    known = _known()
    wanted = Kind.ABBREVIATION
    end = 0
    for at in [at for at in candidates if types[at].kind is wanted]:
        if at < end:
            continue
        for length in (3, 2, 1):
            short = known.get(tuple([type_.key for type_ in types[at : at + length]]))
            if short and at + length <= len(types) and _stand_together(text, starts, at, length):
                end = at + length
                yield Term(at, end, TermKind.ABBREVIATION, short)
                break


def _stand_together(text: str, starts: Sequence[int], at: int, length: int) -> bool:
    """Whether the parts of a short form are joined by signs: `NN&PTNT`, not `NN, PTNT`."""
    between = text[starts[at] : starts[at + length - 1]]
    return not any(sign in between for sign in "\n,;.")
