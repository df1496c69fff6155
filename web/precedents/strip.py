"""The strip of links that joins the pages about precedents: all tell of the same search."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import current_app, request, url_for

from web.addresses import links
from web.addresses.lines import read_lines, write_lines
from web.results import Link
from web.site import asked, site
from web.texts.words import phrase, say

if TYPE_CHECKING:
    from collections.abc import Iterable

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
    params = links.at_page(asked()[0], 1)
    shown = write_lines(read_lines(request.args)[0]) if name == "lines" else []

    def href(endpoint: str, more: Iterable[tuple[str, str]]) -> str:
        return links.address(url_for(endpoint), params, site().defaults, more)

    return [
        Link(
            say(title, params.lang),
            href(f"pages.{each}", shown if each == "exporting" else ()),
            is_here=each == name,
        )
        for each, title in TITLES.items()
        if f"pages.{each}" in current_app.view_functions
    ]
