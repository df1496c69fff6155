"""What each piece of a page is: the article's own text from headline to last paragraph, and all around it.

above the headline -> between headline and text -> the text, with boxes between -> below it
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from index.clean.bodies import LEAD_LIMIT, is_list_item
from index.clean.bylines import is_labelled, is_office, is_source
from index.clean.dating import find_date
from index.clean.knowledge import RULED
from index.clean.patterns import KINDS, STOPS, Sign, is_dated_title
from index.clean.pictured import is_caption
from index.clean.region import is_sentences
from index.clean.roles import Role
from index.clean.sheet import FILE, new_sheet
from index.clean.signing import divide, is_byline, is_pen_name_apart, tells_of_author
from search.model import PROSE, BlockKind
from search.moments import find_moments

if TYPE_CHECKING:
    from collections.abc import Iterator

    from index.clean.headings import Headline
    from index.clean.metadata import Told
    from index.clean.pieces import Node
    from index.clean.region import Region
    from index.clean.sheet import Sheet
    from index.clean.tree import Tree

_RESUMED = 25  # syllables: a paragraph this long says that the article goes on
_OWN_PROSE = 20  # syllables of prose that no box of links has
_SHORT = 40  # syllables of the longest piece whose words are looked at for signs
_TAIL = 14  # pieces below the last paragraph among which names, sources and files are looked for
_START = 5  # pieces behind the first paragraph among which a time is the page's
_TIME_LIMIT = 12  # syllables of the longest line of a time within the text
_END = 3  # pieces before the last paragraph among which names may stand
_SUMMARY = 5  # syllables of the shortest summary in a block of that name
_LEAST_OPENING = 3  # syllables of the shortest question or heading that opens a text
_PARAGRAPH = 12  # syllables of the shortest paragraph between headline and text
_HEADING_LIMIT = 30  # syllables
_LONG_CELL = 60  # syllables of a cell that holds paragraphs: its table is there for the layout
_TEXT = 8  # syllables of the shortest last line of an article without full stop
_OFFICE_LIMIT = 10  # syllables of an organisation that signs alone
_LIST_HEAD = 6  # syllables of the longest heading of a list of headlines
_LIST = 3  # headlines in a row that make a list
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_MARKS = {
    "title": BlockKind.TITLE,
    "lead": BlockKind.LEAD,
    "date": BlockKind.DATELINE,
    "byline": BlockKind.BYLINE,
    "source": BlockKind.SOURCE,
    "section": BlockKind.SECTION,
    "caption": BlockKind.CAPTION,
    "related": BlockKind.RELATED,
    "attachment": BlockKind.ATTACHMENT,
}


def label_pieces(tree: Tree, region: Region, headline: Headline, told: Told) -> Sheet:
    """Label all pieces of an article's page."""
    sheet = new_sheet(tree, region, headline, told)
    _label_headline(sheet)
    for i in range(sheet.begin, sheet.region.first):
        _label_head(sheet, i)
    closed = _label_text(sheet)
    if _trim(sheet):
        closed = _label_text(sheet)
    end = _label_below(sheet, closed)
    find_date(sheet, end)
    _find_lead(sheet)
    _drop_repeated(sheet)
    _follow_rules(sheet)
    return sheet


# -------------------------------------------------------------------- above and below the headline


def _label_headline(sheet: Sheet) -> None:
    """Label the headline, and what stands above it."""
    for i in range(min(sheet.begin, len(sheet.pieces))):
        if not sheet.label_plain(i) and sheet.pieces[i].node.role is Role.SECTION:
            sheet.set(i, BlockKind.SECTION, "a path of sections")
    first, last = sheet.headline.first, sheet.headline.last
    if first is None or last is None:
        return
    for i in range(first, last + 1):
        sheet.set(i, BlockKind.TITLE, sheet.headline.why)
    if sheet.headline.cut:
        sheet.splits[last] = (sheet.headline.cut, BlockKind.TITLE, BlockKind.DATELINE)


