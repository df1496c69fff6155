"""Draws facet values as links. A page has hundreds of them: in a template each takes eight times as long.

The one place beside templates where HTML is made; every text and address that goes in is escaped.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from web.texts.words import number, say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from web.facets.histogram import Bar
    from web.facets.views import Choice


_SHORT = 2
"""Letters below a bar that stand beside those of the next one on any screen."""


class Picks:
    """Draws values for pages in one language; what all of them say alike is asked for once."""

    def __init__(self, lang: str) -> None:
        self._lang = lang
        self._of = _safe(say("bài", lang))
        self._drop = _safe(say("Bỏ chọn", lang))
        # `leaf` and `inside` are said of a name that is escaped already
        self._leaf = _frame(say("Trang về {name}", lang, name="{name}"))
        self._inside = _frame(say("trong {name}", lang, name="{name}"))

    def tree(self, items: Iterable[Choice], *, bars: bool = False) -> Markup:
        """Values below one another: `bars` draws one beside each value of the first level."""
        return Markup("".join(self._tree(items, bars=bars)))  # noqa: S704 - its parts are escaped

    def one(self, item: Choice, *, bars: bool = False) -> Markup:
        """A value as a link, with one to the page about it where there is one."""
        return Markup(self._one(item, bars=bars))  # noqa: S704 - its parts are escaped

    def bars(self, bars: Iterable[Bar]) -> Markup:
        """Values of a picture as bars that are links, with what is written below some."""
        return Markup("".join(map(_bar, bars)))  # noqa: S704 - its parts are escaped

    def _tree(self, items: Iterable[Choice], *, bars: bool = False) -> Iterable[str]:
        yield "<ul>"
        for item in items:
            yield '<li class="has-leaf">' if item.page else "<li>"
            yield self._one(item, bars=bars)
            if item.children:
                yield from self._branch(item)
            yield "</li>\n"
        yield "</ul>"

    def _branch(self, item: Choice) -> Iterable[str]:
        """The values below one, folded unless it is open, and where those that are not drawn are listed."""
        name = _safe(item.label)
        if not item.is_open:
            more = _safe(say("thêm {n} mục", self._lang, n=len(item.children) + item.left_out))
            inside = f'<span class="away"> {self._inside(name)}</span>'
            yield f'<details class="inner"><summary>{more}{inside}</summary>'
        yield from self._tree(item.children)
        if item.left_out:
            left = say("còn {n} mục trong {name}", self._lang, n=item.left_out, name=item.label)
            yield f'<p class="rest"><a href="{escape(item.all_href)}" rel="nofollow">{_safe(left)}</a></p>'
        if not item.is_open:
            yield "</details>"

    def _one(self, item: Choice, *, bars: bool) -> str:
        on, now, drop = "", "", ""
        if item.selected:
            on, now = " is-on", ' aria-current="true"'
            drop = f'<span class="away">{self._drop} </span>'
        label = _safe(item.label)
        bar = (
            f'<svg class="bar" width="60" height="8" aria-hidden="true">'
            f'<rect width="{item.share}%" height="8" rx="1"/></svg>'
            if bars
            else ""
        )
        return (
            f'<a class="pick{on}" rel="nofollow" href="{escape(item.href)}"'
            f' data-value="{_safe(item.value)}"{now}>'
            f'<span class="box" aria-hidden="true"></span><span class="name">{drop}{label}</span> {bar}'
            f'<span class="count">{number(item.shown, self._lang)}'
            f'<span class="away"> {self._of}</span></span></a>'
            f"{self._page(item, label)}"
        )

    def _page(self, item: Choice, label: str) -> str:
        """The link to the page about a value."""
        if not item.page:
            return ""
        told = self._leaf(_safe(item.whole) if item.whole else label)
        return (
            f' <a class="leaf" href="{_safe(item.page)}"><span class="away">{told}</span>'
            '<span aria-hidden="true">›</span></a>'
        )


def _bar(bar: Bar) -> str:
    state, now = ("on", ' aria-current="true"') if bar.selected else ("off", "")
    long = " is-long" if len(bar.tick) > _SHORT else ""
    tick = f'<span class="tick{long}">{_safe(bar.tick)}</span>' if bar.tick else ""
    return (
        f'<a class="bar-{state}" href="{escape(bar.href)}" rel="nofollow" aria-label="{escape(bar.told)}"'
        f' data-value="{_safe(bar.value)}" data-label="{_safe(bar.label)}" data-count="{bar.count}"{now}>'
        f'<svg width="100%" height="100%" aria-hidden="true">'
        f'<rect x="9%" y="{100 - bar.height}%" width="82%" height="{bar.height}%"/></svg>{tick}</a>\n'
    )


@lru_cache(1 << 14)  # the same names and values stand on every page
def _safe(text: str) -> str:
    return str(escape(text))


def _frame(text: str) -> Callable[[str], str]:
    """A sentence about a name; the name is escaped already."""
    before, _, after = (_safe(part) for part in text.partition("{name}"))
    return lambda name: f"{before}{name}{after}"
