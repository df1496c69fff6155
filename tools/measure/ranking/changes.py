"""How people type a question: without marks, with one mark missing, with one slip."""

from __future__ import annotations

from string import ascii_lowercase
from typing import TYPE_CHECKING

from search.text import folded, has_marks
from search.tokenizer import TOKEN

if TYPE_CHECKING:
    import random


def without_marks(text: str, _: random.Random) -> str:
    """All marks left out."""
    return folded(text)


def with_one_bare(text: str, chance: random.Random) -> str:
    """One syllable without its marks; the text itself where none has any."""
    marked = [found for found in TOKEN.finditer(text) if has_marks(found[0])]
    if not marked:
        return text
    one = chance.choice(marked)
    return text[: one.start()] + folded(one[0]) + text[one.end() :]


def with_slip(text: str, chance: random.Random) -> tuple[str, int]:
    """One letter too many, missing, another one, or two swapped, in a syllable of three or more letters.

    Returns the text, and which of its tokens has the slip; -1 where none is long enough.
    """
    tokens = list(TOKEN.finditer(text))
    long = [at for at, found in enumerate(tokens) if len(found[0]) > 2 and found[0].isalpha()]
    if not long:
        return text, -1
    at = chance.choice(long)
    found = tokens[at]
    return text[: found.start()] + _slipped(found[0], chance) + text[found.end() :], at


def _slipped(word: str, chance: random.Random) -> str:
    at = chance.randrange(1, len(word))
    match chance.randrange(4):
        case 0:
            changed = word[:at] + chance.choice(ascii_lowercase) + word[at:]
        case 1:
            changed = word[:at] + word[at + 1 :]
        case 2:
            changed = word[:at] + chance.choice(ascii_lowercase) + word[at + 1 :]
        case _:
            changed = word[: at - 1] + word[at] + word[at - 1] + word[at + 1 :]
    return changed if changed != word else _slipped(word, chance)