def _label_head(sheet: Sheet, i: int) -> None:
    """Label a piece between headline and text."""
    piece = sheet.pieces[i]
    if sheet.label_plain(i):
        return
    role = sheet.role(piece)
    if tells_of_author(sheet, i):
        sheet.set(i, BlockKind.CHROME, "who the author is")
    elif role is Role.LEAD and not piece.is_link and piece.words >= _SUMMARY:
        sheet.set(i, BlockKind.LEAD, "named as summary, below the headline")
    elif role is Role.DATE or piece.sign is Sign.DATELINE:
        sheet.set(i, BlockKind.CHROME, "a time")
    elif is_byline(sheet, piece):
        sheet.set(i, BlockKind.BYLINE, "names below the headline")
    elif not divide(sheet, i):
        sheet.set(i, *_head_kind(sheet, i))


def _head_kind(sheet: Sheet, i: int) -> tuple[BlockKind, str]:
    """What else a piece between headline and text is: the first that it may be."""
    return next(_head_kinds(sheet, i), (BlockKind.CHROME, "between headline and text"))


def _head_kinds(sheet: Sheet, i: int) -> Iterator[tuple[BlockKind, str]]:
    piece = sheet.pieces[i]
    if is_source(piece.line):
        yield BlockKind.SOURCE, "names where the text comes from"
    if is_caption(sheet, i):
        yield BlockKind.CAPTION, "beside a picture, or its words say so"
    if piece.sign is not None:
        yield KINDS.get(piece.sign, BlockKind.CHROME), "words of the page itself"
    if sheet.role(piece) is Role.SECTION:
        yield BlockKind.SECTION, "a path of sections"
    if not piece.is_link and piece.words >= _PARAGRAPH and sheet.is_near(piece):
        yield BlockKind.LEAD, "a paragraph between headline and text"
    if _opens_text(sheet, i):
        yield (BlockKind.BODY if piece.line.is_sentence else BlockKind.HEADING), "opens the text"


def _opens_text(sheet: Sheet, i: int) -> bool:
    """Whether a short piece right above the first paragraph, in its block, is a question or its heading."""
    piece, first = sheet.pieces[i], sheet.pieces[sheet.region.first]
    if i + 1 != sheet.region.first or piece.is_link or piece.repeats or piece.words < _LEAST_OPENING:
        return False
    if piece.node is not first.node and piece.node.parent is not first.node.parent:
        return False
    return piece.line.is_sentence or (piece.share(piece.bold) > 0.9 and not sheet.role(piece))


# -------------------------------------------------------------------- the text


def _label_text(sheet: Sheet) -> BlockKind | None:
    """Label the paragraphs and what stands between them; what the rest of the page is, if a heading says."""
    i, last = max(sheet.region.first, sheet.begin), sheet.region.last
    zone, zone_end = BlockKind.CHROME, 0
    closed: BlockKind | None = None
    while i <= last:
        end = i + 1
        if i < zone_end:
            sheet.set(i, zone, "in a box that is not the article's")
        elif closed and not _resumes(sheet, i):
            sheet.set(i, zone, "below a heading of what is not the article")
        elif table_end := _table_end(sheet, i):
            closed, end = None, table_end
            for cell in range(i, end):
                sheet.set(cell, BlockKind.TABLE, "a cell of a table")
        elif stop := _stop(sheet, i):
            zone = BlockKind.RELATED if stop is Sign.RELATED_HEAD else BlockKind.CHROME
            zone_end = _box_end(sheet, i)
            closed = zone if zone_end <= i + 1 else None
            sheet.set(i, KINDS.get(stop, BlockKind.CHROME), "heads what is not the article")
        else:
            closed = None
            _label_inside(sheet, i)
        i = end
    return closed


def _trim(sheet: Sheet) -> bool:
    """End the region at its last paragraph that is the article's; whether it ended later before."""
    region = sheet.region
    inside = range(region.first, region.last + 1)
    own = [i for i in inside if sheet.kinds[i] in PROSE and _says_enough(sheet, i)]
    if not own or own[-1] == region.last:
        return False
    for i in range(own[-1] + 1, region.last + 1):
        sheet.set(i, BlockKind.CHROME, "below the article")
    sheet.region = replace(region, last=own[-1])
    return True


