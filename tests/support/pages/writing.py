"""The article itself: title, date, lead, body, pictures, byline; what it draws, it remembers as true."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from pages.furniture import Furniture
from pages.moments import iso, printed
from pages.pen import fill
from pages.traps import Trap

from search.model import BlockKind

if TYPE_CHECKING:
    from pages.article import Caption, Moment, Part, Story
    from pages.traps import Traps


@dataclass(frozen=True, slots=True)
class Frame:
    """How a layout marks up the parts of a body. With `marked` false, only the letters tell them apart."""

    p: str = "<p>{}</p>\n"
    heading: str = "<h3>{}</h3>\n"
    items: str = "<ul>\n{}</ul>\n"
    item: str = "<li>{}</li>\n"
    table: str = '<table border="1"><tbody>{}</tbody></table>\n'
    row: str = "<tr>{}</tr>\n"
    cell: str = "<td>{}</td>"
    quote: str = "<blockquote><p>{}</p></blockquote>\n"
    caption: str = "figure"
    byline: str = "right"
    source: str = '<p style="text-align: right;"><em>{}</em></p>\n'
    empty: str = "<p>&nbsp;</p>\n"
    marked: bool = True


PICTURES = {
    "figure": '<figure class="image">{img}<figcaption>{words}</figcaption></figure>\n',
    "table": '<table class="picture" align="center"><tbody><tr><td class="pic">{img}</td></tr>'
    '<tr><td class="caption">{words}</td></tr></tbody></table>\n',
    "em": '<p style="text-align: center;">{img}</p>\n<p style="text-align: center;"><em>{words}</em></p>\n',
    "div": '<div align="center">{img}<div class="comment">{words}</div></div>\n',
    "wp": '<div id="attachment_{n}" style="width: 610px" class="wp-caption aligncenter">{img}'
    '<p id="caption-attachment-{n}" class="wp-caption-text">{words}</p></div>\n',
    "cell": '<table width="500" border="0" align="center"><tr><td align="center">{img}</td></tr>'
    '<tr><td align="center"><font size="1" color="#0000ff">{words}</font></td></tr></table>\n',
    "br-italic": '<p align="center">{img}<br><i>{words}</i></p>\n',
    "group": '<div class="layout-image-2"><div class="item">{img}</div><div class="item">{img}</div>'
    '<div class="box-desc">{words}</div></div>\n',
    "sibling": '<p>{img}</p>\n<p class="Image">{words}</p>\n',
    "dl": '<dl class="gallery-item"><dt>{img}</dt><dd class="gallery-caption">{words}</dd></dl>\n',
}

BYLINES = {
    "left": "<p><strong>{}</strong></p>\n",
    "right": '<p style="text-align: right;"><strong>{}</strong></p>\n',
    "label": '<p class="author">Tác giả: <b>{}</b></p>\n',
    "italic": '<p align="right"><em>{}</em></p>\n',
    "cell": '<table width="100%"><tr><td align="right"><b>{}</b></td></tr></table>\n',
    "both": '<p style="text-align: right;"><strong>{}</strong></p>\n',
}


class Writing(Furniture):
    """Draws a story, and remembers what the page told of it."""

    def __init__(self, layout: str, story: Story, traps: Traps):
        super().__init__(layout, story, traps)
        self.precision = ""
        self.marked = True
        self.byline_habit = ""

    def title(self, template: str = "{}") -> str:
        """The headline."""
        self.shown.add("title")
        return fill(template, self.text(self.story.title))

    def lead(self, template: str = "<p>{}</p>\n") -> str:
        """The lead, if the story has one."""
        self.shown.add("lead")
        return fill(template, self.text(self.story.lead))

    def section(self, template: str = "{}") -> str:
        """The section, where the page names it."""
        self.shown.add("section")
        return fill(template, self.text(self.story.section))

    @property
    def moment(self) -> Moment | None:
        """When the story was published, if its page is to tell."""
        return None if Trap.NO_DATE in self.traps else self.story.published

    def date(self, template: str, style: str) -> str:
        """The date in the trap's style or the layout's; perhaps that of a later change, too."""
        if self.moment is None:
            return ""
        style = self.traps.moment or style
        words, precision = printed(self.moment, style)
        self._told(precision)
        changed = ""
        if Trap.UPDATED in self.traps and style != "updated":
            later = self.moment.at() + timedelta(days=self.rng.randint(1, 40), minutes=17)
            changed = fill(template, f"Cập nhật lần cuối: {later:%d/%m/%Y %H:%M}")
        return fill(template, words) + changed

    def machine_date(self) -> str:
        """The date for an attribute or for metadata, in ISO format."""
        if self.moment is None:
            return ""
        self._told("minute" if self.moment.clock else "day")
        return iso(self.moment.at()) if self.moment.clock else self.moment.day.isoformat()

    def _told(self, precision: str) -> None:
        if self.precision != "minute":
            self.precision = precision

    @property
    def byline_style(self) -> str:
        """Where the byline goes: as the trap says, else the layout's habit; empty: as the frame says."""
        return self.traps.byline or self.byline_habit

    def meta_byline(self, template: str, habit: bool = False) -> str:
        """The byline beside date and section; `habit`: the layout puts it there unless a trap moves it."""
        wanted = self.byline_style in {"meta", "both"} or (habit and not self.byline_style)
        if not wanted or not self.story.byline:
            return ""
        self.shown.add("byline")
        return fill(template, self.text(self.story.byline))

    def attachments(self, template: str = '<div class="files"><b>{label}</b>{}</div>\n') -> str:
        """The files of the story, as a list of links."""
        self.shown.add("attachments")
        links = [
            f'<li><a href="{file.href}">{self.text(file.name)}</a> <span>({file.size})</span></li>'
            for file in self.story.attachments
        ]
        label = self.any("Tài liệu kèm theo:", "Tệp đính kèm", "File đính kèm:")
        return fill(template.replace("{label}", label), "<ul>" + "\n".join(links) + "</ul>" if links else "")

    def picture(self, caption: Caption, style: str) -> str:
        """A picture with its caption."""
        number = self.rng.randint(10, 9999)
        img = (
            f'<img src="/images/{number}.jpg" width="600" alt="{self.any("", "anh", "IMG_" + str(number))}">'
        )
        template = PICTURES[self.traps.caption or style]
        words = self.text(caption.whole)
        return template.replace("{img}", img).replace("{n}", str(number)).replace("{words}", words)

    def body(self, frame: Frame) -> str:
        """The body with its pictures, interruptions, byline and source."""
        self.marked = frame.marked
        self.shown.update({"body", "captions", "source"})
        pieces = [self._pictures(frame, -1)]
        parts = self.story.body
        breaks = self._interruptions(len(parts))
        for place, part in enumerate(parts):
            is_last = place == len(parts) - 1
            pieces += [self._part(part, frame, glue=is_last), self._pictures(frame, place)]
            pieces += [] if is_last else breaks.get(place, [])
            if Trap.EMPTY_BLOCKS in self.traps:
                pieces.append(frame.empty)
        return "".join(pieces) + self._ending(frame) + self._hidden_copy()

    def _pictures(self, frame: Frame, after: int) -> str:
        found = (caption for caption in self.story.captions if caption.after == after)
        return "".join(self.picture(caption, frame.caption) for caption in found)

    def _interruptions(self, count: int) -> dict[int, list[str]]:
        """What comes between the parts, by the part before it."""
        found: dict[int, list[str]] = {}
        makers = {
            Trap.ADS: self.advertisement,
            Trap.INLINE_RELATED: self.inline_related,
            Trap.PLAYER: self.player,
        }
        for trap, make in makers.items():
            if trap in self.traps:
                found.setdefault(self.rng.randrange(max(count - 1, 1)), []).append(make())
        return found

    def _part(self, part: Part, frame: Frame, glue: bool) -> str:
        if part.kind is BlockKind.LIST:
            items = (fill(frame.item, self.text(line)) for line in part.lines)
            return fill(frame.items, "".join(items))
        if part.kind is BlockKind.TABLE:
            return fill(frame.table, "".join(self._row(line, frame) for line in part.lines))
        words = self.text(part.lines[0])
        if part.kind is BlockKind.HEADING:
            return fill(frame.heading, words)
        if part.kind is BlockKind.QUOTE:
            return fill(frame.quote, words)
        if glue and self.byline_style == "glued" and self.story.byline:
            self.shown.add("byline")
            words += f"<br><b>{self.text(self.story.byline)}</b>"
        indent = "&nbsp; &nbsp; &nbsp;" if Trap.NBSP in self.traps else ""
        return fill(frame.p, indent + words)

    def _row(self, line: str, frame: Frame) -> str:
        cells = (fill(frame.cell, self.text(cell)) for cell in line.split("\t"))
        return fill(frame.row, "".join(cells))

    def _ending(self, frame: Frame) -> str:
        """Byline and source after the text."""
        style = self.byline_style or frame.byline
        byline = ""
        if self.story.byline and ("byline" not in self.shown or style == "both"):
            self.shown.add("byline")
            template = BYLINES.get(style, BYLINES["right"])
            byline = fill(template, self.text(self.story.byline))
        return byline + fill(frame.source, self.text(self.story.source))

    def _hidden_copy(self) -> str:
        """The body once more, where nobody sees it."""
        if Trap.HIDDEN_COPY not in self.traps:
            return ""
        words = "".join(f"<p>{self.text(line)}</p>" for part in self.story.body for line in part.lines)
        return f'<div id="printArea" style="display:none">{words}</div>\n'
