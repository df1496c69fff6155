"""Whether a word before a colon names a field or ends the first words of a headline: `Quảng Nam: mưa lớn`."""

from __future__ import annotations

import re

from search.query.fields import TITLES, field_of
from search.text import comparable, folded

_SPACED = {
    "year": re.compile(r"(?:19|20)\d\d(?!\d)|\.\."),
    "month": re.compile(r"\d\d?[/.-]\d{4}|(?:19|20)\d\d-\d|\.\."),
    "day": re.compile(r"\d|\.\."),
    "term": re.compile(r"\d{4}|(?:\d\d?|[IVX]+)(?!\w)", re.IGNORECASE),
}
"""How a value begins that stands apart from the colon, of fields whose names end headlines."""

_ENDINGS = {"noi": ("ha",), "bao": None, "cong": None}
"""Names that end other words (`Hà Nội`, `thông báo`, `thành công`), and those; None are any."""


def is_named(text: str, start: int, end: int) -> bool:
    """Whether `text[start:end]`, a name but for its accents, is meant as one; a colon follows it.

    Marks that are typed must be the name's own: `Nội:` is not `nơi:`. Where a blank follows the colon, as in
    prose, the value of a time must look like one, and a name that ends other words must not follow any.
    """
    typed = text[start:end]
    field = field_of(typed) or ""
    if not _is_spelt(typed, field):
        return False
    if text[end + 1 : end + 2] != " ":
        return True
    value = text[end + 2 :]
    # Quotes are cut off before: an empty rest may have one behind it.
    if value and field in _SPACED and not _SPACED[field].match(value):
        return False
    return not _ends_a_word(folded(typed), folded(text[:start]).split())


def _is_spelt(typed: str, field: str) -> bool:
    title = TITLES[field]
    return any(_is_written(_bare(typed), _bare(name)) for name in (title.vi, title.en, *title.others))


def _is_written(typed: str, name: str) -> bool:
    """Whether a name was typed with some of its own marks and no others."""
    return len(typed) == len(name) and all(
        char in (own, folded(own)) for char, own in zip(typed, name, strict=True)
    )


def _bare(name: str) -> str:
    return comparable(re.sub(r"[\s_-]+", "", name))


def _ends_a_word(name: str, before: list[str]) -> bool:
    if name not in _ENDINGS or not before:
        return False
    words = _ENDINGS[name]
    return words is None or before[-1] in words