def _says_enough(sheet: Sheet, i: int) -> bool:
    """Whether a piece says enough to end an article, or to belong below its last paragraph."""
    piece = sheet.pieces[i]
    return (
        bool(piece.prose)
        or piece.words >= _TEXT
        or sheet.kinds[i] is BlockKind.TABLE
        or piece.line.is_sentence
    )


def _stop(sheet: Sheet, i: int) -> Sign | None:
    """The sign of a piece after which an article is over, also of one that heads a list of headlines."""
    piece = sheet.pieces[i]
    if piece.words > _SHORT or piece.node.dropped:
        return None
    if piece.sign in STOPS:
        return piece.sign
    if piece.words > _LIST_HEAD or piece.is_link or piece.line.is_sentence or _is_heading(sheet, i):
        return None
    behind = [one for one in sheet.pieces[i + 1 : i + 2 * _LIST] if one.sign is not Sign.DATELINE][:_LIST]
    is_list = all(one.is_headline and not FILE.search(one.href) for one in behind)
    return Sign.RELATED_HEAD if is_list and len(behind) == _LIST else None


def _resumes(sheet: Sheet, i: int) -> bool:
    """Whether the article goes on behind what was not its own."""
    piece = sheet.pieces[i]
    if piece.node.dropped or piece.is_link or piece.is_teaser or not piece.prose:
        return False
    if piece.node.parent in sheet.holders and piece.node.tag in ("p", "div"):
        return True
    if not is_sentences(piece) or piece.prose < _PARAGRAPH:
        return False
    if piece.words < _RESUMED or not piece.line.has_full_stop:
        return False
    if piece.text.endswith("./.") or i == sheet.region.last:
        return True
    return any(one.prose >= _PARAGRAPH and not one.is_link for one in sheet.pieces[i + 1 : i + 4])


def _box_end(sheet: Sheet, i: int) -> int:
    """Where the box that a heading stands in ends: the widest block without a paragraph of the article."""
    node: Node | None = sheet.pieces[i].node
    end = i + 1
    while node is not None and node is not sheet.region.node:
        if any(piece.prose >= _OWN_PROSE for piece in sheet.pieces[node.first : node.last]):
            break
        end = max(end, node.last)
        node = node.parent
    return end


def _table_end(sheet: Sheet, i: int) -> int:
    """Where the table of figures that begins with a piece ends; 0 where none begins."""
    node = sheet.pieces[i].node
    table = node.nearest("table")
    if table is None or table.first != i or node.dropped or sheet.region.node.inside(table):
        return 0
    cells = sheet.pieces[table.first : table.last]
    if any(cell.words >= _LONG_CELL or cell.is_link or cell.image for cell in cells):
        return 0
    rows = Counter(id(row) for cell in cells if (row := cell.node.nearest("tr")))
    return table.last if sum(count > 1 for count in rows.values()) > 1 else 0


def _label_inside(sheet: Sheet, i: int) -> None:
    piece = sheet.pieces[i]
    if sheet.label_plain(i):
        return
    sign = piece.sign if piece.words <= _SHORT else None
    at_end = i >= sheet.region.last - _END
    at_start = i <= sheet.region.first + _START
    if at_start and sign is Sign.DATELINE and piece.words <= _TIME_LIMIT:
        sheet.set(i, BlockKind.CHROME, "a time")
    elif sign in (Sign.CHROME, Sign.TEASER, Sign.ATTACHMENT):
        sheet.set(i, KINDS.get(sign, BlockKind.CHROME), "words of the page itself")
    elif piece.is_teaser and sheet.kinds[i - 1] is BlockKind.RELATED:
        sheet.set(i, BlockKind.RELATED, "below a headline of another article")
    elif piece.is_link:
        sheet.set(i, BlockKind.RELATED if piece.words >= 3 else BlockKind.CHROME, "nothing but links")
    elif is_caption(sheet, i):
        sheet.set(i, BlockKind.CAPTION, "beside a picture, or its words say so")
    elif is_labelled(piece.line) or (at_end and is_byline(sheet, piece)):
        sheet.set(i, BlockKind.BYLINE, "names at the end, or a label for them")
    elif at_end and is_source(piece.line):
        sheet.set(i, BlockKind.SOURCE, "names where the text comes from")
    elif at_end and tells_of_author(sheet, i):
        sheet.set(i, BlockKind.CHROME, "who the author is")
    else:
        sheet.set(i, *_own_kind(sheet, i))


