"""What each piece of a page is: the article's own text between headline and last paragraph, and all around it."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from index.clean.bodies import LEAD_LIMIT, is_list_item
from index.clean.bylines import is_labelled, is_names, is_office, is_photo_credit, is_pen_name, is_signature, is_source
from index.clean.captions import is_labelled_caption, is_picture_line, is_scene
from index.clean.datelines import has_weekday, split_time_and_names
from index.clean.headings import squash
from index.clean.lines import line_at
from index.clean.patterns import KINDS, STOPS, Sign, is_dated_title
from index.clean.region import is_sentences
from index.clean.roles import Role
from search.model import PROSE, BlockKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.clean.headings import Headline
    from index.clean.metadata import Told
    from index.clean.pieces import Node, Piece
    from index.clean.region import Region
    from index.clean.tree import Tree

_RESUMED = 25  # syllables: a paragraph this long says that the article goes on
_CAPTION_LIMIT = 70  # syllables of the longest caption
_TAIL = 14  # pieces below the last paragraph among which names, sources and files are looked for
_CLOCK_REACH = 4  # pieces above the headline in which a time belongs to the article
_HEADING_LIMIT = 30  # syllables
_FILE = re.compile(r"\.(?:pdf|docx?|xlsx?|pptx?|zip|rar|7z)(?:[?#].*)?$", re.IGNORECASE)
_LONG_CELL = 60  # syllables of a cell that holds paragraphs: its table is there for the layout
_TEXT = 8  # syllables of the shortest last line of an article without full stop
_OFFICE_LIMIT = 10  # syllables of an organisation that signs alone
_AUTHOR_LINK = re.compile(r"/(?:tac-gia|author|but-danh|phong-vien)[s/-]", re.IGNORECASE)
_HEAD_LIMIT = 6  # syllables of the longest heading of a list of headlines
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_DROPPED = {
    Role.RELATED: (BlockKind.RELATED, "a block named as related articles"),
    Role.TAGS: (BlockKind.CHROME, "a block named as key words"),
    Role.COMMENT: (BlockKind.CHROME, "a block named as comments"),
    Role.TOOLS: (BlockKind.CHROME, "a block named as tools"),
    Role.AD: (BlockKind.CHROME, "a block named as advertisement"),
    Role.NAV: (BlockKind.CHROME, "a block named as menu"),
    Role.FOOT: (BlockKind.CHROME, "a block named as footer"),
    Role.SIDE: (BlockKind.CHROME, "a block named as side column"),
}
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


@dataclass(slots=True)
class Labelled:
    """The kind of each piece and why, in order.

    `splits` has pieces of two kinds: where the second begins, and both. `stamp` is the time that the element
    of the date line names for machines.
    """

    kinds: list[BlockKind]
    whys: list[str]
    splits: dict[int, tuple[int, BlockKind, BlockKind]] = field(default_factory=dict)
    stamp: str = ""


def label_pieces(tree: Tree, region: Region, headline: Headline, told: Told) -> Labelled:
    """Label all pieces of an article's page."""
    return _Labeller(tree, region, headline, told).run()


def _below(region: Region, headline: Headline, pieces: Sequence[Piece]) -> Region:
    """The region without a headline that reads as its first paragraph."""
    if headline.last is None or headline.last < region.first:
        return region
    behind = range(headline.last + 1, region.last + 1)
    first = next((i for i in behind if pieces[i].prose), min(headline.last + 1, region.last))
    return replace(region, first=first)


