"""Draws the pages of a portal with the pens of `pages`: its own chrome, and links that lead somewhere."""
# ruff: noqa: D102 - what each method is for, `pages.draw` and `pages.furniture` say

from __future__ import annotations

import random
from collections import Counter
from contextlib import contextmanager

from pages import every, others
from pages.article import Story
from pages.draw import Draw
from pages.layouts.registry import DRAWN
from pages.pen import slug
from pages.traps import Traps
from pages.writing import Frame

assert every.MODULES  # importing them fills DRAWN


class PortalDraw(Draw):
    """A page of a site: `links` says where its menu, its related titles and its tools lead."""

    def __init__(self, site, base, layout, story, traps, number=0):
        super().__init__(layout, story, traps)
        self.portal = site
        self.base = base
        self.number = number
        self.slug = slug(story.title)[:90].strip("-")
        self.site = site.name
        self.today = site.today
        self.host = base.partition("://")[2]
        self.extra_head = ""
        self.calls = Counter()

    @contextmanager
    def _chrome(self, part):
        """Within it, chance falls as on every page of the portal."""
        self.calls[part] += 1
        own, self.rng = self.rng, random.Random(f"{self.portal.host}/{part}/{self.calls[part]}")
        yield
        self.rng = own

    def head(self, extra="", site_title=False, more_style=12):
        with self._chrome("head"):
            return super().head(extra + self.extra_head, site_title, more_style)

    def menu_links(self, least, most):
        return [
            f'<a href="{self.href(path)}">{self.never(name)}</a>'
            for name, path in self.portal.menu(self.number)
        ]

    def side(self, box="", blank=""):
        with self._chrome("side"):
            found = super().side(box, blank) if box else super().side()
            return found + self._more(box) if self.calls["side"] == 1 else found

    def _more(self, box):
        """A box of links of the kind that crawlers get lost in."""
        links = "".join(
            f'<p><a href="{self.href(path)}">{self.never(name)}</a></p>'
            for name, path in self.portal.extras()
        )
        box = box or '<div class="box"><h3>{title}</h3>{content}</div>\n'
        return box.replace("{title}", self.never("Tiện ích")).replace("{content}", links)

    def footer(self, form="p"):
        with self._chrome("footer"):
            return super().footer(form)

    def related_links(self):
        return [
            f'<a href="{self.href(self.portal.article_path(each))}">'
            f"{self.related_title(self.portal.title(each))}</a>"
            for each in self.portal.siblings(self.number)
        ]

    def tools(self):
        path = self.portal.print_path(self.number) if self.number else None
        if path is None:
            return ""
        return (
            f'<div class="tools"><a href="{self.href(path)}">{self.never("In trang")}</a> | '
            f'<a href="#top">{self.never("Đầu trang")}</a></div>\n'
        )

    def pager(self, always=False):
        """The pages of the list that the article is in."""
        if not always or not self.number:
            return ""
        section = self.portal.section_of(self.number)
        links = [
            f'<a href="{self.href(self.portal.list_path(section, page))}">{page}</a>' for page in (1, 2, 3)
        ]
        spaced = "&nbsp; ".join(links)
        return f'<div class="pager">&lt;&lt; &nbsp; &lt; &nbsp;{spaced} &nbsp;&gt; &gt;&gt;</div>\n'

    def href(self, path):
        """An address as pages of this portal have it in links: with a session, where it has such."""
        return self.portal.linked(path).replace("&", "&amp;")


def draw_article(site, base, number):
    """The page of an article, with its truth."""
    layout = site.layout(number)
    draw = PortalDraw(site, base, layout, site.story(number), _traps(site, site.charset(number)), number)
    draw.extra_head = site.article_head(base, number)
    _, html = DRAWN[layout](draw)
    return draw.page(base + site.article_path(number), html)


def draw_view(site, base, number, how):
    """The article once more, as `print` or `amp`; it names its article where the platform does."""
    draw = PortalDraw(site, base, how, site.story(number), _traps(site, "utf-8"), number)
    url = base + site.article_path(number)
    canonical = f'<link rel="canonical" href="{url}">' if site.canonical else ""
    sign, load = (" amp", "") if how == "amp" else ("", ' onload="window.print()"')
    html = f"""<!DOCTYPE html><html lang="vi"{sign}><head>{draw.head()}{canonical}</head>
<body{load}><div id="{how}"><h1>{draw.title()}</h1>{draw.date("<p>{}</p>", "nukeviet")}
{draw.lead("<div>{}</div>")}<div id="bodytext">{draw.body(Frame())}</div>{draw.attachments()}<hr>
{draw.section("<p>{}</p>")}<div id="footer">{draw.footer("p")}</div></div></body></html>"""
    return draw.print_view(base + str(site.print_path(number)), html, url)


def draw_list(site, base, content, head="", charset="utf-8"):
    """A page that is no article, in the frame of the portal; `content` takes the pen."""
    draw = PortalDraw(site, base, "list", Story("list", title=""), _traps(site, charset))
    draw.extra_head = head
    return draw.other(base, others.shelled(draw, site.shell, content(draw)), "list")


def _traps(site, charset):
    return Traps(flags=site.flags, charset=charset)