def _own_kind(sheet: Sheet, i: int) -> tuple[BlockKind, str]:
    """What a piece of the article's own text is."""
    piece = sheet.pieces[i]
    if piece.node.nearest("blockquote"):
        return BlockKind.QUOTE, "<blockquote>"
    if _is_heading(sheet, i):
        return BlockKind.HEADING, "set as a heading"
    if piece.node.nearest("li"):
        return BlockKind.LIST, "<li>"
    if piece.words <= 2 and not piece.line.is_sentence and _is_cell(sheet, i):
        return BlockKind.CHROME, "a word alone in a cell"
    if is_list_item(piece.line):
        return BlockKind.LIST, "begins with a bullet or a number"
    if piece.words >= _RESUMED and piece.node.tag in ("p", "div"):
        sheet.holders.add(piece.node.parent)
    return BlockKind.BODY, "text of the article"


def _is_cell(sheet: Sheet, i: int) -> bool:
    """Whether a piece stands in a cell within the article."""
    cell = sheet.pieces[i].node.nearest("td", "th")
    return cell is not None and cell.inside(sheet.region.node) and not sheet.region.node.inside(cell)


def _is_heading(sheet: Sheet, i: int) -> bool:
    piece = sheet.pieces[i]
    if piece.words > _HEADING_LIMIT:
        return False
    if piece.node.nearest(*_HEADINGS):
        return True
    if piece.share(piece.bold) < 0.9 or piece.line.has_full_stop or i >= sheet.region.last:
        return False
    return piece.node.nearest("td", "th", "li") in (None, sheet.region.node)


# -------------------------------------------------------------------- below the text


def _label_below(sheet: Sheet, closed: BlockKind | None) -> int:
    """Label what stands below the last paragraph; where the things that are not the article's begin."""
    last = sheet.region.last
    signed = BlockKind.BYLINE in sheet.kinds[max(0, last - _END) : last + 1]
    end = min(len(sheet.pieces), last + 1 + _TAIL) if closed is None else last + 1
    zone = closed or BlockKind.CHROME
    for i in range(last + 1, len(sheet.pieces)):
        if i >= end:
            _label_rest(sheet, i, zone)
        elif sheet.label_plain(i):
            continue
        elif stop := _stop(sheet, i):
            zone = BlockKind.RELATED if stop is Sign.RELATED_HEAD else BlockKind.CHROME
            end = i
            sheet.set(i, KINDS.get(stop, BlockKind.CHROME), "ends the article")
        else:
            sheet.set(i, *_below_kind(sheet, i, signed=signed))
            signed = signed or sheet.kinds[i] is BlockKind.BYLINE
    return end


def _below_kind(sheet: Sheet, i: int, *, signed: bool) -> tuple[BlockKind, str]:
    """What a piece below the last paragraph is: the first that it may be."""
    return next(_below_kinds(sheet, i, signed=signed), (BlockKind.CHROME, "below the article"))