class _Labeller:
    def __init__(self, tree: Tree, region: Region, headline: Headline, told: Told) -> None:
        self.pieces = tree.pieces
        self.region = _below(region, headline, tree.pieces)
        self.headline = headline
        self.told = told
        self.kinds: list[BlockKind] = [BlockKind.CHROME] * len(self.pieces)
        self.whys = ["outside the article"] * len(self.pieces)
        self.splits: dict[int, tuple[int, BlockKind, BlockKind]] = {}
        self.stamp = ""
        self.authors = {squash(name) for name, _ in told.authors}
        self.closed: BlockKind | None = None
        self.end = len(self.pieces)

    def run(self) -> Labelled:
        title = self.headline.last
        begin = self._begin()
        for i in range(min(begin, len(self.pieces))):
            self._set_outside(i)
        if title is not None:
            for i in range(self.headline.first or 0, title + 1):
                self._set(i, BlockKind.TITLE, self.headline.why)
            if self.headline.cut:
                self.splits[title] = (self.headline.cut, BlockKind.TITLE, BlockKind.DATELINE)
        for i in range(begin, self.region.first):
            self._label_head(i)
        self._label_body()
        self._trim()
        self._label_tail()
        self._find_date()
        self._find_lead()
        self._mark()
        return Labelled(self.kinds, self.whys, self.splits, self.stamp)

    def _set(self, i: int, kind: BlockKind, why: str) -> None:
        self.kinds[i], self.whys[i] = kind, why

    def _begin(self) -> int:
        """The first piece behind the headline."""
        if self.headline.last is not None:
            return self.headline.last + 1
        return max(0, min(self.region.first, self._node_first()))

    def _node_first(self) -> int:
        return self.region.node.first

    def _set_outside(self, i: int) -> None:
        piece = self.pieces[i]
        if piece.node.dropped:
            self._set(i, *_DROPPED[piece.node.dropped])
        elif piece.node.role is Role.SECTION:
            self._set(i, BlockKind.SECTION, "a path of sections")

    # ---------------------------------------------------------------- between headline and text

    def _label_head(self, i: int) -> None:
        piece = self.pieces[i]
        if self._label_plain(i):
            return
        role = self._role(piece)
        line = piece.line
        if role is Role.LEAD and not piece.is_link and piece.words >= 5:
            self._set(i, BlockKind.LEAD, "named as summary, below the headline")
        elif role is Role.DATE or piece.sign is Sign.DATELINE:
            self._set(i, BlockKind.CHROME, "a time")
        elif self._is_byline(piece):
            self._set(i, BlockKind.BYLINE, "names below the headline")
        elif self._divide(i):
            pass
        elif is_source(line):
            self._set(i, BlockKind.SOURCE, "names where the text comes from")
        elif self._is_caption(i):
            self._set(i, BlockKind.CAPTION, "beside a picture")
        elif piece.sign is not None:
            self._set(i, KINDS.get(piece.sign, BlockKind.CHROME), "words of the page itself")
        elif role is Role.SECTION:
            self._set(i, BlockKind.SECTION, "a path of sections")
        elif not piece.is_link and piece.words >= 12 and self._is_near(piece):
            self._set(i, BlockKind.LEAD, "a paragraph between headline and text")
        else:
            self._set(i, BlockKind.CHROME, "between headline and text")

    def _divide(self, i: int) -> bool:
        """Divide a line of a time and names; whether it is one."""
        piece = self.pieces[i]
        divided = split_time_and_names(piece.text) if piece.words <= 30 else None
        if divided is None:
            return False
        at, time_first = divided
        parts = piece.text[:at], piece.text[at:]
        rest = parts[1 if time_first else 0].strip(" -–—|•·,;:")
        if not (is_names(rest) or is_labelled(line_at(rest, 0, len(rest)))):
            return False
        kinds = (BlockKind.DATELINE, BlockKind.BYLINE) if time_first else (BlockKind.BYLINE, BlockKind.DATELINE)
        self.splits[i] = (at, *kinds)
        self._set(i, BlockKind.BYLINE, "a time and names")
        return True

    def _is_near(self, piece: Piece) -> bool:
        """Whether a piece stands in the blocks that hold both headline and text."""
        if self.headline.last is None:
            return piece.node.inside(self.region.node)
        around = [node for node, _ in zip(self.region.node.ancestors(), range(4), strict=False)]
        title = self.pieces[self.headline.last].node
        return any(node in around for node, _ in zip(piece.node.ancestors(), range(4), strict=False)) or any(
            piece.node.inside(node) for node, _ in zip(title.ancestors(), range(3), strict=False)
        )

    def _role(self, piece: Piece) -> Role | None:
        """The nearest role of the blocks around a piece within the region's surroundings."""
        for node, _ in zip(piece.node.ancestors(), range(3), strict=False):
            if node is self.region.node:
                return None
            if node.role in (Role.LEAD, Role.DATE, Role.BYLINE, Role.SOURCE, Role.SECTION, Role.CAPTION, Role.ATTACHMENT):
                return node.role
        return None

    def _label_plain(self, i: int) -> bool:
        """What is sure wherever it stands."""
        piece = self.pieces[i]
        if piece.node.dropped:
            self._set(i, *_DROPPED[piece.node.dropped])
            return True
        if piece.is_link and _FILE.search(piece.href):
            self._set(i, BlockKind.ATTACHMENT, "a link to a file")
            return True
        if piece.node.nearest("figcaption"):
            self._set(i, BlockKind.CAPTION, "<figcaption>")
            return True
        return False

    # ---------------------------------------------------------------- the text

    def _label_body(self) -> None:
        """Label the paragraphs and what stands between them; `closed` says what the rest is, if it is no article."""
        i = max(self.region.first, self._begin())
        zone, zone_end, self.closed = BlockKind.CHROME, 0, None
        while i <= self.region.last:
            if i < zone_end:
                self._set(i, zone, "in a box that is not the article's")
            elif self.closed and not self._resumes(i):
                self._set(i, zone, "below a heading of what is not the article")
            elif end := self._table_end(i):
                self.closed = None
                for cell in range(i, end):
                    self._set(cell, BlockKind.TABLE, "a cell of a table")
                i = end
                continue
            elif stop := self._stop(i):
                zone = BlockKind.RELATED if stop is Sign.RELATED_HEAD else BlockKind.CHROME
                zone_end = self._box_end(i)
                self.closed = zone if zone_end <= i + 1 else None
                self._set(i, KINDS.get(stop, BlockKind.CHROME), "heads what is not the article")
            else:
                self.closed = None
                self._label_inside(i)
            i += 1

    def _stop(self, i: int) -> Sign | None:
        """The sign of a piece after which an article is over, or of one that heads a list of headlines."""
        piece = self.pieces[i]
        if piece.words > 40 or piece.node.dropped:
            return None
        if piece.sign in STOPS:
            return piece.sign
        if piece.words <= _HEAD_LIMIT and not piece.is_link and not piece.line.is_sentence:
            behind = [one for one in self.pieces[i + 1 : i + 6] if one.sign is not Sign.DATELINE][:3]
            if len(behind) == 3 and all(one.is_link and one.words >= 4 and not _FILE.search(one.href) for one in behind):
                return Sign.RELATED_HEAD
        return None

    def _is_text(self, i: int) -> bool:
        """Whether a piece says enough to end an article, or to belong below its last paragraph."""
        piece = self.pieces[i]
        return bool(piece.prose) or piece.words >= _TEXT or self.kinds[i] is BlockKind.TABLE or piece.line.is_sentence

    def _trim(self) -> None:
        """End the region at its last paragraph of the article, and label again what depends on the end."""
        inside = range(self.region.first, self.region.last + 1)
        own = [i for i in inside if self.kinds[i] in PROSE and self._is_text(i)]
        if own and own[-1] < self.region.last:
            for i in range(own[-1] + 1, self.region.last + 1):
                self._set(i, BlockKind.CHROME, "below the article")
            self.region = replace(self.region, last=own[-1])
            self._label_body()

    def _table_end(self, i: int) -> int:
        """Where the table of figures that begins with a piece ends; 0 where none begins."""
        piece = self.pieces[i]
        table = piece.node.nearest("table")
        if table is None or table.first != i or piece.node.dropped or self.region.node.inside(table):
            return 0
        cells = self.pieces[table.first : table.last]
        if any(cell.words >= _LONG_CELL or cell.is_link or cell.image for cell in cells):
            return 0
        rows = Counter(id(row) for cell in cells if (row := cell.node.nearest("tr")))
        return table.last if sum(count > 1 for count in rows.values()) > 1 else 0

    def _label_zone(self, i: int, zone: BlockKind) -> None:
        self._set(i, zone, "below a heading of related articles or tools")

    def _resumes(self, i: int) -> bool:
        """Whether the article goes on behind what was not its own."""
        piece = self.pieces[i]
        if piece.node.dropped or piece.is_link or not is_sentences(piece) or piece.prose < 12:
            return False
        if piece.words < _RESUMED or not piece.line.has_full_stop:
            return False
        if piece.text.endswith("./."):
            return True
        following = self.pieces[i + 1 : i + 4]
        return any(one.prose >= 12 and not one.is_link for one in following) or i == self.region.last

    def _box_end(self, i: int) -> int:
        """Where the box that a heading stands in ends: the widest block without a paragraph of the article."""
        node: Node | None = self.pieces[i].node
        end = i + 1
        while node is not None and node is not self.region.node:
            inside = self.pieces[node.first : node.last]
            if any(piece.prose >= 20 for piece in inside):
                break
            end = max(end, node.last)
            node = node.parent
        return end

    def _label_inside(self, i: int) -> None:
        piece = self.pieces[i]
        if self._label_plain(i):
            return
        sign = piece.sign if piece.words <= 40 else None
        if sign in (Sign.CHROME, Sign.TEASER, Sign.ATTACHMENT):
            self._set(i, KINDS.get(sign, BlockKind.CHROME), "words of the page itself")
        elif piece.is_link:
            self._set(i, BlockKind.RELATED if piece.words >= 3 else BlockKind.CHROME, "nothing but links")
        elif self._is_caption(i):
            self._set(i, BlockKind.CAPTION, "beside a picture, or its words say so")
        elif self._is_near_end(i) and self._is_byline(piece):
            self._set(i, BlockKind.BYLINE, "names at the end")
        elif is_labelled(piece.line):
            self._set(i, BlockKind.BYLINE, "a label for names")
        elif self._is_near_end(i) and is_source(piece.line):
            self._set(i, BlockKind.SOURCE, "names where the text comes from")
        else:
            self._set(i, *self._own_kind(i))

    def _is_near_end(self, i: int) -> bool:
        return i >= self.region.last - 3

    def _own_kind(self, i: int) -> tuple[BlockKind, str]:
        piece = self.pieces[i]
        if piece.node.nearest("blockquote"):
            return BlockKind.QUOTE, "<blockquote>"
        if self._is_heading(i):
            return BlockKind.HEADING, "set as a heading"
        if piece.node.nearest("li"):
            return BlockKind.LIST, "<li>"
        if self._is_cell(piece) and piece.words <= 2 and not piece.line.is_sentence:
            return BlockKind.CHROME, "a word alone in a cell"
        if is_list_item(piece.line):
            return BlockKind.LIST, "begins with a bullet or a number"
        return BlockKind.BODY, "text of the article"

    def _is_cell(self, piece: Piece) -> bool:
        cell = piece.node.nearest("td", "th")
        return cell is not None and cell is not self.region.node and cell.inside(self.region.node) and not self.region.node.inside(cell)

    def _is_heading(self, i: int) -> bool:
        piece = self.pieces[i]
        if piece.words > _HEADING_LIMIT:
            return False
        if piece.node.nearest(*_HEADINGS):
            return True
        if piece.line.has_full_stop or piece.share(piece.bold) < 0.9 or piece.node.nearest("td", "th", "li") not in (None, self.region.node):
            return False
        return i < self.region.last

    def _is_caption(self, i: int) -> bool:
        piece = self.pieces[i]
        if self._role(piece) is Role.CAPTION:
            return True
        if piece.words > _CAPTION_LIMIT:
            return False
        if is_labelled_caption(piece.line):
            return True
        if piece.image is None:
            return False
        if self._is_picture_table(piece) or piece.node.role is Role.COMMENT:
            return True
        stands_out = (
            piece.node.align in ("center", "middle")
            or piece.share(piece.italic) > 0.8
            or (piece.after_break and piece.image is piece.node)
            or piece.node.nearest("figure") is not None
            or piece.node.nearest("center") is not None
            or any(node.align == "center" for node, _ in zip(piece.node.ancestors(), range(2), strict=False))
        )
        if stands_out:
            return piece.words <= 45
        return is_scene(piece.line) or (piece.words <= 30 and not piece.line.is_sentence and self._is_boxed(piece))

    def _is_boxed(self, piece: Piece) -> bool:
        """Whether a picture and the piece share a small block of their own."""
        image = piece.image
        around = [node for node, _ in zip(piece.node.ancestors(), range(3), strict=False)]
        shared = next((node for node in image.ancestors() if node in around), None) if image else None
        return shared is not None and not self.region.node.inside(shared) and shared.last - shared.first <= 3

    def _is_picture_table(self, piece: Piece) -> bool:
        """Whether the piece is one of few in a table or list with a picture."""
        holder = piece.node.nearest("table", "dl", "figure")
        if holder is None or self.region.node.inside(holder):
            return False
        return holder.last - holder.first <= 2

    def _is_byline(self, piece: Piece) -> bool:
        line = piece.line
        if piece.words > 20 or (piece.sign is not None and not is_labelled(line)):
            return False
        role = self._role(piece)
        if is_labelled(line) or is_photo_credit(line):
            return True
        if role is Role.BYLINE and line.fold.startswith("theo ") and is_names(piece.text[5:]):
            return True
        if squash(piece.text) in self.authors or _AUTHOR_LINK.search(piece.href):
            return is_names(piece.text)
        if piece.is_link and role is not Role.BYLINE:
            return False
        return is_signature(line) or (role is Role.BYLINE and is_pen_name(line))

    # ---------------------------------------------------------------- below the text

    def _label_tail(self) -> None:
        inside = self.region.node
        signed = BlockKind.BYLINE in self.kinds[max(0, self.region.last - 3) : self.region.last + 1]
        closed: BlockKind | None = None
        self.end = min(len(self.pieces), self.region.last + 1 + _TAIL)
        for i in range(self.region.last + 1, len(self.pieces)):
            piece = self.pieces[i]
            if i > self.region.last + _TAIL or closed:
                self._label_rest(i, closed)
                continue
            if self._label_plain(i):
                continue
            if stop := self._stop(i):
                closed = BlockKind.RELATED if stop is Sign.RELATED_HEAD else BlockKind.CHROME
                self.end = i
                self._set(i, KINDS.get(stop, BlockKind.CHROME), "ends the article")
                continue
            own = piece.node.inside(inside) and inside.tag not in ("body", "html")
            kind, why = self._tail_kind(i, own=own, signed=signed)
            signed = signed or kind is BlockKind.BYLINE
            self._set(i, kind, why)

    def _is_set_apart(self, piece: Piece) -> bool:
        """Whether a line is set as signatures are: to the right, or bold or italic as a whole."""
        return piece.node.align in ("right", "end") or piece.share(piece.bold + piece.italic) > 0.8

    def _tail_kind(self, i: int, *, own: bool, signed: bool) -> tuple[BlockKind, str]:
        piece = self.pieces[i]
        line = piece.line
        if piece.sign is not None:
            return KINDS.get(piece.sign, BlockKind.CHROME), "words of the page itself"
        if piece.is_link and self._role(piece) is not Role.BYLINE:
            return (BlockKind.RELATED if piece.words >= 3 else BlockKind.CHROME), "nothing but links"
        if self._is_byline(piece) or (own and not signed and self._is_set_apart(piece) and is_pen_name(line)):
            return BlockKind.BYLINE, "names below the text"
        if is_office(line) and self.kinds[i - 1] is BlockKind.BYLINE:
            return BlockKind.BYLINE, "the office of who signed"
        if is_office(line) and not signed and piece.words <= _OFFICE_LIMIT and self.kinds[i - 1] in PROSE:
            return BlockKind.BYLINE, "an office that signs alone"
        if is_source(line):
            return BlockKind.SOURCE, "names where the text comes from"
        if self._is_caption(i):
            return BlockKind.CAPTION, "beside a picture, or its words say so"
        if is_dated_title(line):
            return BlockKind.RELATED, "a headline with a date"
        if own and not signed and self.kinds[i - 1] in PROSE:
            kind, why = self._own_kind(i)
            if not self._is_text(i) and kind is not BlockKind.LIST:
                return BlockKind.CHROME, "a few words below the article"
            return (BlockKind.BODY if kind is BlockKind.HEADING else kind), why
        return BlockKind.CHROME, "below the article"

    def _label_rest(self, i: int, zone: BlockKind | None) -> None:
        piece = self.pieces[i]
        if piece.node.dropped:
            self._set(i, *_DROPPED[piece.node.dropped])
        elif zone is BlockKind.RELATED and piece.is_link:
            self._set(i, BlockKind.RELATED, "in a list of related articles")
        else:
            self._set(i, BlockKind.CHROME, "below the article")

    # ---------------------------------------------------------------- fields

    def _find_date(self) -> None:
        """The time beside the headline, else the one below the text. A clock in the page's head is neither."""
        title = self.headline.first
        start = self.region.first if title is None else title
        if self.headline.cut:
            return
        below = [i for i in range(start, self.region.first) if self._is_time(i)]
        above = [i for i in range(max(0, start - _CLOCK_REACH), start) if self._is_time(i)] if title is not None else []
        tail = [i for i in range(self.region.last + 1, self.end) if self._is_time(i)]
        above = [i for i in above if self._is_near(self.pieces[i]) and not (has_weekday(self.pieces[i].line.fold) and self._far(i))]
        for i, kind in enumerate(self.kinds):
            if kind is BlockKind.DATELINE:
                self._set(i, BlockKind.CHROME, "another time")
        for found, why in ((below, "a time below the headline"), (above, "a time above the headline"), (tail, "a time below the text")):
            if found:
                best = min(found, key=lambda i: (self._is_update(i), abs(i - start)))
                self.stamp = self.pieces[best].node.stamp
                if best not in self.splits:
                    self._set(best, BlockKind.DATELINE, why)
                return

    def _far(self, i: int) -> bool:
        return self.pieces[i].node.role is not Role.DATE

    def _is_update(self, i: int) -> bool:
        return "cap nhat" in self.pieces[i].line.fold

    def _is_time(self, i: int) -> bool:
        piece = self.pieces[i]
        if piece.node.dropped or piece.words > 20:
            return False
        return piece.sign is Sign.DATELINE or bool(piece.node.stamp) or i in self.splits

    def _find_lead(self) -> None:
        """The first paragraph, where none is named as lead and others follow."""
        if BlockKind.LEAD in self.kinds:
            return
        own = [i for i in range(self.region.first, self.region.last + 1) if self.kinds[i] in PROSE]
        if len(own) < 2:
            return
        first = own[0]
        if self.kinds[first] is BlockKind.BODY and self.pieces[first].words <= LEAD_LIMIT and is_sentences(self.pieces[first]):
            self._set(first, BlockKind.LEAD, "the first paragraph, short, with others behind it")

    def _mark(self) -> None:
        """What a portal's rules say counts more than anything."""
        for i, piece in enumerate(self.pieces):
            for node in piece.node.ancestors():
                if node.mark in _MARKS:
                    self._set(i, _MARKS[node.mark], "the portal's rule")
                    break
