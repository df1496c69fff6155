"""Draws facet values as links. A page has hundreds of them: in a template each takes eight times as long.

Every text and address that goes in is escaped.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

from markupsafe import Markup

from web.drawing.escaping import escaped, safe
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
        self._of, self._of_one = (
            f'<span class="away"> {safe(say("bài", lang, n=n))}</span></span>' for n in (0, 1)
        )
        self._drop = safe(say("Bỏ chọn", lang))
        # `leaf` and `inside` are said of a name that is escaped already
        self._leaf = _frame(say("Trang về {name}", lang, name="{name}"))
        self._inside = _frame(say("trong {name}", lang, name="{name}"))
        self._said = lru_cache(1 << 14)(self._say)

    def tree(self, items: Iterable[Choice], *, bars: bool = False) -> Markup:
        """Values below one another: `bars` draws one beside each value of the first level."""
        parts: list[str] = []
        self._tree(items, parts, bars=bars)
        return Markup("".join(parts))  # noqa: S704 - they are escaped

    def one(self, item: Choice, *, bars: bool = False) -> Markup:
        """A value as a link, with one to the page about it where there is one."""
        return Markup(self._one(item, bars=bars))  # noqa: S704 - its parts are escaped

    def bars(self, bars: Iterable[Bar]) -> Markup:
        """Values of a picture as bars that are links, with what is written below some."""
        return Markup("".join(map(_bar, bars)))  # noqa: S704 - its parts are escaped

    def _tree(self, items: Iterable[Choice], parts: list[str], *, bars: bool = False) -> None:
        """Add the parts of a tree; one list for all takes half the time of generators within each other."""
        parts.append("<ul>")
        for item in items:
            parts.append('<li class="has-leaf">' if item.page else "<li>")
            parts.append(self._one(item, bars=bars))
            if item.children:
                self._branch(item, parts)
            parts.append("</li>\n")
        parts.append("</ul>")

    def _branch(self, item: Choice, parts: list[str]) -> None:
        """The values below one, folded unless it is open, and where those that are not drawn are listed."""
        name = safe(item.label)
        if not item.is_open:
            more = safe(say("thêm {n} mục", self._lang, n=len(item.children) + item.left_out))
            inside = f'<span class="away"> {self._inside(name)}</span>'
            parts.append(f'<details class="inner"><summary>{more}{inside}</summary>')
        self._tree(item.children, parts)
        if item.left_out:
            left = say("còn {n} mục trong {name}", self._lang, n=item.left_out, name=item.label)
            parts.append(
                f'<p class="rest"><a href="{escaped(item.all_href)}" rel="nofollow">{safe(left)}</a></p>'
            )
        if not item.is_open:
            parts.append("</details>")

    def _one(self, item: Choice, *, bars: bool) -> str:
        on, now, drop = "", "", ""
        if item.selected:
            on, now = " is-on", ' aria-current="true"'
            drop = f'<span class="away">{self._drop} </span>'
        value, label, leaf = self._said(item.value, item.label, item.whole, item.page)
        bar = (
            f'<svg class="bar" width="60" height="8" aria-hidden="true">'
            f'<rect width="{item.share}%" height="8" rx="1"/></svg>'
            if bars
            else ""
        )
        of = self._of_one if item.shown == 1 else self._of
        return (
            f'<a class="pick{on}" rel="nofollow" href="{escaped(item.href)}" data-value="{value}"{now}>'
            f'<span class="box" aria-hidden="true"></span><span class="name">{drop}{label}</span> {bar}'
            f'<span class="count">{number(item.shown, self._lang)}{of}</a>{leaf}'
        )

    def _say(self, value: str, label: str, whole: str, page: str) -> tuple[str, str, str]:
        """What is the same on every page: a value, its name, and the link to the page about it."""
        told = self._leaf(safe(whole or label))
        leaf = (
            f' <a class="leaf" href="{safe(page)}"><span class="away">{told}</span>'
            '<span aria-hidden="true">›</span></a>'
        )
        return safe(value), safe(label), leaf if page else ""


def _bar(bar: Bar) -> str:
    state, now = ("on", ' aria-current="true"') if bar.selected else ("off", "")
    long = " is-long" if len(bar.tick) > _SHORT else ""
    tick = f'<span class="tick{long}">{safe(bar.tick)}</span>' if bar.tick else ""
    return (
        f'<a class="bar-{state}" href="{escaped(bar.href)}" rel="nofollow" aria-label="{escaped(bar.told)}"'
        f' data-value="{safe(bar.value)}" data-label="{safe(bar.label)}" data-count="{bar.count}"{now}>'
        f'<svg width="100%" height="100%" aria-hidden="true">'
        f'<rect x="9%" y="{100 - bar.height}%" width="82%" height="{bar.height}%"/></svg>{tick}</a>\n'
    )


@cache
def picks_in(lang: str) -> Picks:
    """Draws values for pages in a language; what it has said once it keeps."""
    return Picks(lang)


def _frame(text: str) -> Callable[[str], str]:
    """A sentence about a name; the name is escaped already."""
    before, _, after = (safe(part) for part in text.partition("{name}"))
    return lambda name: f"{before}{name}{after}"