def _below_kinds(sheet: Sheet, i: int, *, signed: bool) -> Iterator[tuple[BlockKind, str]]:
    piece = sheet.pieces[i]
    holder = sheet.region.node
    own = piece.node.inside(holder) and holder.tag not in ("body", "html")
    if piece.sign is not None:
        yield KINDS.get(piece.sign, BlockKind.CHROME), "words of the page itself"
    if piece.is_link and sheet.role(piece) is not Role.BYLINE:
        yield (BlockKind.RELATED if piece.words >= 3 else BlockKind.CHROME), "nothing but links"
    if is_byline(sheet, piece) or (own and not signed and is_pen_name_apart(piece)):
        yield BlockKind.BYLINE, "names below the text"
    if _is_signing_office(sheet, i, signed=signed):
        yield BlockKind.BYLINE, "an office that signs"
    if is_source(piece.line):
        yield BlockKind.SOURCE, "names where the text comes from"
    if is_caption(sheet, i):
        yield BlockKind.CAPTION, "beside a picture, or its words say so"
    if tells_of_author(sheet, i):
        yield BlockKind.CHROME, "who the author is"
    if is_dated_title(piece.line):
        yield BlockKind.RELATED, "a headline with a date"
    if own and not signed and sheet.kinds[i - 1] in PROSE:
        yield _last_kind(sheet, i)


def _is_signing_office(sheet: Sheet, i: int, *, signed: bool) -> bool:
    """Whether an organisation stands below a name, or signs alone below the last paragraph."""
    piece = sheet.pieces[i]
    if not is_office(piece.line):
        return False
    if sheet.kinds[i - 1] is BlockKind.BYLINE:
        return True
    return not signed and piece.words <= _OFFICE_LIMIT and sheet.kinds[i - 1] in PROSE


def _last_kind(sheet: Sheet, i: int) -> tuple[BlockKind, str]:
    """What a piece directly below the last paragraph, in the same block, is."""
    kind, why = _own_kind(sheet, i)
    if kind is not BlockKind.LIST and not _says_enough(sheet, i):
        return BlockKind.CHROME, "a few words below the article"
    return (BlockKind.BODY if kind is BlockKind.HEADING else kind), why


def _label_rest(sheet: Sheet, i: int, zone: BlockKind) -> None:
    piece = sheet.pieces[i]
    if piece.node.dropped:
        sheet.label_plain(i)
    elif zone is BlockKind.RELATED and piece.is_link:
        sheet.set(i, BlockKind.RELATED, "in a list of related articles")
    else:
        sheet.set(i, BlockKind.CHROME, "below the article")


# -------------------------------------------------------------------- what holds for the whole


def _find_lead(sheet: Sheet) -> None:
    """The first paragraph, where none is named as lead and others follow."""
    if BlockKind.LEAD in sheet.kinds:
        return
    own = [i for i in range(sheet.region.first, sheet.region.last + 1) if sheet.kinds[i] in PROSE]
    if len(own) < 2 or sheet.kinds[own[0]] is not BlockKind.BODY:
        return
    piece = sheet.pieces[own[0]]
    if piece.words <= LEAD_LIMIT and is_sentences(piece):
        sheet.set(own[0], BlockKind.LEAD, "the first paragraph, short, with others behind it")


def _drop_repeated(sheet: Sheet) -> None:
    """What other pages of the host have too is no text of this one; names and captions may well repeat."""
    for i, piece in enumerate(sheet.pieces):
        if piece.repeats and sheet.kinds[i] in PROSE:
            sheet.set(i, BlockKind.CHROME, "other pages of the host have it too")


def _follow_rules(sheet: Sheet) -> None:
    """What a portal's rules say counts more than anything."""
    for i, piece in enumerate(sheet.pieces):
        marks = next((node.marks for node in piece.node.ancestors() if node.marks), ())
        kind = next((_MARKS[mark] for mark in marks if mark in _MARKS), None)
        if kind is not None and not piece.node.dropped:
            sheet.set(i, kind, RULED)
    _follow_ruled_date(sheet)


def _follow_ruled_date(sheet: Sheet) -> None:
    """Where the rules point to a date, no other time on the page is the article's."""
    lines = [i for i, kind in enumerate(sheet.kinds) if kind is BlockKind.DATELINE]
    ruled = [i for i in lines if sheet.whys[i] == RULED and find_moments(sheet.pieces[i].text)]
    if not ruled:
        return
    sheet.stamp = next((stamp for i in ruled if (stamp := sheet.pieces[i].node.stamp)), "")
    for i in lines:
        if sheet.whys[i] != RULED:
            sheet.set(i, BlockKind.CHROME, "another time")
