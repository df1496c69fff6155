"""Which pieces describe a picture: by their block's name, their own words, or how they stand beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.clean.captions import is_labelled_caption, is_scene
from index.clean.roles import Role

if TYPE_CHECKING:
    from index.clean.pieces import Piece
    from index.clean.sheet import Sheet

_LIMIT = 70  # syllables of the longest caption
_SET_LIMIT = 45  # of one known by its setting alone
_PLAIN_LIMIT = 30  # of one known by nothing but its place
_BOX = 3  # pieces of the largest block that is a picture's own


def is_caption(sheet: Sheet, i: int) -> bool:
    """Whether a piece belongs to a picture."""
    piece = sheet.pieces[i]
    if sheet.role(piece) is Role.CAPTION:
        return True
    if piece.words > _LIMIT:
        return False
    return is_labelled_caption(piece.line) or (piece.image is not None and _stands_beside(sheet, piece))


def _stands_beside(sheet: Sheet, piece: Piece) -> bool:
    """Whether a piece below a picture describes it."""
    if _has_own_table(sheet, piece) or piece.node.role is Role.COMMENT:
        return True
    if _is_set_apart(piece):
        return piece.words <= _SET_LIMIT
    plain = piece.words <= _PLAIN_LIMIT and not piece.line.is_sentence
    return is_scene(piece.line) or (plain and _has_own_box(sheet, piece))


def _is_set_apart(piece: Piece) -> bool:
    return (
        any(node.align in ("center", "middle") for node in piece.node.innermost(2))
        or piece.share(piece.italic) > 0.8
        or (piece.after_break and piece.image is piece.node)
        or piece.node.nearest("figure", "center") is not None
    )


def _has_own_box(sheet: Sheet, piece: Piece) -> bool:
    """Whether the picture and the piece share a small block of their own."""
    around = piece.node.innermost(3)
    shared = next((node for node in piece.image.ancestors() if node in around), None) if piece.image else None
    return shared is not None and not sheet.region.node.inside(shared) and shared.last - shared.first <= _BOX


def _has_own_table(sheet: Sheet, piece: Piece) -> bool:
    """Whether the piece is one of two at most in a table or list with a picture."""
    holder = piece.node.nearest("table", "dl", "figure")
    if holder is None or sheet.region.node.inside(holder):
        return False
    return holder.last - holder.first <= 2
