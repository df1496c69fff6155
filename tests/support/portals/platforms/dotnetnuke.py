"""DotNetNuke: tab and article by numbers, in the path or as parameters; print views with a skin."""
# ruff: noqa: D102 - what each method is for, `Site` says

from __future__ import annotations

from flask import redirect, request
from pages.traps import Trap
from portals import feeds, telling
from portals.site import SECTIONS, Site


class DotNetNuke(Site):
    platform = "dotnetnuke"
    flags = Site.flags | {Trap.BAD_META}
    """Its canonical link is the home page."""
    validators = ("etag",)
    codings = ("gzip",)

    def layout(self, number):
        return "dotnetnuke"

    def _tab(self, section):
        return 120 + section

    def article_path(self, number):
        tab = self._tab(self.section_of(number))
        if number % 3 == 0:
            return f"/Default.aspx?tabid={tab}&articleid={number}"
        return f"/tabid/{tab}/ItemID/{number}/language/vi-VN/Default.aspx"

    def print_path(self, number):
        skin = "dnnprintmode=true&SkinSrc=%5BG%5DSkins%2F_default%2FNo+Skin"
        return f"/Default.aspx?tabid={self._tab(self.section_of(number))}&articleid={number}&{skin}"

    def list_path(self, section, page):
        turn = f"currentpage/{page}/" if page > 1 else ""
        return f"/tabid/{self._tab(section)}/{turn}language/vi-VN/Default.aspx"

    def menu(self, number):
        return [*super().menu(number), ("RSS", "/DesktopModules/News/Rss.aspx?tabid=120")]

    def robots(self, base):
        return (
            f"User-agent: *\nDisallow: /Admin/\nDisallow: /*dnnprintmode\n{self.crawl_delay()}\n"
            f"Sitemap: {base}/SiteMap.aspx\n"
        )

    def routes(self):
        return (
            ("/tabid/<int:tab>/ItemID/<int:number>/language/vi-VN/Default.aspx", self._by_path),
            ("/tabid/<int:tab>/language/vi-VN/Default.aspx", lambda tab: self._list(tab, 1)),
            ("/tabid/<int:tab>/currentpage/<int:page>/language/vi-VN/Default.aspx", self._list),
            ("/Default.aspx", self._by_query),
            ("/DesktopModules/News/Rss.aspx", self._rss),
            ("/SiteMap.aspx", lambda: self.give_text(("map",), self._map)),
        )

    def _by_path(self, tab, number):
        """An article that is not there leads to the home page."""
        found = self.give_article(number)
        return redirect(f"/?error={number}") if found.status_code == 404 else found

    def _by_query(self):
        number = request.args.get("articleid", 0, int)
        if not number:
            return self.give_home()
        return self.give_article(number, "print" if "dnnprintmode" in request.args else "page")

    def _list(self, tab, page):
        """The last page is given for every number beyond it."""
        section = tab - self._tab(0)
        return (
            self.give_list(section, page, endless="repeat")
            if 0 <= section < len(SECTIONS)
            else self.give_missing(404)
        )

    def _rss(self):
        section = request.args.get("tabid", self._tab(0), int) - self._tab(0)
        write = lambda when: f"{when:%d/%m/%Y %H:%M:%S}"  # noqa: E731
        make = lambda base: feeds.rss(self.name, self.newest(base, section), write, guid=False)  # noqa: E731
        return self.give_text(("rss", section), make, "text/xml; charset=utf-8")

    def _map(self, base):
        return feeds.sitemap(
            [(base + self.article_path(each), telling.moment_of(each)) for each in self.numbers()]
        )
