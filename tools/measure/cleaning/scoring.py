"""Compares texts as sequences of words: what an article has, what was made of it, what counts neither way.

A word is a run of letters and digits of the canonical text in small letters, so that no mark, blank or line
end weighs anything. F1 is that of two multisets of words: the article's own text (lead and body) and what an
extractor took for it.

The article's other texts, its title and captions say, count neither way: whoever keeps a caption has done
nothing wrong, and nothing right. Such a text is taken out of the output where it stands there as a whole run
of words, as often as it stands there more than in the own text, the longest first. So an extractor gains
nothing from single words that a caption and a menu happen to share, and loses nothing of a body that quotes
its own title.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from search.text import canonical, lower

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_WORD = re.compile(r"\w+")
_GAP = "\n"
"""Stands between blocks, so that no run of words goes from one into the next."""
_GRAM = 3
"""So many neighbouring words must have stayed together for them to count as kept."""


def words(text: str) -> list[str]:
    """The words of a text."""
    return _WORD.findall(lower(canonical(text)))


def joined(text: str) -> str:
    """The words of a text, each between two blanks: a run of words is a part of this string."""
    return "".join(f" {word} " for word in words(text))


def own_part(blocks: Iterable[str], own: str, neutral: Iterable[str]) -> str:
    """The words of an output without those of `neutral` texts; a gap between blocks."""
    found = _GAP.join(map(joined, blocks))
    told = joined(own)
    for run in sorted(set(map(joined, neutral)), key=len, reverse=True):
        more = found.count(run) - told.count(run) if run else 0
        if more > 0:
            found = found.replace(run, _GAP, more)
    return found


def f1(found: str, own: str) -> float:
    """F1 of the words of a cleared output against those of the article's own text, 0..1."""
    output, gold = Counter(found.split()), Counter(words(own))
    total = output.total() + gold.total()
    return 2 * (output & gold).total() / total if total else 1.0


def kept(found: str, text: str) -> float:
    """The share of the words of a text that stand in an output with their neighbours."""
    wanted = words(text)
    if not wanted:
        return 1.0
    output = found.split()
    grams = {tuple(output[at : at + _GRAM]) for at in range(len(output))}
    size = min(_GRAM, len(wanted))
    if size < _GRAM:
        grams = {tuple(output[at : at + size]) for at in range(len(output))}
    there: set[int] = set()
    for at in range(len(wanted) - size + 1):
        if tuple(wanted[at : at + size]) in grams:
            there.update(range(at, at + size))
    return len(there) / len(wanted)


def held(found: str, own: str, texts: Iterable[str]) -> list[str]:
    """Those of the texts that stand whole in a cleared output, more often than the article says them."""
    told = joined(own)
    runs = ((text, joined(text)) for text in texts)
    return [text for text, run in runs if run and found.count(run) > told.count(run)]


def same(left: str, right: str, *, small: bool = False) -> bool:
    """Whether two texts are the same but for blanks; with `small`, for capitals, too."""
    one, other = ("".join(canonical(text).split()) for text in (left, right))
    return lower(one) == lower(other) if small else one == other


_JOINTS = re.compile(r"\s+[-–—]\s+|[,;&()/:\n]|\s+và\s+", re.IGNORECASE)


def names_exactly(byline: str, lines: Sequence[str], authors: Sequence[str]) -> bool:
    """Whether a byline names all authors and nobody that the printed lines do not name.

    An office beside a name, or a label before it, may be kept or left out as long as it was printed there.
    """
    if not authors:
        return not byline.strip()
    said, printed = joined(byline), [joined(line) for line in (*lines, *authors)]
    parts = filter(None, map(joined, _JOINTS.split(byline)))
    return all(joined(author) in said for author in authors) and all(
        any(part in line for line in printed) for part in parts
    )
