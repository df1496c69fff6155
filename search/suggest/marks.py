"""Marks of letters: which spelling keeps those that were typed, and how a key is written as a word was."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import NamedTuple

from search.text import TONES

_TONES = frozenset(TONES)


class Letters(NamedTuple):
    """A word by its letters without tone (`ư` and `đ` are letters), and its tone mark; none: empty."""

    letters: str
    tone: str


@lru_cache(1 << 14)
def letters_of(word: str) -> Letters:
    """The letters and the tone of a lower-case word."""
    if word.isascii():
        return Letters(word, "")
    decomposed = unicodedata.normalize("NFD", word)
    tones = "".join(char for char in decomposed if char in _TONES)
    return Letters(
        unicodedata.normalize("NFC", "".join(char for char in decomposed if char not in _TONES)), tones
    )


@lru_cache(1 << 10)
def base_of(letter: str) -> str:
    """The letter without hat, horn, breve or bar."""
    return "d" if letter == "đ" else unicodedata.normalize("NFD", letter)[0]


def is_within(typed: str, letter: str) -> bool:
    """Whether a typed letter may stand for this one: it is the same, or the same without its mark."""
    return typed == letter or typed == base_of(letter)


@lru_cache(1 << 14)  # asked for every spelling of every word, mostly of frequent ones
def adds_marks(typed: str, key: str) -> bool:
    """Whether a key of the same fold keeps what was typed: `đang` is within `đảng`, `đàng` is not.

    Where the tone mark stands does not matter, and i is not told from y: folds were compared.
    """
    ours, theirs = letters_of(typed), letters_of(key)
    return ours.tone in ("", theirs.tone) and all(
        mine == base_of(mine) or mine == other
        for mine, other in zip(ours.letters, theirs.letters, strict=False)
    )


def written_like(surface: str, key: str) -> str:
    """A key in the capitals of what was typed."""
    if len(surface) > 1 and surface.isupper():
        return key.upper()
    return key[:1].upper() + key[1:] if surface[:1].isupper() else key
