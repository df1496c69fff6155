"""Token types: what a surface is, worked out once and cached."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from search.keys import fold_of, key_of
from search.syllables import is_syllable


class Kind(StrEnum):
    """What a token is by its form alone."""

    SYLLABLE = "syllable"
    FOREIGN = "foreign"
    NUMBER = "number"
    ABBREVIATION = "abbreviation"


class Type(NamedTuple):
    """A token type: `key` unites the spellings of one word, `fold` also drops its marks."""

    key: str
    fold: str
    kind: Kind


MAX_TYPES = 1 << 18
"""Cached types, about 60 MB at the most; beyond that the cache begins anew."""


class _Types(dict[str, Type]):
    """Types by surface. Filling it from several threads is harmless: equal values are written twice."""

    def __missing__(self, surface: str) -> Type:
        if len(self) >= MAX_TYPES:
            self.clear()
        made = self[surface] = make_type(surface)
        return made


TYPES = _Types()
"""`TYPES[surface]`: the type of any token."""


def make_type(surface: str) -> Type:
    """The type of one token: `HÒA` is `hoà`, `hoa`; `2.000` is `2000`; `101,5` is `101.5`."""
    if surface[0].isdigit() and not any(map(str.isalpha, surface)):
        number = plain_number(surface)
        return Type(number, number, Kind.NUMBER)
    key = key_of(surface)
    return Type(key, fold_of(key), _kind(surface, key))


def _kind(surface: str, key: str) -> Kind:
    if is_syllable(key):
        return Kind.SYLLABLE
    capitals = sum(map(str.isupper, surface))
    return Kind.ABBREVIATION if capitals >= 2 and len(surface) <= 10 else Kind.FOREIGN


def plain_number(surface: str) -> str:
    """A number in plain writing: dots between groups of three go, a decimal comma becomes a point."""
    whole, comma, decimals = surface.partition(",")
    groups = whole.split(".")
    if len(groups) > 1 and len(groups[0]) <= 3 and all(len(group) == 3 for group in groups[1:]):
        whole = "".join(groups)
    elif len(groups) > 1 and comma:
        return surface
    if not comma:
        return whole
    return f"{whole}.{decimals}" if decimals.isdecimal() else surface
