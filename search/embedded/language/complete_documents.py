"""Numbers of documents that begin with what is typed: `28-CT`, `28 ct` and `28ct` alike.

Behind a word for a kind only documents of this kind are meant (`chỉ thị 28`), until a sign is typed. Behind
other words a mere number is no document's (`kết nạp 28`).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from search.embedded.inversion import term_key
from search.model import Span, Suggestion, SuggestionKind
from search.suggest.kinds import forms_before
from search.terms import TermKind
from search.text import folded
from search.zones import TERMS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from search.embedded.postings import Field
    from search.embedded.segment import Segment
    from search.suggest.completing import Typed

_BEGUN = re.compile(
    r"(?<![\w/.-])(?P<digits>\d{1,4}(?:[a-e](?![^\W_]))?)"
    r"(?P<sign>(?:[ ]?[-–—/.][ ]?|[ ]?(?=[^\W\d_]))[\w.&/–— -]*)?\Z"
)
_SIGNS = re.compile(r"[^a-z0-9]+")
_LONGEST = 40

MOST_LOOKED_AT = 2_000
"""Numbers with the same digits that are compared; some tens of thousands are in a large archive."""


class _Begun(NamedTuple):
    """A number typed so far. `is_open`: more digits may follow. Without `forms` any kind is meant."""

    start: int
    digits: str
    rest: str
    is_open: bool
    forms: tuple[str, ...]


def complete_documents(segments: Sequence[Segment], typed: Typed, limit: int) -> list[Suggestion]:
    """The documents whose numbers begin with the end of a text: those of the very number, then most cited."""
    begun = _begun(typed)
    if begun is None:
        return []
    found = _numbers(segments, begun)
    own = re.compile(rf"{begun.digits.zfill(2)}(?!\d)")
    best = sorted(found, key=lambda name: (own.match(name) is None, -found[name], len(name), name))[:limit]
    head, end = typed.text[: begun.start], typed.text[begun.start :]
    return [_suggestion(head, name, end, found[name]) for name in best]


def _begun(typed: Typed) -> _Begun | None:
    match = _BEGUN.search(typed.text, max(0, len(typed.text) - _LONGEST))
    if match is None:
        return None
    digits, sign = match["digits"], match["sign"] or ""
    rest = _plain(sign)
    forms = forms_before(typed.before(match.start()))
    if forms is None and len(rest) < 2 and (not sign or rest):
        return None
    if len(match[0]) < 2 and not forms:
        return None
    return _Begun(match.start(), digits, rest, not sign, () if rest else forms or ())


def _numbers(segments: Sequence[Segment], begun: _Begun) -> dict[str, int]:
    """Numbers by their articles."""
    found: dict[str, int] = {}
    kind = re.compile(rf"\w+(?:/\d{{4}})?(?:{'|'.join(begun.forms)})")
    for segment in segments:
        field = segment.fields[TERMS]
        for number, name in _named(field, begun):
            if kind.match(name) if begun.forms else _goes_on(name, begun):
                found[name] = found.get(name, 0) + int(field.df[number])
    return found


def _named(field: Field, begun: _Begun) -> Iterator[tuple[int, str]]:
    """The documents of a segment whose numbers have these digits, or begin with them."""
    padded = begun.digits.zfill(2)
    for prefix in dict.fromkeys((padded, begun.digits)) if begun.is_open else (f"{padded}-", f"{padded}/"):
        for number in field.prefixed(term_key(TermKind.DOCUMENT, prefix).encode())[:MOST_LOOKED_AT]:
            yield number, field.terms[number].decode().partition(":")[2]


def _goes_on(name: str, begun: _Begun) -> bool:
    return not begun.rest or _plain(name[len(begun.digits.zfill(2)) :]).startswith(begun.rest)


def _plain(text: str) -> str:
    """Letters and digits only, without marks."""
    return _SIGNS.sub("", folded(text))


def _suggestion(head: str, number: str, typed: str, articles: int) -> Suggestion:
    letters = len(_plain(typed)) + (typed[:1] != number[:1])
    length = seen = 0
    while length < len(number) and seen < letters:
        seen += number[length].isalnum()
        length += 1
    return Suggestion(SuggestionKind.DOCUMENT, head + number, (Span(len(head), length),), number, articles)
