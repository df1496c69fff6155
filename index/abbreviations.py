"""The miner of abbreviations: pairs that a corpus itself explains, for a person to review.

Writers introduce a short form beside its long one, in either order:

    Ban quản lý di tích (BQLDT)      BQLDT (Ban quản lý di tích)

A pair is proposed if the letters of the short form are the initials of the long one, in order; only
function words (`và`, `của`) may be skipped. Nothing gets into the table of `search.abbreviations` by itself.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from search.abbreviations import is_known, keys_of
from search.text import canonical, folded, has_marks, lower

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

MAX_LETTERS = 12
"""Initials of the longest short form that is looked at; also bounds the work for one bracket."""

FUNCTION_WORDS = frozenset(
    [
        "và",
        "của",
        "về",
        "các",
        "những",
        "cho",
        "trong",
        "tại",
        "với",
        "ở",
        "trên",
        "cùng",
        "theo",
        "đối",
        "bằng",
        "do",
        "từ",
        "đến",
        "để",
        "thuộc",
        "là",
    ]
)
"""Words that writers leave out of a short form."""

_REACH = 120
"""Characters before a bracket that can hold a long form of `MAX_LETTERS` syllables and some skipped words."""

_SHORT = r"[A-ZĐƯ][A-Za-zĐđƯư\d]{0,20}(?:[&.,/–-] ?[A-ZĐƯ][A-Za-zĐđƯư\d]{0,20}){0,5}"  # bounded: linear time
_SAID = r"(?:(?:sau đây )?(?:gọi|viết)(?: chung| tắt)* ?(?:là)? ?:? ?)?"
_AFTER = re.compile(rf"[ ]?\({_SAID}[“\"]?({_SHORT})[”\"]?\)")
_BEFORE = re.compile(rf"(?<![\w&/.-])({_SHORT}) ?\((?:tức |là |viết tắt (?:của )?)*([^()\n]{{5,{_REACH}}})\)")
_LONG = re.compile(r"(?:[^\W\d_]|[ ,&–-])+$")
_WORD = re.compile(r"[^\W\d_]+")
_LETTER = re.compile(r"[A-ZĐƯ][a-zđư]*|\d")


@dataclass(frozen=True, slots=True)
class Proposal:
    """A short form and what it was found to stand for.

    `count` is how often a text explains it so, in `documents` texts; `known` if the table has the pair.
    """

    short: str
    long: str
    count: int
    documents: int
    known: bool


def mine(texts: Iterable[str]) -> list[Proposal]:
    """The pairs that the texts explain, most frequent first, then by short and long form.

    Each text is one document; it need not be canonical. Time is linear in the length of the texts,
    memory in the number of different pairs.
    """
    counts: Counter[tuple[str, str]] = Counter()
    documents: Counter[tuple[str, str]] = Counter()
    written: defaultdict[tuple[str, str], Counter[tuple[str, str]]] = defaultdict(Counter)
    for text in texts:
        found = list(pairs(canonical(text)))
        merged = [(" ".join(keys_of(short)), " ".join(keys_of(long))) for short, long in found]
        counts.update(merged)
        documents.update(set(merged))
        for pair, as_written in zip(merged, found, strict=True):
            written[pair][as_written] += 1
    proposals = [_proposal(written[pair], counts[pair], documents[pair]) for pair in counts]
    return sorted(proposals, key=lambda one: (-one.count, one.short, one.long))


def _proposal(written: Counter[tuple[str, str]], count: int, documents: int) -> Proposal:
    short, long = min(written, key=lambda pair: (-written[pair], pair))
    return Proposal(short, long, count, documents, is_known(short, long))


def pairs(text: str) -> Iterator[tuple[str, str]]:
    """The (short, long) pairs that a canonical text explains, in its order; long forms in lower case."""
    for bracket in _AFTER.finditer(text):
        before = _LONG.search(text[max(0, bracket.start() - _REACH) : bracket.start()])
        if before and (long := _ending_in(before[0], bracket[1])):
            yield bracket[1], long
    for bracket in _BEFORE.finditer(text):
        inside = bracket[2].strip(' ,.“”"')
        if _LONG.fullmatch(inside) and _ending_in(inside, bracket[1]) == lower(inside):
            yield bracket[1], lower(inside)


def _ending_in(text: str, short: str) -> str:
    """The long form of `short` at the end of a text, in lower case, or an empty string."""
    letters = [letter.lower() for letter in _LETTER.findall(short)]
    if not 2 <= len(letters) <= MAX_LETTERS or sum(map(len, letters)) > 2 * len(letters):
        return ""
    words = list(_WORD.finditer(text))
    first = _first_word([_plain(word[0]) for word in words], letters)
    if first is None:
        return ""
    long = lower(text[words[first].start() : words[-1].end()])
    # A long form without a mark is hardly Vietnamese: `World Health Organization (WHO)`.
    return long if has_marks(long) and long != lower(short) else ""


def _plain(word: str) -> str:
    """Lower case without tones and hats; the bar of `đ` stays, for it is another initial than `d`."""
    return "".join("đ" if char in "đĐ" else folded(char) for char in word)


def _first_word(words: Sequence[str], letters: Sequence[str]) -> int | None:
    """Where the initials start, if the last words have them as theirs; None if they do not.

    Goes backwards with all places that the rest of the letters can end at: a function word both may give
    a letter and may be skipped.
    """
    if not words or not _fits(words[-1], letters[-1]):
        return None
    ends = {len(words) - 1}
    for letter in reversed(letters[:-1]):
        ends = {at for end in ends for at in _places(words, end) if _fits(words[at], letter)}
    return max(ends, default=None)


def _places(words: Sequence[str], end: int) -> Iterator[int]:
    """The words before `end` that can carry the letter before: the next one, or one behind function words."""
    for at in range(end - 1, max(end - 4, -1), -1):
        yield at
        if words[at] not in _PLAIN_FUNCTION_WORDS:
            return


_PLAIN_FUNCTION_WORDS = frozenset(map(_plain, FUNCTION_WORDS))


def _fits(word: str, letter: str) -> bool:
    """Whether a word may have given a letter; `W` stands for `ương`, as in TW."""
    return word.startswith(_plain(letter)) or (letter == "w" and word == "uong")
