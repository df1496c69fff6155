"""A home-made portal: PHPSESSID in every link, old encodings, a pager and folders without end."""
# ruff: noqa: D102 - what each method is for, `Site` says

from __future__ import annotations

from flask import request
from portals import feeds, views
from portals.site import SECTIONS, Site

CHARSETS = ("utf-8-meta", "windows-1258", "tcvn3-none", "as-latin-1", "utf-8-none")
"""The encodings of its pages, by turns: it has been rewritten several times."""


class Homemade(Site):
    platform = "homemade"
    sessions = True
    delay = 0.5
    missing_status = 200
    list_charset = "windows-1258"

    def layout(self, number):
        return "asp"

    def charset(self, number):
        return CHARSETS[number % len(CHARSETS)]

    def article_path(self, number):
        return f"/index.php?mod=news&act=detail&id={number}"

    def print_path(self, number):
        return f"/in.php?id={number}"

    def list_path(self, section, page):
        return f"/index.php?mod=news&act=list&cat={section}" + (f"&page={page}" if page > 1 else "")

    def linked(self, path):
        if not self.session() or path.startswith(("/files", "/images")):
            return path
        return f"{path}{'&' if '?' in path else '?'}PHPSESSID={self.session()}"

    def pager(self, draw, pager):
        orders = [
            views.link(draw, f"{pager.path_of(1)}&sort={by}", words)
            for by, words in (("ten", "Tên"), ("ngay", "Ngày"))
        ]
        return f"<p>{' | '.join(orders)}</p>{views.numbered(draw, pager)}"

    def menu(self, number):
        return [*super().menu(number), ("RSS", "/rss.php")]

    def extras(self):
        return [*super().extras(), ("Thư mục", "/thu-muc/"), ("Lịch", "/lich.php?d=1&m=3&y=2026")]

    def robots(self, base):
        return f"User-agent: *\n{self.crawl_delay()}Disallow: /quantri\n"

    def routes(self):
        return (
            ("/index.php", self._by_query),
            ("/in.php", lambda: self.give_article(request.args.get("id", 0, int), "print")),
            ("/rss.php", self._rss),
            ("/lich.php", self._calendar),
            ("/thu-muc/", lambda: self._folder("")),
            ("/thu-muc/<path:rest>", self._folder),
        )

    def _by_query(self):
        if request.args.get("act") == "detail":
            return self.give_article(request.args.get("id", 0, int))
        if request.args.get("act") != "list":
            return self.give_home()
        section, page = request.args.get("cat", 0, int), request.args.get("page", 1, int)
        order = f"&sort={request.args['sort']}" if "sort" in request.args else ""
        path = lambda to: self.list_path(section, to) + order  # noqa: E731
        if section not in range(len(SECTIONS)):
            return self.give_missing(200)
        return self.give_list(section, max(page, 1), path, endless="repeat", key=(order,))

    def _folder(self, rest):
        """A relative link that leads ever deeper."""
        words = '<h2>Thư mục</h2><p><a href="anh/">Ảnh</a> <a href="van-ban/">Văn bản</a></p>'
        return self.give_drawn(("folder", rest), lambda draw: words)

    def _calendar(self):
        when = views.day_of(*(request.args.get(name, 1, int) for name in "ymd"))
        path = lambda each: f"/lich.php?d={each.day}&m={each.month}&y={each.year}"  # noqa: E731
        return self.give_drawn(("calendar", when), lambda draw: views.calendar(draw, when, path))

    def _rss(self):
        def make(base):
            return feeds.old_rss(self.name, self.newest(base)).encode("ascii", "xmlcharrefreplace")

        return self.give_text(("rss",), make, "text/xml")
