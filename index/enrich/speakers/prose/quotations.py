"""Quotations: their marks, also those that were lost, and the text in which they are covered."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from index.enrich.speakers.prose.page import COVER
from search.model import Block, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_MARK = re.compile('[“”"«»]')
"""Any mark of a quotation."""
_SAYS_BEHIND = re.compile(
    r"(?i:ông|bà|anh|chị|cô|vị|đồng chí) [^“”\"]{1,60} (?:nói|cho biết|cho hay|chia sẻ"
    r"|khẳng định|nhấn mạnh|kể|phân tích|nhận định|giải thích|bày tỏ|nói thêm)[^“”\"]{0,40}\Z"
)
"""What stands behind a mark that looks like a first one, but closes: `… mưa " ông A nói`."""
_SUBJECT_BEHIND = re.compile(r"\s*[,–-]+\s*[^“”\",.:;]{3,80}[,.:]")
"""What stands behind a mark that closes a quotation which was never opened."""
_TORN_SUBJECT = re.compile(
    r"\s*[-–]\s*(?:ông|bà|anh|chị|cô|em|đồng chí|thầy|bác|vị|đại biểu|ts|cử tri|luật sư|bác sĩ|lãnh đạo"
    r"|đại diện|chủ tịch|bí thư|giám đốc|phó)(?!\w)",
    re.IGNORECASE,
)
"""Who says it, behind a dash, where the line was torn at the mark: `…"` and `- ông A nói`."""
_MOST_BEHIND = 40
"""Characters from a mark to the end of its block, if nothing but stops and blanks stands there."""
_SHORT = 3
"""A quotation of no more words than this is a name or an odd word: it is read with the rest."""
_MOST_BLOCKS = 6
"""A quotation that is open for longer was never closed."""


class Quotation(NamedTuple):
    """What stands in quotation marks: from mark to mark, and the words in each block."""

    whole: Span
    words: tuple[Span, ...]


def quotations_of(text: str, blocks: Sequence[Block]) -> Iterator[Quotation]:
    """All quotations of more than a few words."""
    begin, since, done = -1, 0, 0
    for at, block in enumerate(blocks):
        for mark in _MARK.finditer(text, block.start, block.end):
            here = mark.start()
            opens = _opens(text, here, block)
            first = _first_lost(mark, blocks, at, opens=opens) if begin < 0 else -1
            if first >= 0:
                first = max(first, done)
                if found := _quotation(text, first - 1, here, blocks[max(at - 1, 0) : at + 1]):
                    done = here + 1
                    yield found._replace(whole=Span(first, done - first))
                continue
            if begin >= 0 and opens and here > block.start and mark[0] != '"':
                continue  # a quotation within one
            if begin >= 0:
                opens = opens and here == block.start
                end = blocks[at - 1].end - 1 if opens else here
                if found := _quotation(text, begin, end, blocks[since : at + 1]):
                    done = found.whole.end
                    yield found
            begin, since = (here, at) if opens else (-1, 0)
        if begin >= 0 and (
            not _goes_on(text, blocks[at + 1 : since + _MOST_BLOCKS + 2]) or at - since >= _MOST_BLOCKS
        ):
            if found := _quotation(text, begin, block.end - 1, blocks[since : at + 1], unclosed=True):
                yield found
            begin = -1


def _first_lost(mark: re.Match[str], blocks: Sequence[Block], at: int, *, opens: bool) -> int:
    """Where a quotation begins whose first mark was lost and which ends at this one; -1: nowhere."""
    text, here, block = mark.string, mark.start(), blocks[at]
    if _lacks_first(mark, block, opens=opens):
        is_torn = here == block.start and at > 0 and _TORN_SUBJECT.match(text, here + 1, block.end)
        return blocks[at - 1].start if is_torn else block.start
    is_last = block.end - here <= _MOST_BEHIND and not text[here + 1 : block.end].strip(" .,")
    if opens or mark[0] not in '"”' or at + 1 >= len(blocks) or not is_last:
        return -1
    return block.start if _TORN_SUBJECT.match(text, blocks[at + 1].start) else -1


def _lacks_first(mark: re.Match[str], block: Block, *, opens: bool) -> bool:
    """Whether a mark closes a quotation that was never opened, by what stands behind it."""
    behind = _SAYS_BEHIND if opens else _SUBJECT_BEHIND
    return mark[0] in '"”' and behind.match(mark.string, mark.end(), block.end) is not None


def _opens(text: str, at: int, block: Block) -> bool:
    """Whether a mark opens a quotation, by its form or by the blanks and signs around it."""
    if text[at] in "“«":
        return True
    if text[at] in "”»":
        return False
    before = text[at - 1] if at > block.start else " "
    after = text[at + 1] if at + 1 < block.end else " "
    if before.isspace() or before in "([:–-":
        return (
            not (after.isspace() and (at + 2 >= block.end or text[at + 2] in ",.;:–-)"))
            and after not in ",.;:)-–"
        )
    return False


def _goes_on(text: str, following: Sequence[Block]) -> bool:
    """Whether the next block with a mark closes a quotation before it opens one."""
    for block in following:
        if mark := _MARK.search(text, block.start, block.end):
            return not _opens(text, mark.start(), block)
    return False


def _quotation(
    text: str, begin: int, end: int, blocks: Sequence[Block], *, unclosed: bool = False
) -> Quotation | None:
    """The quotation between two marks, or up to the end of a block, if it is long enough."""
    last = end + 1 if unclosed else end
    parts = [_trimmed(text, max(begin + 1, b.start), min(last, b.end)) for b in blocks if b.end > begin]
    words = tuple(part for part in parts if part.length > 0)
    if not words or sum(text.count(" ", part.start, part.end) + 1 for part in words) <= _SHORT:
        return None
    return Quotation(Span(begin, end + 1 - begin), words)


def _trimmed(text: str, start: int, end: int) -> Span:
    """A stretch without the blanks and marks around it."""
    while start < end and text[start] in " \n\t\"'“”‘’":
        start += 1
    while end > start and text[end - 1] in " \n\t\"'“”‘’":
        end -= 1
    return Span(start, end - start)


def cover(text: str, quotations: Sequence[Quotation]) -> str:
    """The text with covered quotations; a full stop closes those that a sentence ends with."""
    parts, done = [], 0
    for each in quotations:
        parts.append(text[done : each.whole.start])
        stop = "." if text[each.words[-1].end - 1] in ".!?…" and _begins(text, each.whole.end) else COVER
        parts.append(COVER * (each.whole.length - 1) + stop)
        done = each.whole.end
    return "".join([*parts, text[done:]])


def _begins(text: str, at: int) -> bool:
    """Whether a sentence begins behind a quotation."""
    rest = text[at : at + 3].lstrip()
    return not rest or (text[at : at + 1].isspace() and (rest[0].isupper() or rest[0] in '“"'))
