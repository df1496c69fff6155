"""Names in which what is typed stands, from any syllable on: for short lists, such as that of topics."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from search.model import Span
from search.suggest.completing import LEAST_LETTERS, MOST_CHARACTERS
from search.suggest.marks import adds_marks, base_of, is_within, letters_of
from search.text import canonical
from search.tokenizer import cut

if TYPE_CHECKING:
    from search.tokenizer import Tokens


class Begun(NamedTuple):
    """What was typed: the keys and folds of its words; `is_open`: the last one may go on.

    `initial` is the first letter of the first word, without marks.
    """

    words: tuple[tuple[str, str], ...]
    is_open: bool
    initial: str


class Name(NamedTuple):
    """A name, cut into words once; `initials` are their first letters without marks."""

    text: str
    cut: Tokens
    initials: tuple[str, ...]


def name_of(text: str) -> Name:
    """A name to look in."""
    tokens = cut(text)
    return Name(text, tokens, tuple(_initial(each.key) for each in tokens.types))


def read_begun(text: str) -> Begun | None:
    """Read what is being typed; None for fewer than two letters, and for what is too long to be typed."""
    text = canonical(text[: MOST_CHARACTERS + 1]).lstrip()
    tokens = cut(text)
    words = tuple((each.key, each.fold) for each in tokens.types)
    if len(text) > MOST_CHARACTERS or sum(len(fold) for _, fold in words) < LEAST_LETTERS:
        return None
    return Begun(words, tokens.ends[-1] == len(text), _initial(words[0][0]))


def place_in(name: Name, begun: Begun) -> Span | None:
    """Where what was typed stands first in a name; marks that were typed must be there."""
    types, size = name.cut.types, len(begun.words)
    for first in range(len(types) - size + 1):
        if name.initials[first] != begun.initial:  # most are left out by this alone
            continue
        own = types[first : first + size]
        if all(
            _is_whole(typed, each.key, each.fold) for typed, each in zip(begun.words, own[:-1], strict=False)
        ):
            start, last = name.cut.starts[first], first + size - 1
            typed, meant = begun.words[-1], own[-1]
            if _is_whole(typed, meant.key, meant.fold):
                return Span(start, name.cut.ends[last] - start)
            if begun.is_open and _begins(typed[0], meant.key):
                return Span(start, name.cut.starts[last] + len(typed[0]) - start)
    return None


def _initial(key: str) -> str:
    return base_of(letters_of(key).letters[0])


def _is_whole(typed: tuple[str, str], key: str, fold: str) -> bool:
    return typed[1] == fold and adds_marks(typed[0], key)


def _begins(typed: str, key: str) -> bool:
    """Whether a word may go on as another one: `đang` as `đảng`, `kie` as `kiểm`."""
    ours, theirs = letters_of(typed), letters_of(key)
    return (
        ours.tone in ("", theirs.tone)
        and len(ours.letters) <= len(theirs.letters)
        and all(map(is_within, ours.letters, theirs.letters))
    )
