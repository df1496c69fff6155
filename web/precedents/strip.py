"""The strip of links that joins the pages about precedents: all tell of the same search."""

from __future__ import annotations

from flask import current_app, request, url_for

from web.addresses import links
from web.addresses.lines import read_lines, write_lines
from web.precedents.here import ROWS, address_of, here
from web.results import Link
from web.site import asked, site
from web.texts.words import phrase, say

TITLES = {
    "lines": phrase("Ngữ cảnh"),
    "variants": phrase("Cách viết"),
    "company": phrase("Chữ đi kèm"),
    "groups": phrase("Ai, ở đâu"),
    "timeline": phrase("Theo thời gian"),
    "first_use": phrase("Lần đầu"),
    "similar": phrase("Đoạn giống"),
    "exporting": phrase("Xuất ra tệp"),
}
"""The pages by the name of their route, in the order of the strip."""


def strip_of(name: str) -> list[Link]:
    """Links to all of these pages that are served, `name` being here; the export takes the lines shown."""
    params, rows = links.at_page(asked()[0], 1), links.at_page(here().params, 1)
    shown = write_lines(read_lines(request.args)[0]) if name == "lines" else []
    is_sized = request.args.get("size", "").strip() and params.size == site().defaults.size
    handed_on = [("size", str(params.size))] if is_sized else []  # no default where there are rows

    def href(each: str) -> str:
        if each in ROWS:
            return address_of(f"pages.{each}")(rows)
        more = [*handed_on, *(shown if each == "exporting" else ())]
        return links.address(url_for(f"pages.{each}"), params, site().defaults, more)

    return [
        Link(say(title, params.lang), href(each), is_here=each == name)
        for each, title in TITLES.items()
        if f"pages.{each}" in current_app.view_functions
    ]
