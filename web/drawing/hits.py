"""Draws the articles of a result, of which a page has many.

Every text and address that goes in is escaped.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from markupsafe import Markup

from web.drawing.escaping import escaped, safe
from web.site import article_link, found_link
from web.texts.words import say
from web.view import pieces

if TYPE_CHECKING:
    from collections.abc import Iterator

    from web.view import Json

_TOPICS = 3
"""Topics of an article that stand beside a hit."""


class Hits:
    """Draws articles, given as plain data (`web.view.hit_json`), for pages in one language."""

    def __init__(self, lang: str) -> None:
        self._lang = lang
        self._pinned = f'  <p class="pinned" lang="{lang}">{self._say("Ghim bởi ban biên tập")}</p>\n'
        self._untitled = self._say("(không có tiêu đề)")
        self._now = self._say("nay thuộc")
        self._partly = self._say("một phần"), self._say("mỗi nơi một phần")

    def _say(self, text: str) -> str:
        return safe(say(text, self._lang))

    def one(self, item: Json, q: str | None, below: str = "", *, pinned: bool = False) -> Markup:
        """An article found by a query, or shown on a page that is no result where that is None.

        `below` is what stands under it, drawn already.
        """
        parts = [
            f'<article class="hit{" is-pinned" if pinned else ""}" lang="vi">\n',
            self._pinned if pinned else "",
            self._heading(item, q),
            *(f'  <p class="snippet">{_marked(snippet)}</p>\n' for snippet in item["snippets"]),
            f'  <p class="meta" lang="{self._lang}">\n    ',
            *self._about(item, q),
            f"  </p>\n{below}</article>\n",
        ]
        return Markup("".join(parts))  # noqa: S704 - its parts are escaped

    def _heading(self, item: Json, q: str | None) -> str:
        anchor = "khop-1" if q and item["matches"] else ""
        if q is None:
            href = article_link("pages.article", item["id"])
        else:
            href = found_link("pages.article", item["id"], anchor)
        title = _marked(item["title"]) if item["title"]["text"] else self._untitled
        return f'  <h3><a href="{escaped(href)}">{title}</a></h3>\n'

    def _about(self, item: Json, q: str | None) -> Iterator[str]:
        """When, where and what of an article, and how often it matches."""
        yield self._when(item["published"])
        if item["location"]:
            yield self._where(item["location"])
        yield "".join(f'<span class="topic">{safe(one["label"])}</span>' for one in item["topics"][:_TOPICS])
        if item["source"]:
            yield f'<span class="source">{safe(item["source"])}</span>'
        if q and item["matches"] > len(item["snippets"]):
            href = found_link("pages.passages", item["id"])
            told = say("{n} chỗ", self._lang, n=item["matches"])
            of = f'<span class="away" lang="vi">: {escaped(item["title"]["text"])}</span>'
            yield f'<a class="places" href="{escaped(href)}" rel="nofollow">{safe(told)}{of}</a>'

    def when(self, published: Json) -> Markup:
        """When an article was published."""
        return Markup(self._when(published))  # noqa: S704 - its parts are escaped

    def where(self, location: Json) -> Markup:
        """Where what an article tells happened: as the map was then, and what that is part of today."""
        return Markup(self._where(location))  # noqa: S704 - its parts are escaped

    def _when(self, published: Json) -> str:
        label = safe(published["label"])
        if not published["date"]:
            return f'<span class="unsure">{label}</span>\n'
        return f'<time datetime="{safe(published["date"])}">{label}</time>\n'

    def _where(self, location: Json) -> str:
        now = ""
        if location["now_label"]:
            partly = f", {self._partly[len(location['now']) > 1]}" if location["partial"] else ""
            now = f' <span class="now">({self._now} {safe(location["now_label"])}{partly})</span>'
        return f'<span class="where">{safe(location["then"]["label"])}{now}</span>\n'


def marked(found: Json) -> Markup:
    """A text with its matches marked."""
    return Markup(_marked(found))  # noqa: S704 - its parts are escaped


def _marked(found: Json) -> str:
    cut = pieces(found["text"], found["marks"])
    return "".join([f"<mark>{escaped(text)}</mark>" if matched else escaped(text) for text, matched in cut])


@cache
def hits_in(lang: str) -> Hits:
    """Draws articles for pages in a language."""
    return Hits(lang)
