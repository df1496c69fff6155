"""Which pieces sign an article: by their words, their block's name, or because metadata names the same."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from index.clean.bylines import is_labelled, is_names, is_pen_name, is_photo_credit, is_signature
from index.clean.datelines import split_time_and_names
from index.clean.headings import squash
from index.clean.lines import line_at
from index.clean.roles import Role
from search.model import BlockKind
from search.text import folded

if TYPE_CHECKING:
    from index.clean.pieces import Piece
    from index.clean.sheet import Sheet

_LIMIT = 20  # syllables of the longest signature
_LINE_LIMIT = 30  # syllables of the longest line of a time and names
_AUTHOR_LINK = re.compile(r"/(?:tac-gia|author|but-danh|phong-vien)[s/-]", re.IGNORECASE)
_BARS = " -–—|•·,;:"


def is_byline(sheet: Sheet, piece: Piece) -> bool:
    """Whether a piece near the headline or the end signs the article."""
    line = piece.line
    if piece.words > _LIMIT or (piece.sign is not None and not is_labelled(line)):
        return False
    return is_labelled(line) or is_photo_credit(line) or _is_name(sheet, piece)


def _is_name(sheet: Sheet, piece: Piece) -> bool:
    """Whether names without label sign: metadata has them, their block is for names, or they stand alone."""
    role = sheet.role(piece)
    if squash(piece.text) in sheet.authors or _AUTHOR_LINK.search(piece.href):
        return is_names(piece.text)
    if role is Role.BYLINE:
        named = piece.text[5:] if piece.line.fold.startswith("theo ") else piece.text
        return is_names(named) or is_pen_name(piece.line)
    return not piece.is_link and role is not Role.SECTION and is_signature(piece.line)


def is_pen_name_apart(piece: Piece) -> bool:
    """Whether a piece is one name set as signatures are: to the right, or bold or italic as a whole."""
    apart = piece.node.align in ("right", "end") or piece.share(piece.bold + piece.italic) > 0.8
    return apart and is_pen_name(piece.line)


def divide(sheet: Sheet, i: int) -> bool:
    """Label the halves of a line of a time and names (`11/04/2025 05:47 - Nhật Quang`); whether it is one."""
    piece = sheet.pieces[i]
    divided = split_time_and_names(piece.text) if piece.words <= _LINE_LIMIT else None
    if divided is None:
        return False
    at, time_first = divided
    names = (piece.text[at:] if time_first else piece.text[:at]).strip(_BARS)
    if not (is_names(names) or is_labelled(line_at(names, 0, len(names)))):
        return False
    time, name = BlockKind.DATELINE, BlockKind.BYLINE
    sheet.splits[i] = (at, time, name) if time_first else (at, name, time)
    sheet.set(i, name, "a time and names")
    return True


def tells_of_author(sheet: Sheet, i: int) -> bool:
    """Whether a paragraph tells who the author is: `Tác giả X là giám đốc …`, X having signed."""
    fold = sheet.pieces[i].line.fold
    if not fold.startswith(("tac gia ", "nha bao ", "* tac gia ")) or " la " not in fold:
        return False
    signed = (
        folded(piece.text)
        for piece, kind in zip(sheet.pieces, sheet.kinds, strict=True)
        if kind is BlockKind.BYLINE and piece.words <= _LIMIT
    )
    return any(name in fold for name in signed)
