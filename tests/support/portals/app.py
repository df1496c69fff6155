"""The Flask application of a site: what all platforms have, and the rules of its own."""

from __future__ import annotations

import re

from flask import Flask, Response, redirect, request
from pdfs import draw_lines, make_pdf
from portals import views

_SESSION = re.compile(r";jsessionid=[^/?]*")
_PICTURE = (
    b"GIF89a\x01\x00\x01\x00\x80\x00\x00"
    + bytes(6)
    + b",\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;"
)
_DOCUMENTS = range(1, 13)
MISC = {
    "/lien-he": "contact",
    "/thu-vien-anh": "gallery",
    "/dang-nhap": "login",
    "/so-do-cong": "sitemap",
    "/hoi-dap": "register",
    "/tim-kiem": "search-empty",
    "/app": "script-shell",
    "/dang-tai": "loading",
}
"""Pages that every platform has, by the names of `pages.contents.KINDS`."""


def create_app(site):
    """The application of a site."""
    app = Flask(site.host, static_folder=None)
    app.url_map.strict_slashes = False
    app.url_map.merge_slashes = False
    rules = [
        ("/", site.give_home),
        ("/robots.txt", lambda: _robots(site)),
        ("/van-ban", lambda: site.give_drawn(("documents",), lambda draw: views.documents(draw, _DOCUMENTS))),
        ("/files/van-ban-<int:number>.pdf", lambda number: _document(site, number)),
        ("/noi-bo", lambda: redirect(f"/dang-nhap?returnUrl={request.path}")),
        *((path, lambda name=name: site.give_content(name)) for path, name in MISC.items()),
        *site.routes(),
    ]
    for place, (rule, view) in enumerate(rules):
        app.add_url_rule(rule, f"view{place}", view)
    app.register_error_handler(404, lambda _error: _nothing(site))
    inner = app.wsgi_app

    def without_session(environ, start_response):
        environ["PATH_INFO"] = _SESSION.sub("", environ["PATH_INFO"])
        return inner(environ, start_response)

    app.wsgi_app = without_session
    return app


def _robots(site):
    """robots.txt, with the delay of the platform."""
    text = site.robots(request.host_url.rstrip("/"))
    if text is None:
        return Response("Not found", 404, content_type="text/plain")
    return Response(text, content_type="text/plain; charset=utf-8")


def _document(site, number):
    def made(_base):
        lines = (f"Số {number}-KH/HU", f"Kế hoạch số {number} của Ban Thường vụ", "Nơi nhận: các chi bộ")
        return make_pdf([draw_lines(lines)])

    return site.give_text(("pdf", number), made, "application/pdf")


def _nothing(site):
    """Pictures and styles are there whatever they are called; all else is missing as the platform says it."""
    if request.path.endswith((".jpg", ".gif", ".png", ".css", ".js")):
        return Response(_PICTURE, content_type="image/gif")
    return site.give_missing(site.missing_status)
