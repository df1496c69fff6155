"""Finds the tokens of a text that are some words in any spelling, without cutting the text into tokens.

Most of a text is not what one looks for. So each word is searched by a pattern of what its spellings share,
their fold: `dang` with any marks in any case. What it finds is compared by its key. Words that cannot be
searched so (`漢字`, `½`) have every token looked up; what is found is the same.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache, lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING

from search.keys import fold_of
from search.text import folded
from search.tokenizer import TOKEN, cut
from search.tokens import TYPES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from search.tokenizer import Tokens

REMEMBERED = 1 << 12
"""Patterns that are kept: of as many words, about 10 MB."""

MOST_FOLDS = 4
"""Folds of a word that are searched one by one; more (`kế*`) by the beginning that they share."""

_SEARCHED = re.compile(r"[a-z][a-z0-9]*")
_NUMBER = re.compile(r"[0-9](?:[0-9.,]*[0-9])?")
_NUMBERED = re.compile(r"[0-9]+[a-z][a-z0-9]*")


Candidate = tuple[int, int, str]
"""The token `text[start:end]` and its key; a plain tuple, since there are many."""


class Scanner:
    """Finds the tokens whose keys are among those of some words."""

    def __init__(self, words: Iterable[frozenset[str]]) -> None:
        words = set(words)
        self._keys = frozenset().union(*words)
        self._patterns = _patterns(words)

    def scan_each(self, texts: Sequence[str]) -> list[list[Candidate]]:
        """The candidates of some canonical texts, in order; laid line by line, no token is in two."""
        begins = [0, *accumulate(len(text) + 1 for text in texts)]
        found: list[list[Candidate]] = [[] for _ in texts]
        for start, end, key in self.scan("\n".join(texts)):
            at = bisect_right(begins, start) - 1
            found[at].append((start - begins[at], end - begins[at], key))
        return found

    def scan(self, text: str) -> list[Candidate]:
        """The candidates of a canonical text, in order."""
        if self._patterns is None:
            return self._all(cut(text))
        starts = _Starts(text)
        found = {one for pattern in self._patterns for one in self._matches(pattern, text, starts)}
        return sorted(found)

    def _matches(self, pattern: re.Pattern[str], text: str, starts: _Starts) -> list[Candidate]:
        """What a pattern finds, as far as it is a whole token with the right key."""
        keys, types, is_start = self._keys, TYPES, starts.is_start
        if pattern.pattern[0] != "[":
            return self._numbers(pattern, text, starts)
        return [
            (*match.span(), key)
            for match in pattern.finditer(text)
            if (key := types[match[0]].key) in keys and is_start(match.start())
        ]

    def _numbers(self, pattern: re.Pattern[str], text: str, starts: _Starts) -> list[Candidate]:
        """What a pattern of a number finds: how far its token goes only the tokenizer knows."""
        tokens = (TOKEN.match(text, match.start()) for match in pattern.finditer(text))
        return [
            (*token.span(), key)
            for token in tokens
            if token and (key := TYPES[token[0]].key) in self._keys and starts.is_start(token.start())
        ]

    def _all(self, tokens: Tokens) -> list[Candidate]:
        """By looking up every token."""
        keys = self._keys
        return [
            (start, end, type_.key)
            for start, end, type_ in zip(tokens.starts, tokens.ends, tokens.types, strict=True)
            if type_.key in keys
        ]


class _Starts:
    """Where tokens begin in a text; all are cut only if one is asked for that may be inside a number."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._known: frozenset[int] | None = None

    def is_start(self, at: int) -> bool:
        """Whether a token begins where no letter stands before: `km` of `12,5km`, not `000` of `2.000`."""
        if not at:
            return True
        before = self._text[at - 1]
        if before == " ":
            return True
        if not before.isalnum() and not (before in ".," and self._text[at].isdigit()):
            return True
        if self._known is None:
            self._known = frozenset(cut(self._text).starts)
        return at in self._known


def _patterns(words: Iterable[frozenset[str]]) -> list[re.Pattern[str]] | None:
    """Patterns that find each token whose key is among those of a word; None if there are none such."""
    found: dict[str, re.Pattern[str]] = {}
    for keys in words:
        folds = {fold_of(key) for key in keys}
        if len(folds) > MOST_FOLDS:
            folds = {f"{_shared(folds)}*"}
        for fold in folds:
            pattern = _pattern_of(fold)
            if pattern is None:
                return None
            found[fold] = pattern
    return list(found.values())


def _shared(folds: Iterable[str]) -> str:
    """The beginning that some words share."""
    first, last = min(folds), max(folds)
    length = next(
        (at for at, (one, other) in enumerate(zip(first, last, strict=False)) if one != other), len(first)
    )
    return first[:length]


@lru_cache(REMEMBERED)
def _pattern_of(fold: str) -> re.Pattern[str] | None:
    """A pattern of the tokens with a fold (`ky` finds `kĩ` as well), or that begin with one: `ke*`."""
    is_begun = fold.endswith("*")
    fold = fold.rstrip("*")
    if _SEARCHED.fullmatch(fold):
        first, *rest = map(_any_mark, fold)
        # A class of letters is searched for fast where it is the first thing of a pattern.
        more = r"[^\W_]*" if is_begun else r"(?![^\W_])"
        return re.compile(rf"{first}(?<![^\W\d_].){''.join(rest)}{more}")
    if is_begun:
        return None
    if _NUMBER.fullmatch(fold):
        digits = "[.,]?".join(re.findall("[0-9]", fold))
        return re.compile(rf"{digits[0]}(?<![^\W_].){digits[1:]}(?![0-9])")
    if _NUMBERED.fullmatch(fold):
        return re.compile(rf"{fold[0]}(?<![^\W_].){''.join(map(_any_mark, fold[1:]))}(?![^\W_])")
    return None


def _any_mark(char: str) -> str:
    """A class of all letters with a fold; that of `y` holds `i` too, for they are often one sound."""
    return f"[{_classes()[char]}]"


@cache
def _classes() -> dict[str, str]:
    """By fold, the characters that have it."""
    by_fold = {char: {char, char.upper()} for char in "abcdefghijklmnopqrstuvwxyz0123456789"}
    for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00), 0x212A):
        if (fold := folded(chr(code))) in by_fold:
            by_fold[fold].add(chr(code))
    by_fold["y"] |= by_fold["i"]
    return {fold: "".join(sorted(chars)) for fold, chars in by_fold.items()}
