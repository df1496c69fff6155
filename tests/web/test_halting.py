"""What is drawn of a page that comes in two halves stays where it is when the second one comes."""

from __future__ import annotations

import time

import pytest
from serving import running

pytestmark = pytest.mark.browser

PAUSE = 0.35
"""Seconds between the halves: long enough for the first one to be drawn."""

HALTS = {
    "before the button": "<button type=",
    "before the word of the button": "<span>Tìm</span>",
    "below the box": '<p class="helps">',
    "before the languages": '<nav class="langs"',
    "between the languages": "English</a>",
    "before the text": '<main id="noi-dung"',
    "before the foot": '<footer class="foot">',
    "in the foot": '<a href="/gioi-thieu',
    "at the end": "</footer>",
}
"""Where the second half begins."""


class Halting:
    """A site whose pages come in two halves, cut before the first of some words."""

    def __init__(self, app) -> None:
        """Of a whole site."""
        self.app, self.mark, self.halted = app, "", 0

    def __call__(self, environ, start_response):
        """Answer a request: pages in halves, all else as it is."""
        environ.pop("HTTP_ACCEPT_ENCODING", None)
        body = b"".join(self.app(environ, start_response))
        first, mark, second = body.partition(self.mark.encode())
        yield first
        if mark:
            self.halted += 1
            time.sleep(PAUSE)
        yield mark + second


@pytest.fixture(scope="module")
def halting(make_app):
    """The site whose pages halt."""
    return Halting(make_app())


@pytest.fixture(scope="module")
def base(halting):
    """Its address."""
    with running(halting) as address:
        yield address


@pytest.mark.parametrize("width", [360, 1440])
@pytest.mark.parametrize("halt", HALTS)
def test_what_is_drawn_stays(tab, watched, halting, halt, width):
    """Nothing moves, wherever in the frame of a page the network halts."""
    halting.mark = HALTS[halt]
    before = halting.halted
    tab.set_viewport_size({"width": width, "height": 900})
    tab.goto("/no-such-page?lang=vi")  # a page that is hardly more than its frame
    tab.wait_for_timeout(200)
    assert halting.halted > before
    assert tab.evaluate("window.shifts") == []
