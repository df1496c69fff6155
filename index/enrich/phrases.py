"""Finds thousands of phrases in a text at once: one tree of words, walked from every word of the text.

Words are compared in lower case. All spellings of a word lead to the same place of the tree (`uỷ`, `ủy`;
`kỹ`, `kĩ`), so that the text need not be brought into one spelling first. Hyphens, strokes and `&` part
words; no phrase crosses another mark unless it has that mark itself, and a comma of a phrase may be left out.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from itertools import compress, count, product, repeat
from operator import contains
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from search.keys import I_TO_Y, key_of
from search.model import Span
from search.text import TONES, lower, new_style

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence

T = TypeVar("T")

NUMBER = "#"
"""Stands for any number within a phrase: `huy hiệu # năm`."""
COMMA = ","

_Node = dict[str | None, Any]
"""The words that may follow, each with its node; under None the value of the phrase that ends here."""

_BLANKS = "-–—/&_|·*'‘’"
LINE = "\x00"
"""Stands behind each of several texts whose words are looked at together: no phrase crosses it."""
_MARKS = f',.;:!?…"“”«»()[]{{}}<>=+{LINE}'


def words_of(text: str) -> list[str]:
    """The words of a text in lower case, and the marks among them."""
    return split(lower(text))


def split(low: str) -> list[str]:
    """The words of a text that is in lower case already."""
    for char in _BLANKS:
        if char in low:
            low = low.replace(char, " ")
    for char in _MARKS:
        if char in low:
            low = low.replace(char, f" {char} ")
    return low.split()


def span_of(low: str, words: Sequence[str], first: int, end: int) -> Span:
    """Where the words from `first` to before `end` stand in a text; `words` are those of `split`."""
    phrase = " ".join(words[first:end])
    start = low.find(phrase, len("".join(words[:first])))
    after = start + len(phrase)
    if start < 0 or low[after : after + 1].isalnum() or low[max(0, start - 1) : start].isalnum():
        return _span_word_by_word(low, words[:end], first)
    return Span(start, len(phrase))


def _span_word_by_word(low: str, words: Sequence[str], first: int) -> Span:
    """The same where marks or several blanks stand within the phrase."""
    start = at = 0
    for number, word in enumerate(words):
        at = low.index(word, at)  # only blanks lie between two words
        if number == first:
            start = at
        at += len(word)
    return Span(start, at - start)


class _Any:
    """Holds everything."""

    def __contains__(self, _: object) -> bool:
        return True


class Phrases(Generic[T]):
    """Phrases, each with a value. Of two that are spelled the same the first one stays."""

    def __init__(self) -> None:
        self._root: _Node = {}
        self._starts: dict[str, Container[str | None]] = {}
        """What may follow a first word; anything where that word is a phrase, or a number may follow."""

    def add(self, phrase: Sequence[str], value: T) -> None:
        """Take in a phrase as words of `words_of`."""
        for written in _without_commas(phrase):
            node = self._root
            for word in written:
                node = _step(node, word)
            node.setdefault(None, value)
            is_short = len(written) == 1 or written[1] == NUMBER
            for first in spellings(written[0]):
                if is_short:
                    self._starts[first] = _Any()
                else:
                    self._starts.setdefault(first, self._root[first])

    def matches(self, words: Sequence[str]) -> Iterator[tuple[T, int, int]]:
        """The phrases among words from left to right, the longest at each place, none overlapping.

        Each comes as its value, its first word, and the one after its last.
        """
        root = self._root
        words = [*words, LINE]
        # Most words begin some phrase, few go on with one: two words are looked up without a loop of ours.
        followers = map(self._starts.get, words, repeat(()))
        free = 0
        for at in compress(count(), map(contains, followers, words[1:])):
            if at < free:
                continue
            node, ahead, found = root[words[at]], at + 1, None
            while node is not None:
                if None in node:
                    found, free = node, ahead
                word = words[ahead]
                after = node.get(word)
                node = node.get(NUMBER) if after is None and word[0].isdigit() else after
                ahead += 1
            if found is not None:
                yield found[None], at, free


def _step(node: _Node, word: str) -> _Node:
    """The node after a word, in whatever spelling."""
    after: _Node | None = node.get(word)
    if after is None:
        after = node[word] = {}
        for spelling in spellings(word):
            node[spelling] = after
    return after


def _without_commas(phrase: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """A phrase with and without each of its commas."""
    choices = [((word,), ()) if word == COMMA else ((word,),) for word in phrase]
    for chosen in product(*choices):
        yield tuple(word for part in chosen for word in part)


@cache
def spellings(word: str) -> tuple[str, ...]:
    """All writings of a word: its tone mark in either style, i or y where these are one sound."""
    key = key_of(word)
    words = dict.fromkeys((word, key, *_with_i().get(key, ())))
    return (*words, *(old for each in words if (old := _old_style(each)) != each))


@cache
def _with_i() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for with_i, with_y in I_TO_Y.items():
        found[with_y] = (*found.get(with_y, ()), with_i)
    return found


def _old_style(word: str) -> str:
    """A new-style word in the old style: `hoà` as `hòa`; a word that has no other style as it is."""
    old = word[:-2] + _olds().get(word[-2:], word[-2:])
    return old if new_style(old) == word else word


@cache
def _olds() -> dict[str, str]:
    pairs = [(first + tone, second) for first, second in ("oa", "oe", "uy") for tone in TONES]
    olds = [unicodedata.normalize("NFC", first + second) for first, second in pairs]
    return {new_style(old): old for old in olds}
