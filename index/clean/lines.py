"""The non-blank lines of a canonical text, with where they stand."""

from __future__ import annotations

import re
from dataclasses import dataclass

from search.text import folded

HEAD = 160
"""Only so many characters at the start of a line are compared with patterns: a menu entry is short."""

_SENTENCE_END = re.compile(r"[.!?…;:][\"'”’»)\]*/]*$")
_FULL_STOP = re.compile(r"(?<!\.)\.(?:/\.)?[\"'”’»)\]*]*$")
_PAUSE = re.compile(r"[.,;:] ")


@dataclass(frozen=True, slots=True)
class Line:
    """A line without the blanks around it: `text` is `page[start:end]`.

    `words` counts syllables, `blanks` the blank lines before it. `head` is how the text begins, with single
    blanks, and `fold` the same folded: patterns run on them, so that no line costs more than its first words.
    """

    start: int
    end: int
    text: str
    words: int
    blanks: int
    head: str
    fold: str

    @property
    def is_whole(self) -> bool:
        """Whether the head is all of it."""
        return len(self.text) <= HEAD

    @property
    def is_sentence(self) -> bool:
        """Whether it ends as sentences end."""
        return _SENTENCE_END.search(self.text, max(0, len(self.text) - 8)) is not None

    @property
    def has_full_stop(self) -> bool:
        """Whether it ends in a full stop, which headlines and cut teasers do not."""
        return _FULL_STOP.search(self.text, max(0, len(self.text) - 8)) is not None

    @property
    def has_pause(self) -> bool:
        """Whether there is punctuation within it; menus on one line have none."""
        return _PAUSE.search(self.text) is not None


def line_at(page: str, start: int, end: int, blanks: int = 0) -> Line:
    """The line that stands in `page[start:end]`, trimmed."""
    raw = page[start:end]
    text = raw.strip()
    start += len(raw) - len(raw.lstrip())
    head = " ".join(text[:HEAD].split())
    return Line(start, start + len(text), text, len(text.split()), blanks, head, folded(head))


def split_lines(page: str, begin: int = 0) -> tuple[Line, ...]:
    """All non-blank lines from `begin`; one that goes on in small letters is joined to the one before."""
    lines: list[Line] = []
    offset, blanks = begin, 0
    for raw in page[begin:].split("\n"):
        end = offset + len(raw)
        if not raw.strip():
            blanks += 1
        elif not blanks and lines and _goes_on(lines[-1], raw.lstrip()):
            lines[-1] = line_at(page, lines[-1].start, end, lines[-1].blanks)
            blanks = 0
        else:
            lines.append(line_at(page, offset, end, blanks))
            blanks = 0
        offset = end + 1
    return tuple(lines)


def _goes_on(line: Line, text: str) -> bool:
    return text[0].islower() and text[:2].isalpha() and line.words >= 5 and not line.is_sentence
