"""Liferay: sessions in paths, authentication tokens in queries, two kinds of article addresses, Atom."""
# ruff: noqa: D102 - what each method is for, `Site` says

from __future__ import annotations

from flask import request
from pages.traps import Trap
from portals import feeds, telling, views
from portals.site import SECTIONS, Site, numbered_end

PUBLISHER = "101_INSTANCE_pR7t"
"""The portlet that lists articles."""

VIEWER = "vcmsviewcontent_INSTANCE_k2Qe"
"""The portlet that shows one, in the other kind of address."""

FEED = "/web/guest/tin-tuc/-/asset_publisher/rss"


class Liferay(Site):
    platform = "liferay"
    shell = "divs"
    flags = Site.flags | {Trap.GOOD_META}
    sessions = True
    canonical = True

    def layout(self, number):
        return "liferay-vcms" if number % 2 else "liferay-journal"

    def article_path(self, number):
        if number % 2:
            return f"/web/guest/tin-tuc?p_p_id={VIEWER}&p_p_lifecycle=0&p_p_state=normal&articleId={number}"
        return f"/web/guest/tin-tuc/-/asset_publisher/pR7t/content/{self.slug(number)}-{number}"

    def print_path(self, number):
        sign = "&" if number % 2 else "?"
        return (
            self.article_path(number).replace("&p_p_state=normal", "")
            + f"{sign}viewMode=print&p_p_state=pop_up"
        )

    def list_path(self, section, page):
        turn = f"&_{PUBLISHER}_delta=20&_{PUBLISHER}_cur={page}" if page > 1 else ""
        return f"/web/guest/muc-{section}?p_p_id={PUBLISHER}&p_p_lifecycle=0{turn}"

    def linked(self, path):
        if not self.session() or path.startswith(("/files", "/images")):
            return path
        before, sign, query = path.partition("?")
        token = f"p_auth={self.session()}&" if "p_p_id" in query else ""
        return f"{before};jsessionid={self.session()}{sign}{token}{query}"

    def list_head(self, base, pager):
        return f'<link rel="alternate" type="application/atom+xml" href="{base}{FEED}">\n'

    def pager(self, draw, pager):
        ordered = views.link(draw, f"{pager.path_of(1)}&orderByCol=title&orderByType=asc", "Tiêu đề")
        return f'<p>Sắp xếp: {ordered}</p><ul class="pager"><li>{views.neighbours(draw, pager)}</li></ul>'

    def extras(self):
        return [*super().extras(), ("Lịch", "/web/guest/lich?p_p_id=8&_8_year=2026&_8_month=3&_8_day=1")]

    def robots(self, base):
        return f"User-agent: *\nDisallow: /c/portal/\n{self.crawl_delay()}\nSitemap: {base}/sitemap.xml\n"

    def routes(self):
        return (
            ("/web/guest/tin-tuc", self._by_query),
            ("/web/guest/tin-tuc/-/asset_publisher/pR7t/content/<words>", self._by_path),
            ("/web/guest/muc-<int:section>", self._list),
            ("/web/guest", self.give_home),
            ("/web/guest/lich", self._calendar),
            (FEED, self._atom),
            ("/sitemap.xml", lambda: self.give_text(("map",), self._map)),
        )

    def _how(self):
        return "print" if request.args.get("viewMode") == "print" else "page"

    def _by_query(self):
        number = request.args.get("articleId", 0, int)
        return self.give_article(number, self._how()) if number else self.give_list(None, 1)

    def _by_path(self, words):
        return self.give_article(numbered_end(words), self._how())

    def _list(self, section):
        """Any order and any token give the same list."""
        page = request.args.get(f"_{PUBLISHER}_cur", 1, int)
        order = (
            f"&orderByCol={request.args['orderByCol']}&orderByType=asc"
            if "orderByCol" in request.args
            else ""
        )
        path = lambda to: self.list_path(section, to) + order  # noqa: E731
        return (
            self.give_list(section, page, path, key=(order,))
            if section < len(SECTIONS)
            else self.give_missing(404)
        )

    def _calendar(self):
        when = views.day_of(*(request.args.get(f"_8_{name}", 1, int) for name in ("year", "month", "day")))
        path = lambda at: f"/web/guest/lich?p_p_id=8&_8_year={at.year}&_8_month={at.month}&_8_day={at.day}"  # noqa: E731
        return self.give_drawn(("calendar", when), lambda draw: views.calendar(draw, when, path))

    def _atom(self):
        make = lambda base: feeds.atom(self.name, self.newest(base))  # noqa: E731
        return self.give_text(("atom",), make, "application/atom+xml; charset=utf-8")

    def _map(self, base):
        return feeds.sitemap(
            [(base + self.article_path(each), telling.moment_of(each)) for each in self.numbers()]
        )
