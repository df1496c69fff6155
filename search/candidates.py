"""Finds the tokens of a text that are some words in any spelling, without cutting the text into tokens.

Most of a text is not what one looks for. So each word is searched by a pattern of what its spellings share,
their fold, in the text without marks: `dang`. What it finds is compared by its key. Words that cannot be
searched so (`漢字`, `½`) have every token looked up; what is found is the same.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING

from search.keys import fold_of
from search.tokenizer import TOKEN, cut
from search.tokens import TYPES
from search.unmarked import DIGIT, LETTER, unmarked

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from search.tokenizer import Tokens

REMEMBERED = 1 << 12
"""Patterns that are kept: of as many words, some MB."""

MOST_FOLDS = 4
"""Folds of a word that are searched one by one; more (`kế*`) by the beginning that they share."""

_SEARCHED = re.compile(r"[a-z][a-z0-9]*")
_NUMBER = re.compile(r"[0-9](?:[0-9.,]*[0-9])?")
_NUMBERED = re.compile(r"[0-9]+[a-z][a-z0-9]*")

_ANY_LETTER = f"[a-z{chr(LETTER)}]"
_ANY_OF_WORD = f"[a-z0-9{chr(LETTER)}{chr(DIGIT)}]"


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
        plain, starts = unmarked(text), _Starts(text)
        found = {
            one for pattern in self._patterns for one in self._matches(pattern.finditer(plain), text, starts)
        }
        return sorted(found)

    def _matches(self, matches: Iterable[re.Match[bytes]], text: str, starts: _Starts) -> Iterator[Candidate]:
        """What a pattern finds, as far as it is a whole token with the right key."""
        keys, types, is_start = self._keys, TYPES, starts.is_start
        for match in matches:
            start, end = match.span()
            if "0" <= text[start] <= "9":  # how far the token of a number goes only the tokenizer knows
                token = TOKEN.match(text, start)
                end = token.end() if token else start
            if (key := types[text[start:end]].key) in keys and is_start(start):
                yield start, end, key

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


def _patterns(words: Iterable[frozenset[str]]) -> list[re.Pattern[bytes]] | None:
    """Patterns that find each token whose key is among those of a word; None if there are none such."""
    found: dict[str, re.Pattern[bytes]] = {}
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
def _pattern_of(fold: str) -> re.Pattern[bytes] | None:
    """A pattern of the tokens with a fold (`ky` finds `kĩ` as well), or that begin with one: `ke*`.

    What must not stand before is asked for last: what a pattern begins with is searched for fast.
    """
    is_begun = fold.endswith("*")
    fold = fold.rstrip("*")
    letters = fold.replace("y", "[iy]")  # they are often one sound
    if _SEARCHED.fullmatch(fold):
        more = f"{_ANY_OF_WORD}*" if is_begun else f"(?!{_ANY_OF_WORD})"
        return _compiled(f"{letters}(?<!{_ANY_LETTER}{letters}){more}")
    if is_begun:
        return None
    if _NUMBER.fullmatch(fold):
        digits = "[.,]?".join(re.findall("[0-9]", fold))
        return _compiled(f"{digits[0]}(?<!{_ANY_OF_WORD}.){digits[1:]}(?![0-9])")
    if _NUMBERED.fullmatch(fold):
        return _compiled(f"{letters}(?<!{_ANY_OF_WORD}{letters})(?!{_ANY_OF_WORD})")
    return None


def _compiled(pattern: str) -> re.Pattern[bytes]:
    return re.compile(pattern.encode())
