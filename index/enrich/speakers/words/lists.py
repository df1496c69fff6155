"""How lists of words become patterns."""

from __future__ import annotations

import re


def listed(words: str) -> tuple[str, ...]:
    """Words that lines and bars part, each in both placements of its tone mark, the longest first."""
    alternatives = {word.strip() for word in words.replace("\n", "|").split("|")} - {""}
    both = alternatives | {each.replace("ủy", "uỷ").replace("úy", "uý") for each in alternatives}
    return tuple(sorted(both, key=lambda word: (-len(word), word)))


def choice(words: str) -> str:
    """A pattern of such words, the longest first; plain ones share their beginnings: that is fast."""
    plain = [word for word in listed(words) if _PLAIN.fullmatch(word)]
    others = [word for word in listed(words) if not _PLAIN.fullmatch(word)]
    return "(?:" + "|".join([*others, *([_shared(plain)] if plain else [])]) + ")"


_PLAIN = re.compile(r"[\w /]+")
"""A word without signs of a pattern."""


def _shared(words: list[str]) -> str:
    """A pattern of plain words, written once where they begin alike."""
    by_letter: dict[str, list[str]] = {}
    for word in words:
        if word:
            by_letter.setdefault(word[0], []).append(word[1:])
    branches = [letter + _shared(rests) for letter, rests in by_letter.items()]
    if not branches:
        return ""
    pattern = branches[0] if len(branches) == 1 and "" not in words else f"(?:{'|'.join(branches)})"
    return f"{pattern}?" if "" in words else pattern


def last_words(words: str) -> frozenset[str]:
    """The last words of such words: a text that ends with none of them ends with none of these."""
    return frozenset(re.split(r"[ /]", word)[-1] for word in listed(words))
