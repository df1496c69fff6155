"""Draws a page: what a layout function works with, from <head> to the bytes on the wire."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from pages import charsets, chrome, markup
from pages.article import Story
from pages.moments import iso
from pages.page import ARTICLE, Page, Truth
from pages.traps import Trap, Traps
from pages.writing import Writing

from search.model import BlockKind

if TYPE_CHECKING:
    from datetime import date, datetime

Layout = Callable[[Story, Traps], Page]

DECLARED: dict[str, tuple[str, str, str]] = {
    "utf-8": ("utf-8", "utf-8", "utf-8"),
    "utf-8-none": ("utf-8", "", ""),
    "utf-8-header": ("utf-8", "UTF-8", ""),
    "utf-8-meta": ("utf-8", "", "utf-8"),
    "utf-8-bom": ("utf-8-sig", "", ""),
    "windows-1258": ("windows-1258", "windows-1258", "windows-1258"),
    "windows-1258-none": ("windows-1258", "", ""),
    "tcvn3-none": ("tcvn3", "", ""),
    "tcvn3-latin-1": ("tcvn3", "", "iso-8859-1"),
    "vni-none": ("vni", "", ""),
    "vni-user": ("vni", "", "x-user-defined"),
    "utf-16": ("utf-16", "utf-16", ""),
    "utf-16-none": ("utf-16", "", ""),
    "as-latin-1": ("utf-8", "", "iso-8859-1"),
    "as-windows-1258": ("utf-8", "windows-1258", ""),
    "as-utf-8": ("windows-1258", "utf-8", "utf-8"),
    "decimal": ("ascii", "", "iso-8859-1"),
    "hex": ("ascii", "utf-8", "utf-8"),
    "named": ("ascii", "", ""),
}
"""By the trap's name: the true encoding, what the header says, what <meta> says."""


