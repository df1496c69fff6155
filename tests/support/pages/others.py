"""Pages that are no articles, and the print view of one: what a crawler meets between articles."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pages import chrome
from pages.article import Story
from pages.contents import KINDS
from pages.draw import Draw
from pages.layouts import homemade, newspapers, nukeviet
from pages.prints import VIEWS
from pages.stories import stories
from pages.traps import CHARSETS, Trap, Traps

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pages.page import Page

SHELLS = ("table", "divs", "semantic", "center")
"""The frames that all these pages are put in by turns."""


def shelled(draw: Draw, shell: str, content: str, title: str = "") -> str:
    """A portal around a content."""
    head = f"<title>{title or draw.site}</title>" if shell == "center" else draw.head(site_title=True)
    if shell == "table":
        return f"""<html><head>{head}</head><body><table width="980"><tr><td colspan="2">{draw.logo()}
{draw.clock()}</td></tr><tr><td width="200" valign="top"><table>{draw.menu("rows")}</table>
{draw.side(homemade.BOX)}</td><td valign="top">{content}</td></tr>
<tr><td colspan="2" align="center">{draw.footer("br")}</td></tr></table></body></html>"""
    if shell == "divs":
        return f"""<!DOCTYPE html><html lang="vi"><head>{head}</head><body>
<div id="top">{draw.logo()}{draw.clock()}
</div><div id="nav">{draw.menu("nested")}</div><div id="main"><div class="content">{content}</div>
<div class="side">{draw.side(nukeviet.BOX)}</div></div><div id="foot">{draw.footer("p")}</div></body>
</html>"""
    if shell == "semantic":
        return f"""<!DOCTYPE html><html lang="vi"><head>{head}</head><body><header>{draw.logo()}{draw.clock()}
<nav>{draw.menu("ul")}</nav></header><main>{content}</main><aside>{draw.side(newspapers.ZONE)}</aside>
<footer>{draw.footer("p")}</footer></body></html>"""
    return f"<html><head>{head}</head><body><center>{content}</center><hr>{draw.footer('br')}</body></html>"


def other_pages(seed: int = 1) -> Iterator[Page]:
    """Each of `KINDS` in two shells, then print views."""
    number = 0
    for name in KINDS:
        for _ in range(2):
            yield other_page(name, SHELLS[number % len(SHELLS)], _traps(seed, number))
            number += 1
    told = stories()
    for turn, view in enumerate(VIEWS):
        for offset in (1, 7):
            yield view(told[(seed + turn + offset) % len(told)], Traps(seed=seed))


def _traps(seed: int, number: int) -> Traps:
    flags = {Trap.CLOCK, Trap.TEASERS, Trap.COUNTER, Trap.COPYRIGHT, Trap.LOGIN, Trap.CALENDAR, Trap.BAD_META}
    chosen = frozenset(flag for place, flag in enumerate(sorted(flags)) if (number + place) % 3)
    charset = CHARSETS[(seed + number) % len(CHARSETS)] if number % 3 == 0 else "utf-8"
    return Traps(chosen, charset=charset, seed=seed * 1000 + number)


def other_page(name: str, shell: str, traps: Traps) -> Page:
    """One page that is no article; script shells stand alone."""
    kind, content, path = KINDS[name]
    draw = Draw(f"other-{shell}", Story(name, title=""), traps)
    inner = content(draw)
    html = _empty_shell(draw, inner) if name == "script-shell" else shelled(draw, shell, inner)
    return replace(draw.other(f"http://{draw.host}{path}", html, kind), story="")


def _empty_shell(draw: Draw, inner: str) -> str:
    return (
        f'<!doctype html><html lang="vi"><head><title>{draw.site}</title><script defer '
        f'src="/main.js"></script>'
        f"<script>{chrome.scripts(draw.rng, 40)}</script></head><body>{inner}</body></html>"
    )
