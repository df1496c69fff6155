"""The paragraphs of an article: lead, body, headings, lists, and the captions between them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from index.clean.bylines import is_labelled, is_photo_credit, is_signature, is_source
from index.clean.captions import is_picture_line
from index.clean.heads import is_prose
from index.clean.patterns import KINDS, Sign
from search.model import PROSE, BlockKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.clean.lines import Line

LEAD_LIMIT = 80  # syllables of the longest lead; a longer first paragraph tells instead of summing up
_HEADING_LIMIT = 20  # syllables
_NUMBERED_HEADING_LIMIT = 15  # syllables
_CLOSING = 3  # lines at the end of an article among which names alone on a line sign it

_BULLET = re.compile(
    r"(?:[-–—+•*·●○▪◦‣✓✔►]|[a-zđ]\)|\(?\d{1,2}\)|\d{1,2}(?:\.\d{1,2}){0,3}\.?\)?(?=\s)|[ivx]{1,5}\.)\s*\S"
)
_NUMBER = re.compile(r"(?:\d{1,2}(?:\.\d{1,2}){0,3}[.)]|[IVX]{1,5}[.)]|[A-Z][.)])\s*\S")
_PLAIN_NUMBER = re.compile(r"\d{1,2}\s")


def label_body(lines: Sequence[Line], signs: Sequence[Sign | None]) -> list[BlockKind]:
    """Label the lines from the first paragraph to the last."""
    own = [i for i, sign in enumerate(signs) if sign is None]
    place = {i: n for n, i in enumerate(own)}
    kinds = []
    for i, (line, sign) in enumerate(zip(lines, signs, strict=True)):
        if sign is not None:
            kinds.append(_signed(sign))
            continue
        n = place[i]
        before = lines[own[n - 1]] if n else None
        after = lines[own[n + 1]] if n + 1 < len(own) else None
        kinds.append(_kind(line, before, after, left=len(own) - n))
    return kinds


def with_lead(kinds: list[BlockKind], lines: Sequence[Line]) -> list[BlockKind]:
    """Make the first paragraph the lead if it is short enough and others follow."""
    if kinds[0] is not BlockKind.BODY or lines[0].words > LEAD_LIMIT:
        return kinds
    follows = any(kind in PROSE and is_prose(line) for kind, line in zip(kinds[1:], lines[1:], strict=True))
    return [BlockKind.LEAD, *kinds[1:]] if follows else kinds


def is_list_item(line: Line) -> bool:
    """Whether the line begins with a bullet or a number."""
    return _BULLET.match(line.text) is not None and not _PLAIN_NUMBER.match(line.text)


def _signed(sign: Sign) -> BlockKind:
    """A line with a sign inside an article; a time alone on a line is told, not printed by the portal."""
    if sign in {Sign.DATELINE, Sign.SECTION}:
        return BlockKind.BODY
    return KINDS.get(sign, BlockKind.CHROME)


def _kind(line: Line, before: Line | None, after: Line | None, left: int) -> BlockKind:
    if before is not None and is_picture_line(line, before, after):
        return BlockKind.CAPTION
    if is_labelled(line) or (left <= _CLOSING and _signs(line)):
        return BlockKind.BYLINE
    if left <= _CLOSING and is_source(line):
        return BlockKind.SOURCE
    if _is_heading(line, before, after):
        return BlockKind.HEADING
    return BlockKind.LIST if is_list_item(line) else BlockKind.BODY


def _signs(line: Line) -> bool:
    """Whether names sign the article above its last lines; in capitals they would be a heading there."""
    return is_photo_credit(line) or (is_signature(line) and not line.text.isupper())


def _is_heading(line: Line, before: Line | None, after: Line | None) -> bool:
    """Whether the line heads what follows: short, no sentence, a paragraph or a list under it."""
    if (
        after is None
        or line.words > _HEADING_LIMIT
        or (line.is_sentence and not line.text.endswith((":", "?")))
    ):
        return False
    if _NUMBER.match(line.text):
        return (
            line.words <= _NUMBERED_HEADING_LIMIT and not line.is_sentence and not _NUMBER.match(after.text)
        )
    if is_list_item(line) or line.text[:1].islower() or not any(map(str.isalpha, line.text)):
        return False
    if line.text.endswith(":"):
        return line.words <= 6 and before is not None and before.is_sentence
    return is_prose(after) and (before is None or before.is_sentence or is_prose(before))