class Draw(Writing):
    """One page in the making."""

    def head(self, extra: str = "", site_title: bool = False, more_style: int = 12) -> str:
        """The inside of <head>; `site_title`: the layout's <title> never names the article."""
        title = self.text(self.story.title)
        name = chrome_name = self.never(self.site)
        if Trap.SITE_TITLE in self.traps or site_title:
            shown = self.any(
                chrome_name, f"{chrome_name} - Trang chủ", "Chi tiết tin", f".:: {chrome_name} ::."
            )
        else:
            shown = self.any(f"{title} - {name}", f"{title} | {name}", title, f"{name} - {title}")
        lines = 560 if Trap.HEAVY in self.traps else more_style
        return (
            f"{self._charset_tag()}<title>{shown}</title>\n{self._metadata(name, title)}{extra}"
            f'<style type="text/css">\n{chrome.styles(self.rng, lines)}\n</style>\n'
            f'<script type="text/javascript">\n{chrome.scripts(self.rng, lines)}\n</script>\n'
        )

    def _charset_tag(self) -> str:
        named = DECLARED[self.traps.charset][2]
        if not named:
            return ""
        return self.any(
            f'<meta http-equiv="Content-Type" content="text/html; charset={named}">\n',
            f'<meta charset="{named}">\n',
        )

    def _metadata(self, name: str, title: str) -> str:
        if Trap.BAD_META in self.traps:
            crawled = iso(chrome.datetime_of(self.today, self.rng))
            return (
                f'<meta property="og:title" content="{name}">\n<meta property="og:type" content="website">\n'
                f'<link rel="canonical" href="http://{self.host}/">\n'
                f'<meta name="author" content="{self.stranger(self.site)}">\n'
                + _ld(
                    {
                        "@type": self.any("WebSite", "Organization"),
                        "name": self.site,
                        "datePublished": crawled,
                        "url": f"http://{self.host}/",
                    }
                )
            )
        if Trap.GOOD_META not in self.traps:
            return f'<meta name="keywords" content="{name}">\n' if self.rng.random() < 0.5 else ""
        when = self.machine_date()
        found = f'<meta property="og:title" content="{title}">\n<meta property="og:type" content="article">\n'
        if when and self.rng.random() < 0.6:
            return found + f'<meta property="article:published_time" content="{when}">\n'
        article = {"@type": "NewsArticle", "headline": self.story.title}
        return found + _ld(article | ({"datePublished": when} if when else {}))

    def page(self, url: str, html: str) -> Page:
        """The page of the article as bytes, with its truth."""
        return self._page(url, html, ARTICLE, self._truth(html))

    def print_view(self, url: str, html: str, article_url: str) -> Page:
        """A page that shows the article once more, for the printer."""
        return self._page(url, html, "print", self._truth(html), article_url)

    def other(self, url: str, html: str, kind: str) -> Page:
        """A page that is no article."""
        return self._page(url, html, kind, None)

    def _page(self, url: str, html: str, kind: str, truth: Truth | None, article_url: str = "") -> Page:
        true, said, _ = DECLARED[self.traps.charset]
        html = self._mangled(html)
        if true == "ascii":
            html = markup.referenced(html, self.traps.charset)
        return Page(
            id=f"{self.layout}-{self.story.id}-{self.traps.seed}",
            layout=self.layout,
            story=self.story.id,
            traps=self.traps.names,
            url=url,
            headers={"Content-Type": f"text/html; charset={said}" if said else "text/html"},
            payload=charsets.encode(html, true),
            charset=true,
            kind=kind,
            truth=truth,
            day=self.today,
            article_url=article_url,
        )

    def _mangled(self, html: str) -> str:
        flags = self.traps
        if Trap.MISNESTED in flags:
            html = markup.misnested(html, self.rng)
        if Trap.UNCLOSED in flags:
            html = markup.unclosed(html, self.rng)
        if Trap.UPPERCASE in flags:
            html = markup.uppercase(html)
        return html.replace("\n", "\r\n") if Trap.CRLF in flags else html

    def _truth(self, html: str) -> Truth:
        """What the page told, in the letters that its encoding has."""
        story, shown = self.story, self.shown
        charset = DECLARED[self.traps.charset][0]

        def told(words: str, field: str) -> str:
            return charsets.representable(words, charset) if field in shown else ""

        body = tuple((part.kind, told(line, "body")) for part in story.body for line in part.lines)
        captions = tuple(told(caption.whole, "captions") for caption in story.captions)
        missing = {"title", "lead", "body", "captions"} - shown
        assert not missing, (self.layout, missing)
        assert "byline" in shown or not story.byline, self.layout
        return Truth(
            title=told(story.title, "title"),
            lead=told(story.lead, "lead"),
            body=body,
            captions=captions,
            bylines=(told(story.byline, "byline"),) if story.byline else (),
            authors=tuple(told(author, "byline") for author in story.authors),
            source=told(story.source, "source"),
            published=self._published(),
            precision=self.precision,
            section=told(story.section, "section"),
            attachments=tuple(told(file.name, "attachments") for file in story.attachments)
            if "attachments" in shown
            else (),
            related=tuple(charsets.representable(title, charset) for title in self.related_texts),
            never=self._never(html, charset),
            strangers=tuple(dict.fromkeys(self.stranger_texts)),
            marked=self.marked,
        )

    def _published(self) -> datetime | date | None:
        if not self.precision or self.moment is None:
            return None
        return self.moment.at() if self.precision == "minute" else self.moment.day

    def _never(self, html: str, charset: str) -> tuple[str, ...]:
        """The texts of others that are on the page and that the article does not happen to say, too."""
        story = self.story
        own = squash(" ".join([story.title, story.lead, story.section, *_lines(story)]))
        there = [words for words in dict.fromkeys(self.never_texts) if markup.escaped(words) in html]
        texts = (charsets.representable(words, charset) for words in there)
        return tuple(words for words in texts if len(words) > 5 and squash(words) not in own)


def squash(text: str) -> str:
    """A text without blanks, in clean and small letters: how the fixtures look for texts."""
    return re.sub(r"\s+", "", charsets.clean(text)).lower()


def _lines(story: Story) -> list[str]:
    return [line for part in story.body for line in part.lines if part.kind is not BlockKind.TABLE]


def _ld(data: dict[str, str]) -> str:
    words = json.dumps({"@context": "https://schema.org"} | data, ensure_ascii=False)
    return f'<script type="application/ld+json">{words}</script>\n'
