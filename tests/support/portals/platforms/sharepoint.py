"""SharePoint: lists with Trước and Sau alone, sorted any way, a date to choose; errors that are successes."""
# ruff: noqa: D102 - what each method is for, `Site` says

from __future__ import annotations

from flask import request
from portals import feeds, views
from portals.site import SECTIONS, Site, section_by_slug, section_slug

FEED = "/_layouts/listfeed.aspx?List=5b1c2d"
"""The feed of all articles."""


class SharePoint(Site):
    platform = "sharepoint"
    shell = "divs"
    validators = ("modified",)
    codings = ("gzip",)
    delay = 0.2
    missing_status = 200

    def layout(self, number):
        return "sharepoint"

    def _category(self, section):
        return f"CategoryId={section_slug(section)}&ListName=NewsRecord"

    def article_path(self, number):
        return f"/Pages/chi-tiet.aspx?{self._category(self.section_of(number))}&ItemId={number}"

    def list_path(self, section, page):
        return f"/Pages/tin.aspx?{self._category(section)}" + (f"&Page={page}" if page > 1 else "")

    def list_head(self, base, pager):
        return f'<link rel="alternate" type="application/rss+xml" href="{base}{FEED}">\n'

    def pager(self, draw, pager):
        orders = [
            views.link(draw, f"{pager.path_of(1)}&SortField={field}&SortDir={way}", f"{words} {way}")
            for field, words in (("Title", "Tiêu đề"), ("Created", "Ngày đăng"), ("Views", "Lượt xem"))
            for way in ("Asc", "Desc")
        ]
        return f"<p>Sắp xếp: {' '.join(orders)}</p>{views.neighbours(draw, pager)}"

    def extras(self):
        return [*super().extras(), ("Xem theo ngày", "/Pages/lich.aspx?Ngay=1&Thang=3&Nam=2026")]

    def robots(self, base):
        return (
            f"User-agent: *\nDisallow: /_layouts/\nAllow: /_layouts/listfeed.aspx\nDisallow: /_vti_bin/\n"
            f"{self.crawl_delay()}\nUser-agent: KhoTinBot\nDisallow: /\n"
        )

    def routes(self):
        return (
            ("/Pages/chi-tiet.aspx", lambda: self.give_article(request.args.get("ItemId", 0, int))),
            ("/Pages/tin.aspx", self._list),
            ("/Pages/lich.aspx", self._calendar),
            ("/_layouts/listfeed.aspx", self._rss),
            ("/_layouts/settings.aspx", lambda: self.give_content("forbidden")),
        )

    def _list(self):
        """Beyond the last page the list is empty, and Sau leads on; any order gives the same."""
        section, page = section_by_slug(request.args.get("CategoryId", "")), request.args.get("Page", 1, int)
        if section not in range(len(SECTIONS)):
            return self.give_missing(200)
        order = "".join(
            f"&{name}={request.args[name]}" for name in ("SortField", "SortDir") if name in request.args
        )
        path = lambda to: self.list_path(section, to) + order  # noqa: E731
        return self.give_list(section, page, path, endless="empty", key=(order,))

    def _calendar(self):
        when = views.day_of(*(request.args.get(name, 1, int) for name in ("Nam", "Thang", "Ngay")))
        path = lambda each: f"/Pages/lich.aspx?Ngay={each.day}&Thang={each.month}&Nam={each.year}"  # noqa: E731
        return self.give_drawn(("calendar", when), lambda draw: views.calendar(draw, when, path))

    def _rss(self):
        return self.give_text(("rss",), lambda base: feeds.rss(self.name, self.newest(base)), "text/xml")
