"""What stands below the last paragraph: names, sources, a late caption, and then the page's own things."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.clean.bodies import is_list_item
from index.clean.bylines import is_labelled, is_office, is_pen_name, is_photo_credit, is_signature, is_source
from index.clean.captions import is_labelled_caption, is_scene
from index.clean.patterns import KINDS, Sign, is_dated_title
from search.model import BlockKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.clean.lines import Line

_NAMES_REACH = 4  # lines below the last paragraph among which names alone on a line sign the article
_TEXT = 8  # syllables of the shortest last line of an article without full stop
_HEADLINE = 6  # syllables from which a line behind the names is somebody else's headline
_OFFICE_LIMIT = 10  # syllables of an organisation that signs alone


def label_tail(lines: Sequence[Line], signs: Sequence[Sign | None], *, dated: bool) -> list[BlockKind]:
    """Label the lines between the last paragraph and the first thing of the page; `dated`: has a time."""
    kinds: list[BlockKind] = []
    last = max((i for i, sign in enumerate(signs) if sign is None), default=-1)
    signed = False  # kept beside the list: looking through it per line would be quadratic
    for i, (line, sign) in enumerate(zip(lines, signs, strict=True)):
        if sign is None:
            kind = _own(line, i, kinds[-1] if kinds else None, signed=signed, last=i == last)
        elif sign is Sign.DATELINE:
            kind = BlockKind.CHROME if dated else BlockKind.DATELINE
        else:
            kind = KINDS.get(sign, BlockKind.CHROME)
        signed = signed or kind is BlockKind.BYLINE
        dated = dated or kind is BlockKind.DATELINE
        kinds.append(kind)
    return kinds


def label_rest(line: Line, sign: Sign | None, zone: BlockKind) -> BlockKind:
    """Label a line behind the article, in a list of related articles or among the page's own things."""
    if sign in {Sign.PAGER, Sign.RELATED_HEAD, Sign.TEASER}:
        return KINDS[sign]
    if sign is not None:
        return BlockKind.RELATED if zone is BlockKind.RELATED and sign is Sign.DATELINE else BlockKind.CHROME
    return BlockKind.RELATED if is_dated_title(line) else zone


def _own(line: Line, place: int, previous: BlockKind | None, *, signed: bool, last: bool) -> BlockKind:
    signs_off = is_signature(line) or (last and not signed and is_pen_name(line))
    if is_labelled(line) or is_photo_credit(line) or (place < _NAMES_REACH and signs_off):
        return BlockKind.BYLINE
    if is_office(line) and (
        previous is BlockKind.BYLINE or (last and not place and line.words <= _OFFICE_LIMIT)
    ):
        return BlockKind.BYLINE
    if is_source(line):
        return BlockKind.SOURCE
    if is_labelled_caption(line):
        return BlockKind.CAPTION
    if is_dated_title(line):
        return BlockKind.RELATED
    return _unnamed(line, signed=signed)


def _unnamed(line: Line, *, signed: bool) -> BlockKind:
    if signed:
        return BlockKind.RELATED if line.words >= _HEADLINE else BlockKind.CHROME
    if is_scene(line) and not line.is_sentence:
        return BlockKind.CAPTION
    if is_list_item(line):
        return BlockKind.LIST
    return BlockKind.BODY if line.words >= _TEXT or line.is_sentence else BlockKind.CHROME
