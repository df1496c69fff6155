"""Which time on a page is the article's: beside the headline, else below the text; never the page's clock."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.clean.datelines import has_weekday, is_dateline
from index.clean.patterns import Sign
from index.clean.roles import Role
from search.model import BlockKind

if TYPE_CHECKING:
    from index.clean.pieces import Piece
    from index.clean.sheet import Sheet

_ABOVE = 4  # pieces above the headline in which a time belongs to the article
_WHOLE = ("body", "html", "center", "form")
_LIMIT = 20  # syllables of the longest line of times


def find_date(sheet: Sheet, end: int) -> None:
    """Label the date line; all other times become chrome. At `end` begins what is not the article's."""
    for i, kind in enumerate(sheet.kinds):
        if kind is BlockKind.DATELINE:
            sheet.set(i, BlockKind.CHROME, "another time")
    if sheet.headline.cut:
        return
    title = sheet.headline.first
    start = sheet.region.first if title is None else title
    below = [i for i in range(start, sheet.region.first) if _is_time(sheet, i)]
    above = [i for i in range(max(0, start - _ABOVE), start) if title is not None and _is_own(sheet, i)]
    within = range(sheet.region.first + 1, sheet.region.last)
    inside = [i for i in within if sheet.whys[i] == "a time" and _is_time(sheet, i)]
    behind = [i for i in range(sheet.region.last + 1, end) if _is_time(sheet, i)]
    for found, why in (
        (below, "a time below the headline"),
        (above, "a time above the headline"),
        (inside, "a time below the lead"),
        (behind, "a time below the text"),
    ):
        if found:
            _choose(sheet, min(found, key=lambda i: (_is_update(sheet, i), abs(i - start))), why)
            return


def _choose(sheet: Sheet, i: int, why: str) -> None:
    sheet.stamp = sheet.pieces[i].node.stamp
    if i not in sheet.splits:
        sheet.set(i, BlockKind.DATELINE, why)


def _is_time(sheet: Sheet, i: int) -> bool:
    piece = sheet.pieces[i]
    if piece.node.dropped or piece.words > _LIMIT or piece.repeats:
        return False
    fold = piece.line.fold
    parts = fold.split("|") if "|" in fold else ()
    return (
        piece.sign is Sign.DATELINE
        or bool(piece.node.stamp)
        or i in sheet.splits
        or any(is_dateline(part.strip()) for part in parts)
    )


def _is_own(sheet: Sheet, i: int) -> bool:
    """Whether a time above the headline is the article's: page heads show today, with the weekday."""
    if not _is_time(sheet, i) or not sheet.is_near(sheet.pieces[i]):
        return False
    piece = sheet.pieces[i]
    headline = sheet.headline.first or 0
    heads = (node for node in piece.node.ancestors() if node.role is Role.HEAD)
    if any(not node.first <= headline < node.last for node in heads):
        return False
    if piece.node.role is Role.DATE or not has_weekday(piece.line.fold):
        return True
    return i + 1 == sheet.headline.first and _share_block(piece, sheet.pieces[i + 1])


def _share_block(piece: Piece, headline: Piece) -> bool:
    """Whether a block of their own, not the page, holds a piece and the headline."""
    around = [node for node in headline.node.innermost(3) if node.tag not in _WHOLE]
    return any(node in around for node in piece.node.innermost(4))


def _is_update(sheet: Sheet, i: int) -> bool:
    return "cap nhat lan cuoi" in sheet.pieces[i].line.fold or "sua doi" in sheet.pieces[i].line.fold
