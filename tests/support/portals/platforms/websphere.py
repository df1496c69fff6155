"""WebSphere: states in every link, the article named by a parameter; neither feed nor sitemap."""
# ruff: noqa: D102 - what each method is for, `Site` says

from __future__ import annotations

from flask import request
from portals import views
from portals.site import Site, numbered_end, section_by_slug, section_slug

LIBRARY = "/wps/wcm/connect/huyen/trangchu"
"""Below it are the sections, and in them the articles."""

_STATE = "04Sj9CPykssy0xPLMnMz0vMAfGjzOINAg"


class WebSphere(Site):
    platform = "websphere"
    sessions = True
    missing_status = 200

    def layout(self, number):
        return "websphere8" if number % 7 == 0 else "websphere"

    def _item(self, number):
        item = f"{self.slug(number)}-{number}".replace("-", "_")
        return f"{LIBRARY}/{section_slug(self.section_of(number))}/{item}"

    def article_path(self, number):
        return f"/wps/portal/huyen/!ut/p/c4/{_STATE}/?WCM_GLOBAL_CONTEXT={self._item(number)}"

    def list_path(self, section, page):
        area = f"{LIBRARY}/{section_slug(section)}"
        turn = f"&WCM_PI=1&WCM_Page.8f3a2c={page}" if page > 1 else ""
        return f"/wps/portal/huyen/!ut/p/c4/{_STATE}/?WCM_GLOBAL_CONTEXT={area}{turn}"

    def linked(self, path):
        return path.replace(f"{_STATE}/", f"{_STATE}{self.session()}/")

    def extras(self):
        return [*super().extras(), ("Lịch công tác", "/wps/portal/lich?ngay=1&thang=3&nam=2026")]

    def routes(self):
        return (
            ("/wps/portal/huyen/!ut/p/<kind>/<state>/", lambda kind, state: self._by_query()),
            ("/wps/portal", self.give_home),
            ("/wps/portal/huyen", self.give_home),
            ("/wps/portal/lich", self._calendar),
            (f"{LIBRARY}/<section>/<item>", lambda section, item: self.give_article(numbered_end(item))),
        )

    def _by_query(self):
        area, _, item = request.args.get("WCM_GLOBAL_CONTEXT", "").removeprefix(f"{LIBRARY}/").partition("/")
        section = section_by_slug(area)
        if item or section is None:
            return self.give_article(numbered_end(item))
        return self.give_list(section, int(request.args.get("WCM_Page.8f3a2c", 1)))

    def _calendar(self):
        when = views.day_of(*(int(request.args.get(name, 1)) for name in ("nam", "thang", "ngay")))
        path = lambda each: f"/wps/portal/lich?ngay={each.day}&thang={each.month}&nam={each.year}"  # noqa: E731
        return self.give_drawn(("calendar", when), lambda draw: views.calendar(draw, when, path))
