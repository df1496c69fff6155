"""Pages that were drawn a moment ago, for who turns back, loads again, or follows the same link.

A page of results takes the time of some thirty such answers. These pages depend on their address, on the
generation of the index, and on the day, by which pinned articles come and go; so do their tags, and to ask
whether one changed takes no longer either.
"""

from __future__ import annotations

import time
from datetime import datetime
from functools import wraps
from typing import TYPE_CHECKING, NamedTuple

from flask import Response, request
from xxhash import xxh3_128_hexdigest

from search.model import VIETNAM
from web.compressing import LEAST, coding_for, packed, put
from web.site import site

if TYPE_CHECKING:
    from collections.abc import Callable

    from web.compressing import Coding

MOST = 128
"""Pages that are remembered: 26 KB each mostly, 100 where somebody asks for a hundred results."""

LONGEST = 300
"""Bytes of an address that is remembered."""


class Page(NamedTuple):
    """A page as it is sent, how it is packed, and its tag."""

    body: bytes
    coding: Coding
    tag: str


class _TookLongError(Exception):
    """A search of the page may have reached its limit of time, and left something out."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.page = page


def remembered(draw: Callable[[], str]) -> Callable[[], Response]:
    """A view that draws a page once for each address; one that is not packed is too large to be kept.

    One that took as long as a search may is not kept either: another time it may tell more.
    """

    def make() -> Page:
        begun = time.perf_counter()
        html = draw().encode()
        took_ms = 1000 * (time.perf_counter() - begun)
        coding = coding_for(request, Response(), LEAST)
        assert coding is not None
        page = Page(packed(html, coding), coding, f"{xxh3_128_hexdigest(html)}-{coding}")
        if took_ms >= site().settings.number("search_limit_ms"):
            raise _TookLongError(page)
        return page

    @wraps(draw)
    def view() -> Response:
        response = Response()
        coding = coding_for(request, response, LEAST)
        if coding is None:
            response.set_data(draw())
            return response
        about = request.path, coding, datetime.now(VIETNAM).date()
        stats = site().reader.stats()
        try:
            page = site().pages.answer(make, request.script_root, request.query_string, stats, *about)
        except _TookLongError as made:
            page = made.page
        put(response, page.coding, page.body)
        response.set_etag(page.tag)
        return response

    return view
