"""An article's prose as sentences whose quotations are covered up: their words are not the paper's.

A covered text is as long as the text: the words of each quotation are `COVER` in it, and a quotation that
runs over several blocks joins them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from index.enrich.speakers.page import COVER, Page
from index.enrich.speakers.ties import tied
from search.model import BlockKind, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from search.model import Article, Block

SPEAKING = frozenset({BlockKind.LEAD, BlockKind.BODY, BlockKind.LIST, BlockKind.QUOTE})
"""Blocks that words may be given to somebody in."""

_MARK = re.compile('[“”"«»]')
_SHORT = 3
"""A quotation of no more words than this is a name or an odd word: it is read with the rest."""
_MOST_BLOCKS = 6
"""A quotation that is open for longer was never closed."""
_SHORTENED = frozenset(
    "TP Tp tp TX TT TS ts GS BS ThS Ths Th LS KTS Mr Dr Ms Đ/c đ/c Tr St PGS Q P H".split()
)
"""Words that are cut short by a full stop: no sentence ends there."""
_TORN = re.compile(
    r"(?<=\bTP\.)\n+(?=(?:HCM|Hồ Chí Minh|Hà Nội|Đà Nẵng|Hải Phòng|Cần Thơ|Huế|Thủ Đức|Biên Hòa|Nha Trang"
    r"|Vinh|Vũng Tàu"
    r"|Quy Nhơn|Thanh Hóa|Hạ Long|Đà Lạt|Buôn Ma Thuột|Long Xuyên|Cà Mau|Rạch Giá|Mỹ Tho)(?!\w))"
)
"""The name of a city that some sources tear behind the full stop of `TP.`."""
_END = re.compile(rf"[.!?…\n]+[)\]]?\s*(?=[^\W_]|[“\"(–•*{COVER}-]|\Z)")


class Quotation(NamedTuple):
    """What stands in quotation marks: from mark to mark, and the words in each block."""

    whole: Span
    words: tuple[Span, ...]


class Sentence(NamedTuple):
    """A sentence, with its quotations in order."""

    start: int
    end: int
    quotations: tuple[Quotation, ...]


class Prose(NamedTuple):
    """The covered text of an article, and its sentences in order."""

    page: Page
    sentences: tuple[Sentence, ...]
    starts: frozenset[int]
    """Where blocks begin."""


def read_prose(article: Article) -> Prose:
    """Read the blocks of an article in which somebody may speak."""
    blocks = [block for block in article.blocks if block.kind in SPEAKING]
    quotations = list(_quotations(article.text, blocks))
    covered = tied(_covered(article.text, quotations))
    if "TP.\n" in covered:
        covered = _TORN.sub(_mended, covered)
    sentences = tuple(_sentences(covered, _joined(covered, blocks, quotations), quotations))
    return Prose(Page(covered), sentences, frozenset(block.start for block in blocks))


def _quotations(text: str, blocks: Sequence[Block]) -> Iterator[Quotation]:
    """All quotations of more than a few words."""
    begin, since = -1, 0
    for at, block in enumerate(blocks):
        for mark in _MARK.finditer(text, block.start, block.end):
            here = mark.start()
            opens = _opens(text, here, block)
            if begin < 0:
                begin, since = (here, at) if opens else (-1, 0)
                continue
            if opens and mark[0] == '"' and here > block.start:
                opens = False
            if opens and here > block.start:
                continue  # a quotation within one
            if found := _quotation(
                text, begin, here if not opens else blocks[at - 1].end - 1, blocks[since : at + 1]
            ):
                yield found
            begin, since = (here, at) if opens else (-1, 0)
        if begin >= 0 and (not _goes_on(text, blocks[at + 1 : at + 2]) or at - since >= _MOST_BLOCKS):
            if begin >= 0 and (
                found := _quotation(text, begin, block.end - 1, blocks[since : at + 1], unclosed=True)
            ):
                yield found
            begin = -1


def _opens(text: str, at: int, block: Block) -> bool:
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
    """Whether the next block closes a quotation before it opens one."""
    for block in following:
        mark = _MARK.search(text, block.start, block.end)
        return mark is not None and not _opens(text, mark.start(), block)
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
    while start < end and text[start] in " \n\t\"'“”‘’":
        start += 1
    while end > start and text[end - 1] in " \n\t\"'“”‘’":
        end -= 1
    return Span(start, end - start)


def _covered(text: str, quotations: Sequence[Quotation]) -> str:
    """The text with covered quotations; a full stop closes those that a sentence ends with."""
    parts, done = [], 0
    for each in quotations:
        parts.append(text[done : each.whole.start])
        stop = "." if text[each.words[-1].end - 1] in ".!?…" and _begins(text, each.whole.end) else COVER
        parts.append(COVER * (each.whole.length - 1) + stop)
        done = each.whole.end
    return "".join([*parts, text[done:]])


def _mended(torn: re.Match[str]) -> str:
    return " " * len(torn[0])


def _begins(text: str, at: int) -> bool:
    """Whether a sentence begins behind a quotation."""
    rest = text[at : at + 3].lstrip()
    return not rest or (text[at : at + 1].isspace() and (rest[0].isupper() or rest[0] in '“"'))


def _joined(
    covered: str, blocks: Sequence[Block], quotations: Sequence[Quotation]
) -> Iterator[tuple[int, int]]:
    """Stretches of blocks, joined where a quotation or the name of a city runs over."""
    inside = {
        block.start for q in quotations for block in blocks if q.whole.start < block.start < q.whole.end
    }
    start = None
    for at, block in enumerate(blocks):
        start = block.start if start is None else start
        if at + 1 < len(blocks) and (blocks[at + 1].start in inside or covered[block.end] == " "):
            continue
        yield start, block.end
        start = None


def _sentences(
    covered: str, stretches: Iterator[tuple[int, int]], quotations: Sequence[Quotation]
) -> Iterator[Sentence]:
    waiting = list(reversed(quotations))
    for begin, stop in stretches:
        start = begin
        ends = [
            (m.start() + len(m[0].rstrip()), m.end())
            for m in _END.finditer(covered, begin, stop)
            if _ends(covered, m)
        ]
        for end, following in [*ends, (stop, stop)]:
            inside = []
            while waiting and waiting[-1].whole.start < end:
                inside.append(waiting.pop())
            if end > start:
                yield Sentence(start, end, tuple(inside))
            start = following


def _ends(covered: str, found: re.Match[str]) -> bool:
    """Whether a sentence ends at full stops and blanks."""
    at, end = found.start(), found.end()
    if "\n" in found[0] or end >= len(covered):
        return True
    if not found[0][-1].isspace() or covered[end].islower():
        return False
    if covered[at] != ".":
        return True
    word = covered[max(covered.rfind(" ", 0, at), covered.rfind("\n", 0, at), at - 8) + 1 : at]
    return word not in _SHORTENED and not (len(word) == 1 and word.isupper())
