"""Links between the pages about precedents: the same search in each."""

from __future__ import annotations

from flask import request, url_for

from web.addresses import links
from web.addresses.lines import read_lines, write_lines
from web.results import Link
from web.site import asked, site
from web.texts.words import phrase, say

STRIP = {
    "lines": phrase("Ngữ cảnh"),
    "variants": phrase("Cách viết"),
    "company": phrase("Chữ đi kèm"),
    "groups": phrase("Ai, ở đâu"),
    "first_use": phrase("Lần đầu"),
    "timeline": phrase("Theo thời gian"),
    "similar": phrase("Đoạn giống"),
}
"""The pages about precedents by the name of their route."""


def strip(name: str) -> list[Link]:
    """The pages about precedents, one of them here, and the export, all of the same search."""
    params = links.at_page(asked()[0], 1)
    found = [
        Link(
            say(title, params.lang),
            links.address(url_for(f"pages.{each}"), params, site().defaults),
            is_here=each == name,
        )
        for each, title in STRIP.items()
    ]
    more = write_lines(read_lines(request.args)[0]) if name == "lines" else []
    exported = links.address(url_for("pages.exporting"), params, site().defaults, more)
    return [*found, Link(say("Xuất ra tệp", params.lang), exported)]
