"""Which block every line of a capture is.

The article is found from its paragraphs: the first one begins it, the title is looked for above it, the last
one ends it, names and times are looked for below. Whatever is left belongs to the page around it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from index.clean.bodies import label_body, with_lead
from index.clean.bylines import is_names, is_office
from index.clean.datelines import STAMP_MARKS, find_stamp
from index.clean.heads import CUT, cut_title, find_opening, is_headline, is_prose, label_head
from index.clean.lines import Line, split_lines
from index.clean.patterns import STOPS, Sign, read_sign
from index.clean.tails import label_rest, label_tail
from search.model import Block, BlockKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_RESUMED = 25  # syllables: a paragraph this long, with another behind it, says that an article goes on
_PORTLET_TITLE = 12  # syllables of the longest heading of a box
_END = re.compile(r"\./\.\s+(?=\S.{2,60}$)")


@dataclass(frozen=True, slots=True)
class Labels:
    """The blocks of a text in order, and the reason per field."""

    blocks: tuple[Block, ...]
    reasons: dict[str, str]


def label(page: str, given: Sequence[Block] = ()) -> Labels:
    """Label every non-blank line of a canonical text.

    `given` are the blocks at the start of the text that are known already, such as the title of a record.
    """
    known = {block.kind for block in given}
    lines = split_lines(page, given[-1].end if given else 0)
    signs = _read_signs(lines)
    kinds = _label_lines(lines, signs, titled=BlockKind.TITLE in known, dated=BlockKind.DATELINE in known)
    blocks = _join(
        lines, [block for line, kind in zip(lines, kinds, strict=True) for block in split_line(line, kind)]
    )
    return Labels((*given, *blocks), _reasons(page, blocks))


def _read_signs(lines: Sequence[Line]) -> list[Sign | None]:
    signs = [read_sign(line) for line in lines]
    for i, sign in enumerate(signs[1:]):
        if sign is Sign.PORTLET and signs[i] is None and lines[i].words <= _PORTLET_TITLE:
            signs[i] = Sign.TAIL_HEAD
    return signs


def _label_lines(
    lines: Sequence[Line], signs: Sequence[Sign | None], *, titled: bool, dated: bool
) -> list[BlockKind]:
    first = find_opening(lines, signs)
    if first is not None and not titled and is_headline(lines, signs, first):
        first = find_opening(lines, signs, first + 1) or first
    if first is None:
        return _without_paragraph(lines, signs, titled=titled)
    head = label_head(lines[:first], signs[:first], titled=titled, dated=dated)
    dated = dated or BlockKind.DATELINE in head
    zones = _zones(lines, signs, first)
    inside = [i for i in range(first, len(lines)) if zones[i] is None]
    ends = max(n for n, i in enumerate(inside) if signs[i] is None and is_prose(lines[i])) + 1
    body, tail = inside[:ends], inside[ends:]
    kinds = dict(enumerate(head))
    body_kinds = label_body([lines[i] for i in body], [signs[i] for i in body])
    if BlockKind.LEAD not in head:
        body_kinds = with_lead(body_kinds, [lines[i] for i in body])
    kinds.update(zip(body, body_kinds, strict=True))
    kinds.update(
        zip(tail, label_tail([lines[i] for i in tail], [signs[i] for i in tail], dated=dated), strict=True)
    )
    for i in range(first, len(lines)):
        if (zone := zones[i]) is not None:
            kinds[i] = label_rest(lines[i], signs[i], zone)
    return [kinds[i] for i in range(len(lines))]


def _without_paragraph(
    lines: Sequence[Line], signs: Sequence[Sign | None], *, titled: bool
) -> list[BlockKind]:
    """A page without any sentence: its first own line is the title, the others are its text."""
    own = [i for i, sign in enumerate(signs) if sign is None]
    kinds = [label_rest(line, sign, BlockKind.BODY) for line, sign in zip(lines, signs, strict=True)]
    if own and not titled:
        kinds[own[0]] = BlockKind.TITLE
    return kinds


def _zones(lines: Sequence[Line], signs: Sequence[Sign | None], first: int) -> list[BlockKind | None]:
    """Per line None inside the article, else what is there: related articles or things of the page."""
    zones: list[BlockKind | None] = [None] * len(lines)
    zone: BlockKind | None = None
    for i in range(first, len(lines)):
        sign = signs[i]
        if sign is Sign.RELATED_HEAD:
            zone = BlockKind.RELATED
        elif sign is Sign.PAGER:
            zone = zone or BlockKind.CHROME
        elif sign in STOPS:
            zone = BlockKind.CHROME
        elif zone and _resumes(lines, signs, i):
            zone = None
        zones[i] = zone
    return zones


def _resumes(lines: Sequence[Line], signs: Sequence[Sign | None], i: int) -> bool:
    """Whether an article goes on here: two paragraphs in a row, or one with the sign that ends an article."""
    if not _is_paragraph(lines[i], signs[i]):
        return False
    if lines[i].text.endswith("./."):
        return True
    return i + 1 < len(lines) and _is_paragraph(lines[i + 1], signs[i + 1])


def _is_paragraph(line: Line, sign: Sign | None) -> bool:
    return sign is None and line.words >= _RESUMED and line.has_full_stop


def split_line(line: Line, kind: BlockKind) -> Iterator[Block]:
    """The blocks of a line: a time behind the title, or names behind the last words, stand for themselves."""
    at, second = _second_part(line.text, kind)
    first = line.text[:at].rstrip(STAMP_MARKS) if at else ""
    if not at or not first:
        yield Block(kind, line.start, line.end)
        return
    yield Block(kind, line.start, line.start + len(first))
    rest = line.text[at:]
    yield Block(second, line.start + at + len(rest) - len(rest.lstrip()), line.end)


def _second_part(text: str, kind: BlockKind) -> tuple[int | None, BlockKind]:
    """Where the second block of a line begins, if it has one, and what it is."""
    if kind is BlockKind.TITLE:
        cut = cut_title(text)
        return (cut, BlockKind.BODY) if cut else (find_stamp(text), BlockKind.DATELINE)
    return (_find_names(text) if kind is BlockKind.BODY else None), BlockKind.BYLINE


def _find_names(text: str) -> int | None:
    match = _END.search(text, max(0, len(text) - 90))
    return match.end() if match and is_names(text[match.end() :]) else None


def _join(lines: Sequence[Line], blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Join the lines of one signature, and the two lines of a title."""
    offices = {line.start for line in lines if is_office(line)}
    joined: list[Block] = []
    for block in blocks:
        last = joined[-1] if joined else None
        if last and last.kind is block.kind and _belongs(block, offices):
            joined[-1] = Block(block.kind, last.start, block.end)
        else:
            joined.append(block)
    return tuple(joined)


def _belongs(block: Block, offices: set[int]) -> bool:
    if block.kind is BlockKind.TITLE:
        return True
    return block.kind is BlockKind.BYLINE and block.start in offices


_WHY = {
    BlockKind.TITLE: "the last line of its own before the first paragraph",
    BlockKind.DATELINE: "a time and nothing else, beside the title or at the end",
    BlockKind.LEAD: "the first paragraph, short, with others behind it",
    BlockKind.BYLINE: "names and nothing else, or a label for them",
    BlockKind.SOURCE: "a line that names where the text comes from",
}


def _reasons(page: str, blocks: Sequence[Block]) -> dict[str, str]:
    reasons: dict[str, str] = {}
    for block in blocks:
        if block.kind in _WHY and block.kind.value not in reasons:
            number = page.count("\n", 0, block.start) + 1
            reasons[block.kind.value] = f"line {number}: {_WHY[block.kind]}"
    if any(
        (block.kind, after.kind) == (BlockKind.TITLE, BlockKind.BODY)
        and "\n" not in page[block.end : after.start]
        for block, after in pairwise(blocks)
    ):
        reasons["title"] += f"; {CUT}"
    return reasons
