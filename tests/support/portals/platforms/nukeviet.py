"""NukeViet: tidy addresses, rel=next, canonical and AMP links, feeds, an index of packed sitemaps."""
# ruff: noqa: D102 - what each method is for, `Site` says

from __future__ import annotations

import gzip

from pages.traps import Trap
from portals import feeds, telling, views
from portals.site import Site, numbered_end, section_by_slug, section_slug


class NukeViet(Site):
    platform = "nukeviet"
    shell = "divs"
    flags = Site.flags | {Trap.GOOD_META}
    validators = ("etag", "modified")
    codings = ("br", "gzip")
    canonical = True

    def layout(self, number):
        return "nukeviet"

    def article_path(self, number):
        return f"/{section_slug(self.section_of(number))}/{self.slug(number)}-{number}.html"

    def print_path(self, number):
        return f"/{section_slug(self.section_of(number))}/print/{self.slug(number)}-{number}.html"

    def article_head(self, base, number):
        amp = f'<link rel="amphtml" href="{base}/amp/{self.slug(number)}-{number}.html">\n'
        return super().article_head(base, number) + amp

    def list_path(self, section, page):
        return f"/{section_slug(section)}/" + (f"page-{page}/" if page > 1 else "")

    def list_head(self, base, pager):
        found = f'<link rel="alternate" type="application/rss+xml" title="RSS" href="{base}/rss/">\n'
        if pager and pager.next:
            found += f'<link rel="next" href="{base}{pager.path_of(pager.next)}">\n'
        return found

    def pager(self, draw, pager):
        return f'<ul class="pagination"><li>{views.numbered(draw, pager)}</li></ul>'

    def menu(self, number):
        return [*super().menu(number), ("RSS", "/rss/")]

    def extras(self):
        return [
            *super().extras(),
            ("Lịch công tác", "/lich/2026/3/1/"),
            ("Thành viên", "/users/login/?nv_redirect=L"),
        ]

    def robots(self, base):
        return (
            f"User-agent: *\nDisallow: /admin/\nDisallow: /*/print/\nDisallow: /users/\n"
            f"{self.crawl_delay()}\nSitemap: {base}/sitemap.xml\n"
        )

    def routes(self):
        return (
            ("/<section>/<words>.html", lambda section, words: self.give_article(numbered_end(words))),
            (
                "/<section>/print/<words>.html",
                lambda section, words: self.give_article(numbered_end(words), "print"),
            ),
            ("/amp/<words>.html", lambda words: self.give_article(numbered_end(words), "amp")),
            ("/index.php", self._by_query),
            ("/<section>/", lambda section: self._list(section, 1)),
            ("/<section>/page-<int:page>/", self._list),
            ("/rss/", lambda: self._rss(None)),
            ("/rss/<section>/", lambda section: self._rss(section_by_slug(section))),
            ("/sitemap.xml", lambda: self.give_text(("index",), self._index)),
            ("/sitemap/tin-<int:part>.xml.gz", self._part),
            ("/sitemap/news.xml", lambda: self.give_text(("news",), self._news)),
            ("/lich/<int:year>/<int:month>/<int:day>/", self._calendar),
            ("/users/login/", lambda: self.give_content("login")),
        )

    def _by_query(self):
        from flask import request

        return self.give_article(numbered_end(request.args.get("op", "")))

    def _list(self, section, page):
        place = section_by_slug(section)
        return self.give_missing(404) if place is None else self.give_list(place, page)

    def _rss(self, section):
        make = lambda base: feeds.rss(self.name, self.newest(base, section))  # noqa: E731
        return self.give_text(("rss", section), make, "application/rss+xml; charset=utf-8")

    def _index(self, base):
        parts = range(1, -(-len(self.numbers()) // feeds.PER_MAP) + 1)
        return feeds.sitemap_index(
            [*(f"{base}/sitemap/tin-{n}.xml.gz" for n in parts), f"{base}/sitemap/news.xml"]
        )

    def _part(self, part):
        def make(base):
            numbers = self.numbers()[(part - 1) * feeds.PER_MAP : part * feeds.PER_MAP]
            places = [(base + self.article_path(each), telling.moment_of(each)) for each in numbers]
            return gzip.compress(feeds.sitemap(places).encode(), mtime=0)

        return self.give_text(("part", part), make, "application/x-gzip")

    def _news(self, base):
        return feeds.news_sitemap(self.name, self.newest(base))

    def _calendar(self, year, month, day):
        path = lambda each: f"/lich/{each.year}/{each.month}/{each.day}/"  # noqa: E731
        when = views.day_of(year, month, day)
        return self.give_drawn(("calendar", when), lambda draw: views.calendar(draw, when, path))
