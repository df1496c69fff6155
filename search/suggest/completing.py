"""What is being typed, as words of which the last may go on; how suggestions of several kinds share room."""

from __future__ import annotations

from bisect import bisect_left
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from search.model import Word
from search.suggest.keystrokes import as_typed
from search.text import canonical, folded
from search.tokenizer import cut

if TYPE_CHECKING:
    from collections.abc import Sequence

    from search.model import Suggestion
    from search.suggest.model import Language

MOST_CHARACTERS = 200
"""Nothing is suggested for longer texts: they were pasted."""

LEAST_LETTERS = 2
"""Nothing is suggested for fewer."""


class Typed(NamedTuple):
    """What was typed: `words` in order, each with where it starts and ends in `text`.

    `is_open`: the last word may go on, for nothing follows it.
    """

    text: str
    words: tuple[Word, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    is_open: bool

    def after(self, first: int) -> Typed:
        """The words from `first` on."""
        return Typed(self.text, self.words[first:], self.starts[first:], self.ends[first:], self.is_open)

    def before(self, end: int) -> tuple[Word, ...]:
        """The words that start before a place in the text."""
        return self.words[: bisect_left(self.starts, end)]


def read_typed(text: str, language: Language) -> Typed | None:
    """Read what is being typed; None where nothing is to be suggested for it."""
    text = canonical(text[: MOST_CHARACTERS + 1]).lstrip()
    tokens = cut(text)
    if len(text) > MOST_CHARACTERS or sum(map(len, (each.fold for each in tokens.types))) < LEAST_LETTERS:
        return None
    words = tuple(
        Word(text[start:end], each.key, each.fold)
        for start, end, each in zip(tokens.starts, tokens.ends, tokens.types, strict=True)
    )
    is_open = tokens.ends[-1] == len(text)
    return Typed(text, as_typed(words, language), tuple(tokens.starts), tuple(tokens.ends), is_open)


def prefixes(word: Word) -> tuple[str, ...]:
    """The folds with which a word may begin that was typed so far: `ki` goes on as `kiên`, or is `kỷ`."""
    return tuple(dict.fromkeys((folded(word.key), word.fold)))


def shared_out(
    documents: Sequence[Suggestion],
    phrases: Sequence[Suggestion],
    titles: Sequence[Suggestion],
    limit: int,
) -> tuple[Suggestion, ...]:
    """At most `limit` suggestions, by kind: a third may be titles, more where there are few phrases."""
    documents = documents[: max(1, limit // 3)]
    room = max(0, limit - len(documents))
    for_titles = min(len(titles), max(room // 3, room - len(phrases)))
    return tuple(chain(documents, phrases[: room - for_titles], titles[:for_titles]))[:limit]
