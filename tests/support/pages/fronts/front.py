"""The pen of the second family: the article with what real papers put between its paragraphs."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pages.fronts.boxes import BLANK, Boxes
from pages.pen import fill
from pages.traps import Trap
from pages.writing import Frame

from search.model import BlockKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pages.article import Caption


@dataclass(frozen=True, slots=True)
class Markup(Frame):
    """How a front end marks up a body.

    `pictures` has {src}, {blank}, {alt}, {text}, {credit} (within `credit`) and {n}; `box` goes around some
    neighbouring parts, as editors put text of the article into a frame.
    """

    pictures: tuple[str, ...] = ("<figure>{img}<figcaption>{text}{credit}</figcaption></figure>\n",)
    credit: str = " <em>{}</em>"
    box: str = ""
    sign: str = '<p style="text-align:right"><strong>{}</strong></p>\n'
    first: str = ""


class Front(Boxes):
    """Draws the page of a front end."""

    def prefixed(self, template: str) -> None:
        """The paper prints its name before the lead, as part of it."""
        if self.story.lead:
            self.story = replace(self.story, lead=template.replace("{site}", self.site) + self.story.lead)

    def told(self, markup: Markup, between: Sequence[str] = ()) -> str:
        """The body: parts and pictures, with strange boxes between them; then byline and source."""
        self.marked = markup.marked
        self.shown.update({"body", "captions", "source"})
        parts = self.story.body
        boxed = self._boxed(len(parts)) if markup.box else range(0)
        gaps = self._gaps(len(parts), boxed, between)
        pieces = [self._pictures(markup, -1)]
        inside: list[str] = []
        for place, part in enumerate(parts):
            frame = replace(markup, p=markup.first) if markup.first and not place else markup
            drawn = self._part(part, frame, glue=place == len(parts) - 1)
            if place in boxed:
                inside.append(drawn)
                drawn = markup.box.replace("{}", "".join(inside)) if place == boxed[-1] else ""
            pieces += [drawn, self._pictures(markup, place), *gaps.get(place, [])]
            pieces += [markup.empty] if Trap.EMPTY_BLOCKS in self.traps and drawn else []
        return "".join(pieces) + self._signed(markup) + self._hidden_copy()

    def _gaps(self, count: int, boxed: range, between: Sequence[str]) -> dict[int, list[str]]:
        """After which part each strange box comes: not within a frame, and not after the last part."""
        places = [place for place in range(max(count - 1, 1)) if place not in boxed[:-1]]
        found: dict[int, list[str]] = {}
        for box in between:
            found.setdefault(self.rng.choice(places), []).append(box)
        return found

    def _boxed(self, count: int) -> range:
        """The parts that an editor framed: two neighbours without a picture between."""
        taken = {caption.after for caption in self.story.captions}
        pairs = [place for place in range(1, count - 2) if not taken & {place, place + 1}]
        if not pairs or self.rng.random() < 0.4:
            return range(0)
        start = self.rng.choice(pairs)
        return range(start, start + 2)

    def _pictures(self, frame: Frame, after: int) -> str:
        assert isinstance(frame, Markup)
        found = [caption for caption in self.story.captions if caption.after == after]
        return "".join(self._pictured(caption, frame) for caption in found)

    def _pictured(self, caption: Caption, markup: Markup) -> str:
        number = str(self.rng.randint(10, 99_999))
        alt = self.text(caption.text) if self.rng.random() < 0.3 else ""
        source = f"https://cdn.{self.host}/images/{number}-{self.ugly}.jpg"
        img = self.any(
            f'<img class="lazy" src="{BLANK}" data-src="{source}" alt="{alt}" width="680" height="453">',
            f'<img loading="lazy" src="{source}" alt="{alt}" title="{alt}">',
            f'<picture><source data-srcset="{source}?w=680 1x, {source}?w=1020 2x"><img src="{source}">'
            f"</picture>",
        )
        return (
            self.any(*markup.pictures)
            .replace("{img}", img)
            .replace("{n}", number)
            .replace("{text}", self.text(caption.text))
            .replace("{credit}", fill(markup.credit, self.text(caption.credit)))
        )

    def _signed(self, markup: Markup) -> str:
        """Byline and source after the text, as this front end has them."""
        byline = ""
        if self.story.byline and ("byline" not in self.shown or self.byline_style == "both"):
            self.shown.add("byline")
            byline = fill(markup.sign, self.text(self.story.byline))
        return byline + fill(markup.source, self.text(self.story.source))

    def hidden_lead(self, template: str) -> str:
        """The lead once more for telephones, hidden."""
        return fill(template, self.text(self.story.lead))

    def contents(self, whole: str, each: str = '<li><a href="#h{n}">{}</a></li>') -> str:
        """A table of contents of the article's own headings."""
        names = [part.lines[0] for part in self.story.body if part.kind is BlockKind.HEADING]
        links = (each.replace("{n}", str(n)).replace("{}", self.text(name)) for n, name in enumerate(names))
        return fill(whole, "".join(links)) if names else ""
