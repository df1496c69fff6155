"""What a browser loads for a results page and when it shows the first of it: a slow line, nothing cached.

Headless Chromium by playwright, which the environment for development has; without either there is nothing to
measure. The line is Chromium's own: 1.6 Mbit/s each way, 150 ms for each answer (DevTools Protocol,
`Network.emulateNetworkConditions`); bytes are those of the answers as they came, heads included.
"""

from __future__ import annotations

from importlib.util import find_spec
from statistics import median
from typing import TYPE_CHECKING, Any, NamedTuple

from tools.measure.chromium import chromium
from tools.measure.figures import Figure

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

MEGABITS, LATENCY = 1.6, 150

_PAINT = """() => new Promise(tell => new PerformanceObserver(list => list.getEntries().forEach(
    one => one.name === "first-contentful-paint" && tell(one.startTime)
)).observe({type: "paint", buffered: true}))"""


class Painted(NamedTuple):
    """A page as a browser came by it: milliseconds until the first content shows, requests, and bytes."""

    first: float
    requests: int
    loaded: int


def browser_path() -> str | None:
    """The Chromium to measure with; None where it or playwright is missing."""
    return chromium() if find_spec("playwright") else None


def paint_figures(url: str, paths: Sequence[str]) -> Iterator[Figure]:
    """Medians over some pages, each in a browser that never saw the site."""
    path = browser_path()
    if path is None:
        return
    painted = _painted(path, [url.rstrip("/") + each for each in paths])
    yield Figure("page weight, packed", round(median(one.loaded for one in painted) / 1000, 1), "KB")
    yield Figure("page weight, the heaviest", round(max(one.loaded for one in painted) / 1000, 1), "KB")
    yield Figure("requests of a page", max(one.requests for one in painted), "requests")
    yield Figure("first contentful paint", round(median(one.first for one in painted) / 1000, 3), "s")


def _painted(path: str, urls: Sequence[str]) -> list[Painted]:
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - only where it is installed

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path)
        try:
            return [_one(browser, url) for url in urls]
        finally:
            browser.close()


def _one(browser: Any, url: str) -> Painted:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    line = context.new_cdp_session(page)
    loaded: list[int] = []
    line.on("Network.loadingFinished", lambda event: loaded.append(event["encodedDataLength"]))
    line.send("Network.enable")
    rate = MEGABITS * 1e6 / 8
    limits = {"offline": False, "latency": LATENCY, "downloadThroughput": rate, "uploadThroughput": rate}
    line.send("Network.emulateNetworkConditions", limits)
    page.goto(url, wait_until="networkidle")
    first = float(page.evaluate(_PAINT))
    context.close()
    over_the_line = [size for size in loaded if size]  # the mark is asked for again as an icon, and is there
    return Painted(first, len(over_the_line), sum(over_the_line))
